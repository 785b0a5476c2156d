// The cues on the wave: what is shown of them now, what a pointer does to them, and how they are drawn. It asks for times and makes no edit.
// WaveView draws it, WavePointer lends it the pointer; layout, hit tests and drags are cue-bars.ts, cue-drag.ts and shot-drag.ts.
import type { Millis, Span } from '../../src-core/span.ts';
import { cueLines, type Cue } from '../../src-core/subtitles/cue.ts';
import type { AskedTimes, Neighbours } from '../../src-core/subtitles/cue-times.ts';
import type { FrameRate } from '../../src-core/subtitles/frame-rate.ts';
import { withDirection } from '../../src-core/subtitles/line-direction.ts';
import type { Severity } from '../../src-core/subtitles/rules/finding.ts';
import { timeIndex } from '../../src-core/transcript/query.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import { barAt, barsIn, cueGripAt, hasTwoLanes, type CueBar, type CueGrip, type CuePoint, type Window } from './cue-bars.ts';
import { CueDrag, type CueHold } from './cue-drag.ts';
import { drawCues, drawLeftOut, drawShots } from './draw-cues.ts';
import { FittedText } from './fitted-text.ts';
import { ShotDrag, shotAt, shotsIn } from './shot-drag.ts';
import type { StageLayout } from './stage-layout.ts';
import type { OverlayColours } from './wave-overlay.ts';
import { spanInSight } from './word-chips.ts';

/** What is shown. */
export interface CueScene {
  readonly transcript: Transcript;
  readonly cues: readonly Cue[];
  /** The worst finding of each cue that has any. */
  readonly findings: ReadonlyMap<number, Severity>;
  readonly chosen: number | null;
  readonly shots: readonly Millis[];
  /** Stretches somebody left out of the subtitles, rising. */
  readonly leftOut: readonly Span[];
  readonly rate: FrameRate | null;
  /** Least time between cues by the rules, milliseconds. */
  readonly gap: Millis;
  readonly mayRetime: boolean;
  /** Whether shot changes may be moved. */
  readonly mayMoveShots: boolean;
}

/** What somebody asked for. */
export interface CueListener {
  /** A cue was pressed; with Alt, to be heard. */
  readonly choose: (index: number, hear: boolean) => void;
  /** A cue or an edge of it was let go somewhere else. */
  readonly set: (index: number, times: AskedTimes, neighbours: Neighbours) => void;
  /** A shot change was let go somewhere else. */
  readonly moveShot: (from: Millis, to: Millis) => void;
}

/** What the wave tells of itself. */
export interface CueWave {
  readonly window: () => Window;
  readonly layout: () => StageLayout;
  readonly timeAt: (x: number) => Millis;
  readonly playhead: () => Millis;
  /** Where speech begins and ends within a span, as far as it was read. */
  readonly speechEdges: (span: Span) => readonly Millis[];
  readonly end: Millis;
}

/** How near a target a drag snaps, and how far a pointer moves before an edge, and before a whole cue, is dragged; pixels. */
const SNAP = 8;
const STILL = 2;
const BODY_STILL = 4;
/** Below this zoom words and syllables are closer than a pointer can tell: nothing of the sound is snapped to. Pixels a second. */
const SOUND_FROM = 20;

interface Press {
  readonly drag: CueDrag;
  readonly grip: CueGrip;
  readonly x: number;
  readonly aside: number;
  moved: boolean;
}

export class CueLane {
  readonly #wave: CueWave;
  readonly #listener: CueListener;
  readonly #fitted = new FittedText();
  #scene: CueScene | null = null;
  #press: Press | null = null;
  #shot: ShotDrag | null = null;
  #lines = new WeakMap<Cue, readonly string[]>();

  constructor(wave: CueWave, listener: CueListener) {
    this.#wave = wave;
    this.#listener = listener;
  }

