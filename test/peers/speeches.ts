// The transcripts whose exports the peers read: one for each thing that goes wrong between programs.
import fc from 'fast-check';
import { lastEnd, type Transcript } from '../../src-core/transcript/transcript.ts';
import { anyTranscript, said, transcript, turn, word } from '../core/subtitles/written-speech.ts';

const eachAlone = (texts: readonly string[], language: string | null = 'en-US', from = 0): Transcript =>
  transcript(
    texts.map((text, index) => turn([word(text, from + index * 3000, from + index * 3000 + 1200)], index % 2 === 0 ? 'spk_0' : 'spk_1')),
    language,
  );

const interview = transcript([
  turn(said('When did you first go out to sea with your father, and what do you remember of that night?'), 'spk_0'),
  turn(said('I was nine. It was dark, it was cold, and nobody had told me that the boat would leave without a lamp.', 7000), 'spk_1'),
  turn(said('Mm-hmm.', 9000), 'spk_0'),
  turn(said('We counted the nets twice; then we went home.', 16_000), 'spk_1'),
]);

/** Every speech by what it is about. */
export const speeches: Readonly<Record<string, Transcript>> = {
  'an interview': interview,
  'two people at once': transcript([
    turn(said('I always said that we should never have gone out in that weather at all.'), 'spk_0'),
    turn(said('You never said so, not once, not to me.', 900), 'spk_1'),
  ]),
  'ten hours and more': transcript([turn(said('It is late.', 36_000_000 + 61_007), 'spk_0'), turn(said('It is very late.', 359_990_000), 'spk_1')]),
  'odd milliseconds': transcript(
    [0, 1, 9, 10, 99, 100, 333, 666, 999, 1001].map((extra, index) => turn([word('Tick.', index * 5000 + extra, index * 5000 + extra + 901)])),
  ),
  'Chinese and Japanese': transcript(
    [
      turn([word('我们', 0, 500), word('那天', 500, 900, { space: '' }), word('去了港口。', 900, 1900, { space: '' })]),
      turn([word('船は', 4000, 4500), word('もう', 4500, 4900, { space: '' }), word('ない。', 4900, 5600, { space: '' })]),
    ],
    'zh-CN',
  ),
  'Korean, Thai and Hindi': eachAlone(['안녕하세요', 'ภาษาไทยยาก', 'नमस्ते दुनिया'], null),
  'Arabic and Hebrew': transcript(
    [
      turn([word('قالت', 0, 500), word('BBC', 500, 900), word('ذلك؟', 900, 1500)]),
      turn([word('BBC', 4000, 4400), word('قالت', 4400, 5000)]),
      turn([word('שלום,', 8000, 8400), word('עולם!', 8400, 9000)]),
    ],
    'ar-SA',
  ),
  'emoji and marks': eachAlone(['👩‍👩‍👧‍👦', '🇩🇪🇫🇷', 'e\u0301te\u0301', '♪ la la ♪', '\u00a0', '“quoted”', 'soft\u00adhyphen', 'zero\u200bwidth']),
  arrows: eachAlone(['-->', 'a --> b', '00:00:01,000 --> 00:00:02,000', '00:00:01.000 --> 00:00:02.000', '->', '<!--', '--&gt;']),
  'angle brackets': eachAlone(['<', '>', 'a<b', 'a < b > c', '<b>bold</b>', '<Speaker 1>', '</i>', '<3', '<00:00:01.000>', '<v Evil>', '<br>', 'x<y>z']),
  ampersands: eachAlone(['&', 'R&D', '&amp;', '&lt;b&gt;', '&nbsp;', '&#65;', '&unknown;', '&']),
  'blank lines and breaks inside words': eachAlone([
    'a\n\nb',
    'a\r\n\r\nb',
    '\n\n2\n00:00:09,000 --> 00:00:10,000\nevil',
    'a\u2028b',
    'a\u0085b',
    'tab\there',
    'bell\u0007',
  ]),
  'numbers alone': eachAlone(['1', '2', '3', '42', '00:00:01', '1.', '007', '4']),
  'words of the formats': eachAlone(['WEBVTT', 'NOTE', 'NOTE remember', 'STYLE', 'REGION', 'X-TIMESTAMP-MAP', 'Language: de', 'id: 4']),
  'backslashes and braces': eachAlone(['C:\\Nets\\hooks', '{\\an8}top', '{curly}', '{y:i}slanted', 'a\\b']),
  'the longest word': transcript([turn(said(`See ${'https://example.org/'.padEnd(90, 'x')} for more.`), 'spk_0')]),
  'speakers with odd names': {
    ...interview,
    speakers: [
      { id: 'spk_0', name: 'R & D <Team>' },
      { id: 'spk_1', name: ' Anna --> "B"\n' },
    ],
  },
  'nothing at all': transcript([turn([])]),
};

/** Forty random speeches one after the other, the same in every run. */
export const randomSpeech: Transcript = oneAfterTheOther(fc.sample(anyTranscript, { numRuns: 40, seed: 20_240_607 }));

function oneAfterTheOther(all: readonly Transcript[]): Transcript {
  let offset = 0;
  const turns = all.flatMap((each) => {
    const moved = each.turns.map((old) =>
      turn(
        old.words.map((w) => ({ ...w, start: w.start + offset, end: w.end + offset })),
        old.speaker,
      ),
    );
    offset += lastEnd(each) + 10_000;
    return moved;
  });
  return transcript(turns);
}
