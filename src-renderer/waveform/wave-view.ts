// The wave: wavesurfer draws the peaks and scrolls, one canvas of ours draws everything over them. The sound itself is elsewhere.
import WaveSurfer from 'wavesurfer.js';
import type { PeakPyramid } from '../../src-core/media/peak-pyramid.ts';
import { PEAKS_PER_SECOND } from '../../src-core/media/peaks.ts';
import { speechEdges, speechIn } from '../../src-core/media/speech-stretches.ts';
import { secondsFromMillis, type Millis, type Span } from '../../src-core/span.ts';
import type { Transcript, WordPlace } from '../../src-core/transcript/transcript.ts';
import { edgeRoom } from '../../src-core/transcript/word-edges.ts';
import { WORDS_HEIGHT } from './draw-chips.ts';
import type { HeardSpans } from '../../src-core/transcript/heard.ts';
import { drawOverlay, overlayColours, RULER_HEIGHT, type OverlayColours } from './wave-overlay.ts';
import { WavePointer, type PointerListener } from './wave-pointer.ts';
import { WaveShape } from './wave-shape.ts';
import { spanInSight, type EdgeGrip, type Sight } from './word-chips.ts';

/** Closest zoom, pixels a second. */
const CLOSEST = 800;
const ZOOM_STEP = 1.5;
/** Where a word is read at ease: what opening shows. */
const EASY_ZOOM = 120;

export interface WaveListener extends PointerListener {
  /** The zoom changed: pixels a second, and whether it can go closer or farther. */
  readonly zoomed: (zoom: { readonly pixelsPerSecond: number; readonly canIn: boolean; readonly canOut: boolean }) => void;
}

export interface WaveChoices {
  readonly stage: HTMLElement;
  readonly wave: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly duration: Millis;
  readonly nonce: string;
  readonly listener: WaveListener;
}

export class WaveView {
  readonly #choices: WaveChoices;
  readonly #surfer: WaveSurfer;
  readonly #ends: (() => void)[] = [];
  #colours: OverlayColours;
  #transcript: Transcript | null = null;
  #caret: WordPlace | null = null;
  #loop: Span | null = null;
  #mayRetime = false;
  readonly #pointer: WavePointer;
  #pyramid: PeakPyramid | null = null;
  #playhead: Millis = 0;
  #heard: HeardSpans = [];
  #zoom = EASY_ZOOM;
  #frame = 0;
  #loaded = false;
  #shape: WaveShape | null = null;
  /** Peaks came where nobody looks: what is drawn there is old. */
  #isStale = false;
  /** Somebody scrolled by hand: the wave stays there until the playhead is sought or comes back into view. */
  #isLoose = false;

