// What was listened to, as a thin band along the top of the wave. Only the visible stretch is drawn.
import type { HeardSpans } from '../../src-core/transcript/heard.ts';

/** Height of the band in CSS pixels. */
const HEIGHT = 3;

export interface BandStage {
  /** Where the band begins from above. */
  readonly top: number;
  readonly width: number;
  readonly x: (time: number) => number;
}

/** Draws the band. Stretches narrower than a pixel still show. */
export function drawHeardBand(context: CanvasRenderingContext2D, { top, width, x }: BandStage, spans: HeardSpans, colour: string): void {
  context.fillStyle = colour;
  for (let index = firstBehind(spans, x); index < spans.length; index += 1) {
    const span = spans[index];
    if (!span) break;
    const left = Math.max(0, x(span.start));
    if (left > width) break;
    context.fillRect(left, top, Math.max(1, Math.min(width, x(span.end)) - left), HEIGHT);
  }
}

/** The first stretch that ends behind the left edge. */
function firstBehind(spans: HeardSpans, x: (time: number) => number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x(spans[middle]?.end ?? 0) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
