// One operation after another within one step: the second sees all that the first did, to the words too, so that both joined lose nothing.
import { describe, expect, it } from 'vitest';
import { applyCueEdit, joinCueEdits, newPin, type CueEdit, type CueSource } from '../../../../src-core/subtitles/cue-edits.ts';
import { changeLetters, type TextRange } from '../../../../src-core/subtitles/cue-letters.ts';
import { splitAtWord } from '../../../../src-core/subtitles/cue-cuts.ts';
import { emptyTrack } from '../../../../src-core/subtitles/cue-track.ts';
import { plainLook } from '../../../../src-core/subtitles/cue-look.ts';
import { cueText } from '../../../../src-core/subtitles/cue.ts';
import { lastWordToNext } from '../../../../src-core/subtitles/cue-words.ts';
import { sourceAfter } from '../../../../src-core/subtitles/rules/source-after.ts';
import { said, transcript, turn } from '../written-speech.ts';

const at = (word: number) => ({ turn: 0, word });
const speech = transcript([turn(said('We went out before light and never came back.', 0, 200))]);
const [FIRST, LAST] = [newPin(1, { from: at(0), to: at(4) }), newPin(2, { from: at(5), to: at(8) })];

/** Two cues of nine words, the first one's letters in italics. */
function source(): CueSource {
  const look = { ...plainLook, italic: true };
  const track = {
    ...emptyTrack,
    pins: [
      { ...FIRST, look },
      { ...LAST, start: 1_000, end: 4_000 },
    ],
  };
  return sourceAfter({ transcript: speech, track, cues: [] }, { label: '', edits: [], track });
}
function made(edit: CueEdit | null): CueEdit {
  if (!edit) throw new Error('there was nothing to do');
  return edit;
}
function partOf({ transcript: words, cues }: CueSource, index: number, text: string): TextRange {
  const cue = cues[index];
  const from = cue ? cueText(words, cue).indexOf(text) : -1;
  return { from, to: from + text.length };
}

describe('what an operation leaves', () => {
  it('is a cue for each pin shown: its set times, else those of its words, its breaks and its look', () => {
    const { cues, track } = source();
    expect(cues).toEqual([
      { start: speech.turns[0]?.words[0]?.start, end: speech.turns[0]?.words[4]?.end, from: at(0), to: at(4), breaks: [], look: track.pins[0]?.look, pin: 1 },
      { start: 1_000, end: 4_000, from: at(5), to: at(8), breaks: [], pin: 2 },
    ]);
    const hidden = { ...track, pins: track.pins.map((pin) => ({ ...pin, shown: pin.id === 2 })) };
    expect(sourceAfter(source(), { label: '', edits: [], track: hidden }).cues.map(({ pin }) => pin)).toEqual([2]);
  });

  it('is seen with the words as it left them', () => {
    const before = source();
    const edit = made(lastWordToNext(before, 0));
    expect(edit.edits).not.toEqual([]);
    const after = sourceAfter(before, edit);
    expect(after.transcript).toEqual(applyCueEdit(before.transcript, edit).transcript);
    expect(after.transcript.turns[0]?.words[4]?.marks?.letters).toMatchObject([{ from: 0, to: 5, italic: true }]);
    expect(after.cues.map(({ from, to }) => [from.word, to.word])).toEqual([
      [0, 3],
      [4, 8],
    ]);
  });
});

describe('two operations joined', () => {
  it('keep of a word’s letters what either did', () => {
    const before = source();
    const first = made(lastWordToNext(before, 0));
    const between = sourceAfter(before, first);
    const second = made(changeLetters(between, 1, partOf(between, 1, 'light'), { bold: true }));
    const { transcript: after } = applyCueEdit(before.transcript, joinCueEdits(first, second));
    expect(after.turns[0]?.words[4]?.marks?.letters).toMatchObject([{ italic: true, bold: true }]);
  });

  it('name words as the first left them: a cue that was cut can be cut again', () => {
    const before = source();
    const first = made(splitAtWord(before, 1, at(6)));
    const second = made(splitAtWord(sourceAfter(before, first), 2, at(8)));
    expect(joinCueEdits(first, second).track.pins.map(({ from, to }) => [from.word, to.word])).toEqual([
      [0, 4],
      [5, 5],
      [6, 7],
      [8, 8],
    ]);
  });
});
