// Calls of the studio in memory: versions of a transcript.
import type { StudioHandlers } from '../../../src-core/contract/studio-api.ts';
import { packTranscript } from '../../../src-core/transcript/pack.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { MEMORY_NOW } from '../memory-recordings.ts';
import { interviewTranscript } from '../memory-transcript.ts';
import type { Memory, Version } from './memory.ts';

export type VersionCall = 'library.versions' | 'library.keepVersion' | 'library.version' | 'library.nameVersion' | 'library.removeVersion';

export function versionCallsOf(memory: Memory): Pick<StudioHandlers, VersionCall> {
  return {
    'library.versions': () => Promise.resolve([...memory.versions]),
    'library.keepVersion': ({ recording, kind, name }) => {
      const { words, turns, revision } = memory.recording(recording).transcript ?? { words: 0, turns: 0, revision: 0 };
      const version: Version = { number: ++memory.serial + 100, kind, name, madeAt: MEMORY_NOW, revision, turns, words };
      memory.versions.unshift(version);
      return Promise.resolve(version);
    },
    'library.version': ({ recording }) => {
      const transcript = earlierTranscript(memory.opened.get(recording)?.transcript ?? interviewTranscript());
      return Promise.resolve({ transcript: packTranscript(transcript), highlights: [] });
    },
    'library.nameVersion': ({ version, name }) => {
      memory.versions = memory.versions.map((one) => (one.number === version ? { ...one, kind: 'named', name } : one));
      return Promise.resolve([...memory.versions]);
    },
    'library.removeVersion': ({ version }) => {
      memory.versions = memory.versions.filter((one) => one.number !== version);
      return Promise.resolve([...memory.versions]);
    },
  };
}

/** The transcript as it might have been before somebody corrected it: every ninth word reads otherwise. */
function earlierTranscript(transcript: Transcript): Transcript {
  const turns = transcript.turns.map((turn) => ({ ...turn, words: turn.words.map((word, at) => (at % 9 === 4 ? { ...word, text: `${word.text}s` } : word)) }));
  return { ...transcript, turns };
}
