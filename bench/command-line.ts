// `galley convert` as a script runs it: a process, a file in, a file out.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import { longResult } from './long-words.ts';
import { timed } from './stopwatch.ts';

const interview = fileURLToPath(new URL('../assets/sample/interview.json', import.meta.url));

/** The command line. */
export const commandLine: Bench = {
  name: 'command-line',
  against: 'a Node process that only parses the same JSON',
  async measure({ runs, cache, scratch, program }) {
    mkdirSync(scratch, { recursive: true });
    const count = runs ?? 5;
    const convert = (file: string): number[] =>
      timed(count, () => {
        execFileSync(process.execPath, [join(program, 'main', 'cli.js'), 'convert', file, '--to', 'srt', '--force', '-o', join(scratch, 'converted.srt')], {
          stdio: 'ignore',
        });
      });
    const bare = (file: string) => ({
      name: 'node + JSON.parse',
      values: timed(count, () => {
        execFileSync(process.execPath, ['-e', 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))', file]);
      }),
    });
    const long = longResult(cache, 40_000);
    return [
      { what: 'galley convert, sample interview to SRT', unit: 'ms', ours: convert(interview), beside: bare(interview) },
      { what: 'galley convert, 40,000 words to SRT', unit: 'ms', ours: convert(long), beside: bare(long) },
    ];
  },
};
