// Words of a cue by their offsets in its text, and back.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cueText, shownCueWords, type Cue } from '../../../src-core/subtitles/cue.ts';
import { cueWordBegunBefore, cueWordEndedBefore, cueWordRange, placeBefore } from '../../../src-core/subtitles/cue-word-range.ts';
import { transcriptOf } from '../../support/notation.ts';

const TALK = transcriptOf('A: One@0-400 fine␣␣@500-900 +day@900-1000 in@1100-1200 May@1200-1300 | B: we@1400-1500 sailed@1500-1900');
const at = (turn: number, word: number) => ({ turn, word });
const anyCue = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 1 }), fc.boolean())
  .map(([word, last, isBroken]): Cue => ({ start: 0, end: 2000, from: at(0, word), to: at(1, last), breaks: isBroken ? [at(1, 0)] : [] }));

it('every shown word is where its range says, and is found again from either end of it', () => {
  fc.assert(
    fc.property(anyCue, (cue) => {
      const text = cueText(TALK, cue);
      let before = placeBefore(cue);
      for (const shown of shownCueWords(TALK, cue)) {
        const range = cueWordRange(TALK, cue, shown.place);
        expect(range && text.slice(range.from, range.to)).toBe(shown.text);
        expect(cueWordEndedBefore(TALK, cue, range?.from ?? -1)).toEqual(before);
        expect(cueWordEndedBefore(TALK, cue, range?.to ?? -1)).toEqual(shown.place);
        expect(cueWordBegunBefore(TALK, cue, range?.from ?? -1)).toEqual(before);
        expect(cueWordBegunBefore(TALK, cue, range?.to ?? -1)).toEqual(shown.place);
        before = shown.place;
      }
    }),
  );
});

it('a word of another cue has no range', () => {
  const cue: Cue = { start: 0, end: 1, from: at(0, 0), to: at(0, 1), breaks: [] };
  expect(cueWordRange(TALK, cue, at(1, 0))).toBeNull();
  expect(placeBefore(cue)).toEqual(at(0, -1));
});
