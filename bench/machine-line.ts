// The machine in one line: figures without it say nothing.
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem, type } from 'node:os';
import { findChromium } from '../test/support/machine.ts';

/** What measured, and how busy it was with other things. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** GiB. */
  readonly memory: number;
  readonly system: string;
  readonly node: string;
  readonly chromium: string;
  readonly ffmpeg: string;
  readonly date: string;
}

/** The machine as it is now. */
export function thisMachine(): Machine {
  const chromium = findChromium();
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory: Math.round(totalmem() / 2 ** 30),
    system: type(),
    node: process.version,
    chromium: chromium === null ? 'none' : versionOf(chromium, ['--version']),
    ffmpeg: versionOf('ffmpeg', ['-version']),
    date: new Date().toISOString().slice(0, 10),
  };
}

/** "2 cores of Xeon …, 24 GiB, Linux, Node v24.21.0, Chromium 156.0, ffmpeg 5.1, 2026-11-22". */
export function machineLine({ processor, cores, memory, system, node, chromium, ffmpeg, date }: Machine): string {
  return `${cores} cores of ${processor}, ${memory} GiB, ${system}, Node ${node}, Chromium ${chromium}, ffmpeg ${ffmpeg}, ${date}`;
}

/** Processes that wanted a core over the last minute, on average: above the count of cores, wall times tell of others too. */
export function load(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

function versionOf(program: string, args: string[]): string {
  try {
    const said = execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /\d+(?:\.\d+)+/.exec(said)?.[0] ?? 'unknown';
  } catch {
    return 'none'; // not installed: the benches that need it say so themselves
  }
}
