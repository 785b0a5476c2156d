// Replacing text between two places: which turns and words are touched, what stands there afterwards, and where every word went.
// Tokens come from tokens.ts, times from retime.ts and gap.ts. Only the touched turns are read and rebuilt.
import type { Span } from '../span.ts';
import type { ReplaceText, TurnSplice, WordMap } from './edit.ts';
import { draftSpan, fillGaps, type DraftLine } from './gap.ts';
import { lineIds } from './line-ids.ts';
import { retimeRun } from './retime.ts';
import { isOneWordAt, isUnspacedAt, tokenize, type Token, type TokenizedText } from './tokens.ts';
import type { TextPlace, Transcript, Turn, Word } from './transcript.ts';

/** What replacing made, for applyEdit to put in place. */
export interface ReplacedText {
  readonly splice: TurnSplice;
  readonly nextTurnId: number;
  readonly map: WordMap;
}

/** A turn cut at a place: words wholly on the far side of it, and the loose text between them and the place. */
interface Cut {
  readonly turn: Turn;
  /** In a head: how many words lie before. In a tail: index of the first word behind (or the number of words). */
  readonly word: number;
  readonly loose: string;
}

/** The touched run: which words go, and the lines of text in their stead. */
interface Run {
  readonly head: Cut;
  readonly tail: Cut;
  readonly lines: readonly string[];
  readonly growsAtStart: boolean;
  readonly growsAtEnd: boolean;
  /** How much of the first line's beginning and of the last line's end is old text. */
  readonly oldBefore: number;
  readonly oldBehind: number;
  /** Whether the word behind the place was taken in, so that what follows it keeps its own white space. */
  readonly tookBehind: boolean;
}

/**
 * Replaces text. A document without turns is one empty line: typing into it makes its first turn, which belongs to nobody.
 * The first line keeps the first turn's id and speaker; a last line that ends a later turn keeps that one's; a line in between has those of the
 * turn its words were in, so that a whole corrected transcript with a paragraph more or less leaves everybody their words.
 * Joining turns that overlap in time makes the later words yield: a turn's words stand one after the other.
 * Throws RangeError when a place lies outside the text or `from` behind `to`.
 */
export function replaceText(transcript: Transcript, edit: ReplaceText): ReplacedText {
  const isBare = transcript.turns.length === 0;
  const turns: readonly Turn[] = isBare ? [{ id: transcript.nextTurnId, speaker: null, words: [], tail: '' }] : transcript.turns;
  const from = turns[edit.from.turn];
  const to = turns[edit.to.turn];
  if (!from || !to) throw new RangeError(`no such turn: ${from ? edit.to.turn : edit.from.turn} of ${turns.length}`);
  checkOrder(edit.from, edit.to);
  const run = widen(cutHead(from, edit.from.offset), cutTail(to, edit.to.offset), edit.text.split(/\r\n?|\n/), transcript.language);
  const cuts = cutLines(run, transcript.language);
  const tokens = cuts.flatMap((cut) => cut.tokens);
  const { words, became } = retimeRun({
    ...{ old: wordsBetween(turns, edit, run), tokens, growsAtStart: run.growsAtStart, growsAtEnd: run.growsAtEnd },
    // The white space a line ends with is no word's.
    ending: Math.max(0, run.oldBehind - (cuts.at(-1)?.tail.length ?? 0)),
  });
  const lines = makeLines(turns, edit, { run, cuts, words });
  const claims = claimsOf(turns, edit, run, { became, counts: cuts.map((cut) => cut.tokens.length) });
  const ids = lineIds(turns, { from: edit.from.turn, to: edit.to.turn }, claims, isBare ? transcript.nextTurnId + 1 : transcript.nextTurnId);
  return {
    splice: {
      from: edit.from.turn,
      remove: isBare ? 0 : edit.to.turn - edit.from.turn + 1,
      turns: ids.lines.map((turn, index) => ({ ...turn, words: lines[index]?.words ?? [], tail: lines[index]?.tail ?? '' })),
    },
    nextTurnId: ids.next,
    map: mapOfRun(turns, edit, run, { became, counts: cuts.map((cut) => cut.tokens.length) }),
  };
}

