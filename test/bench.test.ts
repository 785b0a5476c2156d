// How the bench judges: what it says of a figure must follow from the values alone. Nothing is timed here.
import { describe, expect, it } from 'vitest';
import type { Figure } from '../bench/bench.ts';
import { best, median, p95 } from '../bench/spread.ts';
import { table } from '../bench/table.ts';
import { judge, targetText } from '../bench/verdict.ts';

const figure = (more: Partial<Figure>): Figure => ({ what: 'a thing', unit: 'ms', ours: [10, 30, 20], ...more });

describe('the spread of values', () => {
  it('is told by values that were measured, and the mean of the middle two', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(p95(Array.from({ length: 100 }, (_, index) => 100 - index))).toBe(95);
    expect(p95([7])).toBe(7);
  });

  it('knows that of a rate more is better', () => {
    expect(best([3, 1, 2], 'ms')).toBe(1);
    expect(best([3, 1, 2], 'MB/s')).toBe(3);
  });
});

describe('a verdict', () => {
  it('holds the median to the target unless told to hold the p95', () => {
    expect(judge(figure({ target: { most: 20 } })).word).toBe('ok');
    expect(judge(figure({ target: { most: 20 }, judged: 'p95' })).word).toBe('OVER (median ok)');
  });

  it('compares like with like', () => {
    const beside = { name: 'floor', values: [5, 10, 40] };
    expect(judge(figure({ beside }))).toMatchObject({ beside: 10, ratio: 2, bestRatio: 2 });
    expect(judge(figure({ beside, judged: 'p95' }))).toMatchObject({ beside: 40, ratio: 0.75 });
  });

  it('wants every bound to hold', () => {
    const beside = { name: 'floor', values: [10, 10, 10] };
    expect(judge(figure({ beside, target: { most: 100, mostTimes: 1.5 } })).word).toBe('OVER (best ok)');
    expect(judge(figure({ beside, target: { most: 5, mostTimes: 3 } })).word).toBe('OVER');
    expect(judge(figure({ unit: 'MB/s', beside, target: { leastTimes: 0.9 } })).word).toBe('ok');
  });

  it('passes nothing that was not measured', () => {
    expect(judge(figure({ ours: [], target: { most: 100 } })).word).toBe('OVER');
    expect(judge(figure({ ours: [NaN], target: { least: 0 } })).word).toBe('OVER');
    expect(judge(figure({ target: { mostTimes: 100 } })).word).toBe('OVER');
  });

  it('says its target in words', () => {
    expect(targetText(figure({ judged: 'p95', target: { most: 33, mostTimes: 1.3 } }))).toBe('p95 ≤ 33 ms, ≤ 1.3 ×');
    expect(targetText(figure({}))).toBe('');
  });
});

describe('the table', () => {
  it('is aligned: every line is as long as the first', () => {
    const figures = [figure({ target: { most: 5 } }), figure({ what: 'a longer thing', ours: [0.0123], beside: { name: 'floor', values: [1234.5] } })];
    const lines = table(figures).split('\n');
    expect(lines).toHaveLength(4);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(lines[2]).toContain('| OVER |');
    expect(lines[3]).toContain('0.012 ms');
    expect(lines[3]).toContain('floor 1235 ms');
  });
});
