// Amazon Transcribe's job operations over awsJson 1.1, and its way of saying no.
import { callerArn, type Caller } from '../caller.ts';
import { AuthRefusal, Refusal, type AuthTrouble } from '../refusal.ts';
import type { Reply } from '../reply.ts';
import type { Store } from '../s3/store.ts';
import { skewText } from '../sts.ts';
import { describeJob, describeStartedJob, summariseJob, type StartRequest, type StoredJob } from './job.ts';
import type { Jobs } from './jobs.ts';
import { listShape, nameShape, startShape } from './request-shapes.ts';
import { parseS3Uri } from './s3-uri.ts';
import { checkShape } from './shape-check.ts';
import { checkCombination } from './start-rules.ts';

/** All an operation may look at. */
export interface TranscribeRequest {
  readonly document: unknown;
  readonly caller: Caller;
  readonly jobs: Jobs;
  readonly store: Store;
  readonly now: number;
  /** The address of a result: plain for the customer's bucket, signed for the service's. */
  readonly resultUri: (output: { bucket: string; key: string }) => string;
}

/** The largest media file, bytes (Transcribe quotas). */
const LARGEST_MEDIA = 2 * 1024 ** 3;

const HANDLERS: Readonly<Record<string, (request: TranscribeRequest) => unknown>> = {
  StartTranscriptionJob: start,
  GetTranscriptionJob: get,
  ListTranscriptionJobs: list,
  DeleteTranscriptionJob: remove,
};

/** "Transcribe.GetTranscriptionJob" → "GetTranscriptionJob". */
export function operationOfTarget(target: string): string {
  return target.slice(target.indexOf('.') + 1);
}

/** Does the operation. */
export async function answerTranscribe(operation: string, request: TranscribeRequest): Promise<Reply> {
  const handler = HANDLERS[operation];
  if (!handler) throw new Refusal(400, 'UnknownOperationException', '');
  return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify((await handler(request)) ?? {}) };
}

/** A request's document; an unreadable one is refused. */
export function parseDocument(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refusal(400, 'SerializationException', 'Could not parse request body');
  }
}

function start(request: TranscribeRequest): unknown {
  checkShape(startShape, request.document);
  const asked = request.document as StartRequest; // just checked against its shape
  checkCombination(asked);
  const { region } = request.caller;
  checkMedia(request, asked.Media.MediaFileUri ?? '');
  if (asked.OutputBucketName !== undefined && request.store.buckets.get(asked.OutputBucketName)?.region !== region) {
    throw bad(
      "The specified S3 bucket can't be accessed. Make sure that the bucket exists in the Region of your request, that you have write permission, and try your request again.",
    );
  }
  if (request.jobs.find(region, asked.TranscriptionJobName))
    throw new Refusal(400, 'ConflictException', 'The requested job name already exists. Use a different job name.');
  if (!request.jobs.hasRoom() && !asked.JobExecutionSettings?.AllowDeferredExecution) {
    throw new Refusal(429, 'LimitExceededException', 'You have too many concurrent jobs. Wait until at least one job completes and try your request again.');
  }
  return { TranscriptionJob: describeStartedJob(request.jobs.add(asked, region, request.now)) };
}

function checkMedia(request: TranscribeRequest, uri: string): void {
  const place = parseS3Uri(uri);
  if (!place) throw bad("The URI that you provided doesn't point to an S3 object. Make sure that the object exists and try your request again.");
  const bucket = request.store.buckets.get(place.bucket);
  if (!bucket || bucket.region !== request.caller.region) {
    throw bad("The S3 URI that you provided can't be accessed. Make sure that you have read permission and try your request again.");
  }
  const object = bucket.objects.get(place.key);
  if (!object) throw bad("The URI that you provided doesn't point to an S3 object. Make sure that the object exists and try your request again.");
  if (object.blob.size > LARGEST_MEDIA) throw bad('The input file that you specified exceeds the maximum size of 2048.00 Mb. Try again with a smaller file.');
}

function get(request: TranscribeRequest): unknown {
  return { TranscriptionJob: describeJob(jobNamed(request), request.resultUri) };
}

async function remove(request: TranscribeRequest): Promise<void> {
  const job = jobNamed(request);
  if (job.status === 'QUEUED' || job.status === 'IN_PROGRESS')
    throw bad("The requested job can't be deleted because it isn't finished. Wait until the job completes or fails and try your request again.");
  await request.jobs.remove(job);
}

