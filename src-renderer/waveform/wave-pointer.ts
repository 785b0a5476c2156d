// What a pointer does on the wave: seek, scrub, choose a word, drag an edge. It knows pixels and pointers; drawing and keys are elsewhere.
import type { Millis, Span } from '../../src-core/span.ts';
import type { SetSpans } from '../../src-core/transcript/edit.ts';
import type { Transcript, WordPlace } from '../../src-core/transcript/transcript.ts';
import type { CueLane } from './cue-lane.ts';
import { WORDS_HEIGHT } from './draw-chips.ts';
import { EdgeDrag } from './edge-drag.ts';
import { chipAt, chipsIn, gripAt, WORDS_FROM, type Chip, type EdgeGrip, type Sight } from './word-chips.ts';

/** What somebody asked for with the pointer. */
export interface PointerListener {
  readonly seek: (time: Millis) => void;
  /** A word under the wave was clicked; with Alt, to be heard. */
  readonly pick: (place: WordPlace, hear: boolean) => void;
  /** An edge of the word at `place` was let go somewhere else. */
  readonly retime: (edit: SetSpans, place: WordPlace) => void;
  /** The pointer came to rest on another word, or none; `x` is its place on the stage. */
  readonly hover: (place: WordPlace | null, x: number) => void;
  /** As `hover`, over a cue; while it is dragged at every move, with the times it would have. */
  readonly hoverCue: (index: number | null, x: number, held?: Span) => void;
}

/** What the pointer has to be told about the wave. */
export interface PointerGround {
  readonly sight: () => Sight | null;
  readonly caret: () => WordPlace | null;
  readonly mayRetime: () => boolean;
  readonly timeAt: (x: number) => Millis;
  readonly xOf: (time: Millis) => number;
  /** Times an edge may snap to. */
  readonly targets: (grip: EdgeGrip) => readonly Millis[];
  /** The end of the media. */
  readonly end: Millis;
  /** The cues, which have the pointer first wherever one of them is. */
  readonly lane: Pick<CueLane, 'press' | 'move' | 'release' | 'cancel' | 'hover' | 'isHeld' | 'dragged' | 'rows'>;
  readonly draw: () => void;
}

/** How near a target an edge snaps, and how far a pointer moves before it drags; pixels. */
const SNAP = 8;
const STILL = 2;

export class WavePointer {
  readonly #stage: HTMLElement;
  readonly #ground: PointerGround;
  readonly #listener: PointerListener;
  readonly #ends: (() => void)[] = [];
  #scrubbing = false;
  #drag: EdgeDrag | null = null;
  /** Where the drag began, and how far from the edge it was taken. */
  #began = { x: 0, aside: 0 };
  #moved = false;
  #hovered: string | null = null;
  #hoveredCue: number | null = null;

