// Draws the words under the wave: chips with their text, how their times came about, and the handles of the word at the caret.
// It knows a canvas and chips laid out by word-chips.ts; it decides nothing.
import type { Millis } from '../../src-core/span.ts';
import type { Word, WordPlace } from '../../src-core/transcript/transcript.ts';
import type { OverlayColours } from './wave-overlay.ts';
import type { Chip } from './word-chips.ts';
import { isSamePlace } from '../../src-core/transcript/word-stretch.ts';

/** Height of the strip of words in CSS pixels: a target of at least 24 with its margins (WCAG 2.5.8). */
export const WORDS_HEIGHT = 30;
const MARGIN = 3;
const RADIUS = 3;
/** Least width at which a text is worth writing. */
const LEAST_TEXT = 14;
/** Half the height of a handle's tab, and half its width. */
const TAB = { height: 9, width: 3 } as const;

export interface ChipStage {
  /** Height of the whole canvas, and where the wave begins beneath the ruler. */
  readonly height: number;
  readonly top: number;
  /** Where the handles of the caret's word begin. */
  readonly handlesFrom: number;
  readonly playhead: Millis;
  readonly caret: WordPlace | null;
  /** Whether words are written out, or only the tint of estimated times is wanted. */
  readonly isClose: boolean;
  /** Where a dragged edge has snapped to, in pixels. */
  readonly snap: number | null;
}

/** Draws all chips in view. */
export function drawChips(context: CanvasRenderingContext2D, chips: readonly Chip[], stage: ChipStage, colours: OverlayColours): void {
  drawTints(context, chips, stage, colours);
  if (!stage.isClose) return;
  const isSplit = chips.some(({ lane }) => lane === 1);
  context.font = `${isSplit ? 11 : 13}px ${colours.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const chip of chips) drawChip(context, chip, { ...stage, isSplit }, colours);
  const own = chips.find(({ place }) => isSamePlace(place, stage.caret));
  if (own) drawHandles(context, own, stage, colours);
  if (stage.snap !== null) {
    context.fillStyle = colours.caret;
    context.fillRect(Math.round(stage.snap) - 0.5, stage.top, 1, stage.height - stage.top);
  }
}

/** Estimated times lie as a tint over the wave, so that what nobody heard is seen at every zoom. */
function drawTints(context: CanvasRenderingContext2D, chips: readonly Chip[], { height, top }: ChipStage, colours: OverlayColours): void {
  context.fillStyle = colours.estimated;
  context.globalAlpha = 0.13;
  for (const { word, left, right } of chips) {
    if (word.origin === 'estimated') context.fillRect(left, top, Math.max(1, right - left), height - top);
  }
  context.globalAlpha = 1;
}

function drawChip(context: CanvasRenderingContext2D, chip: Chip, stage: ChipStage & { isSplit: boolean }, colours: OverlayColours): void {
  const { word, left, right, lane } = chip;
  const full = WORDS_HEIGHT - 2 * MARGIN;
  const height = stage.isSplit ? full / 2 - 1 : full;
  const top = stage.height - WORDS_HEIGHT + MARGIN + (lane === 1 ? height + 2 : 0);
  const width = Math.max(1, right - left - 1);
  const isSpoken = stage.playhead >= word.start && stage.playhead < word.end;
  const isOwn = isSamePlace(chip.place, stage.caret);
  context.beginPath();
  context.roundRect(left + 0.5, top + 0.5, width, height - 1, Math.min(RADIUS, width / 2));
  context.fillStyle = isSpoken ? colours.lit : colours.chip;
  context.fill();
  context.strokeStyle = isOwn ? colours.caret : word.origin === 'estimated' ? colours.estimated : colours.edge;
  context.lineWidth = isOwn ? 2 : 1;
  context.setLineDash(word.origin === 'estimated' ? [3, 2] : []);
  context.stroke();
  context.setLineDash([]);
  context.lineWidth = 1;
  if (word.origin === 'set') drawPin(context, { x: left + width, top }, colours);
  if (width < LEAST_TEXT) return;
  writeText(context, { word, left: left + 4, width: width - 6, middle: top + height / 2 + 0.5 }, colours);
}

/** A time set by hand carries a corner: told by shape, not by colour alone. */
function drawPin(context: CanvasRenderingContext2D, { x, top }: { x: number; top: number }, colours: OverlayColours): void {
  context.fillStyle = colours.caret;
  context.beginPath();
  context.moveTo(x - 6, top + 1);
  context.lineTo(x + 0.5, top + 1);
  context.lineTo(x + 0.5, top + 7.5);
  context.fill();
}

function writeText(context: CanvasRenderingContext2D, at: { word: Word; left: number; width: number; middle: number }, colours: OverlayColours): void {
  context.save();
  context.beginPath();
  context.rect(at.left - 1, at.middle - WORDS_HEIGHT / 2, at.width + 2, WORDS_HEIGHT);
  context.clip();
  context.fillStyle = colours.ink;
  context.fillText(at.word.text, at.left, at.middle);
  context.restore();
}

function drawHandles(context: CanvasRenderingContext2D, { left, right }: Chip, { height, handlesFrom }: ChipStage, colours: OverlayColours): void {
  context.fillStyle = colours.caret;
  for (const x of [left, right]) {
    context.fillRect(Math.round(x) - 0.75, handlesFrom, 1.5, height - handlesFrom);
    context.beginPath();
    context.roundRect(Math.round(x) - TAB.width, height - WORDS_HEIGHT / 2 - TAB.height, 2 * TAB.width, 2 * TAB.height, TAB.width);
    context.fill();
  }
}
