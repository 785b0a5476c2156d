// Tells shot changes from how much each picture differs from the one before it. It knows figures in the order of pictures; not who measured them.
// The figures are those of FFmpeg's scdet: mean absolute difference in percent of full scale, and how much of it the picture before did not have.
import type { Millis } from '../span.ts';

/** One picture as measured. */
export interface PictureChange {
  readonly time: Millis;
  /** Mean absolute difference from the picture before, percent. */
  readonly difference: number;
  /** The lesser of the difference and its own change: motion differs evenly, a cut jumps. Percent. */
  readonly score: number;
}

/** From here on a jump is a cut (scdet's own default). */
const SURE = 10;
/** Dark pictures jump less: such a jump counts where it stands out from all around it by so much. */
const FAINT = 3;
const STANDS_OUT = 6;
/** How far around a picture is looked, pictures. */
const AROUND = 12;
/** Two jumps so near each other, pictures, are one cut, or a flash where they are much alike. */
const NEAR = 5;
const ALIKE = 0.6;
/** A flash of a single picture differs as much on leaving as on coming, and then all is as it was. */
const LEAVES_AS_IT_CAME = 0.8;
const CALM_AGAIN = 0.3;

/** Takes pictures in order and answers cuts once enough of what follows is known. Holds a second of figures at most. */
export class ShotFinder {
  readonly #window: PictureChange[] = [];
  /** Place in the window of the next picture to be judged. */
  #next = 0;
  #taken = 0;

  /** Takes the next picture; answers the times of cuts that are certain now: at most one. */
  add(change: PictureChange): Millis[] {
    this.#taken += 1;
    // The second picture of a moving shot seems to jump, for the first had nothing to differ from.
    this.#window.push(this.#taken <= 2 ? { ...change, score: 0 } : change);
    const found = this.#next + AROUND < this.#window.length ? this.#judgeNext() : [];
    while (this.#next > AROUND) {
      this.#window.shift();
      this.#next -= 1;
    }
    return found;
  }

  /** No more pictures will come: answers the cuts among the last ones. */
  finish(): Millis[] {
    const found: Millis[] = [];
    while (this.#next < this.#window.length) found.push(...this.#judgeNext());
    return found;
  }

  #judgeNext(): Millis[] {
    const at = this.#next;
    this.#next += 1;
    const picture = this.#window[at];
    return picture && isCut(this.#window, at, picture) ? [picture.time] : [];
  }
}

function isCut(window: readonly PictureChange[], at: number, { score, difference }: PictureChange): boolean {
  if (score < FAINT) return false;
  const around = (distance: number): number => window.reduce((most, other, index) => (isAround(index, at, distance) ? Math.max(most, other.score) : most), 0);
  if (around(NEAR) >= score * ALIKE) return false;
  const [behind, later] = [window[at + 1], window[at + 2]];
  if (behind && later && behind.difference >= difference * LEAVES_AS_IT_CAME && later.difference <= behind.difference * CALM_AGAIN) return false;
  return score >= SURE || score >= STANDS_OUT * around(AROUND);
}

/** The picture right behind a cut is left aside: after so much difference its own motion counts as a jump. */
function isAround(index: number, at: number, distance: number): boolean {
  return index !== at && index !== at + 1 && Math.abs(index - at) <= distance;
}
