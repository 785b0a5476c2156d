// The user's media on the machine's disk: bounded reads, streams that close what they open, and the fingerprint that survives a move.
// Nothing here writes but `removeOwn`, and that only inside the studio's own folder.
import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { CancelledError, StudioError } from '../../../src-core/contract/errors.ts';
import type { MediaFiles } from '../../ports/media.ts';
import { openMedia, readFully, rethrow } from './open-media.ts';

const MIB = 1024 * 1024;
/** How much one pull of a stream reads: the element's own appetite, and little to hold for each listener. */
const STREAM_READ_BYTES = 256 * 1024;
/** Largest single read: a part of an upload is 8 MiB. */
const READ_LIMIT_BYTES = 64 * MIB;

/** Reads the user's files. `ownFolder` is the library's media folder, the only place anything is removed from. */
export function makeMediaFiles(ownFolder: string): MediaFiles {
  return {
    async stamp(path) {
      const { handle, size, modifiedAt, inode } = await openMedia(path);
      await handle.close();
      return { size, modifiedAt, inode };
    },
    read: readExactly,
    stream: streamOf,
    fingerprint: fingerprintOf,
    removeOwn: (path) => removeInside(ownFolder, path),
  };
}

async function readExactly(path: string, start: number, end: number, into?: Uint8Array): Promise<Uint8Array> {
  if (start < 0 || end < start || end - start > READ_LIMIT_BYTES) throw new RangeError(`not a range to read: ${start} to ${end}`);
  const { handle } = await openMedia(path);
  try {
    const length = end - start;
    const bytes = into && into.byteLength >= length ? into.subarray(0, length) : new Uint8Array(length);
    if ((await readFully(handle, bytes, start)) < bytes.byteLength) throw new StudioError('source-changed');
    return bytes;
  } finally {
    await handle.close();
  }
}

/** Opens on the first pull, closes at the end, on cancel, on abort and on failure. A file that became shorter fails the stream. */
function streamOf(path: string, start: number, end: number, signal: AbortSignal): ReadableStream<Uint8Array> {
  let opened: Promise<FileHandle> | null = null;
  let at = start;
  const close = async (): Promise<void> => {
    signal.removeEventListener('abort', onAbort);
    const closing = opened;
    opened = null;
    await (await closing?.catch(() => null))?.close();
  };
  let fail: (reason: unknown) => void = () => {};
  const onAbort = (): void => {
    fail(new CancelledError());
    // The handle is only read from: a failing close loses nothing and has nobody left to tell.
    void close().catch(() => {});
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        fail = (reason) => controller.error(reason);
        if (signal.aborted) onAbort();
        else signal.addEventListener('abort', onAbort, { once: true });
      },
      async pull(controller) {
        try {
          opened ??= openMedia(path).then(({ handle }) => handle);
          const bytes = new Uint8Array(Math.min(STREAM_READ_BYTES, end - at));
          const filled = bytes.byteLength === 0 ? 0 : await readFully(await opened, bytes, at);
          if (signal.aborted) return;
          if (filled < bytes.byteLength) throw new StudioError('source-changed');
          at += filled;
          if (filled > 0) controller.enqueue(bytes);
          if (at < end) return;
          controller.close();
          await close();
        } catch (thrown) {
          await close();
          if (!signal.aborted) throw thrown;
        }
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}

/** `size-hash` over the size and the first, middle and last MiB: equal for the same content wherever it lies and whatever it is called. */
async function fingerprintOf(path: string): Promise<string> {
  const { handle, size } = await openMedia(path);
  try {
    const hash = createHash('sha256').update(`galley media 1\n${size}\n`);
    const buffer = new Uint8Array(Math.min(MIB, size));
    const middle = Math.max(0, Math.floor((size - MIB) / 2));
    const last = Math.max(0, size - MIB);
    for (const place of new Set([0, middle, last])) {
      const filled = await readFully(handle, buffer, place);
      hash.update(buffer.subarray(0, filled));
    }
    return `${size}-${hash.digest('hex')}`;
  } finally {
    await handle.close();
  }
}

/** Removes a file of ours; one that is already gone is fine. Anything outside the folder, links followed, is refused as a bug (S12). */
async function removeInside(folder: string, path: string): Promise<void> {
  const home = await realpath(folder).catch(rethrow);
  const parent = await realpath(dirname(path)).catch(() => null);
  if (parent === null) return;
  const inside = relative(home, join(parent, basename(path)));
  if (inside === '' || isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`)) throw new Error('only files of the studio are removed');
  await rm(join(home, inside), { force: true }).catch(rethrow);
}
