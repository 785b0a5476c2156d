// Cutting cues apart and putting them together.
import { describe, expect, test } from 'vitest';
import { mergeRange, mergeWithNext, mergeWithPrevious, neighbourInText, splitAtTime, splitAtWord } from '../../../src-core/subtitles/cue-cuts.ts';
import { leaveOut, setLook } from '../../../src-core/subtitles/cue-choices.ts';
import { setBreaks } from '../../../src-core/subtitles/cue-lines.ts';
import { setTimes } from '../../../src-core/subtitles/cue-times.ts';
import { after, fileSource, shown, sourceOf, texts } from './cue-desk.ts';
import { said, transcript, turn } from './written-speech.ts';

const speech = sourceOf(transcript([turn(said('The fishing boats came home late and the harbour was dark.', 1000, 60))]));
const at = (word: number, index = 0) => ({ turn: index, word });

describe('splitting', () => {
  test('gives both sides the times their words were spoken at', () => {
    const split = after(speech, splitAtWord(speech, 0, at(6)));
    expect(texts(split)).toEqual(['The fishing boats came home late', 'and the harbour was dark.']);
    const [first, second] = split.cues;
    const and = speech.transcript.turns[0]?.words[6];
    expect(second?.start).toBe(and?.start);
    expect(first?.end).toBe((second?.start ?? 0) - 80);
  });

  test('keeps a set start on the first side and a set end on the second', () => {
    const set = after(speech, setTimes(speech, 0, { start: 700, end: 9000 }));
    const split = after(set, splitAtWord(set, 0, at(6)));
    expect(split.track.pins).toMatchObject([
      { start: 700, end: null },
      { start: null, end: 9000 },
    ]);
    expect([split.cues[0]?.start, split.cues[1]?.end]).toEqual([700, 9000]);
  });

  test('cuts at the boundary nearest to a time', () => {
    const words = speech.transcript.turns[0]?.words ?? [];
    const boundary = words[4]?.start ?? 0;
    expect(texts(after(speech, splitAtTime(speech, 0, boundary + 20)))[1]).toMatch(/^home/);
    expect(texts(after(speech, splitAtTime(speech, 0, (words[4]?.end ?? 0) - 20)))[1]).toMatch(/^late/);
    expect(texts(after(speech, splitAtTime(speech, 0, speech.cues[0]?.start ?? 0)))[0]).toBe('The');
  });

  test('shares the time of a cue that was moved away from its sound', () => {
    const moved = after(speech, setTimes(speech, 0, { start: 60_000, end: 64_000 }));
    const [first, second] = after(moved, splitAtWord(moved, 0, at(6))).cues;
    expect([first?.start, second?.end]).toEqual([60_000, 64_000]);
    expect(first?.end).toBe(second?.start);
    expect(first?.end).toBeGreaterThan(61_000);
    expect(first?.end).toBeLessThan(63_500);
  });

  test('sets the times between where a set outer time leaves little room', () => {
    const [the, fishing] = speech.transcript.turns[0]?.words ?? [];
    const set = after(speech, setTimes(speech, 0, { start: 1000, end: 6000 }));
    const [first, second] = after(set, splitAtWord(set, 0, at(1))).cues;
    expect([first?.start, first?.end, second?.start, second?.end]).toEqual([1000, the?.end, fishing?.start, 6000]);
    expect(first?.end).toBeLessThan(second?.start ?? 0);
  });

  test('leaves line breaks, look and everything shown elsewhere where they were', () => {
    const file = fileSource([1000, 4000, 'One two\nthree four'], [5000, 6000, 'Five']);
    const italic = after(file, setLook(file, [0], { italic: true }));
    const split = after(italic, splitAtWord(italic, 0, at(3)));
    expect(texts(split)).toEqual(['One two|three', 'four', 'Five']);
    expect(split.cues.map(({ look }) => look?.italic ?? false)).toEqual([true, true, false]);
    expect(shown(split)[2]).toEqual([5000, 6000, 'Five']);
  });

  test('gives each side its own breaks, and none where it is cut', () => {
    const file = fileSource([1000, 4000, 'One two\nthree four\nfive six']);
    const breaks = (word: number) => after(file, splitAtWord(file, 0, at(word))).track.pins.map((pin) => pin.breaks);
    expect(breaks(3)).toEqual([[at(2)], [at(4)]]);
    expect(breaks(4)).toEqual([[at(2)], []]);
    expect(breaks(2)).toEqual([[], [at(4)]]);
  });

  test('does nothing before the first word, outside the cue, or to a single word', () => {
    const file = fileSource([1000, 4000, 'One'], [5000, 6000, 'Five six']);
    expect(splitAtWord(file, 1, file.cues[1]?.from ?? at(0))).toBeNull();
    expect(splitAtWord(file, 0, file.cues[1]?.to ?? at(0))).toBeNull();
    expect(splitAtTime(file, 0, 2000)).toBeNull();
    expect(splitAtTime(file, 1, 4500)).toBeNull();
    expect(splitAtTime(file, 1, NaN)).toBeNull();
    expect(splitAtWord(file, 7, at(0))).toBeNull();
  });
});

