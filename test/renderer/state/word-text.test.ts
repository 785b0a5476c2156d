// How a word's time came about, in words.
import { expect, it } from 'vitest';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import type { Word } from '../../../src-core/transcript/transcript.ts';
import { exactClock, originalText, shareText, wordStory } from '../../../src-renderer/state/word-text.ts';
import { transcriptOf } from '../../support/notation.ts';

it('writes times to the millisecond', () => {
  expect([0, 7_120, 59_999, 3_723_004].map(exactClock)).toEqual(['0:00.000', '0:07.120', '0:59.999', '1:02:03.004']);
});

it('rounds no confidence up to certainty', () => {
  expect([0, 0.5, 0.999, 1].map(shareText)).toEqual(['0 %', '50 %', '99 %', '100 %']);
});

it('tells a word’s story: times, origin, confidence, and what the engine wrote', () => {
  const start = transcriptOf('A: hallo@1000-1440 there@1500-1700');
  const corrected = applyEdit(start, { kind: 'replace-text', from: { turn: 0, offset: 1 }, to: { turn: 0, offset: 2 }, text: 'e' }).transcript;
  const story = (word: Word | undefined): string => (word ? wordStory(word) : 'no word');
  expect(story(start.turns[0]?.words[1])).toBe('“there”, 0:01.500 to 0:01.700 (200 ms). Heard by the engine, 90 % sure.');
  expect(story(corrected.turns[0]?.words[0])).toBe('“hello”, 0:01.000 to 0:01.440 (440 ms). Carried through a correction; the engine wrote “hallo”.');
});

it('tells what the engine wrote: the word this one came from, or all that was heard in the time some words share', () => {
  const start = transcriptOf('A: hallo@1000-1440 there@1500-1700 you@1700-1900');
  const replaced = (from: number, to: number, text: string) =>
    applyEdit(start, { kind: 'replace-text', from: { turn: 0, offset: from }, to: { turn: 0, offset: to }, text }).transcript.turns[0]?.words ?? [];
  const told = (word: Word | undefined) => (word ? originalText(word, start) : undefined);
  expect(told(start.turns[0]?.words[1])).toEqual({ text: 'there', confidence: 0.9 });
  expect(told(replaced(0, 5, 'hello')[0])).toEqual({ text: 'hallo', confidence: 0.9 });
  expect(told(replaced(6, 15, 'theirs')[1])).toEqual({ text: 'there you', confidence: null });
  expect(told(replaced(5, 5, ' new')[1])).toBeNull();
});
