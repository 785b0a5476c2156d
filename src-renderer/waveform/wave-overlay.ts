// What is drawn over the wave, for the visible stretch only: ruler, words, the caret's word, the needle. One canvas, no DOM per word.
import type { Millis, Span } from '../../src-core/span.ts';
import type { HeardSpans } from '../../src-core/transcript/heard.ts';
import type { Transcript, WordPlace } from '../../src-core/transcript/transcript.ts';
import { RULER_HEIGHT } from './stage-layout.ts';
import { drawHeardBand } from './heard-band.ts';
import { drawChips } from './draw-chips.ts';
import { rulerStep, rulerTimes, type RulerText } from './ruler.ts';
import { chipsIn, WORDS_FROM } from './word-chips.ts';

/** Below this zoom not even tints are drawn: too many words would be in view. Pixels a second. */
const TINTS_FROM = 6;

export interface OverlayScene {
  /** How the ruler names a time, at so many milliseconds between labels. */
  readonly rulerText: RulerText;
  readonly transcript: Transcript | null;
  /** Left edge of the visible stretch, milliseconds; fractions allowed. */
  readonly from: number;
  readonly pixelsPerSecond: number;
  readonly playhead: Millis;
  /** The word at the caret, or null. */
  readonly caret: WordPlace | null;
  /** A stretch that is played over and over, or null. */
  readonly loop: Span | null;
  /** Where a dragged edge has snapped to, or null. */
  readonly snap: Millis | null;
  /** What was listened to. */
  readonly heard: HeardSpans;
  readonly duration: Millis;
  /** Where handles of words begin: beneath the cues, where there are any. */
  readonly handlesFrom: number;
  /** Draws what lies under everything else of the overlay. */
  readonly under: (context: CanvasRenderingContext2D) => void;
  /** Draws what lies between the wave and its words. */
  readonly between: (context: CanvasRenderingContext2D) => void;
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
  readonly heard: string;
  readonly chip: string;
  readonly edge: string;
  readonly bad: string;
  readonly wash: string;
  readonly well: string;
  readonly shot: string;
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
    heard: read('--good'),
    chip: read('--raised'),
    edge: read('--edge'),
    bad: read('--bad'),
    wash: read('--pencil-wash'),
    well: read('--well'),
    shot: read('--ink-2'),
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
  scene.under(context);
  const to = scene.from + (width / scene.pixelsPerSecond) * 1000;
  const x = (time: number): number => ((time - scene.from) / 1000) * scene.pixelsPerSecond;
  drawRuler(context, { width, height, x, to }, scene, colours);
  drawHeardBand(context, { top: RULER_HEIGHT, width, x }, scene.heard, colours.heard);
  drawCaret(context, { height, x }, scene, colours);
  drawLoop(context, { height, x }, scene, colours);
  scene.between(context);
  drawWords(context, { width, height, x }, scene, colours);
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
    context.fillText(scene.rulerText(time, step), at + 4, RULER_HEIGHT / 2 + 1);
  }
}

function drawCaret(context: CanvasRenderingContext2D, { height, x }: Stage, { caret, transcript }: OverlayScene, colours: OverlayColours): void {
  const word = caret && transcript?.turns[caret.turn]?.words[caret.word];
  if (!word) return;
  const [left, right] = [x(word.start), x(word.end)];
  context.globalAlpha = 0.14;
  context.fillStyle = colours.caret;
  context.fillRect(left, RULER_HEIGHT, Math.max(2, right - left), height - RULER_HEIGHT);
  context.globalAlpha = 1;
}

/** The looped stretch: a bar along the ruler with a bracket at each end. */
function drawLoop(context: CanvasRenderingContext2D, { x }: Stage, { loop }: OverlayScene, colours: OverlayColours): void {
  if (!loop) return;
  const [left, right] = [x(loop.start), x(loop.end)];
  context.fillStyle = colours.caret;
  context.fillRect(left, RULER_HEIGHT - 3, right - left, 3);
  context.fillRect(left, RULER_HEIGHT - 9, 2, 9);
  context.fillRect(right - 2, RULER_HEIGHT - 9, 2, 9);
}

function drawWords(context: CanvasRenderingContext2D, { width, height, x }: Stage & { width: number }, scene: OverlayScene, colours: OverlayColours): void {
  const { transcript, from, pixelsPerSecond, playhead, caret, snap } = scene;
  if (!transcript || pixelsPerSecond < TINTS_FROM) return;
  const stage = {
    height,
    top: RULER_HEIGHT,
    handlesFrom: scene.handlesFrom,
    playhead,
    caret,
    isClose: pixelsPerSecond >= WORDS_FROM,
    snap: snap === null ? null : x(snap),
  };
  drawChips(context, chipsIn({ transcript, from, pixelsPerSecond, width }), stage, colours);
}
