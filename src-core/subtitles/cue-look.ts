// How a cue looks beyond its words: its place on the picture and the style of its letters. Knows no format; each writes what it can hold.

/** Place and letters of one cue. */
export interface CueLook {
  readonly vertical: 'bottom' | 'middle' | 'top';
  readonly side: 'left' | 'centre' | 'right';
  readonly italic: boolean;
  readonly bold: boolean;
  readonly underline: boolean;
  /** "#rrggbb", or null for the player's own. */
  readonly colour: string | null;
}

/** What a cue looks like that nobody has changed: bottom centre, upright. */
export const plainLook: CueLook = { vertical: 'bottom', side: 'centre', italic: false, bold: false, underline: false, colour: null };

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
export function numpadOf({ vertical, side }: Pick<CueLook, 'vertical' | 'side'>): number {
  return { bottom: 1, middle: 4, top: 7 }[vertical] + { left: 0, centre: 1, right: 2 }[side];
}
