// Frames of MP3 found in bytes that stream by, and the MP4 head that points at them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrameWalk, type FrameMap } from '../../../src-core/media/mp3-frames.ts';
import { mp4Head } from '../../../src-core/media/mp3-in-mp4.ts';
import { mpegFrameAt } from '../../../src-core/media/mpeg-audio.ts';

/** A silent frame of MPEG 1 layer 3 at 48 kHz, one channel; `rate` is the header's number of the bit rate. */
function frame(rate: number): Uint8Array {
  const header = Uint8Array.of(0xff, 0xfb, (rate << 4) | 0x04, 0xc0);
  const bytes = new Uint8Array(mpegFrameAt(header, 0)?.size ?? 0);
  bytes.set(header);
  return bytes;
}

function bytesOf(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function walked(bytes: Uint8Array, pieces: readonly number[] = [bytes.length]): FrameMap | null {
  const walk = new FrameWalk();
  let at = 0;
  for (const piece of [...pieces, bytes.length]) {
    walk.push(bytes.slice(at, at + piece));
    at += piece;
  }
  return walk.finish();
}

const id3 = Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 6, 0xff, 0xfb, 0x94, 0xc0, 0, 0);

describe('frames of an MP3', () => {
  test('are found behind a tag, whatever looks like one within it', () => {
    const map = walked(bytesOf(id3, frame(5), frame(9), frame(5)));
    expect(map).toMatchObject({ rate: 48_000, channels: 1, samples: 1152, runs: [{ offset: id3.length, count: 3 }], isVariable: true, delay: 0 });
    expect([...(map?.sizes ?? [])]).toEqual([frame(5).length, frame(9).length, frame(5).length]);
  });

  test('are found again behind what is none, and a frame cut off at the end is left out', () => {
    const junk = Uint8Array.of(1, 2, 3);
    const map = walked(bytesOf(frame(5), frame(5), junk, frame(5), frame(9).slice(0, 40)));
    expect(map?.runs).toEqual([
      { offset: 0, count: 2 },
      { offset: 2 * frame(5).length + 3, count: 1 },
    ]);
    expect(map?.isVariable).toBe(false);
  });

  test('of one rate are not variable; fewer than two are none', () => {
    expect(walked(bytesOf(...Array.from({ length: 20 }, () => frame(9))))?.isVariable).toBe(false);
    expect(walked(frame(9))).toBeNull();
    expect(walked(new Uint8Array(5000))).toBeNull();
    expect(walked(new Uint8Array(0))).toBeNull();
  });

  test('are the same in pieces of any size', () => {
    const rates = fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 2, maxLength: 40 });
    const gaps = fc.array(fc.nat(3), { maxLength: 40 });
    fc.assert(
      fc.property(rates, gaps, fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 60 }), (list, junk, pieces) => {
        const bytes = bytesOf(id3, ...list.flatMap((rate, index) => [frame(rate), new Uint8Array(junk[index] ?? 0)]));
        const whole = walked(bytes);
        expect(whole?.sizes).toHaveLength(list.length);
        expect(walked(bytes, pieces)).toEqual(whole);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an MP4 head for an MP3', () => {
  const mp3 = bytesOf(id3, frame(5), frame(9), Uint8Array.of(0), frame(5), frame(14));
  const map = walked(mp3);
  const head = map && mp4Head(map, mp3.length);

  test('is boxes that fill it to the byte, the last one open for the MP3 itself', () => {
    const view = new DataView((head ?? new Uint8Array(0)).buffer);
    const boxes: [string, number][] = [];
    for (let at = 0; at < view.byteLength; at += view.getUint32(at))
      boxes.push([String.fromCharCode(...new Uint8Array(view.buffer, at + 4, 4)), view.getUint32(at)]);
    expect(boxes.map(([kind]) => kind)).toEqual(['ftyp', 'moov', 'mdat']);
    expect(boxes.reduce((sum, [, length]) => sum + length, 0)).toBe(view.byteLength + mp3.length);
  });

  test('points at the frames where they lie behind it', () => {
    const all = bytesOf(head ?? new Uint8Array(0), mp3);
    const at = Buffer.from(all).indexOf('stco') + 8;
    const view = new DataView(all.buffer);
    const offsets = Array.from({ length: view.getUint32(at) }, (_, index) => view.getUint32(at + 4 + 4 * index));
    expect(offsets).toHaveLength(map?.runs.length ?? 0);
    for (const offset of offsets) expect(mpegFrameAt(all, offset)).not.toBeNull();
  });

  test('is none for more bytes than its numbers hold', () => {
    expect(map && mp4Head(map, 2 ** 32)).toBeNull();
  });
});
