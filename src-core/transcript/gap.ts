// Times for words that stand in place of none: they borrow from the gap they were typed into and never move a neighbour.
// It knows one line of words at a time and the times around the line; it knows nothing of text.
import type { Millis } from '../span.ts';
import { lettersRunningOn, noRuns, type LetterRuns, type Letters } from './letters.ts';
import type { Token } from './tokens.ts';
import type { Word } from './transcript.ts';
import { shareByWeight } from './weight.ts';

/** A line's words in order; a Token where a time is still wanted. */
export type DraftLine = readonly (Word | Token)[];

/** What is known around a line: the end of the last word above it and the start of the first word below it, or null. */
export interface LineSurroundings {
  readonly above: Millis | null;
  readonly below: Millis | null;
}

/** What an inserted word asks for: a quarter of a second, conversational English without its pauses (about 4 words a second). Our choice. */
const ASKED: Millis = 250;

/** Whether a draft's entry has its time. */
function isTimed(entry: Word | Token): entry is Word {
  return 'origin' in entry;
}

/** First start and last end among the timed words of a draft, or null when it has none. */
export function draftSpan(line: DraftLine): { start: Millis; end: Millis } | null {
  const first = line.find(isTimed);
  const last = line.findLast(isTimed);
  return first && last ? { start: first.start, end: last.end } : null;
}

/**
 * Gives every Token of a line its time, `estimated`, out of the free time between its neighbours.
 * A run of n words asks for n × 250 ms and takes at most n/(n+1) of the stretch of twice that length beside its neighbour in the line
 * (behind the word before it, else before the word after it), so that the word typed next finds room too.
 * Where there is no free time the words get the empty span at the boundary.
 */
export function fillGaps(line: DraftLine, around: LineSurroundings): Word[] {
  const words: Word[] = [];
  for (let from = 0; from < line.length;) {
    const entry = line[from];
    if (entry && isTimed(entry)) words.push(entry);
    let to = from;
    const tokens: Token[] = [];
    for (let next = line[to]; next && !isTimed(next); next = line[++to]) tokens.push(next);
    const after = line[to];
    if (tokens.length > 0) words.push(...estimate(tokens, words.at(-1) ?? null, after && isTimed(after) ? after : null, around));
    from = Math.max(to, from + 1);
  }
  return words;
}

function estimate(tokens: readonly Token[], before: Word | null, after: Word | null, around: LineSurroundings): Word[] {
  const asked = tokens.length * ASKED;
  const { start, end } = windowFor(before, after, around, 2 * asked);
  const taken = Math.min(asked, Math.floor(((end - start) * tokens.length) / (tokens.length + 1)));
  const channel = (before ?? after)?.channel ?? null;
  const ends = shareByWeight(
    tokens.map((token) => token.text),
    taken,
  );
  const between = lettersBetween(before, after);
  return tokens.map(({ space, text, letters }, index): Word => ({
    text,
    space,
    start: start + (ends[index - 1] ?? 0),
    end: start + (ends[index] ?? 0),
    origin: 'estimated',
    confidence: null,
    channel,
    source: null,
    ...marksOf(letters ?? (between ? [{ from: 0, to: text.length, ...between }] : noRuns)),
  }));
}

function marksOf(letters: LetterRuns): Pick<Word, 'marks'> {
  return letters.length > 0 ? { marks: { letters } } : {};
}

/** How letters look that run from one word on into the next, so that what is typed into a passage in italics is in italics; null for plain ones. */
function lettersBetween(before: Word | null, after: Word | null): Letters | null {
  return before && after && lettersRunningOn(before.marks?.letters ?? noRuns, before.text.length, after.marks?.letters ?? noRuns);
}

/** The free time an insertion may draw on: at most `most` milliseconds, next to its neighbour. */
function windowFor(before: Word | null, after: Word | null, around: LineSurroundings, most: Millis): { start: Millis; end: Millis } {
  const low = before?.end ?? around.above;
  const high = after?.start ?? around.below;
  // The end of the media is not known here: behind the last word of all there is no time to borrow.
  if (high === null) return { start: low ?? 0, end: low ?? 0 };
  if (after && !before) return { start: Math.max(Math.min(low ?? 0, high), high - most), end: high };
  if (low === null) return { start: Math.max(0, high - most), end: high };
  return { start: low, end: Math.min(Math.max(low, high), low + most) };
}
