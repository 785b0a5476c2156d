// The transcripts of a library in memory, with what was heard of them.
import { StudioError } from '../../../src-core/contract/errors.ts';
import { changeTrack, noTrack } from '../../../src-core/subtitles/packed-track.ts';
import type { TurnSplice } from '../../../src-core/transcript/edit.ts';
import { countWords, lastEnd, type Turn } from '../../../src-core/transcript/transcript.ts';
import type { HeardStore, TranscriptStore, TranscriptSummary } from '../../../src-main/ports/library.ts';
import type { Shelf, KeptTranscript } from './shelf.ts';
import { keepSteps } from './history.ts';
import { searched } from './search.ts';

export function summarise(recording: string, kept: KeptTranscript): TranscriptSummary {
  const { transcript, revision, origin } = kept;
  const { language, speakers, turns } = transcript;
  return {
    recording,
    revision,
    language,
    words: countWords(transcript),
    turns: turns.length,
    speakers: speakers.length,
    duration: lastEnd(transcript),
    origin,
    heard: Math.min(kept.heard?.words ?? 0, countWords(transcript)),
  };
}

export function transcriptStore(shelf: Shelf): TranscriptStore {
  const mustHave = (recording: string): KeptTranscript => {
    shelf.mustKnow(recording);
    const kept = shelf.transcripts.get(recording);
    if (!kept) throw new StudioError('not-found', { what: 'transcript' });
    return kept;
  };
  return {
    summaries: () => [...shelf.transcripts].map(([recording, kept]) => summarise(recording, kept)),
    summary(recording) {
      const kept = shelf.transcripts.get(recording);
      return kept ? summarise(recording, kept) : null;
    },
    load(recording) {
      const kept = shelf.transcripts.get(recording);
      return kept ? { transcript: kept.transcript, revision: kept.revision, place: kept.place, problems: [...kept.problems] } : null;
    },
    replace(recording, transcript, origin, { problems, cues }) {
      shelf.mayWrite();
      shelf.mustKnow(recording);
      const revision = (shelf.transcripts.get(recording)?.revision ?? 0) + 1;
      shelf.transcripts.set(recording, { transcript, revision, origin, place: null, problems, ...(cues && { cues }) });
      return revision;
    },
    save(recording, base, change) {
      shelf.mayWrite();
      const kept = mustHave(recording);
      if (kept.revision !== base) throw new StudioError('conflict', { revision: kept.revision });
      const turns = spliced(kept.transcript.turns, change.splices, change.nextTurnId);
      kept.transcript = { ...kept.transcript, turns, nextTurnId: change.nextTurnId, speakers: change.speakers ?? kept.transcript.speakers };
      kept.place = change.place ?? kept.place;
      kept.revision += 1;
      for (const id of change.highlights?.remove ?? []) kept.highlights?.delete(id);
      for (const highlight of change.highlights?.put ?? []) (kept.highlights ??= new Map()).set(highlight.id, highlight);
      if (change.cues) kept.cues = changeTrack(kept.cues ?? noTrack(), change.cues);
      keepSteps(kept, change.history ?? null);
      const row = shelf.recordings.get(recording);
      if (row) shelf.recordings.set(recording, { ...row, editedAt: change.editedAt ?? row.editedAt });
      return kept.revision;
    },
    keepPlace(recording, place) {
      shelf.mayWrite();
      mustHave(recording).place = place;
    },
    search: (words, limit) => searched(shelf, words, limit),
  };
}

function spliced(turns: readonly Turn[], splices: readonly TurnSplice[], nextTurnId: number): Turn[] {
  const result: Turn[] = [];
  let at = 0;
  for (const { from, remove, turns: added } of splices) {
    if (from < at || from + remove > turns.length) throw new StudioError('bad-message', { reason: 'splice' });
    result.push(...turns.slice(at, from), ...added);
    at = from + remove;
  }
  result.push(...turns.slice(at));
  const ids = new Set(result.map((turn) => turn.id));
  const tooNew = splices.some((splice) => splice.turns.some((turn) => turn.id >= nextTurnId));
  if (ids.size !== result.length || tooNew) throw new StudioError('bad-message', { reason: 'turn id' });
  return result;
}

export function heardStore(shelf: Shelf): HeardStore {
  return {
    get: (recording) => shelf.transcripts.get(recording)?.heard?.spans ?? [],
    put(recording, spans, words) {
      shelf.mayWrite();
      shelf.mustKnow(recording);
      const kept = shelf.transcripts.get(recording);
      if (!kept) throw new StudioError('not-found', { what: 'transcript' });
      kept.heard = { spans, words };
    },
  };
}
