// The editing history of the open transcript: steps that undo and redo, those of this sitting and, fetched as they are needed, those of earlier ones.
// It knows nothing of the editor or of saving; the editor records and applies, saving asks what is new.
import {
  packChange,
  type HistoryChange,
  type HistoryRange,
  type HistoryStep,
  type MarkedTranscript,
  type NumberedStep,
  type StepSelection,
} from '../../src-core/history/history-step.ts';

/** Edits of one kind beside each other belong to one step while they follow each other within this time, milliseconds (CodeMirror's own rule). */
const JOINED_WITHIN = 500;
/** Steps fetched at a time, on either side. */
const FETCHED = 100;
/** With so many at hand in one direction no more are fetched: a heavy step comes only when undo draws near it. */
const PLENTY = 20;

export type HistoryDirection = 'undo' | 'redo';

/** An edit as the editor made it. */
export interface RecordedEdit {
  readonly before: MarkedTranscript;
  readonly after: MarkedTranscript;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Typing and erasing join into one step; anything else is a step of its own. */
  readonly kind: 'typing' | 'erasing' | 'other';
  /** Whether it continues at the place of the edit before. */
  readonly touches: boolean;
  readonly label: string | null;
  readonly selectionBefore: StepSelection;
  readonly selectionAfter: StepSelection;
}

/** Fetches kept steps from `from` towards `to`, nearest first: as many as one answer holds. */
type FetchSteps = (from: number, to: number) => Promise<readonly NumberedStep[]>;

export class EditHistory {
  readonly #fetch: FetchSteps;
  /** Steps at hand, by number; a hole is a step not fetched yet. */
  readonly #steps = new Map<number, HistoryStep>();
  readonly #unsaved = new Set<number>();
  #range: HistoryRange;
  /** The latest edit, while it may still grow. */
  #growing: RecordedEdit | null = null;
  #fetching: Promise<void> | null = null;

  constructor(range: HistoryRange = { first: 1, last: 0, done: 0 }, fetch: FetchSteps = () => Promise.resolve([])) {
    this.#range = range;
    this.#fetch = fetch;
  }

  get canUndo(): boolean {
    return this.#range.done >= this.#range.first;
  }
  get canRedo(): boolean {
    return this.#range.done < this.#range.last;
  }

  /** The editor made an edit: it begins a step or grows the latest. What was undone before it can no longer be done again. */
  record(edit: RecordedEdit): void {
    const top = this.#growing;
    if (top && joins(top, edit)) {
      this.#growing = { ...edit, before: top.before, selectionBefore: top.selectionBefore };
      // What was written down of it, and may be on its way to be kept, is not the step any more.
      this.#steps.delete(this.#range.done);
      this.#unsaved.add(this.#range.done);
      return;
    }
    this.#settle();
    for (let number = this.#range.done + 1; number <= this.#range.last; number += 1) {
      this.#steps.delete(number);
      this.#unsaved.delete(number);
    }
    const number = this.#range.done + 1;
    this.#range = { ...this.#range, last: number, done: number };
    this.#growing = edit;
    this.#unsaved.add(number);
  }

  /** The step to apply next, or null when there is none at hand: then `fetch` may bring it. */
  step(direction: HistoryDirection): HistoryStep | null {
    this.#settle();
    if (direction === 'undo' ? !this.canUndo : !this.canRedo) return null;
    return this.#steps.get(this.#numberFor(direction)) ?? null;
  }

  /** The step of `step(direction)` was applied to `before` and made `after`: from now on it goes the other way. */
  applied(direction: HistoryDirection, before: MarkedTranscript, after: MarkedTranscript): void {
    const number = this.#numberFor(direction);
    const step = this.#steps.get(number);
    if (!step) throw new RangeError(`step ${number} is not at hand`);
    this.#steps.set(number, { ...step, change: packChange(after, before) });
    this.#unsaved.add(number);
    this.#range = { ...this.#range, done: this.#range.done + (direction === 'undo' ? -1 : 1) };
  }

  /** Fetches kept steps around the present one that are not at hand. Resolves when they are, or cannot be had. */
  fetch(): Promise<void> {
    this.#fetching ??= this.#fetchAround().finally(() => (this.#fetching = null));
    return this.#fetching;
  }

  /** A step that cannot be had or does not fit leads nowhere, nor does what lies beyond it. */
  forget(direction: HistoryDirection): void {
    const number = this.#numberFor(direction);
    this.#range = direction === 'undo' ? { ...this.#range, first: number + 1 } : { ...this.#range, last: number - 1 };
  }

  /** What is not kept yet. */
  unsaved(): HistoryChange {
    this.#pack();
    const { first, last } = this.#range;
    const numbers = [...this.#unsaved].filter((number) => number >= first && number <= last).sort((a, b) => a - b);
    return { ...this.#range, put: numbers.flatMap((number) => this.#numbered(number)) };
  }

  /** These steps are kept now, unless they have changed since. */
  saved({ put }: HistoryChange): void {
    for (const { number, step } of put) if (this.#steps.get(number) === step) this.#unsaved.delete(number);
  }

  /** What is kept leads elsewhere (another version was saved): only the steps at hand, without a hole, go on counting. */
  detach(): void {
    this.#settle();
    let { first, last } = this.#range;
    for (let number = this.#range.done; number >= first; number -= 1) if (!this.#steps.has(number)) first = number + 1;
    for (let number = this.#range.done + 1; number <= last; number += 1) if (!this.#steps.has(number)) last = number - 1;
    this.#range = { ...this.#range, first, last };
    for (let number = first; number <= last; number += 1) this.#unsaved.add(number);
  }

  #numberFor(direction: HistoryDirection): number {
    return direction === 'undo' ? this.#range.done : this.#range.done + 1;
  }

  #numbered(number: number): NumberedStep[] {
    const step = this.#steps.get(number);
    return step ? [{ number, step }] : [];
  }

  /** Writes the growing step down; it may go on growing. */
  #pack(): void {
    const edit = this.#growing;
    if (!edit || !this.#unsaved.has(this.#range.done)) return;
    this.#steps.set(this.#range.done, {
      at: edit.at,
      label: edit.label,
      change: packChange(edit.after, edit.before),
      before: edit.selectionBefore,
      after: edit.selectionAfter,
    });
  }

  #settle(): void {
    this.#pack();
    this.#growing = null;
  }

  /** On each side from the nearest step that is not at hand, unless enough of those before it are. */
  async #fetchAround(): Promise<void> {
    const { first, last, done } = this.#range;
    let below = done;
    while (below >= first && this.#isHere(below)) below -= 1;
    if (below >= first && done - below < PLENTY) await this.#take(below, Math.max(first, below - FETCHED + 1));
    let above = done + 1;
    while (above <= last && this.#isHere(above)) above += 1;
    if (above <= last && above - done <= PLENTY) await this.#take(above, Math.min(last, above + FETCHED - 1));
  }

  async #take(from: number, to: number): Promise<void> {
    const steps = await this.#fetch(from, to);
    for (const { number, step } of steps) {
      const isKept = number >= this.#range.first && number <= this.#range.last;
      if (isKept && !this.#isHere(number)) this.#steps.set(number, step);
    }
  }

  #isHere(number: number): boolean {
    return this.#steps.has(number) || this.#unsaved.has(number);
  }
}

function joins(top: RecordedEdit, edit: RecordedEdit): boolean {
  return edit.kind !== 'other' && edit.kind === top.kind && edit.touches && edit.at - top.at < JOINED_WITHIN;
}
