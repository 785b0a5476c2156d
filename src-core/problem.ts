// A Problem is a tolerated defect of something we read, with its place.
// It is data shown to a person, never thrown. The wording lives in the renderer and the CLI.

/** Where in the outside file a Problem was found. All fields are optional hints. */
export interface ProblemPlace {
  /** Index of the item in the file's own order, from 0. */
  readonly item?: number | undefined;
  /** Line of a text file, from 1. */
  readonly line?: number | undefined;
  /** Time in the media, milliseconds. */
  readonly time?: number | undefined;
}

/** How bad: `note` lost nothing and changed nothing, `repair` changed something, `loss` left something out. */
export type ProblemSeverity = 'note' | 'repair' | 'loss';

/** A tolerated defect. `code` is kebab-case and stable; `count` tells how often it occurred. */
export interface Problem {
  readonly code: string;
  readonly severity: ProblemSeverity;
  /** One plain sentence with the figures in it. */
  readonly message: string;
  readonly count: number;
  /** The first few places, at most eight. */
  readonly places: readonly ProblemPlace[];
}

const PLACES_KEPT = 8;

/** Gathers Problems by code while a file is read, counting repeats and keeping the first places. */
export class ProblemList {
  readonly #byCode = new Map<string, { severity: ProblemSeverity; count: number; places: ProblemPlace[]; say: (count: number) => string }>();

  /** Notes one occurrence. `say` words the Problem once the final count is known. */
  add(code: string, severity: ProblemSeverity, say: (count: number) => string, place?: ProblemPlace): void {
    let entry = this.#byCode.get(code);
    if (!entry) {
      entry = { severity, count: 0, places: [], say };
      this.#byCode.set(code, entry);
    }
    entry.count += 1;
    if (place && entry.places.length < PLACES_KEPT) entry.places.push(place);
  }

  /** The Problems gathered so far, in the order their codes first occurred. */
  toArray(): Problem[] {
    return [...this.#byCode].map(([code, { severity, count, places, say }]) => ({ code, severity, message: say(count), count, places }));
  }
}
