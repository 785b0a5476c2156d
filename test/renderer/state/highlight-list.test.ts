// Highlights as a list: by time, whatever order they were made in, and only those asked for.
import { describe, expect, it } from 'vitest';
import type { Highlight } from '../../../src-core/transcript/highlight.ts';
import { highlightText, shownHighlights } from '../../../src-renderer/state/highlight-list.ts';
import { transcriptOf } from '../../support/notation.ts';

const transcript = transcriptOf('A: one@0-400 two@500-900 | B: Grüße@1000-1400');
const over = (id: string, turn: number, word: number, change: Partial<Highlight> = {}): Highlight => ({
  ...{ id, label: '', comment: '', madeAt: 1, words: { from: { turn, word }, to: { turn, word } }, gone: null },
  ...change,
});
const gone = over('gone', 0, 0, { words: null, gone: { text: 'deleted words', span: { start: 600, end: 700 } } });
const all = [over('late', 1, 0, { label: 'Quote' }), gone, over('early', 0, 0, { comment: 'Check it' })];
const ids = (filter: Partial<Parameters<typeof shownHighlights>[2]>): string[] =>
  shownHighlights(transcript, all, { label: '', speaker: '', words: '', ...filter }).map(({ id }) => id);

describe('the list of highlights', () => {
  it('is in the order of time, those whose words are gone among them', () => {
    expect(ids({})).toEqual(['early', 'gone', 'late']);
    expect(highlightText(transcript, gone)).toBe('deleted words');
  });

  it('is filtered by label, by speaker, and by letters of words or comments without regard to accents', () => {
    expect([
      ids({ label: 'Quote' }),
      ids({ speaker: 'A' }),
      ids({ words: 'grusse' }),
      ids({ words: 'gru' }),
      ids({ words: 'CHECK' }),
      ids({ words: 'deleted' }),
    ]).toEqual([['late'], ['early'], [], ['late'], ['early'], ['gone']]);
  });
});