/** Puts the run between the words before and behind it, line by line, and times what is still without a time. */
function makeLines(
  turns: readonly Turn[],
  edit: ReplaceText,
  { run, cuts, words }: { run: Run; cuts: readonly TokenizedText[]; words: readonly (Word | Token)[] },
): Pick<Turn, 'words' | 'tail'>[] {
  let done = 0;
  const drafts = cuts.map((cut) => cut.tokens.map((token): Word | Token => words[done++] ?? token));
  const last = drafts.length - 1;
  const before = run.head.turn.words.slice(0, run.head.word);
  const { behind, tail } = joinTail(run, cuts[last]?.tail ?? '');
  // Within one turn only the neighbours of the run matter for its times; turns that are joined may have to yield word by word.
  const near = edit.from.turn === edit.to.turn ? 1 : Infinity;
  const far = { before: before.slice(0, Math.max(0, before.length - near)), behind: behind.slice(near) };
  drafts[0] = [...before.slice(far.before.length), ...(drafts[0] ?? [])];
  drafts[last] = (drafts[last] ?? []).concat(behind.slice(0, near));
  const filled = fillLines(turns, edit, near === 1 ? drafts : drafts.map(putInOrder));
  return filled.map((made, line) => {
    const lineWords = (line === 0 ? far.before : []).concat(made, line === last ? far.behind : []);
    return { words: lineWords, tail: line === last ? tail : (cuts[line]?.tail ?? '') };
  });
}

function checkOrder(from: TextPlace, to: TextPlace): void {
  if (from.turn > to.turn || (from.turn === to.turn && from.offset > to.offset)) throw new RangeError('a text edit ends before it begins');
}

function cutHead(turn: Turn, offset: number): Cut {
  let end = 0;
  for (let index = 0; index < turn.words.length; index += 1) {
    const word = wordAt(turn, index);
    const next = end + word.space.length + word.text.length;
    if (next > offset) return { turn, word: index, loose: looseOf(word.space + word.text, 0, offset - end) };
    end = next;
  }
  return { turn, word: turn.words.length, loose: looseOf(turn.tail, 0, offset - end) };
}

function cutTail(turn: Turn, offset: number): Cut {
  let end = 0;
  let before = '';
  for (let index = 0; index < turn.words.length; index += 1) {
    const word = wordAt(turn, index);
    if (end + word.space.length >= offset) return { turn, word: index, loose: looseOf(before + word.space, offset - end + before.length) };
    end += word.space.length + word.text.length;
    before = word.text;
  }
  return { turn, word: turn.words.length, loose: looseOf(before + turn.tail, offset - end + before.length) };
}

function looseOf(text: string, from: number, to: number = text.length): string {
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to < from || to > text.length) {
    throw new RangeError('a text place lies outside its turn');
  }
  return text.slice(from, to);
}

/**
 * Takes in the neighbours whose edge the edit reaches and whose text it writes on: "Hel" + "lo" is one word. Their own times are then carried by retimeRun.
 * An edge the edit does not reach (loose text stands before it) stays, however odd: the engine may part words where no space is.
 */
function widen(head: Cut, tail: Cut, inserted: readonly string[], language: string | null): Run {
  const lines = [...inserted];
  lines[0] = head.loose + (lines[0] ?? '');
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '') + tail.loose;
  const isOneLine = last === 0;

  let first = head.word;
  let behind = tail.word;
  const right = tail.turn.words[behind]?.text ?? '';
  for (let word = head.turn.words[first - 1]; word && head.loose === ''; word = head.turn.words[first - 1]) {
    const isNext = first === head.word;
    const text = word.text + (lines[0] ?? '') + (isOneLine ? right : '');
    if (!(isNext || head.turn.words[first]?.space === '') || !takesIn(word, { text, at: word.text.length, isNext, language })) break;
    lines[0] = word.text + (lines[0] ?? '');
    first -= 1;
  }
  const left = isOneLine && first === head.word ? (head.turn.words[first - 1]?.text ?? '') : '';
  for (let word = tail.turn.words[behind]; word && tail.loose === ''; word = tail.turn.words[behind]) {
    const isNext = behind === tail.word;
    const before = left + (lines[last] ?? '');
    if (!(isNext || word.space === '') || !takesIn(word, { text: before + word.text, at: before.length, isNext, language })) break;
    lines[last] = (lines[last] ?? '') + word.text;
    behind += 1;
  }
  const lead = first < head.word ? (head.turn.words[first]?.space ?? '') : '';
  lines[0] = lead + (lines[0] ?? '');
  return {
    head: { ...head, word: first },
    tail: { ...tail, word: behind },
    lines,
    growsAtStart: first === head.word - 1,
    growsAtEnd: behind === tail.word + 1,
    oldBefore: lead.length + textLength(head.turn.words.slice(first, head.word)) + head.loose.length,
    oldBehind: textLength(tail.turn.words.slice(tail.word, behind)) + tail.loose.length,
    tookBehind: behind > tail.word,
  };
}

