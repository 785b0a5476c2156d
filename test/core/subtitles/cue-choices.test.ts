// Held or given back, shown or left out, looks and plan.
import { describe, expect, test } from 'vitest';
import { changePlan, leaveOut, pinCues, restoreCues, setLook, unpinCues } from '../../../src-core/subtitles/cue-choices.ts';
import { everyCue } from '../../../src-core/subtitles/cue-shifts.ts';
import { setTimes } from '../../../src-core/subtitles/cue-times.ts';
import { transcriptText } from '../../../src-core/transcript/transcript.ts';
import { after, fileSource, shown, sourceOf, texts } from './cue-desk.ts';
import { said, transcript, turn } from './written-speech.ts';

const speech = sourceOf(
  transcript([turn(said('The boats came home late. Nobody was about. The harbour was dark and so we all went home to sleep.', 1000, 70))]),
);
const file = fileSource([1000, 2000, 'One'], [3000, 4000, 'two'], [5000, 6000, 'three'], [7000, 8000, 'four']);

describe('holding cues', () => {
  test('changes nothing that is shown', () => {
    const held = after(speech, pinCues(speech, everyCue(speech)));
    expect(shown(held)).toEqual(shown(speech));
    expect(held.track.pins).toHaveLength(speech.cues.length);
    expect(pinCues(held, everyCue(held))).toBeNull();
  });

  test('given back they are as the rules cut them', () => {
    const moved = after(speech, setTimes(speech, 0, { start: 200, end: 900 }));
    expect(shown(after(moved, unpinCues(moved, everyCue(moved))))).toEqual(shown(speech));
    expect(unpinCues(speech, everyCue(speech))).toBeNull();
  });
});

describe('leaving out', () => {
  test('keeps the words in the transcript and brings back the same cue', () => {
    const out = after(file, leaveOut(file, [1, 2]));
    expect(texts(out)).toEqual(['One', 'four']);
    expect(transcriptText(out.transcript)).toBe(transcriptText(file.transcript));
    expect(shown(after(out, restoreCues(out, [2, 3])))).toEqual(shown(file));
    expect(restoreCues(file, [2])).toBeNull();
  });

  test('stays when cues are cut again', () => {
    const out = after(file, leaveOut(file, [1]));
    expect(texts(after(out, unpinCues(out, everyCue(out)))).join(' ')).not.toContain('two');
  });
});

test('a look is changed in part, for several at once, and plain is none', () => {
  const raised = after(file, setLook(file, [0, 1], { vertical: 'top' }));
  const slanted = after(raised, setLook(raised, [0], { italic: true }));
  expect(slanted.cues[0]?.look).toMatchObject({ vertical: 'top', italic: true });
  expect(slanted.cues[1]?.look).toMatchObject({ vertical: 'top', italic: false });
  expect(setLook(slanted, [0], { italic: true })).toBeNull();
  const plain = after(slanted, setLook(slanted, [0], { vertical: 'bottom', italic: false }));
  expect(plain.cues[0]).not.toHaveProperty('look');
});

test('the plan changes by what is named', () => {
  const edit = changePlan(file, { frameRate: '25', labels: true });
  expect(edit?.track.plan).toEqual({ ...file.track.plan, frameRate: '25', labels: true });
  expect(edit?.track.pins).toBe(file.track.pins);
  expect(changePlan(file, { labels: false })).toBeNull();
});
