// Transcripts for tests of cues and formats: written by hand in a line, or random with every quirk real results have.
import fc from 'fast-check';
import type { Transcript, Turn, Word } from '../../../src-core/transcript/transcript.ts';

/** A word with engine defaults. */
export function word(text: string, start: number, end: number, more: Partial<Word> = {}): Word {
  return { text, space: ' ', start, end, origin: 'heard', confidence: 0.98, channel: null, source: null, ...more };
}

/** A turn of words; the first loses its space. */
export function turn(words: readonly Word[], speaker: string | null = null): Omit<Turn, 'id'> {
  return { speaker, words: words.map((each, index) => (index === 0 ? { ...each, space: '' } : each)), tail: '' };
}

/** A transcript of turns, speakers named "Name of spk_0". */
export function transcript(turns: readonly Omit<Turn, 'id'>[], language: string | null = 'en-US'): Transcript {
  const ids = [...new Set(turns.map(({ speaker }) => speaker).filter((id) => id !== null))];
  return {
    language,
    speakers: ids.map((id) => ({ id, name: `Name of ${id}` })),
    turns: turns.map((each, id) => ({ ...each, id })),
    nextTurnId: turns.length,
  };
}

/** Words said evenly: `pace` milliseconds a character, 40 ms between words, longer after marks. */
export function said(text: string, start = 0, pace = 55): Word[] {
  let time = start;
  return text.split(' ').map((each) => {
    const from = time;
    const end = from + Math.max(60, each.length * pace);
    time = end + (/[.?!]$/.test(each) ? 450 : /,$/.test(each) ? 180 : 40);
    return word(each, from, end);
  });
}

const PLAIN_WORDS = 'the a of to and in it was that I you we said Anna Keller fishing harbour understanding, yes. No! Really? twenty 3 km-long Los…'.split(' ');
const CJK_WORDS = ['でき', 'まし', 'た。', '東京', 'は', '中国', '的', '时间，', '我们', 'ラーメン'];
const ODD_WORDS = ['مرحبا', 'שלום,', '👩‍👩‍👧‍👦', 'e\u0301te\u0301', 'ภาษาไทย', '한국어', '-->', '<i>', '&amp;', '00:00:01,000', '1', '–', 'a\u00a0!'];
const LONG_WORDS = ['Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft', 'https://example.org/a/very/long/path/indeed'];

/** A word's text: everyday words mostly, and every now and then something odd. */
const wordText: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...PLAIN_WORDS) },
  { weight: 3, arbitrary: fc.constantFrom(...CJK_WORDS) },
  { weight: 2, arbitrary: fc.constantFrom(...ODD_WORDS) },
  { weight: 1, arbitrary: fc.constantFrom(...LONG_WORDS) },
);

/** How long a word sounds: mostly natural, sometimes nothing at all, sometimes 17 s. */
const sound = fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 40, max: 700 }) }, { weight: 2, arbitrary: fc.constant(0) }, fc.constant(17_400));
const silence = fc.oneof(
  { weight: 16, arbitrary: fc.integer({ min: 0, max: 120 }) },
  { weight: 3, arbitrary: fc.integer({ min: 200, max: 1900 }) },
  fc.integer({ min: 2000, max: 75_000 }),
);
const space = fc.oneof({ weight: 18, arbitrary: fc.constant(' ') }, fc.constantFrom('', '  ', '\t', '\u3000', '\u00a0'));

const randomWords = fc.array(
  fc.record({ text: wordText, sound, silence, space, origin: fc.constantFrom<Word['origin'][]>('heard', 'heard', 'carried', 'estimated', 'set') }),
  {
    maxLength: 60,
  },
);

/** When a turn begins after the one before has begun: mostly after its end, sometimes in the midst of it. */
const onset = fc.oneof(
  { weight: 6, arbitrary: fc.record({ during: fc.constant(false), by: fc.integer({ min: 0, max: 3000 }) }) },
  fc.record({ during: fc.constant(true), by: fc.integer({ min: 0, max: 6000 }) }),
);

/** Any sound transcript: words ordered and disjoint within turns, turns by start, people speaking at once now and then. */
export const anyTranscript: fc.Arbitrary<Transcript> = fc
  .record({
    turns: fc.array(fc.record({ words: randomWords, speaker: fc.constantFrom('spk_0', 'spk_1', 'spk_2', null), onset }), { maxLength: 14 }),
    language: fc.constantFrom('en-US', 'de-DE', 'ja-JP', 'zh-CN', 'ko-KR', 'ar-SA', null),
  })
  .map(({ turns, language }) => {
    let lastStart = 0;
    let lastEnd = 0;
    const made = turns.map(({ words, speaker, onset: { during, by } }) => {
      let time = during ? lastStart + by : Math.max(lastStart, lastEnd + by);
      lastStart = time;
      const placed = words.map(({ text, sound: length, silence: pause, space: before, origin }) => {
        const start = time;
        time = start + length + pause;
        return word(text, start, start + length, { space: before, origin });
      });
      lastEnd = Math.max(lastEnd, placed.at(-1)?.end ?? lastEnd);
      return turn(placed, speaker);
    });
    return transcript(made, language);
  });

/** A dash that opens a cue is read as a change of speaker; these speeches have none, so that lines compare exactly. */
export const withoutDashes = anyTranscript.map((transcript) => ({
  ...transcript,
  turns: transcript.turns.map((turn) => ({ ...turn, words: turn.words.map((word) => (word.text === '–' ? { ...word, text: '–,' } : word)) })),
}));
