// Counts what a test run came to, with the reason of every skip and the words of every failure, for the closing lines of `npm test`.
import { appendFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** One vitest run, as a line of JSON in the tally file. */
export interface Tally {
  readonly passed: number;
  /** What failed, and why: the first line of its error. A file that could not be run, and an error outside every test, count as one each. */
  readonly failures: readonly { readonly test: string; readonly reason: string }[];
  readonly skipped: readonly { readonly test: string; readonly reason: string }[];
}

/** The first lines of an error, in at most 400 characters. */
const inShort = (error: unknown): string => (error instanceof Object && 'message' in error ? String(error.message) : String(error)).slice(0, 400);

/** Appends the run's tally to the file named by GALLEY_TALLY. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const file = process.env['GALLEY_TALLY'];
    if (!file) return;
    let passed = 0;
    const failures = unhandled.map((error) => ({ test: 'outside every test', reason: inShort(error) }));
    const skipped: { test: string; reason: string }[] = [];
    for (const module of modules) {
      if (module.state() === 'failed' && [...module.children.allTests('failed')].length === 0)
        failures.push({ test: module.relativeModuleId, reason: module.errors().map(inShort).join('; ') || 'a hook of the file failed' });
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') passed += 1;
        else if (result.state === 'failed')
          failures.push({ test: `${module.relativeModuleId} > ${test.fullName}`, reason: result.errors.map(inShort).join('; ') });
        else skipped.push({ test: test.fullName, reason: (result.state === 'skipped' && result.note) || 'no reason given' });
      }
    }
    appendFileSync(file, `${JSON.stringify({ passed, failures, skipped } satisfies Tally)}\n`);
  }
}
