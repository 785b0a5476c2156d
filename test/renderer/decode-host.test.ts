// Laws of decoding in a page, with a worker led by the test: one at a time for a recording, back-pressure, and nothing left running.
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../src-core/contract/errors.ts';
import { decodeOnDemand, type DecodeWorker } from '../../src-renderer/waveform/decode-host.ts';
import type { DecodeReport, DecodeRequest } from '../../src-renderer/waveform/decode-worker.ts';
import { settle } from '../fakes/manual-clock.ts';
import { ScriptedStudio } from './page-fakes.ts';

class LedWorker implements DecodeWorker {
  readonly heard: DecodeRequest[] = [];
  isEnded = false;
  onmessage: DecodeWorker['onmessage'] = null;
  onerror: DecodeWorker['onerror'] = null;

  postMessage(request: DecodeRequest): void {
    this.heard.push(request);
  }

  terminate(): void {
    this.isEnded = true;
  }

  say(report: DecodeReport): void {
    this.onmessage?.call(this as never, { data: report } as MessageEvent); // as the engine calls it
  }

  crash(message: string): void {
    this.onerror?.call(this as never, message as never); // a message alone, as some engines give it
  }
}

function begin() {
  const studio = new ScriptedStudio().answer('media.pushPeaks', () => ({}));
  const workers: LedWorker[] = [];
  const time = { now: 0 };
  const makeWorker = (): LedWorker => {
    workers.push(new LedWorker());
    return workers.at(-1) ?? new LedWorker();
  };
  const stop = decodeOnDemand(
    studio.client,
    (token) => `/media/${token}`,
    makeWorker,
    () => time.now,
  );
  const want = (recording = 'r1', token = 'token'): void => studio.emit('media.decodeWanted', { recording, token });
  const worker = (index = 0): LedWorker => workers[index] ?? new LedWorker();
  return { studio, workers, worker, time, stop, want };
}

const stretch = (from: number, ...bytes: number[]): DecodeReport => ({ kind: 'stretch', channels: 1, from, bytes: Uint8Array.from(bytes) });

describe('decodeOnDemand', () => {
  it('sends a worker to the media, pushes what it posts, and lets it go on when that was taken', async () => {
    const { studio, worker, want } = begin();
    want();
    expect(worker().heard).toEqual([{ kind: 'decode', url: '/media/token' }]);
    worker().say(stretch(0, 1, 2));
    expect(worker().heard).toHaveLength(1);
    await settle();
    expect(worker().heard.at(-1)).toEqual({ kind: 'taken' });
    worker().say({ kind: 'done' });
    await settle();
    expect(studio.argsOf('media.pushPeaks')).toMatchObject([
      { recording: 'r1', channels: 1, from: 0, bytes: Uint8Array.of(1, 2), complete: false, failure: null },
      { recording: 'r1', complete: true, failure: null },
    ]);
    expect(worker().isEnded).toBe(true);
  });

  it('has one worker for a recording while it is alive, and a new one when it hangs', () => {
    const { workers, worker, time, want } = begin();
    want();
    time.now = 7000;
    want('r1', 'second');
    want('r2');
    expect(workers).toHaveLength(2);
    worker().say(stretch(0, 1, 2));
    time.now = 14_000;
    want('r1', 'third');
    expect(workers).toHaveLength(2);
    time.now = 22_000;
    want('r1', 'fourth');
    expect(workers).toHaveLength(3);
    expect(worker(0).isEnded).toBe(true);
    expect(worker(2).heard).toEqual([{ kind: 'decode', url: '/media/fourth' }]);
  });

  it('ends the worker when its peaks are no longer wanted', async () => {
    const { studio, worker, want } = begin();
    studio.answer('media.pushPeaks', () => Promise.reject(new StudioError('not-found')));
    want();
    worker().say(stretch(0, 1, 2));
    await settle();
    expect(worker().isEnded).toBe(true);
    expect(worker().heard).toHaveLength(1);
  });

  it('tells the studio of a failure and of a crash', async () => {
    const { studio, worker, want } = begin();
    want();
    worker().say({ kind: 'failed', reason: 'no decoder for alac' });
    want('r2');
    worker(1).crash('out of memory');
    await settle();
    expect(studio.argsOf('media.pushPeaks').map(({ recording, failure }) => [recording, failure])).toEqual([
      ['r1', 'no decoder for alac'],
      ['r2', 'out of memory'],
    ]);
    expect(worker(0).isEnded && worker(1).isEnded).toBe(true);
  });

  it('leaves neither worker nor listener behind', () => {
    const { studio, worker, stop, want } = begin();
    want();
    stop();
    expect(worker().isEnded).toBe(true);
    expect(studio.listeners).toBe(0);
  });
});
