// Recordings, transcripts and jobs for the library's tests.
import type { StoredJob, StoredRecording, TranscriptChange } from '../../../src-main/ports/library.ts';
import type { Transcript, Turn, Word } from '../../../src-core/transcript/transcript.ts';

/** A recording's row; fields of the media may be given. */
export function aRecording(id: string, media: Partial<StoredRecording['media']> = {}): StoredRecording {
  return {
    id,
    name: `Interview ${id}`,
    fileName: `${id}.mp4`,
    addedAt: 1_764_000_000_000,
    editedAt: null,
    media: { state: 'none', path: null, owned: false, fingerprint: null, proxyPath: null, facts: null, trouble: null, ...media },
  };
}

/** Words of a text, half a second each, from a time on. */
export function wordsOf(text: string, start = 0): Word[] {
  return [...text.matchAll(/(\s*)(\S+)/gu)].map(([, space = '', word = ''], index) => ({
    text: word,
    space,
    start: start + index * 500,
    end: start + index * 500 + 400,
    origin: 'heard',
    confidence: 0.9,
    channel: null,
    source: index,
  }));
}

/** A turn of a text. */
export function aTurn(id: number, text: string, start = id * 10_000): Turn {
  return { id, speaker: `spk_${id % 2}`, words: wordsOf(text, start), tail: '' };
}

/** A transcript of one turn a text. */
export function aTranscript(texts: readonly string[], language = 'en-US'): Transcript {
  return {
    language,
    speakers: [
      { id: 'spk_0', name: 'Speaker 1' },
      { id: 'spk_1', name: 'Speaker 2' },
    ],
    turns: texts.map((text, index) => aTurn(index, text)),
    nextTurnId: texts.length,
  };
}

/** A change of those splices and nothing else. */
export function aChange(splices: TranscriptChange['splices'], nextTurnId = 1000): TranscriptChange {
  return { splices, nextTurnId, speakers: null, place: null, editedAt: 1_764_000_001_000 };
}

/** A job's row. */
export function aJob(id: string, recording: string): StoredJob {
  return {
    id,
    recording,
    state: 'queued',
    options: { language: { kind: 'one', code: 'en-US' }, maxSpeakers: 2, channels: false, maxAlternatives: null },
    progress: { step: 'waiting', bytesDone: null, bytesTotal: null, rate: null, since: 1 },
    createdAt: 1,
    changedAt: 1,
    serviceName: `galley-${id}`,
    region: 'eu-central-1',
    bucket: 'bucket',
    failure: null,
    key: `galley/${id}.mp4`,
    source: { path: '/media/a.mp4', stamp: { size: 10, modifiedAt: 2, inode: '3' } },
    profile: null,
    bucketOwner: null,
    kmsKey: null,
    attempts: 0,
    resumeState: 'queued',
  };
}
