// The header of a WAV file: where its samples lie and how they are written.
// It knows RIFF and RF64; not how bytes are read, which is handed in.

/** How samples are written. */
export type WaveFormat = 'u8' | 's16' | 's24' | 's32' | 'f32' | 'f64' | 'alaw' | 'ulaw';

export interface WaveHeader {
  readonly format: WaveFormat;
  readonly channels: number;
  /** Frames a second. */
  readonly rate: number;
  /** Bytes of one sample of every channel. */
  readonly frameBytes: number;
  /** Where the samples lie, `[start, end)` in bytes, whole frames that are really there. */
  readonly start: number;
  readonly end: number;
  /** End of the samples as the header states it; beyond `end` when the file was cut. Equal to `end` when the header left it open. */
  readonly statedEnd: number;
}

/** Reads `[start, end)` of the file; fewer bytes only at its end. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>;

/** Chunks looked at before giving up. */
const CHUNK_LIMIT = 1000;
/** Sizes recorders leave when they never came back to fill them in: 0, all ones, and the rounded all ones of some. */
const OPEN_SIZE = 0xffff_f000;

/** The header, or null when this is no WAV or not one with plain samples (ADPCM, MP3 in WAV …). */
export async function readWaveHeader(read: ReadBytes, fileSize: number): Promise<WaveHeader | null> {
  const riff = await read(0, Math.min(12, fileSize));
  const kind = textAt(riff, 0);
  if (riff.length < 12 || (kind !== 'RIFF' && kind !== 'RF64') || textAt(riff, 8) !== 'WAVE') return null;
  let longData: number | null = null;
  let format: ReturnType<typeof readFormat> = null;
  let at = 12;
  for (let seen = 0; seen < CHUNK_LIMIT && at + 8 <= fileSize; seen++) {
    const head = await read(at, at + 8);
    const name = textAt(head, 0);
    const size = uint32(head, 4);
    const body = at + 8;
    if (name === 'ds64') longData = longSize(await read(body, Math.min(fileSize, body + 16)));
    if (name === 'fmt ') format = readFormat(await read(body, Math.min(fileSize, body + Math.min(size, 40))));
    if (name === 'data') return format === null ? null : withData(format, body, size === 0xffff_ffff && longData !== null ? longData : size, fileSize);
    at = body + size + (size % 2);
  }
  return null;
}

function withData(format: NonNullable<ReturnType<typeof readFormat>>, start: number, size: number, fileSize: number): WaveHeader {
  const isOpen = size === 0 || (size >= OPEN_SIZE && size <= 0xffff_ffff);
  const there = Math.min(fileSize, isOpen ? fileSize : start + size);
  const end = there - ((there - start) % format.frameBytes);
  return { ...format, start, end, statedEnd: isOpen ? end : start + size };
}

function readFormat(body: Uint8Array): Pick<WaveHeader, 'format' | 'channels' | 'rate' | 'frameBytes'> | null {
  if (body.length < 16) return null;
  const [tag, channels, rate, frameBytes, bits] = [uint16(body, 0), uint16(body, 2), uint32(body, 4), uint16(body, 12), uint16(body, 14)];
  // WAVE_FORMAT_EXTENSIBLE keeps the tag in the first bytes of its GUID.
  const format = formatOf(tag === 0xfffe && body.length >= 26 ? uint16(body, 24) : tag, bits);
  if (format === null || channels < 1 || rate < 1 || frameBytes !== channels * Math.ceil(bits / 8)) return null;
  return { format, channels, rate, frameBytes };
}

function formatOf(tag: number, bits: number): WaveFormat | null {
  const key = `${tag}/${Math.ceil(bits / 8) * 8}`;
  const formats: Readonly<Record<string, WaveFormat>> = {
    '1/8': 'u8',
    '1/16': 's16',
    '1/24': 's24',
    '1/32': 's32',
    '3/32': 'f32',
    '3/64': 'f64',
    '6/8': 'alaw',
    '7/8': 'ulaw',
  };
  return formats[key] ?? null;
}

function longSize(body: Uint8Array): number | null {
  return body.length < 16 ? null : uint32(body, 12) * 2 ** 32 + uint32(body, 8);
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function uint32(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at) + uint16(bytes, at + 2) * 65536;
}
