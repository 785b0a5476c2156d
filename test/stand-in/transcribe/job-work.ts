// What becomes of a job once its time is up: the media is looked at, recognised or refused, and the result written.
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

/** Who owns the buckets the service keeps results in. */
export const SERVICE_OWNER = 'transcribe-service';

/** What a job's work needs of the rest of the stand-in. */
export interface JobSurroundings {
  readonly store: Store;
  readonly account: string;
  readonly recordings: readonly KnownRecording[];
}

/** Why media that is sound stays untranscribed. */
const UNKNOWN_MEDIA =
  'This is the practice service that comes with Galley, not Amazon Transcribe: it knows only the sample recordings and cannot transcribe any other media. ' +
  'Connect to AWS in the settings to transcribe this recording.';
const NO_ACCESS = "The S3 URI that you provided can't be accessed. Make sure that you have read permission and try your request again.";
const NO_OUTPUT = "The specified S3 bucket can't be accessed. Make sure that you have write permission and try your request again.";

/** Does a job's work as of `at` (milliseconds since 1970). The job itself is left as it is. */
export async function workOn(job: StoredJob, around: JobSurroundings, at: number): Promise<JobOutcome> {
  const object = mediaOf(job, around.store);
  if (!object) return { failureReason: NO_ACCESS };
  const sniffed = sniffMedia(await headOfBlob(object.blob, SNIFFED_BYTES), object.blob.size);
  const sha256 = await sha256OfBlob(object.blob);
  const known = around.recordings.find((recording) => recording.sha256 === sha256) ?? null;
  const failureReason = whyFailed(job.request, sniffed, known);
  if (failureReason !== null || !known) {
    return { failureReason: failureReason ?? UNKNOWN_MEDIA, ...(sniffed.format === null ? {} : { format: sniffed.format }) };
  }
  const found: JobOutcome = { format: known.format, sampleRate: known.sampleRate, ...languagesOf(job, known) };
  const output = await writeResult({ ...job, outcome: found }, known, around, at);
  return output === null ? { failureReason: NO_OUTPUT } : { ...found, output };
}

/** The exact key a result is written to in the customer's bucket: ".json" is taken as it is, anything else is a folder. */
export function outputKey(request: StartRequest): string {
  const fileName = `${request.ContentRedaction ? 'redacted-' : ''}${request.TranscriptionJobName}.json`;
  if (request.OutputKey === undefined) return fileName;
  if (request.OutputKey.endsWith('.json')) return request.OutputKey;
  return `${request.OutputKey.replace(/\/$/, '')}/${fileName}`;
}

function mediaOf(job: StoredJob, store: Store): StoredObject | null {
  const place = parseS3Uri(job.request.Media.MediaFileUri ?? '');
  return (place && store.buckets.get(place.bucket)?.objects.get(place.key)) ?? null;
}

/** The documented reasons, in the service's words; the two of length are as recorded, missing space included. */
function whyFailed(request: StartRequest, sniffed: SniffedMedia, known: KnownRecording | null): string | null {
  const format = known?.format ?? sniffed.format;
  const rate = known?.sampleRate ?? sniffed.sampleRate;
  if (format === null) return 'Unsupported media format';
  if (request.MediaFormat !== undefined && !sameFormat(request.MediaFormat, format))
    return 'The media format provided does not match the detected media format';
  if (rate !== null && (rate < 8000 || rate > 48_000)) return 'Invalid sample rate for audio file';
  if (request.MediaSampleRateHertz !== undefined && rate !== null && rate !== request.MediaSampleRateHertz) {
    return 'The sample rate provided does not match the detected sample rate';
  }
  if ((sniffed.channels ?? 0) > 2) return 'Invalid number of channels: number of channels too large';
  if ((sniffed.duration ?? 0) > 14_400) {
    return 'Invalid file size: file size too large. Maximum audio duration is 4.000000 hours.Check the length of the file and try your request again.';
  }
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

async function writeResult(job: StoredJob, known: KnownRecording, around: JobSurroundings, at: number): Promise<{ bucket: string; key: string } | null> {
  const { store, account } = around;
  const { request, region } = job;
  const text = tailorResult(known.resultJson, job, account);
  if (request.OutputBucketName === undefined) {
    const name = `aws-transcribe-${region}-prod`;
    const bucket = store.buckets.get(name) ?? store.makeBucket(name, region, at, SERVICE_OWNER);
    return putText(store, bucket, { key: `${account}/${request.TranscriptionJobName}/${randomUUID()}/asrOutput.json`, text, at });
  }
  const bucket = store.buckets.get(request.OutputBucketName);
  return bucket ? putText(store, bucket, { key: outputKey(request), text, at }) : null;
}

async function putText(store: Store, bucket: StoredBucket, file: { key: string; text: string; at: number }): Promise<{ bucket: string; key: string }> {
  const path = join(store.folder, randomUUID());
  await writeFile(path, file.text);
  const size = Buffer.byteLength(file.text);
  const etag = createHash('md5').update(file.text).digest('hex');
  const headers = { 'content-type': 'application/json' };
  await store.putObject(bucket, { key: file.key, blob: { size, files: [{ path, size }] }, etag, modified: file.at, checksum: null, headers, parts: null });
  return { bucket: bucket.name, key: file.key };
}
