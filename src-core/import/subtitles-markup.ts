// The text of a cue without its markup: tags, override codes and entities go, voices and inner times are kept as pieces, letters
// as the look of the cue where they are the same throughout, else as those of stretches.
// One pass over the text. Words and speakers' identities are made in subtitles-transcript.ts.
import type { ProblemList } from '../problem.ts';
import type { CueLook, CuePosition } from '../subtitles/cue-look.ts';
import { sharedLetters } from '../subtitles/shared-letters.ts';
import { CuePieces, loosePiece, type CuePiece, type RawFileCue } from './subtitles-cue.ts';
import { plainLetters, type Letters } from '../transcript/letters.ts';
import { plural } from './spoken-item.ts';
import { assColour } from './subtitles-ass-style.ts';
import { colourOf, lookOf, placeOfNumpad, placeOfSsa, styledAs } from './subtitles-look.ts';
import { readInnerTime } from './subtitles-timing.ts';

/** How a format marks text up. */
export interface Dialect {
  /** The tags that are formatting; anything else in angle brackets is text. Null: every tag is. */
  readonly tags: ReadonlySet<string> | null;
  /** Whether "&amp;" stands for "&". */
  readonly entities: boolean;
  /** Whether "{\an8}" and "{i}" are formatting. */
  readonly overrides: boolean;
  /** Whether a time in angle brackets is that of the words behind it, where tags are counted. */
  readonly innerTimes?: boolean;
  /** Whether a tag ends only where it is the innermost. */
  readonly nests?: boolean;
  /** Colours that a class means, where the format has classes. */
  readonly classColours?: ReadonlyMap<string, string>;
}

/** SubRip as found: HTML-like tags and codes of other formats; no entities. */
export const srtDialect: Dialect = {
  tags: new Set(['i', 'b', 'u', 's', 'em', 'strong', 'font', 'span', 'c', 'v', 'br', 'ruby', 'rt', 'lang']),
  entities: false,
  overrides: true,
};

/** WebVTT cue text (W3C), with the colours its classes mean. */
export function webvttDialect(classColours: ReadonlyMap<string, string>): Dialect {
  return { tags: null, entities: true, overrides: false, nests: true, classColours };
}

