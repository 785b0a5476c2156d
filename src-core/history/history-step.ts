// One step of the editing history as a value: what brings a transcript, its highlights and its cues from one state to another, and back.
// Small: within a turn only the words that differ are carried. It knows nothing of carets' looks, screens or tables.
import * as v from 'valibot';
import type { CueTrack } from '../subtitles/cue-track.ts';
import { trackChange, trackChangeShape } from '../subtitles/packed-track.ts';
import { turnChanges } from '../transcript/changes.ts';
import type { SpliceTurns, TurnSplice } from '../transcript/edit.ts';
import { packHighlight, packedHighlightShape, unpackHighlights, type Highlight, type PackedHighlight } from '../transcript/highlight.ts';
import { packTurn, packWord, packedTurnShape, packedWordShape, unpackTurn, unpackWord } from '../transcript/pack.ts';
import type { Transcript, Turn } from '../transcript/transcript.ts';

/** What is on the page: the words, and what lies over them. */
export interface MarkedTranscript {
  readonly transcript: Transcript;
  readonly highlights: readonly Highlight[];
  readonly cues: CueTrack;
}

/** A transcript and the highlights over it. */
type HighlightedTranscript = Pick<MarkedTranscript, 'transcript' | 'highlights'>;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Whole turns in place of others. */
const wholeShape = v.strictObject({ from: count, remove: count, turns: v.array(packedTurnShape) });
/** Words `at` … `at + remove` of one turn replaced; `speaker` and `tail` as they are afterwards. */
const patchShape = v.strictObject({
  turn: count,
  at: count,
  remove: count,
  words: v.array(packedWordShape),
  speaker: v.nullable(v.string()),
  tail: v.string(),
});
const textPlaceShape = v.strictObject({ turn: count, offset: count });

/** Parser of a change. `speakers`, `highlights` and `cues` are null where they stay; steps of before there were cues lack them. */
const packedChangeShape = v.strictObject({
  splices: v.array(v.union([wholeShape, patchShape])),
  nextTurnId: count,
  speakers: v.nullable(v.array(v.strictObject({ id: v.string(), name: v.string() }))),
  highlights: v.nullable(v.strictObject({ put: v.array(packedHighlightShape), remove: v.array(v.string()) })),
  cues: v.optional(v.nullable(trackChangeShape), null),
});
export type PackedChange = v.InferOutput<typeof packedChangeShape>;

/** Parser of a step: the change that undoes it (or does it again, once undone), and the selections before and after. */
export const historyStepShape = v.strictObject({
  /** Milliseconds since 1970. */
  at: count,
  /** What it was, for people, when it was more than typing: "Replace 80 hits". */
  label: v.nullable(v.pipe(v.string(), v.maxLength(300))),
  change: packedChangeShape,
  before: v.strictObject({ anchor: textPlaceShape, head: textPlaceShape }),
  after: v.strictObject({ anchor: textPlaceShape, head: textPlaceShape }),
});
export type HistoryStep = v.InferOutput<typeof historyStepShape>;
/** Highlights to put, new or in place of those of the same id, and ids to remove. */
export type HighlightChange = NonNullable<PackedChange['highlights']>;

/** Which steps are kept: numbers `first` … `last` without a gap; those up to `done` can be undone, later ones done again. `last` is `first - 1` when there is none. */
export interface HistoryRange {
  readonly first: number;
  readonly last: number;
  readonly done: number;
}

/** Where a step stands, and the step. */
export interface NumberedStep {
  readonly number: number;
  readonly step: HistoryStep;
}

/** The range after a change, and the steps that differ from what is kept. */
export interface HistoryChange extends HistoryRange {
  readonly put: readonly NumberedStep[];
}

export type StepSelection = HistoryStep['before'];

