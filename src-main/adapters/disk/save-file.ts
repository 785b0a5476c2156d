// One file a person asked to be written: bytes gather beside its place and take it only when all are safe on disk.
// A crash half way leaves the old file as it was.
import { chmod, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { StudioError } from '../../../src-core/contract/errors.ts';
import { saveTarget } from './save-target.ts';

export class SaveFile {
  readonly #target: string;
  readonly #draft: string;
  readonly #file: FileHandle;

  private constructor(target: string, draft: string, file: FileHandle) {
    this.#target = target;
    this.#draft = draft;
    this.#file = file;
  }

  /** Begins a file at a path; `uniqueName` makes its draft's name. Throws `disk-refused` or `disk-full`. */
  static async begin(path: string, uniqueName: string): Promise<SaveFile> {
    const target = await saveTarget(path);
    // Not after the target: its name may already be as long as the file system allows.
    const draft = join(dirname(target), `.galley-${uniqueName}.part`);
    const file = await open(draft, 'wx').catch((thrown: unknown) => {
      throw asDiskError(thrown);
    });
    return new SaveFile(target, draft, file);
  }

  /** Adds bytes. On failure the draft is gone and the old file untouched. */
  async write(bytes: Uint8Array): Promise<void> {
    try {
      await this.#file.appendFile(bytes);
    } catch (thrown) {
      await this.abandon();
      throw asDiskError(thrown);
    }
  }

  /** Makes the bytes durable and puts them in place of whatever was there, with its permissions. */
  async finish(): Promise<void> {
    try {
      await this.#file.sync();
      await this.#file.close();
      const old = await stat(this.#target).catch(() => null);
      if (old) await chmod(this.#draft, old.mode & 0o777);
      await rename(this.#draft, this.#target);
    } catch (thrown) {
      await this.abandon();
      throw asDiskError(thrown);
    }
    await syncFolder(dirname(this.#target));
  }

  /** Leaves everything as it was. */
  async abandon(): Promise<void> {
    await this.#file.close().catch(() => undefined); // closed already, or unwritable: the draft goes either way
    await rm(this.#draft, { force: true });
  }
}

/** Makes the new name itself durable, where the system lets a folder be synced (Windows does not). */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (handle === null) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}

function asDiskError(thrown: unknown): StudioError {
  const errno = (thrown as { code?: unknown } | null)?.code; // Node's errors carry errno names here
  const code = errno === 'ENOSPC' || errno === 'EDQUOT' || errno === 'EFBIG' ? 'disk-full' : 'disk-refused';
  return new StudioError(code, { reason: typeof errno === 'string' ? errno : 'unknown' }, thrown);
}
