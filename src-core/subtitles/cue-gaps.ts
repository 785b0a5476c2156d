// The silence between one cue and the next shown: reached over, closed, opened. Only outs move, the start of a cue is its sound's.
import type { Millis, Span } from '../span.ts';
import type { Cue } from './cue.ts';
import { retime } from './cue-times.ts';
import { keptTime, type CueEdit, type CueSource } from './cue-edits.ts';
import { frameAt, timeOfFrame, type FrameRate } from './frame-rate.ts';

/** The gap to leave, milliseconds; with a rate the out lies on one of its frames. */
export interface WantedGap {
  readonly gap: Millis;
  readonly rate?: FrameRate | null;
}

/** What a cue keeps of its length when a gap is opened before the next. Our choice. */
const LEAST_LEFT: Millis = 100;

/** Shows a cue until the next one begins, but for the gap. Null when it is shown as long already. */
export function extendToNext(source: CueSource, index: number, wanted: WantedGap): CueEdit | null {
  const [cue, next] = [source.cues[index], source.cues[index + 1]];
  if (!cue || !next) return null;
  const end = endBefore(next, wanted);
  return end > cue.end ? retime(source, new Map([[index, { start: cue.start, end }]]), { label: 'Extend a cue to the next', index }) : null;
}

/** Shows a cue from when the one before has ended, but for the gap. Null when it begins as early already. */
export function extendToPrevious(source: CueSource, index: number, { gap, rate }: WantedGap): CueEdit | null {
  const [before, cue] = [source.cues[index - 1], source.cues[index]];
  if (!before || !cue) return null;
  const start = onFrame(before.end + gap, rate);
  return start < cue.start ? retime(source, new Map([[index, { start, end: cue.end }]]), { label: 'Extend a cue to the one before', index }) : null;
}

/** Closes the gaps behind these cues that are shorter than `below` to the gap wanted. */
export function bridgeGaps(source: CueSource, indexes: readonly number[], { below, ...wanted }: WantedGap & { readonly below: Millis }): CueEdit | null {
  return moveEnds(source, indexes, 'Bridge gaps', (cue, next) => {
    const end = endBefore(next, wanted);
    return next.start - cue.end < below && end > cue.end ? end : null;
  });
}

/** Closes the gaps behind these cues wholly: each is shown until the next begins. `below` spares long silences; Infinity spares none. */
export function removeGaps(source: CueSource, indexes: readonly number[], below: Millis): CueEdit | null {
  const edit = bridgeGaps(source, indexes, { below, gap: 0 });
  return edit && { ...edit, label: 'Remove gaps' };
}

/** Ends these cues early enough that the gap wanted lies before the next, overlaps included; a cue that would hardly be left stays. */
export function openGaps(source: CueSource, indexes: readonly number[], wanted: WantedGap): CueEdit | null {
  return moveEnds(source, indexes, 'Open gaps', (cue, next) => {
    const end = endBefore(next, wanted);
    return end < cue.end && end - cue.start >= Math.min(LEAST_LEFT, cue.end - cue.start) ? end : null;
  });
}

function moveEnds(source: CueSource, indexes: readonly number[], label: string, endOf: (cue: Cue, next: Cue) => Millis | null): CueEdit | null {
  const spans = new Map<number, Span>();
  for (const index of indexes) {
    const [cue, next] = [source.cues[index], source.cues[index + 1]];
    const end = cue && next ? endOf(cue, next) : null;
    if (cue && end !== null) spans.set(index, { start: cue.start, end });
  }
  return spans.size > 0 ? retime(source, spans, { label }) : null;
}

function endBefore(next: Span, { gap, rate }: WantedGap): Millis {
  return onFrame(next.start - gap, rate);
}

function onFrame(time: Millis, rate: FrameRate | null | undefined): Millis {
  return keptTime(rate ? timeOfFrame(frameAt(time, rate), rate) : time);
}
