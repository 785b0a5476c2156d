// A small reader of XML documents without a document type: elements, attributes and text, in one pass. It fetches and expands nothing (S7).
// Namespaces are reduced to local names, which subtitle files never use twice for different things.

export interface XmlElement {
  /** Without its prefix, lower case as XML has it. */
  readonly name: string;
  /** By local name; "xml:space" and "xml:lang" are "space" and "lang". */
  readonly attributes: ReadonlyMap<string, string>;
  /** Elements and text, in order. */
  readonly children: readonly (XmlElement | string)[];
  /** Line of its tag, from 1. */
  readonly line: number;
}

/** Why a document is not read: a sentence. */
export class XmlRefusal extends Error {}

/** Deepest nesting read; a subtitle file has six levels (S1). */
const DEEPEST = 64;

/**
 * The root element. Throws XmlRefusal for a document type, for nesting deeper than 64, and for what is not well-formed enough to be understood:
 * end tags without start, a tag without end. Unknown entities stay as they are written.
 */
export function readXml(text: string): XmlElement {
  return new XmlReader(text).read();
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/** A name, then attributes; quoted values may hold ">". */
const START_TAG = /<([^\s<>/=]+)((?:\s+[^\s=<>/"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

class XmlReader {
  readonly #text: string;
  readonly #open: OpenElement[] = [];
  #at = 0;
  #line = 1;
  #root: XmlElement | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  read(): XmlElement {
    while (this.#at < this.#text.length) {
      const tag = this.#text.indexOf('<', this.#at);
      this.#addText(decoded(this.#text.slice(this.#at, tag < 0 ? undefined : tag)));
      if (tag < 0) break;
      this.#goTo(tag);
      this.#readMarkup();
    }
    if (this.#open.length > 0) throw new XmlRefusal(`The XML ends inside <${this.#open.at(-1)?.name ?? ''}>.`);
    if (!this.#root) throw new XmlRefusal('The file holds no XML element.');
    return this.#root;
  }

  #readMarkup(): void {
    const text = this.#text;
    if (text.startsWith('<!--', this.#at)) this.#goTo(this.#after('-->', 4));
    else if (text.startsWith('<?', this.#at)) this.#goTo(this.#after('?>', 2));
    else if (text.startsWith('<![CDATA[', this.#at)) {
      const end = this.#after(']]>', 9);
      this.#addText(text.slice(this.#at + 9, end - 3));
      this.#goTo(end);
    } else if (text.startsWith('<!', this.#at)) {
      throw new XmlRefusal('The file declares a document type, which subtitles do not need and which can be used to reach other files. It was not read.');
    } else if (text.startsWith('</', this.#at)) this.#readEnd();
    else this.#readStart();
  }

  #readStart(): void {
    START_TAG.lastIndex = this.#at;
    const match = START_TAG.exec(this.#text);
    if (!match) throw new XmlRefusal(`Line ${this.#line} is not XML that can be read.`);
    const [whole, name = '', attributes = '', isEmpty] = match;
    const element: OpenElement = { name: localName(name), attributes: attributesOf(attributes), children: [], line: this.#line };
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else if (this.#root) throw new XmlRefusal('The file holds more than one XML document.');
    else this.#root = element;
    if (!isEmpty) this.#open.push(element);
    if (this.#open.length > DEEPEST) throw new XmlRefusal(`The XML nests deeper than ${DEEPEST} levels.`);
    this.#goTo(this.#at + whole.length);
  }

  #readEnd(): void {
    const end = this.#after('>', 2);
    const name = localName(this.#text.slice(this.#at + 2, end - 1).trim());
    if (this.#open.pop()?.name !== name) throw new XmlRefusal(`Line ${this.#line} ends <${name}>, which is not open there.`);
    this.#goTo(end);
  }

  #addText(text: string): void {
    if (text !== '') this.#open.at(-1)?.children.push(text);
  }

  /** Where the text goes on after `mark`, looked for from `skip` characters on. */
  #after(mark: string, skip: number): number {
    const found = this.#text.indexOf(mark, this.#at + skip);
    if (found < 0) throw new XmlRefusal(`What begins on line ${this.#line} never ends.`);
    return found + mark.length;
  }

  #goTo(at: number): void {
    for (let feed = this.#text.indexOf('\n', this.#at); feed >= 0 && feed < at; feed = this.#text.indexOf('\n', feed + 1)) this.#line += 1;
    this.#at = at;
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) attributes.set(localName(name), decoded(double ?? single ?? ''));
  return attributes;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const ENTITY = /&(amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});/gi;

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
  });
}
