// The text of a cue changed where the cue is seen: an edit of the transcript's words and of nothing else. Only what differs is replaced, so that words
// keep their times; line breaks become the cue's.
import { needsSpace } from '../import/item-spacing.ts';
import { applyEdits, type Edit } from '../transcript/edit.ts';
import { rangeOfWord, wordFromOffset } from '../transcript/query.ts';
import type { Transcript, Turn, WordPlace } from '../transcript/transcript.ts';
import { isBehind, type WordStretch } from '../transcript/word-stretch.ts';
import type { Cue } from './cue.ts';
import { isSamePlace, pinsOf, putAmong, putPins, type CueEdit, type CueSource } from './cue-edits.ts';
import { isSameBreaks } from './cue-lines.ts';
import { mapTrack } from './cue-track.ts';
import { deleteWithWords, withoutWords } from './deleted-cues.ts';
import { shownSpace, shownWord } from './shown-text.ts';
import { linesTyped } from './typed-lines.ts';

/**
 * Makes the lines of a cue read so. The cue is held from then on, with what was typed at its very edges; its lines break where the text does, and lie
 * with the rules only where both were one line. Where a cue holds several turns each later one keeps as many lines as it had.
 * An empty text deletes the cue with its words. Null when it reads so already.
 */
export function setCueText(source: CueSource, index: number, text: string): CueEdit | null {
  const { transcript, track, cues } = source;
  const cue = cues[index];
  const [pin] = cue ? pinsOf(track, [cue]) : [];
  if (!cue || !pin) return null;
  const lines = linesTyped(text);
  if (lines.length === 0) return deleteWithWords(source, [index]);
  const parts = partsOf(transcript, cue);
  const shares = sharedLines(parts, lines);
  const replaced = parts.map((part, at) => replacedPart(part, shares[at] ?? []));
  // From the last to the first, so that none shifts another.
  const edits = replaced.flatMap(({ edit }, at): Edit[] => {
    const emptied = shares[at]?.length === 0 ? parts[at] : undefined;
    if (emptied) return [withoutWords(transcript, [stretchOf(emptied)])];
    return edit ? [edit] : [];
  });
  edits.reverse();
  const { transcript: after, map } = applyEdits(transcript, edits);
  const held = heldWords(after, parts, replaced);
  const shownBreaks = cue.breaks.filter((place) => !isSamePlace(place, cue.from));
  const breaks = lines.length === 1 && shownBreaks.length === 0 ? pin.breaks : (held?.breaks ?? []);
  if (edits.length === 0 && (breaks === pin.breaks || isSameBreaks(breaks, shownBreaks))) return null;
  const others = mapTrack(putPins(track, [], [pin.id]), { before: transcript, after, map });
  const chosen = held && { ...pin, from: held.from, to: held.to, breaks };
  return { label: 'Edit a cue', edits, track: chosen ? putAmong(others, chosen, after) : others, ...(chosen && { chosen: chosen.id }) };
}

/** The words of a cue within one turn. */
interface Part {
  readonly index: number;
  readonly turn: Turn;
  readonly first: number;
  readonly last: number;
  readonly lines: number;
}

function partsOf(transcript: Transcript, { from, to, breaks }: Cue): Part[] {
  const parts: Part[] = [];
  for (let index = from.turn; index <= to.turn; index += 1) {
    const turn = transcript.turns[index];
    const first = index === from.turn ? from.word : 0;
    const last = index === to.turn ? to.word : (turn?.words.length ?? 0) - 1;
    if (turn && first <= last) parts.push({ index, turn, first, last, lines: 1 + breaks.filter((place) => place.turn === index && place.word > first).length });
  }
  return parts;
}

