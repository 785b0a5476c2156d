// Laws of cues on the wave: what is in view is found however long the list, a pointer takes hold of what it sees, and a drag never lays cues across each other.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cue } from '../../../src-core/subtitles/cue.ts';
import { frameAt, frameRate, timeOfFrame } from '../../../src-core/subtitles/frame-rate.ts';
import { barAt, barsIn, cueGripAt, hasTwoLanes } from '../../../src-renderer/waveform/cue-bars.ts';
import { CueDrag, type CueGround } from '../../../src-renderer/waveform/cue-drag.ts';
import { askedByKey } from '../../../src-renderer/waveform/cue-keys.ts';
import { stageLayout } from '../../../src-renderer/waveform/stage-layout.ts';

const cue = (start: number, end: number): Cue => ({ start, end, from: { turn: 0, word: 0 }, to: { turn: 0, word: 0 }, breaks: [] });

/** Cues in showing order; some lie across each other. */
const anyCues = fc
  .array(fc.tuple(fc.nat(60_000), fc.integer({ min: 1, max: 8000 })), { maxLength: 40 })
  .map((spans) => spans.map(([start, length]) => cue(start, start + length)).sort((a, b) => a.start - b.start));
/** Cues one after the other, some touching. */
const apart = fc.array(fc.tuple(fc.integer({ min: 40, max: 4000 }), fc.constantFrom(0, 40, 80, 500, 3000)), { minLength: 1, maxLength: 12 }).map((pieces) => {
  let time = 1000;
  return pieces.map(([length, pause]) => {
    const made = cue(time, time + length);
    time += length + pause;
    return made;
  });
});

describe('cues in view', () => {
  it('are all those that are shown at some time of it, in order', () => {
    fc.assert(
      fc.property(anyCues, fc.nat(60_000), fc.integer({ min: 1, max: 500 }), (cues, from, pixelsPerSecond) => {
        const window = { from, pixelsPerSecond, width: 800 };
        const end = Math.ceil(from + (800 / pixelsPerSecond) * 1000);
        const expected = cues.flatMap(({ start, end: until }, index) => (until > from && start < end ? [index] : []));
        expect(barsIn(cues, window).map(({ index }) => index)).toEqual(expected);
      }),
    );
  });

  it('keep to a row of their own while another is shown', () => {
    fc.assert(
      fc.property(apart, (cues) => {
        expect(hasTwoLanes(cues)).toBe(false);
      }),
    );
    const across = [cue(0, 1000), cue(500, 1500), cue(1500, 2000)];
    expect(hasTwoLanes(across)).toBe(true);
    expect(barsIn(across, { from: 0, pixelsPerSecond: 100, width: 800 }).map(({ lane }) => lane)).toEqual([0, 1, 0]);
  });
});

describe('a pointer', () => {
  const cues = [cue(1000, 2000), cue(2000, 3000), cue(3500, 3540)];
  const bars = barsIn(cues, { from: 0, pixelsPerSecond: 100, width: 800 });
  const grip = (x: number, lane: 0 | null, chosen: number | null = null): string | null => {
    const held = cueGripAt(bars, { x, lane }, chosen);
    return held && `${held.index} ${held.part}`;
  };

  it('takes edges and bodies inside the row, and nothing beside them', () => {
    expect([101, 150, 199, 201, 298, 320].map((x) => grip(x, 0))).toEqual(['0 start', '0 body', '0 end', '1 start', '1 end', null]);
    expect(barAt(bars, { x: 150, lane: null })).toBeNull();
  });

  it('takes a narrow bar as a whole', () => {
    expect(grip(352, 0)).toBe('2 body');
  });

  it('takes the chosen cue’s edges anywhere on the wave, from outside as well', () => {
    expect([90, 110, 150, 190, 210, 230].map((x) => grip(x, null, 0))).toEqual(['0 start', '0 start', null, '0 end', '0 end', null]);
    expect(grip(150, null)).toBeNull();
    expect(grip(348, 0, 2)).toBe('2 start');
  });

  it('leaves a neighbour that touches its own side of the edge', () => {
    expect([195, 205].map((x) => grip(x, 0, 0))).toEqual(['0 end', '1 start']);
  });

  it('always finds at most one thing, of a cue that is there', () => {
    fc.assert(
      fc.property(anyCues, fc.integer({ min: -20, max: 900 }), fc.constantFrom<0 | 1 | null>(0, 1, null), fc.nat(40), (list, x, lane, chosen) => {
        const held = cueGripAt(barsIn(list, { from: 0, pixelsPerSecond: 20, width: 900 }), { x, lane }, chosen);
        if (held) expect(list[held.index]).toBeDefined();
      }),
    );
  });
});

