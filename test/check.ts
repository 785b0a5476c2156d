// `npm run check`: types per layer, lint, format, layers and unit tests, two at a time. Rules of lint that need types, the tests that try or
// carry much (*.laws.test.ts), and whatever touches disks or browsers, are left to `npm test`. With `--static`, as `npm test` begins: no tests, all of lint.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

interface Task {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Record<string, string>;
}

const types = (project: string): Task => ({
  name: `types of ${project}`,
  command: 'tsc',
  args: ['-p', project, '--incremental', '--tsBuildInfoFile', `node_modules/.cache/galley/${project.replaceAll('/', '-')}.tsbuildinfo`],
});

const isStatic = process.argv.includes('--static');
const cached = ['--cache', '--cache-location', 'node_modules/.cache/galley/eslint'];

/** Longest first, so that the last one to end is a short one. */
const TASKS: readonly Task[] = [
  ...(isStatic ? [] : [{ name: 'unit tests', command: 'vitest', args: ['run', '--project', 'unit', '--project', 'page', '--reporter', 'default'] }]),
  {
    name: isStatic ? 'lint with types' : 'lint',
    command: 'eslint',
    args: ['--max-warnings', '0', ...(isStatic ? [] : cached), '.'],
    environment: isStatic ? {} : { LINT_TYPES: 'off' },
  },
  { name: 'types of the page', command: 'svelte-check', args: ['--tsconfig', 'src-renderer/tsconfig.json', '--fail-on-warnings', '--output', 'human'] },
  { name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '--cache', '.'] },
  types('test'),
  types('src-main'),
  types('src-main/tsconfig.services.json'),
  types('src-core'),
  types('src-preload'),
];

function run(task: Task): Promise<boolean> {
  const started = performance.now();
  const child = spawn(task.command, task.args, { env: { ...process.env, ...task.environment }, shell: process.platform === 'win32' });
  let output = '';
  child.stdout.on('data', (bytes) => (output += String(bytes)));
  child.stderr.on('data', (bytes) => (output += String(bytes)));
  return new Promise((resolve) =>
    child.on('close', (code) => {
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${task.name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
      if (code !== 0) console.log(output.trimEnd());
      resolve(code === 0);
    }),
  );
}

const waiting = [...TASKS];
const outcomes: boolean[] = [];
const worker = async (): Promise<void> => {
  for (let task = waiting.shift(); task; task = waiting.shift()) outcomes.push(await run(task));
};
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
process.exit(outcomes.every(Boolean) ? 0 : 1);
