// The silence between cues.
import { describe, expect, test } from 'vitest';
import { bridgeGaps, extendToNext, extendToPrevious, openGaps, removeGaps } from '../../../src-core/subtitles/cue-gaps.ts';
import { everyCue } from '../../../src-core/subtitles/cue-shifts.ts';
import { frameAt, frameRate, timeOfFrame } from '../../../src-core/subtitles/frame-rate.ts';
import { after, fileSource, shown } from './cue-desk.ts';

const file = fileSource([1000, 2000, 'One'], [2300, 4000, 'two'], [4010, 5000, 'three'], [9000, 9500, 'four']);
const spans = (source: typeof file) => shown(source).map(([start, end]) => [start, end]);
const all = everyCue(file);

describe('reaching over a silence', () => {
  test('shows a cue until the next, or from the one before', () => {
    expect(spans(after(file, extendToNext(file, 2, { gap: 80 })))[2]).toEqual([4010, 8920]);
    expect(spans(after(file, extendToPrevious(file, 3, { gap: 80 })))[3]).toEqual([5080, 9500]);
  });

  test('never shortens one', () => {
    expect(extendToNext(file, 1, { gap: 80 })).toBeNull();
    expect(extendToPrevious(file, 2, { gap: 80 })).toBeNull();
    expect(extendToNext(file, 3, { gap: 80 })).toBeNull();
    expect(extendToPrevious(file, 0, { gap: 80 })).toBeNull();
  });

  test('ends on a frame where a rate is given', () => {
    const rate = frameRate('29.97');
    const gap = timeOfFrame(2, rate);
    const end = after(file, extendToNext(file, 2, { gap, rate })).cues[2]?.end ?? 0;
    expect(timeOfFrame(frameAt(end, rate), rate)).toBe(end);
    expect(frameAt(9000, rate) - frameAt(end, rate)).toBe(2);
  });
});

describe('all gaps at once', () => {
  test('bridging closes the short ones to the gap wanted', () => {
    expect(spans(after(file, bridgeGaps(file, all, { below: 500, gap: 80 })))).toEqual([
      [1000, 2220],
      [2300, 4000],
      [4010, 5000],
      [9000, 9500],
    ]);
    expect(bridgeGaps(file, [1, 2, 3], { below: 500, gap: 80 })).toBeNull();
  });

  test('removing closes them wholly, long silences apart', () => {
    expect(spans(after(file, removeGaps(file, all, 1000)))).toEqual([
      [1000, 2300],
      [2300, 4010],
      [4010, 5000],
      [9000, 9500],
    ]);
    expect(spans(after(file, removeGaps(file, all, Infinity)))[2]).toEqual([4010, 9000]);
  });

  test('opening ends cues early enough, overlapping ones too, and leaves those that would vanish', () => {
    const tight = fileSource([1000, 2000, 'One'], [1900, 3000, 'two'], [2980, 3100, 'three'], [3050, 4000, 'four']);
    expect(spans(after(tight, openGaps(tight, everyCue(tight), { gap: 80 })))).toEqual([
      [1000, 1820],
      [1900, 2900],
      [2980, 3100],
      [3050, 4000],
    ]);
    expect(openGaps(file, [0, 2], { gap: 80 })).toBeNull();
  });
});
