// In and out of single cues.
import { describe, expect, test } from 'vitest';
import { nudgeEdge, setIn, setOut, setTimes } from '../../../src-core/subtitles/cue-times.ts';
import { FRAME_RATE_IDS, frameAt, frameRate, timeOfFrame } from '../../../src-core/subtitles/frame-rate.ts';
import { after, fileSource, shown, sourceOf, timedWords } from './cue-desk.ts';
import { said, transcript, turn } from './written-speech.ts';

const file = fileSource([1000, 2000, 'One'], [2080, 4000, 'two'], [6000, 7000, 'three']);
const spans = (source: typeof file) => shown(source).map(([start, end]) => [start, end]);

describe('setting in and out', () => {
  test('moves this edge and nothing else', () => {
    expect(spans(after(file, setIn(file, 1, 2500)))).toEqual([
      [1000, 2000],
      [2500, 4000],
      [6000, 7000],
    ]);
    expect(spans(after(file, setOut(file, 1, 5000.4)))[1]).toEqual([2080, 5000]);
    expect(spans(after(file, setTimes(file, 1, { start: 1500, end: 6500 })))[1]).toEqual([1500, 6500]);
  });

  test('holds the other edge of an automatic cue where it was seen', () => {
    const speech = sourceOf(transcript([turn(said('The boats came home.', 1000))]));
    const end = speech.cues[0]?.end;
    expect(after(speech, setIn(speech, 0, 800)).track.pins).toMatchObject([{ start: 800, end }]);
  });

  test('takes the whole cue along when an edge passes the other', () => {
    expect(spans(after(file, setIn(file, 0, 9000)))[2]).toEqual([9000, 10_000]);
    expect(spans(after(file, setOut(file, 2, 5000)))[2]).toEqual([4000, 5000]);
    expect(spans(after(file, setOut(file, 2, 400)))[0]).toEqual([0, 400]);
  });

  test('moves the words of a file along with a cue that moves as a whole, and with no edge alone', () => {
    const moved = after(file, setTimes(file, 2, { start: 6500, end: 7500 }));
    expect(timedWords(moved)[2]).toBe('three 6500-7500 estimated');
    expect(timedWords(after(file, setIn(file, 2, 9000)))[2]).toBe('three 9000-10000 estimated');
    expect(setIn(file, 2, 6500)?.edits).toEqual([]);
    expect(setTimes(file, 2, { start: 6500, end: 7500 })?.label).toBe('Move a cue');
  });

  test('answers null for what is no time or no change', () => {
    expect(setTimes(file, 1, { start: 3000, end: 3000 })).toBeNull();
    expect(setTimes(file, 1, { start: 3000, end: 2000 })).toBeNull();
    expect(setOut(file, 0, 0)).toBeNull();
    expect(setIn(file, 0, Infinity)).toBeNull();
    expect(setIn(file, 0, 1000)).toBeNull();
    expect(setIn(file, 8, 1000)).toBeNull();
  });

  test('never begins before the media', () => {
    expect(spans(after(file, setIn(file, 0, -300)))[0]).toEqual([0, 2000]);
  });
});

describe('rippling', () => {
  test('takes the edge of a neighbour that touches along, with the gap there was', () => {
    expect(spans(after(file, setIn(file, 1, 2500, 'ripple')))).toEqual([
      [1000, 2420],
      [2500, 4000],
      [6000, 7000],
    ]);
    expect(spans(after(file, setOut(file, 0, 1500, 'ripple'))).slice(0, 2)).toEqual([
      [1000, 1500],
      [1580, 4000],
    ]);
  });

  test('leaves neighbours further away alone, and some of one that touches', () => {
    expect(spans(after(file, setOut(file, 1, 6500, 'ripple')))[2]).toEqual([6000, 7000]);
    expect(spans(after(file, setIn(file, 1, 500, 'ripple')))).toEqual([
      [500, 4000],
      [1000, 1100],
      [6000, 7000],
    ]);
  });
});

describe('nudging by frames', () => {
  test('counts frames exactly, there and back, at every rate', () => {
    for (const id of FRAME_RATE_IDS) {
      const rate = frameRate(id);
      let source = file;
      for (let step = 0; step < 25; step += 1) source = after(source, nudgeEdge(source, 2, { edge: 'end', frames: 1, rate }));
      const end = source.cues[2]?.end ?? 0;
      expect(frameAt(end, rate) - frameAt(7000, rate), id).toBe(25);
      expect(timeOfFrame(frameAt(end, rate), rate), id).toBe(end);
      for (let step = 0; step < 25; step += 1) source = after(source, nudgeEdge(source, 2, { edge: 'end', frames: -1, rate }));
      expect(frameAt(source.cues[2]?.end ?? 0, rate), id).toBe(frameAt(7000, rate));
    }
  });

  test('stops a frame from the other edge and at the beginning', () => {
    const rate = frameRate('25');
    expect(spans(after(file, nudgeEdge(file, 0, { edge: 'start', frames: 400, rate })))[0]).toEqual([1960, 2000]);
    expect(spans(after(file, nudgeEdge(file, 0, { edge: 'end', frames: -400, rate })))[0]).toEqual([1000, 1040]);
    expect(spans(after(file, nudgeEdge(file, 0, { edge: 'start', frames: -400, rate })))[0]).toEqual([0, 2000]);
    expect(nudgeEdge(file, 0, { edge: 'start', frames: 0.5, rate })).toBeNull();
  });

  test('ripples as a dragged edge does', () => {
    expect(spans(after(file, nudgeEdge(file, 1, { edge: 'start', frames: 2, rate: frameRate('25') }, 'ripple'))).slice(0, 2)).toEqual([
      [1000, 2080],
      [2160, 4000],
    ]);
  });
});
