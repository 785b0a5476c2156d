// The jobs of one account: they move by the clock alone, and finish whether anybody asks or not.
// Nothing here runs on a timer: `settle` brings every job to where the present moment puts it.
import { createHash, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { headOfBlob, sha256OfBlob } from '../s3/blob.ts';
import type { Store, StoredBucket, StoredObject } from '../s3/store.ts';
import type { JobOutcome, StartRequest, StoredJob } from './job.ts';
import type { KnownRecording } from './known-recordings.ts';
import { SNIFFED_BYTES, sniffMedia, type SniffedMedia } from './media-sniff.ts';
import { parseS3Uri } from './s3-uri.ts';
import { tailorResult } from './tailored-result.ts';

/** How the service behaves in time, milliseconds, and how much it does at once. */
export interface JobPace {
  /** How long a job stays QUEUED; 0 starts it at once, as the service does without deferred execution. */
  readonly queued: number;
  readonly running: number;
  /** Jobs running at once. */
  readonly concurrent: number;
}

/** What a job needs of the rest of the stand-in. */
export interface JobSurroundings {
  readonly store: Store;
  readonly account: string;
  readonly recordings: readonly KnownRecording[];
  readonly pace: JobPace;
}

/** Who owns the buckets the service keeps results in. */
export const SERVICE_OWNER = 'transcribe-service';

export class Jobs {
  readonly #around: JobSurroundings;
  /** In the order they were started; keyed by region and name. */
  readonly #jobs = new Map<string, StoredJob>();
  #settling: Promise<void> = Promise.resolve();

  constructor(around: JobSurroundings, kept: readonly StoredJob[] = []) {
    this.#around = around;
    for (const job of kept) this.#jobs.set(idOf(job.region, job.request.TranscriptionJobName), job);
  }

  find(region: string, name: string): StoredJob | null {
    return this.#jobs.get(idOf(region, name)) ?? null;
  }

  /** Every job of a region, newest first; of all regions when none is named. */
  all(region?: string): StoredJob[] {
    const jobs = [...this.#jobs.values()].filter((job) => region === undefined || job.region === region);
    return jobs.reverse().sort((a, b) => b.created - a.created);
  }

  /** Adds a job, running at once unless it has to wait. */
  add(request: StartRequest, region: string, now: number): StoredJob {
    const waits = this.#around.pace.queued > 0 || this.runningCount() >= this.#around.pace.concurrent;
    const job: StoredJob = {
      request,
      region,
      created: now,
      status: waits ? 'QUEUED' : 'IN_PROGRESS',
      started: waits ? null : now,
      completed: null,
      outcome: {},
    };
    this.#jobs.set(idOf(region, request.TranscriptionJobName), job);
    return job;
  }

  async remove(job: StoredJob): Promise<void> {
    this.#jobs.delete(idOf(job.region, job.request.TranscriptionJobName));
    const { output } = job.outcome;
    const bucket = output && this.#around.store.buckets.get(output.bucket);
    if (output && bucket?.owner === SERVICE_OWNER) await this.#around.store.removeObject(bucket, output.key);
  }

  runningCount(): number {
    return [...this.#jobs.values()].filter((job) => job.status === 'IN_PROGRESS').length;
  }

  /** Brings every job to its state at `now`. Calls queue up, so a result is never written twice. */
  settle(now: number): Promise<void> {
    const settled = this.#settling.then(() => this.#settle(now));
    this.#settling = settled.catch(() => undefined);
    return settled;
  }

  async #settle(now: number): Promise<void> {
    const { pace } = this.#around;
    // a slot freed by one job lets the next one start at that moment, so moves are taken in the order of time
    for (;;) {
      const moves = [...this.#jobs.values()].flatMap((job) => {
        if (job.status === 'IN_PROGRESS' && job.started !== null) return [{ job, at: job.started + pace.running }];
        if (job.status === 'QUEUED' && this.runningCount() < pace.concurrent) return [{ job, at: Math.max(job.created + pace.queued, this.#freedAt) }];
        return [];
      });
      const next = moves.filter((move) => move.at <= now).sort((a, b) => a.at - b.at)[0];
      if (!next) return;
      if (next.job.status === 'QUEUED') Object.assign(next.job, { status: 'IN_PROGRESS', started: next.at });
      else {
        await this.#finish(next.job, next.at);
        this.#freedAt = next.at;
      }
    }
  }

  #freedAt = 0;

  async #finish(job: StoredJob, at: number): Promise<void> {
    const outcome = await this.#transcribe(job, at);
    Object.assign(job, { outcome, completed: at, status: outcome.failureReason === undefined ? 'COMPLETED' : 'FAILED' });
  }

  async #transcribe(job: StoredJob, at: number): Promise<JobOutcome> {
    const object = this.#media(job);
    if (!object)
      return { failureReason: "The S3 URI that you provided can't be accessed. Make sure that you have read permission and try your request again." };
    const sniffed = sniffMedia(await headOfBlob(object.blob, SNIFFED_BYTES), object.blob.size);
    const sha256 = await sha256OfBlob(object.blob);
    const known = this.#around.recordings.find((recording) => recording.sha256 === sha256);
    const failureReason = whyFailed(job.request, sniffed, known ?? null);
    if (failureReason !== null || !known)
      return { failureReason: failureReason ?? UNKNOWN_MEDIA, ...(sniffed.format === null ? {} : { format: sniffed.format }) };
    const found: JobOutcome = { format: known.format, sampleRate: known.sampleRate, ...languagesOf(job, known) };
    const output = await this.#writeResult(job, tailorResult(known.resultJson, { ...job, outcome: found }, this.#around.account), at);
    return output === null
      ? { failureReason: "The specified S3 bucket can't be accessed. Make sure that you have write permission and try your request again." }
      : { ...found, output };
  }

  #media(job: StoredJob): StoredObject | null {
    const place = parseS3Uri(job.request.Media.MediaFileUri ?? '');
    return (place && this.#around.store.buckets.get(place.bucket)?.objects.get(place.key)) ?? null;
  }

  async #writeResult(job: StoredJob, text: string, at: number): Promise<{ bucket: string; key: string } | null> {
    const { store, account } = this.#around;
    const { request } = job;
    const serviceBucket = `aws-transcribe-${job.region}-prod`;
    const ours = request.OutputBucketName === undefined;
    const bucket = ours
      ? (store.buckets.get(serviceBucket) ?? store.makeBucket(serviceBucket, job.region, at, SERVICE_OWNER))
      : store.buckets.get(request.OutputBucketName ?? '');
    if (!bucket) return null;
    const key = ours ? `${account}/${request.TranscriptionJobName}/${randomUUID()}/asrOutput.json` : outputKey(request);
    await putText(store, bucket, { key, text, at });
    return { bucket: bucket.name, key };
  }
}

/** The exact key a result is written to in the customer's bucket: ".json" is taken as it is, anything else is a folder. */
export function outputKey(request: StartRequest): string {
  const fileName = `${request.ContentRedaction ? 'redacted-' : ''}${request.TranscriptionJobName}.json`;
  if (request.OutputKey === undefined) return fileName;
  if (request.OutputKey.endsWith('.json')) return request.OutputKey;
  return `${request.OutputKey.replace(/\/$/, '')}/${fileName}`;
}

const UNKNOWN_MEDIA =
  'This is the practice service that comes with Galley, not Amazon Transcribe: it knows only the sample recordings and cannot transcribe any other media. Connect to AWS in the settings to transcribe this recording.';

/** The documented reasons first, in the service's words. */
function whyFailed(request: StartRequest, sniffed: SniffedMedia, known: KnownRecording | null): string | null {
  const format = known?.format ?? sniffed.format;
  const rate = known?.sampleRate ?? sniffed.sampleRate;
  if (format === null) return 'Unsupported media format';
  if (request.MediaFormat !== undefined && !sameFormat(request.MediaFormat, format))
    return 'The media format provided does not match the detected media format';
  if (rate !== null && (rate < 8000 || rate > 48_000)) return 'Invalid sample rate for audio file';
  if (request.MediaSampleRateHertz !== undefined && rate !== null && rate !== request.MediaSampleRateHertz)
    return 'The sample rate provided does not match the detected sample rate';
  if ((sniffed.channels ?? 0) > 2) return 'Invalid number of channels: number of channels too large';
  // these two sentences are as the service words them, missing space included
  if ((sniffed.duration ?? 0) > 14_400)
    return 'Invalid file size: file size too large. Maximum audio duration is 4.000000 hours.Check the length of the file and try your request again.';
  if ((sniffed.duration ?? 1) < 0.5) return 'The input media file length is too small. Check the length of the file and try your request again.';
  return null;
}

/** mp4 and m4a are one container to the service. */
function sameFormat(a: string, b: string): boolean {
  const plain = (format: string): string => (format === 'm4a' ? 'mp4' : format);
  return plain(a) === plain(b);
}

function languagesOf(job: StoredJob, known: KnownRecording): Pick<JobOutcome, 'languages'> {
  const { IdentifyLanguage, IdentifyMultipleLanguages, LanguageOptions } = job.request;
  if (!IdentifyLanguage && !IdentifyMultipleLanguages) return {};
  const code = !LanguageOptions || LanguageOptions.includes(known.language) ? known.language : nearest(LanguageOptions, known.language);
  const results = JSON.parse(known.resultJson) as { results: { items: { end_time?: string }[] } }; // the project's own sample
  const seconds = Math.max(...results.results.items.map((item) => Number(item.end_time ?? 0)));
  return { languages: [{ code, seconds, score: code === known.language ? 0.9821 : 0.5127 }] };
}

/** When no option fits, the service takes the nearest without a warning. */
function nearest(options: readonly string[], language: string): string {
  return options.find((option) => option.slice(0, 2) === language.slice(0, 2)) ?? options[0] ?? language;
}

async function putText(store: Store, bucket: StoredBucket, file: { key: string; text: string; at: number }): Promise<void> {
  const path = join(store.folder, randomUUID());
  await writeFile(path, file.text);
  const size = Buffer.byteLength(file.text);
  const etag = createHash('md5').update(file.text).digest('hex');
  await store.putObject(bucket, {
    key: file.key,
    blob: { size, files: [{ path, size }] },
    etag,
    modified: file.at,
    checksum: null,
    headers: { 'content-type': 'application/json' },
    parts: null,
  });
}

function idOf(region: string, name: string): string {
  return `${region} ${name}`;
}
