// Where every frame of an MP3 lies: found by walking from header to header while the bytes stream by.
// It knows MPEG frames; not files, players or what the places are used for.
import { encoderPadding, id3Length, mpegFrameAt, type MpegFrame } from './mpeg-audio.ts';

/** Frames that follow each other without a gap. */
export interface FrameRun {
  /** Byte of the first frame's header, from the start of the file. */
  readonly offset: number;
  readonly count: number;
}

/** All frames of a stream. */
export interface FrameMap {
  readonly rate: number;
  readonly channels: 1 | 2;
  /** Samples of each channel in a frame. */
  readonly samples: number;
  readonly runs: readonly FrameRun[];
  /** Bytes of each frame, in order. */
  readonly sizes: Uint16Array;
  /** Samples of silence at the beginning that players leave out (LAME's tag); 0 where nothing says so. */
  readonly delay: number;
  /** Whether frames differ in bit rate, so that no player can tell a place from a time by arithmetic. */
  readonly isVariable: boolean;
}

const HEADER = 4;
/** More than the longest frame with its tag, so that a first frame is seen whole. */
const LONGEST_FRAME = 2881;

/** Takes the bytes of a file in order, in pieces of any size. */
export class FrameWalk {
  readonly #runs: { offset: number; count: number }[] = [];
  #sizes = new Uint16Array(4096);
  #count = 0;
  #first: MpegFrame | null = null;
  #delay = 0;
  /** Where the next header is expected, and where the held bytes begin. */
  #next = 0;
  #held = new Uint8Array(0);
  #heldFrom = 0;
  #isStarted = false;

  /** The next piece. */
  push(piece: Uint8Array): void {
    const bytes = this.#held.length === 0 ? piece : joined(this.#held, piece);
    const end = this.#heldFrom + bytes.length;
    if (!this.#isStarted) {
      if (bytes.length < 10) return this.#hold(bytes, 0, this.#heldFrom);
      this.#isStarted = true;
      this.#next = id3Length(bytes);
    }
    const margin = this.#first ? HEADER : LONGEST_FRAME;
    while (this.#next + margin <= end) this.#step(bytes);
    const from = Math.min(Math.max(this.#next, this.#heldFrom), end);
    this.#hold(bytes, from - this.#heldFrom, from);
  }

  /** What was found once all bytes were pushed, or null when there are no two frames of layer 3. */
  finish(): FrameMap | null {
    const end = this.#heldFrom + this.#held.length;
    while (this.#next + HEADER <= end) this.#step(this.#held);
    const first = this.#first;
    // A frame cut off at the file's end would point beyond it.
    if (this.#next > end && this.#count > 0) {
      this.#count -= 1;
      const run = this.#runs.at(-1);
      if (run) run.count -= 1;
    }
    if (!first || this.#count < 2) return null;
    const runs = this.#runs.filter(({ count }) => count > 0);
    const { rate, channels, samples } = first;
    const sizes = this.#sizes.slice(0, this.#count);
    // Frames of one bit rate differ by their padding byte alone.
    const isVariable = sizes.some((size) => Math.abs(size - (sizes[0] ?? 0)) > 1);
    return { rate, channels, samples, runs, sizes, delay: this.#delay, isVariable };
  }

  #step(bytes: Uint8Array): void {
    const at = this.#next - this.#heldFrom;
    const frame = mpegFrameAt(bytes, at);
    const isOurs = frame?.layer === 3 && (!this.#first || (frame.rate === this.#first.rate && frame.samples === this.#first.samples));
    if (!isOurs) {
      this.#next += 1;
      return;
    }
    this.#next += frame.size;
    if (!this.#first && this.#isTag(bytes.subarray(at, at + frame.size))) {
      this.#delay = encoderPadding(bytes.subarray(at))?.before ?? 0;
      return;
    }
    this.#first ??= frame;
    this.#add(this.#next - frame.size, frame.size);
  }

  /** The frame of Xing, Info or VBRI holds an index of its encoder's and no sound. */
  #isTag(frame: Uint8Array): boolean {
    for (const at of [13, 21, 36]) if (['Xing', 'Info', 'VBRI'].includes(String.fromCharCode(...frame.subarray(at, at + 4)))) return true;
    return false;
  }

  #add(offset: number, size: number): void {
    const run = this.#runs.at(-1);
    const end = this.#end;
    if (run && end === offset) run.count += 1;
    else this.#runs.push({ offset, count: 1 });
    if (this.#count === this.#sizes.length) {
      const grown = new Uint16Array(this.#sizes.length * 2);
      grown.set(this.#sizes);
      this.#sizes = grown;
    }
    this.#sizes[this.#count++] = size;
    this.#end = offset + size;
  }
  #end = -1;

  #hold(bytes: Uint8Array, from: number, at: number): void {
    this.#held = bytes.slice(from);
    this.#heldFrom = at;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
