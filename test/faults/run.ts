// `npm run test:faults`: every test of a fault code, wherever it lies, and the table of what was seen. Writes docs/faults.md when every row holds.
// `npm run test:faults -- A5 F` runs only codes that begin so, and leaves the page alone.
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultLines, faultPage, untrueCodes } from './table.ts';
import { readOutcomes } from './outcomes.ts';

const wanted = process.argv.slice(2).filter((argument) => /^[A-Z]\d*$/.test(argument));
const files = globSync('test/**/*.test.ts').filter((path) => readFileSync(path, 'utf8').includes('faults/fault.ts'));
const pattern = wanted.length > 0 ? `(^|\\s)(${wanted.map((code) => (/\d/.test(code) ? code : `${code}\\d+`)).join('|')}): ` : '(^|\\s)[A-Z]\\d+: ';
const outcomesFile = join(mkdtempSync(join(tmpdir(), 'galley-faults-')), 'rows.jsonl');
writeFileSync(outcomesFile, '');
const { status } = spawnSync('npx', ['vitest', 'run', '-t', pattern, ...files], {
  stdio: 'inherit',
  env: { ...process.env, GALLEY_FAULTS: outcomesFile },
});
const outcomes = readOutcomes(outcomesFile);
console.log(`\n${faultLines(outcomes).join('\n')}\n`);
const untrue = wanted.length > 0 ? [] : untrueCodes(outcomes);
for (const line of untrue) console.log(line);
const failed = outcomes.filter(({ outcome }) => outcome === 'FAIL').length;
console.log(
  `${outcomes.filter(({ outcome }) => outcome === 'pass').length} rows pass, ${failed} fail, ${outcomes.filter(({ outcome }) => outcome === 'skipped').length} skipped`,
);
const whole = status === 0 && failed === 0 && untrue.length === 0;
if (whole && wanted.length === 0) writeFileSync('docs/faults.md', faultPage(outcomes));
process.exit(whole ? 0 : 1);
