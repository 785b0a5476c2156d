// Runs of letters and styled texts held against the plainest model there is: one set of letters for every UTF-16 unit of the text.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphemeEnd, graphemeStart, isGraphemeBound } from '../../../src-core/transcript/grapheme-bounds.ts';
import {
  changedRuns,
  isSameLetters,
  lettersOf,
  lettersOver,
  mappedRuns,
  plainLetters,
  slicedRuns,
  stretchesOf,
  tidyRuns,
  underlaidRuns,
  type LetterRuns,
  type Letters,
} from '../../../src-core/transcript/letters.ts';
import { joinStyled, letterStretches, replaceStyled, sliceStyled, splitStyled, type StyledText } from '../../../src-core/transcript/styled-text.ts';
import { anyLetters, anyStyled } from '../../support/random-transcripts.ts';

type Model = readonly Letters[];

const ITALIC: Letters = { ...plainLetters, italic: true };

function modelOf({ text, letters }: StyledText): Model {
  const units: Letters[] = Array.from({ length: text.length }, () => plainLetters);
  for (const run of letters) units.fill(lettersOf(run), run.from, run.to);
  return units;
}

/** The runs a model comes to, such as are kept. */
function runsOf(model: Model): LetterRuns {
  const runs: { from: number; to: number; letters: Letters }[] = [];
  model.forEach((letters, at) => {
    const last = runs.at(-1);
    if (last && last.to === at && isSameLetters(last.letters, letters)) last.to += 1;
    else if (!isSameLetters(letters, plainLetters)) runs.push({ from: at, to: at + 1, letters });
  });
  return runs.map(({ from, to, letters }) => ({ ...letters, from, to }));
}

const PIECES = ['a', 'b', 'o', 'ö', 'e\u0301', 'ne', '-', ' ', '👍🏽', '😀', '😁', '🐐', '你', 'नि', '한'];
const anyText = fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }).map((pieces) => pieces.join(''));
const anyUnit = fc.nat(30);
const styled = anyStyled(anyText);

/** Two offsets of a text, in order. */
function within(text: string, one: number, other: number): [number, number] {
  const [a, b] = [one % (text.length + 1), other % (text.length + 1)];
  return [Math.min(a, b), Math.max(a, b)];
}

