// The timecode of the first frame of an MP4 or MOV file, from its timecode track (QuickTime File Format, "Timecode media"). Nothing is decoded.
import { frameRateOf } from '../../../src-core/subtitles/frame-rate.ts';
import { timecodeOfFrame } from '../../../src-core/subtitles/timecode.ts';
import type { MediaSource } from './media-source.ts';

interface Box {
  readonly name: string;
  /** Where its content lies. */
  readonly start: number;
  readonly end: number;
}

/** A film's index has a few dozen boxes at each level; whoever writes more has something in mind. */
const BOX_LIMIT = 10_000;
/** Size, name, six reserved bytes, reference, reserved; then flags, time scale, duration and frames a second. */
const ENTRY_BYTES = 34;
const DROP_FLAG = 1;

/** "01:00:00:00", or null where there is no such track, or its rate is none of ours. */
export async function startTimecode(source: MediaSource): Promise<string | null> {
  for (const movie of await childrenOf(source, { name: '', start: 0, end: source.size }, 'moov')) {
    for (const track of await childrenOf(source, movie, 'trak')) {
      const label = await timecodeOfTrack(source, track);
      if (label !== null) return label;
    }
  }
  return null;
}

async function timecodeOfTrack(source: MediaSource, track: Box): Promise<string | null> {
  const table = await descend(source, track, ['mdia', 'minf', 'stbl']);
  if (table === null) return null;
  const description = await descend(source, table, ['stsd']);
  const place = (await descend(source, table, ['stco'])) ?? (await descend(source, table, ['co64']));
  if (description === null || place === null) return null;
  const entry = await viewOf(source, description.start + 8, ENTRY_BYTES);
  if (entry === null || nameAt(entry, 4) !== 'tmcd') return null;
  const rate = frameRateOf(entry.getUint32(24) / entry.getUint32(28));
  const chunk = await viewOf(source, place.start + 8, place.name === 'co64' ? 8 : 4);
  if (rate === null || chunk === null) return null;
  const first = await viewOf(source, place.name === 'co64' ? Number(chunk.getBigUint64(0)) : chunk.getUint32(0), 4);
  return first && timecodeOfFrame(first.getUint32(0), rate, (entry.getUint32(20) & DROP_FLAG) !== 0);
}

/** The first box reached by these names, one within the other; null when one is missing. */
async function descend(source: MediaSource, box: Box, names: readonly string[]): Promise<Box | null> {
  let at: Box | undefined = box;
  for (const name of names) {
    at = (await childrenOf(source, at, name))[0];
    if (!at) return null;
  }
  return at;
}

async function childrenOf(source: MediaSource, { start, end }: Box, wanted: string): Promise<Box[]> {
  const found: Box[] = [];
  let at = start;
  for (let seen = 0; seen < BOX_LIMIT && at + 8 <= end; seen += 1) {
    const head = await viewOf(source, at, Math.min(16, end - at));
    if (head === null) break;
    const short = head.getUint32(0);
    const isLong = short === 1 && head.byteLength === 16;
    const size = isLong ? Number(head.getBigUint64(8)) : short === 0 ? end - at : short;
    if (size < 8 || at + size > end) break;
    const name = nameAt(head, 4);
    if (name === wanted) found.push({ name, start: at + (isLong ? 16 : 8), end: at + size });
    at += size;
  }
  return found;
}

async function viewOf(source: MediaSource, start: number, length: number): Promise<DataView | null> {
  const bytes = await source.read(start, start + length);
  return bytes.byteLength < length ? null : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function nameAt(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
