// Sound for screens and tests: a WAV in memory whose loudness follows a transcript's words, its peaks, and a route that serves it by ranges.
import { lastEnd, type Transcript } from '../../src-core/transcript/transcript.ts';

const RATE = 8000;
const HEADER_BYTES = 44;
export const PEAKS_PER_SECOND = 100;

/** Mono 16-bit WAV: a hum while somebody speaks, near silence otherwise. */
export function wavOf(transcript: Transcript): Uint8Array {
  const samples = Math.ceil(((lastEnd(transcript) + 1000) / 1000) * RATE);
  const wav = new Uint8Array(HEADER_BYTES + samples * 2);
  const view = new DataView(wav.buffer);
  writeHeader(view, samples);
  for (const turn of transcript.turns) {
    const pitch = turn.speaker === 'spk_0' ? 118 : 196;
    for (const word of turn.words) {
      const from = Math.floor((word.start / 1000) * RATE);
      const to = Math.floor((word.end / 1000) * RATE);
      for (let at = from; at < to; at += 1) {
        const swell = Math.sin((Math.PI * (at - from)) / (to - from));
        const wave = Math.sin((2 * Math.PI * pitch * at) / RATE) + 0.5 * Math.sin((2 * Math.PI * pitch * 3.1 * at) / RATE);
        view.setInt16(HEADER_BYTES + at * 2, Math.round(swell * wave * 12_000), true);
      }
    }
  }
  return wav;
}

/** Int8 pairs (min, max) of such a WAV, PEAKS_PER_SECOND buckets a second. */
export function peaksOf(wav: Uint8Array): Uint8Array {
  const view = new DataView(wav.buffer, wav.byteOffset);
  const samples = (wav.byteLength - HEADER_BYTES) / 2;
  const perBucket = RATE / PEAKS_PER_SECOND;
  const peaks = new Int8Array(Math.ceil(samples / perBucket) * 2);
  for (let at = 0; at < samples; at += 1) {
    const value = view.getInt16(HEADER_BYTES + at * 2, true) >> 8;
    const pair = Math.floor(at / perBucket) * 2;
    peaks[pair] = Math.min(peaks[pair] ?? 0, value);
    peaks[pair + 1] = Math.max(peaks[pair + 1] ?? 0, value);
  }
  return new Uint8Array(peaks.buffer);
}

/** Answers a request for these bytes with 200, 206 or 416. */
export function answerBytes(request: Request, bytes: Uint8Array, type: string): Response {
  const headers = { 'content-type': type, 'accept-ranges': 'bytes' };
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range') ?? '');
  if (!range) return new Response(bodyOf(request, bytes), { headers: { ...headers, 'content-length': String(bytes.length) } });
  const [, first = '', last = ''] = range;
  const start = first === '' ? Math.max(0, bytes.length - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes.length : Math.min(bytes.length, Number(last) + 1);
  if (start >= end) return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${bytes.length}` } });
  return new Response(bodyOf(request, bytes.slice(start, end)), {
    status: 206,
    headers: { ...headers, 'content-length': String(end - start), 'content-range': `bytes ${start}-${end - 1}/${bytes.length}` },
  });
}

function bodyOf(request: Request, bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  return request.method === 'HEAD' ? null : (bytes as Uint8Array<ArrayBuffer>); // made here, never shared memory
}

function writeHeader(view: DataView, samples: number): void {
  const ascii = (at: number, text: string): void => {
    for (let index = 0; index < text.length; index += 1) view.setUint8(at + index, text.charCodeAt(index));
  };
  ascii(0, 'RIFF');
  view.setUint32(4, 36 + samples * 2, true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  ascii(36, 'data');
  view.setUint32(40, samples * 2, true);
}
