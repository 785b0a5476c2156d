// A dozen believable recordings and their jobs, one for every state a list has to show.
import type { Job, JobOptions } from '../../src-core/library/job.ts';
import type { Recording } from '../../src-core/library/recording.ts';
import type { MediaFacts } from '../../src-core/media/media-facts.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** All dates are told from here: Thursday 22 October 2026, 14:30 UTC. */
export const MEMORY_NOW = Date.UTC(2026, 9, 22, 14, 30);

export interface Shelf {
  readonly recordings: Recording[];
  readonly jobs: Job[];
}

const facts = (duration: number, more: Partial<MediaFacts> = {}): MediaFacts => ({
  container: 'mp3',
  size: Math.round(duration * 16),
  duration,
  audio: [{ codec: 'mp3', channels: 2, rate: 44_100, language: null }],
  video: null,
  playable: true,
  ...more,
});

const video = (duration: number): MediaFacts =>
  facts(duration, {
    container: 'mp4',
    size: duration * 310,
    audio: [{ codec: 'aac', channels: 2, rate: 48_000, language: 'eng' }],
    video: { codec: 'avc', width: 1920, height: 1080, frameRate: { numerator: 25, denominator: 1 } },
  });

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly fileName: string;
  readonly daysAgo: number;
  readonly media: Recording['media'];
  readonly words?: number;
  readonly language?: string;
  readonly origin?: string;
  /** Share of its words that was listened to. */
  readonly heard?: number;
}

const ready = (known: MediaFacts): Recording['media'] => ({ state: 'ready', facts: known, trouble: null });

const ENTRIES: readonly Entry[] = [
  {
    id: 'interview',
    name: 'Lighthouse interview',
    fileName: 'lighthouse-interview.wav',
    daysAgo: 0.1,
    media: ready(facts(70_000, { container: 'wav' })),
    words: 210,
    heard: 0.62,
  },
  { id: 'probing', name: 'Council meeting, part 2', fileName: 'council-part-2.mkv', daysAgo: 0.01, media: { state: 'probing', facts: null, trouble: null } },
  { id: 'peaks', name: 'Kitchen podcast 48', fileName: 'kitchen-podcast-48.mp3', daysAgo: 0.02, media: ready(facts(52 * MINUTE)) },
  { id: 'uploading', name: 'Harbour board, October', fileName: 'harbour-board-2026-10.mp4', daysAgo: 0.03, media: ready(video(94 * MINUTE)) },
  { id: 'queued', name: 'Vox pop, market square', fileName: 'voxpop_market.m4a', daysAgo: 0.05, media: ready(facts(6 * MINUTE)) },
  { id: 'transcribing', name: 'Lecture 7: tides and charts', fileName: 'lecture-07.mov', daysAgo: 0.2, media: ready(video(61 * MINUTE)) },
  {
    id: 'failed',
    name: 'Phone call with the archivist',
    fileName: 'call-archivist.amr',
    daysAgo: 1,
    media: ready(facts(11 * MINUTE, { container: 'amr', playable: false })),
  },
  { id: 'sign-in', name: 'Panel: who owns the coast?', fileName: 'panel-coast.mp4', daysAgo: 1.2, media: ready(video(78 * MINUTE)) },
  {
    id: 'missing',
    name: 'Oral history: Margit Olsen',
    fileName: 'olsen-1998-tape3.flac',
    daysAgo: 9,
    media: { state: 'missing', facts: facts(47 * MINUTE, { container: 'flac' }), trouble: 'The media file is no longer where it was.' },
    words: 6120,
    language: 'nb-NO',
  },
  {
    id: 'proxying',
    name: 'Dictation 14 March',
    fileName: 'dictation-0314.wma',
    daysAgo: 12,
    media: { state: 'proxying', facts: facts(4 * MINUTE, { container: 'asf', playable: false }), trouble: null },
    words: 530,
  },
  {
    id: 'unplayable',
    name: 'Bodycam, unit 3',
    fileName: 'unit-3.mxf',
    daysAgo: 20,
    media: { state: 'unplayable', facts: video(23 * MINUTE), trouble: 'This file needs ffmpeg to be played.' },
    words: 2210,
  },
  {
    id: 'text-only',
    name: '東京の朝の市場',
    fileName: 'tokyo-market.srt',
    daysAgo: 33,
    media: { state: 'none', facts: null, trouble: null },
    words: 1490,
    language: 'ja-JP',
    origin: 'SRT',
  },
  {
    id: 'done',
    name: 'Quarterly call Q3 with a name that goes on for longer than any column would like it to',
    fileName: 'q3-call-final-FINAL-v2.mp3',
    daysAgo: 64,
    media: ready(facts(3 * 60 * MINUTE + 12 * MINUTE)),
    words: 28_400,
    heard: 1,
    language: 'en-US',
  },
];

