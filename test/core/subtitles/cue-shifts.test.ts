// Whole cues moved in time, and the words that go along.
import { describe, expect, test } from 'vitest';
import { leaveOut, restoreCues } from '../../../src-core/subtitles/cue-choices.ts';
import { changeFrameRate, everyCue, fromHere, moveCueTo, shiftCues, stretchCues, syncCues } from '../../../src-core/subtitles/cue-shifts.ts';
import { newPin } from '../../../src-core/subtitles/cue-edits.ts';
import { emptyTrack } from '../../../src-core/subtitles/cue-track.ts';
import { FRAME_RATE_IDS, frameAt, frameRate, timeOfFrame } from '../../../src-core/subtitles/frame-rate.ts';
import { setIn, setOut } from '../../../src-core/subtitles/cue-times.ts';
import { duplicateCue, insertCue } from '../../../src-core/subtitles/inserted-cue.ts';
import { checkTranscript } from '../../../src-core/transcript/check.ts';
import { applyEdits } from '../../../src-core/transcript/edit.ts';
import { workTime } from '../../support/work-time.ts';
import { after, fileSource, shown, sourceOf, timedWords } from './cue-desk.ts';
import { said, transcript, turn } from './written-speech.ts';

const file = fileSource([1000, 2000, 'One two'], [3000, 4000, 'three four'], [5000, 7000, 'five six']);
const spans = (source: typeof file) => shown(source).map(([start, end]) => [start, end]);

describe('shifting', () => {
  test('moves all, all from here on, or some', () => {
    expect(spans(after(file, shiftCues(file, everyCue(file), { by: 250 })))).toEqual([
      [1250, 2250],
      [3250, 4250],
      [5250, 7250],
    ]);
    expect(spans(after(file, shiftCues(file, fromHere(file, 1), { by: -500 })))).toEqual([
      [1000, 2000],
      [2500, 3500],
      [4500, 6500],
    ]);
    expect(spans(after(file, shiftCues(file, [2, 2], { by: 1 })))[2]).toEqual([5001, 7001]);
    expect(spans(after(file, moveCueTo(file, 1, 3100)))[1]).toEqual([3100, 4100]);
  });

  test('takes the words of a file along, so that they are heard where they are shown', () => {
    const moved = after(file, shiftCues(file, everyCue(file), { by: 700 }));
    const times = (source: typeof file) => source.transcript.turns.flatMap(({ words }) => words.map(({ start, end }) => [start, end]));
    expect(times(moved)).toEqual(times(file).map((span) => span.map((time) => time + 700)));
    expect(moved.transcript.turns.flatMap(({ words }) => words.map(({ origin }) => origin))).not.toContain('set');
  });

  test('leaves words that were heard where they were heard', () => {
    const speech = sourceOf(transcript([turn(said('The boats came home late.', 1000))]));
    const edit = shiftCues(speech, [0], { by: 400 });
    expect(edit?.edits).toEqual([]);
    expect(spans(after(speech, edit))[0]?.[0]).toBe(1400);
  });

  test('by frames counts frames exactly at every rate', () => {
    for (const id of FRAME_RATE_IDS) {
      const rate = frameRate(id);
      const moved = after(file, shiftCues(file, everyCue(file), { frames: 1001, rate }));
      for (const [index, [start = 0, end = 0]] of spans(moved).entries()) {
        expect(frameAt(start, rate) - frameAt(file.cues[index]?.start ?? 0, rate), id).toBe(1001);
        expect([timeOfFrame(frameAt(start, rate), rate), timeOfFrame(frameAt(end, rate), rate)], id).toEqual([start, end]);
      }
    }
  });

  test('cuts off what would lie before the media and keeps the rest in step', () => {
    expect(spans(after(file, shiftCues(file, everyCue(file), { by: -2500 })))).toEqual([
      [0, 1],
      [500, 1500],
      [2500, 4500],
    ]);
  });

  test('stops a word at a neighbour that stays, and shares its cue out when that moves on', () => {
    const back = after(file, moveCueTo(file, 1, 0));
    expect(timedWords(back).slice(2, 4)).toEqual(['three 2000-2000 estimated', 'four 2000-2000 estimated']);
    const there = after(
      back,
      moveCueTo(
        back,
        back.cues.findIndex(({ start, pin }) => start === 0 && pin === 2),
        3000,
      ),
    );
    expect(timedWords(there)).toEqual(timedWords(file));
  });

  test('takes words left out between moved cues along, and gives them back at their moved time', () => {
    const out = after(file, leaveOut(file, [1]));
    const moved = after(out, shiftCues(out, everyCue(out), { by: 5000 }));
    expect(timedWords(moved)[2]).toMatch(/^three 8000-/);
    expect(spans(after(moved, restoreCues(moved, [2])))[1]).toEqual([8000, 9000]);
  });

  test('moves one among thousands left out without looking through all for each', () => {
    const speech = transcript(Array.from({ length: 24_000 }, (_, index) => turn(said('Yes.', index * 1000))));
    const pins = speech.turns.flatMap((_, index) =>
      index % 2 ? [{ ...newPin(index, { from: { turn: index, word: 0 }, to: { turn: index, word: 0 } }), shown: false }] : [],
    );
    const source = sourceOf(speech, { ...emptyTrack, pins });
    expect(source.cues.length).toBe(12_000);
    expect(workTime(() => expect(moveCueTo(source, 6000, 0)?.track.pins.length).toBe(12_001), 2)).toBeLessThan(500);
  });

  test('is nothing by nothing', () => {
    expect(shiftCues(file, everyCue(file), { by: 0 })).toBeNull();
    expect(shiftCues(file, [], { by: 100 })).toBeNull();
    expect(shiftCues(file, [9], { by: 100 })).toBeNull();
  });
});

