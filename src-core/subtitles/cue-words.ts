// Words handed from one cue to the cue beside it in reading order. The words, their times and how their letters look stay as they are.
import { nextWord, previousWord } from '../transcript/query.ts';
import type { Transcript, WordPlace } from '../transcript/transcript.ts';
import { isBehind, isSamePlace } from '../transcript/word-stretch.ts';
import type { Cue } from './cue.ts';
import { mergeRange, neighbourInText, partTimes } from './cue-cuts.ts';
import { pinsOf, putPins, type CueEdit, type CueSource } from './cue-edits.ts';
import type { PinnedCue } from './cue-track.ts';
import { joinedLetters, lookWith } from './handed-looks.ts';

/** Gives the last word of a cue to the one that goes on from it. Null when there is none of the same speaker. A cue of one word becomes part of the other. */
export function lastWordToNext(source: CueSource, index: number): CueEdit | null {
  const next = neighbourInText(source, index, 'after');
  const cue = source.cues[index];
  return next === null || !cue ? null : moveBoundary(source, { first: index, second: next, opens: cue.to, chosen: index, isEmptied: isOneWord(cue) });
}

/** Gives the first word of a cue to the one before it in reading order; see lastWordToNext. */
export function firstWordToPrevious(source: CueSource, index: number): CueEdit | null {
  const previous = neighbourInText(source, index, 'before');
  const cue = source.cues[index];
  if (previous === null || !cue) return null;
  const opens = isOneWord(cue) ? cue.to : nextWord(source.transcript, cue.from);
  return opens && moveBoundary(source, { first: previous, second: index, opens, chosen: index, isEmptied: isOneWord(cue) });
}

/** Takes the first word of the cue that goes on from this one. */
export function firstWordFromNext(source: CueSource, index: number): CueEdit | null {
  const next = neighbourInText(source, index, 'after');
  const moved = next === null ? null : firstWordToPrevious(source, next);
  return moved && { ...moved, ...choice(source, moved, index) };
}

/** Takes the last word of the cue before this one in reading order. */
export function lastWordFromPrevious(source: CueSource, index: number): CueEdit | null {
  const previous = neighbourInText(source, index, 'before');
  const moved = previous === null ? null : lastWordToNext(source, previous);
  return moved && { ...moved, ...choice(source, moved, index) };
}

interface MovedBoundary {
  /** Indexes of two cues that stand side by side in reading order. */
  readonly first: number;
  readonly second: number;
  /** The word the second opens with afterwards. */
  readonly opens: WordPlace;
  /** The cue that was worked on. */
  readonly chosen: number;
  /** Whether the cue that gives the word has no other. */
  readonly isEmptied: boolean;
}

function moveBoundary(source: CueSource, { first, second, opens, chosen, isEmptied }: MovedBoundary): CueEdit | null {
  const { transcript, track, cues } = source;
  const [one, two] = [cues[first], cues[second]];
  const speakerOf = ({ turn }: WordPlace) => transcript.turns[turn]?.speaker;
  if (!one || !two || speakerOf(one.to) !== speakerOf(two.from)) return null;
  if (isEmptied) {
    const merged = Math.abs(first - second) === 1 ? mergeRange(source, Math.min(first, second), Math.max(first, second)) : null;
    return merged && { ...merged, label: LABEL };
  }
  const closes = previousWord(transcript, opens);
  const [left, right] = pinsOf(track, [one, two]);
  if (!closes || !left || !right) return null;
  const sides = partTimes(
    transcript,
    {
      first: { ...left, to: closes, end: null, breaks: left.breaks && left.breaks.filter((place) => isBehind(opens, place)) },
      second: { ...right, from: opens, start: null, breaks: right.breaks && right.breaks.filter((place) => isBehind(place, opens)) },
    },
    { start: Math.min(one.start, two.start), end: Math.max(one.end, two.end) },
  );
  if (!sides) return null;
  const { looked, edits } = movedLooks(transcript, [left, right], sides);
  return { label: LABEL, edits, track: putPins(track, looked), chosen: (chosen === first ? left : right).id };
}

/** The sides of a moved boundary with what their looks say of letters now: the side that got words of the other keeps in its look what these had too. */
function movedLooks(
  transcript: Transcript,
  [left, right]: readonly [PinnedCue, PinnedCue],
  [first, second]: readonly [PinnedCue, PinnedCue],
): { looked: PinnedCue[]; edits: CueEdit['edits'] } {
  const isForth = isBehind(left.to, first.to);
  const moved = isForth ? { from: second.from, to: left.to, look: left.look } : { from: right.from, to: first.to, look: right.look };
  const receiver = isForth ? right : left;
  const { letters, edits } = joinedLetters(transcript, [receiver, moved]);
  const look = lookWith(receiver.look, letters);
  return { looked: isForth ? [first, { ...second, look }] : [{ ...first, look }, second], edits };
}

function isOneWord({ from, to }: Cue): boolean {
  return isSamePlace(from, to);
}

const LABEL = 'Move a word';

/** The cue at an index goes on being the chosen one, as what it is part of now where a cue of one word was merged with it. */
function choice({ cues }: CueSource, moved: CueEdit, index: number): Pick<CueEdit, 'chosen'> {
  const cue = cues[index];
  const pin = cue && moved.track.pins.find((now) => overlaps(now, cue));
  return pin ? { chosen: pin.id } : {};
}

function overlaps(a: { readonly from: WordPlace; readonly to: WordPlace }, b: { readonly from: WordPlace; readonly to: WordPlace }): boolean {
  return !isBehind(a.from, b.to) && !isBehind(b.from, a.to);
}
