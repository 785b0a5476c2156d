// Peaks of WAV files with plain samples, read straight from the disk: no decoder, no program, as fast as the file can be read.
import { CancelledError, StudioError } from '../../../src-core/contract/errors.ts';
import { MAX_PEAK_CHANNELS, PeakStretches } from '../../../src-core/media/peak-stretches.ts';
import { PeakReducer } from '../../../src-core/media/peaks.ts';
import { readWaveHeader, type WaveFormat, type WaveHeader } from '../../../src-core/media/wave-header.ts';
import type { PeakChunk } from '../../ports/media.ts';
import { openSource, type MediaSource } from './media-source.ts';
import { companded } from './companding.ts';

const READ_BYTES = 1024 * 1024;

/** The header of a WAV whose samples can be read directly, or null. */
export async function plainWaveHeader(path: string): Promise<WaveHeader | null> {
  const source = await openSource(path);
  try {
    return await readWaveHeader((start, end) => source.read(start, end), source.size);
  } finally {
    await source.close();
  }
}

/** Reads the samples to peaks, in order. Throws CancelledError, `source-changed` when the file became shorter. */
export async function wavePeaks(path: string, header: WaveHeader, onChunk: (chunk: PeakChunk) => void, signal: AbortSignal): Promise<void> {
  const channels = Math.min(header.channels, MAX_PEAK_CHANNELS);
  const reducer = new PeakReducer(header.rate, channels, header.channels);
  const stretches = new PeakStretches(reducer, (from, peaks) => onChunk({ channels, from, bytes: new Uint8Array(peaks.buffer) }));
  const source = await openSource(path);
  try {
    await readSamples(source, header, signal, (bytes) => {
      feed(reducer, header.format, bytes);
      stretches.flow();
    });
    stretches.finish();
  } finally {
    await source.close();
  }
}

/** Reads on while what was read is being reduced: two buffers, used in turn. */
async function readSamples(source: MediaSource, header: WaveHeader, signal: AbortSignal, onBytes: (bytes: Uint8Array) => void): Promise<void> {
  const step = Math.max(1, Math.floor(READ_BYTES / header.frameBytes)) * header.frameBytes;
  const buffers = [new Uint8Array(step), new Uint8Array(step)] as const;
  const readAt = async (at: number): Promise<Uint8Array> => {
    const turn = ((at - header.start) / step) % 2 === 0 ? buffers[0] : buffers[1];
    const wanted = turn.subarray(0, Math.max(0, Math.min(step, header.end - at)));
    if ((await source.readInto(wanted, at)) < wanted.byteLength) throw new StudioError('source-changed');
    return wanted;
  };
  let reading = readAt(header.start);
  for (let at = header.start; at < header.end; at += step) {
    const bytes = await reading;
    reading = readAt(at + step);
    reading.catch(() => {}); // heard in the next round, or of no interest when this one ends the reading
    if (signal.aborted) throw new CancelledError();
    onBytes(bytes);
  }
}

/** A read begins at its buffer's first byte, so typed views are aligned; WAV and every machine we run on are little-endian. */
function feed(reducer: PeakReducer, format: WaveFormat, bytes: Uint8Array): void {
  const { buffer, byteOffset, byteLength } = bytes;
  switch (format) {
    case 'u8':
      return reducer.addU8(bytes);
    case 's16':
      return reducer.addS16(new Int16Array(buffer, byteOffset, byteLength / 2));
    case 's24':
      return reducer.addS32(widened(bytes));
    case 's32':
      return reducer.addS32(new Int32Array(buffer, byteOffset, byteLength / 4));
    case 'f32':
      return reducer.addFloats(new Float32Array(buffer, byteOffset, byteLength / 4));
    case 'f64':
      return reducer.addFloats(new Float64Array(buffer, byteOffset, byteLength / 8));
    case 'alaw':
    case 'ulaw':
      return reducer.addS16(companded(format, bytes));
  }
}

/** 24-bit samples as the upper bits of 32. */
function widened(bytes: Uint8Array): Int32Array {
  const samples = new Int32Array(bytes.byteLength / 3);
  for (let i = 0, at = 0; i < samples.length; i++, at += 3) {
    // at + 2 is inside: there are three bytes for each sample
    samples[i] = ((bytes[at] as number) << 8) | ((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 24); // inside, see above
  }
  return samples;
}
