// Writing without spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
// Says whether a line may be broken between two words that touch. Knows no widths and no times.
import type { Word } from '../transcript/transcript.ts';

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff00-\uffef]/u;
const MAYBE_UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\ud800-\udfff]/;

/** Characters that never begin a line: closing marks, small kana, the long-vowel sign (JIS X 4051 "kinsoku"). */
const NEVER_FIRST = /^[、。，．！？：；」』）】〉》〕｝…‥ー々ๆฯぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)\]}!?,.:;%]/u;
/** Characters that never end a line: opening marks. */
const NEVER_LAST = /[「『（【〈《〔｛([{]$/u;
const HIRAGANA = /\p{Script=Hiragana}/u;
/** Chinese particles that cling to what stands before them, and words that cling to what follows. */
const CLINGS_BACK = new Set([...'的了吗呢吧啊们着过地得嘛呀嗎們著過']);
const CLINGS_ON = new Set([...'在和与與把被对對从從是不很一这這那也都就还還']);

/** Whether the character is written without spaces around its words. */
function isUnspaced(character: string): boolean {
  return MAYBE_UNSPACED.test(character) && UNSPACED.test(character);
}

/** Whether two shown words that touch may stand on different lines because of how their language is written. */
export function isUnspacedPair(before: string, after: string): boolean {
  if (!MAYBE_UNSPACED.test(before) && !MAYBE_UNSPACED.test(after)) return false;
  return isUnspaced(lastCharacter(before)) || isUnspaced(firstCharacter(after));
}

/** How unwelcome a break between two touching words is, 0 to 100, apart from dictionary words (see `wordStarts`). */
export function unspacedBreakCost(before: string, after: string): number {
  if (NEVER_FIRST.test(after) || NEVER_LAST.test(before)) return 100;
  if (CLINGS_BACK.has(after) || CLINGS_ON.has(before)) return 24;
  const first = firstCharacter(after);
  const last = lastCharacter(before);
  // Japanese: a phrase is content words, then kana endings and particles; breaks belong after the kana, before the next content word.
  if (HIRAGANA.test(first)) return HIRAGANA.test(last) ? 16 : 22;
  return HIRAGANA.test(last) ? 5 : 10;
}

/**
 * The words of a run that begin a dictionary word, by index in `shown`; null when the run holds no such writing.
 * Transcribe's items may be parts of words ("でき", "まし", "た").
 */
export function wordStarts(shown: readonly string[], words: readonly Word[]): ReadonlySet<number> | null {
  const starts = new Set<number>();
  let found = false;
  for (let from = 0; from < shown.length; from += RUN) {
    const run = shown.slice(from, from + RUN);
    if (!run.some((text) => MAYBE_UNSPACED.test(text))) continue;
    found = true;
    let text = '';
    const indexAt = new Map<number, number>();
    run.forEach((word, index) => {
      if (words[from + index]?.space) text += ' ';
      indexAt.set(text.length, from + index);
      text += word;
    });
    for (const { index } of segmenter.segment(text)) {
      const word = indexAt.get(index);
      if (word !== undefined) starts.add(word);
    }
  }
  return found ? starts : null;
}

/** Words segmented at a time, so that one endless turn stays cheap. */
const RUN = 512;
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

function firstCharacter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}

function lastCharacter(text: string): string {
  const unit = text.charCodeAt(text.length - 1);
  const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff;
  return isLowSurrogate && text.length > 1 ? text.slice(-2) : text.slice(-1);
}
