// Text kept in NFC while it is typed.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdit, type ReplaceText } from '../../../src-core/transcript/edit.ts';
import { composeText } from '../../../src-core/transcript/typed-text.ts';
import { emptyTranscript, transcriptText, type Transcript } from '../../../src-core/transcript/transcript.ts';
import { transcriptOf } from '../../support/notation.ts';

const insert = (turn: number, from: number, text: string, to = from): ReplaceText => ({
  kind: 'replace-text',
  from: { turn, offset: from },
  to: { turn, offset: to },
  text,
});
const textAfter = (transcript: Transcript, edit: ReplaceText) => transcriptText(applyEdit(transcript, composeText(transcript, edit)).transcript);

test('a mark typed after its letter becomes one letter with it', () => {
  const cafe = transcriptOf('A: cafe@0-100 noir@100-200');
  expect(composeText(cafe, insert(0, 4, '\u0301'))).toEqual(insert(0, 3, 'é', 4));
  expect(textAfter(transcriptOf('ᄒ@0-100'), insert(0, 1, '\u1161\u11ab'))).toBe('한');
});

test('what is in order already is left alone', () => {
  const cafe = transcriptOf('A: cafe@0-100');
  const edit = insert(0, 4, 's');
  expect(composeText(cafe, edit)).toBe(edit);
  expect(composeText(cafe, insert(0, 4, 'a\r\nb\rc')).text).toBe('a\nb\nc');
});

test('the text is what normalising the plain replacement gives, from NFC to NFC', () => {
  const pieces = fc.array(fc.constantFrom('e', '\u0301', '\u0323', 'ᄒ', '\u1161', 'é', ' ', 'ệ', '👍'), { maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(pieces, pieces, fc.nat(20), fc.nat(20), (start, text, a, b) => {
      const old = start.normalize('NFC');
      const transcript = old === '' ? emptyTranscript : applyEdit(emptyTranscript, insert(0, 0, old)).transcript;
      const from = Math.min(a, b, old.length);
      const to = Math.min(Math.max(a, b), old.length);
      fc.pre(![from, to].some((at) => /[\udc00-\udfff]/.test(old.charAt(at))));
      expect(textAfter(transcript, insert(0, from, text, to))).toBe((old.slice(0, from) + text + old.slice(to)).normalize('NFC'));
    }),
    { numRuns: 500 },
  );
});
