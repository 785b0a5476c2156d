// Practice from end to end without a window: the product's own services do the whole job against the stand-in.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CallResult } from '../../src-core/contract/studio-api.ts';
import type { Job, JobOptions } from '../../src-core/library/job.ts';
import { openStudio } from '../../src-main/hosts/node-studio.ts';
import type { Studio } from '../../src-main/studio.ts';
import { PRACTICE_BUCKET, startPractice, type Practice } from '../practice.ts';
import { departures, modelsMissing } from './botocore-model.ts';
import { silentWav } from './silent-wav.ts';

const entry = new URL('../../src-main/hosts/loopback/main.ts', import.meta.url).href;
const options: JobOptions = { language: { kind: 'identify', among: [] }, maxSpeakers: 2, channels: false, maxAlternatives: 3 };
let folder: string;
let practice: Practice;
let studio: Studio;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'galley-practice-'));
  practice = await startPractice({ folder, jobs: { queued: 200, running: 500 } });
  for (const [name, value] of Object.entries(practice.environment)) if (name.startsWith('AWS_')) vi.stubEnv(name, value);
  studio = await openStudio({ libraryFolder: practice.libraryFolder, hostKind: 'loopback', version: 'test', entry });
});
afterAll(async () => {
  await studio.stop();
  await practice.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

async function call<T>(name: string, args: object): Promise<T> {
  const reply = await studio.dispatch(name, args);
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
  return reply.value as T; // the caller names the contract's result
}

/** Resolves with the job once it has ended. */
function ended(id: string): Promise<Job> {
  return new Promise((resolve) => {
    const off = studio.subscribe((event, payload) => {
      const jobs = event === 'jobs.changed' ? (payload as { jobs: Job[] }).jobs : []; // the contract's own payload
      const job = jobs.find((one) => one.id === id && (one.state === 'done' || one.state === 'failed'));
      if (!job) return;
      off();
      resolve(job);
    });
  });
}

test('the library begins with the sample, not yet transcribed, and a bucket that is ready', async () => {
  const recordings = await call<CallResult<'library.list'>>('library.list', {});
  expect(recordings.map(({ name }) => name)).toEqual(['Sample interview']);
  expect(await call('credentials.test', {})).toMatchObject({ account: '000000000000', region: 'us-east-1', bucket: { name: PRACTICE_BUCKET, state: 'ready' } });
});

test('the sample is uploaded, transcribed and fetched, with speakers and doubt', async () => {
  const [sample] = await call<CallResult<'library.list'>>('library.list', {});
  const recording = sample?.id ?? '';
  const started = await call<Job>('jobs.start', { recording, options });
  expect(await ended(started.id)).toMatchObject({ state: 'done', failure: null });
  const { transcript } = await call<CallResult<'library.open'>>('library.open', { recording });
  expect(transcript?.turns).toHaveLength(8);
  expect(transcript?.speakers).toHaveLength(2);
});

test('another recording fails, and the reason says why', async () => {
  const path = join(folder, 'other.wav');
  writeFileSync(path, silentWav(1));
  const offer = await studio.offer(path, 'other.wav', false);
  const { recording } = await call<CallResult<'library.import'>>('library.import', { offer, into: null });
  const started = await call<Job>('jobs.start', { recording: recording.id, options });
  const job = await ended(started.id);
  expect(job.state).toBe('failed');
  expect(job.failure?.message).toMatch(/practice service.*only the sample recordings/);
});

test('every request the studio sent fits the service models', (context) => {
  const missing = modelsMissing();
  context.skip(missing !== null, missing ?? '');
  expect(practice.standIn.log.all().length).toBeGreaterThan(5);
  expect(departures(practice.standIn.log.all())).toEqual([]);
});

test('practised in once, a library is left as it is', async () => {
  await studio.stop();
  await practice.close();
  practice = await startPractice({ folder });
  studio = await openStudio({ libraryFolder: practice.libraryFolder, hostKind: 'loopback', version: 'test', entry });
  expect(await call<CallResult<'library.list'>>('library.list', {})).toHaveLength(2);
  expect(await practice.standIn.jobs()).toHaveLength(2);
});
