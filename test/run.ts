// `npm test`: everything, on a bare machine. Gets what the tests need, builds, runs every suite, lists what was skipped and why.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOutcomes } from './faults/outcomes.ts';
import { faultLines, untrueCodes } from './faults/table.ts';
import { provideMachine } from './support/machine.ts';
import type { Tally } from './support/tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-test-'));
const tallyFile = join(folder, 'tally.jsonl');
const faultsFile = join(folder, 'faults.jsonl');
writeFileSync(faultsFile, '');
const brokenSteps: string[] = [];

function step(title: string, command: string, args: string[]): void {
  console.log(`\n── ${title}`);
  const started = Date.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, GALLEY_TALLY: tallyFile, GALLEY_FAULTS: faultsFile } });
  console.log(`── ${title}: ${status === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s`);
  if (status !== 0) brokenSteps.push(title);
}

const missing = provideMachine((line) => console.log(line));
if (missing.length > 0) {
  console.error(`The tests need what this machine lacks:\n${missing.map((line) => `  - ${line}`).join('\n')}\nInstall it and run npm test again.`);
  process.exit(1);
}

step('Types, lint, format', 'npm', ['run', '-s', 'check:static']);
step('Build', 'npm', ['run', '-s', 'build']);
step('Laws, services, contract, peers, stand-in', 'npm', ['run', '-s', 'test:quick']);
step('Vulnerabilities', 'node', ['test/audit.ts']);
step('Journeys', 'npm', ['run', '-s', 'test:e2e']);

// Every code of the fault table has its row, or its reason: the rows were told by the tests above.
const outcomes = readOutcomes(faultsFile);
console.log(`\n── Faults\n${faultLines(outcomes).join('\n')}`);
const untrue = untrueCodes(outcomes);
for (const line of untrue) console.log(`── Faults: ${line}`);
if (untrue.length > 0) brokenSteps.push('Faults');

const tallies = readFileSync(tallyFile, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Tally); // written by our own reporter
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failures = tallies.flatMap((tally) => tally.failures);
const skipped = tallies.flatMap((tally) => tally.skipped);

if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map(({ test, reason }) => `  - ${test}: ${reason}`).join('\n')}`);
// Last, because the end of a long log is what is read, and sometimes all that is kept.
if (failures.length > 0) console.log(`\nFailed:\n${failures.map(({ test, reason }) => `  - ${test}: ${reason}`).join('\n')}`);
if (brokenSteps.length > 0) console.log(`\nBroken: ${brokenSteps.join('; ')}`);
// A step can break without a failed test (types, lint, build): it counts as a failure all the same.
const failed = failures.length + Math.max(0, brokenSteps.length - (failures.length > 0 ? 1 : 0));
console.log(`\n${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exit(failed > 0 ? 1 : 0);
