// Laws of what has been listened to, against the plain picture: one flag for every millisecond.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Span } from '../../../src-core/span.ts';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import { HeardCount, isHeard, mergedHeard, nextUnheard, withHeard, type HeardSpans } from '../../../src-core/transcript/heard.ts';
import { transcriptOf } from '../../support/notation.ts';
import { anyReplacement, anyTranscript, replacementIn } from '../../support/random-transcripts.ts';

const END = 4000;
const span = fc.tuple(fc.nat(END), fc.nat(END)).map(([a, b]): Span => ({ start: Math.min(a, b), end: Math.max(a, b) }));
const heard = (...spans: readonly Span[]): HeardSpans => spans.reduce(withHeard, []);

/** Every millisecond that the spans cover, gaps too short to matter filled. */
function covered(spans: readonly Span[]): boolean[] {
  const flags = Array.from({ length: END + 1 }, () => false);
  for (const { start, end } of spans) flags.fill(true, start, end);
  let last = -Infinity;
  flags.forEach((flag, at) => {
    if (!flag) return;
    if (at - last > 1 && at - last <= 61) flags.fill(true, last, at);
    last = at;
  });
  return flags;
}

describe('stretches listened to', () => {
  test('are rising and apart, and cover what was heard, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        const sum = heard(...spans);
        sum.forEach(({ start, end }, index) => {
          expect(start).toBeLessThan(end);
          const next = sum[index + 1];
          if (next) expect(next.start - end).toBeGreaterThan(60);
        });
        expect(covered(sum)).toEqual(covered(spans));
        expect(heard(...spans.toReversed())).toEqual(sum);
        expect(mergedHeard(sum, heard(...spans.slice(3)))).toEqual(sum);
      }),
    );
  });

  test('stay the same list when nothing new is heard', () => {
    const once = heard({ start: 100, end: 900 });
    expect(withHeard(once, { start: 200, end: 300 })).toBe(once);
    expect(withHeard(once, { start: 300, end: 300 })).toBe(once);
  });
});

describe('words listened to', () => {
  const transcript = transcriptOf('A: one@0-400 two@450-900 | B: three@1000-1200 four@1200-1200');
  const [one, two, ,] = transcript.turns[0]?.words ?? [];
  const four = transcript.turns[1]?.words[1];
  if (!one || !two || !four) throw new Error('the notation lost its words');

  test('are heard when most of them was', () => {
    expect(isHeard(one, heard({ start: 60, end: 400 }))).toBe(true);
    expect(isHeard(one, heard({ start: 200, end: 700 }))).toBe(false);
    expect(isHeard(two, heard({ start: 450, end: 640 }, { start: 710, end: 900 }))).toBe(true);
    expect(isHeard(four, heard({ start: 1100, end: 1200 }))).toBe(true);
    expect(isHeard(four, heard({ start: 0, end: 1100 }))).toBe(false);
  });

  test('the next unheard one is found behind the place, and from the top again', () => {
    const spans = heard({ start: 450, end: 1250 });
    expect(nextUnheard(transcript, spans, null)).toEqual({ turn: 0, word: 0 });
    expect(nextUnheard(transcript, spans, { turn: 0, word: 1 })).toEqual({ turn: 0, word: 0 });
    expect(nextUnheard(transcript, heard({ start: 0, end: 1000 }), { turn: 0, word: 0 })).toEqual({ turn: 1, word: 0 });
    expect(nextUnheard(transcript, heard({ start: 0, end: 2000 }), null)).toBeNull();
  });

  test('are counted as looking at each of them counts, through edits and listening', () => {
    fc.assert(
      fc.property(anyTranscript, fc.array(fc.tuple(anyReplacement, span), { maxLength: 10 }), (start, steps) => {
        const count = new HeardCount();
        let now = start;
        let spans: HeardSpans = [];
        for (const [edit, more] of steps) {
          now = applyEdit(now, replacementIn(now, edit)).transcript;
          spans = withHeard(spans, more);
          const slowly = now.turns.flatMap(({ words }) => words).filter((word) => isHeard(word, spans)).length;
          expect(count.of(now, spans)).toBe(slowly);
        }
      }),
    );
  });
});