const TAG = /<(\/?)([a-z]+|\d[\d:.]*)((?:[.\s][^<>]*)?)\/?>/giu;
const OVERRIDE = /\{\\[^{}]*\}|\{\/?[ibus]\}|\{[ycfs]:[^{}]*\}/giu;
const ENTITY = /&(amp|lt|gt|nbsp|lrm|rlm|quot|apos|#\d{1,7}|#x[\da-f]{1,6});/giu;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', lrm: '\u200e', rlm: '\u200f', quot: '"', apos: "'" };

/** A cue's pieces, empty when it shows nothing, and its look. */
export interface ReadMarkup {
  readonly pieces: readonly CuePiece[];
  readonly look: CueLook | undefined;
}

/** Reads the text of a cue. Formatting of a kind that is not kept is told once per cue. */
export function readMarkup(cue: RawFileCue, dialect: Dialect, problems: ProblemList): ReadMarkup {
  const reader = new PieceReader(dialect, cue.place ?? null);
  const raw = cue.lines.join('\n');
  const text = dialect.overrides && raw.includes('{') ? raw.replace(OVERRIDE, (code) => reader.override(code)) : raw;
  if (text.includes('<')) reader.readTagged(text);
  else reader.add(text);
  if (reader.dropped) {
    const say = (count: number): string => `Formatting of a kind that is not kept was left out in ${count} cue${plural(count)}.`;
    problems.add('formatting', 'loss', say, { line: cue.line, time: cue.start });
  }
  const { common, pieces } = sharedLetters(reader.pieces());
  return { pieces: pieces.some((piece) => piece.text.trim() !== '') ? pieces : [], look: lookOf(common, reader.place) };
}

/** A tag that is open, and what it does to letters. */
interface OpenTag {
  readonly name: string;
  readonly change: Partial<Letters>;
}

class PieceReader {
  readonly #pieces = new CuePieces();
  dropped = false;
  place: CuePosition | null;
  readonly #dialect: Dialect;
  readonly #open: OpenTag[] = [];
  /** What the open tags come to. */
  #letters = plainLetters;
  #speaker: string | null = null;
  #time: number | null = null;

  constructor(dialect: Dialect, place: CuePosition | null) {
    this.#dialect = dialect;
    this.place = place;
  }

  /** What stands in a text for codes in braces: nothing, or the tags that mean the same. */
  override(braces: string): string {
    const tag = /^\{(\/?[ibu])\}$/i.exec(braces)?.[1];
    if (tag !== undefined) return `<${tag}>`;
    const codes = braces.slice(1, -1).split('\\').slice(1);
    if (codes.length === 0) this.dropped = true;
    return codes.map((code) => this.#codeAsTag(code)).join('');
  }

  #codeAsTag(code: string): string {
    const [, kind, digits] = /^(an?)(\d{1,2})$/i.exec(code) ?? [];
    const place = kind === undefined ? null : kind.toLowerCase() === 'an' ? placeOfNumpad(Number(digits)) : placeOfSsa(Number(digits));
    this.place = place ?? this.place;
    if (place) return '';
    const [, letter, on] = /^([ibu])([01])$/i.exec(code) ?? [];
    if (letter !== undefined) return `<${on === '0' ? '/' : ''}${letter}>`;
    if (/^1?c$/i.test(code)) return '</font>';
    const colour = /^1?c&/i.test(code) ? assColour(code.replace(/^1?c/i, '')) : null;
    if (colour !== null) return `<font color="${colour}">`;
    this.dropped = true;
    return '';
  }

  readTagged(text: string): void {
    let from = 0;
    for (const match of text.matchAll(TAG)) {
      const [whole, slash, name = '', rest = ''] = match;
      if (!this.#isTag(name.toLowerCase())) continue;
      this.add(text.slice(from, match.index));
      from = match.index + whole.length;
      this.#tag(name.toLowerCase(), slash === '/', rest);
    }
    this.add(text.slice(from));
  }

  /** Adds text to the piece at hand, or begins one when voice or time changed. */
  add(text: string): void {
    if (text === '') return;
    const plain = this.#dialect.entities && text.includes('&') ? text.replace(ENTITY, (_, name: string) => decoded(name)) : text;
    this.#pieces.add({ ...loosePiece(styledAs(plain, this.#letters)), speaker: this.#speaker, time: this.#time });
  }

  pieces(): CuePiece[] {
    return this.#pieces.pieces();
  }

  #isTag(name: string): boolean {
    return this.#dialect.tags === null || this.#dialect.tags.has(name) || (this.#dialect.innerTimes === true && /^\d/.test(name));
  }

  #tag(name: string, isClosing: boolean, rest: string): void {
    if (name === 'v') this.#speaker = isClosing ? null : voiceName(rest, this.#dialect);
    else if (name === 'br') this.add('\n');
    // Ruby is a reading beside the word: it stays, in brackets.
    else if (name === 'rt') this.add(isClosing ? ')' : '(');
    else if (/^\d/.test(name)) this.#time = readInnerTime(name) ?? this.#time;
    else if (isClosing) this.#close(name);
    else this.#begin(name, rest);
  }

  /** Tags that follow one another without an end are shut by the end of the cue. */
  #begin(name: string, rest: string): void {
    const { change, known } = changeOf(name, rest, this.#dialect);
    if (!known) this.dropped = true;
    if (this.#open.length === DEEPEST) return;
    this.#open.push({ name, change });
    this.#letters = { ...this.#letters, ...change };
  }

  /** Ends what a tag has begun. Where tags cross, WebVTT passes over the end of one that is not the innermost; players of others do not mind. */
  #close(name: string): void {
    const at = this.#open.findLastIndex((tag) => tag.name === name);
    if (at < 0 || (this.#dialect.nests && at < this.#open.length - 1)) return;
    this.#open.splice(at, 1);
    this.#letters = this.#open.reduce((letters, { change }) => ({ ...letters, ...change }), plainLetters);
  }
}

/** Deepest nesting of tags that is looked at. */
const DEEPEST = 32;

/** What a tag does to letters, and whether it does no more than is kept. */
interface TagChange {
  readonly change: Partial<Letters>;
  readonly known: boolean;
}

const STYLES: Readonly<Record<string, Partial<Letters>>> = {
  i: { italic: true },
  em: { italic: true },
  b: { bold: true },
  strong: { bold: true },
  u: { underline: true },
  c: {},
};

function changeOf(name: string, rest: string, dialect: Dialect): TagChange {
  const style = STYLES[name];
  if (style) {
    const { colour, known } = classesOf(rest, dialect);
    return { change: { ...style, ...(colour !== null && { colour }) }, known };
  }
  if (name !== 'font') return { change: {}, known: false };
  const colour = /\scolor\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i.exec(rest.slice(0, LONGEST_ATTRIBUTES));
  const read = colour ? colourOf(colour[1] ?? colour[2] ?? colour[3] ?? '') : null;
  return { change: read === null ? {} : { colour: read }, known: read !== null && rest.replace(colour?.[0] ?? '', '').trim() === '' };
}

const LONGEST_ATTRIBUTES = 200;

/** What the classes of a tag (".yellow.bg_blue") say of colour, the last that says it; not known when one says something else, or nothing that is known. */
function classesOf(rest: string, { classColours }: Dialect): { readonly colour: string | null; readonly known: boolean } {
  const classes = rest.startsWith('.') ? rest.slice(1).trim().split('.') : [];
  const colours = classes.map((name) => classColours?.get(name) ?? null);
  return { colour: colours.findLast((one) => one !== null) ?? null, known: colours.every((one) => one !== null) && (classes.length > 0 || rest.trim() === '') };
}

/** The annotation of a voice tag: what follows its classes. */
function voiceName(rest: string, dialect: Dialect): string | null {
  const blank = rest.search(/\s/);
  if (blank < 0) return null;
  const name = rest.slice(blank).replace(/\s+/g, ' ').trim();
  return (dialect.entities ? name.replace(ENTITY, (_, entity: string) => decoded(entity)) : name) || null;
}

function decoded(name: string): string {
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : name.startsWith('#') ? Number(name.slice(1)) : null;
  if (code === null) return NAMED[name.toLowerCase()] ?? `&${name};`;
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