function jobNamed(request: TranscribeRequest): StoredJob {
  checkShape(nameShape, request.document);
  const { TranscriptionJobName } = request.document as { TranscriptionJobName: string }; // just checked
  const job = request.jobs.find(request.caller.region, TranscriptionJobName);
  if (!job) throw bad("The requested job couldn't be found. Check the job name and try your request again.");
  return job;
}

function list(request: TranscribeRequest): unknown {
  checkShape(listShape, request.document);
  const asked = request.document as { Status?: string; JobNameContains?: string; NextToken?: string; MaxResults?: number }; // just checked
  const wanted = asked.JobNameContains?.toLowerCase();
  const jobs = request.jobs
    .all(request.caller.region)
    .filter(
      (job) =>
        (asked.Status === undefined || job.status === asked.Status) &&
        (wanted === undefined || job.request.TranscriptionJobName.toLowerCase().includes(wanted)),
    );
  const from = asked.NextToken === undefined ? 0 : placeOf(asked.NextToken, jobs);
  const page = jobs.slice(from, from + (asked.MaxResults ?? 5));
  const last = page.at(-1);
  return {
    ...(asked.Status === undefined ? {} : { Status: asked.Status }),
    ...(last && from + page.length < jobs.length ? { NextToken: tokenOf(last) } : {}),
    TranscriptionJobSummaries: page.map(summariseJob),
  };
}

/** A token names the last job shown, so pages hold while new jobs come in. */
function tokenOf(job: StoredJob): string {
  return Buffer.from(JSON.stringify([job.created, job.request.TranscriptionJobName])).toString('base64url');
}

function placeOf(token: string, jobs: readonly StoredJob[]): number {
  try {
    const [created, name] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as [number, string]; // refused below unless it fits
    if (typeof created !== 'number' || typeof name !== 'string') throw new SyntaxError();
    const at = jobs.findIndex((job) => job.created === created && job.request.TranscriptionJobName === name);
    if (at >= 0) return at + 1;
    const older = jobs.findIndex((job) => job.created < created);
    return older < 0 ? jobs.length : older;
  } catch {
    throw bad('The NextToken that you provided is invalid. Check the token and try your request again.');
  }
}

function bad(message: string): Refusal {
  return new Refusal(400, 'BadRequestException', message);
}

/** A caller who may not do something, in Transcribe's words. */
export function denialOfTranscribe(operation: string, caller: Caller, account: string): Refusal {
  const resource = `arn:aws:transcribe:${caller.region}:${account}:transcription-job/*`;
  return new Refusal(
    400,
    'AccessDeniedException',
    `User: ${callerArn(caller.credentials, account)} is not authorized to perform: transcribe:${operation} on resource: ${resource} because no identity-based policy allows the transcribe:${operation} action`,
  );
}

const AUTH: Readonly<Record<AuthTrouble, readonly [string, string]>> = {
  missing: ['MissingAuthenticationTokenException', 'Missing Authentication Token'],
  malformed: ['IncompleteSignatureException', 'Authorization header requires existence of valid Credential, SignedHeaders, Signature and a date.'],
  'wrong-region': ['InvalidSignatureException', 'Credential should be scoped to a valid region.'],
  'unknown-key': ['UnrecognizedClientException', 'The security token included in the request is invalid.'],
  'bad-token': ['UnrecognizedClientException', 'The security token included in the request is invalid.'],
  'expired-token': ['ExpiredTokenException', 'The security token included in the request is expired'],
  mismatch: [
    'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  ],
  skewed: ['InvalidSignatureException', 'Signature expired'],
  'link-expired': ['InvalidSignatureException', 'Signature expired'],
};

/** A distrusted caller in Transcribe's words. */
export function refusalOfTranscribe(thrown: AuthRefusal): Refusal {
  const [code, message] = AUTH[thrown.trouble];
  return new Refusal(400, code, thrown.trouble === 'skewed' ? skewText(thrown) : message);
}

/** A refusal as a JSON error document. */
export function replyOfTranscribeRefusal(refusal: Refusal): Reply {
  return {
    status: refusal.status,
    headers: { 'content-type': 'application/x-amz-json-1.1', ...refusal.headers },
    body: JSON.stringify({ __type: refusal.code, ...(refusal.message === '' ? {} : { Message: refusal.message }) }),
  };
}
