// How the studio in memory saves what was written.
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { CallArgs } from '../../../src-core/contract/studio-api.ts';
import { isCorrection } from '../../../src-core/history/correction.ts';
import { changeTrack, noTrack } from '../../../src-core/subtitles/packed-track.ts';
import { unpackTurn } from '../../../src-core/transcript/pack.ts';
import type { Memory } from './memory.ts';
import { summaryOf } from './recordings.ts';

/** Saves as the library does; answers the new revision. */
export function saved(memory: Memory, change: CallArgs<'library.save'>): number {
  const { recording: id, base, splices, nextTurnId, speakers, place, highlights, cues } = change;
  const recording = memory.recording(id);
  const opened = memory.opened.get(id);
  if (!opened) throw new StudioError('not-found', { recording: id });
  if (base !== opened.revision) throw new StudioError('conflict', { revision: opened.revision });
  const turns = [...opened.transcript.turns];
  for (const { from, remove, turns: put } of splices.toReversed()) turns.splice(from, remove, ...put.map(unpackTurn));
  const transcript = { ...opened.transcript, turns, nextTurnId, speakers: speakers ?? opened.transcript.speakers };
  const revision = base + 1;
  const gone = new Set([...(highlights?.remove ?? []), ...(highlights?.put ?? []).map((highlight) => highlight.id)]);
  const lying = [...(opened.highlights ?? []).filter((highlight) => !gone.has(highlight.id)), ...(highlights?.put ?? [])];
  memory.opened.set(id, {
    transcript,
    revision,
    place: place ?? opened.place,
    highlights: lying,
    cues: cues ? changeTrack(opened.cues ?? noTrack(), cues) : (opened.cues ?? noTrack()),
  });
  memory.originals.set(id, memory.originals.get(id) ?? opened.transcript);
  memory.put({
    ...recording,
    editedAt: isCorrection(change) ? Date.now() : recording.editedAt,
    transcript: summaryOf(transcript, revision, recording.transcript?.heard),
  });
  return revision;
}
