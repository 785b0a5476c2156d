// A recording's state in words, for lists and headings: what is true of it now, and what it needs.
import { isEnded, type Job } from '../../src-core/library/job.ts';
import type { MediaState, Recording } from '../../src-core/library/recording.ts';
import { jobText } from './job-text.ts';

export interface RecordingStatus {
  /** Two or three words. */
  readonly words: string;
  readonly tone: 'plain' | 'pencil' | 'good' | 'doubt' | 'bad';
  /** 0 to 1 while something runs whose share is known. */
  readonly share: number | null;
  /** Whether something runs. */
  readonly running: boolean;
}

const JOB_TONES = { running: 'pencil', waiting: 'plain', attention: 'doubt', done: 'good', failed: 'bad', cancelled: 'plain' } as const;

const MEDIA_WORDS: Readonly<Record<MediaState, { words: string; tone: RecordingStatus['tone'] }>> = {
  none: { words: 'Empty', tone: 'plain' },
  probing: { words: 'Looking at the file', tone: 'plain' },
  ready: { words: 'Not transcribed', tone: 'plain' },
  proxying: { words: 'Making it playable', tone: 'plain' },
  missing: { words: 'Media missing', tone: 'doubt' },
  replaced: { words: 'Media replaced', tone: 'doubt' },
  unplayable: { words: 'Cannot be played', tone: 'doubt' },
};

/** What a list says of a recording and its latest job. */
export function recordingStatus(recording: Recording, job: Job | null, now: number): RecordingStatus {
  const still = (words: string, tone: RecordingStatus['tone']): RecordingStatus => ({ words, tone, share: null, running: false });
  if (job && !isEnded(job.state)) {
    const text = jobText(job, now);
    return { words: text.short, tone: JOB_TONES[text.tone], share: text.share, running: text.tone === 'running' };
  }
  const failedSince = job?.state === 'failed' && recording.transcript === null;
  if (failedSince) return still('Failed', 'bad');
  const { state } = recording.media;
  if (recording.transcript !== null) {
    if (state === 'missing' || state === 'replaced') return still(MEDIA_WORDS[state].words, 'doubt');
    return recording.editedAt === null ? still('Transcribed', 'plain') : still('Corrected', 'good');
  }
  if (job?.state === 'cancelled' && state === 'ready') return still('Cancelled', 'plain');
  return still(MEDIA_WORDS[state].words, MEDIA_WORDS[state].tone);
}
