// Laws of the spectrogram's tiles: what is in view is asked for, once; what is known is kept within bounds; a sound that cannot be read is told.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SPECTRUM_ROWS } from '../../../src-core/media/spectrum.ts';
import { Spectrogram, type SpectrumWorker } from '../../../src-renderer/waveform/spectrogram.ts';
import type { SpectrumReport, SpectrumRequest, WantedTile } from '../../../src-renderer/waveform/spectrum-worker.ts';
import type { OverlayColours } from '../../../src-renderer/waveform/wave-overlay.ts';
import { settle } from '../../fakes/manual-clock.ts';

class FakeWorker implements SpectrumWorker {
  readonly said: SpectrumRequest[] = [];
  ended = false;
  onmessage: Worker['onmessage'] = null;
  onerror: Worker['onerror'] = null;

  postMessage(request: SpectrumRequest): void {
    this.said.push(request);
  }
  terminate(): void {
    this.ended = true;
  }
  /** The tiles last wanted. */
  get wanted(): readonly WantedTile[] {
    const last = this.said.findLast((request) => request.kind === 'want');
    return last?.kind === 'want' ? last.tiles : [];
  }
  tell(report: SpectrumReport): void {
    this.onmessage?.call(this as unknown as Worker, { data: report } as MessageEvent<SpectrumReport>); // as a worker would
  }
}

/** A canvas that remembers the texts written and counts the pictures drawn. */
class FakeContext {
  readonly texts: string[] = [];
  pictures = 0;
  save(): void {}
  restore(): void {}
  beginPath(): void {}
  rect(): void {}
  clip(): void {}
  fillRect(): void {}
  measureText(): { width: number } {
    return { width: 20 };
  }
  fillText(text: string): void {
    this.texts.push(text);
  }
  drawImage(): void {
    this.pictures += 1;
  }
}

class FakeCanvas {
  getContext(): { putImageData(): void } {
    return { putImageData() {} };
  }
}

class FakeImage {
  readonly data: Uint8ClampedArray;
  constructor(width: number, height: number) {
    this.data = new Uint8ClampedArray(width * height * 4);
  }
}

const colour = 'rgb(10, 20, 30)';
const colours: OverlayColours = {
  ink: colour,
  faint: colour,
  rule: colour,
  needle: colour,
  caret: colour,
  lit: colour,
  estimated: colour,
  heard: colour,
  chip: colour,
  edge: colour,
  bad: colour,
  wash: colour,
  well: colour,
  shot: colour,
  font: 'serif',
};

let workers: FakeWorker[];
let urls: string[];
let changed: number;

afterEach(() => {
  vi.unstubAllGlobals();
});
beforeEach(() => {
  vi.stubGlobal('OffscreenCanvas', FakeCanvas);
  vi.stubGlobal('ImageData', FakeImage);
  workers = [];
  urls = ['media/1', 'media/2', 'media/3'];
  changed = 0;
});

async function start(duration = 3_600_000): Promise<Spectrogram> {
  const made = new Spectrogram({
    url: () => {
      const url = urls.shift();
      return url === undefined ? Promise.reject(new Error('gone')) : Promise.resolve(url);
    },
    duration,
    changed: () => (changed += 1),
    makeWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
  });
  await settle();
  return made;
}

function draw(spectrogram: Spectrogram, from: number, pixelsPerSecond = 100): FakeContext {
  const context = new FakeContext();
  const window = { from, pixelsPerSecond, width: 800 };
  spectrogram.draw(context as unknown as CanvasRenderingContext2D, { strip: { top: 0, height: 80 }, window }, colours); // as much of one as is used
  return context;
}

const worker = (): FakeWorker => {
  const last = workers.at(-1);
  if (!last) throw new Error('no worker was started');
  return last;
};

function serve(): void {
  for (const { key, columns } of worker().wanted) worker().tell({ kind: 'tile', key, rows: new Uint8Array(columns * SPECTRUM_ROWS) });
}

describe('tiles', () => {
  it('cover what is in view, and are asked for once while it stays', async () => {
    const spectrogram = await start();
    expect(worker().said).toEqual([{ kind: 'open', url: 'media/1' }]);
    draw(spectrogram, 10_000);
    const { wanted } = worker();
    expect(wanted[0]?.start).toBeLessThanOrEqual(10);
    const last = wanted.at(-1);
    expect((last?.start ?? 0) + (last?.columns ?? 0) / (last?.perSecond ?? 1)).toBeGreaterThanOrEqual(18);
    draw(spectrogram, 10_000);
    expect(worker().said).toHaveLength(2);
    serve();
    expect(changed).toBeGreaterThanOrEqual(wanted.length);
    expect(draw(spectrogram, 10_000).pictures).toBe(wanted.length);
    expect(worker().wanted).toEqual([]);
  });

  it('are fine enough for the zoom, and those of another step stand in meanwhile', async () => {
    const spectrogram = await start();
    draw(spectrogram, 0, 20);
    serve();
    expect(draw(spectrogram, 0, 160).pictures).toBeGreaterThan(0);
    for (const { perSecond } of worker().wanted) expect(perSecond).toBeGreaterThanOrEqual(100);
  });

  it('are not asked for behind the end', async () => {
    const spectrogram = await start(2000);
    draw(spectrogram, 0, 10);
    expect(worker().wanted).toHaveLength(1);
  });

  it('are kept within bounds, those last seen the longest', async () => {
    const spectrogram = await start();
    for (let from = 0; from < 900_000; from += 6000) {
      draw(spectrogram, from);
      serve();
    }
    expect(draw(spectrogram, 888_000).pictures).toBeGreaterThan(0);
    expect(worker().wanted).toEqual([]);
    draw(spectrogram, 0);
    expect(worker().wanted.length).toBeGreaterThan(0);
  });

  it('are not asked for where too much sound would be in view', async () => {
    const spectrogram = await start();
    expect(draw(spectrogram, 0, 3).texts).toEqual(['Zoom in for the spectrogram']);
    expect(worker().wanted).toEqual([]);
  });
});

describe('a sound that cannot be read', () => {
  it('is tried once more at a new address, and then told', async () => {
    const spectrogram = await start();
    worker().tell({ kind: 'failed', reason: 'refused' });
    await settle();
    expect(workers.map(({ said }) => said[0])).toEqual([
      { kind: 'open', url: 'media/1' },
      { kind: 'open', url: 'media/2' },
    ]);
    worker().tell({ kind: 'failed', reason: 'no decoder' });
    await settle();
    expect(workers.map(({ ended }) => ended)).toEqual([true, true]);
    expect(draw(spectrogram, 0).texts).toEqual(['The spectrogram of this sound cannot be drawn here']);
  });

  it('is tried again after it had been read well: its address had run out', async () => {
    const spectrogram = await start();
    for (const round of [1, 2]) {
      draw(spectrogram, round * 60_000);
      serve();
      worker().tell({ kind: 'failed', reason: 'refused' });
      await settle();
    }
    expect(workers).toHaveLength(3);
    expect(spectrogram.failed).toBe(false);
  });

  it('is told at once where there is no medium', async () => {
    urls = [];
    const spectrogram = await start();
    expect([spectrogram.failed, workers.length]).toEqual([true, 0]);
  });

  it('starts nothing once it is gone', async () => {
    const spectrogram = await start();
    spectrogram.destroy();
    worker().tell({ kind: 'failed', reason: 'late' });
    await settle();
    expect([workers.length, worker().ended]).toEqual([1, true]);
  });
});
