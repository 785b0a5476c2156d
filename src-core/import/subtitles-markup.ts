// The text of a cue without its markup: tags, override codes and entities go, voices and inner times are kept as pieces, letters
// as the look of the cue where they are the same throughout, else as those of stretches.
// One pass over the text. Words and speakers' identities are made in subtitles-transcript.ts.
import type { ProblemList } from '../problem.ts';
import type { CueLook, CuePosition } from '../subtitles/cue-look.ts';
import { appendPiece, loosePiece, type CuePiece, type RawFileCue } from './subtitles-cue.ts';
import { plainLetters, type Letters } from '../transcript/letters.ts';
import { plural } from './spoken-item.ts';
import { colourOf, lookOf, placeOfNumpad, placeOfSsa, sharedLetters, styledAs } from './subtitles-look.ts';
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
  return { tags: null, entities: true, overrides: false, classColours };
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
  const { common, pieces } = sharedLetters(reader.pieces);
  return { pieces: pieces.some((piece) => piece.text.trim() !== '') ? pieces : [], look: lookOf(common, reader.place) };
}

/** A tag that is open, and how its text looks. */
interface OpenTag {
  readonly name: string;
  readonly letters: Letters;
}

class PieceReader {
  readonly pieces: CuePiece[] = [];
  dropped = false;
  place: CuePosition | null;
  readonly #dialect: Dialect;
  readonly #open: OpenTag[] = [];
  #speaker: string | null = null;
  #time: number | null = null;

  constructor(dialect: Dialect, place: CuePosition | null) {
    this.#dialect = dialect;
    this.place = place;
  }

  /** What stands in a text for a code in braces: nothing, or the tag that means the same. */
  override(code: string): string {
    const [, kind, digits] = /^\{\\(an?)(\d{1,2})\}$/i.exec(code) ?? [];
    const place = kind === undefined ? null : kind.toLowerCase() === 'an' ? placeOfNumpad(Number(digits)) : placeOfSsa(Number(digits));
    if (place) {
      this.place = place;
      return '';
    }
    const tag = /^\{(?:(\/?)([ibu])|\\([ibu])([01]))\}$/i.exec(code);
    if (tag) return `<${tag[1] === '/' || tag[4] === '0' ? '/' : ''}${tag[2] ?? tag[3] ?? ''}>`;
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
    const styled = styledAs(plain, this.#open.at(-1)?.letters ?? plainLetters);
    appendPiece(this.pieces, { ...loosePiece(styled), speaker: this.#speaker, time: this.#time });
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
    const letters = this.#open.at(-1)?.letters ?? plainLetters;
    const change = changeOf(name, rest, this.#dialect);
    if (change === null) this.dropped = true;
    if (this.#open.length < DEEPEST) this.#open.push({ name, letters: { ...letters, ...change } });
  }

  #close(name: string): void {
    const at = this.#open.findLastIndex((tag) => tag.name === name);
    if (at < 0) return;
    const [closed] = this.#open.splice(at, 1);
    // A tag that overlaps another's end leaves what the other does.
    if (closed && at < this.#open.length) this.dropped = true;
  }
}

/** Deepest nesting of tags that is looked at. */
const DEEPEST = 32;

/** What a tag does to letters; null when it does what no cue keeps. */
function changeOf(name: string, rest: string, { classColours }: Dialect): Partial<Letters> | null {
  if (name === 'i' || name === 'em') return rest.trim() === '' ? { italic: true } : null;
  if (name === 'b' || name === 'strong') return rest.trim() === '' ? { bold: true } : null;
  if (name === 'u') return rest.trim() === '' ? { underline: true } : null;
  if (name === 'font') {
    const attribute = /^\s+color\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))\s*$/i.exec(rest.slice(0, 100));
    const colour = attribute ? colourOf(attribute[1] ?? attribute[2] ?? attribute[3] ?? '') : null;
    return colour === null ? null : { colour };
  }
  const classes = name === 'c' && rest.startsWith('.') ? rest.slice(1).split('.') : [];
  const colour = classes.length === 1 ? classColours?.get((classes[0] ?? '').trim()) : undefined;
  return colour === undefined ? null : { colour };
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
