// The text of a cue changed in the cue list.
import { describe, expect, test } from 'vitest';
import { mergeWithNext, splitAtWord } from '../../../src-core/subtitles/cue-cuts.ts';
import { joinLines } from '../../../src-core/subtitles/cue-lines.ts';
import { setCueText } from '../../../src-core/subtitles/cue-text.ts';
import { transcriptText } from '../../../src-core/transcript/transcript.ts';
import { after, fileSource, shown, sourceOf, texts, timedWords } from './cue-desk.ts';
import { said, transcript, turn, word } from './written-speech.ts';

const speech = sourceOf(transcript([turn(said('The boots came home late and the harbour was dark. Nobody was about at all on such a night.', 1000, 70))]));
const file = fileSource([1000, 3000, 'One two'], [3000, 5000, 'three four'], [6000, 7000, 'five']);

describe('the text of a cue', () => {
  test('is the words of the transcript: only what differs changes, and times stay', () => {
    const [, first] = shown(speech)[0] ?? [];
    expect(first).toBeDefined();
    const mended = after(speech, setCueText(speech, 0, (texts(speech)[0] ?? '').replace('boots', 'boats').replace('|', '\n')));
    expect(transcriptText(mended.transcript)).toBe(transcriptText(speech.transcript).replace('boots', 'boats'));
    const [was, is] = [timedWords(speech), timedWords(mended)];
    expect(is[1]).toBe(was[1]?.replace('boots', 'boats').replace('heard', 'carried'));
    expect(is.filter((_, index) => index !== 1)).toEqual(was.filter((_, index) => index !== 1));
  });

  test('holds what is typed at its very start and end', () => {
    expect(texts(after(file, setCueText(file, 1, 'and three four then')))).toEqual(['One two', 'and three four then', 'five']);
    expect(texts(after(file, setCueText(file, 0, 'One two too')))).toEqual(['One two too', 'three four', 'five']);
    expect(texts(after(file, setCueText(file, 0, 'Zero one two')))).toEqual(['Zero one two', 'three four', 'five']);
  });

  test('breaks its lines where the text does', () => {
    const broken = after(file, setCueText(file, 0, 'One\r\n two \n\n'));
    expect(texts(broken)[0]).toBe('One|two');
    expect(texts(after(broken, setCueText(broken, 0, 'One two')))[0]).toBe('One two');
  });

  test('stays with the rules on one line, and on its own lines when it had some', () => {
    const short = sourceOf(transcript([turn(said('The boats came home.', 1000))]));
    expect(after(short, setCueText(short, 0, 'Two boats came home.')).track.pins).toMatchObject([{ breaks: null, start: null, end: null }]);
    expect(after(short, setCueText(short, 0, 'Two boats\ncame home.')).track.pins[0]?.breaks).toEqual([{ turn: 0, word: 2 }]);
  });

  test('answers null when it reads so already', () => {
    expect(setCueText(file, 0, 'One two')).toBeNull();
    expect(setCueText(file, 0, '  One two\n')).toBeNull();
    expect(setCueText(speech, 0, (texts(speech)[0] ?? '').replace('|', '\n'))).toBeNull();
    expect(setCueText(file, 9, 'One')).toBeNull();
  });

  test('emptied deletes the cue with its words', () => {
    const edit = setCueText(file, 1, ' \n ');
    expect(edit?.label).toBe('Delete a cue and its words');
    expect(texts(after(file, edit))).toEqual(['One two', 'five']);
  });

  test('leaves a name that holds a space whole when something else is changed', () => {
    const la = sourceOf(transcript([turn([word('In', 0, 200), word('Los Angeles', 200, 900), word('now', 900, 1200)])]));
    expect(timedWords(after(la, setCueText(la, 0, 'In Los Angeles then')))).toEqual(['In 0-200 heard', 'Los Angeles 200-900 heard', 'then 900-1200 carried']);
  });

  test('never runs together with a neighbour that follows without a space', () => {
    const chinese = fileSource([1000, 2000, '今天天气'], [2000, 3000, '很好']);
    const typed = after(chinese, setCueText(chinese, 0, '今天天气不'));
    expect(texts(typed)).toEqual(['今天天气不', '很好']);
    expect(shown(typed)[1]).toEqual([2000, 3000, '很好']);
    const glued = sourceOf(transcript([turn([word('can', 0, 300), word('not', 300, 600, { space: '' }), word('go', 600, 900)])]));
    const parted = after(glued, splitAtWord(glued, 0, { turn: 0, word: 1 }));
    const could = after(parted, setCueText(parted, 0, 'could'));
    expect(texts(could)).toEqual(['could', 'not go']);
    expect(transcriptText(could.transcript)).toBe('could not go');
    expect(timedWords(could)[1]).toBe('not 300-600 heard');
    const knot = after(parted, setCueText(parted, 1, 'knot go'));
    expect(texts(knot)).toEqual(['can', 'knot go']);
    expect(timedWords(knot)).toEqual(['can 0-300 heard', 'knot 300-600 carried', 'go 600-900 heard']);
  });

  test('of two speakers goes to each of them line by line', () => {
    const two = sourceOf(transcript([turn(said('Are you coming?', 1000), 'spk_0'), turn(said('Not today.', 3000), 'spk_1')]));
    const both = after(two, mergeWithNext(two, 0));
    const edited = after(both, setCueText(both, 0, 'Are we going?\nNot now.'));
    expect(transcriptText(edited.transcript)).toBe('Are we going?\nNot now.');
    expect(texts(edited)).toEqual(['Are we going?|Not now.']);
    const longer = after(both, setCueText(both, 0, 'Are you\ncoming?\nNot today.'));
    expect(transcriptText(longer.transcript)).toBe('Are you coming?\nNot today.');
    expect(texts(longer)).toEqual(['Are you|coming?|Not today.']);
    const first = after(both, setCueText(both, 0, 'Are you coming?'));
    expect(transcriptText(first.transcript)).toBe('Are you coming?');
    const fresh = after(both, setCueText(both, 0, 'Neither of them.'));
    expect(transcriptText(fresh.transcript)).toBe('Neither of them.');
    expect(fresh.transcript.turns.map(({ speaker }) => speaker)).toEqual(['spk_0']);
  });

  test('of two speakers changes only the words of the one it was changed in', () => {
    const two = sourceOf(transcript([turn(said('Are you coming?', 1000), 'spk_0'), turn(said('Not today.', 3000), 'spk_1')]));
    const both = after(two, mergeWithNext(two, 0));
    const line = after(both, joinLines(both, 0));
    expect(texts(line)).toEqual(['Are you coming? Not today.']);
    const later = after(line, setCueText(line, 0, 'Are you coming? Not today, no.'));
    expect(transcriptText(later.transcript)).toBe('Are you coming?\nNot today, no.');
    expect(timedWords(later).slice(0, 3)).toEqual(timedWords(line).slice(0, 3));
    const sooner = after(line, setCueText(line, 0, 'Are you not\ncoming? Not today.'));
    expect(transcriptText(sooner.transcript)).toBe('Are you not coming?\nNot today.');
    expect(texts(sooner)).toEqual(['Are you not|coming? Not today.']);
    const one = after(both, setCueText(both, 0, 'Not today.'));
    expect(transcriptText(one.transcript)).toBe('Not today.');
    expect(one.cues).toMatchObject([{ pin: both.cues[0]?.pin, from: { turn: 0, word: 0 }, to: { turn: 0, word: 1 } }]);
  });
});