describe('runs of letters', () => {
  test('tidied are those of a model in which the earlier of two stands, and stay as they are tidied again', () => {
    const anyRuns = fc.array(fc.record({ from: fc.integer({ min: -2, max: 14 }), to: fc.integer({ min: -2, max: 16 }), letters: anyLetters }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(anyRuns, fc.nat(12), (seeds, length) => {
        const model: (Letters | null)[] = new Array<null>(length).fill(null);
        for (const { from, to, letters } of [...seeds].sort((a, b) => a.from - b.from)) {
          if (isSameLetters(letters, plainLetters)) continue;
          for (let at = Math.max(0, from); at < Math.min(to, length); at += 1) model[at] ??= letters;
        }
        const tidy = tidyRuns(
          seeds.map(({ from, to, letters }) => ({ ...letters, from, to })),
          length,
        );
        expect(tidy).toEqual(runsOf(model.map((letters) => letters ?? plainLetters)));
        expect(tidyRuns(tidy, length)).toEqual(tidy);
      }),
    );
  });

  test('cut a text into stretches that are all of it', () => {
    fc.assert(
      fc.property(styled, ({ text, letters }) => {
        expect(stretchesOf(letters, text.length).flatMap(({ from, to, ...look }) => Array.from({ length: to - from }, () => look))).toEqual(
          modelOf({ text, letters }),
        );
        expect(letterStretches({ text, letters }).map((stretch) => stretch.text).join('')).toBe(text); // prettier-ignore
      }),
    );
  });

  test('changed between two offsets are changed there and nowhere else', () => {
    const anyChange = fc.record(
      { italic: fc.boolean(), bold: fc.boolean(), underline: fc.boolean(), colour: fc.constantFrom(null, '#00ff00') },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(styled, anyUnit, anyUnit, anyChange, ({ text, letters }, one, other, change) => {
        const [from, to] = within(text, one, other);
        const model = modelOf({ text, letters }).map((look, at) => (at >= from && at < to ? { ...look, ...change } : look));
        expect(changedRuns(letters, { from, to, length: text.length }, change)).toEqual(runsOf(model));
      }),
    );
  });

  test('laid over other letters have what either has, and their own colour', () => {
    fc.assert(
      fc.property(styled, anyLetters, ({ text, letters }, below) => {
        const model = modelOf({ text, letters }).map((look) => lettersOver(below, look));
        expect(underlaidRuns(letters, below, text.length)).toEqual(runsOf(model));
      }),
    );
  });

  test('of a part of a text are those of its letters', () => {
    fc.assert(
      fc.property(styled, anyUnit, anyUnit, ({ text, letters }, one, other) => {
        const [from, to] = within(text, one, other);
        expect(slicedRuns(letters, from, to)).toEqual(runsOf(modelOf({ text, letters }).slice(from, to)));
        expect(sliceStyled({ text, letters }, from, to).text).toBe(text.slice(from, to));
      }),
    );
  });
});

describe('runs of a text that was rewritten', () => {
  const rewriting = fc.record({ text: styled, from: anyUnit, to: anyUnit, put: anyText });

  test('lie in it as runs are kept, and part no character that they did not part before', () => {
    fc.assert(
      fc.property(fc.oneof(rewriting, fc.record({ text: styled, put: anyText })), (seed) => {
        const { text, letters } = seed.text;
        const [from, to] = 'from' in seed ? within(text, seed.from, seed.to) : [0, text.length];
        const after = text.slice(0, from) + seed.put + text.slice(to);
        const mapped = mappedRuns(letters, text, after);
        expect(mapped).toEqual(tidyRuns(mapped, after.length));
        for (const run of mapped) expect([isGraphemeBound(after, run.from), isGraphemeBound(after, run.to)]).toEqual([true, true]);
      }),
      { numRuns: 2000 },
    );
  });

  test('are what they were at the beginning and the end that stayed, and those of a run that was reached between', () => {
    // Signs that occur nowhere else, so that it is plain what was rewritten.
    const put = fc.array(fc.constantFrom('x', 'y', '😎'), { maxLength: 4 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(styled, anyUnit, anyUnit, put, ({ text, letters }, one, other, written) => {
        const [low, high] = within(text, one, other);
        const [from, to] = [graphemeStart(text, low), graphemeEnd(text, high)];
        const after = text.slice(0, from) + written + text.slice(to);
        // Marks that come to stand behind another character join it.
        if (!isGraphemeBound(after, from) || !isGraphemeBound(after, from + written.length) || (written === '' && from < to)) return;
        const model = modelOf({ text, letters });
        const [before, behind] = [model.slice(0, from), model.slice(to)];
        const mapped = modelOf({ text: after, letters: mappedRuns(letters, text, after) });
        expect(mapped.slice(0, from)).toEqual(before);
        expect(mapped.slice(from + written.length)).toEqual(behind);
        // What is written in place of letters looks as the first run among them; between letters as the one before it; at the beginning as the first.
        const replaced = model.slice(from, to).find((look) => !isSameLetters(look, plainLetters));
        const grown = from > 0 ? model[from - 1] : to === 0 ? model[0] : undefined;
        const look = from < to ? replaced : grown;
        expect(mapped.slice(from, from + written.length)).toEqual(Array.from({ length: written.length }, () => look ?? plainLetters));
      }),
      { numRuns: 2000 },
    );
  });

  test('keep off a character of which a half is the same', () => {
    const face = '😀';
    const other = '😎';
    expect(mappedRuns([{ ...ITALIC, from: 2, to: 3 }], `${face}a`, `${other}b`)).toEqual([{ ...ITALIC, from: 0, to: 3 }]);
    expect(mappedRuns([{ ...ITALIC, from: 0, to: 2 }], `${face}a`, `${other}a`)).toEqual([{ ...ITALIC, from: 0, to: 2 }]);
    expect(mappedRuns([{ ...ITALIC, from: 0, to: 1 }], `a${face}`, `a${other}`)).toEqual([{ ...ITALIC, from: 0, to: 1 }]);
    expect(mappedRuns([{ ...ITALIC, from: 1, to: 2 }], 'ae', 'ae\u0301')).toEqual([{ ...ITALIC, from: 1, to: 3 }]);
    expect(mappedRuns([{ ...ITALIC, from: 0, to: 1 }], 'ab', 'a\u0301b')).toEqual([{ ...ITALIC, from: 0, to: 2 }]);
  });
});

describe('styled texts', () => {
  test('joined, split and sliced keep the letters of every unit', () => {
    fc.assert(
      fc.property(fc.array(styled, { maxLength: 5 }), fc.constantFrom('', ' ', '\n'), (parts, separator) => {
        const joined = joinStyled(parts, separator);
        const between = Array.from({ length: separator.length }, () => plainLetters);
        expect(joined.text).toBe(parts.map(({ text }) => text).join(separator));
        expect(joined.letters).toEqual(runsOf(parts.flatMap((part, index) => [...(index === 0 ? [] : between), ...modelOf(part)])));
        if (separator === '\n' && parts.length > 0) expect(splitStyled(joined, separator)).toEqual(parts);
      }),
    );
  });

  test('with every match replaced read as String.replace has it, in sound runs, every other unit as it was', () => {
    const cases = [
      { pattern: /o/g, by: () => 'öö' },
      { pattern: /[ab]+/g, by: () => '' },
      { pattern: /(n)(e)/g, by: (_: string, n = '', e = '') => e + n },
      { pattern: /-| /g, by: () => '&amp;' },
      { pattern: /\p{M}/gu, by: () => '' },
    ];
    fc.assert(
      fc.property(styled, fc.constantFrom(...cases), ({ text, letters }, { pattern, by }) => {
        const made = replaceStyled({ text, letters }, pattern, by);
        expect(made.text).toBe(text.replace(pattern, by));
        expect(made.letters).toEqual(tidyRuns(made.letters, made.text.length));
        const [old, now] = [modelOf({ text, letters }), modelOf(made)];
        let [at, shift] = [0, 0];
        for (const match of text.matchAll(pattern)) {
          expect(now.slice(at + shift, match.index + shift)).toEqual(old.slice(at, match.index));
          const replaced = old.slice(match.index, match.index + match[0].length);
          const put = by(match[0], ...match.slice(1));
          const [first] = replaced;
          // What stands for letters that all looked alike looks like them.
          if (first && replaced.every((look) => isSameLetters(look, first))) {
            expect(now.slice(match.index + shift, match.index + shift + put.length)).toEqual(Array.from({ length: put.length }, () => first));
          }
          at = match.index + match[0].length;
          shift += put.length - match[0].length;
        }
        expect(now.slice(at + shift)).toEqual(old.slice(at));
      }),
    );
  });
});

describe('the bounds of characters', () => {
  test('are those of the segmenter, looked for from either side', () => {
    const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
    fc.assert(
      fc.property(anyText, anyUnit, (text, unit) => {
        const at = unit % (text.length + 1);
        const bounds = [...segmenter.segment(text)].map(({ index }) => index).concat(text.length);
        expect(isGraphemeBound(text, at)).toBe(bounds.includes(at));
        expect(graphemeStart(text, at)).toBe(bounds.findLast((bound) => bound <= at));
        expect(graphemeEnd(text, at)).toBe(bounds.find((bound) => bound >= at));
      }),
    );
  });
});
