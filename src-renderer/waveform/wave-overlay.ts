// What is drawn over the wave, for the visible stretch only: ruler, words, the caret's word, the needle. One canvas, no DOM per word.
import { clockText } from '../parts/clock-text.ts';
import type { Millis, Span } from '../../src-core/span.ts';
import { timeIndex } from '../../src-core/transcript/query.ts';
import type { Transcript, Word } from '../../src-core/transcript/transcript.ts';
import { rulerStep, rulerTimes } from './ruler.ts';

/** Heights in CSS pixels: the ruler above the wave and the words under it. */
export const RULER_HEIGHT = 20;
export const WORDS_HEIGHT = 26;

/** Words are written out from this zoom on; below it they would only be dust. Pixels a second. */
const WORDS_FROM = 36;

export interface OverlayScene {
  readonly transcript: Transcript | null;
  /** Left edge of the visible stretch, milliseconds; fractions allowed. */
  readonly from: number;
  readonly pixelsPerSecond: number;
  readonly playhead: Millis;
  /** The word at the caret, or null. */
  readonly caret: Span | null;
  readonly duration: Millis;
}

/** Colours read from the tokens, so that both themes draw from one list. */
export interface OverlayColours {
  readonly ink: string;
  readonly faint: string;
  readonly rule: string;
  readonly needle: string;
  readonly caret: string;
  readonly lit: string;
  readonly estimated: string;
  readonly font: string;
}

/** Reads the colours that apply to an element now. */
export function overlayColours(element: HTMLElement): OverlayColours {
  // Tokens use light-dark(), which a canvas cannot read: an element's computed colour can.
  // A new one for each: changing one's colour may begin a transition, whose first moment is the old colour.
  const read = (token: string): string => {
    const probe = document.createElement('span');
    probe.style.color = `var(${token})`;
    element.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
  return {
    ink: read('--ink'),
    faint: read('--ink-3'),
    rule: read('--rule-strong'),
    needle: read('--needle'),
    caret: read('--pencil'),
    lit: read('--lit'),
    estimated: read('--doubt'),
    font: getComputedStyle(element).fontFamily,
  };
}

/** Draws one frame. The context is scaled to CSS pixels; `width` and `height` are the canvas's. */
export function drawOverlay(
  context: CanvasRenderingContext2D,
  { width, height }: { width: number; height: number },
  scene: OverlayScene,
  colours: OverlayColours,
): void {
  context.clearRect(0, 0, width, height);
  const to = scene.from + (width / scene.pixelsPerSecond) * 1000;
  const x = (time: number): number => ((time - scene.from) / 1000) * scene.pixelsPerSecond;
  drawRuler(context, { width, height, x, to }, scene, colours);
  drawCaret(context, { height, x }, scene, colours);
  if (scene.transcript && scene.pixelsPerSecond >= WORDS_FROM) drawWords(context, { height, x, to }, { ...scene, transcript: scene.transcript }, colours);
  const needle = Math.round(x(scene.playhead));
  if (needle >= -1 && needle <= width) {
    context.fillStyle = colours.needle;
    context.fillRect(needle - 1, 0, 2, height);
    context.beginPath();
    context.moveTo(needle - 5, 0);
    context.lineTo(needle + 5, 0);
    context.lineTo(needle, 7);
    context.fill();
  }
}

interface Stage {
  readonly height: number;
  readonly x: (time: number) => number;
}

function drawRuler(context: CanvasRenderingContext2D, stage: Stage & { width: number; to: number }, scene: OverlayScene, colours: OverlayColours): void {
  const step = rulerStep(scene.pixelsPerSecond);
  context.font = `11px ${colours.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const time of rulerTimes(scene.from, Math.min(stage.to, scene.duration), step)) {
    const at = Math.round(stage.x(time)) + 0.5;
    context.fillStyle = colours.rule;
    context.fillRect(at - 0.5, 4, 1, RULER_HEIGHT - 4);
    context.fillStyle = colours.faint;
    context.fillText(clockText(time, step < 1000), at + 4, RULER_HEIGHT / 2 + 1);
  }
}

function drawCaret(context: CanvasRenderingContext2D, { height, x }: Stage, { caret }: OverlayScene, colours: OverlayColours): void {
  if (!caret) return;
  const [left, right] = [x(caret.start), x(caret.end)];
  context.globalAlpha = 0.14;
  context.fillStyle = colours.caret;
  context.fillRect(left, RULER_HEIGHT, Math.max(2, right - left), height - RULER_HEIGHT);
  context.globalAlpha = 1;
}

function drawWords(
  context: CanvasRenderingContext2D,
  { height, x, to }: Stage & { to: number },
  scene: OverlayScene & { transcript: Transcript },
  colours: OverlayColours,
): void {
  const top = height - WORDS_HEIGHT;
  const places = timeIndex(scene.transcript).wordsIn({ start: Math.floor(scene.from) - 2_000, end: Math.ceil(to) });
  context.font = `13px ${colours.font}`;
  context.textBaseline = 'middle';
  for (const { turn, word: index } of places) {
    const word = scene.transcript.turns[turn]?.words[index];
    if (word) drawWord(context, { top, x }, { word, isSpoken: scene.playhead >= word.start && scene.playhead < word.end }, colours);
  }
}

function drawWord(
  context: CanvasRenderingContext2D,
  { top, x }: { top: number; x: (time: number) => number },
  { word, isSpoken }: { word: Word; isSpoken: boolean },
  colours: OverlayColours,
): void {
  const left = x(word.start);
  const width = Math.max(1, x(word.end) - left);
  if (isSpoken) {
    context.fillStyle = colours.lit;
    context.fillRect(left, top + 2, width, WORDS_HEIGHT - 4);
  }
  // An estimated time shows as such: a dashed foot instead of a solid one.
  context.strokeStyle = word.origin === 'estimated' ? colours.estimated : colours.rule;
  context.setLineDash(word.origin === 'estimated' ? [3, 2] : []);
  context.beginPath();
  context.moveTo(Math.round(left) + 0.5, top + 4);
  context.lineTo(Math.round(left) + 0.5, top + WORDS_HEIGHT - 4);
  context.moveTo(left, top + WORDS_HEIGHT - 3.5);
  context.lineTo(left + width - 2, top + WORDS_HEIGHT - 3.5);
  context.stroke();
  context.setLineDash([]);
  if (width < 14) return;
  context.save();
  context.beginPath();
  context.rect(left + 2, top, width - 3, WORDS_HEIGHT);
  context.clip();
  context.fillStyle = colours.ink;
  context.fillText(word.text, left + 4, top + WORDS_HEIGHT / 2);
  context.restore();
}
