// The steps of one job, from the state that is true to the next one. Each may run twice.
import { StudioError } from '../../src-core/contract/errors.ts';
import type { JobProgress, JobState } from '../../src-core/library/job.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import type { DocumentReader } from '../ports/documents.ts';
import type { Library, StoredJob } from '../ports/library.ts';
import type { Clock } from '../ports/machine.ts';
import type { MediaFiles } from '../ports/media.ts';
import type { CloudConnection, SpeechJob } from '../ports/cloud.ts';
import { holdsWork } from '../services/person-work.ts';
import { checkBucket, refuseUnusable } from './bucket-check.ts';
import { uploadMedia } from './media-upload.ts';
import { failureAdvice } from './failure-advice.ts';
import type { PartPace } from './part-pace.ts';
import { fetchResult, resultKeyOf } from './result-fetch.ts';

/** What a step works with. */
export interface StepTools {
  readonly library: Library;
  readonly files: MediaFiles;
  readonly documents: DocumentReader;
  /** AWS as it is reachable now, Transcribe at the pace all jobs share. Asked for by the steps that need it: a result here needs no sign-in. Demands the job's bucket owner, or this one. */
  readonly connect: (bucketOwner?: string | null) => Promise<CloudConnection>;
  readonly signal: AbortSignal;
  /** Says what is going on, for people. */
  readonly tell: (step: JobProgress['step'], bytes?: { readonly done: number; readonly total: number }) => void;
  /** Says why it does not go on as it should, before the step itself ends. */
  readonly held: (trouble: StudioError) => void;
  readonly clock: Clock;
  /** Of the parts of all uploads. */
  readonly pace: PartPace;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears which recording the transcript was put into. */
  readonly transcribed: (recording: RecordingId) => void;
  /** Resolves when Transcribe has ended the job. */
  readonly untilEnded: (job: StoredJob) => Promise<SpeechJob | null>;
  /** Runs the call that starts a job when its turn has come and the account has room (A31). */
  readonly inTurn: (start: () => Promise<void>) => Promise<void>;
  /** Saves the job under a name nobody has used. */
  readonly renamed: (job: StoredJob) => StoredJob;
}

/** No answer for so long reads as offline: the state is shown within 5 s (A5). */
const QUIET_MILLIS = 4_000;

type Step = (job: StoredJob, tools: StepTools) => Promise<Partial<StoredJob> & { readonly state: JobState }>;

/** The step that leads on from each state. */
export const STEPS: Readonly<Partial<Record<JobState, Step>>> = {
  queued: upload,
  uploaded: submit,
  submitted: follow,
  transcribed: fetch,
  fetched: read,
};

async function upload(job: StoredJob, tools: StepTools): ReturnType<Step> {
  const owned = await unlessQuiet(checkedJob(job, tools), tools);
  tools.tell('uploading', { done: 0, total: job.source.stamp.size });
  try {
    await uploadMedia(owned, {
      connection: await tools.connect(owned.bucketOwner),
      files: tools.files,
      jobs: tools.library.jobs,
      begun: tools.library.begunUploads,
      clock: tools.clock,
      pace: tools.pace,
      signal: tools.signal,
      onBytes: (done, total) => tools.tell('uploading', { done, total }),
      onTrouble: tools.held,
    });
  } catch (thrown) {
    // "Forbidden" in the middle may mean that the bucket is somebody else's by now: that has a sentence of its own (S17).
    if (thrown instanceof StudioError && thrown.code === 'access-denied') await checkedJob(owned, tools);
    throw thrown;
  }
  return { state: 'uploaded', bucketOwner: owned.bucketOwner };
}

/** A line that swallows everything is told long before its timeout ends the call (A5). */
async function unlessQuiet<T>(asked: Promise<T>, { clock, held }: StepTools): Promise<T> {
  const answered = new AbortController();
  const quiet = clock.delay(QUIET_MILLIS, answered.signal).then(() => held(new StudioError('network', { cause: 'silent' })));
  // Answered in time, which ends the wait.
  quiet.catch(() => undefined);
  try {
    return await asked;
  } finally {
    answered.abort();
  }
}

