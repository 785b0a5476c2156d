// Draws cues, left-out stretches and shot changes of the visible window. It knows a canvas and bars laid out by cue-bars.ts; it decides nothing.
// Nothing is told by colour alone: findings have shapes, pinned cues a corner, left-out stretches are hatched.
import type { Millis } from '../../src-core/span.ts';
import type { Severity } from '../../src-core/subtitles/rules/finding.ts';
import type { CueBar } from './cue-bars.ts';
import type { FittedText } from './fitted-text.ts';
import type { StageLayout } from './stage-layout.ts';
import type { OverlayColours } from './wave-overlay.ts';

export interface CueStage {
  readonly layout: StageLayout;
  readonly width: number;
  readonly playhead: Millis;
  readonly chosen: number | null;
  readonly findings: ReadonlyMap<number, Severity>;
  readonly linesOf: (bar: CueBar) => readonly string[];
  readonly fitted: FittedText;
  /** Whether edges may be dragged. */
  readonly hasHandles: boolean;
}

const MARGIN = 2;
const RADIUS = 4;
const FONT_SIZE = 12;
const LINE = 15;
/** Least widths at which a text, and a sign beside it, are worth drawing. */
const LEAST_TEXT = 34;
const LEAST_SIGN = 16;
/** Narrower bars are drawn as plain blocks: an outline would be all there is. */
const LEAST_OUTLINE = 6;
/** Narrower stretches are shaded, for a hatch of two strokes is none. */
const LEAST_HATCH = 10;
const TAB = { height: 9, width: 3 } as const;

