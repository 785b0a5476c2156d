// Checks of how a cue's text is laid out: lines, widths, speed, breaks.
import { breakPlaces, FORBIDDEN } from '../break-cost.ts';
import { endingOf } from '../sentence.ts';
import { isNearlyTooFast, isTooFast } from '../reading-speed.ts';
import { shownWord } from '../shown-text.ts';
import type { Trial } from './check-cues.ts';

/** Speed, lines and breaks: fast, nearly-fast, word-speed, wide-line, wide-picture, lines, needless-break, unbalanced-lines, line-split, cue-split, two-sentences. */
export function layoutChecks(trial: Trial): void {
  checkSpeed(trial);
  checkLines(trial);
  checkSplits(trial);
}

function checkSpeed({ cue, limit, find }: Trial): void {
  const most = limit('maxSpeed');
  if (most && Number.isFinite(cue.speed)) {
    const figures = { value: cue.speed, limit: most.value, unit: 'graphemes/s', source: most.source } as const;
    if (isTooFast(cue.speed, most.value)) find('fast', figures);
    else if (isNearlyTooFast(cue.speed, most.value)) find('nearly-fast', figures);
  }
  const words = limit('maxWordSpeed');
  if (words && cue.wordSpeed > words.value) find('word-speed', { value: cue.wordSpeed, limit: words.value, unit: 'words/min', source: words.source });
}

function checkLines({ cue, limit, find, set, preview }: Trial): void {
  const wide = limit('lineLength');
  const widest = Math.max(0, ...cue.widths);
  if (wide && widest > wide.value) {
    const line = cue.lines[cue.widths.indexOf(widest)]?.text ?? '';
    find('wide-line', { value: widest, limit: wide.value, unit: 'graphemes', source: wide.source, detail: line });
  }
  const room = pixelRoom({ limit, preview });
  checkPicture({ cue, find, preview }, room);
  const most = limit('maxLines');
  if (most && cue.lines.length > most.value) find('lines', { value: cue.lines.length, limit: most.value, unit: 'lines', source: most.source });
  if (cue.lines.length !== 2 || cue.lines[0]?.turn !== cue.lines[1]?.turn) return;
  const fits = room === null || room.width(cue.lines.map(({ text }) => text).join(' ')) <= room.most;
  if (wide && fits && cue.width <= wide.value) find('needless-break', { value: cue.width, limit: wide.value, unit: 'graphemes', source: set.name });
  const balance = limit('leastBalance');
  const share = Math.min(...cue.widths) / Math.max(1, widest);
  if (balance && share < balance.value) find('unbalanced-lines', { value: share, limit: balance.value, unit: 'share', source: balance.source });
}

/** The width a line may have on the picture, pixels. */
interface PixelRoom {
  readonly most: number;
  readonly source: string;
  readonly width: (text: string) => number;
}

function pixelRoom({ limit, preview }: Pick<Trial, 'limit' | 'preview'>): PixelRoom | null {
  const share = limit('lineShare');
  if (!share || !preview) return null;
  return { most: Math.round(share.value * preview.width), source: share.source, width: (text) => Math.round(preview.widthOf(text)) };
}

/** Letters are not equally wide: "MMMM" fills what "iiiiiiiiii" does (Channel 4; BBC counts a share of the picture). */
function checkPicture({ cue, find, preview }: Pick<Trial, 'cue' | 'find' | 'preview'>, room: PixelRoom | null): void {
  if (!room || !preview) return;
  const pixels = cue.lines.map(({ text }) => room.width(text));
  const widest = Math.max(0, ...pixels);
  if (widest <= room.most) return;
  const line = cue.lines[pixels.indexOf(widest)]?.text ?? '';
  find('wide-picture', { value: widest, limit: room.most, unit: 'px', source: room.source, detail: `${line} (${preview.picture})` });
}

/** Where a line or a cue should not be parted: after articles, prepositions, negations and titles, within words, before closing marks. */
function checkSplits({ cue, next, language, set, find }: Trial): void {
  const { words, opens } = cue;
  const all = next ? [...words, next] : words;
  const { cost, sentenceEnds } = breakPlaces(all, all.map(shownWord), language);
  const isForbidden = (at: number): boolean => (cost[at] ?? 0) >= FORBIDDEN;
  const ending = (at: number): string => words[at - 1]?.text ?? '';
  for (const at of opens) if (isForbidden(at)) find('line-split', { detail: ending(at) });
  if (next && isForbidden(words.length)) find('cue-split', { detail: ending(words.length) });
  if (!set.oneSentence) return;
  const inside = words.findIndex((_, at) => at > 0 && sentenceEnds[at] === 1);
  if (inside > 0 && !endsSentence(words)) find('two-sentences', { detail: ending(inside) });
}

function endsSentence(words: readonly { readonly text: string }[]): boolean {
  const last = words.at(-1);
  return last !== undefined && endingOf(last.text, null) === 'sentence';
}
