// Looks as WebVTT has them: cue settings for places, tags for letters, and classes for colours. Written here, read with the same tables.
import type { CueLook, CuePosition } from '../cue-look.ts';
import type { LetterTags } from './nested-tags.ts';

/** The classes every player colours unasked (WebVTT §5.2.2, default CSS). */
export const DEFAULT_COLOURS: ReadonlyMap<string, string> = new Map([
  ['white', '#ffffff'],
  ['lime', '#00ff00'],
  ['cyan', '#00ffff'],
  ['red', '#ff0000'],
  ['yellow', '#ffff00'],
  ['magenta', '#ff00ff'],
  ['blue', '#0000ff'],
  ['black', '#000000'],
]);

const CLASS_OF: ReadonlyMap<string, string> = new Map([...DEFAULT_COLOURS].map(([name, colour]) => [colour, name]));

/** The class that colours letters: a player's own where there is one, else one the file's styles must define. */
export function colourClass(colour: string): string {
  return CLASS_OF.get(colour) ?? `colour-${colour.slice(1)}`;
}

/** Whether a colour needs no styles in the file. */
export function isDefaultColour(colour: string): boolean {
  return CLASS_OF.has(colour);
}

/** The block of styles that these colours need, "" when they need none. */
export function styleBlock(colours: Iterable<string>): string {
  const own = [...new Set(colours)].filter((colour) => !isDefaultColour(colour)).sort();
  return own.length === 0 ? '' : `STYLE\n${own.map((colour) => `::cue(.${colourClass(colour)}) { color: ${colour}; }\n`).join('')}`;
}

/** What stands behind the times of a cue, with its space: "" at the bottom centre. */
export function placeSettings({ vertical, side }: CuePosition): string {
  return LINES[vertical] + SIDES[side];
}

const LINES: Readonly<Record<CueLook['vertical'], string>> = { bottom: '', middle: ' line:50%', top: ' line:0' };
/** "left" and "right" rather than "start" and "end", which change places in right-to-left text. */
const SIDES: Readonly<Record<CueLook['side'], string>> = { centre: '', left: ' align:left', right: ' align:right' };

const NAMES = { bold: 'b', italic: 'i', underline: 'u' } as const;

/** The tags around letters. */
export const vttTags: LetterTags = {
  open: ({ style, colour }) => (style === 'colour' ? `<c.${colourClass(colour ?? '')}>` : `<${NAMES[style]}>`),
  close: ({ style }) => (style === 'colour' ? '</c>' : `</${NAMES[style]}>`),
};

/** The place that settings mean: the nearest of nine. `exact` is false when they say more than that. Null when they place nothing. */
export function placeOfSettings(settings: string): CuePosition & { readonly exact: boolean } {
  let vertical: CueLook['vertical'] = 'bottom';
  let side: CueLook['side'] = 'centre';
  let exact = true;
  for (const setting of settings.split(/\s+/).filter(Boolean)) {
    const [, name = '', value = ''] = /^([a-z]+):(.*)$/.exec(setting.slice(0, 60)) ?? [];
    if (name === 'line') {
      vertical = verticalOf(value);
      exact &&= value === '0' || value === '50%' || value === '-1';
    } else if (name === 'align' && value in ALIGNS) side = ALIGNS[value] ?? side;
    else exact = false;
  }
  return { vertical, side, exact };
}

const ALIGNS: Readonly<Record<string, CueLook['side']>> = { left: 'left', start: 'left', center: 'centre', middle: 'centre', right: 'right', end: 'right' };

/** A share of the height, or a number of lines of which a picture has about fifteen, counted from the bottom when negative. */
function verticalOf(value: string): CueLook['vertical'] {
  const number = Number.parseFloat(value);
  if (!Number.isFinite(number)) return 'bottom';
  const share = /%/.test(value) ? number / 100 : number < 0 ? 1 + number / 15 : number / 15;
  return share < 1 / 3 ? 'top' : share < 0.67 ? 'middle' : 'bottom';
}

/** The colours that a block of styles gives to classes, and whether it says anything else. */
export function coloursOfStyles(css: string): { readonly colours: ReadonlyMap<string, string>; readonly saysMore: boolean } {
  const colours = new Map<string, string>();
  let rest = css;
  rest = rest.replace(/::cue\(\s*(?:c)?\.([\w-]{1,60})\s*\)\s*\{\s*color:\s*(#[\da-f]{6})\s*;?\s*\}/gi, (_, name: string, colour: string) => {
    colours.set(name, colour.toLowerCase());
    return '';
  });
  return { colours, saysMore: rest.trim() !== '' };
}
