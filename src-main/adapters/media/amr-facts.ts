// Facts of AMR recordings (phones, dictation machines), which Amazon Transcribe takes and nothing but ffmpeg plays.
// The format is a list of 20 ms frames (RFC 4867 §5), so their number is the length: no program is needed to know it.
import type { MediaFacts } from '../../../src-core/media/media-facts.ts';
import type { MediaSource } from './media-source.ts';

const FRAME_MS = 20;
const READ_BYTES = 1024 * 1024;
/** Bytes of a frame after its first, by frame type (RFC 4867, tables 1 of sections 3.6 and 4.3). Types without a length do not occur. */
const NARROW = [12, 13, 15, 17, 19, 20, 26, 31, 5, 6, 5, 5, null, null, null, 0] as const;
const WIDE = [17, 23, 32, 36, 40, 46, 50, 58, 60, 5, null, null, null, null, 0, 0] as const;

/** Facts of a mono AMR file, or null when it is not one to its end (a last frame cut short is left out). */
export async function amrFacts(source: MediaSource): Promise<MediaFacts | null> {
  const magic = String.fromCharCode(...(await source.read(0, 9)));
  const isWide = magic === '#!AMR-WB\n';
  if (!isWide && !magic.startsWith('#!AMR\n')) return null;
  const frames = await countFrames(source, isWide ? 9 : 6, isWide ? WIDE : NARROW);
  if (frames === null) return null;
  const audio = [{ codec: isWide ? 'amr-wb' : 'amr-nb', channels: 1, rate: isWide ? 16000 : 8000, language: null }];
  return { container: 'amr', size: source.size, duration: frames * FRAME_MS, audio, video: null, playable: false };
}

async function countFrames(source: MediaSource, start: number, sizes: readonly (number | null)[]): Promise<number | null> {
  let frames = 0;
  let at = start;
  let block = new Uint8Array(0);
  let blockAt = start;
  while (at < source.size) {
    if (at >= blockAt + block.byteLength) {
      blockAt = at;
      block = new Uint8Array(await source.read(at, at + READ_BYTES));
      if (block.byteLength === 0) break;
    }
    const size = sizes[((block[at - blockAt] ?? 0) >> 3) & 15];
    if (size === null || size === undefined) return null;
    at += 1 + size;
    if (at <= source.size) frames += 1;
  }
  return frames;
}
