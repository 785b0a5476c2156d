// The steps of editing, highlights and cues of a library in memory, as many steps as a library on disk would keep.
import { noTrack } from '../../../src-core/subtitles/packed-track.ts';
import type { HistoryChange, HistoryStep, NumberedStep } from '../../../src-core/history/history-step.ts';
import { nearestSteps } from '../../../src-core/history/step-window.ts';
import type { HistoryStore } from '../../../src-main/ports/library.ts';
import type { Shelf, KeptTranscript } from './shelf.ts';

/** Most bytes of steps kept of one recording. */
const MOST_BYTES = 64 * 1024 * 1024;

export function keepSteps(kept: KeptTranscript, change: HistoryChange | null): void {
  if (change === null) {
    kept.history = null;
    return;
  }
  const { first, last, done, put } = change;
  const steps = kept.history?.steps ?? new Map<number, HistoryStep>();
  for (const { number, step } of put) steps.set(number, step);
  for (const number of [...steps.keys()]) if (number < first || number > last) steps.delete(number);
  const whole = { first: Math.min(done + 1, ...steps.keys()), last: Math.max(done, ...steps.keys()), done };
  const range = nearestSteps(whole, (number) => Buffer.byteLength(JSON.stringify(steps.get(number) ?? null)), MOST_BYTES);
  for (const number of [...steps.keys()]) if (number < range.first || number > range.last) steps.delete(number);
  kept.history = { range, steps };
}

export function historyStore(shelf: Shelf): HistoryStore {
  return {
    highlights: (recording) => [...(shelf.transcripts.get(recording)?.highlights?.values() ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1)),
    cues(recording) {
      const { pins, plan } = shelf.transcripts.get(recording)?.cues ?? noTrack();
      return { pins: pins.toSorted((a, b) => a.id - b.id), plan };
    },
    range(recording) {
      const range = shelf.transcripts.get(recording)?.history?.range;
      return range && range.last >= range.first ? range : { first: 1, last: 0, done: 0 };
    },
    steps: (recording, from, to) => readAtOnce(shelf.transcripts.get(recording)?.history?.steps ?? new Map<number, HistoryStep>(), from, to),
  };
}

/** The steps from `from` towards `to`, nearest first, that weigh 1 MB together, and the first in any case. */
function readAtOnce(steps: ReadonlyMap<number, HistoryStep>, from: number, to: number): NumberedStep[] {
  const found: NumberedStep[] = [];
  const stride = from <= to ? 1 : -1;
  let weight = 0;
  for (const number of [...steps.keys()].filter((one) => (one - from) * (one - to) <= 0).sort((a, b) => (a - b) * stride)) {
    const step = steps.get(number);
    weight += Buffer.byteLength(JSON.stringify(step));
    if (!step || (weight > 1024 * 1024 && found.length > 0)) break;
    found.push({ number, step });
  }
  return found;
}
