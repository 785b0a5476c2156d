// Figures of a cue as lists and editors write them.
import { describe, expect, it } from 'vitest';
import { frameRate } from '../../../src-core/subtitles/frame-rate.ts';
import { isTooFast } from '../../../src-core/subtitles/reading-speed.ts';
import { timecodeFrom } from '../../../src-core/subtitles/timecode.ts';
import { gapText, lengthText, readLength, rulerTimecode, speedText, type CueClock } from '../../../src-renderer/state/cue-text.ts';

const clock = (byFrames: boolean): CueClock => ({ timecode: timecodeFrom(null, frameRate('25')), byFrames });
const gap = (millis: number, byFrames: boolean): string => gapText({ end: 5000 }, { start: 5000 + millis }, clock(byFrames));

describe('the gap to the next cue', () => {
  it('is counted in frames where times are, unless it is a pause', () => {
    expect([gap(80, true), gap(40, true), gap(2500, true)]).toEqual(['2 frames to the next', '1 frame to the next', '2.5 s to the next']);
  });

  it('is counted in milliseconds elsewhere', () => {
    expect([gap(80, false), gap(2500, false)]).toEqual(['0.080 s to the next', '2.500 s to the next']);
  });

  it('says that there is none, and that cues lie across each other', () => {
    expect([gap(0, true), gap(-400, false), gap(-80, true)]).toEqual(['no gap to the next', 'overlaps the next by 0.400 s', 'overlaps the next by 2 frames']);
  });
});

it('names the times of a ruler as the desk does, frames only where they tell something', () => {
  const hour = { timecode: timecodeFrom('10:00:00:00', frameRate('25')), byFrames: true };
  expect([rulerTimecode(16_000, 1000, hour), rulerTimecode(16_200, 200, hour), rulerTimecode(16_000, 200, hour)]).toEqual([
    '10:00:16',
    '10:00:16:05',
    '10:00:16:00',
  ]);
  const ntsc = { timecode: timecodeFrom('00:00:00:00', frameRate('23.976')), byFrames: true };
  expect(rulerTimecode(16_000, 1000, ntsc)).toBe('00:00:15:23');
});

describe('a length', () => {
  it('is written in seconds and read as people write them', () => {
    expect(lengthText({ start: 4895, end: 6661 })).toBe('1.766 s');
    for (const length of [1, 80, 833, 2500, 60_000]) expect(readLength(lengthText({ start: 40, end: 40 + length }))).toBe(length);
    expect(['2', '2,5', ' 2.5 s', '.75s'].map(readLength)).toEqual([2000, 2500, 2500, 750]);
  });

  it('is none where nothing of any length is written', () => {
    expect(['', ' ', '.', '0', '0.0001', '-2', '2:10', 'two', '2 3'].map(readLength)).toEqual(Array.from({ length: 9 }, () => null));
  });
});

describe('a reading speed', () => {
  it('is above the limit exactly when the figure that is shown is', () => {
    for (const speed of [16.9, 17, 17.009, 17.05, 17.06, 17.4, 18, Infinity]) {
      expect(isTooFast(speed, 17), String(speed)).toBe(speedText(speed) === '∞' || Number(speedText(speed)) > 17);
    }
    expect([isTooFast(17.009, 17), isTooFast(17.4, 17)]).toEqual([false, true]);
  });
});
