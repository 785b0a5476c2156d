// A cue's words turn by turn, and which part of a typed text each turn gets. Edits nothing.
import { needsSpace } from '../transcript/joint-space.ts';
import type { Transcript, Turn } from '../transcript/transcript.ts';
import type { WordStretch } from '../transcript/word-stretch.ts';
import type { Cue } from './cue.ts';
import { shownWords, type ShownText } from './shown-words.ts';

/** Text on one line, and the places in it at which the lines begin that it was made of. */
export interface JoinedText {
  readonly text: string;
  readonly starts: readonly number[];
}

/** Lines as one text, with a space between two where their writing asks for one. */
export function joinedLines(lines: readonly string[]): JoinedText {
  let text = '';
  const starts = lines.map((line) => {
    text += text !== '' && needsSpace(text, line) ? ' ' : '';
    text += line;
    return text.length - line.length;
  });
  return { text, starts };
}

/** The words of a cue within one turn, and how they are shown. */
export interface Part {
  readonly index: number;
  readonly turn: Turn;
  readonly first: number;
  readonly last: number;
  readonly shown: ShownText;
  /** How many lines it has, and whether the first of them begins with it. */
  readonly lines: number;
  readonly opensLine: boolean;
}

/** A cue's words turn by turn, in reading order; turns of which it has no word are left out. */
export function partsOf(transcript: Transcript, { from, to, breaks }: Cue): Part[] {
  const parts: Part[] = [];
  for (let index = from.turn; index <= to.turn; index += 1) {
    const turn = transcript.turns[index];
    const first = index === from.turn ? from.word : 0;
    const last = index === to.turn ? to.word : (turn?.words.length ?? 0) - 1;
    if (!turn || first > last) continue;
    const within = breaks.filter((place) => place.turn === index);
    const lines = 1 + within.filter(({ word }) => word > first).length;
    const opensLine = parts.length === 0 || within.some(({ word }) => word === first);
    parts.push({ index, turn, first, last, shown: shownWords(turn, first, last), lines, opensLine });
  }
  return parts;
}

/** The words of a part as a stretch. */
export function stretchOf({ index, first, last }: Part): WordStretch {
  return { from: { turn: index, word: first }, to: { turn: index, word: last } };
}

/** What of the text each part gets; a part without any loses its words. */
export function sharedText(parts: readonly Part[], typed: JoinedText, lines: readonly string[]): JoinedText[] {
  if (parts.length === 1) return [typed];
  const hasOwnLines = parts.every(({ opensLine }) => opensLine) && parts.reduce((sum, part) => sum + part.lines, 0) === lines.length;
  return (hasOwnLines ? null : changedInOne(parts, typed)) ?? sharedLines(parts, lines).map(joinedLines);
}

/** The shares where all parts but one read as before; null where more than one changed. */
function changedInOne(parts: readonly Part[], { text, starts }: JoinedText): JoinedText[] | null {
  for (let changed = 0; changed < parts.length; changed += 1) {
    const before = joinedLines(parts.slice(0, changed).map(({ shown }) => shown.text)).text;
    const behind = joinedLines(parts.slice(changed + 1).map(({ shown }) => shown.text)).text;
    if (text.length < before.length + behind.length || !text.startsWith(before) || !text.endsWith(behind)) continue;
    const own = text.slice(before.length, text.length - behind.length).trim();
    let at = 0;
    return parts.map(({ shown }, index) => {
      const share = index === changed ? own : shown.text;
      const from = share === '' ? at : text.indexOf(share, at);
      at = from + share.length;
      return { text: share, starts: starts.flatMap((start) => (start >= from && start < at ? [start - from] : [])) };
    });
  }
  return null;
}

/** The lines of each part: later ones keep as many as they had, the first has the rest; where there are too few the last parts have none. */
function sharedLines(parts: readonly Part[], lines: readonly string[]): string[][] {
  let left = lines.length;
  const counts = parts.map(() => 0);
  const most = Math.min(parts.length, lines.length);
  for (let at = most - 1; at > 0; at -= 1) {
    counts[at] = Math.max(1, Math.min(parts[at]?.lines ?? 1, left - at));
    left -= counts[at] ?? 0;
  }
  counts[0] = left;
  let done = 0;
  return counts.map((count) => lines.slice(done, (done += count)));
}
