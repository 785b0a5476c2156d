// Takes in a file a browser sends: its body goes to disk as it comes, never into memory, and is offered under its name (S14).
// It knows nothing of what is in the file.
import { createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { StudioError, toWireError } from '../../../src-core/contract/errors.ts';
import type { Ids } from '../../ports.ts';
import type { Studio } from '../../studio.ts';

const LONGEST_NAME = 255;

/** Answers POST /offer with `{ offer, name }`, or `{ code, details }`. The caller has checked gate and key. */
export async function answerOffer(request: IncomingMessage, response: ServerResponse, studio: Studio, ids: Ids): Promise<void> {
  const name = offeredName(request.headers['x-file-name']);
  if (name === null) {
    sendJson(response, 400, toWireError(new StudioError('bad-message', { reason: 'x-file-name' })));
    return;
  }
  const path = join(studio.uploadFolder, `${ids.uuid()}${safeExtension(name)}`);
  try {
    await writeWhole(request, path);
    sendJson(response, 200, { offer: await studio.offer(path, name, true), name });
  } catch (thrown) {
    await rm(path, { force: true });
    const error = toWireError(asStudioError(thrown));
    if (!response.destroyed) sendJson(response, error.code === 'disk-full' ? 507 : 500, error);
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
  await pipeline(request, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  // A body cut short ends the pipeline with an error of its own; what is whole is made durable before it is offered.
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function asStudioError(thrown: unknown): unknown {
  const errno = (thrown as { code?: unknown } | null)?.code; // Node's errors carry errno names here
  if (errno === 'ENOSPC' || errno === 'EDQUOT') return new StudioError('disk-full', {}, thrown);
  if (errno === 'EACCES' || errno === 'EROFS' || errno === 'EPERM') return new StudioError('disk-refused', {}, thrown);
  return thrown;
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
}
