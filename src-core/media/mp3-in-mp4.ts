// The head of an MP4 file whose sound is an MP3 as it lies on the disk: put before the MP3's own bytes it makes a file with an exact index.
// Chromium seeks in an MP3 of variable rate by its table of a hundred places, up to two seconds beside the mark; in an MP4 it finds the very frame.
// Boxes: ISO/IEC 14496-12; the sample entry with object type 0x6B (MPEG-1 audio): ISO/IEC 14496-14 and the MP4 registration authority.
import type { FrameMap } from './mp3-frames.ts';

/** Offsets beyond 32 bits need the longer tables; an MP3 of four gigabytes is a week of speech. */
const MOST_BYTES = 0xffff_0000;
const MPEG1_AUDIO = 0x6b;
const MPEG2_AUDIO = 0x69;

/** The head for an MP3 of so many bytes, or null when it is too long for one. */
export function mp4Head(frames: FrameMap, fileSize: number): Uint8Array<ArrayBuffer> | null {
  const length = boxesOf(frames, fileSize, 0).length;
  return length + fileSize > MOST_BYTES ? null : boxesOf(frames, fileSize, length);
}

/** Offsets do not change the length, so a first round without them tells where the bytes begin. */
function boxesOf(frames: FrameMap, fileSize: number, shift: number): Uint8Array<ArrayBuffer> {
  const parts = [box('ftyp', text('isom'), u32(0x200), text('isom'), text('mp41')), movie(frames, shift), u32(fileSize + 8), text('mdat')];
  return concatenated(parts);
}

function movie(frames: FrameMap, shift: number): Uint8Array {
  const total = frames.sizes.length * frames.samples;
  const heard = Math.max(0, total - frames.delay);
  const matrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map(u32);
  const header = full('mvhd', 0, u32(0), u32(0), u32(frames.rate), u32(heard), u32(0x10000), u16(0x100), u16(0), u32(0), u32(0), ...matrix, zeros(24), u32(2));
  const track = full('tkhd', 3, u32(0), u32(0), u32(1), u32(0), u32(heard), u32(0), u32(0), u16(0), u16(0), u16(0x100), u16(0), ...matrix, u32(0), u32(0));
  // What the encoder put before the sound is skipped, as players of MP3 do.
  const edits = box('edts', full('elst', 0, u32(1), u32(heard), u32(frames.delay), u32(0x10000)));
  const media = full('mdhd', 0, u32(0), u32(0), u32(frames.rate), u32(total), u16(0x55c4), u16(0));
  const handler = full('hdlr', 0, u32(0), text('soun'), zeros(12), text('sound\0'));
  const place = box('dinf', full('dref', 0, u32(1), full('url ', 1)));
  const information = box('minf', full('smhd', 0, u32(0)), place, sampleTable(frames, shift));
  return box('moov', header, box('trak', track, edits, box('mdia', media, handler, information)));
}

function sampleTable({ rate, channels, samples, runs, sizes }: FrameMap, shift: number): Uint8Array {
  const kind = rate >= 32_000 ? MPEG1_AUDIO : MPEG2_AUDIO;
  const decoder = descriptor(4, Uint8Array.of(kind, 0x15, 0, 0, 0), u32(0), u32(0));
  const stream = full('esds', 0, descriptor(3, u16(1), Uint8Array.of(0), decoder, descriptor(6, Uint8Array.of(2))));
  const entry = box('mp4a', zeros(6), u16(1), zeros(8), u16(channels), u16(16), u32(0), u16(rate), u16(0), stream);
  return box(
    'stbl',
    full('stsd', 0, u32(1), entry),
    full('stts', 0, u32(1), u32(sizes.length), u32(samples)),
    full('stsc', 0, u32(runs.length), ...runs.flatMap(({ count }, index) => [u32(index + 1), u32(count), u32(1)])),
    full('stsz', 0, u32(0), u32(sizes.length), wide(sizes)),
    full('stco', 0, u32(runs.length), ...runs.map(({ offset }) => u32(offset + shift))),
  );
}

function box(kind: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  return concatenated([u32(length), text(kind), ...parts]);
}

function full(kind: string, flags: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return box(kind, u32(flags), ...parts);
}

function descriptor(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return concatenated([Uint8Array.of(tag, length), ...parts]);
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Sizes as 32-bit numbers, most significant byte first. */
function wide(sizes: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(sizes.length * 4);
  sizes.forEach((size, index) => {
    bytes[index * 4 + 2] = size >> 8;
    bytes[index * 4 + 3] = size & 0xff;
  });
  return bytes;
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}

function u16(value: number): Uint8Array {
  return Uint8Array.of((value >> 8) & 0xff, value & 0xff);
}

function zeros(length: number): Uint8Array {
  return new Uint8Array(length);
}

function text(value: string): Uint8Array {
  return Uint8Array.from(value, (letter) => letter.charCodeAt(0));
}
