// What is said of a cue under the pointer.
import { expect, it } from 'vitest';
import { cueTip } from '../../../src-renderer/waveform/cue-tip.ts';
import { said, transcript, turn } from '../../core/subtitles/written-speech.ts';

const words = transcript([turn(said('Letters, mostly.'), 'spk_0')]);
const cue = { start: 1000, end: 2120, from: { turn: 0, word: 0 }, to: { turn: 0, word: 1 }, breaks: [] };
const seconds = (time: number): string => `${time / 1000}`;

it('tells a resting pointer when the cue is shown, in the clock of the desk, and what it says', () => {
  expect(cueTip({ transcript: words, cue, index: 5 }, seconds)).toBe('6 · 1 – 2.12 · 1.12 s\nLetters, mostly.');
  expect(cueTip({ transcript: words, cue: { ...cue, pin: 3 }, index: 5 }, seconds)).toContain('1.12 s · keeps its words\n');
});

it('tells a dragging one the times the cue would have', () => {
  expect(cueTip({ transcript: words, cue, index: 5 }, seconds, { start: 1000, end: 1800 })).toBe('6 · 1 – 1.8 · 0.80 s');
});