/** Draws the rows of cues with their text and signs, and the chosen one's handles over the whole wave. */
export function drawCues(context: CanvasRenderingContext2D, bars: readonly CueBar[], stage: CueStage, colours: OverlayColours): void {
  context.font = `${FONT_SIZE}px ${colours.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const { layout } = stage;
  context.fillStyle = colours.rule;
  context.fillRect(0, layout.cues.top, stage.width, 1);
  const isDust = ({ left, right, index }: CueBar): boolean => right - left < LEAST_OUTLINE && index !== stage.chosen;
  const dust = new Dust(stage.width);
  for (const bar of bars) if (isDust(bar)) dust.add(bar, stage.findings);
  dust.draw(context, layout, colours);
  for (const bar of bars) if (!isDust(bar)) drawBar(context, bar, stage, colours);
  const own = bars.find(({ index }) => index === stage.chosen);
  if (own) drawChosen(context, own, stage, colours);
}

/** Bars too narrow for an outline, by columns of a pixel: whatever shares a column is one, and shows the worst of its findings. */
class Dust {
  readonly #columns: number;
  readonly #cover: readonly [Uint8Array, Uint8Array];
  /** Place in SEVERITIES from 1, the worst highest. */
  readonly #worst: readonly [Uint8Array, Uint8Array];

  constructor(width: number) {
    this.#columns = Math.ceil(width);
    this.#cover = [new Uint8Array(this.#columns), new Uint8Array(this.#columns)];
    this.#worst = [new Uint8Array(this.#columns), new Uint8Array(this.#columns)];
  }

  add({ left, right, lane, index }: CueBar, findings: CueStage['findings']): void {
    const from = Math.max(0, Math.floor(left));
    // Where there is room, the gap to the next one is seen.
    const to = Math.min(this.#columns, Math.max(from + 1, Math.floor(right - (right - left >= 3 ? 1 : 0))));
    this.#cover[lane].fill(1, from, to);
    const severity = findings.get(index);
    if (severity === undefined) return;
    const rank = SEVERITIES.indexOf(severity) + 1;
    for (let column = from; column < to; column += 1) this.#worst[lane][column] = Math.max(this.#worst[lane][column] ?? 0, rank);
  }

  draw(context: CanvasRenderingContext2D, layout: StageLayout, colours: OverlayColours): void {
    const height = layout.row - 2 * MARGIN;
    for (const lane of [0, 1] as const) {
      const top = rowTop(layout, lane) + MARGIN;
      context.fillStyle = colours.edge;
      for (const [from, to] of runsOf(this.#cover[lane])) context.fillRect(from, top, to - from, height);
      for (const [from, to, rank] of runsOf(this.#worst[lane])) {
        const severity = SEVERITIES[rank - 1];
        if (severity) drawMark(context, severity, { left: from, top, width: to - from, height }, colours);
      }
    }
  }
}

const SEVERITIES: readonly Severity[] = ['hint', 'warning', 'error'];

/** Stretches of columns that hold the same, but for nothing: [from, to, what]. */
function* runsOf(columns: Uint8Array): Generator<readonly [number, number, number]> {
  let from = 0;
  for (let column = 1; column <= columns.length; column += 1) {
    const held = columns[from] ?? 0;
    if (column < columns.length && columns[column] === held) continue;
    if (held > 0) yield [from, column, held];
    from = column;
  }
}

/** Where a finding is shown on a block: the worse, the more of it. */
function drawMark(
  context: CanvasRenderingContext2D,
  severity: Severity,
  at: { left: number; top: number; width: number; height: number },
  colours: OverlayColours,
): void {
  const share = severity === 'error' ? 1 : severity === 'warning' ? 0.5 : 0.2;
  context.fillStyle = severityColour(severity, colours);
  context.fillRect(at.left, at.top, at.width, Math.max(2, at.height * share));
}

function drawBar(context: CanvasRenderingContext2D, bar: CueBar, stage: CueStage, colours: OverlayColours): void {
  const { layout, playhead, chosen, findings } = stage;
  const top = rowTop(layout, bar.lane) + MARGIN;
  const height = layout.row - 2 * MARGIN;
  const width = Math.max(1, bar.right - bar.left - 1);
  const isShown = playhead >= bar.cue.start && playhead < bar.cue.end;
  const isChosen = bar.index === chosen;
  context.beginPath();
  context.roundRect(bar.left + 0.5, top + 0.5, width, height - 1, Math.min(RADIUS, width / 2));
  context.fillStyle = isShown ? colours.lit : isChosen ? colours.wash : colours.chip;
  context.fill();
  context.strokeStyle = isChosen ? colours.caret : colours.edge;
  context.lineWidth = isChosen ? 2 : 1;
  context.stroke();
  context.lineWidth = 1;
  if (bar.cue.pin !== undefined) drawCorner(context, { x: bar.left + 0.5, top: top + 0.5, size: Math.min(8, width) }, colours);
  const severity = findings.get(bar.index);
  const sign = severity !== undefined && width >= LEAST_SIGN;
  if (sign) drawSign(context, severity, { x: bar.left + width - 8, y: top + 9 }, colours);
  else if (severity !== undefined) drawMark(context, severity, { left: bar.left + 0.5, top, width, height: height / 2 }, colours);
  if (width >= LEAST_TEXT + (sign ? 14 : 0)) drawText(context, bar, { ...stage, top, height, right: bar.left + width - 6, signed: sign }, colours);
}

/** A cue somebody touched keeps its words: told by a folded corner. */
function drawCorner(context: CanvasRenderingContext2D, { x, top, size }: { x: number; top: number; size: number }, colours: OverlayColours): void {
  context.fillStyle = colours.caret;
  context.beginPath();
  context.moveTo(x, top + size);
  context.lineTo(x, top);
  context.lineTo(x + size, top);
  context.fill();
}

/** An error is a disc with a stroke, a warning a triangle, a hint a ring. */
function drawSign(context: CanvasRenderingContext2D, severity: Severity, { x, y }: { x: number; y: number }, colours: OverlayColours): void {
  context.fillStyle = severityColour(severity, colours);
  context.strokeStyle = context.fillStyle;
  context.beginPath();
  if (severity === 'warning') {
    context.moveTo(x, y - 5.5);
    context.lineTo(x + 6, y + 4.5);
    context.lineTo(x - 6, y + 4.5);
    context.fill();
  } else {
    context.arc(x, y, severity === 'error' ? 5.5 : 3.5, 0, 2 * Math.PI);
    if (severity === 'error') context.fill();
    else {
      context.lineWidth = 1.5;
      context.stroke();
      context.lineWidth = 1;
      return;
    }
  }
  context.fillStyle = colours.chip;
  context.fillRect(x - 0.75, y - 3, 1.5, severity === 'error' ? 4 : 3.5);
  context.fillRect(x - 0.75, y + 2, 1.5, 1.5);
}

function drawText(
  context: CanvasRenderingContext2D,
  bar: CueBar,
  at: CueStage & { readonly top: number; readonly height: number; readonly right: number; readonly signed: boolean },
  colours: OverlayColours,
): void {
  const lines = at.linesOf(bar);
  const shown = at.height >= 2 * LINE ? lines.slice(0, 2) : [lines.join(' / ')];
  // A long bar's text stays in view as far as the bar does.
  const left = Math.max(bar.left, 0) + 7;
  context.fillStyle = colours.ink;
  shown.forEach((line, index) => {
    context.direction = readsFromRight(line) ? 'rtl' : 'ltr';
    const middle = at.top + at.height / 2 + (index - (shown.length - 1) / 2) * LINE + 0.5;
    // A sign takes room from the line beside it alone.
    const room = Math.min(at.right - (at.signed && index === 0 ? 12 : 0), at.width) - left;
    context.fillText(at.fitted.fit(context, line, room), left, middle);
  });
  context.direction = 'ltr';
}

/** A canvas takes no direction from its text: the first strong letter, or a mark before it, tells. */
function readsFromRight(line: string): boolean {
  const first = /[\p{L}\u200e\u200f]/u.exec(line)?.[0] ?? '';
  return /[\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(first);
}

/** The chosen cue over the wave, with handles where it may be dragged. */
function drawChosen(context: CanvasRenderingContext2D, bar: CueBar, { layout, hasHandles }: CueStage, colours: OverlayColours): void {
  const top = layout.wave.top;
  const bottom = layout.cues.top + layout.cues.height;
  context.globalAlpha = 0.1;
  context.fillStyle = colours.caret;
  context.fillRect(bar.left, top, bar.right - bar.left, layout.cues.top - top);
  context.globalAlpha = 1;
  if (!hasHandles) return;
  const middle = rowTop(layout, bar.lane) + layout.row / 2;
  for (const x of [bar.left, bar.right]) {
    context.fillRect(Math.round(x) - 0.75, top, 1.5, bottom - top);
    context.beginPath();
    context.roundRect(Math.round(x) - TAB.width, middle - TAB.height, 2 * TAB.width, 2 * TAB.height, TAB.width);
    context.fill();
  }
}

/** Stretches left out of the subtitles: hatched over the wave and the rows, named where there is room. */
export function drawLeftOut(
  context: CanvasRenderingContext2D,
  stretches: readonly { readonly left: number; readonly right: number }[],
  { layout, fitted }: Pick<CueStage, 'layout' | 'fitted'>,
  colours: OverlayColours,
): void {
  const bottom = layout.cues.top + layout.cues.height;
  for (const { left, right } of stretches) {
    if (right - left < LEAST_HATCH) {
      context.globalAlpha = 0.3;
      context.fillStyle = colours.edge;
      context.fillRect(left, layout.wave.top, Math.max(1, right - left), bottom - layout.wave.top);
      context.globalAlpha = 1;
      continue;
    }
    context.save();
    context.beginPath();
    context.rect(left, layout.wave.top, Math.max(1, right - left), bottom - layout.wave.top);
    context.clip();
    context.strokeStyle = colours.edge;
    context.globalAlpha = 0.45;
    context.beginPath();
    const height = bottom - layout.wave.top;
    for (let x = Math.floor((left - height) / 9) * 9; x < right; x += 9) {
      context.moveTo(x, bottom);
      context.lineTo(x + height, layout.wave.top);
    }
    context.stroke();
    context.restore();
    if (right - left < 64) continue;
    context.font = `italic ${FONT_SIZE}px ${colours.font}`;
    context.textBaseline = 'middle';
    const label = fitted.fit(context, 'Left out', right - left - 12);
    const middle = layout.cues.top + layout.cues.height / 2;
    context.fillStyle = colours.well;
    context.fillRect(left + 3, middle - 9, context.measureText(label).width + 8, 18);
    context.fillStyle = colours.faint;
    context.fillText(label, left + 7, middle + 0.5);
  }
}

/** Shot changes: dashed lines with a notch below the ruler; where they crowd, ticks alone. */
export function drawShots(context: CanvasRenderingContext2D, places: readonly number[], layout: StageLayout, colours: OverlayColours): void {
  const isCrowded = places.length > 1 && ((places.at(-1) ?? 0) - (places[0] ?? 0)) / (places.length - 1) < 12;
  context.fillStyle = colours.shot;
  if (isCrowded) {
    const columns = new Uint8Array(Math.ceil(places.at(-1) ?? 0) + 1);
    for (const place of places) columns[Math.max(0, Math.round(place))] = 1;
    for (const [from, to] of runsOf(columns)) context.fillRect(from, layout.wave.top, to - from, 4);
    return;
  }
  for (const place of places) {
    const x = Math.round(place);
    context.beginPath();
    context.moveTo(x - 3.5, layout.wave.top);
    context.lineTo(x + 3.5, layout.wave.top);
    context.lineTo(x, layout.wave.top + 5);
    context.fill();
    for (let y = layout.wave.top + 5; y < layout.cues.top + layout.cues.height; y += 6) context.fillRect(x - 0.5, y, 1, 3);
  }
}

function rowTop(layout: StageLayout, lane: 0 | 1): number {
  return layout.cues.top + lane * layout.row;
}

function severityColour(severity: Severity, colours: OverlayColours): string {
  return severity === 'error' ? colours.bad : severity === 'warning' ? colours.estimated : colours.faint;
}
