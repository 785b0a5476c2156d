// The page's side of decoding: hears that peaks are wanted, runs a worker for each, and pushes what it posts to the studio.
// A worker that crashes or hangs is ended; the studio is told, and asks again if it wants.
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { DecodeReport, DecodeRequest } from './decode-worker.ts';

/** As much of a Worker as is needed. */
export type DecodeWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

/** A worker silent for so long when the studio asks again is taken for dead, milliseconds. */
const DEAD_AFTER_MS = 8_000;

interface Decoding {
  readonly worker: DecodeWorker;
  heardAt: number;
}

/** Decodes in this page whatever the studio asks for, until the answered function is called. `mediaUrl` turns a token into a URL; `now` counts milliseconds. */
export function decodeOnDemand(
  client: StudioClient,
  mediaUrl: (token: string) => string,
  makeWorker: () => DecodeWorker = startWorker,
  now: () => number = () => performance.now(),
): () => void {
  const running = new Map<string, Decoding>();
  const end = (recording: string, decoding: Decoding): void => {
    decoding.worker.terminate();
    if (running.get(recording) === decoding) running.delete(recording);
  };
  const start = (recording: string, url: string): void => {
    const decoding: Decoding = { worker: makeWorker(), heardAt: now() };
    const say = (request: DecodeRequest): void => decoding.worker.postMessage(request);
    running.set(recording, decoding);
    decoding.worker.onmessage = ({ data }: MessageEvent<DecodeReport>) => {
      decoding.heardAt = now();
      void pass(client, recording, data).then((goesOn) => {
        decoding.heardAt = now();
        if (goesOn) say({ kind: 'taken' });
        else end(recording, decoding);
      });
    };
    decoding.worker.onerror = (event) => {
      end(recording, decoding);
      void pass(client, recording, { kind: 'failed', reason: messageOf(event) });
    };
    say({ kind: 'decode', url });
  };
  const stop = client.on('media.decodeWanted', ({ recording, token }) => {
    const former = running.get(recording);
    if (former && now() - former.heardAt < DEAD_AFTER_MS) return;
    if (former) end(recording, former);
    start(recording, mediaUrl(token));
  });
  return () => {
    stop();
    for (const [recording, decoding] of running) end(recording, decoding);
  };
}

/** Pushes one report; answers whether the worker should go on. */
async function pass(client: StudioClient, recording: string, report: DecodeReport): Promise<boolean> {
  const stretch = report.kind === 'stretch' ? report : { channels: 1, from: 0, bytes: new Uint8Array(0) };
  try {
    await client.call('media.pushPeaks', {
      recording,
      channels: stretch.channels,
      from: stretch.from,
      bytes: stretch.bytes,
      complete: report.kind === 'done',
      failure: report.kind === 'failed' ? report.reason : null,
    });
    return report.kind === 'stretch';
  } catch {
    // Refused: the peaks are no longer wanted, or another page was quicker. When the connection broke, the studio asks anew.
    return false;
  }
}

/** A worker that cannot even be loaded ends with a plain event. */
function messageOf(event: Event | string): string {
  if (typeof event === 'string') return event;
  return event instanceof ErrorEvent && event.message !== '' ? event.message : 'the worker stopped';
}

function startWorker(): DecodeWorker {
  return new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module' });
}
