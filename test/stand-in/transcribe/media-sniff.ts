// What a media file is by its own bytes: container, and for WAV and FLAC also rate, channels and length.
// The service decodes; this looks at headers only, which is enough to refuse what the service refuses.

/** What the first bytes tell. Null fields are not known without decoding. */
export interface SniffedMedia {
  /** The service's name of the container, or null when it takes none such. */
  readonly format: string | null;
  readonly sampleRate: number | null;
  readonly channels: number | null;
  /** Seconds. */
  readonly duration: number | null;
}

/** Bytes of the head that are looked at. */
export const SNIFFED_BYTES = 64 * 1024;

/** Looks at a file's head. `size` is the whole file's, bytes. */
export function sniffMedia(head: Buffer, size: number): SniffedMedia {
  const text = (from: number, to: number): string => head.toString('latin1', from, to);
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') return sniffWav(head, size);
  if (text(0, 4) === 'fLaC') return sniffFlac(head);
  if (text(4, 8) === 'ftyp') return named(text(8, 12).startsWith('M4A') ? 'm4a' : text(8, 12) === 'qt  ' ? null : 'mp4');
  if (text(0, 4) === 'OggS') return named('ogg');
  if (head.length >= 4 && head.readUInt32BE(0) === 0x1a45dfa3) return named(head.includes('webm', 0, 'latin1') ? 'webm' : null);
  if (text(0, 5) === '#!AMR') return named('amr');
  if (text(0, 3) === 'ID3' || isMp3Frame(head)) return named('mp3');
  return named(null);
}

function named(format: string | null): SniffedMedia {
  return { format, sampleRate: null, channels: null, duration: null };
}

function isMp3Frame(head: Buffer): boolean {
  const [first = 0, second = 0] = head;
  // sync bits, an MPEG version and layer III; layer bits 00 would be raw AAC, which the service does not take
  return first === 0xff && (second & 0xe0) === 0xe0 && ((second >> 1) & 3) === 1;
}

function sniffWav(head: Buffer, size: number): SniffedMedia {
  let at = 12;
  let [channels, sampleRate, byteRate]: [number | null, number | null, number | null] = [null, null, null];
  while (at + 8 <= head.length) {
    const name = head.toString('latin1', at, at + 4);
    const length = head.readUInt32LE(at + 4);
    if (name === 'fmt ' && at + 20 <= head.length) {
      channels = head.readUInt16LE(at + 10);
      sampleRate = head.readUInt32LE(at + 12);
      byteRate = head.readUInt32LE(at + 16);
    }
    if (name === 'data') {
      // streaming writers leave the length open; the file's own size is then the better witness
      const bytes = Math.min(length, size - at - 8);
      return { format: 'wav', sampleRate, channels, duration: byteRate ? bytes / byteRate : null };
    }
    at += 8 + length + (length % 2);
  }
  return { format: 'wav', sampleRate, channels, duration: null };
}

function sniffFlac(head: Buffer): SniffedMedia {
  if (head.length < 26) return named('flac');
  const bits = head.readUInt32BE(18);
  const sampleRate = bits >>> 12;
  const samples = (head.readUInt8(21) & 0x0f) * 2 ** 32 + head.readUInt32BE(22);
  return { format: 'flac', sampleRate, channels: ((bits >>> 9) & 7) + 1, duration: samples > 0 && sampleRate > 0 ? samples / sampleRate : null };
}