  /** Shows other cues; null for none. */
  show(scene: CueScene | null): void {
    if (scene?.transcript !== this.#scene?.transcript) this.#lines = new WeakMap();
    this.#scene = scene;
  }

  /** Rows the cues need. */
  get rows(): 0 | 1 | 2 {
    if (this.#scene === null) return 0;
    return hasTwoLanes(this.#scene.cues) ? 2 : 1;
  }

  /** The colours or the font have changed. */
  forgetText(): void {
    this.#fitted.forget();
  }

  /** Whether something is dragged. */
  get isHeld(): boolean {
    return this.#press !== null || this.#shot !== null;
  }

  /** Takes the pointer where there is something of a cue; answers whether it did. */
  press({ x, y }: { x: number; y: number }): boolean {
    const scene = this.#scene;
    const shot = this.#shotAt(x, y);
    if (scene && shot !== null) {
      this.#shot = new ShotDrag(shot, x, scene.rate);
      return true;
    }
    const grip = this.#gripAt(x, y);
    if (!scene || !grip) return false;
    const { cues, rate, gap } = scene;
    const drag = new CueDrag({ cues, rate, gap, targets: this.#targets(scene), end: this.#wave.end }, grip);
    const { from, pixelsPerSecond } = this.#wave.window();
    this.#press = { drag, grip, x, aside: x - ((drag.origin - from) / 1000) * pixelsPerSecond, moved: false };
    return true;
  }

  /** Drags what was taken. Shift or Alt takes the snapping away, Ctrl (or Cmd) takes a neighbour that touches along. */
  move(x: number, keys: { readonly shiftKey: boolean; readonly altKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean }): void {
    const press = this.#press;
    this.#shot?.to(x, this.#wave.timeAt(x), keys.shiftKey || keys.altKey);
    if (!press || this.#scene?.mayRetime !== true) return;
    press.moved ||= Math.abs(x - press.x) > (press.grip.part === 'body' ? BODY_STILL : STILL);
    if (!press.moved) return;
    const { pixelsPerSecond } = this.#wave.window();
    const reach = keys.shiftKey || keys.altKey ? null : Math.round((SNAP * 1000) / pixelsPerSecond);
    const hold: CueHold = { reach, neighbours: keys.ctrlKey || keys.metaKey ? 'ripple' : 'stay' };
    press.drag.to(this.#wave.timeAt(x - press.aside), hold);
  }

  /** Lets go: asks for the times, or where nothing was moved, chooses the cue. */
  release(hear: boolean): void {
    const [press, shot] = [this.#press, this.#shot];
    this.cancel();
    if (shot && shot.time !== shot.from) this.#listener.moveShot(shot.from, shot.time);
    if (!press) return;
    const { asked } = press.drag;
    if (!press.moved) this.#listener.choose(press.grip.index, hear);
    else if (asked && this.#scene && press.drag.isOn(this.#scene.cues)) this.#listener.set(press.grip.index, asked.times, asked.neighbours);
  }

  /** The cue that is dragged, and where it would come to lie; null when none is. */
  get dragged(): { readonly index: number; readonly span: Span } | null {
    const { drag, grip, moved } = this.#press ?? {};
    const span = moved === true && grip ? drag?.preview.get(grip.index) : undefined;
    return span && grip ? { index: grip.index, span } : null;
  }

  cancel(): void {
    this.#press = null;
    this.#shot = null;
  }

  /** The cursor over a place, or null where there is no cue; and the cue beneath it. */
  hover({ x, y }: { x: number; y: number }): { readonly cursor: string; readonly index: number | null } | null {
    if (this.#shotAt(x, y) !== null) return { cursor: 'ew-resize', index: null };
    const grip = this.#gripAt(x, y);
    if (!grip) return null;
    return { cursor: grip.part === 'body' || this.#scene?.mayRetime !== true ? 'default' : 'ew-resize', index: grip.index };
  }

  draw(context: CanvasRenderingContext2D, colours: OverlayColours): void {
    const scene = this.#scene;
    if (!scene) return;
    const window = this.#wave.window();
    const layout = this.#wave.layout();
    const x = (time: number): number => ((time - window.from) / 1000) * window.pixelsPerSecond;
    const shots = shotsIn(scene.shots, window).map((shot) => (shot === this.#shot?.from ? this.#shot.time : shot));
    drawShots(context, shots.map(x), layout, colours);
    const stretches = inView(scene.leftOut, window).map(({ start, end }) => ({ left: x(start), right: x(end) }));
    drawLeftOut(context, stretches, { layout, fitted: this.#fitted }, colours);
    const stage = {
      layout,
      width: window.width,
      playhead: this.#wave.playhead(),
      chosen: scene.chosen,
      findings: scene.findings,
      linesOf: ({ index, cue }: CueBar) => this.#linesOf(scene, scene.cues[index] ?? cue),
      fitted: this.#fitted,
      hasHandles: scene.mayRetime,
    };
    drawCues(context, this.#bars(scene, window), stage, colours);
    const snapped = this.#press?.moved ? this.#press.drag.snapped : null;
    if (snapped === null) return;
    context.fillStyle = colours.caret;
    context.fillRect(Math.round(x(snapped)) - 0.5, layout.wave.top, 1, layout.words.top - layout.wave.top);
  }

  /** The bars in view, the dragged ones where they would come to lie. */
  #bars(scene: CueScene, window: Window): CueBar[] {
    const bars = barsIn(scene.cues, window);
    const press = this.#press;
    if (!press?.moved) return bars;
    const preview = press.drag.preview;
    const x = (time: number): number => ((time - window.from) / 1000) * window.pixelsPerSecond;
    return bars.map((bar) => {
      const span = preview.get(bar.index);
      return span ? { ...bar, cue: { ...bar.cue, ...span }, left: x(span.start), right: x(span.end) } : bar;
    });
  }

  #linesOf({ transcript }: CueScene, cue: Cue): readonly string[] {
    let lines = this.#lines.get(cue);
    if (!lines) {
      lines = withDirection(cueLines(transcript, cue).filter(Boolean), transcript.language);
      this.#lines.set(cue, lines);
    }
    return lines;
  }

  #gripAt(x: number, y: number): CueGrip | null {
    const scene = this.#scene;
    const { cues, row, wave } = this.#wave.layout();
    if (!scene || y < wave.top || y >= cues.top + cues.height) return null;
    const point: CuePoint = { x, lane: y < cues.top ? null : y < cues.top + row ? 0 : 1 };
    const bars = barsIn(scene.cues, this.#wave.window());
    if (scene.mayRetime) return cueGripAt(bars, point, scene.chosen);
    const under = barAt(bars, point);
    return under && { index: under.index, part: 'body' };
  }

  /** The shot change whose notch lies beneath a pointer, or null. */
  #shotAt(x: number, y: number): Millis | null {
    const scene = this.#scene;
    return scene?.mayMoveShots === true ? shotAt(scene.shots, this.#wave.window(), { x, y: y - this.#wave.layout().wave.top }) : null;
  }

  /** Everything in view a cue may snap to: the needle, shot changes, edges of words, where speech begins and ends. */
  #targets({ transcript, shots }: CueScene): Millis[] {
    const window = this.#wave.window();
    const targets = [this.#wave.playhead(), ...shotsIn(shots, window)];
    if (window.pixelsPerSecond < SOUND_FROM) return targets;
    const seen = spanInSight(window);
    for (const { turn, word } of timeIndex(transcript).wordsIn(seen)) {
      const at = transcript.turns[turn]?.words[word];
      if (at) targets.push(at.start, at.end);
    }
    return [...targets, ...this.#wave.speechEdges(seen)];
  }
}

function inView(spans: readonly Span[], window: Window): readonly Span[] {
  const seen = spanInSight(window);
  return spans.filter(({ start, end }) => end > seen.start && start < seen.end);
}