function stretchOf({ index, first, last }: Part): WordStretch {
  return { from: { turn: index, word: first }, to: { turn: index, word: last } };
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

/** What replacing one part comes to. */
interface ReplacedPart {
  readonly edit: Edit | null;
  /** Where its text begins and ends in the turn afterwards, and where its lines begin. */
  readonly from: number;
  readonly to: number;
  readonly lineStarts: readonly number[];
}

function replacedPart(part: Part, lines: readonly string[]): ReplacedPart {
  const old = shownPart(part);
  let text = '';
  const starts = lines.map((line) => {
    text += text !== '' && needsSpace(text, line) ? ' ' : '';
    text += line;
    return text.length - line.length;
  });
  const { prefix, suffix } = sameEnds(old, text);
  const base = old.places[0] ?? 0;
  const end = old.places.at(-1) ?? base;
  const [cutFrom, cutTo] = [old.places[prefix] ?? base, old.places[old.text.length - suffix] ?? end];
  const typed = text.slice(prefix, text.length - suffix);
  const grown = typed.length - (cutTo - cutFrom);
  const placeOf = (at: number): number => {
    if (at <= prefix) return old.places[at] ?? base;
    return at >= text.length - suffix ? (old.places[at - text.length + old.text.length] ?? end) + grown : cutFrom + at - prefix;
  };
  const isSame = typed === '' && cutFrom === cutTo;
  const edit: Edit = { kind: 'replace-text', from: { turn: part.index, offset: cutFrom }, to: { turn: part.index, offset: cutTo }, text: typed };
  return { edit: isSame ? null : edit, from: base, to: end + grown, lineStarts: starts.map(placeOf) };
}

/** The text of a part as shown, and for each place in it the place in the turn's text; −1 inside words that are not shown letter for letter. */
interface ShownPart {
  readonly text: string;
  readonly places: readonly number[];
}

function shownPart({ turn, first, last }: Part): ShownPart {
  let text = '';
  const places = [rangeOfWord(turn, first).from];
  for (let index = first; index <= last; index += 1) {
    const word = turn.words[index];
    const shown = word ? shownWord(word) : '';
    if (!word || shown === '') continue;
    if (text !== '') text += shownSpace(word.space);
    const { from, to } = rangeOfWord(turn, index);
    for (let at = 0; at < shown.length; at += 1) places[text.length + at] = at === 0 || shown === word.text ? from + at : -1;
    text += shown;
    places[text.length] = to;
  }
  return { text, places };
}

/** How much of the beginning and of the end stays. Never half a character, nor half a word that is shown otherwise than it is written. */
function sameEnds({ text: old, places }: ShownPart, text: string): { prefix: number; suffix: number } {
  const most = Math.min(old.length, text.length);
  let prefix = 0;
  while (prefix < most && old[prefix] === text[prefix]) prefix += 1;
  while (prefix > 0 && (places[prefix] === -1 || isInPair(old, prefix) || isInPair(text, prefix))) prefix -= 1;
  let suffix = 0;
  while (suffix < most - prefix && old.at(-1 - suffix) === text.at(-1 - suffix)) suffix += 1;
  while (suffix > 0 && (places[old.length - suffix] === -1 || isInPair(old, old.length - suffix) || isInPair(text, text.length - suffix))) suffix -= 1;
  return { prefix, suffix };
}

function isInPair(text: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1));
}

/** The words that now stand where the parts stood, and those that open their lines; null when none begins there any more. */
function heldWords(after: Transcript, parts: readonly Part[], replaced: readonly ReplacedPart[]): (WordStretch & { breaks: WordPlace[] }) | null {
  const openings: WordPlace[] = [];
  let last: WordPlace | null = null;
  for (const [at, { from, to, lineStarts }] of replaced.entries()) {
    const index = parts[at]?.index ?? 0;
    const turn = after.turns[index];
    if (!turn || lineStarts.length === 0) continue;
    for (const start of lineStarts) {
      const word = firstFromOffset(turn, Math.max(from, start));
      if (word < turn.words.length && rangeOfWord(turn, word).from < to) openings.push({ turn: index, word });
    }
    let end = firstFromOffset(turn, to) - 1;
    if (end >= turn.words.length) end = turn.words.length - 1;
    if (end >= 0 && rangeOfWord(turn, end).from >= from) last = { turn: index, word: end };
  }
  const [first] = openings;
  if (!first || !last || isBehind(first, last)) return null;
  return { from: first, to: last, breaks: openings.filter((place, at) => at > 0 && !isSamePlace(place, openings[at - 1] ?? null)) };
}

/** Index of the first word that begins at an offset or behind it. */
function firstFromOffset(turn: Turn, offset: number): number {
  const word = wordFromOffset(turn, offset);
  return word < turn.words.length && rangeOfWord(turn, word).from < offset ? word + 1 : word;
}
