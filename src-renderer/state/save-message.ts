// What one save says: the turns, highlights, cues and steps that differ from what the library holds. Pure, so that tests can save as the page does.
import type { CallArgs, ReadingPlace } from '../../src-core/contract/studio-api.ts';
import { turnChanges } from '../../src-core/transcript/changes.ts';
import { trackChange } from '../../src-core/subtitles/packed-track.ts';
import { highlightChange, type HistoryChange, type MarkedTranscript } from '../../src-core/history/history-step.ts';
import { packTurn } from '../../src-core/transcript/pack.ts';

/** What is saved, and what it is saved over. */
export interface SaveOccasion {
  readonly recording: string;
  /** Revision of `before`. */
  readonly base: number;
  readonly before: MarkedTranscript;
  readonly after: MarkedTranscript;
  readonly history: HistoryChange | null;
  readonly place: ReadingPlace | null;
}

/** The arguments of `library.save`. */
export function saveMessage({ recording, base, before, after, history, place }: SaveOccasion): CallArgs<'library.save'> {
  const splices = turnChanges(before.transcript.turns, after.transcript.turns);
  const { speakers } = after.transcript;
  return {
    recording,
    base,
    splices: splices.map(({ from, remove, turns }) => ({ from, remove, turns: turns.map(packTurn) })),
    nextTurnId: after.transcript.nextTurnId,
    speakers: before.transcript.speakers === speakers ? null : speakers.map((speaker) => ({ ...speaker })),
    place,
    highlights: highlightChange(before, after),
    cues: trackChange(before, after),
    history: history && { ...history, put: [...history.put] },
  };
}
