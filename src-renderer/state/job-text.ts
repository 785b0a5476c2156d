// A job in words and honest figures: what is happening, how far it is, how long it may take. No figure nobody knows.
import { textOfCode, type ErrorText } from '../../src-core/contract/error-text.ts';
import { daysUntilForgotten, isEnded, type Job } from '../../src-core/library/job.ts';
import { languageName } from '../../src-core/library/languages.ts';
import { bytesOfText, bytesText, lengthText, timeLeftText } from './wording.ts';

/** A job's progress as a line and a bar. */
export interface JobText {
  /** One or two words, for a list: "Uploading 45 %". */
  readonly short: string;
  /** The whole sentence: "Uploading 12.4 of 48.0 MB at 3.1 MB/s, about 12 s left". */
  readonly long: string;
  /** 0 to 1, or null when nobody knows. */
  readonly share: number | null;
  readonly tone: 'running' | 'waiting' | 'attention' | 'done' | 'failed' | 'cancelled';
}

type Step = Job['progress']['step'];

const WAITING_STEPS: ReadonlySet<Step> = new Set(['waiting', 'service-full', 'service-queue', 'offline', 'service-trouble', 'paused']);

const STEP_WORDS: Readonly<Record<Step, { short: string; long: string }>> = {
  waiting: { short: 'Waiting', long: 'Waiting for its turn' },
  hashing: { short: 'Checking', long: 'Reading the file to check it' },
  uploading: { short: 'Uploading', long: 'Uploading' },
  submitting: { short: 'Submitting', long: 'Handing the job to Transcribe' },
  'service-full': { short: 'Waiting', long: 'Your AWS account has as many jobs as it may; this one follows when one of them ends' },
  'service-queue': { short: 'Queued', long: 'Queued at Transcribe' },
  transcribing: { short: 'Transcribing', long: 'Transcribing' },
  fetching: { short: 'Fetching', long: 'Fetching the result' },
  reading: { short: 'Reading', long: 'Reading the result' },
  offline: { short: 'Offline', long: 'No network; it goes on by itself when there is one' },
  'service-trouble': { short: 'Waiting', long: 'AWS asks for patience or has a fault of its own; Galley tries again by itself' },
  'needs-sign-in': { short: 'Needs sign-in', long: 'The AWS sign-in has run out; it goes on once you have signed in again' },
  paused: { short: 'Paused', long: 'Paused' },
};

/** The words for a job now. `typical` is how long such jobs took before, milliseconds, or null. */
export function jobText(job: Job, now: number, typical: number | null = null): JobText {
  if (isEnded(job.state)) return endedText(job);
  const { step, bytesDone, bytesTotal } = job.progress;
  const words = STEP_WORDS[step];
  const tone = step === 'needs-sign-in' ? 'attention' : WAITING_STEPS.has(step) ? 'waiting' : 'running';
  if ((step === 'uploading' || step === 'hashing') && bytesDone !== null && bytesTotal !== null && bytesTotal > 0) {
    const share = Math.min(1, bytesDone / bytesTotal);
    const percent = `${Math.floor(share * 100)} %`;
    return { short: `${words.short} ${percent}`, long: `${words.long}: ${movedText(job, bytesDone, bytesTotal)}`, share, tone };
  }
  const elapsed = Math.max(0, now - job.progress.since);
  if (step === 'transcribing' || step === 'service-queue') {
    const usual = typical === null ? '' : `; jobs of this length took about ${lengthText(typical)} in all`;
    return { short: words.short, long: `${words.long} for ${lengthText(elapsed)}${usual}`, share: null, tone };
  }
  return { short: words.short, long: troubleText(job) ?? words.long, share: null, tone };
}

/** Why a job waits, where that says more than its step does. */
function troubleText({ progress: { trouble, step } }: Job): string | null {
  if (trouble === undefined || step === 'needs-sign-in' || trouble.code === 'network') return null;
  const { happened, next } = textOfCode(trouble.code, trouble.details);
  return `${happened} ${next}`;
}