describe('a drag', () => {
  const rate = frameRate('25');
  const ground = (cues: readonly Cue[], more: Partial<CueGround> = {}): CueGround => ({ cues, targets: [], rate: null, gap: 0, end: 100_000, ...more });
  const STAY = { reach: 100, neighbours: 'stay' } as const;

  it('leaves every cue in its place among the others, and at least a trace of it', () => {
    fc.assert(
      fc.property(
        apart,
        fc.nat(11),
        fc.constantFrom('start', 'end', 'body'),
        fc.integer({ min: -5000, max: 60_000 }),
        fc.boolean(),
        (cues, at, part, time, ripple) => {
          const index = at % cues.length;
          const drag = new CueDrag(ground(cues, { rate: frameRate('25'), gap: 80 }), { index, part });
          drag.to(time, { reach: 60, neighbours: ripple ? 'ripple' : 'stay' });
          const spans = cues.map((each, place) => drag.preview.get(place) ?? each);
          spans.forEach(({ start, end }, place) => {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            if (place > 0) expect(start).toBeGreaterThanOrEqual(spans[place - 1]?.end ?? 0);
          });
          for (const place of drag.preview.keys()) expect(Math.abs(place - index)).toBeLessThanOrEqual(ripple ? 1 : 0);
        },
      ),
    );
  });

  it('keeps the length of a cue that is moved as a whole', () => {
    const drag = new CueDrag(ground([cue(1000, 2440)], { rate }), { index: 0, part: 'body' });
    drag.to(5013, STAY);
    expect(drag.asked).toEqual({ times: { start: 5000, end: 6440 }, neighbours: 'stay' });
  });

  it('snaps to words, shots, neighbours and their least distance, and to frames, unless that is switched off', () => {
    const cues = [cue(1000, 2000), cue(4000, 5000)];
    const edge = (time: number, reach: number | null = 60): number => {
      const drag = new CueDrag(ground(cues, { rate, gap: 80, targets: [2520, 3007] }), { index: 0, part: 'end' });
      drag.to(time, { reach, neighbours: 'stay' });
      return drag.preview.get(0)?.end ?? 0;
    };
    expect(edge(2480)).toBe(2520);
    expect(edge(3030)).toBe(timeOfFrame(frameAt(3007, rate), rate));
    expect(edge(3900)).toBe(3920);
    expect(edge(3990)).toBe(4000);
    expect(edge(9000)).toBe(4000);
    expect(edge(2215)).toBe(2200);
    expect(edge(2487, null)).toBe(2487);
  });

  it('says where it has snapped to', () => {
    const drag = new CueDrag(ground([cue(1000, 2000)], { rate, targets: [2520] }), { index: 0, part: 'end' });
    drag.to(2500, STAY);
    expect(drag.snapped).toBe(2520);
    drag.to(2800, STAY);
    expect(drag.snapped).toBeNull();
  });

  it('of a whole cue snaps by whichever end is nearer to something', () => {
    const drag = new CueDrag(ground([cue(1000, 2000)], { targets: [5000] }), { index: 0, part: 'body' });
    drag.to(3960, STAY);
    expect(drag.preview.get(0)).toEqual({ start: 4000, end: 5000 });
    expect(drag.snapped).toBe(5000);
  });

  it('takes a neighbour that touches along where that is asked, at its distance', () => {
    const cues = [cue(1000, 2000), cue(2080, 3000), cue(5000, 6000)];
    const drag = new CueDrag(ground(cues), { index: 0, part: 'end' });
    drag.to(2500, { reach: null, neighbours: 'ripple' });
    expect(drag.preview.get(1)).toEqual({ start: 2580, end: 3000 });
    expect(drag.asked).toEqual({ times: { end: 2500 }, neighbours: 'ripple' });
    const far = new CueDrag(ground(cues), { index: 2, part: 'start' });
    far.to(2500, { reach: null, neighbours: 'ripple' });
    expect([...far.preview]).toEqual([[2, { start: 3000, end: 6000 }]]);
  });

  it('that comes back asks for nothing, and one on cues that changed meanwhile is over', () => {
    const cues = [cue(1000, 2000)];
    const drag = new CueDrag(ground(cues), { index: 0, part: 'end' });
    drag.to(2500, { reach: null, neighbours: 'stay' });
    drag.to(2000, { reach: null, neighbours: 'stay' });
    expect(drag.asked).toBeNull();
    expect([drag.isOn(cues), drag.isOn([...cues])]).toEqual([true, false]);
  });
});

describe('keys on the wave', () => {
  const rate = frameRate('25');
  const held = cue(1000, 2000);

  it('move the cue by a frame, and set an edge with its neighbour', () => {
    expect(askedByKey({ key: '>', shiftKey: true }, held, { time: 0, rate })?.times).toEqual({ start: 1040, end: 2040 });
    expect(askedByKey({ key: '<', shiftKey: false }, held, { time: 0, rate })?.times).toEqual({ start: 960, end: 1960 });
    expect(askedByKey({ key: 'I', shiftKey: true }, held, { time: 1200, rate })).toEqual({ times: { start: 1200 }, neighbours: 'ripple' });
    expect(askedByKey({ key: 'O', shiftKey: true }, held, { time: 1800, rate })).toEqual({ times: { end: 1800 }, neighbours: 'ripple' });
  });

  it('do nothing before the media begins, and nothing else', () => {
    expect(askedByKey({ key: '<', shiftKey: true }, cue(0, 900), { time: 0, rate })).toBeNull();
    for (const key of ['i', 'o', 'ArrowLeft', ' ']) expect(askedByKey({ key, shiftKey: false }, held, { time: 0, rate })).toBeNull();
    expect(askedByKey({ key: 'I', shiftKey: false }, held, { time: 0, rate })).toBeNull();
  });
});

describe('the stage', () => {
  it('gives every strip its room, from above, without a gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 120, max: 900 }), fc.constantFrom(0, 1, 2), fc.boolean(), (height, rows, spectrogram) => {
        const { wave, spectrogram: deep, cues, words } = stageLayout(height, { rows: rows === 0 ? 0 : rows === 1 ? 1 : 2, spectrogram });
        expect(wave.top + wave.height).toBe(deep.top);
        expect(deep.top + deep.height).toBe(cues.top);
        expect(cues.top + cues.height).toBe(words.top);
        expect(words.top + words.height).toBe(height);
        expect(deep.height > 0).toBe(spectrogram);
        expect(cues.height > 0).toBe(rows > 0);
      }),
    );
  });
});
