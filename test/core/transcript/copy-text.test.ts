// What lies in the clipboard: whole words of what was selected, and a quote that says who, where and when.
import { describe, expect, it } from 'vitest';
import { plainCopy, quoteCopy, stretchBetween, timedCopy } from '../../../src-core/transcript/copy-text.ts';
import type { TextPlace } from '../../../src-core/transcript/transcript.ts';
import { transcriptOf } from '../../support/notation.ts';

const transcript = transcriptOf('Ada: Good@1000-1400 morning.@1500-2000 | Ben: Hello@65000-65400 there,@65500-66000 Ada.@66100-66900 | Ben: Yes.@70000-70500');
const at = (turn: number, offset: number): TextPlace => ({ turn, offset });
const time = (millis: number): string => `${Math.floor(millis / 1000)}s`;
const between = (from: TextPlace, to: TextPlace) => stretchBetween(transcript, from, to) ?? { from: { turn: 9, word: 9 }, to: { turn: 9, word: 9 } };

describe('a stretch to copy', () => {
  it.each<[string, TextPlace, TextPlace, unknown]>([
    ['takes words it touches whole', at(1, 2), at(1, 8), { from: { turn: 1, word: 0 }, to: { turn: 1, word: 1 } }],
    ['leaves out a word it only comes up to', at(1, 0), at(1, 6), { from: { turn: 1, word: 0 }, to: { turn: 1, word: 0 } }],
    ['leaves out a turn it only comes up to', at(0, 5), at(1, 0), { from: { turn: 0, word: 1 }, to: { turn: 0, word: 1 } }],
    ['begins with the turn behind the end of one', at(0, 13), at(1, 5), { from: { turn: 1, word: 0 }, to: { turn: 1, word: 0 } }],
  ])('%s', (_, from, to, expected) => {
    expect(stretchBetween(transcript, from, to)).toEqual(expected);
  });

  it('is none where no word stands', () => {
    expect(stretchBetween(transcriptOf(''), at(0, 0), at(0, 0))).toBeNull();
  });
});

describe('copied text', () => {
  const all = between(at(0, 0), at(2, 4));

  it('is paragraphs of plain text', () => {
    expect(plainCopy(transcript, all)).toBe('Good morning.\n\nHello there, Ada.\n\nYes.');
  });

  it('is a line a turn with its time and name', () => {
    expect(timedCopy(transcript, all, time)).toBe('[1s] Ada: Good morning.\n[65s] Ben: Hello there, Ada.\n[70s] Ben: Yes.');
  });

  it('is a quote of one speaker with name, recording, in and out', () => {
    expect(quoteCopy(transcript, between(at(1, 6), at(2, 4)), 'Harbour', time)).toBe('“there, Ada. Yes.” (Ben, Harbour, 65s–70s)');
  });

  it('is a quote a line where several speak', () => {
    expect(quoteCopy(transcript, between(at(0, 5), at(1, 5)), 'Harbour', time)).toBe('Ada: “morning.”\nBen: “Hello”\n(Harbour, 1s–65s)');
  });
});
