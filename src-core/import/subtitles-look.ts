// Places and letter styles as subtitle files state them, made those of cues and texts.
import { isPlainLook, plainLook, type CueLook, type CuePosition } from '../subtitles/cue-look.ts';
import { tidyRuns, type Letters } from '../transcript/letters.ts';
import { replaceStyled, type StyledText } from '../transcript/styled-text.ts';

const VERTICALS = ['bottom', 'middle', 'top'] as const;
const SIDES = ['left', 'centre', 'right'] as const;

/** The place that an alignment from 1 (bottom left) to 9 (top right) means, as on a number pad; null for any other number. */
export function placeOfNumpad(alignment: number): CuePosition | null {
  const vertical = VERTICALS[Math.floor((alignment - 1) / 3)];
  const side = SIDES[(alignment - 1) % 3];
  return vertical === undefined || side === undefined ? null : { vertical, side };
}

/** The place that an alignment of SSA means: 1 to 3 at the bottom, 5 to 7 at the top, 9 to 11 in the middle. */
export function placeOfSsa(alignment: number): CuePosition | null {
  const vertical = ({ 0: 'bottom', 1: 'top', 2: 'middle' } as const)[Math.floor(alignment / 4)];
  const side = SIDES[(alignment % 4) - 1];
  return vertical === undefined || side === undefined ? null : { vertical, side };
}

/** Colour names of HTML 4 and those of subtitle files. */
const COLOUR_NAMES: Readonly<Record<string, string>> = {
  white: '#ffffff', silver: '#c0c0c0', gray: '#808080', grey: '#808080', black: '#000000', red: '#ff0000', maroon: '#800000', yellow: '#ffff00',
  olive: '#808000', lime: '#00ff00', green: '#008000', cyan: '#00ffff', aqua: '#00ffff', teal: '#008080', blue: '#0000ff', navy: '#000080',
  magenta: '#ff00ff', fuchsia: '#ff00ff', purple: '#800080', orange: '#ffa500',
}; // prettier-ignore

/** A colour as CSS and HTML write it, opacity left off; null for what is none of the plain forms. */
export function colourOf(text: string): string | null {
  const given = text.trim().toLowerCase();
  const named = COLOUR_NAMES[given];
  if (named !== undefined) return named;
  const hex = /^#?([\da-f]{8}|[\da-f]{6}|[\da-f]{3})$/.exec(given)?.[1];
  if (hex !== undefined) return `#${hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex.slice(0, 6)}`;
  const parts = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,[^)]*)?\)$/.exec(given);
  return parts ? `#${[parts[1], parts[2], parts[3]].map((part) => Math.min(255, Number(part)).toString(16).padStart(2, '0')).join('')}` : null;
}

/** The look of letters at a place; undefined for the plain one, as cues have it. */
export function lookOf(letters: Letters, place: CuePosition | null): CueLook | undefined {
  const look = { ...plainLook, ...letters, ...place };
  return isPlainLook(look) ? undefined : look;
}

/** A text all of whose letters look alike. */
export function styledAs(text: string, letters: Letters): StyledText {
  return { text, letters: tidyRuns([{ from: 0, to: text.length, ...letters }], text.length) };
}

/** White space around a line, and more than one space within it, which is the group. */
const SPACES = /^\s+|\s+$|( {2,})/g;

/** A line of a format that pads lines with spaces, without them. */
export function tidySpaces(line: StyledText): StyledText {
  return replaceStyled(line, SPACES, (_, within) => (within === undefined ? '' : ' '));
}
