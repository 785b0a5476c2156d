// One open file as several readers want it: exact bounded reads, for header parsers and for mediabunny alike.
// It holds one handle until it is closed; it never reads more than it is asked for.
import { CustomSource } from 'mediabunny';
import { openMedia, readFully } from './open-media.ts';

export interface MediaSource {
  /** Bytes. */
  readonly size: number;
  /** Bytes `[start, end)`, fewer at the end of the file. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Fills a buffer with the bytes from `start` on; answers how many there were. */
  readInto(buffer: Uint8Array, start: number): Promise<number>;
  /** The file for a mediabunny Input; closing stays with this source. */
  forMediabunny(): CustomSource;
  close(): Promise<void>;
}

/** What mediabunny may keep of the file in memory. */
const CACHE_BYTES = 8 * 1024 * 1024;

/** Opens a file. Throws `file-missing`, `bad-file`. */
export async function openSource(path: string): Promise<MediaSource> {
  const { handle, size } = await openMedia(path);
  const read = async (start: number, end: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
    const filled = await readFully(handle, bytes, start);
    return filled === bytes.byteLength ? bytes : bytes.subarray(0, filled);
  };
  return {
    size,
    read,
    readInto: (buffer, start) => readFully(handle, buffer, start),
    forMediabunny: () =>
      new CustomSource({
        getSize: () => size,
        read: async (start, end) => {
          const bytes = await read(start, end);
          // mediabunny counts on every byte it asked for; a file that became shorter must not look like silence.
          if (bytes.byteLength < end - start) throw new Error('the file became shorter');
          return bytes;
        },
        maxCacheSize: CACHE_BYTES,
        prefetchProfile: 'fileSystem',
        handleUnhandledError: () => {}, // reads ahead that fail are tried again when really wanted
      }),
    close: () => handle.close(),
  };
}
