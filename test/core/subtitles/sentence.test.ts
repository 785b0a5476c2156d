// Where a sentence ends, and where a point only looks like its end.
import { describe, expect, it } from 'vitest';
import { endingOf } from '../../../src-core/subtitles/sentence.ts';

describe('A point', () => {
  it.each([
    ['harbour.', 'We', 'sentence'],
    ['harbour.', 'we', 'none'],
    ['harbour.”', 'We', 'sentence'],
    ['Dr.', 'Lindqvist', 'none'],
    ['Dr.', 'We', 'none'],
    ['J.', 'Keller', 'none'],
    ['J.', 'Young', 'none'],
    ['C.', 'We', 'sentence'],
    ['C.', 'we', 'none'],
    ['C.', 'Wir', 'sentence'],
    ['p.m.', 'They', 'sentence'],
    ['C.', null, 'sentence'],
  ] as const)('in %j before %j ends: %s', (word, next, ending) => {
    expect(endingOf(word, next)).toBe(ending);
  });
});
