// Hands jobs to Transcribe one after another. While the account has as many jobs as it may (A31) the queue stands still:
// it moves when a job of ours ends, and looks once a minute, since others may use the account, too. No job fails for want of room.
import { StudioError } from '../../src-core/contract/errors.ts';
import type { Clock } from '../ports/machine.ts';
import { Gate } from './gate.ts';

/** How long room may have been made by others before we look, milliseconds. */
const LOOK_AGAIN_MILLIS = 60_000;

/** What a job waiting its turn is told. */
export interface SubmitTurn {
  readonly signal: AbortSignal;
  /** The account is full: this job waits, and so do those behind it. */
  readonly full: () => void;
}

/** The queue before Transcribe's door. */
export class SubmitQueue {
  readonly #clock: Clock;
  readonly #turns = new Gate(1);
  readonly #waiting = new Set<SubmitTurn>();
  #isFull = false;
  #room = new AbortController();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Starts one job when its turn has come and there is room. Rejects with whatever `start` throws but `quota`, and with CancelledError. */
  async submit(start: () => Promise<void>, turn: SubmitTurn): Promise<void> {
    this.#waiting.add(turn);
    if (this.#isFull) turn.full();
    try {
      await this.#turns.run(() => this.#untilTaken(start, turn), turn.signal);
    } finally {
      this.#waiting.delete(turn);
    }
  }

  /** A job ended, or a person wants it tried at once. */
  roomMade(): void {
    this.#room.abort();
    this.#room = new AbortController();
  }

  async #untilTaken(start: () => Promise<void>, turn: SubmitTurn): Promise<void> {
    for (;;) {
      const { signal: room } = this.#room;
      try {
        await start();
        this.#isFull = false;
        return;
      } catch (thrown) {
        this.#isFull = thrown instanceof StudioError && thrown.code === 'quota';
        if (!this.#isFull) throw thrown;
      }
      for (const waiting of this.#waiting) waiting.full();
      await this.#untilRoom(turn.signal, room);
    }
  }

  /** Waits for room; room made while we asked counts. Rejects only when the job itself is stopped. */
  async #untilRoom(stop: AbortSignal, room: AbortSignal): Promise<void> {
    await this.#clock.delay(LOOK_AGAIN_MILLIS, AbortSignal.any([stop, room])).catch((thrown: unknown) => {
      if (stop.aborted) throw thrown;
    });
  }
}
