// What is selected while a cue is written, against the text it comes to: the same letters, whatever white space stands around them.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rangeInText } from '../../../src-renderer/cues/draft-range.ts';

it.each([
  ['They  saw ', 'They saw', 0, 4, 'They'],
  ['They  saw ', 'They saw', 6, 9, 'saw'],
  ['They  saw ', 'They saw', 5, 10, 'saw'],
  ['\n\nThey saw', 'They saw', 2, 6, 'They'],
  ['They\n\nsaw', 'They\nsaw', 2, 8, 'ey\nsa'],
])('%j of which is written %j, from %i to %i', (shown, text, from, to, part) => {
  const range = rangeInText(shown, text, { from, to });
  expect(text.slice(range.from, range.to)).toBe(part);
});

it('holds the same letters, and is a caret where only white space is selected', () => {
  const piece = fc.constantFrom('a', 'bc', ' ', '  ', '\n', '😀');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(20), fc.nat(20), (pieces, one, other) => {
      const shown = pieces.join('');
      const text = shown.replace(/[ \n]+/g, (space) => (space.includes('\n') ? '\n' : ' ')).trim();
      const [from, to] = [Math.min(one, other, shown.length), Math.min(Math.max(one, other), shown.length)];
      const range = rangeInText(shown, text, { from, to });
      const letters = (part: string): string => part.replace(/\s/g, '');
      expect(letters(text.slice(range.from, range.to))).toBe(letters(shown.slice(from, to)));
      expect(letters(text.slice(0, range.from))).toBe(letters(shown.slice(0, from)));
    }),
  );
});
