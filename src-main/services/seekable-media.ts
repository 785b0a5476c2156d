// Media as they are served for playing: as they lie on the disk, but for an MP3 of variable rate, which gets an exact index put before it.
// It knows files by the port; nothing of HTTP, tokens or recordings.
import { StudioError } from '../../src-core/contract/errors.ts';
import { FrameWalk } from '../../src-core/media/mp3-frames.ts';
import { mp4Head } from '../../src-core/media/mp3-in-mp4.ts';
import type { FileStamp, MediaFiles } from '../ports/media.ts';

/** How many heads are kept: a megabyte or less each. */
const MOST_KEPT = 4;

/** Makes heads and keeps the latest. */
export class SeekableMedia {
  readonly #files: Pick<MediaFiles, 'stream'>;
  readonly #kept = new Map<string, Promise<Uint8Array<ArrayBuffer> | null>>();

  constructor(files: Pick<MediaFiles, 'stream'>) {
    this.#files = files;
  }

  /** What is to be put before the bytes of a file, or null when it is served as it is. Reads the whole file the first time it is asked. */
  async headOf(path: string, container: string, { size, modifiedAt }: FileStamp): Promise<Uint8Array<ArrayBuffer> | null> {
    if (container !== 'mp3') return null;
    const key = `${size} ${modifiedAt} ${path}`;
    let head = this.#kept.get(key);
    if (!head) {
      head = this.#make(path, size);
      this.#kept.set(key, head);
      const [oldest] = this.#kept.keys();
      if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    }
    return head;
  }

  async #make(path: string, size: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const walk = new FrameWalk();
    try {
      for await (const piece of this.#files.stream(path, 0, size, new AbortController().signal)) walk.push(piece);
    } catch (thrown) {
      if (thrown instanceof StudioError) return null; // it is played as well as it can be read
      throw thrown;
    }
    const frames = walk.finish();
    return frames?.isVariable ? mp4Head(frames, size) : null;
  }
}

/** The bytes `[start, end)` of a head followed by a file. */
export function joinedStream(
  head: Uint8Array<ArrayBuffer>,
  { start, end }: { readonly start: number; readonly end: number },
  rest: (start: number, end: number) => ReadableStream<Uint8Array>,
): ReadableStream<Uint8Array> {
  const behind = (): ReadableStream<Uint8Array> => rest(Math.max(0, start - head.length), end - head.length);
  if (start >= head.length) return behind();
  const own = head.slice(start, Math.min(end, head.length));
  if (end <= head.length) return streamOf(own);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
    start: (controller) => {
      controller.enqueue(own);
    },
  });
  // A player that goes away ends both; what went wrong in the file reaches the reader of the answer.
  behind()
    .pipeTo(writable)
    .catch(() => undefined);
  return readable;
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
