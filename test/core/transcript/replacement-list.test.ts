// Replacement lists go out to a spreadsheet and come back, and are read as people write them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readList, writeList, type Replacement } from '../../../src-core/transcript/replacement-list.ts';

const row = (find: string, replace: string, change: Partial<Replacement> = {}): Replacement => ({
  ...{ find, replace, pattern: false, wholeWord: true, matchCase: false },
  ...change,
});
const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.normalize('NFC').replace(/\r/g, '').trim());

describe('a replacement list', () => {
  it('comes back from its table as it was written', () => {
    const rows = fc.array(
      fc.record({ find: cell.filter((text) => text !== ''), replace: cell, pattern: fc.boolean(), wholeWord: fc.boolean(), matchCase: fc.boolean() }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(rows, (given) => {
        expect(readList(writeList(given))).toEqual({ rows: given, skipped: [] });
      }),
    );
  });

  it.each([
    ['tabs', 'Jon\tJohn\nSmyth\tSmith'],
    ['semicolons, a mark at the start and Windows lines', '\uFEFFJon;John\r\nSmyth;Smith\r\n'],
    ['arrows', 'Jon → John\nSmyth → Smith'],
    ['a head row and quotes', 'Find,Replace\n"Jon","John"\n\n"Smyth",Smith'],
  ])('is read from lines with %s', (_, table) => {
    expect(readList(table)).toEqual({ rows: [row('Jon', 'John'), row('Smyth', 'Smith')], skipped: [] });
  });

  it('names the lines that hold nothing to find', () => {
    expect(readList('a,b\njust a note\n,c\n"x\ny",z')).toEqual({ rows: [row('a', 'b'), row('x\ny', 'z')], skipped: [2, 3] });
  });

  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.string(), (table) => void readList(table)));
  });
});
