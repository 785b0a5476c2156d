// Where sentences and clauses end, judged by a word's own punctuation and the word after it. Knows no times.

/** How a word ends what it belongs to. */
export type Ending = 'sentence' | 'clause' | 'none';

const CLOSERS = '["\'”’»›)\\]}」』）】〉》]*';
const SENTENCE_MARK = new RegExp(`[.!?…。！？．؟۔।॥]${CLOSERS}$`, 'u');
const CLAUSE_MARK = new RegExp(`(?:[,;:，、；：،؛–—]|--|-)${CLOSERS}$`, 'u');
const PERIOD = new RegExp(`\\.${CLOSERS}$`, 'u');
const OPENS_LOWER = /^["'“‘„«‹([{¿¡]*\p{Ll}/u;

/** Titles and abbreviations whose point ends no sentence: English, German, French, Spanish, Italian, Portuguese, Dutch. */
const ABBREVIATIONS = new Set(
  (
    'mr. mrs. ms. dr. prof. st. jr. sr. vs. nr. vol. gen. sen. rep. gov. capt. lt. col. sgt. rev. hon. inc. ltd. co. ' +
    'e.g. i.e. z.b. d.h. u.a. bzw. ca. hr. fr. frl. abs. mme. mlle. mm. sra. srta. ud. uds. sig. sig.ra dott. avv. ing. dhr. mevr. drs. bijv. d.w.z.'
  ).split(' '),
);

const LETTERS = /^(?:\p{L}\.)+$/u;
/** Subjects of a sentence nobody is called after a letter and a point: English, German, French, Spanish, Italian, Portuguese, Dutch. */
const SUBJECTS = new Set(
  'i we you he she it they ich wir ihr er sie es je nous vous elle ils elles nosotros ella ellos io noi loro eu nós ela eles ik wij hij zij'.split(' '),
);

/** Whether a word is an abbreviation that belongs to the word after it ("Mr.", "z.B."), or an initial. */
export function isAbbreviation(text: string): boolean {
  const bare = text.toLowerCase();
  return ABBREVIATIONS.has(bare) || /^\p{L}\.(?:\p{L}\.)*$/u.test(bare);
}

/**
 * How `text` (a word with its punctuation) ends. `next` is the word after it in the same turn, or null at the turn's end:
 * a full stop before a small letter, after a title or after a single letter ends nothing, but a letter before a subject does ("vitamin C. We …").
 */
export function endingOf(text: string, next: string | null): Ending {
  if (CLAUSE_MARK.test(text)) return text.length > 1 ? 'clause' : 'none';
  if (!SENTENCE_MARK.test(text)) return 'none';
  if (next === null || !PERIOD.test(text)) return 'sentence';
  if (OPENS_LOWER.test(next)) return 'none';
  return isAbbreviation(text) && !(LETTERS.test(text) && SUBJECTS.has(next.toLowerCase())) ? 'none' : 'sentence';
}
