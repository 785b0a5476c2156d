// What is said of letters: the styles a key turns on and off, and the colours a person is offered, each with its command.
import type { CommandId } from '../../src-core/contract/commands.ts';
import type { LetterStyle } from '../../src-core/transcript/letter-range.ts';

/** As menus and readers of the screen say it. */
export const STYLE_NAMES: Readonly<Record<LetterStyle, string>> = { italic: 'Italic', bold: 'Bold', underline: 'Underline' };

/** "Italic", "Italic off": what a key has done. */
export function styleText(style: LetterStyle, isOn: boolean): string {
  return isOn ? STYLE_NAMES[style] : `${STYLE_NAMES[style]} off`;
}

/** The colours every player of WebVTT knows by name, but white, which letters have anyway; null is that. */
export const LETTER_COLOURS = [
  { name: 'White, as players write', colour: null, command: 'edit.colourWhite' },
  { name: 'Yellow', colour: '#ffff00', command: 'edit.colourYellow' },
  { name: 'Cyan', colour: '#00ffff', command: 'edit.colourCyan' },
  { name: 'Green', colour: '#00ff00', command: 'edit.colourGreen' },
  { name: 'Magenta', colour: '#ff00ff', command: 'edit.colourMagenta' },
  { name: 'Red', colour: '#ff0000', command: 'edit.colourRed' },
  { name: 'Blue', colour: '#0000ff', command: 'edit.colourBlue' },
  { name: 'Black', colour: '#000000', command: 'edit.colourBlack' },
] as const satisfies readonly { readonly name: string; readonly colour: string | null; readonly command: CommandId }[];

/** "Yellow", "Colour off": what a choice of colour has done. */
export function colouredText(colour: string | null): string {
  return colour === null ? 'Colour off' : colourText(colour);
}

/** A colour's name where it has one, else its number. */
export function colourText(colour: string | null): string {
  return LETTER_COLOURS.find((known) => known.colour === colour)?.name ?? colour ?? '';
}
