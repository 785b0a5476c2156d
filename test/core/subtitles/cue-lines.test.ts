// Where lines break by hand.
import { describe, expect, test } from 'vitest';
import { pinCues } from '../../../src-core/subtitles/cue-choices.ts';
import { balanceLines, breakLine, joinLines, setBreaks } from '../../../src-core/subtitles/cue-lines.ts';
import { newPin } from '../../../src-core/subtitles/cue-edits.ts';
import { emptyTrack, mapTrack } from '../../../src-core/subtitles/cue-track.ts';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import { after, fileSource, sourceOf, texts } from './cue-desk.ts';
import { said, transcript, turn } from './written-speech.ts';

const at = (word: number) => ({ turn: 0, word });
const speech = sourceOf(transcript([turn(said('The fishing boats came home late and the harbour was very dark.', 1000, 70))]));
const file = fileSource([1000, 3000, 'One two three four']);
/** A held cue over a turn somebody emptied. */
const over = sourceOf(transcript([turn(said('Is it?', 0)), turn([]), turn(said('It is.', 1000))]), {
  ...emptyTrack,
  pins: [newPin(1, { from: at(0), to: { turn: 2, word: 1 } })],
});

describe('breaking lines', () => {
  test('opens a line with a word, and joins it again', () => {
    const broken = after(file, breakLine(file, 0, at(2)));
    expect(texts(broken)).toEqual(['One two|three four']);
    expect(texts(after(broken, breakLine(broken, 0, at(2))))).toEqual(['One two three four']);
    expect(texts(after(broken, breakLine(broken, 0, at(1))))).toEqual(['One|two|three four']);
  });

  test('takes the place of a break the rules chose', () => {
    expect(texts(speech)[0]).toContain('|');
    expect(texts(after(speech, breakLine(speech, 0, at(3))))[0]).toBe('The fishing boats|came home late and the harbour was very dark.');
  });

  test('joins the lines of a cue, and gives them back to the rules', () => {
    const joined = after(speech, joinLines(speech, 0));
    expect(texts(joined)[0]).not.toContain('|');
    expect(texts(after(joined, balanceLines(joined, [0])))).toEqual(texts(speech));
  });

  test('gives a cue back once that is named twice', () => {
    const joined = after(speech, joinLines(speech, 0));
    expect(balanceLines(joined, [0, 0])?.track.pins).toHaveLength(1);
  });

  test('sets several breaks in any order, each once', () => {
    expect(texts(after(file, setBreaks(file, 0, [at(3), at(1), at(3)])))).toEqual(['One|two three|four']);
  });

  test('answers null where there is nothing to break, join or give back', () => {
    expect(breakLine(file, 0, at(0))).toBeNull();
    expect(breakLine(file, 0, at(9))).toBeNull();
    expect(setBreaks(file, 0, [at(0)])).toBeNull();
    expect(setBreaks(over, 0, [{ turn: 1, word: 0 }])).toBeNull();
    expect(joinLines(file, 0)).toBeNull();
    expect(balanceLines(speech, [0])).toBeNull();
    const held = after(speech, pinCues(speech, [0]));
    expect(balanceLines(held, [0, 7])).toBeNull();
  });
});

test('breaks that meet because words run together are one', () => {
  const broken = after(file, setBreaks(file, 0, [at(1), at(2), at(3)]));
  const { transcript: joined, map } = applyEdit(broken.transcript, {
    kind: 'replace-text',
    from: { turn: 0, offset: 7 },
    to: { turn: 0, offset: 8 },
    text: '',
  });
  const track = mapTrack(broken.track, { before: broken.transcript, after: joined, map });
  expect(texts(sourceOf(joined, track))).toEqual(['One|twothree|four']);
  expect(track.pins[0]?.breaks).toEqual([at(1), at(2)]);
});
