// The little XML that S3 speaks: elements and text, no attributes that matter, no DOCTYPE.
import { Refusal } from '../refusal.ts';

/** An element read from a request. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** Text directly inside, entities resolved. */
  readonly text: string;
}

/** What `toXml` writes: text, several elements of one name, or named children. Undefined and null are left out. */
export type XmlValue = string | number | boolean | null | undefined | readonly XmlValue[] | { readonly [name: string]: XmlValue };

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** A whole document with one root element. `namespace` is S3's unless the caller says otherwise. */
export function toXml(root: string, value: XmlValue, namespace: string | null = 'http://s3.amazonaws.com/doc/2006-03-01/'): string {
  const attribute = namespace === null ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${inner(value)}</${root}>`;
}

/** Parses a document; throws MalformedXML. */
export function parseXml(text: string): XmlElement {
  const stack: { name: string; children: XmlElement[]; text: string }[] = [{ name: '', children: [], text: '' }];
  const token = /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/gy;
  let match: RegExpExecArray | null;
  let end = 0;
  while ((match = token.exec(text)) !== null) {
    end = token.lastIndex;
    const [, closing, name, , selfClosing, characters] = match;
    const top = stack.at(-1);
    if (!top) throw malformed();
    if (characters !== undefined) top.text += unescape(characters);
    else if (name === undefined) continue;
    else if (closing) {
      if (top.name !== localName(name) || stack.length < 2) throw malformed();
      stack.pop();
      stack.at(-1)?.children.push(top);
    } else {
      const element = { name: localName(name), children: [], text: '' };
      if (selfClosing) top.children.push(element);
      else stack.push(element);
    }
  }
  const [root] = stack[0]?.children ?? [];
  if (end !== text.length || stack.length !== 1 || !root) throw malformed();
  return root;
}

/** Text of a child element, trimmed, or null. */
export function childText(element: XmlElement, name: string): string | null {
  return element.children.find((child) => child.name === name)?.text.trim() ?? null;
}

export function malformed(): Refusal {
  return new Refusal(400, 'MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (character) => {
    const named = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }[character];
    return named ?? `&#x${character.charCodeAt(0).toString(16)};`;
  });
}

function inner(value: XmlValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return escapeXml(String(value));
  return Object.entries(value)
    .flatMap(([name, child]) => (Array.isArray(child) ? child.map((one: XmlValue) => [name, one] as const) : [[name, child] as const]))
    .filter(([, child]) => child !== null && child !== undefined)
    .map(([name, child]) => `<${name}>${inner(child)}</${name}>`) // flatMap widened the union; it is an XmlValue by its source
    .join('');
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function unescape(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (_, entity: string) => {
    if (entity.startsWith('#x')) return String.fromCodePoint(Number.parseInt(entity.slice(2), 16));
    if (entity.startsWith('#')) return String.fromCodePoint(Number(entity.slice(1)));
    const character = ENTITIES[entity];
    if (character === undefined) throw malformed();
    return character;
  });
}