/** A failed job in words: our sentence, and what the service itself said. */
export interface FailureText {
  readonly text: ErrorText;
  /** Null when the service said nothing, or only a code. */
  readonly quote: { readonly speaker: string; readonly words: string } | null;
}

/** The words for why a job failed. What the service said is quoted once, beside our sentence and not in it. */
export function failureText({ code, message, details = {} }: NonNullable<Job['failure']>): FailureText {
  const facts = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== message || !isProse(message)));
  const speaker = String(details['action'] ?? '').startsWith('s3:') ? 'Amazon S3' : 'Amazon Transcribe';
  return { text: textOfCode(code, facts), quote: isProse(message) ? { speaker, words: message } : null };
}

/** Codes such as "BadDigest" are for programs. */
function isProse(message: string): boolean {
  return message.trim().includes(' ');
}

function movedText(job: Job, done: number, total: number): string {
  const { rate } = job.progress;
  const moved = bytesOfText(done, total);
  if (rate === null || rate <= 0 || done >= total) return moved;
  return `${moved}, ${bytesText(rate)}/s, ${timeLeftText(((total - done) / rate) * 1000)}`;
}

function endedText(job: Job): JobText {
  const took = lengthText(job.changedAt - job.createdAt);
  if (job.state === 'done') return { short: 'Transcribed', long: `Transcribed in ${took}`, share: 1, tone: 'done' };
  if (job.state === 'cancelled') return { short: 'Cancelled', long: 'Cancelled', share: null, tone: 'cancelled' };
  return { short: 'Failed', long: 'Failed', share: null, tone: 'failed' };
}

/** States and failures in which Transcribe still holds something of a job that is not here. */
const WAITS_AT_SERVICE: ReadonlySet<Job['state']> = new Set(['submitted', 'transcribed']);
const LEFT_AT_SERVICE: ReadonlySet<string> = new Set(['result-withheld', 'result-unreadable', 'endpoint-refused']);

/** How long Transcribe keeps an old job, in a sentence; null while that is far off or was never in question (A35). */
export function keptText(job: Job, now: number): string | null {
  const isHere = job.state === 'fetched' || job.state === 'done';
  const isThere = WAITS_AT_SERVICE.has(job.state) || (job.failure !== null && LEFT_AT_SERVICE.has(job.failure.code));
  const left = daysUntilForgotten(job.createdAt, now);
  if (left === null || (!isHere && !isThere)) return null;
  const days = left === 1 ? '1 day' : `${left} days`;
  if (isHere)
    return left === 0
      ? 'AWS no longer keeps this job. Your transcript is here and stays.'
      : `AWS forgets this job in ${days}. Your transcript is here and stays.`;
  return left === 0
    ? 'This job is older than the 90 days AWS knows jobs for; its result is not here.'
    : `AWS knows this job for ${days} more; its result is not here yet.`;
}

/** Median of how long finished jobs took per millisecond of media, times this length; null before there is one. */
export function typicalMillis(finished: readonly { readonly took: number; readonly length: number }[], length: number): number | null {
  const ratios = finished.filter((job) => job.length > 0).map((job) => job.took / job.length);
  if (ratios.length === 0 || length <= 0) return null;
  ratios.sort((a, b) => a - b);
  const median = ratios[Math.floor(ratios.length / 2)] ?? 0;
  return Math.round(median * length);
}

/** What a job was asked for, in one line: "English (Britain), up to 4 speakers". */
export function jobOptionsText(options: Job['options']): string {
  const { language, maxSpeakers, channels, maxAlternatives } = options;
  const among = language.kind !== 'one' && language.among.length > 0 ? ` among ${language.among.map(languageName).join(', ')}` : '';
  const parts = [
    language.kind === 'one' ? languageName(language.code) : language.kind === 'identify' ? `Language identified${among}` : `Several languages${among}`,
    maxSpeakers === null ? null : `up to ${maxSpeakers} speakers`,
    channels ? 'channels apart' : null,
    maxAlternatives === null ? null : `${maxAlternatives} alternatives`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
