// The machine's time.
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { CancelledError } from '../../../src-core/contract/errors.ts';
import type { Clock } from '../../ports/machine.ts';

/** Real time. A pending delay does not keep the process alive by itself. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async delay(millis, signal) {
    try {
      await wait(millis, undefined, signal ? { signal } : {});
    } catch {
      throw new CancelledError();
    }
  },
};
