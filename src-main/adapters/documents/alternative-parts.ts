// Alternatives in parts small enough to cross a thread's border without stopping whoever takes them, and put together again.
import type { Alternative } from '../../../src-core/transcript/alternatives.ts';

/** Alternatives in one part: taking it in costs a few milliseconds. */
const PART_SIZE = 5_000;

/** A few alternatives; `end` with the last ones. */
export interface AlternativePart {
  readonly alternatives: readonly Alternative[];
  readonly end: boolean;
}

/** The list, cut; at least one part. */
export function* alternativeParts(alternatives: readonly Alternative[]): Generator<AlternativePart, void> {
  for (let from = 0; from === 0 || from < alternatives.length; from += PART_SIZE)
    yield { alternatives: alternatives.slice(from, from + PART_SIZE), end: from + PART_SIZE >= alternatives.length };
}

/** Puts parts together in the order they were cut. */
export class AlternativesInParts {
  readonly #alternatives: Alternative[] = [];

  /** Takes the next part in; answers the whole list once it is the last, until then null. */
  add({ alternatives, end }: AlternativePart): Alternative[] | null {
    for (const alternative of alternatives) this.#alternatives.push(alternative);
    return end ? this.#alternatives : null;
  }
}
