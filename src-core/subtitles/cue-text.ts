// The text of a cue changed where the cue is seen: an edit of the transcript's words and of nothing else. Line breaks become the cue's.
import { applyEdits, type Edit } from '../transcript/edit.ts';
import { keepLetters, withLetters } from '../transcript/kept-letters.ts';
import { noRuns } from '../transcript/letters.ts';
import { rangeOfWord, wordFromOffset } from '../transcript/query.ts';
import type { SetLetters } from '../transcript/set-letters.ts';
import type { Transcript, Turn, Word, WordPlace } from '../transcript/transcript.ts';
import { isSamePlace, type WordStretch } from '../transcript/word-stretch.ts';
import { pinsOf, putAmong, putPins, type CueEdit, type CueSource } from './cue-edits.ts';
import { isSameBreaks } from './cue-lines.ts';
import { joinedLines, partsOf, sharedText, stretchOf, type Part } from './cue-parts.ts';
import { mapTrack } from './cue-track.ts';
import { lettersFromShown, shownCueWords, shownLetters, type Cue, type ShownWord } from './cue.ts';
import { deleteWithWords, withoutWords } from './deleted-cues.ts';
import { replacedPart, type ReplacedPart } from './replaced-part.ts';
import { linesTyped } from './typed-lines.ts';

/**
 * Makes the lines of a cue read so. The cue is held from then on, with what was typed at its very edges; its lines break where the text does, and lie
 * with the rules only where both were one line. In a cue over several turns each turn keeps what reads as before, and else as many lines as it had.
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
  const replaced = sharedText(parts, joinedLines(lines), lines).map((share, at): ReplacedPart | null => {
    const part = parts[at];
    return part && share.text !== '' ? replacedPart(transcript, part, share) : null;
  });
  const edits = parts.flatMap((part, at): Edit[] => {
    const made = replaced[at];
    if (!made) return [withoutWords(transcript, [stretchOf(part)])];
    return made.edit ? [made.edit] : [];
  });
  // From the last to the first, so that none shifts another.
  const { transcript: after, map } = applyEdits(transcript, edits.reverse());
  const held = heldWords(after, parts, replaced);
  const shownBreaks = cue.breaks.filter((place) => !isSamePlace(place, cue.from));
  const breaks = lines.length === 1 && shownBreaks.length === 0 ? pin.breaks : (held?.breaks ?? []);
  if (edits.length === 0 && (breaks === pin.breaks || isSameBreaks(breaks, shownBreaks))) return null;
  const others = mapTrack(putPins(track, [], [pin.id]), { before: transcript, after, map });
  const chosen = held && { ...pin, from: held.from, to: held.to, breaks };
  const lettering = held && parts.length > 1 ? keptLetters(transcript, cue, { after, held }) : [];
  const now = chosen ? putAmong(others, chosen, after) : others;
  return { label: 'Edit a cue', edits: [...edits, ...lettering], track: now, ...(chosen && { chosen: chosen.id }) };
}

/** The edit that gives what stays of a cue its letters back where it became another turn's words. White space is neither here nor there. */
function keptLetters(transcript: Transcript, cue: Cue, { after, held }: { after: Transcript; held: WordStretch }): SetLetters[] {
  const asShown = (shown: ShownWord): Word => withLetters({ ...shown.word, text: shown.text, space: '' }, shownLetters(shown));
  const made = shownCueWords(after, { ...cue, ...held, breaks: [] });
  const draft = made.map(asShown);
  const kept = keepLetters(shownCueWords(transcript, cue).map(asShown), draft, draft);
  const words = made.flatMap((shown, at): SetLetters['words'] => {
    const word = kept[at];
    if (!word || !('origin' in word) || word === draft[at]) return [];
    return [{ place: shown.place, letters: lettersFromShown(word.marks?.letters ?? noRuns, shown) }];
  });
  return words.length > 0 ? [{ kind: 'set-letters', words }] : [];
}

/** The words that now stand where the parts stood, and those that open their lines; null when none begins there any more. */
function heldWords(
  after: Transcript,
  parts: readonly Part[],
  replaced: readonly (ReplacedPart | null)[],
): (WordStretch & { readonly breaks: readonly WordPlace[] }) | null {
  const edges: WordPlace[] = [];
  const openings: WordPlace[] = [];
  // A part that lost all its words may have taken its turn with it.
  let shift = 0;
  for (const [at, part] of parts.entries()) {
    const made = replaced[at];
    if (!made) shift += part.first === 0 && part.last === part.turn.words.length - 1 ? 1 : 0;
    const index = part.index - shift;
    const turn = after.turns[index];
    if (!made || !turn) continue;
    const first = firstFromOffset(turn, made.from);
    const last = firstFromOffset(turn, made.to) - 1;
    if (first > last) continue;
    edges.push({ turn: index, word: first }, { turn: index, word: last });
    for (const start of made.lineStarts) {
      const word = firstFromOffset(turn, Math.max(made.from, start));
      if (word <= last) openings.push({ turn: index, word });
    }
  }
  const [from, to] = [edges[0], edges.at(-1)];
  if (!from || !to) return null;
  return { from, to, breaks: openings.filter((place, at) => !isSamePlace(place, from) && !isSamePlace(place, openings[at - 1] ?? null)) };
}

/** Index of the first word that begins at an offset or behind it. */
function firstFromOffset(turn: Turn, offset: number): number {
  const word = wordFromOffset(turn, offset);
  return word < turn.words.length && rangeOfWord(turn, word).from < offset ? word + 1 : word;
}
