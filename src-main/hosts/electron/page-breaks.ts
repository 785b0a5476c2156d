// What to do about a page that broke: loading it again helps against an accident, and against nothing else (F8, I8).

/** Breaks further apart than this have nothing to do with each other, milliseconds. */
const RELATED_WITHIN_MILLIS = 60_000;
/** So many times it is loaded again before it is left alone: recovery never loops (I8). */
const TRIES = 2;

/** Counts the breaks of one page. */
export class PageBreaks {
  #times: number[] = [];

  /** The page broke at this monotonic time, milliseconds: load it again, or show that it will not do. */
  remedy(at: number): 'reload' | 'give-up' {
    this.#times = [...this.#times.filter((earlier) => at - earlier < RELATED_WITHIN_MILLIS), at];
    return this.#times.length > TRIES ? 'give-up' : 'reload';
  }
}