function textLength(words: readonly Word[]): number {
  return words.reduce((sum, word) => sum + word.text.length, 0);
}

/** Cuts the run's lines into tokens. White space that stood inside a word ("Los Angeles") goes on standing inside it. */
function cutLines({ lines, oldBefore, oldBehind }: Run, language: string | null): TokenizedText[] {
  return lines.map((line, index) => {
    const cut = tokenize(line, language);
    const before = index === 0 ? oldBefore : 0;
    const behind = line.length - (index === lines.length - 1 ? oldBehind : 0);
    const tokens: Token[] = [];
    let at = 0;
    for (const token of cut.tokens) {
      const last = tokens.at(-1);
      const end = at + token.space.length;
      if (last && token.space !== '' && (end <= before || at >= behind))
        tokens[tokens.length - 1] = { space: last.space, text: last.text + token.space + token.text };
      else tokens.push(token);
      at = end + token.text.length;
    }
    return { tokens, tail: cut.tail };
  });
}

/**
 * Whether a neighbour at the place `at` belongs to the run. Where scripts are written without spaces a word's edge cannot be seen:
 * there a word as the engine heard it, or timed by hand, keeps its edge, and words still being typed run together as far as they reach.
 */
function takesIn(word: Word, join: { text: string; at: number; isNext: boolean; language: string | null }): boolean {
  if (join.at === 0 || join.at === join.text.length) return false;
  const isUnspaced = isUnspacedAt(join.text, join.at);
  const isTyped = word.origin === 'estimated' || (join.isNext && word.origin === 'carried');
  return (isUnspaced ? isTyped : join.isNext) && isOneWordAt(join.text, join.at, join.language);
}

function wordsBetween(turns: readonly Turn[], { from, to }: ReplaceText, { head, tail }: Run): Word[] {
  if (from.turn === to.turn) return head.turn.words.slice(head.word, tail.word);
  const whole = turns.slice(from.turn + 1, to.turn).flatMap((turn) => turn.words);
  return [...head.turn.words.slice(head.word), ...whole, ...tail.turn.words.slice(0, tail.word)];
}

/** The words behind the run, and the white space that ends the last line. `white` is the white space the run ends with. */
function joinTail({ tail, tookBehind }: Run, white: string): { behind: Word[]; tail: string } {
  const behind = tail.turn.words.slice(tail.word);
  const first = behind[0];
  if (!first) return { behind, tail: tookBehind ? white + tail.turn.tail : white };
  const space = tookBehind ? white + first.space : white;
  if (space !== first.space) behind[0] = { ...first, space };
  return { behind, tail: tail.turn.tail };
}

function wordAt(turn: Turn, index: number): Word {
  const word = turn.words[index];
  if (!word) throw new RangeError(`no such word: ${index} of ${turn.words.length}`);
  return word;
}

/**
 * Makes words yield where lines of overlapping turns were joined: the later to the earlier, and either to one whose time was set by hand.
 * Of two set times that overlap the later one yields: a turn cannot hold both.
 */
function putInOrder(line: DraftLine): (Word | Token)[] {
  const highs = firmStarts(line);
  let low = 0;
  return line.map((entry, index) => {
    if (!('origin' in entry)) return entry;
    const high = highs[index] ?? Infinity;
    const start = Math.min(high, Math.max(low, entry.start));
    const end = Math.min(high, Math.max(start, entry.end));
    low = end;
    return start === entry.start && end === entry.end ? entry : yieldTo(entry, { start, end });
  });
}

/** For each entry the start of the next word whose set time stands, or nothing. */
function firmStarts(line: DraftLine): (number | undefined)[] {
  let low = 0;
  const isFirm = line.map((entry) => {
    const stands = 'origin' in entry && entry.origin === 'set' && entry.start >= low;
    if (stands) low = entry.end;
    return stands;
  });
  const highs: (number | undefined)[] = [];
  let high: number | undefined;
  for (let index = line.length - 1; index >= 0; index -= 1) {
    highs[index] = high;
    const entry = line[index];
    if (isFirm[index] && entry && 'origin' in entry) high = entry.start;
  }
  return highs;
}

