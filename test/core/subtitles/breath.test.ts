// Breaths: what an edit of words costs at most.
import { describe, expect, it } from 'vitest';
import { breathsOf, type Breath } from '../../../src-core/subtitles/breath.ts';
import type { Word } from '../../../src-core/transcript/transcript.ts';
import { turn, word } from './written-speech.ts';

const SOUNDS = ['ba', 'do', 'kiru', 'len', 'mo', 'nasa', 'tip', 'vu'];

/** Words without any mark or long silence: nothing ends, as in results of languages the engine does not punctuate. */
function unpunctuated(count: number): Word[] {
  let time = 0;
  return Array.from({ length: count }, (_, index) => {
    const start = time + ((index * 7919) % 97 === 0 ? 400 : (index * 31) % 60);
    time = start + 200;
    return word(`${SOUNDS[(index * 5) % 8] ?? ''}${SOUNDS[(index * index) % 7] ?? ''}`, start, time);
  });
}

const breaths = (words: readonly Word[]): Breath[] => breathsOf({ ...turn(words), id: 0 }, 2000);

describe('A turn nobody punctuated', () => {
  it('is parted at pauses, into all its words once', () => {
    const parts = breaths(unpunctuated(6000));
    expect(parts.length).toBeGreaterThan(10);
    expect(parts[0]?.from).toBe(0);
    expect(parts.at(-1)?.to).toBe(6000);
    expect(parts.slice(1).map(({ from }) => from)).toEqual(parts.slice(0, -1).map(({ to }) => to));
    expect(Math.max(...parts.map(({ from, to }) => to - from))).toBeLessThanOrEqual(600);
  });

  it('keeps the bounds far from a word that changes', () => {
    const words = unpunctuated(6000);
    const before = breaths(words).map(({ from }) => from);
    const changed = breaths(words.with(3000, word('other', words[3000]?.start ?? 0, words[3000]?.end ?? 0))).map(({ from }) => from);
    const isFar = (from: number): boolean => Math.abs(from - 3000) > 600;
    expect(changed.filter(isFar)).toEqual(before.filter(isFar));
  });

  it('stays whole while it is short', () => {
    expect(breaths(unpunctuated(500))).toEqual([{ from: 0, to: 500 }]);
  });
});
