// A MediaReader that does what a test tells it: facts at once, peaks stretch by stretch, a proxy or none.
// The user's files in memory are test/fakes/memory-files.ts.
import { CancelledError, StudioError } from '../../src-core/contract/errors.ts';
import type { MediaFacts } from '../../src-core/media/media-facts.ts';
import type { MediaReader, PeakChunk, ShotsSoFar } from '../../src-main/ports/media.ts';

/** Facts of a short stereo MP3, with changes. */
export function factsOf(changes: Partial<MediaFacts> = {}): MediaFacts {
  return {
    container: 'mp3',
    size: 1000,
    duration: 10_000,
    audio: [{ codec: 'mp3', channels: 2, rate: 44_100, language: null }],
    video: null,
    playable: true,
    ...changes,
  };
}

/** One reading of peaks, led by the test. */
export interface Reading {
  readonly path: string;
  readonly signal: AbortSignal;
  /** Hands over so many buckets, each filled with its number. */
  give(buckets: number): void;
  end(failure?: Error): void;
}

/** One look through a picture, led by the test. */
export interface Look {
  readonly path: string;
  readonly signal: AbortSignal;
  give(found: ShotsSoFar): void;
  end(outcome?: boolean | Error): void;
}

/** Buckets as the fake makes them: every byte of bucket n is n modulo 100. */
export function bucketsFrom(from: number, count: number, channels = 2): Uint8Array {
  return Uint8Array.from({ length: count * channels * 2 }, (_, i) => (from + Math.floor(i / (channels * 2))) % 100);
}

export class FakeReader implements MediaReader {
  /** By path; a file without facts is `bad-media`. */
  readonly facts = new Map<string, MediaFacts | StudioError>();
  /** Readings under way or ended, in the order they began. */
  readonly readings: Reading[] = [];
  /** What `proxy` answers for each call in turn; null once there is nothing left. */
  readonly proxies: (string | null | StudioError)[] = [];
  version: string | null = null;

  async probe(path: string): Promise<MediaFacts> {
    const facts = this.facts.get(path) ?? new StudioError('bad-media');
    if (facts instanceof StudioError) throw facts;
    return facts;
  }

  peaks(_recording: string, path: string, facts: MediaFacts, onChunk: (chunk: PeakChunk) => void, signal: AbortSignal): Promise<void> {
    const channels = facts.audio[0]?.channels ?? 1;
    return new Promise((resolve, reject) => {
      let next = 0;
      signal.addEventListener('abort', () => reject(new CancelledError()), { once: true });
      this.readings.push({
        path,
        signal,
        give(buckets) {
          const from = next;
          next += buckets;
          onChunk({ channels, from, bytes: bucketsFrom(from, buckets, channels) });
        },
        end: (failure) => (failure ? reject(failure) : resolve()),
      });
    });
  }

  async proxy(): Promise<string | null> {
    const next = this.proxies.shift() ?? null;
    if (next instanceof StudioError) throw next;
    return next;
  }

  /** Looks under way or ended, in the order they began. */
  readonly looks: Look[] = [];

  shots(path: string, _facts: MediaFacts, onShots: (found: ShotsSoFar) => void, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new CancelledError()), { once: true });
      this.looks.push({
        path,
        signal,
        give: onShots,
        end: (outcome = true) => (outcome instanceof Error ? reject(outcome) : resolve(outcome)),
      });
    });
  }

  async describe(): Promise<string | null> {
    return this.version;
  }
}
