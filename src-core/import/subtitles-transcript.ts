// Cues of a file → Transcript: words with times shared out inside their cue, turns by speaker and pause, and the file's own cues as
// ranges over those words, so that a converted file keeps its cues. Knows no format.
import type { Millis, Span } from '../span.ts';
import { ProblemList, type Problem } from '../problem.ts';
import type { Cue } from '../subtitles/cue.ts';
import type { CueManner } from '../subtitles/imported-track.ts';
import { EDGE_MARKS } from '../subtitles/line-direction.ts';
import { tokenize } from '../transcript/tokens.ts';
import type { Speaker, SpeakerId, Transcript, Turn, Word, WordPlace } from '../transcript/transcript.ts';
import { replaceStyled, sliceStyled, splitStyled, type StyledText } from '../transcript/styled-text.ts';
import { shareByWeight } from '../transcript/weight.ts';
import { needsSpace } from '../transcript/joint-space.ts';
import { beginsTurn } from './paragraphs.ts';
import { plural, were } from './spoken-item.ts';
import type { CuePiece, FileCue } from './subtitles-cue.ts';

/** What reading a subtitle file gave. Nothing is refused: a file without cues gives an empty transcript and a Problem. */
export interface ReadSubtitles {
  readonly transcript: Transcript;
  /** The file's cues over the transcript's words, in order: their times and line breaks are the file's. */
  readonly cues: readonly Cue[];
  readonly problems: readonly Problem[];
  /** How the file tells who speaks. */
  readonly manner: CueManner;
}

/** What the file says of itself. */
export interface FileFacts {
  /** BCP 47, or null. */
  readonly language: string | null;
  /** Whether every cue names its speaker, so that a cue without a name is nobody's; where names stand only at changes, the name holds. */
  readonly namesEveryCue: boolean;
  readonly manner: CueManner;
}

/** Makes a transcript of cues. */
export function buildFromCues(cues: readonly FileCue[], facts: FileFacts, problems: ProblemList): ReadSubtitles {
  const builder = new TurnBuilder(facts, problems);
  const ordered = inOrder(cues, problems);
  ordered.forEach((cue, index) => builder.addCue(cue, ordered[index + 1]));
  if (builder.cues.length === 0) problems.add('no-words', 'note', () => 'The file holds no cue with text.');
  return { transcript: builder.transcript(), cues: builder.cues, problems: problems.toArray(), manner: facts.manner };
}

function inOrder(cues: readonly FileCue[], problems: ProblemList): FileCue[] {
  cues.forEach((cue, index) => {
    if (cue.start >= (cues[index - 1]?.start ?? 0)) return;
    problems.add('out-of-order', 'repair', (count) => `${count} cue${plural(count)} stood before an earlier one and ${were(count)} put in time order.`, {
      line: cue.line,
      time: cue.start,
    });
  });
  return [...cues].sort((a, b) => a.start - b.start);
}

/** One word to be. */
interface CueToken extends StyledText {
  readonly space: string;
  readonly piece: CuePiece;
  /** Whether a line of the cue, or a piece, begins with it. */
  readonly opensLine: boolean;
  readonly opensPiece: boolean;
}

/** Cues that run into the next by no more than this are rounded badly; the words give way, the cue keeps its time. Longer is people speaking at once. */
const ROUNDING: Millis = 250;
/** A cue longer than any reader's is cut into turns, so that no turn is endless. */
const WORDS_AT_MOST = 350;

interface OpenTurn {
  readonly speaker: SpeakerId | null;
  readonly words: Word[];
}

class TurnBuilder {
  readonly cues: Cue[] = [];
  readonly #turns: OpenTurn[] = [];
  readonly #speakers = new Map<string, SpeakerId>();
  readonly #facts: FileFacts;
  readonly #problems: ProblemList;

  constructor(facts: FileFacts, problems: ProblemList) {
    this.#facts = facts;
    this.#problems = problems;
  }

