// Two cues and when each should begin, as somebody gathers them: between the two the film is listened to, so what was told of one outlasts the dialog.
// It knows numbers and times as written, not how cues are moved.

/** One of the two: the cue by its number in the list, from 1, and the time as written. */
export interface SyncDraft {
  readonly cue: number | null;
  readonly time: string;
}

/** What the points are offered from: cues by number, and when each begins, as written. */
export interface SyncOffer {
  /** Numbers of the first and the last selected cue. */
  readonly selected: readonly [number, number];
  readonly count: number;
  readonly startOf: (cue: number) => string;
}

const NOTHING: SyncDraft = { cue: null, time: '' };

export class SyncPoints {
  #told = $state.raw<readonly [SyncDraft | null, SyncDraft | null]>([null, null]);
  #offered: readonly [SyncDraft, SyncDraft] = [NOTHING, NOTHING];

  /** Offers the selected cue for what was not told yet: the first point, then the second; the last cue where there is no other. */
  offer({ selected: [first, last], count, startOf }: SyncOffer): void {
    const begin = this.#told[0]?.cue ?? first;
    const end = last === begin ? count : last;
    this.#offered = [at(begin, startOf), at(end, startOf)];
  }

  draft(which: 0 | 1): SyncDraft {
    return this.#told[which] ?? this.#offered[which];
  }

  /** Another cue: it begins when it does now until a time is told. */
  setCue(which: 0 | 1, cue: number | null, startOf: (cue: number) => string): void {
    this.#tell(which, { cue, time: cue === null ? '' : startOf(cue) });
  }

  setTime(which: 0 | 1, time: string): void {
    this.#tell(which, { ...this.draft(which), time });
  }

  /** Whether anything of a point was told. */
  isTold(which: 0 | 1): boolean {
    return this.#told[which] !== null;
  }

  /** They were used, or belong to other cues. */
  forget(): void {
    this.#told = [null, null];
  }

  #tell(which: 0 | 1, draft: SyncDraft): void {
    this.#told = which === 0 ? [draft, this.#told[1]] : [this.#told[0], draft];
  }
}

function at(cue: number, startOf: (cue: number) => string): SyncDraft {
  return { cue, time: startOf(cue) };
}
