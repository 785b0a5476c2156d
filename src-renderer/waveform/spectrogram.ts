// The spectrogram of what is in view: asks a worker for tiles, keeps the last few, and paints them in the theme's colours.
// Tiles come in steps of zoom; until one is there, what is known at another step stands in for it. Memory is bounded, whatever the length.
import { SPECTRUM_ROWS, SPECTRUM_TOP } from '../../src-core/media/spectrum.ts';
import type { Window } from './cue-bars.ts';
import type { SpectrumReport, SpectrumRequest, WantedTile } from './spectrum-worker.ts';
import type { Strip } from './stage-layout.ts';
import type { OverlayColours } from './wave-overlay.ts';

/** Columns a tile, and columns a second at each step of zoom. */
const COLUMNS = 256;
const STEPS = [12.5, 25, 50, 100, 200] as const;
/** Farther out more sound would be in view than is worth decoding for it. Pixels a second. */
const FROM_ZOOM = 7;
/** Tiles kept: some screens at each of a few steps. About 100 kB each. */
const MOST_TILES = 96;

/** As much of a Worker as is needed. */
export type SpectrumWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

export interface SpectrogramChoices {
  /** Where the medium is: asked once, and once more when it can no longer be read there. Rejects when there is none. */
  readonly url: () => Promise<string>;
  /** Length of the media, milliseconds. */
  readonly duration: number;
  /** Something new is to be drawn. */
  readonly changed: () => void;
  readonly makeWorker?: () => SpectrumWorker;
}

interface Tile {
  readonly rows: Uint8Array;
  picture: OffscreenCanvas | null;
}

export class Spectrogram {
  readonly #choices: SpectrogramChoices;
  #worker: SpectrumWorker | null = null;
  /** The youngest last. */
  readonly #tiles = new Map<string, Tile>();
  #asked = '';
  #tries = 0;
  #palette: Uint32Array | null = null;
  #ended = false;
  #failed = false;

  constructor(choices: SpectrogramChoices) {
    this.#choices = choices;
    void this.#begin();
  }

  /** Whether the sound cannot be read here. */
  get failed(): boolean {
    return this.#failed;
  }

  /** The theme has changed. */
  recolour(): void {
    this.#palette = null;
    for (const tile of this.#tiles.values()) tile.picture = null;
  }

  destroy(): void {
    this.#ended = true;
    this.#worker?.terminate();
    this.#worker = null;
    this.#tiles.clear();
  }

  /** Paints what is in view and asks for what is missing. */
  draw(context: CanvasRenderingContext2D, { strip, window }: { readonly strip: Strip; readonly window: Window }, colours: OverlayColours): void {
    const story = this.failed
      ? 'The spectrogram of this sound cannot be drawn here'
      : window.pixelsPerSecond < FROM_ZOOM
        ? 'Zoom in for the spectrogram'
        : null;
    if (story !== null) {
      writeStory(context, story, { strip, window }, colours);
      return;
    }
    const step = STEPS.find((perSecond) => perSecond * 1.5 >= window.pixelsPerSecond) ?? STEPS[STEPS.length - 1] ?? 200;
    const tiles = tilesIn(window, step, this.#choices.duration);
    this.#ask(tiles.filter(({ key }) => !this.#tiles.has(key)));
    context.save();
    context.beginPath();
    context.rect(0, strip.top, window.width, strip.height);
    context.clip();
    for (const tile of tiles) this.#paint(context, tile, { strip, window }, colours);
    context.restore();
    writeScale(context, strip, colours);
  }

  #paint(context: CanvasRenderingContext2D, tile: WantedTile, { strip, window }: { strip: Strip; window: Window }, colours: OverlayColours): void {
    const x = (seconds: number): number => (seconds - window.from / 1000) * window.pixelsPerSecond;
    const end = tile.start + tile.columns / tile.perSecond;
    for (const found of this.#standIns(tile)) {
      const picture = this.#pictureOf(found.tile, colours);
      const [from, to] = [Math.max(tile.start, found.start), Math.min(end, found.start + COLUMNS / found.perSecond)];
      if (to <= from) continue;
      const sourceX = (from - found.start) * found.perSecond;
      const sourceWidth = (to - from) * found.perSecond;
      context.drawImage(picture, sourceX, 0, sourceWidth, SPECTRUM_ROWS, x(from), strip.top, x(to) - x(from), strip.height);
    }
  }

  /** The tile itself, or those of the nearest other step that cover some of it. */
  #standIns(tile: WantedTile): { tile: Tile; start: number; perSecond: number }[] {
    const own = this.#take(tile.key);
    if (own) return [{ tile: own, start: tile.start, perSecond: tile.perSecond }];
    const end = tile.start + tile.columns / tile.perSecond;
    const others = [...STEPS].sort((a, b) => Math.abs(Math.log(a / tile.perSecond)) - Math.abs(Math.log(b / tile.perSecond)));
    for (const perSecond of others) {
      const span = COLUMNS / perSecond;
      const found: { tile: Tile; start: number; perSecond: number }[] = [];
      for (let index = Math.floor(tile.start / span); index * span < end; index += 1) {
        const known = this.#tiles.get(keyOf(perSecond, index));
        if (known) found.push({ tile: known, start: index * span, perSecond });
      }
      if (found.length > 0) return found;
    }
    return [];
  }

