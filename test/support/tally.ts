// Counts what a test run came to, with the reason of every skip, for the closing lines of `npm test`.
import { appendFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** One vitest run, as a line of JSON in the tally file. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly test: string; readonly reason: string }[];
}

/** Appends the run's tally to the file named by GALLEY_TALLY. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const file = process.env['GALLEY_TALLY'];
    if (!file) return;
    let passed = 0;
    let failed = unhandled.length;
    const skipped: { test: string; reason: string }[] = [];
    for (const module of modules) {
      if (module.state() === 'failed' && [...module.children.allTests('failed')].length === 0) failed += 1;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') passed += 1;
        else if (result.state === 'failed') failed += 1;
        else skipped.push({ test: test.fullName, reason: (result.state === 'skipped' && result.note) || 'no reason given' });
      }
    }
    appendFileSync(file, `${JSON.stringify({ passed, failed, skipped } satisfies Tally)}\n`);
  }
}
