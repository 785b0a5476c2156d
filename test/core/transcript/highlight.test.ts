// Highlights stay on their words: through any mix of edits, through packing, and they say so when their words are gone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit, type Edit } from '../../../src-core/transcript/edit.ts';
import { mapHighlights, packHighlight, unpackHighlights, type Highlight } from '../../../src-core/transcript/highlight.ts';
import { stretchSpan, stretchText, wordsOfStretch, type WordStretch } from '../../../src-core/transcript/word-stretch.ts';
import type { Transcript, Word } from '../../../src-core/transcript/transcript.ts';
import { transcriptOf } from '../../support/notation.ts';
import { anyReplacement, anyTranscript, replacementIn } from '../../support/random-transcripts.ts';

const over = (words: WordStretch): Highlight => ({ id: 'h', label: 'Quote', comment: '', madeAt: 1, words, gone: null });

/** What a word is known by as long as nobody touches it. Sources are unique in random transcripts; typed words have none. */
const identityOf = ({ source, text, start, end }: Word): string | null => (source === null ? null : `${source} ${text} ${start} ${end}`);

function namesIn(transcript: Transcript, stretch: WordStretch | null): Set<string> {
  const places = stretch ? wordsOfStretch(transcript, stretch) : [];
  return new Set(places.flatMap(({ turn, word }) => identityOf(transcript.turns[turn]?.words[word] ?? never()) ?? []));
}

const allNames = (transcript: Transcript): Set<string> => new Set(transcript.turns.flatMap(({ words }) => words.flatMap((word) => identityOf(word) ?? [])));

function never(): never {
  throw new Error('no such word');
}

const anyStretch = fc.tuple(fc.nat(1000), fc.nat(1000));

/** A stretch by two random numbers, or null in a transcript without words. */
function stretchIn(transcript: Transcript, [a, b]: [number, number]): WordStretch | null {
  const places = transcript.turns.flatMap(({ words }, turn) => words.map((_, word) => ({ turn, word })));
  const [from, to] = [a % Math.max(places.length, 1), b % Math.max(places.length, 1)];
  const [first, last] = [places[Math.min(from, to)], places[Math.max(from, to)]];
  return first && last ? { from: first, to: last } : null;
}

describe('a highlight', () => {
  it('holds every one of its words that is left as it was, and takes in no other', () => {
    fc.assert(
      fc.property(anyTranscript, anyStretch, fc.array(anyReplacement, { minLength: 1, maxLength: 12 }), (before, random, replacements) => {
        const words = stretchIn(before, random);
        fc.pre(words !== null);
        const marked = namesIn(before, words);
        const others = [...allNames(before)].filter((name) => !marked.has(name));
        let transcript = before;
        let highlights: readonly Highlight[] = [over(words)];
        for (const replacement of replacements) {
          const result = applyEdit(transcript, replacementIn(transcript, replacement));
          highlights = mapHighlights(highlights, transcript, result.map);
          transcript = result.transcript;
          const holds = namesIn(transcript, highlights[0]?.words ?? null);
          const left = allNames(transcript);
          for (const name of marked) if (!left.has(name)) marked.delete(name);
          expect([...marked].filter((name) => !holds.has(name))).toEqual([]);
          expect(others.filter((name) => holds.has(name))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('grows by what is typed inside it and not by what is typed beside it', () => {
    let transcript = transcriptOf('A: one@0-400 two@500-900 three@1000-1400 four@1500-1900');
    let highlights: readonly Highlight[] = [over({ from: { turn: 0, word: 1 }, to: { turn: 0, word: 2 } })];
    for (const [offset, text] of [
      [18, ' more'],
      [7, ' and'],
      [4, 'the '],
    ] as const) {
      const place = { turn: 0, offset };
      const result = applyEdit(transcript, { kind: 'replace-text', from: place, to: place, text });
      highlights = mapHighlights(highlights, transcript, result.map);
      transcript = result.transcript;
    }
    const words = highlights[0]?.words;
    expect(words && stretchText(transcript, words)).toBe('two and three');
    expect(words && stretchSpan(transcript, words)).toEqual({ start: 500, end: 1400 });
  });

  it('says what its words were and when, once all of them are gone, and stays gone through later edits', () => {
    const before = transcriptOf('A: one@0-400 two@500-900 | B: three@1000-1400');
    const edit: Edit = { kind: 'replace-text', from: { turn: 0, offset: 3 }, to: { turn: 1, offset: 5 }, text: '' };
    const { transcript, map } = applyEdit(before, edit);
    const highlights = mapHighlights([over({ from: { turn: 0, word: 1 }, to: { turn: 1, word: 0 } })], before, map);
    expect(highlights).toEqual([
      { ...over({ from: { turn: 0, word: 1 }, to: { turn: 1, word: 0 } }), words: null, gone: { text: 'two three', span: { start: 500, end: 1400 } } },
    ]);
    const later = applyEdit(transcript, { kind: 'replace-text', from: { turn: 0, offset: 0 }, to: { turn: 0, offset: 0 }, text: 'so ' });
    expect(mapHighlights(highlights, transcript, later.map)).toBe(highlights);
  });

  it('comes back from its packed form, and is told as gone when its turn is not there', () => {
    fc.assert(
      fc.property(anyTranscript, anyStretch, (transcript, random) => {
        const words = stretchIn(transcript, random);
        fc.pre(words !== null);
        const packed = packHighlight(over(words), transcript);
        expect(unpackHighlights([packed], transcript)).toEqual([over(words)]);
        expect(unpackHighlights([packed], { ...transcript, turns: [] })[0]).toMatchObject({ words: null, gone: { text: '' } });
      }),
    );
  });
});