/** A moved word is no longer what it was, should its old text come back. */
function yieldTo({ marks, ...word }: Word, span: Span): Word {
  const kept = Object.fromEntries(Object.entries(marks ?? {}).filter(([name]) => name !== 'was'));
  const moved: Word = { ...word, ...span, origin: word.origin === 'estimated' ? 'estimated' : 'carried' };
  return Object.keys(kept).length > 0 ? { ...moved, marks: kept } : moved;
}

/** Times the inserted words line by line; a line looks to the words above and below it for its free time. */
function fillLines(turns: readonly Turn[], { from, to }: ReplaceText, drafts: readonly DraftLine[]): Word[][] {
  const belows: (number | null)[] = [];
  let below = firstStartFrom(turns, to.turn + 1);
  for (const draft of drafts.toReversed()) {
    belows.push(below);
    below = draftSpan(draft)?.start ?? below;
  }
  let above = lastEndBefore(turns, from.turn);
  return drafts.map((draft) => {
    const words = fillGaps(draft, { above, below: belows.pop() ?? null });
    above = words.at(-1)?.end ?? above;
    return words;
  });
}

function lastEndBefore(turns: readonly Turn[], turn: number): number | null {
  for (let index = turn - 1; index >= 0; index -= 1) {
    const word = turns[index]?.words.at(-1);
    if (word) return word.end;
  }
  return null;
}

function firstStartFrom(turns: readonly Turn[], from: number): number | null {
  for (let index = from; index < turns.length; index += 1) {
    const word = turns[index]?.words[0];
    if (word) return word.start;
  }
  return null;
}

/**
 * For each new line the first old turn that a third or more of its old words come from, or null where none do: two turns joined are the first one's,
 * as when a line break is deleted, and a word or two that strayed claim nothing.
 */
function claimsOf(
  turns: readonly Turn[],
  { from, to }: ReplaceText,
  { head, tail, lines }: Run,
  { became, counts }: { became: readonly (number | null)[]; counts: readonly number[] },
): (number | null)[] {
  if (lines.length === 1) return [from.turn];
  const lineOf = counts.flatMap((count, line) => new Array<number>(count).fill(line));
  const votes = lines.map(() => new Map<number, number>());
  let old = 0;
  for (let turn = from.turn; turn <= to.turn; turn += 1) {
    const first = turn === from.turn ? head.word : 0;
    const last = turn === to.turn ? tail.word : (turns[turn]?.words.length ?? 0);
    for (let word = first; word < last; word += 1) {
      const vote = votes[lineOf[became[old++] ?? -1] ?? -1];
      vote?.set(turn, (vote.get(turn) ?? 0) + 1);
    }
  }
  return votes.map((vote) => {
    const total = [...vote.values()].reduce((sum, count) => sum + count, 0);
    return [...vote].find(([, count]) => 3 * count >= total)?.[0] ?? vote.keys().next().value ?? null;
  });
}

/** Follows the words of the touched turns; turns behind them shift. */
function mapOfRun(
  turns: readonly Turn[],
  { from, to }: ReplaceText,
  run: Run,
  made: { became: readonly (number | null)[]; counts: readonly number[] },
): WordMap {
  const lastLine = from.turn + run.lines.length - 1;
  const firstCount = (line: number) => (line === 0 ? run.head.word : 0);
  const lastCount = made.counts.at(-1) ?? 0;
  const placeOf = (token: number) => {
    let line = 0;
    let before = 0;
    for (let count = made.counts[0] ?? 0; token >= before + count && line < made.counts.length - 1; count = made.counts[line] ?? 0) {
      before += count;
      line += 1;
    }
    return { turn: from.turn + line, word: firstCount(line) + token - before };
  };
  return {
    map(place) {
      if (place.turn < from.turn || (place.turn === from.turn && place.word < run.head.word)) return place;
      if (place.turn > to.turn) return { turn: place.turn - to.turn + lastLine, word: place.word };
      if (place.turn === to.turn && place.word >= run.tail.word) {
        return { turn: lastLine, word: firstCount(run.lines.length - 1) + lastCount + place.word - run.tail.word };
      }
      let index = place.word - run.head.word;
      for (let turn = from.turn; turn < place.turn; turn += 1) index += turns[turn]?.words.length ?? 0;
      const token = made.became[index] ?? null;
      return token === null ? null : placeOf(token);
    },
  };
}
