// Re-timing the estimated words of a passage over stretches of speech.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTranscript } from '../../../src-core/transcript/check.ts';
import { applyEdits } from '../../../src-core/transcript/edit.ts';
import { estimatedRuns, retimeRunOver } from '../../../src-core/transcript/retime-passage.ts';
import { spreadWords } from '../../../src-core/transcript/spread-words.ts';
import { transcriptText, type Transcript } from '../../../src-core/transcript/transcript.ts';
import { notationOf, transcriptOf } from '../../support/notation.ts';
import { anyTranscript } from '../../support/random-transcripts.ts';

const whole = (transcript: Transcript) => ({
  from: { turn: 0, word: 0 },
  to: { turn: transcript.turns.length - 1, word: Math.max(0, (transcript.turns.at(-1)?.words.length ?? 1) - 1) },
});

function retimed(notation: string, speech: { start: number; end: number }[], end = 10_000): string {
  const start = transcriptOf(notation);
  const edits = estimatedRuns(start, whole(start), end).flatMap((run) =>
    retimeRunOver(
      run,
      speech.filter((span) => span.start >= run.room.start && span.end <= run.room.end),
    ),
  );
  return notationOf(applyEdits(start, edits).transcript);
}

describe('a passage re-timed', () => {
  test('lays estimated words over the speech between their neighbours', () => {
    expect(retimed('A: one@0-300 two@300-400? three@400-500? four@2000-2300', [{ start: 800, end: 1400 }])).toBe(
      'A: one@0-300 two@800-1100? three@1100-1400? four@2000-2300',
    );
  });

  test('pauses where the text does', () => {
    const speech = [
      { start: 1000, end: 1500 },
      { start: 2000, end: 2900 },
    ];
    expect(retimed('A: a@0-300 no,@300-300? I@300-300? think@300-300? not@300-300? b@4000-4300', speech)).toBe(
      'A: a@0-300 no,@1000-1500? I@2000-2300? think@2300-2600? not@2600-2900? b@4000-4300',
    );
  });

  test('goes on over the ends of turns, as far as no better time stands between', () => {
    const speech = [
      { start: 1000, end: 1500 },
      { start: 2000, end: 2500 },
    ];
    expect(retimed('A: a@0-300 yes.@300-300? | B: no.@300-300? b@4000-4300', speech)).toBe('A: a@0-300 yes.@1000-1500? | B: no.@2000-2500? b@4000-4300');
  });

  test('behind the last word of all goes as far as the media', () => {
    const run = estimatedRuns(transcriptOf('A: a@0-300 b@300-300?'), { from: { turn: 0, word: 1 }, to: { turn: 0, word: 1 } }, 5000)[0];
    expect(run?.room).toEqual({ start: 300, end: 5000 });
  });

  test('takes in the whole of a run it begins within', () => {
    const start = transcriptOf('A: a@0-300 b@300-300? c@300-300? d@300-300? e@900-1000');
    const middle = { turn: 0, word: 2 };
    expect(estimatedRuns(start, { from: middle, to: middle }, 5000).map((run) => run.parts)).toEqual([
      [{ place: { turn: 0, word: 1 }, words: start.turns[0]?.words.slice(1, 4) }],
    ]);
  });

  test('without speech, or without estimated words, makes no edit', () => {
    expect(retimed('A: a@0-300 b@300-300? c@900-1000', [])).toBe('A: a@0-300 b@300-300? c@900-1000');
    expect(retimed('A: a@0-300~ b@300-400! c@900-1000', [{ start: 400, end: 900 }])).toBe('A: a@0-300~ b@300-400! c@900-1000');
  });

  test('keeps every better time and all text, in a sound transcript', () => {
    let moved = 0;
    const speech = fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 900 })), { maxLength: 12 });
    fc.assert(
      fc.property(anyTranscript, speech, (start, gaps) => {
        let clock = 0;
        const stretches = gaps.map(([gap, length]) => ({ start: (clock += gap), end: (clock += length) }));
        for (const run of estimatedRuns(start, whole(start), 60_000)) {
          const within = stretches.map((span) => ({ start: Math.max(span.start, run.room.start), end: Math.min(span.end, run.room.end) }));
          const edits = retimeRunOver(run, within);
          const { transcript, inverse } = applyEdits(start, edits);
          moved += edits.length;
          expect(checkTranscript(transcript)).toEqual([]);
          expect(transcriptText(transcript)).toBe(transcriptText(start));
          expect(applyEdits(transcript, [inverse]).transcript).toEqual(start);
          transcript.turns.forEach((turn, at) => {
            turn.words.forEach((word, index) => {
              const old = start.turns[at]?.words[index];
              if (old?.origin === 'estimated') expect(word).toEqual({ ...old, start: word.start, end: word.end });
              else expect(word).toBe(old);
            });
          });
        }
      }),
      { numRuns: 500 },
    );
    expect(moved).toBeGreaterThan(50);
  });
});

test('words are laid in order, one span each, inside the stretches, for thousands of both', () => {
  const words = Array.from({ length: 5000 }, (_, index) => ({ text: index % 9 === 8 ? 'end.' : 'words', endsTurn: index % 90 === 89 }));
  const stretches = Array.from({ length: 1200 }, (_, index) => ({ start: index * 2000, end: index * 2000 + 500 + ((index * 37) % 1400) }));
  const spans = spreadWords(words, stretches) ?? [];
  expect(spans).toHaveLength(words.length);
  let low = 0;
  for (const { start, end } of spans) {
    expect(start).toBeGreaterThanOrEqual(low);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(stretches.some((stretch) => start >= stretch.start && end <= stretch.end)).toBe(true);
    low = end;
  }
});
