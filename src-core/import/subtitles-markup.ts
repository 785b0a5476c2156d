// The text of a cue without its markup: tags, override codes and entities go, voices and inner times are kept as pieces.
// One pass over the text. Words and speakers' identities are made in subtitles-transcript.ts.
import type { ProblemList } from '../problem.ts';
import type { CuePiece, RawFileCue } from './subtitles-cue.ts';
import { plural } from './spoken-item.ts';
import { readInnerTime } from './subtitles-timing.ts';

/** How a format marks text up. */
export interface Dialect {
  /** The tags that are formatting; anything else in angle brackets is text. Null: every tag is. */
  readonly tags: ReadonlySet<string> | null;
  /** Whether "&amp;" stands for "&". */
  readonly entities: boolean;
  /** Whether "{\an8}" and "{i}" are formatting. */
  readonly overrides: boolean;
}

/** SubRip as found: HTML-like tags and codes of other formats; no entities. */
export const srtDialect: Dialect = {
  tags: new Set(['i', 'b', 'u', 's', 'em', 'strong', 'font', 'span', 'c', 'v', 'br', 'ruby', 'rt', 'lang']),
  entities: false,
  overrides: true,
};

/** WebVTT cue text (W3C). */
export const webvttDialect: Dialect = { tags: null, entities: true, overrides: false };

const TAG = /<(\/?)([a-z]+|\d[\d:.]*)((?:[.\s][^<>]*)?)\/?>/giu;
const OVERRIDE = /\{\\[^{}]*\}|\{\/?[ibus]\}|\{[ycfs]:[^{}]*\}/giu;
const ENTITY = /&(amp|lt|gt|nbsp|lrm|rlm|quot|apos|#\d{1,7}|#x[\da-f]{1,6});/giu;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', lrm: '\u200e', rlm: '\u200f', quot: '"', apos: "'" };

/** The pieces of a cue; empty when it shows nothing. Formatting left out is told once per cue. */
export function readPieces(cue: RawFileCue, dialect: Dialect, problems: ProblemList): CuePiece[] {
  const reader = new PieceReader(dialect);
  const raw = cue.lines.join('\n');
  const text = dialect.overrides && raw.includes('{') ? raw.replace(OVERRIDE, () => reader.dropFormatting()) : raw;
  if (text.includes('<')) reader.readTagged(text);
  else reader.add(text);
  if (reader.dropped) {
    const say = (count: number): string => `Formatting of ${count} cue${plural(count)} (italics, colours, positions in the text) was left out.`;
    problems.add('formatting', 'loss', say, { line: cue.line, time: cue.start });
  }
  return reader.pieces.some((piece) => piece.text.trim() !== '') ? reader.pieces : [];
}

class PieceReader {
  readonly pieces: CuePiece[] = [];
  dropped = false;
  readonly #dialect: Dialect;
  #speaker: string | null = null;
  #time: number | null = null;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  dropFormatting(): string {
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
    const last = this.pieces.at(-1);
    if (last && last.speaker === this.#speaker && last.time === this.#time) this.pieces[this.pieces.length - 1] = { ...last, text: last.text + plain };
    else this.pieces.push({ speaker: this.#speaker, text: plain, time: this.#time, changesSpeaker: false });
  }

  #isTag(name: string): boolean {
    return this.#dialect.tags === null || this.#dialect.tags.has(name);
  }

  #tag(name: string, isClosing: boolean, rest: string): void {
    if (name === 'v') this.#speaker = isClosing ? null : voiceName(rest, this.#dialect);
    else if (name === 'br') this.add('\n');
    // Ruby is a reading beside the word: it stays, in brackets.
    else if (name === 'rt') this.add(isClosing ? ')' : '(');
    else if (/^\d/.test(name)) this.#time = readInnerTime(name) ?? this.#time;
    else this.dropped = true;
  }
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
