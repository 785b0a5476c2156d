// The outermost boxes of an MP4 or MOV file: enough to tell a whole file from one that was cut or never finished.
import type { MediaSource } from './media-source.ts';

export interface IsoLayout {
  /** Whether the index of the file (moov) is there. */
  readonly hasIndex: boolean;
  /** Whether it is written in fragments, each with an index of its own: a cut file then plays up to the cut. */
  readonly isFragmented: boolean;
  /** Bytes the boxes say the file has; more than its size when it was cut. */
  readonly statedSize: number;
}

/** A four-hour file in fragments of half a second has 60,000 boxes. */
const BOX_LIMIT = 100_000;
const NEEDED = ['ftyp', 'moov', 'mdat'];

/** Walks the outermost boxes by their sizes; reads 16 bytes of each. */
export async function isoLayout(source: MediaSource): Promise<IsoLayout> {
  let hasIndex = false;
  let isFragmented = false;
  let at = 0;
  for (let seen = 0; seen < BOX_LIMIT && at + 8 <= source.size; seen++) {
    const head = await source.read(at, at + 16);
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const name = String.fromCharCode(...head.subarray(4, 8));
    const short = view.getUint32(0);
    const size = short === 1 && head.byteLength === 16 ? Number(view.getBigUint64(8)) : short === 0 ? source.size - at : short;
    if (size < 8) break;
    hasIndex ||= name === 'moov' && at + size <= source.size;
    isFragmented ||= name === 'moof';
    // Padding or notes that were cut lose nothing.
    if (at + size > source.size && !NEEDED.includes(name)) break;
    at += size;
    // Fragments repeat the same two boxes to the end: nothing more is to be learnt.
    if (isFragmented && hasIndex) return { hasIndex, isFragmented, statedSize: source.size };
  }
  return { hasIndex, isFragmented, statedSize: Math.max(at, source.size) };
}
