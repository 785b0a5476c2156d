// The steps of one job, from the state that is true to the next one. Each may run twice.
import { StudioError } from '../../src-core/contract/errors.ts';
import type { JobProgress, JobState } from '../../src-core/library/job.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import type { CloudConnection, DocumentReader, Library, MediaFiles, SpeechJob, StoredJob } from '../ports.ts';
import { uploadMedia } from './media-upload.ts';
import { failureAdvice } from './failure-advice.ts';

/** What a step works with. */
export interface StepTools {
  readonly library: Library;
  readonly files: MediaFiles;
  readonly documents: DocumentReader;
  readonly connection: CloudConnection;
  readonly signal: AbortSignal;
  /** Says what is going on, for people. */
  readonly tell: (step: JobProgress['step'], bytes?: { readonly done: number; readonly total: number }) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears which recording the transcript was put into. */
  readonly transcribed: (recording: RecordingId) => void;
  /** Resolves when Transcribe has ended the job. */
  readonly untilEnded: (job: StoredJob) => Promise<SpeechJob | null>;
}

type Step = (job: StoredJob, tools: StepTools) => Promise<Partial<StoredJob> & { readonly state: JobState }>;

/** The step that leads on from each state. */
export const STEPS: Readonly<Partial<Record<JobState, Step>>> = {
  queued: upload,
  uploaded: submit,
  submitted: follow,
  transcribed: fetch,
  fetched: read,
};

/** Key of the result: beside the upload, so one prefix holds all we made. */
function outputKeyOf(job: StoredJob): string {
  return `${job.key.slice(0, job.key.lastIndexOf('.'))}.json`;
}

async function upload(job: StoredJob, tools: StepTools): ReturnType<Step> {
  tools.tell('uploading', { done: 0, total: job.source.stamp.size });
  await checkBucket(job, tools);
  await uploadMedia(job, {
    connection: tools.connection,
    files: tools.files,
    jobs: tools.library.jobs,
    signal: tools.signal,
    onBytes: (done, total) => tools.tell('uploading', { done, total }),
  });
  return { state: 'uploaded' };
}

/** Transcribe reads only buckets of its own region: say so before a byte is sent (A10). */
async function checkBucket(job: StoredJob, { connection }: StepTools): Promise<void> {
  const found = await connection.account.bucketState(job.bucket);
  if (found.state === 'missing') throw new StudioError('bucket-missing', { bucket: job.bucket });
  if (found.state === 'other-region') throw new StudioError('wrong-region', { bucket: job.bucket, bucketRegion: found.region, region: job.region });
}

async function submit(job: StoredJob, tools: StepTools): ReturnType<Step> {
  tools.tell('submitting');
  await tools.connection.speech.start({ name: job.serviceName, bucket: job.bucket, key: job.key, outputKey: outputKeyOf(job), options: job.options });
  return { state: 'submitted' };
}

async function follow(job: StoredJob, tools: StepTools): ReturnType<Step> {
  tools.tell('service-queue');
  const told = await tools.untilEnded(job);
  if (told === null) throw new StudioError('job-expired', { name: job.serviceName });
  if (told.state === 'completed') return { state: 'transcribed' };
  const reason = told.failureReason ?? '';
  throw new StudioError('job-failed', { reason, advice: failureAdvice(reason) });
}

async function fetch(job: StoredJob, tools: StepTools): ReturnType<Step> {
  tools.tell('fetching');
  // The service's link lives 15 minutes and is never stored: ask for a fresh one each time (A34).
  const told = await tools.connection.speech.get(job.serviceName);
  if (told === null) throw new StudioError('job-expired', { name: job.serviceName });
  const bytes = await tools.connection.speech.result(told, job.bucket);
  await tools.library.results.put(job.recording, `${job.serviceName}.json`, bytes);
  return { state: 'fetched' };
}

async function read(job: StoredJob, tools: StepTools): ReturnType<Step> {
  tools.tell('reading');
  const result = await tools.library.results.get(job.recording);
  if (result === null) throw new StudioError('library-damaged', { what: 'result' });
  const document = await tools.documents.read(result.bytes, result.fileName);
  const recording = recordingFor(job, tools);
  if (recording !== job.recording) await tools.library.results.put(recording, result.fileName, result.bytes);
  tools.library.transcripts.replace(recording, document.transcript, document.origin, document.problems);
  tools.transcribed(recording);
  await removeUpload(job, tools);
  return { state: 'done' };
}

/**
 * Where the transcript goes: into the recording, unless a person has corrected the one that is there.
 * Corrections are never replaced: the new transcript becomes a recording of its own beside it, over the same media.
 * Its id is the job's, so that doing this twice makes one.
 */
function recordingFor(job: StoredJob, { library, now }: StepTools): RecordingId {
  const stored = library.recordings.get(job.recording);
  if (!stored) throw new StudioError('not-found', { what: 'recording' });
  if (stored.editedAt === null || library.transcripts.summary(job.recording) === null) return job.recording;
  library.recordings.put({ ...stored, id: job.id, name: `${stored.name} (transcribed again)`, addedAt: now(), editedAt: null });
  return job.id;
}

/** The transcript is safe by now: a bucket that refuses to forget the upload must not fail the job. */
async function removeUpload(job: StoredJob, { library, connection, tell }: StepTools): Promise<void> {
  if (!library.settings.get().deleteUpload) return;
  tell('reading');
  try {
    await connection.objects.remove(job.bucket, job.key);
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown;
  }
}
