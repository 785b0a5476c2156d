// Cues deleted together with their words.
import { expect, test } from 'vitest';
import { deleteWithWords } from '../../../src-core/subtitles/deleted-cues.ts';
import { transcriptText } from '../../../src-core/transcript/transcript.ts';
import { after, fileSource, shown, sourceOf, texts } from './cue-desk.ts';
import { said, transcript, turn, word } from './written-speech.ts';

const file = fileSource([1000, 2000, 'One'], [3000, 4000, 'two'], [20_000, 21_000, 'three']);

test('the words go and everything else stays as it was', () => {
  const left = after(file, deleteWithWords(file, [1]));
  expect(transcriptText(left.transcript)).toBe('One\nthree');
  expect(shown(left)).toEqual([shown(file)[0], shown(file)[2]]);
});

test('a line that begins later begins without white space, and a turn that said nothing else goes too', () => {
  expect(transcriptText(after(file, deleteWithWords(file, [0])).transcript)).toBe('two\nthree');
  expect(transcriptText(after(file, deleteWithWords(file, [0, 1])).transcript)).toBe('three');
  expect(after(file, deleteWithWords(file, [0, 1, 2])).transcript.turns).toEqual([]);
});

test('words that ran on without a space do not run into another', () => {
  const glued = sourceOf(
    transcript([turn([...said('Well then.', 0), word('Nobody', 9000, 9400), word('knows.', 15_000, 15_400, { space: '' }), ...said('Yes.', 20_000)])]),
  );
  const nobody = texts(glued).indexOf('Nobody');
  expect(transcriptText(after(glued, deleteWithWords(glued, [nobody])).transcript)).toBe('Well then. knows. Yes.');
});

test('there is nothing to delete where no cue is', () => {
  expect(deleteWithWords(file, [])).toBeNull();
  expect(deleteWithWords(file, [7])).toBeNull();
});
