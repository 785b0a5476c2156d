// The AWS stand-in: S3, Transcribe and STS on one loopback port, for tests and for practice.
// It believes no unsigned byte and holds no object in memory; everything it keeps lies in one folder.
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credentials } from './caller.ts';
import { answer, clockFor, openExchange, type Services } from './exchange.ts';
import { FaultScript, type Fault } from './faults.ts';
import { toIncoming } from './incoming.ts';
import { KeptState, recall } from './kept-state.ts';
import { Refusal } from './refusal.ts';
import { RequestLog } from './request-log.ts';
import { headOfBlob } from './s3/blob.ts';
import { Store } from './s3/store.ts';
import { cutUpload, send, strikeBefore } from './sending.ts';
import { encodePart, signLink } from './sigv4.ts';
import { SERVICE_OWNER } from './transcribe/job-work.ts';
import { Jobs, type JobPace } from './transcribe/jobs.ts';
import type { StoredJob } from './transcribe/job.ts';
import type { KnownRecording } from './transcribe/known-recordings.ts';

/** How a stand-in is set up. Everything has a default. */
export interface StandInOptions {
  /** 0 or nothing lets the system choose. */
  readonly port?: number;
  /** Whose signatures are believed; `practiceCredentials` by default. */
  readonly credentials?: readonly Credentials[];
  /** Where the buckets below are made; "us-east-1" by default. Any region may be signed for. */
  readonly region?: string;
  /** Twelve digits; "000000000000" by default. */
  readonly account?: string;
  /** Milliseconds since 1970; the machine's clock by default. Signatures are checked against it, too. */
  readonly now?: () => number;
  /** Buckets to begin with. */
  readonly buckets?: readonly string[];
  /** What Transcribe can recognise. */
  readonly recordings?: readonly KnownRecording[];
  /** How jobs move; at once running, done after 2 s, 250 at a time by default. */
  readonly jobs?: Partial<JobPace>;
  readonly faults?: readonly Fault[];
  /** Where contents and state are kept across starts; a folder removed by `close` by default. */
  readonly folder?: string;
}

/** A running stand-in. */
export interface StandIn {
  /** "http://127.0.0.1:PORT"; S3, Transcribe and STS all answer there. */
  readonly url: string;
  readonly s3Url: string;
  readonly transcribeUrl: string;
  readonly stsUrl: string;
  readonly region: string;
  readonly account: string;
  readonly faults: FaultScript;
  readonly log: RequestLog;
  /** Names of the account's buckets with their objects' sizes by key. */
  buckets(): { name: string; region: string; objects: Record<string, number> }[];
  /** Gives a bucket to another account, which goes on to let ours use it. */
  giveAway(bucket: string, account: string): void;
  /** Documents put on a bucket by name: "publicAccessBlock", "encryption", "lifecycle". */
  settings(bucket: string): Record<string, string>;
  /** An object's bytes, or null. For small ones. */
  object(bucket: string, key: string): Promise<Buffer | null>;
  /** Unfinished multipart uploads. */
  uploads(): { id: string; bucket: string; key: string; parts: number[] }[];
  /** Every job, newest first, brought to the present moment. */
  jobs(): Promise<readonly StoredJob[]>;
  /** What a child process needs in its environment to use this instead of AWS. */
  environment(): Record<string, string>;
  /** Ends every connection and removes what was stored. */
  close(): Promise<void>;
}

/** The keys practice uses. They open nothing but a stand-in. */
export const practiceCredentials: Credentials = { accessKeyId: 'AKIAPRACTICEPRACTICE', secretAccessKey: 'practice/secret/for/the/stand-in/only/000' };

const serviceCredentials: Credentials = { accessKeyId: 'ASIASERVICESERVICE00', secretAccessKey: 'signs-links-to-the-service-bucket', service: SERVICE_OWNER };

/** Seconds a link to a result in the service's bucket lives (Transcribe guide). */
const LINK_SECONDS = 900;

