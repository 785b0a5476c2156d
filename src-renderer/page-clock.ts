// Time as the page's state sees it. State classes wait only through this, so that tests move time by hand.

export interface PageClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs once after so many milliseconds; answers what calls it off. */
  after(millis: number, run: () => void): () => void;
  /** Runs again and again; answers what ends it. */
  every(millis: number, run: () => void): () => void;
  /** Runs before the next paint; answers what calls it off. */
  frame(run: () => void): () => void;
}

/** The browser's own clock. */
export function makePageClock(page: Window): PageClock {
  return {
    now: () => Date.now(),
    after(millis, run) {
      const timer = page.setTimeout(run, millis);
      return () => {
        page.clearTimeout(timer);
      };
    },
    every(millis, run) {
      const timer = page.setInterval(run, millis);
      return () => {
        page.clearInterval(timer);
      };
    },
    frame(run) {
      const handle = page.requestAnimationFrame(run);
      return () => {
        page.cancelAnimationFrame(handle);
      };
    },
  };
}