  addCue(cue: FileCue, next: FileCue | undefined): void {
    const tokens = cueTokens(cue.pieces, this.#facts.language);
    if (tokens.length === 0) return;
    const runsOver = next !== undefined && next.start < cue.end;
    if (runsOver) this.#problems.add('cues-overlap', 'note', sayOverlap, { line: next.line, time: next.start });
    const end = runsOver && cue.end - next.start <= ROUNDING ? Math.max(cue.start, next.start) : cue.end;
    const ends = wordEnds(tokens, cue.start, end);
    const opening: WordPlace[] = [];
    tokens.forEach((token, index) => {
      this.#addWord(token, { start: index === 0 ? cue.start : (ends[index - 1] ?? end), end: ends[index] ?? end }, index === 0);
      if (index === 0 || token.opensLine) opening.push(this.#lastPlace());
    });
    const to = this.#lastPlace();
    const [from = to, ...breaks] = opening;
    this.cues.push({ start: cue.start, end: cue.end, from, to, breaks, ...(cue.look && { look: cue.look }) });
  }

  transcript(): Transcript {
    const turns = this.#turns.map(({ speaker, words }, id): Turn => ({ id, speaker, words, tail: '' }));
    const speakers = [...this.#speakers].map(([name, id]): Speaker => ({ id, name }));
    return { language: this.#facts.language, speakers, turns, nextTurnId: turns.length };
  }

  /** Where the word added last stands. */
  #lastPlace(): WordPlace {
    return { turn: this.#turns.length - 1, word: (this.#turns.at(-1)?.words.length ?? 0) - 1 };
  }

  #addWord(token: CueToken, span: Span, opensCue: boolean): void {
    const turn = this.#turnFor(token, span, opensCue);
    const last = turn.words.at(-1);
    const space = last ? (token.opensLine || opensCue ? joint(last.text, token.text) : token.space) : '';
    turn.words.push({
      text: token.text,
      space,
      start: span.start,
      end: span.end,
      origin: 'estimated',
      confidence: null,
      channel: null,
      source: null,
      ...(token.letters.length > 0 && { marks: { letters: token.letters } }),
    });
  }

  /** The turn a word goes to. Inside a cue only a change of speaker begins one; between cues pauses and sentences do too. */
  #turnFor(token: CueToken, span: Span, opensCue: boolean): OpenTurn {
    const last = this.#turns.at(-1);
    const before = last?.words.at(-1);
    const speaker = this.#speakerOf(token, last);
    const isMarked = token.opensPiece && token.piece.changesSpeaker;
    if (last && before && !isMarked && speaker === last.speaker && span.start >= before.end) {
      const begins = opensCue
        ? beginsTurn({ ...before, speaker }, { text: token.text, ...span, speaker }, last.words.length)
        : last.words.length >= WORDS_AT_MOST;
      if (!begins) return last;
    }
    const turn = { speaker, words: [] };
    this.#turns.push(turn);
    return turn;
  }

  #speakerOf({ piece }: CueToken, last: OpenTurn | undefined): SpeakerId | null {
    if (piece.speaker === null) return piece.changesSpeaker || this.#facts.namesEveryCue ? null : (last?.speaker ?? null);
    let id = this.#speakers.get(piece.speaker);
    if (id === undefined) this.#speakers.set(piece.speaker, (id = `person-${this.#speakers.size + 1}`));
    return id;
  }
}

const sayOverlap = (count: number): string =>
  count === 1 ? '1 cue begins before the one before has ended.' : `${count} cues begin before the one before has ended.`;

function cueTokens(pieces: readonly CuePiece[], language: string | null): CueToken[] {
  const tokens: CueToken[] = [];
  let tail = '';
  let opensLine = false;
  for (const piece of pieces) {
    let opensPiece = true;
    splitStyled(piece, '\n').forEach((whole, index) => {
      if (index > 0) opensLine = tokens.length > 0;
      const line = replaceStyled(whole, EDGE_MARKS, () => '');
      const tokenized = tokenize(line.text, language);
      let at = 0;
      for (const { text, space } of tokenized.tokens) {
        const from = at + space.length;
        at = from + text.length;
        tokens.push({ ...sliceStyled(line, from, at), space: tail + space, opensLine, piece, opensPiece });
        tail = '';
        opensPiece = false;
        opensLine = false;
      }
      tail += tokenized.tail;
    });
  }
  return tokens;
}

/** The ends of words that share a cue's time by weight; inner times of the file divide it first. */
function wordEnds(tokens: readonly CueToken[], start: Millis, end: Millis): Millis[] {
  const ends: Millis[] = [];
  for (let from = 0; from < tokens.length;) {
    let to = from + 1;
    while (to < tokens.length && tokens[to]?.piece.time === tokens[from]?.piece.time) to += 1;
    const begin = ends.at(-1) ?? start;
    const until = to < tokens.length ? Math.min(end, Math.max(begin, tokens[to]?.piece.time ?? end)) : end;
    const texts = tokens.slice(from, to).map((token) => token.text);
    for (const share of shareByWeight(texts, until - begin)) ends.push(begin + share);
    from = to;
  }
  return ends;
}

/** What stands between the last word of a line and the first of the next. */
function joint(before: string, after: string): string {
  return needsSpace(before, after) ? ' ' : '';
}
