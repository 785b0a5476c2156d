// Snippets: nothing of the text is lost or turned into markup, and what was found stays in sight.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aroundHit, snippetPieces } from '../../../src-renderer/state/snippet.ts';

it('marks what was found', () => {
  expect(snippetPieces('an old \uE000light\uE001house')).toEqual([
    { text: 'an old ', found: false },
    { text: 'light', found: true },
    { text: 'house', found: false },
  ]);
});

it('keeps every letter of any snippet, well formed or not', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', '<', '\uE000', '\uE001', 'é') });
  fc.assert(
    fc.property(text, (snippet) => {
      const joined = snippetPieces(snippet)
        .map((piece) => piece.text)
        .join('');
      expect(joined.replaceAll(/[\uE000\uE001]/g, '')).toBe(snippet.replaceAll(/[\uE000\uE001]/g, ''));
    }),
  );
});

it('cuts a long lead at a word, and never what was found or what follows', () => {
  const lead = 'one two three four five six seven eight nine ten eleven twelve ';
  const [first, ...rest] = aroundHit(snippetPieces(`${lead}\uE000hit\uE001 and after`));
  expect(first?.text).toMatch(/^… ?\w/);
  expect(lead.endsWith(first?.text.slice(1).trimStart() ?? 'x')).toBe(true);
  expect(rest).toEqual([
    { text: 'hit', found: true },
    { text: ' and after', found: false },
  ]);
  expect(aroundHit(snippetPieces('\uE000hit\uE001'))).toEqual([{ text: 'hit', found: true }]);
});
