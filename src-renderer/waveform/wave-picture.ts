// The picture of the peaks: wavesurfer draws it and scrolls it. It knows peaks and pixels; not words, cues or pointers.
import WaveSurfer from 'wavesurfer.js';
import type { PeakPyramid } from '../../src-core/media/peak-pyramid.ts';
import { secondsFromMillis, type Millis, type Span } from '../../src-core/span.ts';
import { WaveShape } from './wave-shape.ts';

export interface WavePictureChoices {
  readonly wave: HTMLElement;
  readonly duration: Millis;
  readonly nonce: string;
  /** Pixels a second at first. */
  readonly zoom: number;
  /** Whether something of a span is in view. */
  readonly isInView: (span: Span) => boolean;
  /** It was scrolled, zoomed or drawn anew. */
  readonly moved: () => void;
}

/** While somebody zooms, the picture is stretched, and drawn anew only every so many frames: drawing costs as much as a frame lasts. */
const FRAMES_STRETCHED = 10;

/** Where the picture is to be once it is drawn anew. */
interface Goal {
  readonly zoom: number;
  readonly scroll: number;
}

export class WavePicture {
  readonly #choices: WavePictureChoices;
  readonly #surfer: WaveSurfer;
  readonly #ends: (() => void)[] = [];
  #shape: WaveShape | null = null;
  #loaded = false;
  /** Peaks came where nobody looks: what is drawn there is old. */
  #isStale = false;
  /** Pixels a second as drawn. */
  #zoom: number;
  #goal: Goal | null = null;
  #frame = 0;
  #stretched = 0;

  constructor(choices: WavePictureChoices) {
    this.#choices = choices;
    this.#zoom = choices.zoom;
    this.#surfer = WaveSurfer.create({
      container: choices.wave,
      height: 'auto',
      normalize: true,
      interact: false,
      autoScroll: false,
      autoCenter: false,
      cursorWidth: 0,
      fillParent: true,
      minPxPerSec: choices.zoom,
      ...this.#colours(),
      cspNonce: choices.nonce,
    });
    this.#ends.push(
      this.#surfer.on('scroll', () => {
        if (this.#isStale) this.#redraw();
        choices.moved();
      }),
      this.#surfer.on('redraw', () => choices.moved()),
      this.#surfer.on('zoom', () => choices.moved()),
    );
  }

  /** Whether anything is drawn yet: before that there is nothing to scroll. */
  get isLoaded(): boolean {
    return this.#loaded;
  }

  /** Pixels scrolled. */
  get scroll(): number {
    return this.#goal?.scroll ?? this.#surfer.getScroll();
  }

  /** Shows peaks; what is not known yet is silence. Called again as they grow: only what is in view is drawn anew. Resolves to true when a new picture begins. */
  async show(pyramid: PeakPyramid | null): Promise<boolean> {
    this.#settle();
    const former = this.#shape;
    if (pyramid && former?.holds(pyramid)) {
      const { peak } = former;
      const grown = former.grow();
      // A louder peak than any before lowers all the others on the page.
      if (this.#loaded && (this.#choices.isInView(grown) || former.peak > peak)) this.#redraw();
      else this.#isStale = true;
      return false;
    }
    this.#shape = pyramid && new WaveShape(pyramid, this.#choices.duration);
    const scroll = this.#loaded ? this.#surfer.getScroll() : null;
    this.#redraw();
    try {
      const curves = this.#shape?.curves ?? [new Float32Array(1), new Float32Array(1)];
      await this.#surfer.load('', [...curves], secondsFromMillis(Math.max(1, this.#choices.duration)));
    } catch (thrown) {
      if (thrown instanceof DOMException && thrown.name === 'AbortError') return false; // a newer shape took over
      throw thrown;
    }
    this.#loaded = true;
    if (this.#isStale) this.#redraw();
    if (scroll !== null) this.#surfer.setScroll(scroll);
    return scroll === null;
  }

  /** Zooms; at once to the eye, and within a few frames drawn anew. */
  zoom(pixelsPerSecond: number): void {
    if (!this.#loaded || (this.#goal?.zoom ?? this.#zoom) === pixelsPerSecond) return;
    this.#aim({ zoom: pixelsPerSecond, scroll: this.scroll });
  }

  scrollTo(pixels: number): void {
    if (this.#goal) this.#aim({ zoom: this.#goal.zoom, scroll: this.#within(pixels, this.#goal.zoom) });
    else this.#surfer.setScroll(pixels);
  }

  /** Its room has another height. */
  fit(): void {
    if (this.#loaded) this.#redraw();
  }

  /** Colours follow the theme. */
  recolour(): void {
    this.#surfer.setOptions(this.#colours());
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    for (const end of this.#ends.splice(0)) end();
    this.#surfer.destroy();
  }

  /** Stretches what is drawn to where it is to be. What was out of view stays blank for these few frames. */
  #aim(goal: Goal): void {
    const { wave } = this.#choices;
    const share = goal.zoom / this.#zoom;
    this.#goal = goal;
    wave.style.transformOrigin = 'left';
    wave.style.transform = `translateX(${this.#surfer.getScroll() * share - goal.scroll}px) scaleX(${share})`;
    if (this.#frame === 0) this.#waitToSettle(goal);
  }

  /** Draws anew once nothing has moved for a frame, and now and then while it goes on. */
  #waitToSettle(before: Goal): void {
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#stretched += 1;
      const goal = this.#goal;
      if (goal && goal !== before && this.#stretched < FRAMES_STRETCHED) this.#waitToSettle(goal);
      else this.#settle();
    });
  }

  #settle(): void {
    const goal = this.#goal;
    if (!goal) return;
    this.#goal = null;
    this.#stretched = 0;
    this.#choices.wave.style.transform = '';
    this.#zoom = goal.zoom;
    this.#surfer.zoom(goal.zoom);
    this.#surfer.setScroll(goal.scroll);
    this.#choices.moved();
  }

  /** Pixels that can be scrolled to at a zoom. */
  #within(pixels: number, zoom: number): number {
    const most = (this.#choices.duration / 1000) * zoom - this.#choices.wave.clientWidth;
    return Math.min(Math.max(0, pixels), Math.max(0, most));
  }

  /** Has wavesurfer draw what the curves hold by now, with their loudest place as full height. */
  #redraw(): void {
    this.#isStale = false;
    this.#surfer.setOptions({ maxPeak: this.#shape?.peak || 1 });
  }

  #colours(): { waveColor: string; progressColor: string } {
    const probe = document.createElement('span');
    probe.style.color = 'var(--wave)';
    this.#choices.wave.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return { waveColor: color, progressColor: color };
  }
}
