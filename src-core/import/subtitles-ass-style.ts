// Looks as ASS and SSA have them: named styles, and override codes inside the text. Knows nothing of events.
import { placeOfNumpad, placeOfSsa } from './subtitles-look.ts';
import { plainLetters, type Letters } from '../transcript/letters.ts';
import type { CuePosition } from '../subtitles/cue-look.ts';

/** A style of the file, or what the codes of an event have made of it. */
export interface AssStyle {
  readonly letters: Letters;
  readonly place: CuePosition | null;
}

const plainStyle: AssStyle = { letters: plainLetters, place: null };

/** The order of a style's fields where a file gives none: that of ASS v4+. */
export const USUAL_STYLE_FIELDS: readonly string[] =
  'name,fontname,fontsize,primarycolour,secondarycolour,outlinecolour,backcolour,bold,italic,underline,strikeout,scalex,scaley,spacing,angle,borderstyle,outline,shadow,alignment,marginl,marginr,marginv,encoding'.split(
    ',',
  );

/** A style's name and what it says. White is what letters are anyway. */
export function readStyle(line: string, fields: readonly string[], isSsa: boolean): readonly [name: string, style: AssStyle] {
  const parts = line.split(',').map((part) => part.trim());
  const part = (name: string): string => parts[fields.indexOf(name)] ?? '';
  const isOn = (name: string): boolean => /^-?[1-9]/.test(part(name));
  const alignment = Number(part('alignment'));
  const colour = assColour(part('primarycolour'));
  const letters = { italic: isOn('italic'), bold: isOn('bold'), underline: isOn('underline'), colour: colour === '#ffffff' ? null : colour };
  return [part('name').replace(/^\*/, ''), { letters, place: isSsa ? placeOfSsa(alignment) : placeOfNumpad(alignment) }];
}

/** The style by this name; an unknown one is the default, as renderers have it. */
export function styleNamed(styles: ReadonlyMap<string, AssStyle>, name: string): AssStyle {
  return styles.get(name.replace(/^\*/, '')) ?? styles.get('Default') ?? plainStyle;
}

/** "&HBBGGRR&", "&HAABBGGRR", or a decimal number as SSA writes it. */
export function assColour(text: string): string | null {
  const hex = /^&?H?([\da-f]{1,8})&?$/i.exec(text.trim());
  if (!hex) return null;
  const value = /h/i.test(text) ? parseInt(hex[1] ?? '0', 16) : Number(text);
  if (!Number.isFinite(value)) return null;
  const two = (byte: number): string => (byte & 0xff).toString(16).padStart(2, '0');
  return `#${two(value)}${two(value >> 8)}${two(value >> 16)}`;
}

const CODES = /\\(an\d|a\d{1,2}|[ibu]\d{0,3}(?![a-z])|1?c(?:&H[\da-f]{1,8}&?)?(?![a-z])|r[^\\]*|[^\\]+)/gi;
/** What moves: the letters are as they were before. */
const CHANGE_OVER_TIME = /\\t\([^()]*(?:\([^()]*\)[^()]*)*\)?/gi;
/** The lightest weight that is bold where a weight is given. */
const BOLD_WEIGHT = 600;

/** Where an event's text has got to: the event's own style, the one that codes without a number go back to, and what codes have made of it. */
export interface AssState {
  readonly event: AssStyle;
  readonly base: AssStyle;
  readonly style: AssStyle;
}

/** What the codes of one pair of braces make of a style; `known` is false when one of them is of a kind that is not kept. */
export function withCodes(
  { event, base: from, style }: AssState,
  given: string,
  styles: ReadonlyMap<string, AssStyle>,
): { readonly state: AssState; readonly known: boolean } {
  let base = from;
  let { letters, place } = style;
  const codes = given.replace(CHANGE_OVER_TIME, '');
  let known = codes === given;
  for (const [, code = ''] of codes.matchAll(CODES)) {
    const on = /[1-9]/.test(code);
    if (/^an\d$/i.test(code)) place = placeOfNumpad(Number(code.slice(2))) ?? place;
    else if (/^a\d/i.test(code)) place = placeOfSsa(Number(code.slice(1))) ?? place;
    else if (/^i\d*$/i.test(code)) letters = { ...letters, italic: code.length > 1 ? on : base.letters.italic };
    else if (/^b\d*$/i.test(code)) letters = { ...letters, bold: code.length > 1 ? isBold(Number(code.slice(1))) : base.letters.bold };
    else if (/^u\d*$/i.test(code)) letters = { ...letters, underline: code.length > 1 ? on : base.letters.underline };
    else if (/^1?c(?:&|$)/i.test(code)) {
      const colour = assColour(code.replace(/^1?c/i, ''));
      letters = { ...letters, colour: code.includes('&') ? colour : base.letters.colour };
    } else if (/^r/i.test(code)) {
      const name = code.slice(1).trim();
      base = name === '' ? event : (styles.get(name) ?? event);
      letters = base.letters;
    } else if (!/^k[fo]?\d/i.test(code)) known = false;
  }
  if (given !== '' && !given.includes('\\')) known = false; // a comment
  return { state: { event, base, style: { letters, place } }, known };
}

const isBold = (weight: number): boolean => weight === 1 || weight >= BOLD_WEIGHT;