describe('times nobody can mean', () => {
  const all = everyCue(file);
  const rate = frameRate('29.97');
  test.each([NaN, Infinity, -Infinity, 1e300, -1e300, 2 ** 53])('%s milliseconds or frames are kept in bounds or refused, never thrown', (size) => {
    for (const edit of [
      shiftCues(file, all, { by: size }),
      shiftCues(file, all, { frames: size, rate }),
      moveCueTo(file, 0, size),
      stretchCues(file, all, { start: 0, end: 1 }, { start: 0, end: size }),
      syncCues(file, all, { index: 0, time: 0 }, { index: 1, time: size }),
      setIn(file, 0, size),
      setOut(file, 0, size),
      duplicateCue(file, 0, size),
      insertCue(file, { start: size, end: size + 1000, text: 'New' }),
    ]) {
      if (!edit) continue;
      const done = after(file, edit);
      expect(checkTranscript(done.transcript)).toEqual([]);
      for (const { start, end } of done.cues) expect([Number.isSafeInteger(start), Number.isSafeInteger(end), start < end]).toEqual([true, true, true]);
    }
    expect(Number.isFinite(size) || shiftCues(file, all, { by: size }) === null).toBe(true);
  });
});

describe('stretching', () => {
  test('spreads time evenly between two points', () => {
    const stretched = after(file, stretchCues(file, everyCue(file), { start: 1000, end: 7000 }, { start: 2000, end: 14_000 }));
    expect(spans(stretched)).toEqual([
      [2000, 4000],
      [6000, 8000],
      [10_000, 14_000],
    ]);
    expect(timedWords(stretched)[0]).toMatch(/^One 2000-/);
  });

  test('is refused without a length', () => {
    expect(stretchCues(file, everyCue(file), { start: 1000, end: 1000 }, { start: 0, end: 10 })).toBeNull();
    expect(stretchCues(file, everyCue(file), { start: 1000, end: 2000 }, { start: 10, end: 10 })).toBeNull();
  });
});

describe('two-point sync', () => {
  test('puts both cues where they belong and everything in proportion', () => {
    const synced = after(file, syncCues(file, everyCue(file), { index: 2, time: 12_500 }, { index: 0, time: 2500 }));
    expect(spans(synced).map(([start]) => start)).toEqual([2500, 7500, 12_500]);
  });

  test('is refused when the points change their order or are one', () => {
    expect(syncCues(file, everyCue(file), { index: 0, time: 9000 }, { index: 2, time: 3000 })).toBeNull();
    expect(syncCues(file, everyCue(file), { index: 1, time: 1000 }, { index: 1, time: 3000 })).toBeNull();
    expect(syncCues(file, everyCue(file), { index: 0, time: 0 }, { index: 7, time: 1 })).toBeNull();
  });
});

describe('another frame rate', () => {
  test('changes times by the exact ratio, frame numbers staying', () => {
    const [film, pal] = [frameRate('23.976'), frameRate('25')];
    const start = timeOfFrame(86_313, film);
    const long = fileSource([start, start + 2000, 'One hour in']);
    const sped = after(long, changeFrameRate(long, [0], film, pal));
    expect(frameAt(sped.cues[0]?.start ?? 0, pal)).toBe(86_313);
    expect(sped.cues[0]?.start).toBe(Math.round((start * 24_000) / 25_025));
    expect(spans(after(sped, changeFrameRate(sped, [0], pal, film)))).toEqual(spans(long));
  });

  test('is nothing between equal rates', () => {
    expect(changeFrameRate(file, everyCue(file), frameRate('25'), frameRate('25'))).toBeNull();
  });
});

test('thousands of cues are shifted with their words in one step of one edit a turn', () => {
  const many = fileSource(...Array.from({ length: 3000 }, (_, index) => [index * 2000, index * 2000 + 1500, 'One two'] as const)); // pairs of two kinds
  const edit = shiftCues(many, everyCue(many), { by: 40 });
  expect(edit?.label).toBe('Shift all cues');
  expect(edit?.edits.length).toBeLessThanOrEqual(many.transcript.turns.length);
  const moved = applyEdits(many.transcript, edit?.edits ?? []).transcript;
  expect(moved.turns.at(-1)?.words.at(-1)?.end).toBe((many.transcript.turns.at(-1)?.words.at(-1)?.end ?? 0) + 40);
});
