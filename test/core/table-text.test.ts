// Tables as text: what is written is read back, and no cell is a formula.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, readTableRows, tsvCell, withApostrophe, withoutApostrophe } from '../../src-core/table-text.ts';

const anyCell = fc.oneof(fc.string(), fc.constantFrom('=1+1', "'=1", '"', 'a "b" c', 'x, y', '\n', ' lead', '-', '', '@a\r\n"b"'));
const rowsOf = (text: string, separator = ',', quotes = true): (readonly string[])[] =>
  [...readTableRows(text, { separator, quotes })].map(({ cells }) => cells);

describe('A table as text', () => {
  it('gives back every cell of CSV as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyCell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), fc.constantFrom('\n', '\r\n'), (table, end) => {
        const text = table.map((row) => row.map(csvCell).join(',') + end).join('');
        expect(rowsOf(text).map((row) => row.map(withoutApostrophe))).toEqual(table);
      }),
    );
  });

  it('keeps every cell of either kind from being calculated', () => {
    fc.assert(
      fc.property(anyCell, (text) => {
        expect(csvCell(text).replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r]/);
        expect(tsvCell(text)).not.toMatch(/^[=+\-@]|[\t\r\n]/);
        expect(withoutApostrophe(withApostrophe(text))).toBe(text);
      }),
    );
  });

  it('counts lines over line breaks in quotes, and passes blank lines by', () => {
    expect([...readTableRows('a,"b\nc"\n\nd, "e" \n"f', { separator: ',', quotes: true })]).toEqual([
      { cells: ['a', 'b\nc'], line: 1 },
      { cells: ['d', 'e'], line: 4 },
      { cells: ['f'], line: 5 },
    ]);
  });

  it('takes quotes for text where they part nothing', () => {
    expect(rowsOf('"a\t"b"\nsay "c"\td', '\t', false)).toEqual([
      ['"a', '"b"'],
      ['say "c"', 'd'],
    ]);
    expect(rowsOf('say "c",d')).toEqual([['say "c"', 'd']]);
    expect(rowsOf('a → b', '→')).toEqual([['a ', ' b']]);
  });
});
