// Random transcripts and edits for property tests: scripts with and without spaces, right-to-left, emoji, combining marks, overlapping turns.
import fc from 'fast-check';
import type { ReplaceText } from '../../src-core/transcript/edit.ts';
import { graphemeEnd, graphemeStart } from '../../src-core/transcript/grapheme-bounds.ts';
import { tidyRuns, type LetterRuns, type Letters } from '../../src-core/transcript/letters.ts';
import { turnText, type TextPlace, type TimeOrigin, type Transcript, type Turn, type Word } from '../../src-core/transcript/transcript.ts';

const WORDS = [
  'hello',
  'world,',
  'the',
  'the',
  "don't",
  'naïve',
  'Straße.',
  'слово',
  'λόγος',
  'שלום',
  'مرحبا',
  '한국어',
  'नमस्ते',
  '42%',
  '—',
  '👩‍👩‍👧',
  'e\u0301té',
  'Los Angeles',
  '«oui»',
];
const UNSPACED_WORDS = ['你好', '今天天气', '很', '東京', 'です。', 'カメラ', 'สวัสดี', 'ครับ', 'ខ្ញុំ', 'မြန်မာ', 'iPhone', '。'];

/** Pieces people type or paste. */
export const typedText: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      'a',
      'e',
      'o',
      'x',
      ' ',
      ' ',
      ' ',
      '.',
      '\n',
      '\u0301',
      '👍🏽',
      '你',
      '好世界',
      'は',
      'ครับ',
      'של',
      'hello',
      'world,',
      'the ',
      ' the',
      '\u00a0!',
      '\t',
      'ก',
      '“',
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(''));

const ORIGINS: readonly TimeOrigin[] = ['heard', 'heard', 'heard', 'carried', 'estimated', 'set'];

/** How letters may look: any mix of styles, no colour mostly. */
export const anyLetters: fc.Arbitrary<Letters> = fc.record({
  italic: fc.boolean(),
  bold: fc.boolean(),
  underline: fc.boolean(),
  colour: fc.constantFrom(null, null, null, '#ff0000', '#00ffff'),
});

const ITALIC: Letters = { italic: true, bold: false, underline: false, colour: null };

/** A run of letters by shares of a text's length. */
interface RunSeed {
  readonly from: number;
  readonly to: number;
  readonly letters: Letters;
}

const share = fc.nat(12).map((twelfths) => twelfths / 12);

/** Mostly none; else italics from end to end, or runs somewhere in the word. */
const runSeeds: fc.Arbitrary<readonly RunSeed[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  { weight: 3, arbitrary: fc.constant([{ from: 0, to: 1, letters: ITALIC }]) },
  { weight: 2, arbitrary: fc.array(fc.record({ from: share, to: share, letters: anyLetters }), { maxLength: 3 }) },
);

/** The runs a seed comes to in a text, such as are kept; none parts a character. */
function runsIn(text: string, seeds: readonly RunSeed[]): LetterRuns {
  const runs = seeds.map(({ from, to, letters }) => ({
    ...letters,
    from: graphemeStart(text, Math.round(from * text.length)),
    to: graphemeEnd(text, Math.round(to * text.length)),
  }));
  return tidyRuns(
    runs.filter(({ from, to }) => from < to),
    text.length,
  );
}

function lettered(word: Word, seeds: readonly RunSeed[]): Word {
  const letters = runsIn(word.text, seeds);
  return letters.length > 0 ? { ...word, marks: { ...word.marks, letters } } : word;
}

/** The same transcripts, letters of their words strewn over them at random. */
export function withLetters(transcripts: fc.Arbitrary<Transcript>): fc.Arbitrary<Transcript> {
  return fc.record({ transcript: transcripts, seeds: fc.array(runSeeds, { minLength: 1, maxLength: 40 }) }).map(({ transcript, seeds }) => {
    let at = 0;
    const turns = transcript.turns.map((turn) => ({ ...turn, words: turn.words.map((word) => lettered(word, seeds[at++ % seeds.length] ?? [])) }));
    return { ...transcript, turns };
  });
}

