// Words handed from cue to cue.
import { describe, expect, test } from 'vitest';
import { firstWordFromNext, firstWordToPrevious, lastWordFromPrevious, lastWordToNext } from '../../../src-core/subtitles/cue-words.ts';
import { after, fileSource, shown, sourceOf, texts } from './cue-desk.ts';
import { said, transcript, turn } from './written-speech.ts';

const file = fileSource([1000, 3000, 'One two three'], [3000, 5000, 'four five six'], [6000, 7000, 'seven']);

describe('moving a word', () => {
  test('takes it to the cue beside it and leaves the outer times', () => {
    expect(texts(after(file, lastWordToNext(file, 0)))).toEqual(['One two', 'three four five six', 'seven']);
    expect(texts(after(file, firstWordToPrevious(file, 1)))).toEqual(['One two three four', 'five six', 'seven']);
    expect(texts(after(file, firstWordFromNext(file, 0)))).toEqual(['One two three four', 'five six', 'seven']);
    expect(texts(after(file, lastWordFromPrevious(file, 1)))).toEqual(['One two', 'three four five six', 'seven']);
    const moved = after(file, lastWordToNext(file, 0));
    expect([moved.cues[0]?.start, moved.cues[1]?.end, moved.cues[2]?.start]).toEqual([1000, 5000, 6000]);
  });

  test('puts the edge between them where the words part', () => {
    const moved = after(file, lastWordToNext(file, 0));
    const three = file.transcript.turns[0]?.words[2];
    expect(moved.cues[1]?.start).toBe(three?.start);
    expect(moved.cues[0]?.end).toBe((three?.start ?? 0) - 80);
  });

  test('there and back gives the same words in each', () => {
    const there = after(file, lastWordToNext(file, 0));
    expect(texts(after(there, firstWordToPrevious(there, 1)))).toEqual(texts(file));
  });

  test('makes a cue of one word part of the other', () => {
    expect(shown(after(file, firstWordToPrevious(file, 2)))).toEqual([
      [1000, 3000, 'One two three'],
      [3000, 7000, 'four five six seven'],
    ]);
    expect(texts(after(file, firstWordFromNext(file, 1)))).toEqual(['One two three', 'four five six seven']);
  });

  test('keeps the cue chosen that was worked on', () => {
    const holds = (edit: { chosen?: number } | null, source: typeof file) => source.cues.findIndex(({ pin }) => pin === edit?.chosen);
    for (const [move, index] of [
      [lastWordToNext(file, 0), 0],
      [firstWordToPrevious(file, 1), 1],
      [firstWordFromNext(file, 0), 0],
      [lastWordFromPrevious(file, 1), 1],
    ] as const) {
      expect(holds(move, after(file, move))).toBe(index);
    }
  });

  test('keeps it chosen when it takes in a cue of one word whose pin is the older', () => {
    const short = fileSource([1000, 2000, 'seven'], [2000, 4000, 'four five']);
    const taken = lastWordFromPrevious(short, 1);
    expect(after(short, taken).cues.map(({ pin }) => pin)).toEqual([taken?.chosen]);
  });

  test('stops at the ends and at another speaker', () => {
    expect(lastWordToNext(file, 2)).toBeNull();
    expect(firstWordToPrevious(file, 0)).toBeNull();
    expect(firstWordFromNext(file, 2)).toBeNull();
    expect(lastWordFromPrevious(file, 0)).toBeNull();
    const two = sourceOf(transcript([turn(said('Are you coming?', 1000), 'spk_0'), turn(said('Not today.', 3000), 'spk_1')]));
    expect(lastWordToNext(two, 0)).toBeNull();
    expect(firstWordToPrevious(two, 1)).toBeNull();
  });
});
