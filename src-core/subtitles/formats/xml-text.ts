// Text safe inside XML 1.0. Knows no format.

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\t': '&#9;', '\r': '&#13;' };
/** What XML 1.0 has no place for, escaped or not (§2.2). */
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text between tags. */
export function xmlText(text: string): string {
  return text
    .replace(ILLEGAL, '')
    .toWellFormed()
    .replace(/[&<>]/g, (mark) => ESCAPES[mark] ?? mark);
}

/** Text between the quotes of an attribute. */
export function xmlAttribute(text: string): string {
  return text
    .replace(ILLEGAL, '')
    .toWellFormed()
    .replace(/[&<>"\n\t\r]/g, (mark) => ESCAPES[mark] ?? mark);
}
