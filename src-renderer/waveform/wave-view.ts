// The wave as a whole: the picture of the peaks, and one canvas that draws everything over it. The sound itself is elsewhere.
import type { PeakPyramid } from '../../src-core/media/peak-pyramid.ts';
import { PEAKS_PER_SECOND } from '../../src-core/media/peaks.ts';
import { speechEdges, speechIn } from '../../src-core/media/speech-stretches.ts';
import { secondsFromMillis, type Millis, type Span } from '../../src-core/span.ts';
import type { Transcript, WordPlace } from '../../src-core/transcript/transcript.ts';
import { edgeRoom } from '../../src-core/transcript/word-edges.ts';
import { CueLane, type CueListener, type CueScene } from './cue-lane.ts';
import type { HeardSpans } from '../../src-core/transcript/heard.ts';
import { plainRuler, type RulerText } from './ruler.ts';
import { Spectrogram } from './spectrogram.ts';
import { stageLayout, type StageLayout } from './stage-layout.ts';
import { drawOverlay, overlayColours, type OverlayColours } from './wave-overlay.ts';
import { WavePointer, type PointerListener } from './wave-pointer.ts';
import { WavePicture } from './wave-picture.ts';
import { spanInSight, type EdgeGrip, type Sight } from './word-chips.ts';

/** Closest zoom, pixels a second. */
const CLOSEST = 800;
const ZOOM_STEP = 1.5;
/** Where a word is read at ease: what opening shows. */
const EASY_ZOOM = 120;

export interface WaveListener extends PointerListener, CueListener {
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
  readonly #picture: WavePicture;
  readonly #ends: (() => void)[] = [];
  #colours: OverlayColours;
  #transcript: Transcript | null = null;
  #caret: WordPlace | null = null;
  #loop: Span | null = null;
  #mayRetime = false;
  readonly #pointer: WavePointer;
  readonly #lane: CueLane;
  #spectrogram: Spectrogram | null = null;
  #layout: StageLayout = stageLayout(0, { rows: 0, spectrogram: false });
  #pyramid: PeakPyramid | null = null;
  #playhead: Millis = 0;
  #heard: HeardSpans = [];
  #zoom = EASY_ZOOM;
  #rulerText = plainRuler;
  #frame = 0;
  /** Somebody scrolled by hand: the wave stays there until the playhead is sought or comes back into view. */
  #isLoose = false;

