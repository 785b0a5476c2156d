// A caret in the text of a cue means a word: the one that begins there.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cueText, cueWords, wordAtOffset } from '../../../src-core/subtitles/cue.ts';
import { makeCues } from '../../../src-core/subtitles/cueing.ts';
import { shownWord } from '../../../src-core/subtitles/shown-text.ts';
import { said, transcript, turn } from './written-speech.ts';

const words = fc.array(fc.constantFrom('we', 'kept', 'the', 'lighthouse,', 'burning.', '東京', 'né', 'e\u0301t', '👍🏽', '3'), { minLength: 1, maxLength: 60 });

it('cuts before the word whose first letter stands at the caret, and never before the first', () => {
  fc.assert(
    fc.property(words, (spoken) => {
      const talk = transcript([turn(said(spoken.join(' ')))]);
      for (const cue of makeCues(talk)) {
        const text = cueText(talk, cue);
        let at = 0;
        for (const [index, { word, place }] of [...cueWords(talk, cue)].entries()) {
          at = text.indexOf(shownWord(word), at);
          if (index > 0) expect(wordAtOffset(talk, cue, at)).toEqual(place);
          else if (cue.from.word === cue.to.word) expect(wordAtOffset(talk, cue, at)).toBeNull();
          at += shownWord(word).length;
        }
      }
    }),
  );
});
