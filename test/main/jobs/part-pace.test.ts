// The pace of parts: never more than allowed, nobody forgotten in the queue, whatever is cancelled meanwhile.
import { describe, expect, it } from 'vitest';
import { CancelledError, StudioError } from '../../../src-core/contract/errors.ts';
import { PartPace } from '../../../src-main/jobs/part-pace.ts';
import { ManualClock, settle } from '../../fakes/manual-clock.ts';

const never = new AbortController().signal;
const quiet = (): void => undefined;

function bench(): { clock: ManualClock; pace: PartPace } {
  const clock = new ManualClock();
  return { clock, pace: new PartPace({ clock, chance: () => 0.5 }) };
}

describe('the pace of parts', () => {
  it('lets sixteen through at a time and the others after them', async () => {
    const { clock, pace } = bench();
    let [underWay, most] = [0, 0];
    const send = async (): Promise<void> => {
      most = Math.max(most, (underWay += 1));
      await clock.delay(100);
      underWay -= 1;
    };
    const parts = Array.from({ length: 50 }, () => pace.send(send, never, quiet));
    await clock.advance(1_000);
    await Promise.all(parts);
    expect(most).toBe(16);
  });

  it('gives the place of one that is cancelled while it waits to the next', async () => {
    const { clock, pace } = bench();
    const stop = new AbortController();
    const first = Array.from({ length: 16 }, () => pace.send(() => clock.delay(100), never, quiet));
    const cancelled = pace.send(() => Promise.resolve(), stop.signal, quiet);
    const last = Array.from({ length: 20 }, () => pace.send(() => clock.delay(100), never, quiet));
    await settle();
    stop.abort();
    await expect(cancelled).rejects.toBeInstanceOf(CancelledError);
    await clock.advance(1_000);
    await expect(Promise.all([...first, ...last])).resolves.toHaveLength(36);
  });

  it('grows again by one for every round that gets through', async () => {
    const { clock, pace } = bench();
    let refused = 16;
    const send = async (): Promise<void> => {
      await clock.delay(10);
      if ((refused -= 1) >= 0) throw new StudioError('throttled');
    };
    const parts = Array.from({ length: 200 }, () => pace.send(send, never, quiet));
    await clock.advance(600_000);
    await Promise.all(parts);
    expect(pace.allowed).toBe(16);
  });

  it('passes on what is no throttling at once', async () => {
    const { pace } = bench();
    await expect(pace.send(() => Promise.reject(new StudioError('network')), never, quiet)).rejects.toMatchObject({ code: 'network' });
  });
});
