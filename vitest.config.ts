import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Files that try so much at random, or carry so much, that they have no place in a check of a minute. */
const LAWS = 'test/**/*.laws.test.ts';

/** Projects whose files share workers: they must take back whatever global or variable of the environment they set. */
const SHARING = ['unit', 'page'];

/** The page's state classes are runes: compiled as for the browser, run without one. */
const runes = () => ({ plugins: [svelte({ configFile: false })], resolve: { conditions: ['browser'] } });

/** One project: test files, and how long a test of them may take. */
const project = (name: string, include: string[], testTimeout = 10_000) => ({
  test: {
    ...{ name, include, environment: 'node' as const, testTimeout, hookTimeout: Math.max(testTimeout, 30_000) },
    exclude: name === 'laws' ? [] : [LAWS],
    // A worker a file costs half of the time of a check: what computes only, and leaves no global behind, shares workers.
    isolate: !SHARING.includes(name),
  },
});

export default defineConfig({
  test: {
    // Kills, chaos and disks wait more than they compute: two at a time even where there are two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', './test/support/tally.ts', './test/faults/fault-reporter.ts'],
    projects: [
      project('unit', ['test/core/**/*.test.ts', 'test/main/*.test.ts', 'test/main/jobs/**/*.test.ts', 'test/*.test.ts'], 30_000),
      { ...runes(), ...project('laws', [LAWS], 120_000) },
      { ...runes(), ...project('page', ['test/renderer/**/*.test.ts'], 30_000) },
      // What touches disks, sockets, processes and browsers.
      project(
        'machine',
        ['test/main/{aws,cli,disk,documents,electron,loopback,machine,media}/**/*.test.ts', 'test/contract/**/*.test.ts', 'test/faults/**/*.test.ts'],
        60_000,
      ),
      project('peers', ['test/peers/**/*.test.ts', 'test/package/**/*.test.ts'], 120_000),
      project('stand-in', ['test/stand-in/**/*.test.ts'], 120_000),
      // One at a time: each journey drives a Chromium of its own.
      {
        test: {
          ...{ name: 'e2e', include: ['test/e2e/**/*.test.ts'], environment: 'node', testTimeout: 240_000, hookTimeout: 120_000, fileParallelism: false },
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
