// What operations are made of: pins among pins, and two operations as one step.
import { describe, expect, test } from 'vitest';
import { applyCueEdit, joinCueEdits, newPin, pinsOf, putAmong, putPins, soundSpan, soundTime } from '../../../src-core/subtitles/cue-edits.ts';
import { deleteWithWords } from '../../../src-core/subtitles/deleted-cues.ts';
import { setCueText } from '../../../src-core/subtitles/cue-text.ts';
import { emptyTrack } from '../../../src-core/subtitles/cue-track.ts';
import { transcriptText } from '../../../src-core/transcript/transcript.ts';
import { after, fileSource, sourceOf, texts } from './cue-desk.ts';
import { said, transcript, turn } from './written-speech.ts';

const at = (word: number) => ({ turn: 0, word });
const words = transcript([turn(said('one two three four five six seven eight', 1000))]);
const pin = (id: number, from: number, to: number, breaks: number[] = []) => ({ ...newPin(id, { from: at(from), to: at(to) }), breaks: breaks.map(at) });

describe('pins among pins', () => {
  test('stand in reading order, in place of those of the same id', () => {
    const track = putPins({ ...emptyTrack, pins: [pin(1, 4, 5), pin(2, 6, 7)] }, [pin(3, 0, 1), pin(2, 6, 6)], [1]);
    expect(track.pins).toEqual([pin(3, 0, 1), pin(2, 6, 6)]);
  });

  test('yield words that another claims, with the breaks before them', () => {
    const track = { ...emptyTrack, pins: [pin(1, 0, 3, [1, 2, 3]), pin(2, 4, 4), pin(3, 5, 7, [6, 7])] };
    expect(putAmong(track, pin(9, 2, 6), words).pins).toEqual([pin(1, 0, 1, [1]), pin(9, 2, 6), pin(3, 7, 7)]);
    expect(putAmong(track, pin(9, 2, 5), words).pins.at(-1)).toEqual(pin(3, 6, 7, [7]));
  });

  test('are made for cues that have none, each with an id of its own', () => {
    const source = sourceOf(transcript([turn(said('The boats came home late. Nobody was about in the harbour at all that night.', 1000, 70))]));
    const made = pinsOf({ ...emptyTrack, pins: [pin(7, 0, 0)] }, source.cues);
    expect(made.map(({ id }) => id)).toEqual(source.cues.map((_, index) => 8 + index));
    expect(() => pinsOf(emptyTrack, [{ start: 0, end: 1, from: at(0), to: at(0), breaks: [], pin: 4 }])).toThrow('no pin 4');
  });
});

test('two operations are one step, the second in terms of what the first made', () => {
  const file = fileSource([1000, 2000, 'One'], [3000, 4000, 'two'], [5000, 6000, 'three']);
  const first = deleteWithWords(file, [0]);
  const between = after(file, first);
  const second = setCueText(between, 1, 'more');
  if (!first || !second) throw new Error('nothing to do');
  const joined = joinCueEdits(first, second, 'Tidy up');
  expect(joined.label).toBe('Tidy up');
  expect(texts(after(file, joined))).toEqual(['two', 'more']);
  expect(transcriptText(applyCueEdit(file.transcript, joined).transcript)).toBe('two more');
  expect(joined.chosen).toBe(second.chosen);
});

test('times are whole, from 0 on, and at least a millisecond long', () => {
  expect(soundTime(12.6)).toBe(13);
  expect(soundTime(-4)).toBe(0);
  expect([NaN, Infinity].map(soundTime)).toEqual([null, null]);
  expect(soundSpan({ start: -20.2, end: -5 })).toEqual({ start: 0, end: 1 });
  expect(soundSpan({ start: 10.4, end: 20.6 })).toEqual({ start: 10, end: 21 });
});
