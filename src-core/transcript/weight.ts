// How long words take to say, relative to each other: one rule a script. An estimate from spelling alone; it never sees sound.

/** How the letters of some scripts count. */
interface ScriptRule {
  readonly letters: RegExp;
  /** Beats of a run of these letters, lower case, decomposed (NFD). */
  readonly beats: (letters: string) => number;
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Signs that take a letter's own vowel away (Unicode's Virama, Pure_Killer and Invisible_Stacker of Indic_Syllabic_Category). */
const KILLED =
  /[\p{L}]\p{M}*?[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e3a\u0eba\u0f84\u1039\u103a\u1714\u17d1\u17d2\u1a60\u1b44\ua806\ua9c0]/gu;
const LETTER = /\p{L}/gu;

/**
 * The rules, first match first. What is counted is the syllable, or the mora in Japanese: units whose lengths within a language are
 * far more even than those of letters. Every rule but the last follows how the script writes vowels (The Unicode Standard, chapters 7 to 18).
 */
const RULES: readonly ScriptRule[] = [
  // Alphabets write each vowel: a run of vowel letters is one syllable (the rule of thumb of readability formulas; hyperaudio-lite-editor divides
  // times so, too). Without a vowel the letters are spelt out ("BBC") or hummed ("hmm").
  {
    letters: /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}]/u,
    beats: (letters) => count(letters, /[aeiouyæøœıаеиоуыэюяіїєѣαεηιουωաեէըիոօևაეიოუ]+/gu) || Math.min(4, count(letters, LETTER)),
  },
  // Abjads leave short vowels out: every syllable begins with one consonant and half of them or so end in another letter, so two letters make one.
  {
    letters: /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u,
    beats: (letters) => Math.ceil(count(letters, LETTER) / 2),
  },
  // One Hangul block is one syllable; decomposed, its leading consonant says so (chapter 18).
  { letters: /\p{Script=Hangul}/u, beats: (letters) => count(letters, /[\u1100-\u115f\ua960-\ua97c]|[\u3131-\u318e\uac00-\ud7a3]/gu) },
  // One kana is one mora; small ones but っ (the first half of a long consonant) colour the one before.
  {
    letters: /[\p{Script=Hiragana}\p{Script=Katakana}ー]/u,
    beats: (letters) => count(letters, LETTER) - count(letters, /[ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ]/gu),
  },
  // A Chinese character is one syllable.
  { letters: /\p{Script=Han}/u, beats: (letters) => count(letters, LETTER) },
  // Thai and Lao write some vowels as letters before or behind their consonant: these are no syllables of their own.
  {
    letters: /[\p{Script=Thai}\p{Script=Lao}]/u,
    beats: (letters) => count(letters, LETTER) - count(letters, /[ะาำเแโใไๅະາຳເແໂໃໄ]/gu) - count(letters, KILLED),
  },
  // Every other script, the abugidas of India, Burma and Cambodia foremost: one letter with its marks is a syllable, one that lost its vowel is none.
  { letters: /\p{L}/u, beats: (letters) => count(letters, LETTER) - count(letters, KILLED) },
];

/** Letters of one rule, with their marks; or one digit, said as a word of its own. */
const PART = /(?<letters>\p{L}(?:\p{L}|\p{M}|\p{Join_Control}|['’·-])*)|\p{N}/gu;

/** Characters of a Japanese text are read with two morae on average, those of a Chinese one with one syllable: said where kana stand among them. */
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const KANJI_MORAE = 2;

/** Characters of a word that are looked at: no word has more, and a line of megabytes must not exhaust the stack (F25). */
const LONGEST_WORD = 10_000;

/**
 * Beats of words met before, parted by whether Han is read as Japanese: a talk says few words often, and rules over scripts are slow to ask.
 * Only short words are kept, for an engine may keep a whole file alive for a long piece of it (V8: from 13 characters on).
 */
const KNOWN = { japanese: new Map<string, number>(), other: new Map<string, number>() };
const KNOWN_WORD = 12;
const KNOWN_WORDS = 20_000;

/** Beats of a word: estimated syllables (morae in Japanese). At least 1 for a word, 0 for punctuation and pictures alone. */
export function beatsOf(text: string, isJapanese = KANA.test(text)): number {
  if (text.length > KNOWN_WORD) return countedBeats(text, isJapanese);
  const known = isJapanese ? KNOWN.japanese : KNOWN.other;
  let beats = known.get(text);
  if (beats === undefined) {
    if (known.size === KNOWN_WORDS) known.clear();
    known.set(text, (beats = countedBeats(text, isJapanese)));
  }
  return beats;
}

function countedBeats(text: string, isJapanese: boolean): number {
  let beats = 0;
  let isSpoken = false;
  for (const [part, letters] of text.slice(0, LONGEST_WORD).toLowerCase().normalize('NFD').matchAll(PART)) {
    isSpoken = true;
    beats += letters === undefined ? 1 : beatsOfLetters(part, isJapanese);
  }
  return isSpoken ? Math.max(1, beats) : 0;
}

/** A run of letters may change its script without white space: "iPhoneで". */
function beatsOfLetters(text: string, isJapanese: boolean): number {
  let beats = 0;
  let rule: ScriptRule | null = null;
  let run = '';
  const close = (): void => {
    if (rule) beats += rule.beats(run) * (isJapanese && rule.letters.test('漢') ? KANJI_MORAE : 1);
    run = '';
  };
  for (const letter of text) {
    const next: ScriptRule | null = /\p{L}/u.test(letter) ? (RULES.find(({ letters }) => letters.test(letter)) ?? null) : rule;
    if (next !== rule) close();
    rule = next;
    run += letter;
  }
  close();
  return beats;
}

/**
 * Cuts `length` milliseconds at whole milliseconds in proportion to the words' beats; the parts' ends, rising, the last one `length`.
 * Words without a beat get nothing unless all are so.
 */
export function shareByWeight(texts: readonly string[], length: number): number[] {
  const isJapanese = texts.some((text) => KANA.test(text));
  const weights = texts.map((text) => beatsOf(text, isJapanese));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight, index) => {
    sum += weight;
    return Math.round((length * (total > 0 ? sum : index + 1)) / (total > 0 ? total : texts.length));
  });
}
