// SRT files as the world makes them, read into transcripts.
import { describe, expect, it } from 'vitest';
import { readSrt } from '../../../src-core/import/subtitles-srt.ts';
import { cueText } from '../../../src-core/subtitles/cue.ts';
import { transcriptText } from '../../../src-core/transcript/transcript.ts';
import { markedCues } from '../subtitles/marked-letters.ts';

function read(text: string): { cues: [number, number, string][]; problems: string[]; turns: string[] } {
  const { transcript, cues, problems } = readSrt(text);
  return {
    cues: cues.map((cue) => [cue.start, cue.end, cueText(transcript, cue)]),
    problems: problems.map(({ code, count }) => `${code} ×${count}`),
    turns: transcript.turns.map((turn) => {
      const name = transcript.speakers.find(({ id }) => id === turn.speaker)?.name;
      return (name ? `${name}| ` : '') + turn.words.map((word) => word.space + word.text).join('');
    }),
  };
}

const PLAIN = '1\n00:00:01,000 --> 00:00:02,500\nHello there,\nold friend.\n\n2\n00:00:03,000 --> 00:00:04,000\nGoodbye.\n';

describe('An SRT file', () => {
  it('gives its cues, times and line breaks, and one paragraph of text', () => {
    expect(read(PLAIN)).toEqual({
      cues: [
        [1000, 2500, 'Hello there,\nold friend.'],
        [3000, 4000, 'Goodbye.'],
      ],
      problems: [],
      turns: ['Hello there, old friend. Goodbye.'],
    });
  });

  it('shares each cue’s time among its words by their weight, marked as estimated', () => {
    const words = readSrt('1\n00:00:10,000 --> 00:00:12,000\nan enormous fish\n').transcript.turns[0]?.words ?? [];
    expect(words[0]?.start).toBe(10_000);
    expect(words.at(-1)?.end).toBe(12_000);
    words.forEach((word, index) => {
      expect(word.origin).toBe('estimated');
      if (index > 0) expect(word.start).toBe(words[index - 1]?.end);
    });
    expect((words[1]?.end ?? 0) - (words[1]?.start ?? 0)).toBeGreaterThan((words[0]?.end ?? 0) - (words[0]?.start ?? 0));
  });

  it.each([
    ['a byte order mark and CR LF', '\ufeff' + PLAIN.replaceAll('\n', '\r\n')],
    ['CR alone', PLAIN.replaceAll('\n', '\r')],
    ['CR CR LF', PLAIN.replaceAll('\n', '\r\r\n')],
    ['mixed line endings', PLAIN.replace('\n', '\r\n').replace('friend.\n', 'friend.\r')],
    ['decimal dots', PLAIN.replaceAll(',000', '.000').replaceAll(',500', '.500')],
    ['other arrows', PLAIN.replace('-->', '->').replace('-->', '- >')],
    ['spaces around everything', PLAIN.replaceAll(' --> ', '  -->   ').replaceAll('00:00', ' 00 : 00').replaceAll('.\n', '.  \n')],
    ['numbers from 0', PLAIN.replace('1\n', '0\n').replace('\n2\n', '\n1\n')],
    ['no blank line between cues', PLAIN.replace('friend.\n\n', 'friend.\n')],
    ['no last line feed', PLAIN.trimEnd()],
    ['full-width marks', PLAIN.replaceAll(':', '：').replaceAll(',000', '，000')],
    ['missing hours', PLAIN.replaceAll('00:00:', '00:')],
    ['short fractions', PLAIN.replace(',500', ',5').replaceAll(',000', '')],
  ])('is read the same with %s', (_, text) => {
    const { cues, problems } = read(text);
    expect(cues).toEqual(read(PLAIN).cues);
    expect(problems).toEqual([]);
  });

  it('is read without its numbers, told as a note', () => {
    const { cues, problems } = read(PLAIN.replace('1\n', '').replace('\n2\n', '\n'));
    expect(cues).toEqual(read(PLAIN).cues);
    expect(problems).toEqual(['number-missing ×2']);
  });

  it('with every line doubled by a careless copy loses nothing', () => {
    expect(read(PLAIN.replaceAll('\n', '\n\n')).cues).toEqual(read(PLAIN).cues);
  });

  it('keeps text that is only a number', () => {
    expect(
      read('1\n00:00:01,000 --> 00:00:02,000\n42\n\n2\n00:00:02,000 --> 00:00:03,000\n3\n\n3\n00:00:03,000 --> 00:00:04,000\nend\n').cues.map(
        ([, , text]) => text,
      ),
    ).toEqual(['42', '3', 'end']);
    expect(read('00:00:01,000 --> 00:00:02,000\n42\n\n00:00:02,000 --> 00:00:03,000\n3\n').cues.map(([, , text]) => text)).toEqual(['42', '3']);
  });

  it('joins blank lines inside a cue and says so', () => {
    const { cues, problems } = read('1\n00:00:01,000 --> 00:00:02,000\nFirst\n\nsecond\n\n2\n00:00:03,000 --> 00:00:04,000\nThird\n');
    expect(cues[0]).toEqual([1000, 2000, 'First\nsecond']);
    expect(problems).toEqual(['blank-line-inside ×1']);
  });

  it('estimates an end that lies before its start, never past the next cue', () => {
    const { cues, problems } = read('1\n00:00:05,000 --> 00:00:01,000\nBackwards\n\n2\n00:00:05,500 --> 00:00:07,000\nNext\n');
    expect(cues[0]?.slice(0, 2)).toEqual([5000, 5500]);
    expect(problems).toEqual(['end-before-start ×1']);
  });

  it('makes times below zero 0', () => {
    const { cues, problems } = read('1\n-00:00:01,000 --> 00:00:01,000\nEarly\n');
    expect(cues[0]?.slice(0, 2)).toEqual([0, 1000]);
    expect(problems).toEqual(['negative-time ×1']);
  });

  it('reads hours beyond 99 and fractions beyond milliseconds', () => {
    expect(read('1\n100:00:00,1234 --> 100:00:01,9\nLate\n').cues[0]?.slice(0, 2)).toEqual([360_000_123, 360_001_900]);
  });

  it('puts cues in time order and says so', () => {
    const { cues, problems } = read('1\n00:00:05,000 --> 00:00:06,000\nB\n\n2\n00:00:01,000 --> 00:00:02,000\nA\n');
    expect(cues.map(([, , text]) => text)).toEqual(['A', 'B']);
    expect(problems).toEqual(['out-of-order ×1']);
  });

  it('keeps cues that overlap: long ones as people speaking at once, short ones as bad rounding', () => {
    const at = (second: string) => `1\n00:00:01,000 --> 00:00:04,000\nOne two\n\n2\n00:00:${second} --> 00:00:06,000\nthree four\n`;
    expect(read(at('02,000')).turns).toEqual(['One two', 'three four']);
    expect(read(at('03,900')).turns).toEqual(['One two three four']);
    for (const second of ['02,000', '03,900']) {
      expect(read(at(second)).cues[0]?.slice(0, 2)).toEqual([1000, 4000]);
      expect(read(at(second)).problems).toEqual(['cues-overlap ×1']);
    }
  });

  it('keeps the letters of words, leaves out positions and tells how many, and keeps other angle brackets', () => {
    const found = readSrt(
      '1\n00:00:01,000 --> 00:00:02,000 X1:10 X2:20 Y1:1 Y2:2\n<i>So</i> <font color="#ff0000">red</font>{\\an8}\n\n2\n00:00:03,000 --> 00:00:04,000\n<Speaker 1> a < b & c\n',
    );
    expect(markedCues(found)).toEqual(['[i So] [#ff0000 red]', '<Speaker 1> a < b & c']);
    expect(found.cues[0]?.look?.vertical).toBe('top');
    expect(found.problems.map(({ code, count }) => `${code} ×${count}`)).toEqual(['positions ×1']);
  });

  it('leaves out cues without text', () => {
    const { cues, problems } = read('1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nText\n');
    expect(cues.map(([, , text]) => text)).toEqual(['Text']);
    expect(problems).toEqual(['empty-cue ×1']);
  });

  it('gives labels and dialogue marks to turns', () => {
    const { turns, problems } = read(
      '1\n00:00:01,000 --> 00:00:02,000\nANNA: Ready?\n\n2\n00:00:02,000 --> 00:00:03,000\nI am.\n\n3\n00:00:03,000 --> 00:00:04,000\n- Now?\n- Not yet.\n\n4\n00:00:04,000 --> 00:00:05,000\nBEN: -40 degrees.\n',
    );
    expect(turns).toEqual(['ANNA| Ready? I am.', 'Now?', 'Not yet.', 'BEN| -40 degrees.']);
    expect(problems).toEqual(['dialogue-marks ×1', 'labels ×2']);
  });

  it('takes a word before a colon for a speaker only in capitals, by a known name, or when it comes back', () => {
    const cue = (text: string, n: number) => `${n}\n00:00:0${n},000 --> 00:00:0${n},900\n${text}\n\n`;
    expect(read(cue('Listen: he said no.', 1)).turns).toEqual(['Listen: he said no.']);
    expect(read(cue('Speaker 1: No.', 1)).turns).toEqual(['Speaker 1| No.']);
    expect(read(cue('Anna: No.', 1) + cue('Anna: Yes.', 2)).turns).toEqual(['Anna| No. Yes.']);
  });

  it('is joined as its writing wants it', () => {
    expect(read('1\n00:00:01,000 --> 00:00:03,000\n今日は天気が\nいいですね\n').turns).toEqual(['今日は天気がいいですね']);
  });

  it('begins new turns at long pauses after sentences', () => {
    expect(read('1\n00:00:01,000 --> 00:00:02,000\nThe end.\n\n2\n00:00:09,000 --> 00:00:10,000\nA new day.\n').turns).toEqual(['The end.', 'A new day.']);
  });

  it('without any cue is empty and says so', () => {
    expect(read('').problems).toEqual(['no-words ×1']);
    expect(read('nothing here').problems).toEqual(['text-outside ×1', 'no-words ×1']);
    expect(transcriptText(readSrt('\0\0').transcript)).toBe('');
  });
});
