// What is said of letters: the styles a key turns on and off, and the colours a person is offered.
import type { LetterStyle } from '../../src-core/transcript/letter-range.ts';

/** As menus and readers of the screen say it. */
export const STYLE_NAMES: Readonly<Record<LetterStyle, string>> = { italic: 'Italic', bold: 'Bold', underline: 'Underline' };

/** "Italic", "Italic off": what a key has done. */
export function styleText(style: LetterStyle, isOn: boolean): string {
  return isOn ? STYLE_NAMES[style] : `${STYLE_NAMES[style]} off`;
}

/** The colours every player of WebVTT knows by name, but white, which letters have anyway; null is that. */
export const LETTER_COLOURS: readonly { readonly name: string; readonly colour: string | null }[] = [
  { name: 'White, as players write', colour: null },
  { name: 'Yellow', colour: '#ffff00' },
  { name: 'Cyan', colour: '#00ffff' },
  { name: 'Green', colour: '#00ff00' },
  { name: 'Magenta', colour: '#ff00ff' },
  { name: 'Red', colour: '#ff0000' },
  { name: 'Blue', colour: '#0000ff' },
  { name: 'Black', colour: '#000000' },
];

/** A colour's name where it has one, else its number. */
export function colourText(colour: string | null): string {
  return LETTER_COLOURS.find((known) => known.colour === colour)?.name ?? colour ?? '';
}
