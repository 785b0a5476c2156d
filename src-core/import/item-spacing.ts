// Whether a space stands between two words of a result: asked of the file's own running text where there is one,
// else decided by the scripts on both sides. Chinese and Japanese join without spaces; the language code alone does not tell.

/** Scripts written without spaces between words, where a space must be shown by the file itself. */
const UNSPACED = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー々〆ヶ。、，．！？：；「」『』（）・…]$/u;
const LOOKAHEAD = 400;

/**
 * For every text, whether a space goes before it: true or false where the running text shows it, null where it does not.
 * One pass; texts the running text lacks are stepped over.
 */
export function spacesShown(texts: readonly string[], running: string): (boolean | null)[] {
  const shown: (boolean | null)[] = [];
  let at = 0;
  for (const text of texts) {
    let start = skipSpace(running, at);
    if (!running.startsWith(text, start)) {
      const found = running.slice(start, start + LOOKAHEAD).indexOf(text);
      if (found < 0) {
        shown.push(null);
        continue;
      }
      start += found;
      shown.push(null);
    } else {
      shown.push(start > at);
    }
    at = start + text.length;
  }
  return shown;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000;
}

/** Whether a space goes between two neighbouring texts nobody showed joined: not between two of an unspaced script. */
export function needsSpace(before: string, after: string): boolean {
  // Every unspaced script lies above U+2E80: most text is settled without a pattern.
  if (before.charCodeAt(before.length - 1) < 0x2e80 || after.charCodeAt(0) < 0x2e80) return true;
  return !(UNSPACED.test(lastCharacter(before)) && UNSPACED.test(firstCharacter(after)));
}

function firstCharacter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0x20);
}

function lastCharacter(text: string): string {
  const low = text.charCodeAt(text.length - 1);
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(-2) : text.slice(-1);
}
