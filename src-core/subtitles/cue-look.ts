// How a cue looks beyond its words: its place on the picture and the style of its letters. Knows no format; each writes what it can hold.

import { plainLetters, type Letters } from '../transcript/letters.ts';

/** Where a cue stands. */
export interface CuePosition {
  readonly vertical: 'bottom' | 'middle' | 'top';
  readonly side: 'left' | 'centre' | 'right';
}

/** Place and letters of one cue. Letters of single words are their own (WordMarks.letters) and lie over these. */
export interface CueLook extends CuePosition, Letters {}

/** What a cue looks like that nobody has changed: bottom centre, upright. */
export const plainLook: CueLook = { vertical: 'bottom', side: 'centre', ...plainLetters };

/** Whether a look is the plain one. */
export function isPlainLook(look: CueLook): boolean {
  return isSameLook(look, plainLook);
}

/** Whether two looks are one. */
export function isSameLook(a: CueLook, b: CueLook): boolean {
  const keys = Object.keys(plainLook) as (keyof CueLook)[]; // its own keys
  return keys.every((key) => a[key] === b[key]);
}

/** The place as a number pad shows it: 1 bottom left, 2 bottom centre, 9 top right. */
export function numpadOf({ vertical, side }: CuePosition): number {
  return { bottom: 1, middle: 4, top: 7 }[vertical] + { left: 0, centre: 1, right: 2 }[side];
}
