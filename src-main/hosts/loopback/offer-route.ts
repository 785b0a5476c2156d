// Takes in a file a browser sends: its body goes to disk as it comes, never into memory, and is offered under its name (S14).
// It knows nothing of what is in the file.
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

import { StudioError, toWireError } from '../../../src-core/contract/errors.ts';
import type { Ids } from '../../ports/machine.ts';
import type { Studio } from '../../studio.ts';

const LONGEST_NAME = 255;
/** What the system calls a folder we may not, or cannot, write to. */
const REFUSALS: readonly string[] = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR'];
const UNFINISHED = '.part';
/** An upload nobody has touched for so long belongs to a process that is gone, milliseconds. */
const ABANDONED_AFTER = 60 * 60 * 1000;

/** Answers POST /offer with `{ offer, name }`, or `{ code, details }`. The caller has checked gate and key. */
export async function answerOffer(request: IncomingMessage, response: ServerResponse, studio: Studio, ids: Ids): Promise<void> {
  const name = offeredName(request.headers['x-file-name']);
  if (name === null) {
    await drain(request);
    sendJson(response, 400, toWireError(new StudioError('bad-message', { reason: 'x-file-name' })));
    return;
  }
  const path = join(studio.uploadFolder, `${ids.uuid()}${safeExtension(name)}`);
  try {
    await writeWhole(request, `${path}${UNFINISHED}`);
    await rename(`${path}${UNFINISHED}`, path);
    sendJson(response, 200, { offer: await studio.offer(path, name, true), name });
  } catch (thrown) {
    for (const left of [`${path}${UNFINISHED}`, path]) await rm(left, { force: true }).catch(() => undefined); // where nothing could be written nothing is left
    await drain(request);
    const error = toWireError(asStudioError(thrown));
    if (!response.destroyed) sendJson(response, error.code === 'disk-full' ? 507 : 500, error);
  }
}

/** Removes uploads that a killed process left half way. */
export async function clearAbandoned(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith(UNFINISHED)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && now - found.mtimeMs > ABANDONED_AFTER) await rm(path, { force: true });
  }
}

/** The name a browser gave the file: its last part only, without control characters; null when there is none. */
export function offeredName(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string') return null;
  try {
    const last = decodeURIComponent(header).split(/[\\/]/).at(-1) ?? '';

    const name = last.replace(/[\u0000-\u001f\u007f]/g, '').trim();
    return name === '' || name === '.' || name === '..' ? null : name.slice(0, LONGEST_NAME);
  } catch {
    return null; // a broken percent sequence names nothing
  }
}

/** The extension our own copy keeps: what readers look at when content alone does not tell. */
function safeExtension(name: string): string {
  return /\.[a-z0-9]{1,8}$/i.exec(name)?.[0].toLowerCase() ?? '';
}

async function writeWhole(request: IncomingMessage, path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    // One chunk after the other: the browser sends no faster than the disk takes. A body cut short throws here.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) await file.appendFile(chunk as Buffer); // a request without an encoding gives buffers
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Lets the rest of a body pass unread: browsers hear an answer only once they have sent everything. */
async function drain(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return;
  request.resume();
  await finished(request).catch(() => undefined); // a browser that went away meanwhile needs no answer
}

function asStudioError(thrown: unknown): unknown {
  const errno = (thrown as { code?: unknown } | null)?.code; // Node's errors carry errno names here
  if (errno === 'ENOSPC' || errno === 'EDQUOT') return new StudioError('disk-full', {}, thrown);
  if (typeof errno === 'string' && REFUSALS.includes(errno)) return new StudioError('disk-refused', {}, thrown);
  return thrown;
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
}
