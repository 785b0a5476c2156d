// New cues with new words.
import { describe, expect, test } from 'vitest';
import { mergeWithNext } from '../../../src-core/subtitles/cue-cuts.ts';
import { newPin } from '../../../src-core/subtitles/cue-edits.ts';
import { emptyTrack } from '../../../src-core/subtitles/cue-track.ts';
import { duplicateCue, insertCue } from '../../../src-core/subtitles/inserted-cue.ts';
import { setLook } from '../../../src-core/subtitles/cue-choices.ts';
import { checkTranscript } from '../../../src-core/transcript/check.ts';
import { transcriptText } from '../../../src-core/transcript/transcript.ts';
import { after, fileSource, shown, sourceOf, texts, timedWords } from './cue-desk.ts';
import { said, transcript, turn } from './written-speech.ts';

const file = fileSource([1000, 3000, 'One two'], [6000, 7000, 'three'], [20_000, 21_000, 'four']);

describe('inserting a cue', () => {
  test('puts its words into the silence of the turn that spoke', () => {
    const made = after(file, insertCue(file, { start: 4000, end: 5000, text: 'and\na half' }));
    expect(shown(made)).toEqual([
      [1000, 3000, 'One two'],
      [4000, 5000, 'and|a half'],
      [6000, 7000, 'three'],
      [20_000, 21_000, 'four'],
    ]);
    expect(transcriptText(made.transcript).split('\n')[0]).toBe('One two and a half three');
    expect(timedWords(made)[2]).toMatch(/^and 4000-4\d\d\d estimated$/);
    expect(timedWords(made)[4]).toMatch(/-5000 estimated$/);
  });

  test('makes a turn of its own between turns, before all and behind all', () => {
    for (const [start, line] of [
      [12_000, 1],
      [0, 0],
      [30_000, 2],
    ] as const) {
      const made = after(file, insertCue(file, { start, end: start + 900, text: 'Hello.' }));
      expect(transcriptText(made.transcript).split('\n')[line], `at ${start}`).toBe('Hello.');
      expect(shown(made)).toContainEqual([start, start + 900, 'Hello.']);
      expect(checkTranscript(made.transcript)).toEqual([]);
    }
  });

  test('is somebody else’s turn where somebody is heard', () => {
    const speech = sourceOf(transcript([turn(said('The boats came home very late and nobody was about.', 1000), 'spk_0')]));
    const made = after(speech, insertCue(speech, { start: 1500, end: 2500, text: 'HARBOUR', speaker: null }));
    expect(made.transcript.turns.map(({ speaker }) => speaker)).toEqual(['spk_0', null]);
    expect(shown(made)).toContainEqual([1500, 2500, 'HARBOUR']);
  });

  test('never falls between the words of a held cue', () => {
    const wide = after(file, mergeWithNext(file, 0));
    const made = after(wide, insertCue(wide, { start: 4000, end: 5000, text: 'and' }));
    expect(texts(made)).toEqual(['One two three', 'and', 'four']);
    expect(checkTranscript(made.transcript)).toEqual([]);
  });

  test('never parts turns that held cues go on across, however many follow each other', () => {
    const turns = [0, 1, 2, 3].map((index) => turn(said('One. two', 1000 + index * 3000), `spk_${index % 2}`));
    const four = transcript(turns);
    const pin = (id: number, first: number) => ({
      ...newPin(id, { from: { turn: first, word: 1 }, to: { turn: first + 1, word: 0 } }),
      start: 1000 * id,
      end: 9000,
    });
    const held = sourceOf(four, { ...emptyTrack, pins: [pin(1, 0), pin(2, 1), pin(3, 2)] });
    const made = after(held, insertCue(held, { start: 3500, end: 3900, text: 'Hello.' }));
    expect(transcriptText(made.transcript).split('\n')).toEqual(['One. two', 'One. two', 'One. two', 'One. two', 'Hello.']);
    expect(made.track.pins.slice(0, 3).map(({ from, to }) => ({ from, to }))).toEqual(held.track.pins.map(({ from, to }) => ({ from, to })));
  });

  test('works in a transcript without a word, and writes Chinese without spaces', () => {
    const bare = sourceOf(transcript([], 'zh-CN'));
    const made = after(bare, insertCue(bare, { start: 100.4, end: 2000.2, text: '今天\n很好' }));
    expect(shown(made)).toEqual([[100, 2000, '今天|很好']]);
    expect(transcriptText(made.transcript)).toBe('今天很好');
  });

  test('chooses the new cue, and answers null without text or time', () => {
    const edit = insertCue(file, { start: 4000, end: 5000, text: 'and' });
    expect(after(file, edit).cues.find(({ pin }) => pin === edit?.chosen)).toMatchObject({ start: 4000, end: 5000 });
    expect(insertCue(file, { start: 4000, end: 5000, text: ' \n' })).toBeNull();
    expect(insertCue(file, { start: NaN, end: 5000, text: 'and' })).toBeNull();
  });
});

describe('doubling a cue', () => {
  test('puts the same text, look and length behind it', () => {
    const italic = after(file, setLook(file, [0], { italic: true }));
    const doubled = after(italic, duplicateCue(italic, 0, 80));
    expect(shown(doubled).slice(0, 2)).toEqual([
      [1000, 3000, 'One two'],
      [3080, 5080, 'One two'],
    ]);
    expect(doubled.cues[1]?.look?.italic).toBe(true);
  });

  test('is shortened before the next cue, but to no less than a second', () => {
    const tight = fileSource([1000, 4000, 'One'], [5500, 6000, 'two'], [6100, 9000, 'three'], [9100, 9900, 'four']);
    expect(shown(after(tight, duplicateCue(tight, 0)))[1]).toEqual([4000, 5500, 'One']);
    expect(shown(after(tight, duplicateCue(tight, 2)))).toContainEqual([9000, 10_000, 'three']);
  });

  test('doubles both turns of a dialogue', () => {
    const two = sourceOf(transcript([turn(said('Are you coming?', 1000), 'spk_0'), turn(said('Not today.', 3000), 'spk_1')]));
    const both = after(two, mergeWithNext(two, 0));
    const doubled = after(both, duplicateCue(both, 0));
    expect(texts(doubled)).toEqual(['Are you coming?|Not today.', 'Are you coming?|Not today.']);
    expect(doubled.transcript.turns.map(({ speaker }) => speaker)).toEqual(['spk_0', 'spk_1', 'spk_0', 'spk_1']);
  });
});
