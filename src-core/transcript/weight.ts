// How long words take to say, relative to each other. An estimate from spelling alone; it never sees sound.

/** Scripts whose vowels are written, so that groups of them count syllables. */
const VOWEL_SCRIPT = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;
const VOWEL_GROUP = /[aeiouyæøœıаеиоуыэюяіїєѣαεηιουω]+/gu;
const VOWEL_LETTERS = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}]+/gu;
/** A base with its marks: one Han or Kana letter, one Hangul block, one Indic or Thai cluster; a digit is said as a word of its own. */
const SPOKEN_CLUSTER = /[\p{L}\p{N}]\p{M}*/gu;

/**
 * Syllables of a word, estimated: vowel groups in Latin, Cyrillic and Greek script (the usual rule of thumb for dividing a word's time,
 * used by hyperaudio-lite-editor for the same purpose), letters with their marks in every other. At least 1 for a word, 0 for punctuation alone.
 */
export function syllablesOf(text: string): number {
  if (!VOWEL_SCRIPT.test(text)) return text.match(SPOKEN_CLUSTER)?.length ?? 0;
  const plain = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const groups = plain.match(VOWEL_GROUP)?.length ?? 0;
  const others = plain.replace(VOWEL_LETTERS, '').match(SPOKEN_CLUSTER)?.length ?? 0;
  return Math.max(1, groups + others);
}

/**
 * Cuts `length` milliseconds at whole milliseconds in proportion to the words' syllables; the parts' ends, rising, the last one `length`.
 * Words without a syllable get nothing unless all are so.
 */
export function shareByWeight(texts: readonly string[], length: number): number[] {
  const weights = texts.map(syllablesOf);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight, index) => {
    sum += weight;
    return Math.round((length * (total > 0 ? sum : index + 1)) / (total > 0 ? total : texts.length));
  });
}
