// How letters look to somebody who sees the cues, for tests: the look of the cue below, what the word says of itself above.
import { holdsWord, type CueSource } from '../../../src-core/subtitles/cue-edits.ts';
import { plainLook } from '../../../src-core/subtitles/cue-look.ts';
import type { CueTrack } from '../../../src-core/subtitles/cue-track.ts';
import { lettersOver, noRuns, stretchesOf, type Letters } from '../../../src-core/transcript/letters.ts';
import type { Transcript, WordPlace } from '../../../src-core/transcript/transcript.ts';
import { allPlaces } from './random-tracks.ts';

/** How every letter of a word looks in the cue it stands in, left out or not. */
export function seenLetters({ turns }: Transcript, { pins }: Pick<CueTrack, 'pins'>, place: WordPlace): Letters[] {
  const look = pins.find((pin) => holdsWord(pin, place))?.look ?? plainLook;
  const { text = '', marks } = turns[place.turn]?.words[place.word] ?? {};
  return stretchesOf(marks?.letters ?? noRuns, text.length).flatMap((run) => Array.from({ length: run.to - run.from }, () => lettersOver(look, run)));
}

/** The same of all words in reading order. */
export function allSeenLetters({ transcript, track }: Pick<CueSource, 'transcript' | 'track'>): Letters[][] {
  return allPlaces(transcript).map((place) => seenLetters(transcript, track, place));
}

/** The texts of the words, turn by turn. */
export function turnTexts({ transcript: { turns } }: Pick<CueSource, 'transcript'>): string[][] {
  return turns.map(({ words }) => words.map(({ text }) => text));
}