  constructor(choices: WaveChoices) {
    this.#choices = choices;
    this.#colours = overlayColours(choices.stage);
    this.#surfer = WaveSurfer.create({
      container: choices.wave,
      height: 'auto',
      normalize: true,
      interact: false,
      autoScroll: false,
      autoCenter: false,
      cursorWidth: 0,
      fillParent: true,
      minPxPerSec: this.#zoom,
      waveColor: this.#waveColour(),
      progressColor: this.#waveColour(),
      cspNonce: choices.nonce,
    });
    this.#ends.push(
      this.#surfer.on('scroll', () => {
        if (this.#isStale) this.#redrawPeaks();
        this.#draw();
      }),
      this.#surfer.on('redraw', () => this.#draw()),
      this.#surfer.on('zoom', () => this.#draw()),
    );
    this.#pointer = new WavePointer(choices.stage, this.#ground(), choices.listener);
    this.#ends.push(() => this.#pointer.destroy());
    this.#listenToWheel();
    const sizes = new ResizeObserver(() => this.#resize());
    sizes.observe(choices.stage);
    this.#ends.push(() => sizes.disconnect());
    this.#resize();
  }

  /** Shows peaks; what is not known yet is silence. Called again as they grow: only what is in view is drawn anew. */
  async showPeaks(pyramid: PeakPyramid | null): Promise<void> {
    const former = this.#shape;
    this.#pyramid = pyramid;
    if (pyramid && former?.holds(pyramid)) {
      const { peak } = former;
      const { start, end } = former.grow();
      const isInView = end > this.#from() && start < this.#timeAt(this.#width());
      // A louder peak than any before lowers all the others on the page.
      if (this.#loaded && (isInView || former.peak > peak)) this.#redrawPeaks();
      else this.#isStale = true;
      return;
    }
    this.#shape = pyramid && new WaveShape(pyramid, this.#choices.duration);
    const scroll = this.#loaded ? this.#surfer.getScroll() : null;
    this.#redrawPeaks();
    try {
      const curves = this.#shape?.curves ?? [new Float32Array(1), new Float32Array(1)];
      await this.#surfer.load('', [...curves], secondsFromMillis(Math.max(1, this.#choices.duration)));
    } catch (thrown) {
      if (thrown instanceof DOMException && thrown.name === 'AbortError') return; // a newer shape took over
      throw thrown;
    }
    this.#loaded = true;
    if (this.#isStale) this.#redrawPeaks();
    if (scroll === null) this.#applyZoom(this.#zoom);
    else this.#surfer.setScroll(scroll);
    this.#draw();
  }

  /** Has wavesurfer draw what the curves hold by now, with their loudest place as full height. */
  #redrawPeaks(): void {
    this.#isStale = false;
    this.#surfer.setOptions({ maxPeak: this.#shape?.peak || 1 });
  }

  setTranscript(transcript: Transcript | null): void {
    this.#transcript = transcript;
    this.#draw();
  }

  /** Marks the caret's word and, where `show` asks for it, brings it into view. */
  setCaret(place: WordPlace | null, show: boolean): void {
    this.#caret = place;
    const word = place && this.#transcript?.turns[place.turn]?.words[place.word];
    if (word && show) this.#show(word.start, 0.3);
    this.#draw();
  }

  /** Shows what was listened to. */
  setHeard(spans: HeardSpans): void {
    this.#heard = spans;
    this.#draw();
  }

  /** Shows the stretch that is played over and over, or none. */
  setLoop(span: Span | null): void {
    this.#loop = span;
    this.#draw();
  }

  /** Whether edges of words may be dragged. */
  setMayRetime(may: boolean): void {
    this.#mayRetime = may;
  }

  /** Where somebody speaks within a span; null while its sound has not been read. */
  speechIn(span: Span): Span[] | null {
    const known = this.#pyramid ? (this.#pyramid.buckets * 1000) / PEAKS_PER_SECOND : 0;
    // The last hundredth of a second may be missing where the container states a longer time than its sound has.
    return this.#pyramid && known + 1000 >= Math.min(span.end, this.#choices.duration) ? speechIn(this.#pyramid, span) : null;
  }

  /** Moves the needle. `follow` keeps it in view by turning pages. */
  setPlayhead(time: Millis, follow: boolean): void {
    this.#playhead = time;
    if (this.#isSeen(time)) this.#isLoose = false;
    if (follow && !this.#isLoose) this.#show(time, 0.08);
    this.#draw();
  }

  /** A seek brings the needle into view wherever somebody had scrolled. */
  reveal(time: Millis): void {
    this.#isLoose = false;
    this.#playhead = time;
    this.#show(time, 0.3);
    this.#draw();
  }

  zoomIn(): void {
    this.#zoomAround(this.#zoom * ZOOM_STEP, this.#anchor());
  }

  zoomOut(): void {
    this.#zoomAround(this.#zoom / ZOOM_STEP, this.#anchor());
  }

  /** Shows the whole recording. */
  zoomToAll(): void {
    this.#zoomAround(this.#farthest(), 0);
  }

  /** Colours follow the theme. */
  recolour(): void {
    this.#colours = overlayColours(this.#choices.stage);
    this.#surfer.setOptions({ waveColor: this.#waveColour(), progressColor: this.#waveColour() });
    this.#draw();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    for (const end of this.#ends.splice(0)) end();
    this.#surfer.destroy();
  }

  #waveColour(): string {
    const probe = document.createElement('span');
    probe.style.color = 'var(--wave)';
    this.#choices.stage.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  }

  #ground(): ConstructorParameters<typeof WavePointer>[1] {
    return {
      sight: () => this.#sight(),
      caret: () => this.#caret,
      mayRetime: () => this.#mayRetime,
      timeAt: (x) => this.#timeAt(x),
      xOf: (time) => this.#xOf(time),
      targets: (grip) => this.#targets(grip),
      end: this.#choices.duration,
      draw: () => this.#draw(),
    };
  }

  #sight(): Sight | null {
    return this.#transcript && { transcript: this.#transcript, from: this.#from(), pixelsPerSecond: this.#zoom, width: this.#width() };
  }

  /** The needle, and where speech begins and ends, as far as the edge may go and is seen. */
  #targets(grip: EdgeGrip): Millis[] {
    const sight = this.#sight();
    if (!sight) return [];
    const room = edgeRoom(sight.transcript, grip, this.#choices.duration);
    const seen = spanInSight(sight);
    const within = { start: Math.max(room.start, seen.start), end: Math.min(room.end, seen.end) };
    return [this.#playhead, ...(this.#pyramid && within.end > within.start ? speechEdges(this.#pyramid, within) : [])];
  }

  #listenToWheel(): void {
    const { stage } = this.#choices;
    const turned = (event: WheelEvent): void => this.#wheel(event, this.#timeAt(event.clientX - stage.getBoundingClientRect().left));
    stage.addEventListener('wheel', turned, { passive: false });
    this.#ends.push(() => stage.removeEventListener('wheel', turned));
  }

  #wheel(event: WheelEvent, time: Millis): void {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) {
      this.#zoomAround(this.#zoom * Math.exp(-event.deltaY / 300), time);
      return;
    }
    this.#isLoose = true;
    this.#surfer.setScroll(this.#surfer.getScroll() + (Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY));
    this.#draw();
  }

  /** What stays in place when zooming by key: the needle when it is seen, else the middle. */
  #anchor(): Millis {
    return this.#isSeen(this.#playhead) ? this.#playhead : this.#timeAt(this.#width() / 2);
  }

  #zoomAround(wanted: number, time: Millis): void {
    const before = this.#xOf(time);
    this.#applyZoom(wanted);
    this.#surfer.setScroll(Math.max(0, (time / 1000) * this.#zoom - before));
    this.#draw();
  }

  #applyZoom(wanted: number): void {
    const farthest = this.#farthest();
    this.#zoom = Math.min(Math.max(wanted, farthest), Math.max(CLOSEST, farthest));
    if (this.#loaded) this.#surfer.zoom(this.#zoom);
    this.#choices.listener.zoomed({ pixelsPerSecond: this.#zoom, canIn: this.#zoom < CLOSEST - 1, canOut: this.#zoom > farthest * 1.001 });
  }

  /** The whole recording fills the view. */
  #farthest(): number {
    return this.#width() / Math.max(0.1, this.#choices.duration / 1000);
  }

  #width(): number {
    return Math.max(1, this.#choices.stage.clientWidth);
  }

  #from(): number {
    return (this.#surfer.getScroll() / this.#zoom) * 1000;
  }

  #timeAt(x: number): Millis {
    const time = this.#from() + (x / this.#zoom) * 1000;
    return Math.round(Math.min(Math.max(0, time), this.#choices.duration));
  }

  #xOf(time: Millis): number {
    return ((time - this.#from()) / 1000) * this.#zoom;
  }

  #isSeen(time: Millis): boolean {
    const x = this.#xOf(time);
    return x >= 0 && x <= this.#width() * 0.95;
  }

  /** Scrolls so that a time stands at a share of the width, unless it is in view already. */
  #show(time: Millis, share: number): void {
    if (this.#loaded && !this.#isSeen(time)) this.#surfer.setScrollTime(Math.max(0, secondsFromMillis(time) - (this.#width() * share) / this.#zoom));
  }

  #resize(): void {
    const { stage, canvas } = this.#choices;
    const scale = window.devicePixelRatio || 1;
    canvas.width = Math.round(stage.clientWidth * scale);
    canvas.height = Math.round(stage.clientHeight * scale);
    this.#applyZoom(this.#zoom);
    this.#draw();
  }

  #draw(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const { stage, canvas, duration } = this.#choices;
      const context = canvas.getContext('2d');
      if (!context) return;
      const scale = window.devicePixelRatio || 1;
      context.setTransform(scale, 0, 0, scale, 0, 0);
      const scene = {
        transcript: this.#pointer.preview ?? this.#transcript,
        from: this.#from(),
        pixelsPerSecond: this.#zoom,
        playhead: this.#playhead,
        caret: this.#caret,
        loop: this.#loop,
        snap: this.#pointer.snapped,
        heard: this.#heard,
        duration,
      };
      drawOverlay(context, { width: stage.clientWidth, height: stage.clientHeight }, scene, this.#colours);
    });
  }
}

/** Heights the wave leaves to the overlay, for the view that lays both out. */
export const overlayHeights = { ruler: RULER_HEIGHT, words: WORDS_HEIGHT } as const;
