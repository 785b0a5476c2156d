// Two points of synchronising, gathered one after the other.
import { expect, it } from 'vitest';
import { SyncPoints, type SyncOffer } from '../../../src-renderer/state/sync-points.svelte.ts';

const startOf = (cue: number): string => `${cue}:00`;
const offer = (selected: readonly [number, number]): SyncOffer => ({ selected, count: 9, startOf });

it('offers the chosen cue and the last, or the two ends of a selection', () => {
  const points = new SyncPoints();
  points.offer(offer([4, 4]));
  expect([points.draft(0), points.draft(1)]).toEqual([
    { cue: 4, time: '4:00' },
    { cue: 9, time: '9:00' },
  ]);
  points.offer(offer([2, 6]));
  expect([points.draft(0).cue, points.draft(1).cue]).toEqual([2, 6]);
});

it('keeps what was told of one while the other is looked for, and offers the cue one has come to for that', () => {
  const points = new SyncPoints();
  points.offer(offer([2, 2]));
  expect(points.isTold(0)).toBe(false);
  points.setTime(0, '2:30');
  points.offer(offer([7, 7]));
  expect([points.isTold(0), points.draft(0), points.draft(1)]).toEqual([true, { cue: 2, time: '2:30' }, { cue: 7, time: '7:00' }]);
});

it('begins a cue that is named anew where it begins now', () => {
  const points = new SyncPoints();
  points.offer(offer([2, 2]));
  points.setTime(1, '8:15');
  points.setCue(1, 5, startOf);
  expect(points.draft(1)).toEqual({ cue: 5, time: '5:00' });
  points.setCue(1, null, startOf);
  expect(points.draft(1)).toEqual({ cue: null, time: '' });
});

it('forgets them once they were used', () => {
  const points = new SyncPoints();
  points.offer(offer([2, 2]));
  points.setTime(0, '2:30');
  points.forget();
  points.offer(offer([3, 3]));
  expect(points.draft(0)).toEqual({ cue: 3, time: '3:00' });
});