const OPTIONS: JobOptions = { language: { kind: 'identify', among: [] }, maxSpeakers: 4, channels: false, maxAlternatives: 3 };

type Step = Pick<Job, 'state'> & Pick<Job['progress'], 'step'> & Partial<Job['progress']> & { readonly failure?: Job['failure']; readonly daysAgo?: number };

const JOBS: Readonly<Record<string, Step>> = {
  uploading: { state: 'queued', step: 'uploading', bytesDone: 702_545_920, bytesTotal: 1_748_400_000, rate: 5_400_000 },
  queued: { state: 'queued', step: 'waiting' },
  transcribing: { state: 'submitted', step: 'transcribing', since: MEMORY_NOW - 4 * MINUTE },
  failed: {
    state: 'failed',
    step: 'paused',
    failure: {
      code: 'job-failed',
      message: 'Invalid sample rate for audio file. Your audio must have a sample rate between 8000Hz and 48000Hz.',
      advice: 'Convert the file to 16 kHz and send it again.',
    },
  },
  'sign-in': { state: 'uploaded', step: 'needs-sign-in' },
  // Old enough to be told how long AWS still knows it.
  done: { state: 'done', step: 'waiting', daysAgo: 63 },
};

/** Everything at once: what a list looks like after a busy month. */
export function fullShelf(): Shelf {
  return { recordings: ENTRIES.map(toRecording), jobs: Object.keys(JOBS).map(toJob) };
}

/** Only what went wrong. */
export function errorShelf(): Shelf {
  const wrong = ['failed', 'sign-in', 'missing', 'unplayable'];
  const full = fullShelf();
  return { recordings: full.recordings.filter(({ id }) => wrong.includes(id)), jobs: full.jobs.filter(({ recording }) => wrong.includes(recording)) };
}

function toRecording(entry: Entry): Recording {
  const addedAt = Math.round(MEMORY_NOW - entry.daysAgo * DAY);
  const { words } = entry;
  return {
    id: entry.id,
    name: entry.name,
    fileName: entry.fileName,
    addedAt,
    editedAt: words === undefined ? null : addedAt + 20 * MINUTE,
    media: entry.media,
    transcript:
      words === undefined
        ? null
        : {
            revision: 3,
            language: entry.language ?? 'en-GB',
            words,
            turns: Math.ceil(words / 18),
            speakers: 2,
            duration: entry.media.facts?.duration ?? words * 380,
            origin: entry.origin ?? 'Amazon Transcribe',
            heard: Math.round(words * (entry.heard ?? 0)),
          },
  };
}

function toJob(recording: string): Job {
  const { state, failure = null, daysAgo = 0, ...progress } = JOBS[recording] ?? { state: 'queued', step: 'waiting' };
  return {
    id: `job-${recording}`,
    recording,
    state,
    options: OPTIONS,
    progress: { bytesDone: null, bytesTotal: null, rate: null, since: MEMORY_NOW - MINUTE, ...progress },
    createdAt: MEMORY_NOW - daysAgo * DAY - 10 * MINUTE,
    changedAt: MEMORY_NOW - daysAgo * DAY - MINUTE,
    serviceName: `galley-${recording}-5f1e`,
    region: 'eu-central-1',
    bucket: 'harbour-museum-recordings',
    failure,
  };
}
