// Headers of MPEG audio frames (MP1, MP2, MP3), and the encoder delay that LAME's tag tells of.
// Browsers and ffmpeg drop that delay; a decoder fed frame by frame does not, so the offset must be known (click tests: 1,105 samples).

/** What one frame's header says. */
export interface MpegFrame {
  /** 1, 2 or 3: MP3 is layer 3. */
  readonly layer: 1 | 2 | 3;
  /** Samples a second. */
  readonly rate: number;
  readonly channels: 1 | 2;
  /** Samples of each channel in the frame. */
  readonly samples: number;
  /** Bytes with header. */
  readonly size: number;
}

/** Samples of silence the encoder put before the sound and after it. */
export interface EncoderPadding {
  readonly before: number;
  readonly after: number;
}

const V1 = [
  [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
] as const;
const V2_LAYER1 = [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256] as const;
const V2_OTHERS = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160] as const;
const RATES = [44100, 48000, 32000] as const;

/** Samples a decoder of layer 3 lags behind: 528 and one (LAME's tag specification; also what ffmpeg adds). */
const DECODER_DELAY = 529;

/** The frame whose header begins at `at`, or null when there is none. Free-format frames count as none. */
export function mpegFrameAt(bytes: Uint8Array, at: number): MpegFrame | null {
  const [sync, kind, rates, mode] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
  if (sync !== 0xff || kind === undefined || rates === undefined || mode === undefined || (kind & 0xe0) !== 0xe0) return null;
  const version = (kind >> 3) & 3; // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
  const layer = layerOf((kind >> 1) & 3);
  const base = RATES[(rates >> 2) & 3];
  if (version === 1 || layer === null || base === undefined) return null;
  const isV1 = version === 3;
  const rate = isV1 ? base : version === 2 ? base / 2 : base / 4;
  const table = isV1 ? V1[layer - 1] : layer === 1 ? V2_LAYER1 : V2_OTHERS;
  const kilobits = table?.[(rates >> 4) - 1];
  if (kilobits === undefined) return null;
  const samples = layer === 1 ? 384 : layer === 3 && !isV1 ? 576 : 1152;
  const slot = layer === 1 ? 4 : 1;
  const size = (Math.floor(((samples / 8) * kilobits * 1000) / rate / slot) + ((rates >> 1) & 1)) * slot;
  return { layer, rate, channels: mode >> 6 === 3 ? 1 : 2, samples, size };
}

/** Length of the ID3v2 tag that begins at `at`, header and footer included; 0 when there is none. Ten bytes are enough. */
export function id3Length(bytes: Uint8Array, at = 0): number {
  if (bytes[at] !== 0x49 || bytes[at + 1] !== 0x44 || bytes[at + 2] !== 0x33 || bytes.length < at + 10) return 0;
  const size = [6, 7, 8, 9].reduce((sum, place) => sum * 128 + ((bytes[at + place] ?? 0) & 0x7f), 0);
  return 10 + size + ((bytes[at + 5] ?? 0) & 0x10 ? 10 : 0);
}

/**
 * What the first frame's Xing or Info tag says of padding, or null without such a tag by LAME or ffmpeg's libraries.
 * `frameBytes` begin at the first frame's header. `before` includes the decoder's own delay.
 */
export function encoderPadding(frameBytes: Uint8Array): EncoderPadding | null {
  const frame = mpegFrameAt(frameBytes, 0);
  if (frame?.layer !== 3) return null;
  const sideInfo = frame.samples === 1152 ? (frame.channels === 1 ? 17 : 32) : frame.channels === 1 ? 9 : 17;
  const tag = 4 + sideInfo;
  if (!['Xing', 'Info'].includes(textAt(frameBytes, tag, 4))) return null;
  const flags = frameBytes[tag + 7] ?? 0;
  const encoder = tag + 8 + (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
  if (!['LAME', 'Lavf', 'Lavc'].includes(textAt(frameBytes, encoder, 4))) return null;
  const [high, middle, low] = [frameBytes[encoder + 21], frameBytes[encoder + 22], frameBytes[encoder + 23]];
  if (high === undefined || middle === undefined || low === undefined) return null;
  const delay = (high << 4) | (middle >> 4);
  const padding = ((middle & 0x0f) << 8) | low;
  return { before: delay + DECODER_DELAY, after: Math.max(0, padding - DECODER_DELAY) };
}

function layerOf(bits: number): 1 | 2 | 3 | null {
  if (bits === 1) return 3;
  if (bits === 2) return 2;
  return bits === 3 ? 1 : null;
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
