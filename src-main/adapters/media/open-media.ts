// Opens a user's file for reading, and translates what the system says of files. Regular files only; nothing here writes.
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { CancelledError, StudioError } from '../../../src-core/contract/errors.ts';

/** O_NONBLOCK: opening a named pipe must not wait for a writer; Windows has neither. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A handle on a regular file, and its facts. Throws `file-missing` or `bad-file`. The caller closes it. */
export async function openMedia(path: string): Promise<{ handle: FileHandle; size: number; modifiedAt: number; inode: string }> {
  const handle = await open(path, READ_ONLY).catch(rethrow);
  try {
    const stat = await handle.stat({ bigint: true });
    if (!stat.isFile()) throw new StudioError('bad-file', { reason: 'not-a-file' });
    return { handle, size: Number(stat.size), modifiedAt: Number(stat.mtimeMs), inode: `${stat.dev}:${stat.ino}` };
  } catch (thrown) {
    await handle.close();
    return rethrow(thrown);
  }
}

/** Fills a buffer from a place in the file; answers how much was there. */
export async function readFully(handle: FileHandle, buffer: Uint8Array, position: number): Promise<number> {
  let filled = 0;
  while (filled < buffer.byteLength) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.byteLength - filled, position + filled).catch(rethrow);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/** Throws what the system said in words of the contract. */
export function rethrow(thrown: unknown): never {
  if (thrown instanceof StudioError || thrown instanceof CancelledError) throw thrown;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
      throw new StudioError('file-missing', {}, thrown);
    case 'EACCES':
    case 'EPERM':
      throw new StudioError('bad-file', { reason: 'not-allowed' }, thrown);
    case 'EISDIR':
      throw new StudioError('bad-file', { reason: 'not-a-file' }, thrown);
    case 'ERR_INVALID_ARG_VALUE':
      throw new StudioError('bad-file', { reason: 'bad-name' }, thrown);
    case 'EIO':
    case 'ETIMEDOUT':
      throw new StudioError('bad-file', { reason: 'unreadable' }, thrown);
    default:
      throw thrown;
  }
}
