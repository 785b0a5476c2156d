// Collects the rows of fault tests from a test run, as lines of JSON in the file named by GALLEY_FAULTS.
import { appendFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import type { FaultOutcome } from './table.ts';

export default class FaultReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const file = process.env['GALLEY_FAULTS'];
    if (!file) return;
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const row = test.meta().fault;
        if (!row) continue;
        const result = test.result();
        const reason = result.state === 'skipped' ? (result.note ?? 'no reason given') : null;
        const outcome = result.state === 'passed' ? 'pass' : result.state === 'skipped' ? 'skipped' : 'FAIL';
        appendFileSync(file, `${JSON.stringify({ ...row, outcome, reason } satisfies FaultOutcome)}\n`);
      }
    }
  }
}