/** Starts a stand-in on 127.0.0.1. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { credentials = [practiceCredentials], region = 'us-east-1', account = '000000000000', now = Date.now } = options;
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'galley-stand-in-')));
  await mkdir(folder, { recursive: true });
  const store = new Store(folder);
  const keptJobs = options.folder === undefined ? [] : recall(store);
  const jobs = new Jobs({ store, account, recordings: options.recordings ?? [] }, { queued: 0, running: 2000, concurrent: 250, ...options.jobs }, keptJobs);
  const kept = options.folder === undefined ? null : new KeptState(store, () => jobs.all());
  for (const name of options.buckets ?? []) if (!store.buckets.has(name)) store.makeBucket(name, region, now());
  kept?.save();
  const [faults, log] = [new FaultScript(options.faults), new RequestLog()];
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 30_000 });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server's address is never a string
  const services: Services = { account, keys: [...credentials, serviceCredentials], now, store, jobs, faults, log, resultUri: resultUris(store, host, now) };
  const handle = (request: IncomingMessage, response: ServerResponse): void => void serve(services, request, response).finally(() => kept?.save());
  server.on('request', handle).on('checkContinue', handle);
  const url = `http://${host}`;
  return {
    ...{ url, s3Url: url, transcribeUrl: url, stsUrl: url, region, account, faults, log },
    ...views(store, jobs, now),
    environment: () => environmentFor(url, region, credentials[0] ?? practiceCredentials),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      if (!kept) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What tests look at behind the services' backs. */
function views(store: Store, jobs: Jobs, now: () => number): Pick<StandIn, 'buckets' | 'giveAway' | 'settings' | 'object' | 'uploads' | 'jobs'> {
  return {
    buckets: () =>
      [...store.buckets.values()]
        .filter((bucket) => bucket.owner === null)
        .map(({ name, region, objects }) => ({ name, region, objects: Object.fromEntries([...objects].map(([key, object]) => [key, object.blob.size])) })),
    giveAway: (name, account) => {
      const bucket = store.buckets.get(name);
      if (bucket === undefined) throw new Error(`no bucket ${name}`);
      bucket.account = account;
    },
    settings: (name) => Object.fromEntries(store.buckets.get(name)?.settings ?? []),
    object: async (bucket, key) => {
      const blob = store.buckets.get(bucket)?.objects.get(key)?.blob;
      return blob ? headOfBlob(blob, blob.size) : null;
    },
    uploads: () => [...store.uploads.values()].map(({ id, bucket, key, parts }) => ({ id, bucket, key, parts: [...parts.keys()] })),
    jobs: async () => {
      await jobs.settle(now());
      return jobs.all();
    },
  };
}

/** Addresses of results: plain for the customer's own bucket, a signed link for the service's. */
function resultUris(store: Store, host: string, now: () => number): Services['resultUri'] {
  return (output, region) => {
    const path = `/${output.bucket}/${output.key.split('/').map(encodePart).join('/')}`;
    if (store.buckets.get(output.bucket)?.owner !== SERVICE_OWNER) return `http://${host}${path}`;
    return `http://${host}${path}?${signLink({ host, path, credentials: serviceCredentials, region, now: now(), expires: LINK_SECONDS })}`;
  };
}

async function serve(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // a client that goes away in the middle is its own affair; what it began is dropped by whoever read its body
  response.on('error', () => undefined);
  request.on('error', () => undefined);
  try {
    let count = (_bytes: number): void => undefined;
    const incoming = toIncoming(request, response, (bytes) => count(bytes));
    let early = 0;
    count = (bytes) => void (early += bytes);
    const exchange = await openExchange(services, incoming, request.method ?? '', request.url ?? '');
    exchange.entry.bytesIn = early;
    count = (bytes) => {
      exchange.entry.bytesIn += bytes;
      cutUpload(exchange.fault, exchange, request);
    };
    if (strikeBefore(exchange.fault, response)) return;
    await send(await answer(services, exchange), exchange, response, clockFor(services, exchange));
    if (!request.complete) request.resume();
  } catch (thrown) {
    if (!response.socket || response.socket.destroyed || request.socket.destroyed) return;
    // an address that is no UTF-8 is refused before any service is told
    if (thrown instanceof Refusal) return void response.writeHead(thrown.status, { 'content-type': 'text/plain', connection: 'close' }).end(thrown.code);
    process.stderr.write(`stand-in: ${request.method} ${request.url}: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain', connection: 'close' });
    response.end('The stand-in has a bug; its standard error tells more.');
  }
}

function environmentFor(url: string, region: string, credentials: Credentials): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: credentials.sessionToken }),
    AWS_REGION: region,
    AWS_ENDPOINT_URL: url,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