/** A text and letters of it. */
export const anyStyled = (texts: fc.Arbitrary<string>): fc.Arbitrary<{ text: string; letters: LetterRuns }> =>
  fc
    .record({ text: texts, seeds: fc.array(fc.record({ from: share, to: share, letters: anyLetters }), { maxLength: 3 }) })
    .map(({ text, seeds }) => ({ text, letters: runsIn(text, seeds) }));

const wordParts = fc.record({
  text: fc.constantFrom(...WORDS),
  unspaced: fc.constantFrom(...UNSPACED_WORDS),
  gap: fc.constantFrom(0, 0, 10, 300, 2000),
  length: fc.constantFrom(0, 1, 90, 250, 400),
  origin: fc.constantFrom(...ORIGINS),
  space: fc.constantFrom(' ', ' ', ' ', '  ', '\u00a0 '),
  channel: fc.constantFrom(null, 0, 1),
  letters: runSeeds,
});

const turnParts = fc.record({
  words: fc.array(wordParts, { maxLength: 8 }),
  isUnspaced: fc.boolean(),
  speaker: fc.constantFrom(null, 'spk_0', 'spk_1'),
  tail: fc.constantFrom('', '', ' '),
  lead: fc.constantFrom('', '', ' '),
  /** Where the turn begins after the last one's end; negative overlaps. */
  shift: fc.constantFrom(-800, 0, 50, 4000),
});

/** Sound transcripts of up to five turns. */
export const anyTranscript: fc.Arbitrary<Transcript> = fc
  .record({ turns: fc.array(turnParts, { maxLength: 5 }), language: fc.constantFrom(null, 'en-US', 'ja-JP', 'zh-CN', 'th-TH') })
  .map(({ turns, language }) => {
    let clock = 500;
    let source = 0;
    const made = turns.map((parts, index): Turn => {
      clock = Math.max(0, clock + parts.shift);
      const words = parts.words.map((part, at): Word => {
        const start = clock + part.gap;
        clock = start + part.length;
        const isTyped = part.origin === 'estimated';
        const space = at === 0 ? parts.lead : parts.isUnspaced ? '' : part.space;
        const text = parts.isUnspaced ? part.unspaced : part.text;
        const confidence = part.origin === 'heard' ? 0.8 : null;
        const { origin, channel, letters } = part;
        return lettered({ text, space, start, end: clock, origin, confidence, channel, source: isTyped ? null : source++ }, letters);
      });
      return { id: index * 2, speaker: parts.speaker, words, tail: words.length === 0 ? parts.lead + parts.tail : parts.tail };
    });
    return { language, speakers: [{ id: 'spk_0', name: 'Speaker 1' }], turns: made, nextTurnId: turns.length * 2 };
  });

/** A replacement whose places are fractions of whatever transcript it meets. */
export interface RandomReplacement {
  readonly turn: number;
  readonly offset: number;
  readonly length: number;
  readonly turns: number;
  readonly text: string;
}

export const anyReplacement: fc.Arbitrary<RandomReplacement> = fc.record({
  turn: fc.nat(1000),
  offset: fc.nat(1000),
  length: fc.constantFrom(0, 0, 0, 1, 1, 3, 12),
  turns: fc.constantFrom(0, 0, 0, 0, 1, 2),
  text: typedText,
});

/** The edit a random replacement stands for in this transcript. */
export function replacementIn(transcript: Transcript, random: RandomReplacement): ReplaceText {
  const texts = transcript.turns.length === 0 ? [''] : transcript.turns.map(turnText);
  const turn = random.turn % texts.length;
  const from: TextPlace = { turn, offset: outsidePairs(texts[turn] ?? '', Math.floor((random.offset * ((texts[turn] ?? '').length + 1)) / 1001)) };
  const last = Math.min(turn + random.turns, texts.length - 1);
  const start = last === turn ? from.offset : 0;
  const to: TextPlace = { turn: last, offset: outsidePairs(texts[last] ?? '', Math.min(start + random.length, (texts[last] ?? '').length)) };
  return { kind: 'replace-text', from, to, text: random.text };
}

/** An offset that does not part a surrogate pair. */
function outsidePairs(text: string, offset: number): number {
  const isInPair = /[\udc00-\udfff]/.test(text.charAt(offset)) && /[\ud800-\udbff]/.test(text.charAt(offset - 1));
  return isInPair ? offset + 1 : offset;
}