/** The change that makes `to` out of `from`. Turns and words are compared by identity, as edits leave them. */
export function packChange(from: MarkedTranscript, to: MarkedTranscript): PackedChange {
  const splices = turnChanges(from.transcript.turns, to.transcript.turns);
  return {
    splices: splices.flatMap((splice) => packSplice(from.transcript.turns, splice)),
    nextTurnId: to.transcript.nextTurnId,
    speakers: from.transcript.speakers === to.transcript.speakers ? null : to.transcript.speakers.map((speaker) => ({ ...speaker })),
    highlights: highlightChange(from, to),
    cues: trackChange(from, to),
  };
}

/** Which highlights differ between two states, each with its transcript; null when none does. */
export function highlightChange(from: HighlightedTranscript, to: HighlightedTranscript): PackedChange['highlights'] {
  if (from.highlights === to.highlights && from.transcript.turns === to.transcript.turns) return null;
  if (from.highlights.length === 0 && to.highlights.length === 0) return null;
  const before = new Map(from.highlights.map((highlight) => [highlight.id, JSON.stringify(packHighlight(highlight, from.transcript))]));
  const put: PackedHighlight[] = [];
  for (const highlight of to.highlights) {
    const packed = packHighlight(highlight, to.transcript);
    if (before.get(packed.id) !== JSON.stringify(packed)) put.push(packed);
    before.delete(packed.id);
  }
  const remove = [...before.keys()];
  return put.length > 0 || remove.length > 0 ? { put, remove } : null;
}

function packSplice(turns: readonly Turn[], { from, remove, turns: put }: TurnSplice): PackedChange['splices'] {
  const pairs = put.map((after, index) => ({ before: turns[from + index], after, index: from + index }));
  const isPatch = put.length === remove && pairs.every(({ before, after }) => before?.id === after.id);
  if (!isPatch) return [{ from, remove, turns: put.map(packTurn) }];
  return pairs.map(({ before, after, index }) => {
    const old = before?.words ?? [];
    let at = 0;
    while (at < old.length && at < after.words.length && old[at] === after.words[at]) at += 1;
    let behind = 0;
    const most = Math.min(old.length, after.words.length) - at;
    while (behind < most && old[old.length - 1 - behind] === after.words[after.words.length - 1 - behind]) behind += 1;
    const words = after.words.slice(at, after.words.length - behind).map(packWord);
    return { turn: index, at, remove: old.length - behind - at, words, speaker: after.speaker, tail: after.tail };
  });
}

/** The Edit a change stands for in this transcript. Throws RangeError when it does not fit. */
export function editOfChange(transcript: Transcript, change: PackedChange): SpliceTurns {
  const splices = change.splices.map((splice): TurnSplice => {
    if ('from' in splice) return { from: splice.from, remove: splice.remove, turns: splice.turns.map(unpackTurn) };
    const turn = transcript.turns[splice.turn];
    if (!turn || splice.at + splice.remove > turn.words.length) throw new RangeError(`a step does not fit turn ${splice.turn}`);
    const words = [...turn.words.slice(0, splice.at), ...splice.words.map(unpackWord), ...turn.words.slice(splice.at + splice.remove)];
    return { from: splice.turn, remove: 1, turns: [{ id: turn.id, speaker: splice.speaker, words, tail: splice.tail }] };
  });
  return { kind: 'splice-turns', splices, nextTurnId: change.nextTurnId, speakers: change.speakers ?? transcript.speakers };
}

/**
 * The highlights after a change brought `before` to the transcript `after`. Exact: those the change does not name keep their turn and word,
 * for that is what not being named means.
 */
export function highlightsAfter(before: HighlightedTranscript, after: Transcript, change: PackedChange['highlights']): readonly Highlight[] {
  if (before.highlights.length === 0 && change === null) return before.highlights;
  const put = new Map(change?.put.map((highlight) => [highlight.id, highlight]));
  const removed = new Set(change?.remove);
  const kept = before.highlights.filter(({ id }) => !removed.has(id)).map((highlight) => put.get(highlight.id) ?? packHighlight(highlight, before.transcript));
  const known = new Set(kept.map(({ id }) => id));
  return unpackHighlights([...kept, ...[...put.values()].filter(({ id }) => !known.has(id))], after);
}
