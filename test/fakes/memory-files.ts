// The user's files in memory: sizes and bytes a test decides, changed or removed at will.
import { StudioError } from '../../src-core/contract/errors.ts';
import type { FileStamp, MediaFiles } from '../../src-main/ports/media.ts';

interface KeptFile {
  bytes: Uint8Array;
  modifiedAt: number;
}

export class MemoryFiles implements MediaFiles {
  readonly #files = new Map<string, KeptFile>();
  /** Bytes handed out so far. */
  bytesRead = 0;

  /** Puts a file there, or changes it: its stamp differs from then on. */
  write(path: string, bytes: Uint8Array): void {
    this.#files.set(path, { bytes, modifiedAt: (this.#files.get(path)?.modifiedAt ?? 1_700_000_000_000) + 1000 });
  }

  remove(path: string): void {
    this.#files.delete(path);
  }

  async stamp(path: string): Promise<FileStamp> {
    const file = this.#get(path);
    return { size: file.bytes.byteLength, modifiedAt: file.modifiedAt, inode: path };
  }

  async read(path: string, start: number, end: number): Promise<Uint8Array> {
    const { bytes } = this.#get(path);
    if (end > bytes.byteLength) throw new StudioError('source-changed');
    this.bytesRead += end - start;
    return bytes.slice(start, end);
  }

  stream(path: string, start: number, end: number): ReadableStream<Uint8Array> {
    const bytes = this.#get(path).bytes.slice(start, end);
    return new ReadableStream({
      start(controller) {
        controller.enqueue(bytes);
        controller.close();
      },
    });
  }

  async fingerprint(path: string): Promise<string> {
    const { bytes } = this.#get(path);
    return `${bytes.byteLength}-${bytes.reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, 7)}`;
  }

  async removeOwn(path: string): Promise<void> {
    this.remove(path);
  }

  #get(path: string): KeptFile {
    const file = this.#files.get(path);
    if (!file) throw new StudioError('file-missing');
    return file;
  }
}
