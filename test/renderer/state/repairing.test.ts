// Repairing at length: a trial a frame, told as it goes, and nothing done once it is stopped.
import { describe, expect, it } from 'vitest';
import type { CueEdit } from '../../../src-core/subtitles/cue-edits.ts';
import { emptyTrack } from '../../../src-core/subtitles/cue-track.ts';
import { RepairingState } from '../../../src-renderer/state/repairing.svelte.ts';
import { ManualPageClock } from '../page-fakes.ts';

const EDIT: CueEdit = { label: 'Repair', edits: [], track: emptyTrack };

function* trials(lefts: readonly number[]): Generator<number, CueEdit | null> {
  for (const left of lefts) yield left;
  return EDIT;
}

describe('Repairing at length', () => {
  it('makes one trial a frame and tells how many findings are left, of the most there were', () => {
    const clock = new ManualPageClock();
    const repairing = new RepairingState(clock);
    const made: (CueEdit | null)[] = [];
    repairing.run(trials([7, 9, 2]), (edit) => made.push(edit));
    const seen: unknown[] = [];
    for (seen.push(repairing.open); repairing.open !== null; seen.push(repairing.open)) clock.paint();
    expect(seen).toEqual([{ left: 7, most: 7 }, { left: 9, most: 9 }, { left: 2, most: 9 }, null]);
    expect(made).toEqual([EDIT]);
  });

  it('does nothing any more when it was stopped', () => {
    const clock = new ManualPageClock();
    const repairing = new RepairingState(clock);
    const made: (CueEdit | null)[] = [];
    repairing.run(trials([2, 1]), (edit) => made.push(edit));
    clock.paint();
    repairing.stop();
    for (let frame = 0; frame < 5; frame += 1) clock.paint();
    expect(repairing.open).toBeNull();
    expect(made).toEqual([]);
  });

  it('is over when a trial throws, and lets the error be seen', () => {
    const clock = new ManualPageClock();
    const repairing = new RepairingState(clock);
    const broken = (function* (): Generator<number, CueEdit | null> {
      yield 1;
      throw new RangeError('no such cue');
    })();
    repairing.run(broken, () => undefined);
    expect(() => clock.paint()).toThrow('no such cue');
    expect(repairing.open).toBeNull();
  });
});