/** The job with the owner its bucket has to have, once the bucket was found usable: before a byte is sent (A10, S17). */
async function checkedJob(job: StoredJob, { library, connect }: StepTools): Promise<StoredJob> {
  const found = await checkBucket(job.bucket, job.bucketOwner, connect);
  refuseUnusable(job.bucket, found, job.region);
  if (found.owner === job.bucketOwner) return job;
  const owned = { ...job, bucketOwner: found.owner };
  library.jobs.put(owned);
  const settings = library.settings.get();
  if (found.state === 'ready' && settings.bucket === job.bucket && settings.bucketOwner === null)
    library.settings.put({ ...settings, bucketOwner: found.owner });
  return owned;
}

/** Names tried before a conflict is no accident. A UUID is taken about never; a service that says so of every one is out of order. */
const NAMES_TRIED = 3;

async function submit(job: StoredJob, tools: StepTools): ReturnType<Step> {
  tools.tell('submitting');
  for (let named = job, tried = 1; ; tried += 1) {
    try {
      await tools.inTurn(() => startNow(named, tools));
      return { state: 'submitted', serviceName: named.serviceName };
    } catch (thrown) {
      if (!(thrown instanceof StudioError)) throw thrown;
      if (thrown.code === 'bad-request') throw await explainRefusal(named, tools, thrown);
      if (thrown.code !== 'conflict') throw thrown;
      if (tried === NAMES_TRIED) throw new StudioError('service', { ...thrown.details }, thrown);
      named = tools.renamed(named);
    }
  }
}

async function startNow(job: StoredJob, tools: StepTools): Promise<void> {
  const { speech } = await tools.connect();
  await speech.start({ name: job.serviceName, bucket: job.bucket, key: job.key, outputKey: resultKeyOf(job), options: job.options });
}

/** A refusal because the upload is gone says so, and a retry begins with the upload; nothing is sent twice unasked (A32). */
async function explainRefusal(job: StoredJob, tools: StepTools, refusal: StudioError): Promise<StudioError> {
  const { objects } = await tools.connect();
  // Whoever may not look learns nothing: the refusal stands as it is.
  const stored = await objects.head(job.bucket, job.key).catch(() => 'unknown' as const);
  if (stored !== null) return refusal;
  const advice = 'The uploaded file is no longer in the bucket. Trying again uploads it anew.';
  return new StudioError('bad-request', { ...refusal.details, uploadGone: true, advice }, refusal);
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
  const fileName = `${job.serviceName}.json`;
  const bytes = await fetchResult(job, { connection: await tools.connect(), isReadable: (found) => isReadable(found, fileName, tools), signal: tools.signal });
  await tools.library.results.put(job.recording, fileName, bytes);
  return { state: 'fetched' };
}

/** Whether what came is a whole result (A37). It is read again from the library afterwards, so that what was checked is what was kept. */
async function isReadable(bytes: Uint8Array, fileName: string, { documents }: StepTools): Promise<boolean> {
  try {
    await documents.read(bytes, fileName);
    return true;
  } catch (thrown) {
    if (thrown instanceof StudioError && (thrown.code === 'bad-file' || thrown.code === 'too-large')) return false;
    throw thrown;
  }
}

async function read(job: StoredJob, tools: StepTools): ReturnType<Step> {
  tools.tell('reading');
  const result = await tools.library.results.get(job.recording);
  if (result === null) throw new StudioError('library-damaged', { what: 'result' });
  const document = await tools.documents.read(result.bytes, result.fileName);
  const recording = recordingFor(job, tools);
  if (recording !== job.recording) await tools.library.results.put(recording, result.fileName, result.bytes);
  tools.library.transcripts.replace(recording, document.transcript, document.origin, { problems: document.problems });
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
  if (!holdsWork(library, stored)) return job.recording;
  library.recordings.put({ ...stored, id: job.id, name: `${stored.name} (transcribed again)`, addedAt: now(), editedAt: null });
  return job.id;
}

/** The transcript is safe by now: a bucket that refuses to forget the upload must not fail the job. */
async function removeUpload(job: StoredJob, { library, connect, tell }: StepTools): Promise<void> {
  if (!library.settings.get().deleteUpload) return;
  tell('reading');
  try {
    await (await connect()).objects.remove(job.bucket, job.key);
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown;
  }
}