  #take(key: string): Tile | null {
    const tile = this.#tiles.get(key);
    if (!tile) return null;
    this.#tiles.delete(key);
    this.#tiles.set(key, tile);
    return tile;
  }

  #pictureOf(tile: Tile, colours: OverlayColours): OffscreenCanvas {
    if (tile.picture) return tile.picture;
    this.#palette ??= paletteOf(colours);
    const picture = new OffscreenCanvas(COLUMNS, SPECTRUM_ROWS);
    const context = picture.getContext('2d');
    const image = new ImageData(COLUMNS, SPECTRUM_ROWS);
    const pixels = new Uint32Array(image.data.buffer);
    for (let column = 0; column < COLUMNS; column += 1) {
      for (let row = 0; row < SPECTRUM_ROWS; row += 1)
        pixels[(SPECTRUM_ROWS - 1 - row) * COLUMNS + column] = this.#palette[tile.rows[column * SPECTRUM_ROWS + row] ?? 0] ?? 0;
    }
    context?.putImageData(image, 0, 0);
    tile.picture = picture;
    return picture;
  }

  #ask(tiles: readonly WantedTile[]): void {
    const asked = tiles.map(({ key }) => key).join(' ');
    if (asked === this.#asked || this.#worker === null) return;
    this.#asked = asked;
    this.#say({ kind: 'want', tiles });
  }

  async #begin(): Promise<void> {
    this.#tries += 1;
    this.#asked = '';
    try {
      const url = await this.#choices.url();
      if (this.#ended) return;
      const worker = (this.#choices.makeWorker ?? startWorker)();
      this.#worker = worker;
      worker.onmessage = ({ data }: MessageEvent<SpectrumReport>) => {
        if (data.kind === 'failed') this.#fail();
        else this.#keep(data.key, data.rows);
      };
      worker.onerror = () => this.#fail();
      this.#say({ kind: 'open', url });
    } catch {
      this.#failed = true; // without a medium there is nothing to try again
    }
    this.#choices.changed();
  }

  /** A URL lives for a short time only: another is asked for once, and again after it has served. */
  #fail(): void {
    this.#worker?.terminate();
    this.#worker = null;
    if (this.#ended) return;
    this.#failed = this.#tries > 1;
    if (this.#failed) this.#choices.changed();
    else void this.#begin();
  }

  #keep(key: string, rows: Uint8Array): void {
    this.#tries = 1;
    this.#tiles.set(key, { rows, picture: null });
    for (const oldest of this.#tiles.keys()) {
      if (this.#tiles.size <= MOST_TILES) break;
      this.#tiles.delete(oldest);
    }
    this.#choices.changed();
  }

  #say(request: SpectrumRequest): void {
    this.#worker?.postMessage(request);
  }
}

function keyOf(perSecond: number, index: number): string {
  return `${perSecond}:${index}`;
}

/** The tiles that cover what is in view, from the left. Whatever is off the recording's end is not asked for. */
function tilesIn({ from, pixelsPerSecond, width }: Window, perSecond: number, duration: number): WantedTile[] {
  const span = COLUMNS / perSecond;
  const end = Math.min(from / 1000 + width / pixelsPerSecond, duration / 1000);
  const tiles: WantedTile[] = [];
  for (let index = Math.floor(from / 1000 / span); index * span < end; index += 1)
    tiles.push({ key: keyOf(perSecond, index), start: index * span, perSecond, columns: COLUMNS });
  return tiles;
}

/** From the ground through the wave's own colour to ink, as 32-bit pixels of this machine's byte order (all that Chromium runs on is little-endian). */
function paletteOf(colours: OverlayColours): Uint32Array {
  const stops = [colours.well, colours.well, colours.faint, colours.caret, colours.ink].map(channelsOf);
  return Uint32Array.from({ length: 256 }, (_, loudness) => {
    const at = (loudness / 255) * (stops.length - 1);
    const [low, high] = [stops[Math.floor(at)], stops[Math.min(stops.length - 1, Math.floor(at) + 1)]];
    const mix = (channel: number): number => Math.round((low?.[channel] ?? 0) + ((high?.[channel] ?? 0) - (low?.[channel] ?? 0)) * (at % 1));
    return ((255 << 24) | (mix(2) << 16) | (mix(1) << 8) | mix(0)) >>> 0;
  });
}

/** "rgb(12, 34, 56)" as numbers. */
function channelsOf(colour: string): number[] {
  return (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
}

function writeScale(context: CanvasRenderingContext2D, strip: Strip, colours: OverlayColours): void {
  if (strip.height < 40) return;
  context.font = `10px ${colours.font}`;
  context.textBaseline = 'top';
  context.textAlign = 'left';
  for (const [label, share] of [
    [`${SPECTRUM_TOP / 1000} kHz`, 0],
    [`${SPECTRUM_TOP / 2000} kHz`, 0.5],
  ] as const) {
    const top = strip.top + strip.height * share;
    context.globalAlpha = 0.8;
    context.fillStyle = colours.well;
    context.fillRect(0, top, context.measureText(label).width + 8, 13);
    context.globalAlpha = 1;
    context.fillStyle = colours.faint;
    context.fillText(label, 4, top + 1.5);
  }
}

function writeStory(context: CanvasRenderingContext2D, story: string, { strip, window }: { strip: Strip; window: Window }, colours: OverlayColours): void {
  context.font = `12px ${colours.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  context.fillStyle = colours.faint;
  context.fillText(story, window.width / 2, strip.top + strip.height / 2);
  context.textAlign = 'left';
}

function startWorker(): SpectrumWorker {
  return new Worker(new URL('./spectrum-worker.ts', import.meta.url), { type: 'module' });
}
