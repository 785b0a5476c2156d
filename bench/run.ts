// `npm run bench`: measures the studio against floors and peers in the same run, and holds it to its targets.
//   node bench/run.ts [NAME…] [--runs N] [--json FILE] [--searched N] [--fresh] [--no-build]
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Bench, Figure, Ground } from './bench.ts';
import { commandLine } from './command-line.ts';
import { cueList } from './cue-list.ts';
import { cueing } from './cueing.ts';
import { cues } from './cues.ts';
import { findings } from './findings.ts';
import { follow } from './follow.ts';
import { load, machineLine, thisMachine } from './machine-line.ts';
import { open } from './open.ts';
import { parse } from './parse.ts';
import { peaks } from './peaks.ts';
import { peer } from './peer.ts';
import { readSubtitleFiles } from './read-subtitles.ts';
import { replace } from './replace.ts';
import { retime } from './retime.ts';
import { typing } from './typing.ts';
import { save } from './save.ts';
import { search } from './search.ts';
import { start } from './start.ts';
import { table } from './table.ts';
import { upload } from './upload.ts';
import { waveCues } from './wave-cues.ts';
import { wave } from './wave.ts';
import { judge } from './verdict.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const BENCHES: readonly Bench[] = [
  open,
  typing,
  replace,
  follow,
  peer,
  start,
  peaks,
  wave,
  waveCues,
  upload,
  parse,
  readSubtitleFiles,
  cues,
  cueing,
  cueList,
  findings,
  retime,
  save,
  search,
  commandLine,
];

const usage = `npm run bench -- [NAME…] [options]

  ${BENCHES.map(({ name, against }) => `${name.padEnd(14)} against ${against}`).join('\n  ')}

  --runs N       how often each thing is done, instead of each bench's own count
  --json FILE    the figures and every single value as JSON
  --searched N   recordings of 10,000 words in the library that is searched (default 500, as the target has it)
  --fresh        make the cached media, transcripts and libraries (.galley/bench) anew
  --no-build     measure the build of the last run
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string' },
    json: { type: 'string' },
    searched: { type: 'string', default: '500' },
    fresh: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) console.log(usage);
else await main();

async function main(): Promise<void> {
  const unknown = positionals.find((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown !== undefined) throw new Error(`There is no bench “${unknown}”.\n${usage}`);
  const chosen = positionals.length > 0 ? BENCHES.filter(({ name }) => positionals.includes(name)) : BENCHES;
  const cache = join(project, '.galley', 'bench');
  if (values.fresh) rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const program = join(cache, 'studio');
  const machine = thisMachine();
  console.log(machineLine(machine));
  if (!values['no-build']) build(program);
  const scratch = mkdtempSync(join(tmpdir(), 'galley-bench-'));
  const say = (line: string): void => console.error(`  ${line}`);
  const ground: Ground = { runs: countOf('--runs', values.runs), cache, scratch, program, searched: countOf('--searched', values.searched) ?? 500, say };
  const loads = [load()];
  const figures: Figure[] = [];
  try {
    for (const bench of chosen) {
      figures.push(...(await measured(bench, ground)));
      loads.push(load());
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  console.log(`\n${table(figures)}\n\nLoad average from ${Math.min(...loads)} to ${Math.max(...loads)} on ${machine.cores} cores.`);
  if (values.json !== undefined)
    writeFileSync(values.json, JSON.stringify({ machine, loads, figures: figures.map((figure) => ({ ...figure, ...judge(figure) })) }, null, 1));
}

/** The figures of one bench; one that cannot be run says why and leaves the others alone. */
async function measured(bench: Bench, ground: Ground): Promise<Figure[]> {
  const start = performance.now();
  console.error(`${bench.name}, against ${bench.against}`);
  try {
    const figures = await bench.measure(ground);
    ground.say(`${((performance.now() - start) / 1000).toFixed(0)} s, load ${load()}`);
    return figures;
  } catch (thrown) {
    console.error(`${bench.name} could not be measured:`, thrown);
    process.exitCode = 1;
    return [];
  }
}

/** What is measured is what is shipped: bundled, the page minified. In a folder of its own, so that no other build changes it meanwhile. */
function build(program: string): void {
  const electronVite = join(project, 'node_modules', '.bin', 'electron-vite');
  execFileSync(electronVite, ['build', '--outDir', program, '--logLevel', 'error'], { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] });
}

function countOf(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`${option} wants a whole number from 1 on, not “${text}”.`);
  return count;
}
