// The worker behind the spectrogram: told a URL and which tiles are wanted now, it posts them one by one, the first wanted first.
// A newer list takes the place of the one before; a tile nobody wants any more is never begun.
import { SpectrumSource, type SpectrumStretch } from './spectrum-source.ts';

export interface WantedTile extends SpectrumStretch {
  readonly key: string;
}

/** What the page says. */
export type SpectrumRequest = { readonly kind: 'open'; readonly url: string } | { readonly kind: 'want'; readonly tiles: readonly WantedTile[] };

/** What the worker says. After `failed` it is of no more use. */
export type SpectrumReport =
  { readonly kind: 'tile'; readonly key: string; readonly rows: Uint8Array<ArrayBuffer> } | { readonly kind: 'failed'; readonly reason: string };

let source: Promise<SpectrumSource> | null = null;
let wanted: readonly WantedTile[] = [];
let isWorking = false;

function post(report: SpectrumReport, transfer: Transferable[] = []): void {
  self.postMessage(report, { transfer });
}

async function work(): Promise<void> {
  if (isWorking || source === null) return;
  isWorking = true;
  try {
    const opened = await source;
    for (let tile = wanted[0]; tile; tile = wanted[0]) {
      const { key } = tile;
      const rows = await opened.columns(tile);
      post({ kind: 'tile', key, rows }, [rows.buffer]);
      wanted = wanted.filter((other) => other.key !== key);
    }
  } catch (thrown) {
    wanted = [];
    post({ kind: 'failed', reason: thrown instanceof Error ? thrown.message.slice(0, 200) : 'unknown' });
  } finally {
    isWorking = false;
  }
}

self.addEventListener('message', ({ data }: MessageEvent<SpectrumRequest>) => {
  if (data.kind === 'open') source ??= SpectrumSource.open(data.url);
  else wanted = data.tiles;
  void work();
});
