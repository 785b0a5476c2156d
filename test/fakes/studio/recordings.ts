// Recordings as the studio in memory makes them up.
import type { Recording } from '../../../src-core/library/recording.ts';
import { countWords, lastEnd, type Transcript } from '../../../src-core/transcript/transcript.ts';

export function summaryOf(transcript: Transcript, revision: number, heard = 0): NonNullable<Recording['transcript']> {
  return {
    revision,
    language: transcript.language,
    words: countWords(transcript),
    turns: transcript.turns.length,
    speakers: transcript.speakers.length,
    duration: lastEnd(transcript),
    origin: 'Amazon Transcribe',
    heard,
  };
}

export function newRecording(id: string, fileName: string): Recording {
  const name = fileName.replace(/\.[^.]*$/, '');
  const facts = {
    container: 'wav',
    size: 1_120_000,
    duration: 70_000,
    audio: [{ codec: 'pcm', channels: 1, rate: 8000, language: null }],
    video: null,
    playable: true,
  };
  return { id, name, fileName, addedAt: Date.now(), editedAt: null, media: { state: 'ready', facts, trouble: null }, transcript: null };
}
