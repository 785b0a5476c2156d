// Whether a space stands between two words of a result, asked of the file's own running text. Where there is none the scripts on both
// sides decide (transcript/joint-space.ts).

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
