// Words under the wave: where they stand, what a pointer takes hold of, and where a dragged edge goes.
import { describe, expect, it } from 'vitest';
import { EdgeDrag } from '../../../src-renderer/waveform/edge-drag.ts';
import { chipAt, chipsIn, gripAt, type Sight } from '../../../src-renderer/waveform/word-chips.ts';
import { notationOf, transcriptOf } from '../../support/notation.ts';

/** A hundred pixels a second: a pixel is ten milliseconds. */
const sight = (notation: string, from = 0): Sight => ({ transcript: transcriptOf(notation), from, pixelsPerSecond: 100, width: 500 });
const place = (word: number, turn = 0) => ({ turn, word });

describe('chips', () => {
  it('stand where their words sound, those that began before the view among them', () => {
    const chips = chipsIn(sight('A: early@0-900 a@1000-1500 b@1500-3000 late@9000-9500', 1200));
    expect(chips.map(({ word, left, right }) => [word.text, left, right])).toEqual([
      ['a', -20, 30],
      ['b', 30, 180],
    ]);
  });

  it('of a turn spoken over another stand in the second lane', () => {
    const chips = chipsIn(sight('A: a@0-500 b@500-1000 | B: x@300-700 y@700-1200 | A: c@1300-1500'));
    expect(Object.fromEntries(chips.map(({ word, lane }) => [word.text, lane]))).toEqual({ a: 0, b: 0, x: 1, y: 1, c: 0 });
  });

  it('are found beneath a pointer', () => {
    const chips = chipsIn(sight('A: a@0-500 b@700-1000'));
    expect(chipAt(chips, 20)?.word.text).toBe('a');
    expect(chipAt(chips, 60)).toBeNull();
    expect(chipAt(chips, 70)?.word.text).toBe('b');
  });
});

describe('a grip', () => {
  const chips = chipsIn(sight('A: wide@0-500 narrow@600-640 next@640-1500'));

  it('on the word at the caret reaches twelve pixels to each side, however narrow it is and wherever over the wave', () => {
    const caret = place(1);
    for (const [x, edge] of [
      [49, 'start'],
      [61, 'start'],
      [63, 'end'],
      [75, 'end'],
    ] as const)
      expect(gripAt(chips, x, { caret, isInStrip: false })).toEqual({ place: caret, edge });
    expect(gripAt(chips, 40, { caret, isInStrip: false })).toBeNull();
  });

  it('on another word is taken in the strip alone, and only where it leaves room to be pressed', () => {
    expect(gripAt(chips, 48, { caret: null, isInStrip: true })).toEqual({ place: place(0), edge: 'end' });
    expect(gripAt(chips, 25, { caret: null, isInStrip: true })).toBeNull();
    expect(gripAt(chips, 48, { caret: null, isInStrip: false })).toBeNull();
    expect(gripAt(chips, 62, { caret: null, isInStrip: true })).toBeNull();
    expect(gripAt(chips, 66, { caret: null, isInStrip: true })).toEqual({ place: place(2), edge: 'start' });
  });
});

describe('a drag', () => {
  const start = transcriptOf('A: a@0-500 b@800-1000');
  const drag = () => new EdgeDrag(start, { place: place(0), edge: 'end' }, { targets: [610], end: 5000 });

  it('shows what it would do, and changes nothing before it is let go', () => {
    const held = drag();
    held.to(700, { reach: 50, alone: false });
    expect(notationOf(held.preview)).toBe('A: a@0-700! b@800-1000');
    expect(held.edit).toEqual({ kind: 'set-spans', place: place(0), spans: [{ start: 0, end: 700 }], origin: 'set' });
    held.to(500, { reach: 0, alone: false });
    expect(held.edit).toBeNull();
    expect(held.preview).toBe(start);
  });

  it('knows the transcript it began on', () => {
    expect(drag().isOn(start)).toBe(true);
    expect(drag().isOn(transcriptOf('A: a@0-500'))).toBe(false);
    expect(drag().isOn(null)).toBe(false);
  });

  it('snaps to its targets and to the neighbour, and not at all without reach', () => {
    const held = drag();
    held.to(590, { reach: 50, alone: false });
    expect([notationOf(held.preview), held.snapped]).toEqual(['A: a@0-610! b@800-1000', 610]);
    held.to(780, { reach: 50, alone: false });
    expect([notationOf(held.preview), held.snapped]).toEqual(['A: a@0-800! b@800-1000', 800]);
    held.to(590, { reach: 0, alone: false });
    expect([notationOf(held.preview), held.snapped]).toEqual(['A: a@0-590! b@800-1000', null]);
  });
});
