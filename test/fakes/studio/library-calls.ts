// Calls of the studio in memory: files taken in, recordings opened, saved, searched and removed.
import { StudioError } from '../../../src-core/contract/errors.ts';
import { readSave } from '../../../src-core/contract/whole-save.ts';
import { extensionOf } from '../../../src-core/library/file-kinds.ts';
import { noTrack } from '../../../src-core/subtitles/packed-track.ts';
import { packTranscript } from '../../../src-core/transcript/pack.ts';
import { turnText } from '../../../src-core/transcript/transcript.ts';
import type { BackupCall } from '../memory-backups.ts';
import { interviewTranscript } from '../memory-transcript.ts';
import type { Memory, Group } from './memory.ts';
import { newRecording, summaryOf } from './recordings.ts';
import { saved } from './save.ts';
import type { VersionCall } from './version-calls.ts';

export function libraryCallsOf(memory: Memory): Omit<Group<'library'>, BackupCall | VersionCall> {
  return {
    'library.list': () => Promise.resolve([...memory.recordings.values()]),
    'library.import': async ({ offer, into }) => {
      const { name } = memory.take(offer);
      const isText = ['json', 'srt', 'vtt'].includes(extensionOf(name));
      const base = into === null ? newRecording(`new-${++memory.serial}`, name) : memory.recording(into);
      if (isText) memory.opened.set(base.id, { transcript: interviewTranscript(), revision: 1, place: null });
      const opened = memory.opened.get(base.id);
      const recording = memory.put({ ...base, transcript: opened ? summaryOf(opened.transcript, opened.revision) : null });
      const outcome = isText ? 'transcript-imported' : into === null ? 'media-added' : 'media-attached';
      return Promise.resolve({ recording, outcome, described: isText ? 'Amazon Transcribe, 2 speakers' : 'MP3, 1 min 10 s', problems: [] });
    },
    'library.addSample': async () => {
      const known = memory.recordings.get('sample');
      memory.opened.set('sample', memory.opened.get('sample') ?? { transcript: interviewTranscript(), revision: 1, place: null });
      const opened = memory.opened.get('sample');
      const base = known ?? { ...newRecording('sample', 'sample-interview.wav'), name: 'Sample interview' };
      const recording = memory.put({ ...base, transcript: opened ? summaryOf(opened.transcript, opened.revision) : null });
      return Promise.resolve({ recording, outcome: known ? 'already-there' : 'transcript-imported', described: 'Amazon Transcribe, 2 speakers', problems: [] });
    },
    'library.open': async ({ recording: id }) => {
      const recording = memory.recording(id);
      const opened = memory.opened.get(id);
      if (!opened) return Promise.resolve({ recording, transcript: null, revision: 0, place: null, problems: [] });
      const { transcript, revision, place } = opened;
      return Promise.resolve({
        recording,
        transcript: packTranscript(transcript),
        revision,
        place,
        problems: [],
        highlights: [...(opened.highlights ?? [])],
        cues: opened.cues ?? noTrack(),
      });
    },
    'library.save': (args) => Promise.resolve({ revision: saved(memory, args) }),
    'library.savePart': (part) => {
      const whole = memory.parts.take(part);
      return Promise.resolve({ revision: whole && saved(memory, readSave(new TextDecoder().decode(whole))) });
    },
    'library.steps': () => Promise.resolve([]),
    'library.keepPlace': ({ recording, place }) => {
      const opened = memory.opened.get(recording);
      if (opened) opened.place = place;
      return Promise.resolve({});
    },
    'library.rename': async ({ recording, name }) => Promise.resolve(memory.put({ ...memory.recording(recording), name })),
    'library.remove': async ({ recording }) => {
      memory.recordings.delete(memory.recording(recording).id);
      memory.opened.delete(recording);
      memory.emit('library.changed', { recordings: [], removed: [recording] });
      return Promise.resolve({});
    },
    'library.relink': async ({ recording: id, offer, anyway }) => {
      const recording = memory.recording(id);
      const { name } = memory.take(offer);
      if (!anyway && name !== recording.fileName) throw new StudioError('media-differs', { fileName: name });
      return Promise.resolve(memory.put({ ...recording, media: { ...recording.media, state: 'ready', trouble: null } }));
    },
    'library.search': ({ words, limit }) => Promise.resolve(searchIn(memory, words, limit)),
    'library.rawResult': async ({ recording }) => {
      const found = memory.recording(recording);
      if (!found.transcript) return Promise.resolve(null);
      return Promise.resolve({ fileName: `${found.name}.json`, bytes: new TextEncoder().encode('{"jobName":"practice","results":{}}') });
    },
  };
}

function searchIn(memory: Memory, words: string, limit: number): { recording: string; turn: number; time: number; snippet: string }[] {
  const sought = words.trim().toLowerCase();
  if (sought === '') return [];
  const hits = [...memory.opened].flatMap(([recording, { transcript }]) =>
    transcript.turns.flatMap((turn, index) => {
      const text = turnText(turn);
      const at = text.toLowerCase().indexOf(sought);
      if (at < 0) return [];
      const snippet = `${text.slice(0, at)}\uE000${text.slice(at, at + sought.length)}\uE001${text.slice(at + sought.length)}`;
      return [{ recording, turn: index, time: turn.words[0]?.start ?? 0, snippet }];
    }),
  );
  return hits.slice(0, limit);
}
