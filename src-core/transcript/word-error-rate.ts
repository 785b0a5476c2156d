// Word error rate: how much of the machine's text had to be corrected. WER = (S + D + I) / N, N the words of the corrected text.
// It knows texts as lists of words; where the texts come from is the caller's business.
import { alignKeys } from './align.ts';
import { turnText, type Transcript } from './transcript.ts';

/** What was wrong with a hypothesis (the machine's text), measured against a reference (the corrected text). */
export interface WordErrors {
  /** Words of the reference. */
  readonly words: number;
  readonly substituted: number;
  /** Words of the reference the machine left out. */
  readonly left: number;
  /** Words the machine put in. */
  readonly inserted: number;
  /** (S + D + I) / N; null when the reference has no words. May exceed 1. */
  readonly rate: number | null;
  /** False when the texts differ so much that the smallest number of errors was not looked for: the figures are then no smaller than the true ones. */
  readonly exact: boolean;
}

/** Most errors looked for exactly: one word in eight of four hours. The work grows with their square: so many take a third of a second. */
const MOST_ERRORS = 5_000;

/** Scripts whose words are not told apart by spaces are scored by the letter, as their evaluations are ("character error rate"). */
const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}`;
const LETTERS = String.raw`[[\p{L}\p{N}\p{M}]--[${UNSPACED}]]+`;
/** A letter of those scripts with its marks; or letters, apostrophes between them, points and commas between digits. */
const SCORED = new RegExp(String.raw`[[${UNSPACED}]&&[\p{L}\p{N}]]\p{M}*|${LETTERS}(?:(?:'(?=\p{L})|(?<=\p{N})[.,:](?=\p{N}))${LETTERS})*`, 'gv');

/**
 * A text as the words that error rates are counted in, normalised the way evaluations of speech recognition are: the scoring of NIST's sclite is
 * without case by default, its reference texts are without punctuation, and jiwer's documentation applies the same two steps. In full: compatibility forms
 * unified (NFKC), lower case, every mark and sign parts words but an apostrophe between letters ("don't") and a point, comma or colon between digits
 * ("3.5"). Numbers, abbreviations and spellings are not unified. Han, Kana, Thai, Lao, Khmer and Burmese count by the letter with its marks.
 */
export function scoredWords(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().replaceAll('’', "'").match(SCORED) ?? [];
}

/** The errors of a machine's transcript against the corrected one, turns in reading order. */
export function transcriptErrors(reference: Transcript, hypothesis: Transcript): WordErrors {
  const wordsOf = ({ turns }: Transcript): string[] => turns.flatMap((turn) => scoredWords(turnText(turn)));
  return wordErrors(wordsOf(reference), wordsOf(hypothesis));
}

/** The fewest substitutions, omissions and insertions that make the hypothesis of the reference. Of several such sets, which differ in kinds alone, it is one with few substitutions. */
export function wordErrors(reference: readonly string[], hypothesis: readonly string[], mostErrors = MOST_ERRORS): WordErrors {
  const { r, h } = numbered(reference, hypothesis);
  const rough = roughErrors(reference, hypothesis);
  const found = fewestErrors(r, h, Math.min(mostErrors, rough.errors)) ?? rough;
  const surplus = reference.length - hypothesis.length;
  const left = (found.errors - found.substituted + surplus) / 2;
  return {
    words: reference.length,
    substituted: found.substituted,
    left,
    inserted: left - surplus,
    rate: reference.length === 0 ? null : found.errors / reference.length,
    exact: found.exact,
  };
}

interface Found {
  readonly errors: number;
  readonly substituted: number;
  readonly exact: boolean;
}

/** Words as numbers, equal words the same, without the ends both share: they cost nothing in any best alignment. */
function numbered(reference: readonly string[], hypothesis: readonly string[]): { r: Int32Array; h: Int32Array } {
  const numbers = new Map<string, number>();
  const numberOf = (word: string): number => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, numbers.size);
    return numbers.size - 1;
  };
  const [r, h] = [Int32Array.from(reference, numberOf), Int32Array.from(hypothesis, numberOf)];
  let from = 0;
  while (from < r.length && from < h.length && r[from] === h[from]) from += 1;
  let behind = 0;
  while (behind < Math.min(r.length, h.length) - from && r[r.length - 1 - behind] === h[h.length - 1 - behind]) behind += 1;
  return { r: r.subarray(from, r.length - behind), h: h.subarray(from, h.length - behind) };
}

/**
 * Ukkonen's way (1985): for each number of errors the furthest place of the reference that can be reached on each diagonal. Time in proportion to the
 * square of the errors plus the length, memory to the errors. Null beyond `most`.
 */
function fewestErrors(r: Int32Array, h: Int32Array, most: number): Found | null {
  const [n, m] = [r.length, h.length];
  const limit = Math.min(most, Math.max(n, m));
  const width = 2 * limit + 3;
  const middle = limit + 1;
  // reach[k]: words of the reference used on diagonal k = used of the hypothesis − used of the reference; −2 where none can be.
  let before = { reach: new Int32Array(width).fill(-2), subs: new Int32Array(width) };
  let now = { reach: new Int32Array(width).fill(-2), subs: new Int32Array(width) };
  for (let errors = 0; errors <= limit; errors += 1) {
    // Diagonals from which the end cannot be reached with the errors that are left need not be walked.
    for (let k = Math.max(-errors, m - n - limit + errors, -n); k <= Math.min(errors, m - n + limit - errors, m); k += 1) {
      const at = middle + k;
      let [reach, subs] = errors === 0 ? [0, 0] : [(before.reach[at] ?? -2) + 1, (before.subs[at] ?? 0) + 1];
      const inserted = before.reach[at - 1] ?? -2;
      const left = (before.reach[at + 1] ?? -2) + 1;
      if (errors > 0 && inserted >= reach) [reach, subs] = [inserted, Math.min(inserted > reach ? Infinity : subs, before.subs[at - 1] ?? 0)];
      if (errors > 0 && left >= reach) [reach, subs] = [left, Math.min(left > reach ? Infinity : subs, before.subs[at + 1] ?? 0)];
      if (reach < 0 || reach + k < 0) continue;
      reach = Math.min(reach, n, m - k);
      while (reach < n && reach + k < m && r[reach] === h[reach + k]) reach += 1;
      now.reach[at] = reach;
      now.subs[at] = subs;
    }
    if (now.reach[middle + m - n] === n) return { errors, substituted: now.subs[middle + m - n] ?? 0, exact: true };
    [before, now] = [now, before];
  }
  return null;
}

/** Errors along one alignment that need not be the best. */
function roughErrors(reference: readonly string[], hypothesis: readonly string[]): Found {
  let [a, b, errors, substituted] = [0, 0, 0, 0];
  for (const pair of [...alignKeys(reference, hypothesis), { a: reference.length, b: hypothesis.length }]) {
    const [left, put] = [pair.a - a, pair.b - b];
    errors += Math.max(left, put);
    substituted += Math.min(left, put);
    a = pair.a + 1;
    b = pair.b + 1;
  }
  return { errors, substituted, exact: false };
}
