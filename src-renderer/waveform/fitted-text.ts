// Texts cut to the room they have, with an ellipsis. It remembers what it measured, for the same few texts are drawn every frame.

/** Widths in steps of so many pixels: a bar that grows while zooming does not measure its text anew at every pixel. */
const STEP = 4;
/** Fewer letters than this tell nothing. */
const LEAST = 3;
/** Texts remembered: several screens of cues. */
const MOST = 2_000;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export class FittedText {
  readonly #fits = new Map<string, string>();
  readonly #widths = new Map<string, number>();

  /** The text, or as much of its beginning as goes into `room` pixels at the context's font, with an ellipsis; "" where hardly any of it does. */
  fit(context: CanvasRenderingContext2D, text: string, room: number): string {
    const known = this.#widths.get(text) ?? context.measureText(text).width;
    this.#widths.set(text, known);
    if (known <= room) return text;
    const steps = Math.floor(room / STEP);
    const key = `${steps} ${text}`;
    let fitted = this.#fits.get(key);
    if (fitted === undefined) {
      fitted = cut(context, text, steps * STEP);
      if (this.#fits.size >= MOST) this.forget();
      this.#fits.set(key, fitted);
    }
    return fitted;
  }

  /** The font has changed. */
  forget(): void {
    this.#fits.clear();
    this.#widths.clear();
  }
}

function cut(context: CanvasRenderingContext2D, text: string, room: number): string {
  const ends = [0, ...Array.from(graphemes.segment(text), ({ index, segment }) => index + segment.length)];
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(`${text.slice(0, ends[middle]).trimEnd()}…`).width <= room) low = middle;
    else high = middle - 1;
  }
  return low < LEAST ? '' : `${text.slice(0, ends[low]).trimEnd()}…`;
}
