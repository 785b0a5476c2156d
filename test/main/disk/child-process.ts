// Child processes of the library's tests: ours alone, killed by their own id.
import { spawn, type ChildProcessByStdio, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';

/** A running child: its lines as they come, and its end. */
export interface Child {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  /** Every line heard so far. */
  readonly lines: string[];
  /** Resolves with its exit code, or null after a signal, once all output is read. */
  readonly ended: Promise<number | null>;
  /** Resolves when so many lines were heard; rejects when it ends before. */
  heard(count: number): Promise<void>;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Runs one of this folder's scripts. */
export function startChild(script: string, args: readonly string[], options: SpawnOptions = {}): Child {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'galley-test-code') }; // starting is most of what these children do
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], { env, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const waiting: { count: number; go: () => void; fail: (reason: Error) => void }[] = [];
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    for (const waiter of waiting) if (lines.length >= waiter.count) waiter.go();
  });
  const ended = once(child, 'close').then(([code]) => {
    for (const waiter of waiting) waiter.fail(new Error(`${script} ended after ${lines.length} lines: ${complaint}`));
    return typeof code === 'number' ? code : null;
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  const heard = (count: number): Promise<void> =>
    lines.length >= count ? Promise.resolve() : new Promise((go, fail) => void waiting.push({ count, go, fail }));
  return { process: child, lines, ended, heard, kill };
}
