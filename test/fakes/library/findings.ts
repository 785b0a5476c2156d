// What media and AWS gave a library in memory: results, peaks and shot changes.
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { PeaksStore, ShotStore, ResultStore } from '../../../src-main/ports/library.ts';
import type { PeakChunk } from '../../../src-main/ports/media.ts';
import type { Shelf } from './shelf.ts';

export function resultStore(shelf: Shelf): ResultStore {
  return {
    put(recording, fileName, bytes) {
      return Promise.resolve().then(() => {
        shelf.mayWrite();
        shelf.mustKnow(recording);
        shelf.results.set(recording, [...(shelf.results.get(recording) ?? []), { fileName, bytes: bytes.slice() }]);
      });
    },
    get(recording) {
      const latest = shelf.results.get(recording)?.at(-1);
      return Promise.resolve(latest ? { fileName: latest.fileName, bytes: latest.bytes.slice() } : null);
    },
    getFirst(recording) {
      const all = shelf.results.get(recording) ?? [];
      const first = all.find(({ fileName }) => fileName === all.at(-1)?.fileName);
      return Promise.resolve(first ? { fileName: first.fileName, bytes: first.bytes.slice() } : null);
    },
  };
}

export function shotStore(shelf: Shelf): ShotStore {
  const listOf = (shots: readonly number[] | undefined): number[] | null => (shots ? [...shots] : null);
  return {
    found: (fingerprint) => listOf(shelf.foundShots.get(fingerprint)),
    keepFound(fingerprint, shots) {
      shelf.mayWrite();
      shelf.foundShots.set(fingerprint, [...shots]);
    },
    edited: (recording) => listOf(shelf.editedShots.get(recording)),
    putEdited(recording, shots) {
      shelf.mayWrite();
      shelf.mustKnow(recording);
      if (shots === null) shelf.editedShots.delete(recording);
      else shelf.editedShots.set(recording, [...shots]);
    },
  };
}

export function peaksStore(shelf: Shelf): PeaksStore {
  return {
    get(fingerprint) {
      const kept = shelf.peaks.get(fingerprint);
      return kept ? { channels: kept.channels, buckets: kept.bytes.length / (kept.channels * 2), complete: kept.complete } : null;
    },
    read(fingerprint, from) {
      const kept = shelf.peaks.get(fingerprint);
      return kept ? kept.bytes.slice(from * kept.channels * 2) : new Uint8Array(0);
    },
    append(fingerprint, chunk) {
      shelf.mayWrite();
      const kept = shelf.peaks.get(fingerprint) ?? { channels: chunk.channels, complete: false, bytes: new Uint8Array(0) };
      shelf.peaks.set(fingerprint, { ...kept, bytes: grown(kept, chunk) });
    },
    finish(fingerprint) {
      shelf.mayWrite();
      const kept = shelf.peaks.get(fingerprint);
      if (!kept) throw new StudioError('not-found', { what: 'peaks' });
      kept.complete = true;
    },
    remove(fingerprint) {
      shelf.mayWrite();
      shelf.peaks.delete(fingerprint);
    },
  };
}

function grown(kept: { channels: number; bytes: Uint8Array }, chunk: PeakChunk): Uint8Array {
  const width = kept.channels * 2;
  const buckets = kept.bytes.length / width;
  if (chunk.channels !== kept.channels) throw new RangeError('peaks change their channels');
  if (chunk.from > buckets) throw new RangeError('peaks leave a gap');
  if (chunk.bytes.length % width !== 0) throw new RangeError('peaks end within a bucket');
  const fresh = chunk.bytes.subarray(Math.min((buckets - chunk.from) * width, chunk.bytes.length));
  const bytes = new Uint8Array(kept.bytes.length + fresh.length);
  bytes.set(kept.bytes);
  bytes.set(fresh, kept.bytes.length);
  return bytes;
}
