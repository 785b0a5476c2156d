// Whether a space goes between two texts nobody showed joined, by the scripts on both sides: Chinese and Japanese join without spaces.
// The language code alone does not tell.

/** Scripts written without spaces between words. */
const UNSPACED = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー々〆ヶ。、，．！？：；「」『』（）・…]$/u;

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