  constructor(choices: WaveChoices) {
    this.#choices = choices;
    this.#colours = overlayColours(choices.stage);
    this.#picture = new WavePicture({
      wave: choices.wave,
      duration: choices.duration,
      nonce: choices.nonce,
      zoom: this.#zoom,
      isInView: ({ start, end }) => end > this.#from() && start < this.#timeAt(this.#width()),
      moved: () => this.#draw(),
    });
    this.#lane = new CueLane(this.#cueWave(), choices.listener);
    this.#pointer = new WavePointer(choices.stage, this.#ground(), choices.listener);
    this.#ends.push(() => this.#pointer.destroy());
    this.#listenToWheel();
    const sizes = new ResizeObserver(() => this.#resize());
    sizes.observe(choices.stage);
    this.#ends.push(() => sizes.disconnect());
    // Texts were measured in whatever letters were there.
    const lettersCame = (): void => this.#forgetLetters();
    document.fonts.addEventListener('loadingdone', lettersCame);
    this.#ends.push(() => document.fonts.removeEventListener('loadingdone', lettersCame));
    this.#resize();
  }

  /** Shows peaks; what is not known yet is silence. Called again as they grow. */
  async showPeaks(pyramid: PeakPyramid | null): Promise<void> {
    this.#pyramid = pyramid;
    if (await this.#picture.show(pyramid)) this.#applyZoom(this.#zoom);
    this.#draw();
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

  /** Shows cues on the wave, or none. */
  setCues(scene: CueScene | null): void {
    const { rows } = this.#lane;
    this.#lane.show(scene);
    if (this.#lane.rows !== rows) this.#divide();
    this.#draw();
  }

  /** Shows a spectrogram beneath the wave, read from where `url` says; null takes it away. */
  setSpectrogram(url: (() => Promise<string>) | null): void {
    if (url === null && this.#spectrogram === null) return;
    this.#spectrogram?.destroy();
    this.#spectrogram = url && new Spectrogram({ url, duration: this.#choices.duration, changed: () => this.#draw() });
    this.#divide();
    this.#draw();
  }

  /** Brings a span into view, its start first, unless all of it is seen already. */
  showSpan({ start, end }: Span): void {
    if (!this.#isSeen(start) || !this.#isSeen(end)) this.#scrollToTime(start, 0.2);
    this.#draw();
  }

  /** Names the times of the ruler as the desk does; null in minutes and seconds. */
  setRuler(text: RulerText | null): void {
    this.#rulerText = text ?? plainRuler;
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
    this.#lane.forgetText();
    this.#spectrogram?.recolour();
    this.#picture.recolour();
    this.#draw();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#spectrogram?.destroy();
    for (const end of this.#ends.splice(0)) end();
    this.#picture.destroy();
  }

  #forgetLetters(): void {
    this.#lane.forgetText();
    this.#draw();
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
      lane: this.#lane,
      draw: () => this.#draw(),
    };
  }

  #cueWave(): ConstructorParameters<typeof CueLane>[0] {
    return {
      window: () => this.#window(),
      layout: () => this.#layout,
      timeAt: (x) => this.#timeAt(x),
      playhead: () => this.#playhead,
      speechEdges: (span) => (this.#pyramid ? speechEdges(this.#pyramid, span) : []),
      end: this.#choices.duration,
    };
  }

  #window(): Omit<Sight, 'transcript'> {
    return { from: this.#from(), pixelsPerSecond: this.#zoom, width: this.#width() };
  }

  #sight(): Sight | null {
    return this.#transcript && { transcript: this.#transcript, ...this.#window() };
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
    this.#picture.scrollTo(this.#picture.scroll + (Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY));
    this.#draw();
  }

  /** What stays in place when zooming by key: the needle when it is seen, else the middle. */
  #anchor(): Millis {
    return this.#isSeen(this.#playhead) ? this.#playhead : this.#timeAt(this.#width() / 2);
  }

  #zoomAround(wanted: number, time: Millis): void {
    const before = this.#xOf(time);
    this.#applyZoom(wanted);
    this.#picture.scrollTo(Math.max(0, (time / 1000) * this.#zoom - before));
    this.#draw();
  }

  #applyZoom(wanted: number): void {
    const farthest = this.#farthest();
    this.#zoom = Math.min(Math.max(wanted, farthest), Math.max(CLOSEST, farthest));
    this.#picture.zoom(this.#zoom);
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
    return (this.#picture.scroll / this.#zoom) * 1000;
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
    if (this.#picture.isLoaded && !this.#isSeen(time)) this.#scrollToTime(time, share);
  }

  #scrollToTime(time: Millis, share: number): void {
    this.#picture.scrollTo(Math.max(0, secondsFromMillis(time) * this.#zoom - this.#width() * share));
  }

  #resize(): void {
    const { stage, canvas } = this.#choices;
    const scale = window.devicePixelRatio || 1;
    canvas.width = Math.round(stage.clientWidth * scale);
    canvas.height = Math.round(stage.clientHeight * scale);
    this.#divide();
    this.#applyZoom(this.#zoom);
    this.#draw();
  }

  /** Divides the stage among wave, cues and words. */
  #divide(): void {
    const { stage, wave } = this.#choices;
    const height = stage.clientHeight;
    this.#layout = stageLayout(height, { rows: this.#lane.rows, spectrogram: this.#spectrogram !== null });
    const { top, height: tall } = this.#layout.wave;
    const inset = `${top}px ${height - top - tall}px`;
    if (wave.style.insetBlock === inset) return;
    wave.style.insetBlock = inset;
    this.#picture.fit();
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
        rulerText: this.#rulerText,
        playhead: this.#playhead,
        caret: this.#caret,
        loop: this.#loop,
        snap: this.#pointer.snapped,
        heard: this.#heard,
        duration,
        handlesFrom: this.#lane.rows === 0 ? this.#layout.wave.top : this.#layout.words.top,
        under: (beneath: CanvasRenderingContext2D) =>
          this.#spectrogram?.draw(beneath, { strip: this.#layout.spectrogram, window: this.#window() }, this.#colours),
        between: (over: CanvasRenderingContext2D) => this.#lane.draw(over, this.#colours),
      };
      drawOverlay(context, { width: stage.clientWidth, height: stage.clientHeight }, scene, this.#colours);
    });
  }
}
