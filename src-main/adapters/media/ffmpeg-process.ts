// Runs ffmpeg or ffprobe on a file nobody vouches for: no shell, no network, few formats, limits on time and memory, and a group that dies whole.
// It knows processes; not media.
import { spawn, type ChildProcess } from 'node:child_process';
import { access, constants as fileConstants } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { CancelledError, StudioError } from '../../../src-core/contract/errors.ts';
import type { Clock } from '../../ports/machine.ts';

/** One run of a tool. */
export interface ToolRun {
  readonly program: string;
  readonly args: readonly string[];
  /** Longest time the run may take, milliseconds. */
  readonly wallMillis: number;
  /** Longest time without a byte on stdout, milliseconds; without it only `wallMillis` counts. */
  readonly stallMillis?: number;
  /** Whether it should give way to whatever else the machine does. */
  readonly background?: boolean;
}

/** How a run ended: by itself. Anything else is thrown. */
export interface ToolEnd {
  readonly exitCode: number;
  /** The last of what it said, bounded. */
  readonly stderr: string;
}

/**
 * Demuxers that may read a user's file: containers of sound and picture, none that follows a path or an address (S10).
 * Not AMR without its header (amrnb, amrwb): any pattern of bytes passes for it.
 */
const FORMATS =
  'mov,matroska,webm,wav,w64,mp3,aac,ogg,flac,aiff,caf,avi,asf,amr,flv,mpeg,mpegts,au,ac3,eac3,dts,wv,ape,tta,mpc,mpc8,tak,dsf,iff,rm,voc,gsm,gxf,mxf,loas,sox,shn,xwma,dv,3g2,qcp';

const STDERR_KEPT = 16 * 1024;
const STDOUT_KEPT = 4 * 1024 * 1024;
/** Memory a run may map: decoding any of the formats takes well under 1 GB, encoding a picture in four threads up to 3. */
const MEMORY_LIMIT_BYTES = 6 * 1024 * 1024 * 1024;
const PRLIMIT = '/usr/bin/prlimit';

/** What goes before `-i` for every file: nothing read but this file, as one of these formats. */
export function inputArgs(path: string): string[] {
  return ['-protocol_whitelist', 'file', '-format_whitelist', FORMATS, '-i', `file:${path}`];
}

/** Runs a tool and gathers what it prints, at most 4 MiB. Throws CancelledError, or `decoder-failed` when it hangs. */
export async function runTool(run: ToolRun, clock: Clock, signal: AbortSignal): Promise<ToolEnd & { stdout: string }> {
  const pieces: Buffer[] = [];
  let size = 0;
  const end = await streamTool(run, clock, signal, (bytes) => {
    size += bytes.byteLength;
    if (size <= STDOUT_KEPT) pieces.push(bytes);
  });
  return { ...end, stdout: Buffer.concat(pieces).toString('utf8') };
}

/** Runs a tool and hands over its stdout as it comes. What `onBytes` throws ends the run and is thrown. */
export async function streamTool(run: ToolRun, clock: Clock, signal: AbortSignal, onBytes: (bytes: Buffer) => void): Promise<ToolEnd> {
  if (signal.aborted) throw new CancelledError();
  const child = await start(run);
  const ended = new AbortController();
  const outcome: { failure: Error | null } = { failure: null };
  const stop = (reason: Error): void => {
    outcome.failure ??= reason;
    killGroup(child);
  };
  const onAbort = (): void => stop(new CancelledError());
  signal.addEventListener('abort', onAbort, { once: true });
  // It may have fired while the program was being started.
  if (signal.aborted) onAbort();
  const watch = watchTime(run, clock, ended.signal, () => stop(new StudioError('decoder-failed', { reason: 'too-slow' })));
  let stderr = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    stderr = (stderr + bytes.toString('utf8')).slice(-STDERR_KEPT);
  });
  child.stdout?.on('data', (bytes: Buffer) => {
    watch.touch();
    try {
      if (outcome.failure === null) onBytes(bytes);
    } catch (thrown) {
      stop(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  });
  try {
    const exitCode = await exitOf(child);
    if (outcome.failure !== null) throw outcome.failure;
    return { exitCode, stderr };
  } finally {
    ended.abort();
    signal.removeEventListener('abort', onAbort);
  }
}

/** The last line a tool wrote, for details of an error: without the user's paths. */
export function lastWords(stderr: string, path: string): string {
  const line = stderr.trim().split('\n').at(-1) ?? '';
  return line.replaceAll(path, '…').slice(0, 200);
}

async function start(run: ToolRun): Promise<ChildProcess> {
  const limits = await limitArgs(run.wallMillis);
  const [program, args] = limits === null ? [run.program, run.args] : [PRLIMIT, [...limits, run.program, ...run.args]];
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that whatever it starts ends with it. Windows has no groups.
    detached: process.platform !== 'win32',
    windowsHide: true,
    shell: false,
    env: toolEnvironment(),
  });
  if (run.background === true) giveWay(child);
  return child;
}

function giveWay(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // a system that does not let us: the run is only less polite
  }
}

/** No secret of ours reaches the tool: only what it needs to start. */
function toolEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];
  return {
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
    LC_ALL: 'C',
    AV_LOG_FORCE_NOCOLOR: '1',
  };
}

/** Kernel limits where the system can set them without a shell (Linux); elsewhere the clock alone guards. */
async function limitArgs(wallMillis: number): Promise<string[] | null> {
  if (process.platform !== 'linux') return null;
  try {
    await access(PRLIMIT, fileConstants.X_OK);
  } catch {
    return null; // a system without util-linux: the clock alone guards
  }
  // Several threads may each use a processor for the whole time.
  const cpuSeconds = Math.ceil((wallMillis / 1000) * 4);
  return [`--as=${MEMORY_LIMIT_BYTES}`, `--cpu=${cpuSeconds}`, '--core=0', '--'];
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL'); // the group is gone already, or not yet there
  }
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (thrown) => reject(new StudioError('decoder-failed', { reason: 'cannot-start' }, thrown)));
    child.once('close', (code, killed) => resolve(code ?? (killed === null ? 1 : 128)));
  });
}

/** Calls `onLate` when the run takes too long or falls silent. */
function watchTime(run: ToolRun, clock: Clock, ended: AbortSignal, onLate: () => void): { touch(): void } {
  const startedAt = clock.monotonic();
  let heardAt = startedAt;
  const deadline = (): number => Math.min(startedAt + run.wallMillis, run.stallMillis === undefined ? Infinity : heardAt + run.stallMillis);
  const watch = async (): Promise<void> => {
    for (let left = deadline() - clock.monotonic(); left > 0; left = deadline() - clock.monotonic()) await clock.delay(left, ended);
    onLate();
  };
  watch().catch(() => {}); // the delay is cancelled when the run has ended: nothing to tell
  return {
    touch() {
      heardAt = clock.monotonic();
    },
  };
}
