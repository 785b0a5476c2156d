// Laws of WAV headers: chunks in any order, formats by tag, and what recorders leave behind.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWaveHeader, type WaveHeader } from '../../../src-core/media/wave-header.ts';

type Chunk = readonly [name: string, body: Uint8Array, statedSize?: number];

const uint = (value: number, bytes: number): number[] => Array.from({ length: bytes }, (_, i) => Math.floor(value / 2 ** (8 * i)) & 255);
const letters = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

function format(tag: number, channels: number, rate: number, bits: number, extra: number[] = []): Chunk {
  const frame = channels * Math.ceil(bits / 8);
  return [
    'fmt ',
    Uint8Array.from([...uint(tag, 2), ...uint(channels, 2), ...uint(rate, 4), ...uint(rate * frame, 4), ...uint(frame, 2), ...uint(bits, 2), ...extra]),
  ];
}

function waveFile(chunks: readonly Chunk[], kind = 'RIFF'): Uint8Array {
  const bodies = chunks.flatMap(([name, body, size = body.length]) => [...letters(name), ...uint(size, 4), ...body, ...(body.length % 2 ? [0] : [])]);
  return Uint8Array.from([...letters(kind), ...uint(bodies.length + 4, 4), ...letters('WAVE'), ...bodies]);
}

function read(file: Uint8Array): Promise<WaveHeader | null> {
  return readWaveHeader((start, end) => Promise.resolve(file.subarray(start, end)), file.length);
}

describe('readWaveHeader', () => {
  it('finds the samples behind any other chunks, odd lengths included', async () => {
    const others = fc.array(fc.tuple(fc.constantFrom('LIST', 'bext', 'JUNK', 'cue '), fc.uint8Array({ maxLength: 21 })), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(others, others, fc.integer({ min: 1, max: 4 }), fc.nat(50), async (before, between, channels, frames) => {
        const data = new Uint8Array(frames * channels * 2 + channels * 2).fill(9);
        const file = waveFile([...before, format(1, channels, 16_000, 16), ...between, ['data', data]]);
        const header = await read(file);
        expect(header).toMatchObject({ format: 's16', channels, rate: 16_000, frameBytes: channels * 2 });
        expect(file.slice(header?.start, header?.end)).toEqual(data);
        expect(header?.statedEnd).toBe(header?.end);
      }),
    );
  });

  it.each([
    [1, 8, 'u8'],
    [1, 16, 's16'],
    [1, 24, 's24'],
    [1, 32, 's32'],
    [3, 32, 'f32'],
    [3, 64, 'f64'],
    [6, 8, 'alaw'],
    [7, 8, 'ulaw'],
  ])('knows tag %i with %i bits', async (tag, bits, name) => {
    const data: Chunk = ['data', new Uint8Array(48)];
    expect((await read(waveFile([format(tag, 2, 8000, bits), data])))?.format).toBe(name);
    const extensible = format(0xfffe, 2, 8000, bits, [...uint(22, 2), ...uint(bits, 2), ...uint(3, 4), ...uint(tag, 2), ...new Array<number>(14).fill(0)]);
    expect((await read(waveFile([extensible, data])))?.format).toBe(name);
  });

  it('takes the samples that are there when the size was left open, and tells when the file was cut', async () => {
    const samples = new Uint8Array(101);
    for (const open of [0, 0xffff_ffff, 0xffff_f7f0]) {
      const header = await read(waveFile([format(1, 1, 8000, 16), ['data', samples, open]]));
      expect(header && header.end - header.start).toBe(102);
      expect(header?.statedEnd).toBe(header?.end);
    }
    const cut = await read(waveFile([format(1, 1, 8000, 16), ['data', samples, 5000]]));
    expect(cut && cut.statedEnd - cut.start).toBe(5000);
  });

  it('reads the long size of RF64', async () => {
    const size = 5 * 2 ** 32 + 6;
    const ds64: Chunk = ['ds64', Uint8Array.from([...uint(0, 4), ...uint(0, 4), ...uint(6, 4), ...uint(5, 4), ...uint(0, 8)])];
    const header = await read(waveFile([ds64, format(1, 1, 8000, 16), ['data', new Uint8Array(10), 0xffff_ffff]], 'RF64'));
    expect(header && header.statedEnd - header.start).toBe(size);
  });

  it('answers null for compressed samples, for anything else, and for every cut', async () => {
    expect(await read(waveFile([format(2, 2, 8000, 4), ['data', new Uint8Array(9)]]))).toBeNull();
    expect(await read(waveFile([['data', new Uint8Array(9)]]))).toBeNull();
    expect(await read(waveFile([format(1, 0, 8000, 16), ['data', new Uint8Array(9)]]))).toBeNull();
    const whole = waveFile([format(1, 1, 8000, 16), ['data', new Uint8Array(4)]]);
    for (let length = 0; length < 40; length++) expect(await read(whole.slice(0, length))).toBeNull();
  });

  it('ends on any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        async (tail) => void (await read(Uint8Array.from([...letters('RIFF'), 0, 0, 0, 0, ...letters('WAVE'), ...tail]))),
      ),
    );
  });
});
