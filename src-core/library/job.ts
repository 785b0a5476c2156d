// A Job: one attempt to have a Recording transcribed. Its state names what is already true.
// The runner moves it; only the moves listed here are legal.
import * as v from 'valibot';

export type JobId = string;

/**
 * `queued`     options and source are saved, nothing has left the machine
 * `uploaded`   the media lies whole in the bucket
 * `submitted`  Transcribe knows the job by our name
 * `transcribed` Transcribe says COMPLETED
 * `fetched`    the raw result is in the library, hashed
 * `done`       the transcript is made from it
 * `failed`     ended by a reason a person must act on
 * `cancelled`  ended by a person
 */
export const JOB_STATES = ['queued', 'uploaded', 'submitted', 'transcribed', 'fetched', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

const MOVES: Readonly<Record<JobState, readonly JobState[]>> = {
  queued: ['uploaded', 'failed', 'cancelled'],
  uploaded: ['submitted', 'queued', 'failed', 'cancelled'],
  submitted: ['transcribed', 'uploaded', 'failed', 'cancelled'],
  transcribed: ['fetched', 'failed', 'cancelled'],
  fetched: ['done', 'failed', 'cancelled'],
  done: [],
  failed: ['queued', 'uploaded', 'submitted', 'transcribed', 'fetched', 'cancelled'],
  cancelled: ['queued'],
};

/** Whether a job may go from one state to another. A failed job goes back to the last state that was true. */
export function mayMove(from: JobState, to: JobState): boolean {
  return MOVES[from].includes(to);
}

/** Whether the runner has nothing more to do for a job in this state. */
export function isEnded(state: JobState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

/** Transcribe keeps a job for so many days, and nobody should be surprised by the last of them (A35). */
const KEPT_DAYS = 90;
const TELL_FROM_DAYS = 60;

/**
 * Days until Transcribe forgets a job made at `createdAt`, 0 when it has; null while that is far off.
 * Both times are milliseconds since 1970.
 */
export function daysUntilForgotten(createdAt: number, now: number): number | null {
  const age = Math.floor((now - createdAt) / 86_400_000);
  return age < TELL_FROM_DAYS ? null : Math.max(0, KEPT_DAYS - age);
}

/** Parser of what a person chose for a job. Checked as a whole by `checkJobOptions`. */
export const jobOptionsShape = v.strictObject({
  language: v.variant('kind', [
    v.strictObject({ kind: v.literal('one'), code: v.string() }),
    /** Identify one language; `among` is empty or holds at least two codes. */
    v.strictObject({ kind: v.literal('identify'), among: v.array(v.string()) }),
    /** Identify every language spoken. */
    v.strictObject({ kind: v.literal('identify-several'), among: v.array(v.string()) }),
  ]),
  /** Tell speakers apart: the most there may be, 2 to 30 (service limit since May 2024), or null. */
  maxSpeakers: v.nullable(v.number()),
  /** Transcribe the two channels apart. */
  channels: v.boolean(),
  /** Keep up to so many alternatives per stretch, 2 to 10, or null. */
  maxAlternatives: v.nullable(v.number()),
});
export type JobOptions = v.InferOutput<typeof jobOptionsShape>;

/** A failure's code and facts, for its sentence. */
const troubleShape = v.strictObject({ code: v.string(), details: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])) });

/** What a job is doing right now, for people. Figures are null when they do not apply or are not known. */
const jobProgressShape = v.strictObject({
  step: v.picklist([
    'waiting',
    'hashing',
    'uploading',
    'submitting',
    /** The account has as many jobs as it may: ours waits on this machine. */
    'service-full',
    'service-queue',
    'transcribing',
    'fetching',
    'reading',
    'offline',
    /** AWS asks for patience or has a fault of its own; tried again by itself. */
    'service-trouble',
    'needs-sign-in',
    'paused',
  ]),
  bytesDone: v.nullable(v.number()),
  bytesTotal: v.nullable(v.number()),
  /** Bytes per second over the last seconds. */
  rate: v.nullable(v.number()),
  /** When this step began, milliseconds since 1970. */
  since: v.number(),
  /** Why it waits, while it waits: a code of the contract with its facts. */
  trouble: v.exactOptional(troubleShape),
});
export type JobProgress = v.InferOutput<typeof jobProgressShape>;

/** Parser of a job as lists and views see it. */
export const jobShape = v.strictObject({
  id: v.string(),
  recording: v.string(),
  state: v.picklist(JOB_STATES),
  options: jobOptionsShape,
  progress: jobProgressShape,
  createdAt: v.number(),
  changedAt: v.number(),
  /** The name Transcribe knows it by; saved before the job is started. */
  serviceName: v.string(),
  region: v.string(),
  bucket: v.string(),
  /** Why it failed: a closed code, the service's own words, or null. `details` are the facts its sentence needs. */
  failure: v.nullable(
    v.strictObject({ code: v.string(), message: v.string(), advice: v.nullable(v.string()), details: v.exactOptional(troubleShape.entries.details) }),
  ),
});
export type Job = v.InferOutput<typeof jobShape>;
