// A test of one code of the fault table: what was injected, what was seen. Wherever such a test lies, its row comes into the table.
import { it } from 'vitest';
import type { FaultCode } from './codes.ts';

/** One row of the table, as a test leaves it in its meta. */
export interface FaultRow {
  readonly code: FaultCode;
  readonly injected: string;
  /** What was seen, in the order it was. */
  readonly seen: string[];
}

declare module 'vitest' {
  interface TaskMeta {
    fault?: FaultRow;
  }
}

/** Notes an observation that the test has made, as a clause: "resumed at part 3, no finished part sent again". */
export type Seen = (what: string) => void;

export interface FaultOptions {
  /** Milliseconds, when the project's own limit is too short. */
  readonly timeout?: number;
  /** Why this machine cannot run it; the row then shows the reason, and the skip is listed with it. */
  readonly skip?: string | false;
}

/**
 * Declares a test of one code. `injected` says what is done to the studio; `prove` does it, expects, and tells what it saw.
 * A test that passes without having seen anything fails.
 */
export function fault(code: FaultCode, injected: string, prove: (seen: Seen) => Promise<void> | void, options: FaultOptions = {}): void {
  it(`${code}: ${injected}`, options.timeout === undefined ? {} : { timeout: options.timeout }, async (context) => {
    const row: FaultRow = { code, injected, seen: [] };
    context.task.meta.fault = row;
    if (options.skip) context.skip(options.skip);
    await prove((what) => row.seen.push(what));
    if (row.seen.length === 0) throw new Error(`${code} passed without having seen anything.`);
  });
}
