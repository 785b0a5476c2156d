// From an engine's items to a Transcript: marks join their words, times are put in order, words become turns.
// Every repair is a Problem; nothing is dropped in silence.
import type { Millis } from '../span.ts';
import { ProblemList } from '../problem.ts';
import type { Speaker, Transcript, Turn, Word } from '../transcript/transcript.ts';
import { needsSpace } from '../transcript/joint-space.ts';
import { spacesShown } from './item-spacing.ts';
import { beginsTurn } from './paragraphs.ts';
import { plural, type SpokenItem, were } from './spoken-item.ts';

export interface BuildOptions {
  readonly language: string | null;
  /** The file's own running text, which shows where spaces stand; "" when there is none. */
  readonly running: string;
  /** Name shown for a speaker's label; by default "Speaker 1" … in order of appearance. */
  readonly nameOf?: (label: string, order: number) => string;
  /** Cuts the items into turns as the file does instead of by our own rules: the turn number of each item. */
  readonly turnOf?: (item: SpokenItem) => number;
}

/** A word on its way: times may still be missing. */
interface Draft {
  text: string;
  spaced: boolean | null;
  start: Millis;
  end: Millis;
  timed: boolean;
  readonly item: SpokenItem;
}

const OPENING = /^[\p{Ps}\p{Pi}¿¡]+$/u;

/** A transcript of all items. Items of several channels come out as parallel turns. */
export function buildTranscript(given: readonly SpokenItem[], options: BuildOptions, problems: ProblemList): Transcript {
  const items = withShortLabels(given);
  const spaces = spacesShown(
    items.map((item) => item.text),
    options.running,
  );
  const streams = new Map<number | null, Draft[]>();
  const pending = new Map<number | null, string>();
  items.forEach((item, index) => joinItem(item, spaces[index] ?? null, { streams, pending }));
  leftoverMarks(streams, pending, problems);
  let cut: Draft[][] = [];
  for (const drafts of streams.values()) {
    fillTimes(drafts, problems);
    if (!options.turnOf) orderTimes(drafts, problems);
    for (const turn of cutTurns(drafts, options)) cut.push(turn);
  }
  if (options.turnOf) for (const drafts of cut) orderTimes(drafts, problems);
  if (streams.size > 1) cut = splitAtReplies(cut);
  // Reading order: by first word, then channel, then the file's order; sort is stable.
  cut.sort((a, b) => (a[0]?.start ?? 0) - (b[0]?.start ?? 0) || (a[0]?.item.channel ?? 0) - (b[0]?.item.channel ?? 0));
  for (const drafts of cut) trimOverlaps(drafts, problems);
  const turns = cut.map(makeTurn);
  return { language: options.language, speakers: namedSpeakers(turns, options), turns, nextTurnId: turns.length };
}

/** Longest label kept as a speaker's identity: services write "spk_0", a hostile file writes a book. */
const LONGEST_LABEL = 80;

/** Labels too long to be an identity cut short, and told apart by a number. */
function withShortLabels(items: readonly SpokenItem[]): readonly SpokenItem[] {
  if (items.every(({ speaker }) => speaker === null || speaker.length <= LONGEST_LABEL)) return items;
  const short = new Map<string, string>();
  return items.map((item) => {
    const { speaker } = item;
    if (speaker === null || speaker.length <= LONGEST_LABEL) return item;
    let label = short.get(speaker);
    if (label === undefined) short.set(speaker, (label = `${speaker.slice(0, LONGEST_LABEL)} ${short.size + 1}`));
    return { ...item, speaker: label };
  });
}

interface Joining {
  readonly streams: Map<number | null, Draft[]>;
  /** Opening marks and marks before the first word, waiting for a word of their channel. */
  readonly pending: Map<number | null, string>;
}

/** A word starts a draft; a mark joins the word before it, an opening one the word after. */
function joinItem(item: SpokenItem, spaced: boolean | null, { streams, pending }: Joining): void {
  const text = item.text.normalize('NFC').replace(/[\r\n]+/g, ' ');
  let drafts = streams.get(item.channel);
  if (!drafts) streams.set(item.channel, (drafts = []));
  const last = drafts.at(-1);
  if (item.isPunctuation) {
    if (last && !OPENING.test(text)) last.text += text;
    else pending.set(item.channel, (pending.get(item.channel) ?? '') + text);
    return;
  }
  const before = pending.get(item.channel) ?? '';
  if (before !== '') pending.delete(item.channel);
  const timed = item.start !== null && item.end !== null;
  drafts.push({ text: before + text, spaced: before === '' ? spaced : null, start: item.start ?? 0, end: item.end ?? 0, timed, item });
}

/** Marks that found no word: they close the last word, or stand in a Problem when there is none. */
function leftoverMarks(streams: ReadonlyMap<number | null, Draft[]>, pending: ReadonlyMap<number | null, string>, problems: ProblemList): void {
  for (const [channel, text] of pending) {
    const last = streams.get(channel)?.at(-1);
    if (last) last.text += text;
    else problems.add('mark-without-word', 'loss', (count) => `${count} punctuation mark${plural(count)} stood without any word and ${were(count)} left out.`);
  }
}

