// Styles and regions of a TTML document, by reference and in place, as looks of cues. Knows nothing of times and text.
import type { CueLook } from '../subtitles/cue-look.ts';
import { colourOf } from './subtitles-look.ts';
import type { Letters } from '../transcript/letters.ts';
import type { XmlElement } from './xml-tree.ts';

/** What elements say of style, by name; what is not said is inherited. */
export interface TtmlStyle {
  readonly letters: Partial<Letters>;
  readonly side: CueLook['side'] | null;
  readonly vertical: CueLook['vertical'] | null;
  /** Whether more is said than a cue's look keeps: fonts, sizes, backgrounds, exact places. */
  readonly saysMore: boolean;
}

const NOTHING_SAID: TtmlStyle = { letters: {}, side: null, vertical: null, saysMore: false };

const SIDES: Readonly<Record<string, CueLook['side']>> = { left: 'left', start: 'left', center: 'centre', right: 'right', end: 'right' };
const VERTICALS: Readonly<Record<string, CueLook['vertical']>> = { after: 'bottom', center: 'middle', before: 'top' };
/** What our own files say to every cue alike, which therefore is no cue's own. */
const OURS: Readonly<Record<string, string>> = {
  fontFamily: 'proportionalSansSerif',
  fontSize: '100%',
  lineHeight: '125%',
  backgroundColor: '#000000ff',
  linePadding: '0.5c',
  origin: '10% 10%',
  extent: '80% 80%',
  overflow: 'visible',
};
/** Attributes that are no style. */
const NO_STYLE = new Set(['id', 'style', 'region', 'begin', 'end', 'dur', 'agent', 'role', 'lang', 'space', 'timeContainer', 'class']);
/** The styles and regions of a document, by id. */
export class TtmlStyles {
  readonly #byId = new Map<string, XmlElement>();
  /** What styles and regions come to. One that is being made stands there as nothing: references may go in circles. */
  readonly #made = new Map<XmlElement, TtmlStyle>();

  constructor(root: XmlElement) {
    for (const head of elementsOf(root).filter(({ name }) => name === 'head'))
      for (const part of elementsOf(head).filter(({ name }) => name === 'styling' || name === 'layout'))
        for (const element of elementsOf(part)) {
          const id = element.attributes.get('id');
          if (id !== undefined) this.#byId.set(id, element);
        }
  }

  /** What an element says itself, its styles and its region with it; what stands on it wins over what it refers to. */
  of(element: XmlElement): TtmlStyle {
    let style = NOTHING_SAID;
    for (const id of [...idsOf(element, 'region'), ...idsOf(element, 'style')]) {
      const named = this.#byId.get(id);
      if (named) style = over(style, this.#shared(named));
    }
    if (element.name === 'region') for (const inner of elementsOf(element)) if (inner.name === 'style') style = over(style, this.of(inner));
    return over(style, said(element.attributes));
  }

  #shared(element: XmlElement): TtmlStyle {
    const known = this.#made.get(element);
    if (known) return known;
    this.#made.set(element, NOTHING_SAID);
    const style = this.of(element);
    this.#made.set(element, style);
    return style;
  }
}

/** `above` as far as it says anything, else `below`. */
export function over(below: TtmlStyle, above: TtmlStyle): TtmlStyle {
  return {
    letters: { ...below.letters, ...above.letters },
    side: above.side ?? below.side,
    vertical: above.vertical ?? below.vertical,
    saysMore: below.saysMore || above.saysMore,
  };
}

function said(attributes: ReadonlyMap<string, string>): TtmlStyle {
  let letters: Partial<Letters> = {};
  let side: TtmlStyle['side'] = null;
  let vertical: TtmlStyle['vertical'] = null;
  let saysMore = false;
  for (const [name, value] of attributes) {
    if (NO_STYLE.has(name) || OURS[name] === value) continue;
    const colour = name === 'color' ? colourOf(value) : null;
    // White is what letters are anyway.
    if (colour !== null) letters = { ...letters, colour: colour === '#ffffff' ? null : colour };
    else if (name === 'fontStyle') letters = { ...letters, italic: value !== 'normal' };
    else if (name === 'fontWeight') letters = { ...letters, bold: value === 'bold' };
    else if (name === 'textDecoration') letters = { ...letters, underline: /(?:^|\s)underline/.test(value) };
    else if (name === 'textAlign' && value in SIDES) side = SIDES[value] ?? side;
    else if (name === 'displayAlign' && value in VERTICALS) vertical = VERTICALS[value] ?? vertical;
    else saysMore = true;
  }
  return { letters, side, vertical, saysMore };
}

const idsOf = (element: XmlElement, name: string): string[] => (element.attributes.get(name) ?? '').split(/\s+/).filter(Boolean);

/** The elements among the children. */
export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string');
}
