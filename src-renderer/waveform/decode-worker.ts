// The worker that decodes peaks: told a URL, it posts stretches and waits for each to be taken. It ends with one word, done or failed.
import { decodePeaks } from './decode-peaks.ts';

/** What the page says: where the media is, once; then, for each stretch, that it was taken. */
export type DecodeRequest = { readonly kind: 'decode'; readonly url: string } | { readonly kind: 'taken' };

/** What the worker says. */
export type DecodeReport =
  | { readonly kind: 'stretch'; readonly channels: number; readonly from: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Stretches on their way before decoding waits. */
const ON_THE_WAY = 2;

let onTheWay = 0;
let wake: (() => void) | null = null;

/** Resolves when there is room for another stretch. */
async function ready(): Promise<void> {
  while (onTheWay >= ON_THE_WAY) await new Promise<void>((resolve) => (wake = resolve));
}

function post(report: DecodeReport, transfer: Transferable[] = []): void {
  self.postMessage(report, { transfer });
}

async function decode(url: string): Promise<void> {
  try {
    await decodePeaks(
      url,
      ({ channels, from, peaks }) => {
        onTheWay += 1;
        post({ kind: 'stretch', channels, from, bytes: new Uint8Array(peaks.buffer) }, [peaks.buffer]);
      },
      ready,
    );
    post({ kind: 'done' });
  } catch (thrown) {
    post({ kind: 'failed', reason: thrown instanceof Error ? thrown.message.slice(0, 200) : 'unknown' });
  }
}

self.addEventListener('message', ({ data }: MessageEvent<DecodeRequest>) => {
  if (data.kind === 'decode') return void decode(data.url);
  onTheWay -= 1;
  wake?.();
});