/** Words without a time share the stretch between their timed neighbours evenly. */
function fillTimes(drafts: readonly Draft[], problems: ProblemList): void {
  for (let index = 0; index < drafts.length; index += 1) {
    if (drafts[index]?.timed) continue;
    let after = index;
    while (after < drafts.length && !drafts[after]?.timed) after += 1;
    const from = drafts[index - 1]?.end ?? 0;
    const to = Math.max(from, drafts[after]?.start ?? from);
    for (let at = index; at < after; at += 1) {
      const draft = drafts[at];
      if (!draft) continue;
      draft.start = from + Math.round(((to - from) * (at - index)) / (after - index));
      draft.end = from + Math.round(((to - from) * (at - index + 1)) / (after - index));
      problems.add('word-without-time', 'repair', (count) => `${count} word${plural(count)} had no time; it was estimated from the neighbours.`, {
        item: draft.item.index,
        time: draft.start,
      });
    }
    index = after;
  }
}

/** Puts words in time order: a channel's, or a turn's where the file itself says what a turn is. */
function orderTimes(drafts: Draft[], problems: ProblemList): void {
  for (let index = 1; index < drafts.length; index += 1) {
    const [before, word] = [drafts[index - 1], drafts[index]];
    if (before && word && word.start < before.start) {
      problems.add('out-of-order', 'repair', (count) => `${count} word${plural(count)} stood before an earlier one and were put in time order.`, {
        item: word.item.index,
        time: word.start,
      });
    }
  }
  drafts.sort((a, b) => a.start - b.start || a.item.index - b.item.index);
}

/** Within a turn a word ends where the next begins. Starts stay exact: they are what one seeks to. */
function trimOverlaps(turn: readonly Draft[], problems: ProblemList): void {
  for (let index = 1; index < turn.length; index += 1) {
    const [before, word] = [turn[index - 1], turn[index]];
    if (!before || !word || before.end <= word.start) continue;
    before.end = word.start;
    problems.add('words-overlap', 'repair', (count) => `${count} word${plural(count)} ran into the next one and were trimmed.`, {
      item: before.item.index,
      time: before.start,
    });
  }
}

function cutTurns(drafts: readonly Draft[], { turnOf }: BuildOptions): Draft[][] {
  const turns: Draft[][] = [];
  for (const draft of drafts) {
    const turn = turns.at(-1);
    const before = turn?.at(-1);
    const starts = !turn || !before || (turnOf ? turnOf(before.item) !== turnOf(draft.item) : beginsTurn(paced(before), paced(draft), turn.length));
    if (starts) turns.push([draft]);
    else turn.push(draft);
  }
  return turns;
}

function paced(draft: Draft): { text: string; start: Millis; end: Millis; speaker: string | null } {
  return { text: draft.text, start: draft.start, end: draft.end, speaker: draft.item.speaker };
}

/** A pause this long lets the other channel's reply stand between. House rule. */
const REPLY_PAUSE: Millis = 700;

/** With channels apart, a turn ends where its speaker paused and another channel spoke meanwhile. */
function splitAtReplies(turns: readonly Draft[][]): Draft[][] {
  const starts = turns.flat().map((draft) => ({ time: draft.start, channel: draft.item.channel }));
  starts.sort((a, b) => a.time - b.time);
  // Where, from each start on, another channel speaks first: asked once a word, so it must not be searched for.
  const changes: number[] = [];
  for (let at = starts.length - 1; at >= 0; at -= 1)
    changes[at] = starts[at + 1]?.channel === starts[at]?.channel ? (changes[at + 1] ?? starts.length) : at + 1;
  const spokeBetween = (from: Millis, to: Millis, channel: number | null): boolean => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle]?.time ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    const other = starts[low]?.channel === channel ? (changes[low] ?? starts.length) : low;
    return (starts[other]?.time ?? to) < to;
  };
  return turns.flatMap((turn) => {
    const pieces: Draft[][] = [];
    for (const draft of turn) {
      const before = pieces.at(-1)?.at(-1);
      const replied = before && draft.start - before.end >= REPLY_PAUSE && spokeBetween(before.end, draft.start, draft.item.channel);
      if (!before || replied) pieces.push([draft]);
      else pieces.at(-1)?.push(draft);
    }
    return pieces;
  });
}

function makeTurn(drafts: readonly Draft[], id: number): Turn {
  return { id, speaker: drafts[0]?.item.speaker ?? null, words: drafts.map((draft, index) => makeWord(draft, drafts[index - 1])), tail: '' };
}

function makeWord(draft: Draft, before: Draft | undefined): Word {
  const { item, text, start, end, timed } = draft;
  const spaced = before !== undefined && (draft.spaced ?? needsSpace(before.text, text));
  const word = {
    text,
    space: spaced ? ' ' : '',
    start,
    end,
    origin: timed && !item.isEstimated ? ('heard' as const) : ('estimated' as const),
    confidence: item.confidence,
    channel: item.channel,
    source: item.index,
  };
  return item.marks ? { ...word, marks: item.marks } : word;
}

function namedSpeakers(turns: readonly Turn[], { nameOf }: BuildOptions): Speaker[] {
  const labels = new Set<string>();
  for (const turn of turns) if (turn.speaker !== null) labels.add(turn.speaker);
  return [...labels].map((id, order) => ({ id, name: nameOf?.(id, order) ?? `Speaker ${order + 1}` }));
}
