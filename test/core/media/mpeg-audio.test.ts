// Laws of MPEG frame headers and LAME's tag. The figures of real files are held by the click tests of the readers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encoderPadding, id3Length, mpegFrameAt } from '../../../src-core/media/mpeg-audio.ts';

/** A first frame with an Info tag as LAME writes it: stereo, 44.1 kHz, every optional field there. */
function taggedFrame(delay: number, padding: number, encoder = 'LAME', flags = 15): Uint8Array {
  const frame = new Uint8Array(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  const text = (at: number, letters: string): void =>
    frame.set(
      [...letters].map((letter) => letter.charCodeAt(0)),
      at,
    );
  text(36, 'Info');
  frame[43] = flags;
  const place = 44 + (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
  text(place, encoder);
  frame.set([delay >> 4, ((delay & 15) << 4) | (padding >> 8), padding & 255], place + 21);
  return frame;
}

describe('mpegFrameAt', () => {
  it.each([
    ['MPEG 1 layer 3, 128 kbit/s, 44.1 kHz', [0xff, 0xfb, 0x90, 0x00], { layer: 3, rate: 44_100, channels: 2, samples: 1152, size: 417 }],
    ['the same with padding, mono', [0xff, 0xfb, 0x92, 0xc0], { layer: 3, rate: 44_100, channels: 1, samples: 1152, size: 418 }],
    ['MPEG 2 layer 3, 64 kbit/s, 22.05 kHz', [0xff, 0xf3, 0x80, 0x00], { layer: 3, rate: 22_050, channels: 2, samples: 576, size: 208 }],
    ['MPEG 2.5 layer 3, 8 kbit/s, 8 kHz', [0xff, 0xe3, 0x18, 0xc0], { layer: 3, rate: 8000, channels: 1, samples: 576, size: 72 }],
    ['MPEG 1 layer 2, 384 kbit/s, 48 kHz', [0xff, 0xfd, 0xe4, 0x00], { layer: 2, rate: 48_000, channels: 2, samples: 1152, size: 1152 }],
    ['MPEG 1 layer 1, 384 kbit/s, 48 kHz', [0xff, 0xff, 0xc4, 0x00], { layer: 1, rate: 48_000, channels: 2, samples: 384, size: 384 }],
  ] as const)('reads %s', (_, header, frame) => {
    expect(mpegFrameAt(Uint8Array.from(header), 0)).toEqual(frame);
  });

  it('never claims a frame for reserved values, free format or too few bytes, and none shorter than its header', () => {
    for (const header of [
      [0xff, 0xeb, 0x90, 0],
      [0xff, 0xf9, 0x90, 0],
      [0xff, 0xfb, 0xf0, 0],
      [0xff, 0xfb, 0x00, 0],
      [0xff, 0xfb, 0x9c, 0],
      [0xff, 0xfb, 0x90],
    ]) {
      expect(mpegFrameAt(Uint8Array.from(header), 0)).toBeNull();
    }
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (header) => void expect(mpegFrameAt(header, 0)?.size ?? 24).toBeGreaterThanOrEqual(24)),
    );
  });
});

describe('encoderPadding', () => {
  it('adds the decoder’s delay to the encoder’s, whichever optional fields are there', () => {
    fc.assert(
      fc.property(fc.nat(4095), fc.nat(4095), fc.constantFrom('LAME', 'Lavf', 'Lavc'), fc.nat(15), (delay, padding, encoder, flags) => {
        expect(encoderPadding(taggedFrame(delay, padding, encoder, flags))).toEqual({ before: delay + 529, after: Math.max(0, padding - 529) });
      }),
    );
  });

  it('knows nothing without a tag, or with one of another encoder', () => {
    expect(encoderPadding(taggedFrame(576, 1000, 'Gogo'))).toBeNull();
    expect(encoderPadding(Uint8Array.of(0xff, 0xfb, 0x90, 0x00))).toBeNull();
    expect(encoderPadding(new Uint8Array(500))).toBeNull();
  });
});

describe('id3Length', () => {
  it('counts header, body and footer', () => {
    const tag = (flags: number): Uint8Array => Uint8Array.of(0x49, 0x44, 0x33, 4, 0, flags, 0, 0, 2, 1);
    expect(id3Length(tag(0))).toBe(10 + 257);
    expect(id3Length(tag(0x10))).toBe(20 + 257);
    expect(id3Length(Uint8Array.of(0x49, 0x44, 0x33))).toBe(0);
    expect(id3Length(new Uint8Array(10))).toBe(0);
  });
});
