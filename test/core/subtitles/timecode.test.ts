// The laws of timecode: labels and frames are one for one over a day, and dropped labels are those of SMPTE ST 12-1.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAME_RATE_IDS, frameRate, timeOfFrame } from '../../../src-core/subtitles/frame-rate.ts';
import {
  frameOfTimecode,
  mayDrop,
  nominalRate,
  shownFrame,
  timecodeAt,
  timecodeFrom,
  timecodeOfFrame,
  timeOfTimecode,
} from '../../../src-core/subtitles/timecode.ts';

const countings = FRAME_RATE_IDS.flatMap((id) => {
  const rate = frameRate(id);
  return mayDrop(rate)
    ? [
        { rate, drop: false },
        { rate, drop: true },
      ]
    : [{ rate, drop: false }];
});
const counting = fc.constantFrom(...countings);
const framesOfDay = ({ rate, drop }: (typeof countings)[number]): number => 144 * (600 * nominalRate(rate) - (drop ? (9 * nominalRate(rate)) / 15 : 0));

describe('labels of frames', () => {
  it.each([
    ['25', false, 0, '00:00:00:00'],
    ['25', false, 90_000, '01:00:00:00'],
    ['23.976', false, 86_400, '01:00:00:00'],
    ['29.97', false, 108_000, '01:00:00:00'],
    // ST 12-1: at 29.97 the labels 00 and 01 are passed over at each minute but every tenth.
    ['29.97', true, 1799, '00:00:59;29'],
    ['29.97', true, 1800, '00:01:00;02'],
    ['29.97', true, 17_981, '00:09:59;29'],
    ['29.97', true, 17_982, '00:10:00;00'],
    ['29.97', true, 107_892, '01:00:00;00'],
    ['29.97', true, 2_589_407, '23:59:59;29'],
    ['59.94', true, 3599, '00:00:59;59'],
    ['59.94', true, 3600, '00:01:00;04'],
    ['59.94', true, 35_964, '00:10:00;00'],
    ['59.94', true, 215_784, '01:00:00;00'],
    ['60', false, 215_999, '00:59:59:59'],
  ] as const)('at %s (dropping: %s) frame %i is %s', (id, drop, frame, label) => {
    expect(timecodeOfFrame(frame, frameRate(id), drop)).toBe(label);
    expect(frameOfTimecode(label, frameRate(id))).toBe(frame);
  });

  it('go there and back for every frame of a day', () => {
    fc.assert(
      fc.property(counting, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (counted, share) => {
        const frame = Math.floor(share * framesOfDay(counted));
        expect(frameOfTimecode(timecodeOfFrame(frame, counted.rate, counted.drop), counted.rate)).toBe(frame);
      }),
      { numRuns: 2000 },
    );
  });

  it('rise by one frame a frame through the whole of ten minutes', () => {
    for (const { rate, drop } of countings) {
      const labels = Array.from({ length: 600 * nominalRate(rate) + 10 }, (_, frame) => timecodeOfFrame(frame, rate, drop));
      expect([...labels].sort()).toEqual(labels);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it('begin anew after a day', () => {
    for (const counted of countings) {
      expect(timecodeOfFrame(framesOfDay(counted), counted.rate, counted.drop)).toMatch(/^00:00:00[:;]00$/);
      expect(timecodeOfFrame(-1, counted.rate, counted.drop)).toMatch(new RegExp(`^23:59:59[:;]${nominalRate(counted.rate) - 1}$`));
    }
  });

  it('that are passed over or do not exist are none', () => {
    const drop = frameRate('29.97');
    expect(frameOfTimecode('00:01:00;00', drop)).toBeNull();
    expect(frameOfTimecode('00:01:00;01', drop)).toBeNull();
    expect(frameOfTimecode('00:10:00;00', drop)).not.toBeNull();
    for (const text of ['', '00:00:00', '00:00:00:25', '24:00:00:00', '00:60:00:00', 'ab:00:00:00', '00:00:00:00:00'])
      expect(frameOfTimecode(text, frameRate('25'))).toBeNull();
  });
});

describe('times of labels', () => {
  it('come back as the same label, whatever the first frame bears', () => {
    fc.assert(
      fc.property(counting, fc.nat(86_400_000), fc.nat(23), ({ rate, drop }, time, hour) => {
        const timecode = timecodeFrom(`${String(hour).padStart(2, '0')}:00:00${drop ? ';' : ':'}00`, rate);
        expect(timecode.drop).toBe(drop);
        const frame = shownFrame(time, rate);
        // The label names the frame; its time is when the frame begins, at most a frame before.
        const label = timecodeAt(time, timecode);
        expect(timecodeOfFrame(timecode.firstFrame + frame, rate, drop)).toBe(label);
        expect(timecodeAt(timeOfFrame(frame, rate), timecode)).toBe(label);
        expect(time - timeOfFrame(frame, rate)).toBeGreaterThanOrEqual(-1);
        expect(time - timeOfFrame(frame, rate)).toBeLessThanOrEqual((1000 * rate.per) / rate.frames + 1);
      }),
    );
  });

  it('count from the label of the first frame', () => {
    const programme = timecodeFrom('10:00:00:00', frameRate('25'));
    expect(timecodeAt(2040, programme)).toBe('10:00:02:01');
    expect(timeOfTimecode('10:00:02:01', programme)).toBe(2040);
    expect(timeOfTimecode('09:59:59:00', programme)).toBe(-1000);
    expect(timeOfTimecode('10:00:02', programme)).toBeNull();
  });

  it('begin with the label the media begin with, however its dropping is written', () => {
    for (const start of ['01:00:00:00', '01:00:00;00', '01:00:00.00']) {
      expect(timecodeAt(0, timecodeFrom(start, frameRate('29.97')))).toBe(start.replace('.', ';'));
    }
  });

  it('count from zero where the start is no timecode of this rate', () => {
    expect(timecodeFrom('01:00:00:28', frameRate('25')).firstFrame).toBe(0);
    expect(timecodeFrom('01:00:00;00', frameRate('25'))).toMatchObject({ drop: false, firstFrame: 90_000 });
    expect(timecodeFrom(null, frameRate('29.97'))).toMatchObject({ drop: false, firstFrame: 0 });
  });
});
