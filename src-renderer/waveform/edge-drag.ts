// An edge of a word on its way under a pointer: where it may go, where it snaps, and the edit to be made when it is let go.
// It knows times; not pixels, pointers or drawing. Nothing is changed until the edit is made.
import type { Millis } from '../../src-core/span.ts';
import { applyEdit, type SetSpans } from '../../src-core/transcript/edit.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import { moveEdge, snapTo } from '../../src-core/transcript/word-edges.ts';
import type { EdgeGrip } from './word-chips.ts';

/** How the pointer is held. */
export interface DragHold {
  /** How near a target draws the edge to it, milliseconds; 0 while Shift is down. */
  readonly reach: Millis;
  /** Alt is down: the neighbour stays where it is. */
  readonly alone: boolean;
}

export class EdgeDrag {
  readonly grip: EdgeGrip;
  readonly #transcript: Transcript;
  readonly #end: Millis;
  readonly #targets: readonly Millis[];
  #edit: SetSpans | null = null;
  #preview: Transcript;
  #snapped: Millis | null = null;

  /** `targets` are the times to snap to, beside those of the neighbours; `end` is the end of the media, milliseconds. */
  constructor(transcript: Transcript, grip: EdgeGrip, { targets, end }: { targets: readonly Millis[]; end: Millis }) {
    this.#transcript = transcript;
    this.#preview = transcript;
    this.#end = end;
    this.grip = grip;
    const words = transcript.turns[grip.place.turn]?.words ?? [];
    const neighbour = grip.edge === 'start' ? words[grip.place.word - 1]?.end : words[grip.place.word + 1]?.start;
    const own = words[grip.place.word]?.[grip.edge];
    this.#targets = neighbour === undefined || neighbour === own ? targets : [...targets, neighbour];
  }

  /** What would be made if it were let go now, or null. */
  get edit(): SetSpans | null {
    return this.#edit;
  }

  /** The transcript as it would be. */
  get preview(): Transcript {
    return this.#preview;
  }

  /** The target it has snapped to, or null. */
  get snapped(): Millis | null {
    return this.#snapped;
  }

  /** Whether this is still the transcript the drag began on: an undo by key may have come between. */
  isOn(transcript: Transcript | null): boolean {
    return transcript === this.#transcript;
  }

  /** Moves the edge. */
  to(time: Millis, { reach, alone }: DragHold): void {
    const goal = reach > 0 ? snapTo(time, this.#targets, reach) : time;
    this.#edit = moveEdge(this.#transcript, { ...this.grip, time: goal, alone }, this.#end);
    this.#preview = this.#edit ? applyEdit(this.#transcript, this.#edit).transcript : this.#transcript;
    const reached = this.#preview.turns[this.grip.place.turn]?.words[this.grip.place.word]?.[this.grip.edge];
    this.#snapped = reached !== undefined && reached === goal && this.#targets.includes(goal) ? goal : null;
  }
}
