// Batch jobs of Amazon Transcribe: start, ask, list, read the result, forget. Polling and patience are the job engine's.
import {
  DeleteTranscriptionJobCommand,
  GetTranscriptionJobCommand,
  ListTranscriptionJobsCommand,
  StartTranscriptionJobCommand,
  type TranscriptionJob,
  type TranscriptionJobSummary,
} from '@aws-sdk/client-transcribe';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { ListReading, ObjectStore, Speech, SpeechJob, SpeechRequest } from '../../ports/cloud.ts';
import { InterceptedAnswer } from './aws-errors.ts';
import { required, type AwsSession } from './aws-session.ts';
import { jobRequest, mediaUri } from './job-request.ts';
import { readServiceLink } from './link-reader.ts';
import { locateObject, type LinkRules } from './result-link.ts';

/** The most List tells at once; its own default is 5. */
const PAGE_SIZE = 100;

/** Links tried before the service counts as out of order (A34). */
const LINK_TRIES = 3;

/** The Speech of a session. */
export function makeTranscribeSpeech(session: AwsSession, objects: ObjectStore): Speech {
  const get = (name: string): Promise<SpeechJob | null> => getJob(session, name);
  return {
    start: (request) => startJob(session, request),
    get,
    list: (nameContains, reading) => listJobs(session, nameContains, reading),
    result: (job, bucket) => readResult(session, objects, job, bucket),
    remove: async (name) => {
      await orNull(
        session.ask({ action: 'transcribe:DeleteTranscriptionJob', resource: name }, () =>
          session.transcribe.send(new DeleteTranscriptionJobCommand({ TranscriptionJobName: name })),
        ),
      );
    },
  };
}

/** Starts a job. A name that is taken is our own lost answer when it has our media, and `conflict` otherwise (A30). */
async function startJob(session: AwsSession, request: SpeechRequest): Promise<void> {
  const place = { action: 'transcribe:StartTranscriptionJob', resource: request.name };
  try {
    await session.ask(place, async () => {
      const { TranscriptionJob: job } = await session.transcribe.send(new StartTranscriptionJobCommand(jobRequest(request)));
      required(job?.TranscriptionJobName);
    });
  } catch (thrown) {
    if (!(thrown instanceof StudioError && thrown.code === 'conflict')) throw thrown;
    const taken = await getJob(session, request.name);
    if (taken?.mediaUri === null || taken?.mediaUri === undefined || !isSameMedia(taken.mediaUri, request, rulesOf(session))) throw thrown;
  }
}

/** The service may tell the URI as we sent it, or in its https form. */
function isSameMedia(uri: string, { bucket, key }: SpeechRequest, rules: LinkRules): boolean {
  if (uri === mediaUri(bucket, key)) return true;
  try {
    const found = locateObject(uri, rules);
    return found.bucket === bucket && found.key === key;
  } catch {
    return false;
  }
}

/** Transcribe calls an unknown name a bad request; that is null here. */
function getJob(session: AwsSession, name: string): Promise<SpeechJob | null> {
  return orNull(
    session.ask({ action: 'transcribe:GetTranscriptionJob', resource: name }, async () => {
      const { TranscriptionJob: job } = await session.transcribe.send(new GetTranscriptionJobCommand({ TranscriptionJobName: name }));
      const told = toldJob(required(job));
      // Another job's answer would move ours (S16).
      if (told.name !== name) throw new InterceptedAnswer('incomplete-answer');
      return told;
    }),
  );
}

async function listJobs(session: AwsSession, nameContains: string, reading?: ListReading): Promise<SpeechJob[]> {
  const place = { action: 'transcribe:ListTranscriptionJobs', resource: nameContains };
  const found: SpeechJob[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    await reading?.turn?.();
    const asked = { MaxResults: PAGE_SIZE, ...(nameContains && { JobNameContains: nameContains }), ...(token !== undefined && { NextToken: token }) };
    const page = await session.ask(place, async () => {
      const { TranscriptionJobSummaries: told, NextToken: next } = await session.transcribe.send(new ListTranscriptionJobsCommand(asked));
      return { jobs: required(told).map(toldSummary), next };
    });
    found.push(...page.jobs);
    // A server that repeats itself must not keep us here for ever.
    if (reading?.enough(page.jobs) || page.next === undefined || seen.has(page.next)) break;
    seen.add(page.next);
    token = page.next;
  } while (token !== undefined);
  return found;
}

/**
 * The result's bytes. Asks for a fresh link when `job` came from a list or its link is no longer good.
 * Throws `job-expired` when Transcribe no longer has it, `result-withheld` when it names no place (A36), `service` when fresh links
 * are refused one after the other, `endpoint-refused` when one leads to a place that is not ours to read.
 */
async function readResult(session: AwsSession, objects: ObjectStore, job: SpeechJob, bucket: string): Promise<Uint8Array> {
  const rules = rulesOf(session);
  let told = job.resultUri === null ? await getJob(session, job.name) : job;
  for (let tries = 0; tries < LINK_TRIES; tries += 1) {
    if (told === null) throw new StudioError('job-expired', { resource: job.name });
    const uri = told.resultUri;
    if (uri === null) throw new StudioError('result-withheld', { resource: job.name });
    const place = locateObject(uri, rules);
    if (place.bucket === bucket) return objects.get(bucket, place.key);
    const answer = await session.ask({ action: 's3:GetObject', resource: 'result' }, () => readServiceLink(uri, rules, session.agents));
    if (answer.kind === 'bytes') return answer.bytes;
    told = await getJob(session, job.name);
  }
  if (told === null) throw new StudioError('job-expired', { resource: job.name });
  throw new StudioError('service', { what: 'links-refused', resource: job.name });
}

function rulesOf(session: AwsSession): LinkRules {
  return { region: session.region, s3Endpoint: session.endpoint('s3') };
}

function toldJob(job: TranscriptionJob): SpeechJob {
  return {
    name: required(job.TranscriptionJobName),
    state: stateOf(required(job.TranscriptionJobStatus)),
    mediaUri: job.Media?.MediaFileUri ?? null,
    // With redaction and no unredacted copy this is the only result there is.
    resultUri: job.Transcript?.TranscriptFileUri ?? job.Transcript?.RedactedTranscriptFileUri ?? null,
    failureReason: job.FailureReason ?? null,
  };
}

/** Summaries carry no URIs. */
function toldSummary(summary: TranscriptionJobSummary): SpeechJob {
  return {
    name: required(summary.TranscriptionJobName),
    state: stateOf(required(summary.TranscriptionJobStatus)),
    mediaUri: null,
    resultUri: null,
    failureReason: summary.FailureReason ?? null,
  };
}

/** Future states of the service must not stop anything. */
function stateOf(status: string): SpeechJob['state'] {
  switch (status) {
    case 'QUEUED':
      return 'queued';
    case 'IN_PROGRESS':
      return 'running';
    case 'COMPLETED':
      return 'completed';
    case 'FAILED':
      return 'failed';
    default:
      return 'unknown';
  }
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof StudioError && thrown.code === 'not-found') return null;
    throw thrown;
  }
}