describe('merging', () => {
  const file = fileSource([1000, 2000, 'One'], [3000, 4000, 'two'], [5000, 6500, 'three\nfour']);

  test('makes one cue from the first in to the last out', () => {
    expect(shown(after(file, mergeWithNext(file, 0)))).toEqual([
      [1000, 4000, 'One two'],
      [5000, 6500, 'three|four'],
    ]);
    expect(shown(after(file, mergeWithPrevious(file, 1)))[0]).toEqual([1000, 4000, 'One two']);
    expect(shown(after(file, mergeRange(file, 0, 2)))).toEqual([[1000, 6500, 'One two three|four']]);
  });

  test('is what splitting undoes', () => {
    const merged = after(file, mergeWithNext(file, 0));
    expect(texts(after(merged, splitAtWord(merged, 0, at(1))))).toEqual(['One', 'two', 'three|four']);
  });

  test('gives each of two speakers a line', () => {
    const two = sourceOf(transcript([turn(said('Are you coming?', 1000), 'spk_0'), turn(said('Not today.', 3000), 'spk_1')]));
    const merged = after(two, mergeWithNext(two, 0));
    expect(texts(merged)).toEqual(['Are you coming?|Not today.']);
    expect(merged.track.pins[0]?.breaks).toEqual([at(0, 1)]);
  });

  test('puts the paragraphs of one speaker together', () => {
    const one = sourceOf(transcript([turn(said('It was late.', 1000), 'spk_0'), turn(said('Very late.', 3000), 'spk_0')]));
    expect(after(one, mergeWithNext(one, 0)).cues).toMatchObject([{ from: at(0), to: at(1, 1) }]);
  });

  test('is refused where other words stand between', () => {
    const out = after(file, leaveOut(file, [1]));
    expect(texts(out)).toEqual(['One', 'three|four']);
    expect(mergeWithNext(out, 0)).toBeNull();
    expect(mergeWithPrevious(file, 0)).toBeNull();
    expect(mergeWithNext(file, 2)).toBeNull();
    expect(mergeRange(file, 1, 9)).toBeNull();
  });

  test('lets automatic cues go on following the words', () => {
    const long = sourceOf(transcript([turn(said('It was late. Nobody was about in the harbour, and so we went home.', 1000))]));
    expect(long.cues.length).toBeGreaterThan(1);
    expect(after(long, mergeWithNext(long, 0)).track.pins).toMatchObject([{ start: null, end: null, breaks: null }]);
  });

  test('keeps breaks made by hand and makes none at the joint', () => {
    expect(texts(after(file, mergeWithNext(file, 1)))).toEqual(['One', 'two three|four']);
    const one = after(file, setBreaks(file, 2, []));
    expect(after(one, mergeWithNext(one, 1)).track.pins[1]?.breaks).toBeNull();
  });
});

test('the neighbour in the text is the one that goes on reading, not the one shown next', () => {
  const both = sourceOf(
    transcript([turn(said('Well I never thought he would.', 1000, 150), 'spk_0'), turn(said('Yes.', 1900), 'spk_1'), turn(said('Really not.', 8000), 'spk_0')]),
  );
  const [never, yes, really] = ['Well', 'Yes', 'Really'].map((word) => texts(both).findIndex((text) => text.startsWith(word)));
  expect(neighbourInText(both, yes ?? -1, 'after')).toBe(really);
  expect(neighbourInText(both, never ?? -1, 'before')).toBeNull();
  expect(neighbourInText(both, 9, 'before')).toBeNull();
});
