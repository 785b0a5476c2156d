// The log: one line of JSON an event, redacted, in a file that starts over at 2 MB and keeps one predecessor.
import { appendFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Log } from '../../ports/machine.ts';
import { makeFolderNow } from '../disk/make-folder.ts';
import { redact } from './redact.ts';

const LARGEST_BYTES = 2 * 1024 * 1024;

/** A Log that appends to `path`. A log that cannot be written goes to stderr: the work goes on. */
export function openLogFile(path: string): Log {
  const write = (level: string, message: string, facts: unknown): void => {
    const line = redact(JSON.stringify({ at: new Date().toISOString(), level, message, ...(facts === undefined ? {} : { facts }) }));
    try {
      makeFolderNow(dirname(path));
      rotate(path);
      appendFileSync(path, `${line}\n`, { mode: 0o600 });
    } catch {
      process.stderr.write(`${line}\n`);
    }
  };
  return {
    info: (message, facts) => write('info', message, facts),
    warn: (message, facts) => write('warn', message, facts),
    error: (message, thrown) => write('error', message, describe(thrown)),
  };
}

function rotate(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGEST_BYTES) renameSync(path, `${path}.1`);
}

function describe(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return String(thrown);
  return { name: thrown.name, message: thrown.message, stack: thrown.stack, cause: thrown.cause === undefined ? undefined : describe(thrown.cause) };
}
