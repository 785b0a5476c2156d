// Uploading 256 MB as a job does it, rows and checksums and all, against one bare PUT of the same file to the same server.
import { fork, type ChildProcess } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, mkdirSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { makeCloud } from '../src-main/adapters/aws/connection.ts';
import { SessionSecrets } from '../src-main/adapters/machine/session-secrets.ts';
import { makeMediaFiles } from '../src-main/adapters/media/media-files.ts';
import { systemClock } from '../src-main/adapters/machine/system-clock.ts';
import { PartPace } from '../src-main/jobs/part-pace.ts';
import { uploadMedia } from '../src-main/jobs/media-upload.ts';
import type { Library, StoredJob } from '../src-main/ports/library.ts';
import type { FileStamp, MediaFiles } from '../src-main/ports/media.ts';
import { practiceCredentials } from '../test/stand-in/stand-in.ts';
import { signLink } from '../test/stand-in/sigv4.ts';
import type { Bench } from './bench.ts';
import { openAt, quiet } from './stocked-library.ts';

const MEGABYTES = 256;
const BLOCK = 1024 * 1024;
const BUCKET = 'galley-bench';

/** Upload. */
export const upload: Bench = {
  name: 'upload',
  against: 'one bare PUT of the same bytes to the same server',
  async measure({ scratch, runs }) {
    const folder = join(scratch, 'upload');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'media.bin');
    writeFileSync(path, randomBlocks(MEGABYTES));
    const server = await startServer();
    const library = openAt(folder);
    try {
      const files = makeMediaFiles(library.mediaFolder);
      const stamp = await files.stamp(path);
      const [ours, bare]: [number[], number[]] = [[], []];
      // By turns, so that whatever else the machine does falls on both.
      for (let run = -1; run < (runs ?? 5); run += 1) {
        const put = await rate(() => barePut(server.env, path, stamp.size));
        const parts = await rate(() => asJob(server.env, { library, files, path, stamp }, `upload-${run + 1}`));
        if (run < 0) continue;
        bare.push(put);
        ours.push(parts);
      }
      return [{ what: `upload of ${MEGABYTES} MB on loopback`, unit: 'MB/s', ours, beside: { name: 'bare PUT', values: bare }, target: { leastTimes: 0.9 } }];
    } finally {
      library.close();
      server.child.kill('SIGTERM');
      await once(server.child, 'exit');
    }
  },
};

function randomBlocks(count: number): Buffer {
  const bytes = Buffer.allocUnsafe(count * BLOCK);
  for (let at = 0; at < bytes.length; at += BLOCK) randomFillSync(bytes, at, BLOCK);
  return bytes;
}

async function rate(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (MEGABYTES * BLOCK) / 1e6 / ((performance.now() - start) / 1000);
}

async function startServer(): Promise<{ child: ChildProcess; env: Record<string, string> }> {
  const child = fork(fileURLToPath(new URL('./upload-server.ts', import.meta.url)), [BUCKET]);
  const [env] = (await once(child, 'message')) as [Record<string, string>]; // upload-server.ts sends its environment
  return { child, env };
}

async function barePut(env: Record<string, string>, path: string, size: number): Promise<void> {
  const { host, hostname, port } = new URL(env['AWS_ENDPOINT_URL'] ?? '');
  const region = env['AWS_REGION'] ?? 'us-east-1';
  const query = signLink({ method: 'PUT', host, path: `/${BUCKET}/bare`, credentials: practiceCredentials, region, now: Date.now(), expires: 900 });
  const put = request({ hostname, port, path: `/${BUCKET}/bare?${query}`, method: 'PUT', headers: { 'content-length': size } });
  const answered = once(put, 'response');
  await pipeline(createReadStream(path, { highWaterMark: BLOCK }), put);
  const [response] = (await answered) as [IncomingMessage]; // a request's response event carries it
  response.resume();
  if (response.statusCode !== 200) throw new Error(`the bare PUT was answered ${String(response.statusCode)}`);
}

interface Source {
  readonly library: Library;
  readonly files: MediaFiles;
  readonly path: string;
  readonly stamp: FileStamp;
}

async function asJob(env: Record<string, string>, { library, files, path, stamp }: Source, id: string): Promise<void> {
  const cloud = makeCloud({ secrets: new SessionSecrets(), log: quiet, env: { ...env, HOME: process.env['HOME'] ?? '' } });
  const connection = await cloud.connect({ profile: null, region: null });
  const media = { state: 'ready' as const, path, owned: false, fingerprint: id, proxyPath: null, facts: null, trouble: null };
  library.recordings.put({ id, name: id, fileName: 'media.bin', addedAt: 0, editedAt: null, media });
  const job = jobOf(id, connection.region, { path, stamp });
  library.jobs.put(job);
  const pace = new PartPace({ clock: systemClock, chance: Math.random });
  const signal = new AbortController().signal;
  const told = { onBytes: () => undefined, onTrouble: () => undefined };
  await uploadMedia(job, { connection, files, jobs: library.jobs, begun: library.begunUploads, clock: systemClock, pace, signal, ...told });
  cloud.close();
}

function jobOf(id: string, region: string, source: StoredJob['source']): StoredJob {
  const progress = { step: 'uploading' as const, bytesDone: null, bytesTotal: null, rate: null, since: 0 };
  const options = { language: { kind: 'one' as const, code: 'en-US' }, maxSpeakers: null, channels: false, maxAlternatives: null };
  const names = { id, recording: id, serviceName: id, region, bucket: BUCKET, key: 'bench/parts.bin' };
  const owner = { profile: null, bucketOwner: null, kmsKey: null };
  return { ...names, ...owner, state: 'queued', resumeState: 'queued', options, progress, createdAt: 0, changedAt: 0, failure: null, source, attempts: 0 };
}