  constructor(stage: HTMLElement, ground: PointerGround, listener: PointerListener) {
    this.#stage = stage;
    this.#ground = ground;
    this.#listener = listener;
    this.#on('pointerdown', (event) => this.#press(event));
    this.#on('pointermove', (event) => this.#move(event));
    this.#on('pointerup', (event) => this.#release(event));
    this.#on('pointercancel', () => this.#cancel());
    this.#on('lostpointercapture', () => this.#cancel());
    this.#on('pointerleave', () => {
      this.#hover(null, 0);
      this.#hoverCue(null, 0);
    });
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !(this.#drag ?? this.#ground.lane.isHeld)) return;
      event.preventDefault();
      event.stopPropagation();
      this.#cancel();
    };
    window.addEventListener('keydown', escape, { capture: true });
    this.#ends.push(() => window.removeEventListener('keydown', escape, { capture: true }));
  }

  /** The transcript as the drag would leave it, or null when none is on. */
  get preview(): Transcript | null {
    return this.#moved ? (this.#drag?.preview ?? null) : null;
  }

  /** Where the dragged edge has snapped to, or null. */
  get snapped(): Millis | null {
    return this.#moved ? (this.#drag?.snapped ?? null) : null;
  }

  destroy(): void {
    for (const end of this.#ends.splice(0)) end();
  }

  #on<K extends keyof HTMLElementEventMap>(type: K, handle: (event: HTMLElementEventMap[K]) => void): void {
    this.#stage.addEventListener(type, handle);
    this.#ends.push(() => this.#stage.removeEventListener(type, handle));
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#stage.setPointerCapture(event.pointerId);
    if (this.#ground.lane.press(this.#at(event))) return;
    const { x } = this.#at(event);
    const grip = this.#gripAt(event);
    const sight = this.#ground.sight();
    const word = grip && sight?.transcript.turns[grip.place.turn]?.words[grip.place.word];
    if (grip && sight && word) {
      this.#drag = new EdgeDrag(sight.transcript, grip, { targets: this.#ground.targets(grip), end: this.#ground.end });
      this.#began = { x, aside: x - this.#ground.xOf(word[grip.edge]) };
      this.#moved = false;
      return;
    }
    this.#click(event);
    this.#scrubbing = !this.#at(event).isInStrip;
  }

  #move(event: PointerEvent): void {
    const { x } = this.#at(event);
    if (this.#ground.lane.isHeld) {
      this.#ground.lane.move(x, event);
      this.#tellDragged(x);
      this.#ground.draw();
      return;
    }
    if (this.#drag) {
      this.#moved ||= Math.abs(x - this.#began.x) > STILL;
      if (!this.#moved) return;
      const reach = event.shiftKey ? 0 : this.#ground.timeAt(x + SNAP) - this.#ground.timeAt(x);
      this.#drag.to(this.#ground.timeAt(x - this.#began.aside), { reach, alone: event.altKey });
      this.#ground.draw();
      return;
    }
    if (this.#scrubbing) {
      this.#listener.seek(this.#ground.timeAt(x));
      return;
    }
    const held = this.#ground.lane.hover(this.#at(event));
    this.#stage.style.cursor = held?.cursor ?? (this.#gripAt(event) ? 'ew-resize' : '');
    this.#hoverCue(held?.index ?? null, x);
    this.#hover(this.#chipAt(event)?.place ?? null, x);
  }

  #release(event: PointerEvent): void {
    if (this.#ground.lane.isHeld) {
      this.#ground.lane.release(event.altKey);
      this.#hoverCue(null, 0);
    }
    const drag = this.#drag;
    const moved = this.#moved;
    this.#drag = null;
    this.#scrubbing = false;
    this.#moved = false;
    const isCurrent = drag?.isOn(this.#ground.sight()?.transcript ?? null) ?? false;
    if (drag?.edit && moved && isCurrent) this.#listener.retime(drag.edit, drag.grip.place);
    else if (drag && !moved) this.#click(event);
    this.#ground.draw();
  }

  #cancel(): void {
    if (!this.#drag && !this.#scrubbing && !this.#ground.lane.isHeld) return;
    this.#ground.lane.cancel();
    this.#hoverCue(null, 0);
    this.#drag = null;
    this.#scrubbing = false;
    this.#moved = false;
    this.#ground.draw();
  }

  /** In the strip a word is chosen, elsewhere a time. */
  #click(event: PointerEvent): void {
    const chip = this.#chipAt(event);
    if (chip) this.#listener.pick(chip.place, event.altKey);
    else this.#listener.seek(this.#ground.timeAt(this.#at(event).x));
  }

  #hover(place: WordPlace | null, x: number): void {
    const key = place && `${place.turn} ${place.word}`;
    if (key === this.#hovered) return;
    this.#hovered = key;
    this.#listener.hover(place, x);
  }

  #tellDragged(x: number): void {
    const { dragged } = this.#ground.lane;
    if (dragged === null) return;
    this.#hoveredCue = dragged.index;
    this.#listener.hoverCue(dragged.index, x, dragged.span);
  }

  #hoverCue(index: number | null, x: number): void {
    if (index === this.#hoveredCue) return;
    this.#hoveredCue = index;
    this.#listener.hoverCue(index, x);
  }

  #at(event: PointerEvent): { x: number; y: number; isInStrip: boolean } {
    const frame = this.#stage.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top, isInStrip: event.clientY > frame.bottom - WORDS_HEIGHT };
  }

  #closeChips(): readonly Chip[] {
    const sight = this.#ground.sight();
    return sight && sight.pixelsPerSecond >= WORDS_FROM ? chipsIn(sight) : [];
  }

  #chipAt(event: PointerEvent): Chip | null {
    const { x, isInStrip } = this.#at(event);
    return isInStrip ? chipAt(this.#closeChips(), x) : null;
  }

  #gripAt(event: PointerEvent): EdgeGrip | null {
    if (!this.#ground.mayRetime()) return null;
    const { x, isInStrip } = this.#at(event);
    // Among cues the handles of words keep to their own strip.
    if (!isInStrip && this.#ground.lane.rows > 0) return null;
    return gripAt(this.#closeChips(), x, { caret: this.#ground.caret(), isInStrip });
  }
}
