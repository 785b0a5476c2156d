// Bytes per second over the last few seconds, for the time left.

const WINDOW_MILLIS = 10_000;

/** Measures a transfer as it reports how many bytes are done. */
export class TransferRate {
  readonly #marks: { time: number; bytes: number }[] = [];

  /** Notes the bytes done at a monotonic time in milliseconds; answers bytes per second, or null while too little is known. */
  note(time: number, bytes: number): number | null {
    this.#marks.push({ time, bytes });
    while (this.#marks.length > 2 && (this.#marks[1]?.time ?? time) < time - WINDOW_MILLIS) this.#marks.shift();
    const first = this.#marks[0];
    if (!first || time - first.time < 500) return null;
    return Math.round(((bytes - first.bytes) / (time - first.time)) * 1000);
  }
}
