// Watches whether anything still moves on the line while something is being sent, and cuts what is under way when nothing does.
// The sockets have timeouts of their own; this one also notices a machine that slept, and what those timeouts do not see.
import type { Clock } from '../ports/machine.ts';

const LOOK_EVERY_MILLIS = 5_000;
/** Nothing moved for this long: the line is dead (A6). */
const STALLED_AFTER_MILLIS = 60_000;
/** A look that comes this much too late, by either clock, comes after sleep: sockets from before it are dead (A6). */
const SLEPT_MILLIS = 30_000;

/** A watch under way. */
export interface LineWatch {
  /** Fires when the line is cut, or when the work is told to stop. */
  readonly signal: AbortSignal;
  /** Why the line was cut, or null. */
  cause(): 'stalled' | 'slept' | null;
  end(): void;
}

/** Begins to watch. `moved` answers a figure that changes whenever bytes move. */
export function watchLine(clock: Clock, moved: () => number, stop: AbortSignal): LineWatch {
  const ended = new AbortController();
  const cut = new AbortController();
  let cause: 'stalled' | 'slept' | null = null;
  const look = async (): Promise<void> => {
    let [figure, movedAt] = [moved(), clock.monotonic()];
    while (cause === null) {
      const [monotonic, date] = [clock.monotonic(), clock.now()];
      await clock.delay(LOOK_EVERY_MILLIS, ended.signal);
      const elapsed = Math.max(clock.monotonic() - monotonic, clock.now() - date);
      const now = moved();
      if (now !== figure) [figure, movedAt] = [now, clock.monotonic()];
      if (elapsed > LOOK_EVERY_MILLIS + SLEPT_MILLIS) cause = 'slept';
      else if (clock.monotonic() - movedAt >= STALLED_AFTER_MILLIS) cause = 'stalled';
    }
    cut.abort();
  };
  // Only the end of the watch ends the wait in it.
  void look().catch(() => undefined);
  return { signal: AbortSignal.any([stop, cut.signal]), cause: () => cause, end: () => ended.abort() };
}
