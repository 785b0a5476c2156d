// What no line or cue parts in each language and script: small words from what they belong to, endings and particles from their word.
import { describe, expect, it } from 'vitest';
import { cueLines } from '../../../src-core/subtitles/cue.ts';
import { makeCues } from '../../../src-core/subtitles/cueing.ts';
import { functionWordsOf, listedLanguages } from '../../../src-core/subtitles/function-words.ts';
import type { Word } from '../../../src-core/transcript/transcript.ts';
import { said, transcript, turn, word } from './written-speech.ts';

const linesOf = (words: readonly Word[], language: string): string[] => {
  const speech = transcript([turn(words)], language);
  return makeCues(speech).flatMap((cue) => cueLines(speech, cue));
};

/** Words without spaces between them, parted by "|"; "| " puts a space before the next. */
const glued = (pieces: string, pace: number): Word[] => {
  let time = 0;
  return pieces.split('|').map((piece) => {
    const text = piece.trim();
    const start = time;
    time += text.length * pace;
    return word(text, start, time, { space: piece.startsWith(' ') ? ' ' : '' });
  });
};

const lastOf = (line: string): string => line.split(' ').at(-1)?.toLowerCase() ?? '';
const firstOf = (line: string): string => line.split(' ')[0]?.toLowerCase() ?? '';

describe('Lines and cues', () => {
  it.each([
    ['ar', 'قلت له إن أهل القرية ذهبوا إلى الميناء مع أطفالهم بسبب العاصفة التي كانت قادمة من شمال الجزيرة ولم يكن أحد منا يعرف ما الذي حدث في تلك الليلة.'],
    ['he', 'אמרתי לו שאנשי הכפר הלכו אל הנמל עם הילדים שלהם בגלל הסערה שבאה מן הצפון של האי ואף אחד לא ידע מה קרה באותו לילה על החוף.'],
  ])('end on no article, preposition, conjunction or negation: %s', (language, text) => {
    const { tight } = functionWordsOf(language);
    const lines = linesOf(said(text, 0, 65), language);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.map(lastOf).filter((last) => tight.has(last))).toEqual([]);
  });

  it('open on no Korean word that leans on the one before', () => {
    const text =
      '그날 밤 우리는 모두 함께 항구로 갔고 거기에는 아무도 남아 있지 않았습니다. 무슨 일이 일어났는지 말해 줄 수 있는 사람이 하나도 없었기 때문에 우리는 집으로 돌아갈 수밖에 없었습니다.';
    const lines = linesOf(said(text, 0, 130), 'ko-KR');
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.map(firstOf).filter((first) => functionWordsOf('ko').closer.has(first))).toEqual([]);
  });

  it('break Thai between phrases, not after its small words nor before its particles', () => {
    const text = 'ผม|บอก|เขา|ว่า|ชาวบ้าน|ใน|หมู่บ้าน|ได้|ไป|ที่|ท่าเรือ|กับ|ลูก|ของ|พวกเขา| เพราะ|พายุ|ที่|กำลัง|มา|จาก|ทาง|เหนือ|ของ|เกาะ| และ|ไม่|มี|ใคร|รู้|ว่า|เกิด|อะไร|ขึ้น|ครับ';
    const lines = linesOf(glued(text, 70), 'th-TH');
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) {
      expect(line).not.toMatch(/(?:ใน|ของ|ไม่|ว่า|และ|เพราะ|กับ|จาก)$/u);
      expect(line).not.toMatch(/^(?:ครับ|ๆ|ฯ)/u);
    }
    expect(lines.map((line) => line.slice(0, 5))).toContain('เพราะ');
  });

  it('part no Chinese particle or negation from its word', () => {
    const text = '我们|那天|晚上|一起|去|了|港口|看见|所有|的|船|都|已经|离开|了|没有|人|知道|发生|了|什么|事情|因为|我们|在|海|上|没|听|收音机';
    const lines = linesOf(glued(text, 150), 'zh-CN');
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) {
      expect(line).not.toMatch(/^[的了吗呢吧]/u);
      expect(line).not.toMatch(/(?:在|没|不|没有|因为)$/u);
    }
  });

  it('keep a number, an ordinal and an adjective with their noun', () => {
    const text =
      'Later that evening all of us went up to the second floor of the old town hall and waited there for three hours until the last train had left.';
    const ends = linesOf(said(text), 'en-GB').map(lastOf);
    for (const binding of ['second', 'old', 'three', 'last', 'of', 'the']) expect(ends).not.toContain(binding);
  });
});

describe('Names', () => {
  it.each(['Anna Keller', 'Doctor Lindqvist', 'Mr. Hollander', 'J. Marsh'])('stay whole: %s', (name) => {
    // Wherever the name falls, it is not parted.
    for (const lead of [
      'Then',
      'And then',
      'And after that',
      'And some time after that',
      'And a good long while after that',
      'And it was a good long while until',
    ]) {
      const lines = linesOf(said(`${lead} ${name} went down to the harbour with everybody who had stayed behind in the village.`), 'en-GB');
      expect(lines.filter((line) => line.includes(name))).toHaveLength(1);
    }
  });
});

describe('The lists of small words', () => {
  it('name every kind the guides name, for every language listed', () => {
    for (const language of listedLanguages) {
      const { tight, loose } = functionWordsOf(language);
      expect([language, tight.size > 20, loose.size > 5]).toEqual([language, true, true]);
    }
    // Articles, negations, prepositions, conjunctions, auxiliaries: one of each for the seven.
    const one: Record<string, readonly [tight: readonly string[], loose: readonly string[]]> = {
      en: [
        ['the', 'not', 'with', 'because'],
        ['have', 'would'],
      ],
      de: [
        ['der', 'nicht', 'mit', 'weil'],
        ['haben', 'sich'],
      ],
      fr: [
        ['les', 'pas', 'avec', 'que'],
        ['avait', 'se'],
      ],
      es: [
        ['los', 'no', 'con', 'porque'],
        ['había', 'se'],
      ],
      it: [
        ['gli', 'non', 'con', 'perché'],
        ['aveva', 'si'],
      ],
      pt: [
        ['os', 'não', 'com', 'porque'],
        ['tinha', 'se'],
      ],
      nl: [
        ['het', 'niet', 'met', 'omdat'],
        ['hebben', 'zich'],
      ],
    };
    for (const [language, [tight, loose]] of Object.entries(one)) {
      const words = functionWordsOf(language);
      expect(tight.filter((each) => !words.tight.has(each))).toEqual([]);
      expect(loose.filter((each) => !words.loose.has(each))).toEqual([]);
    }
  });

  it('hold no word twice among those that bind and those that lean back', () => {
    for (const language of listedLanguages) {
      const { tight, closer } = functionWordsOf(language);
      expect([...closer].filter((each) => tight.has(each))).toEqual([]);
    }
  });
});
