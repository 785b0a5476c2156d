// F33: everything at once, for a while. A studio is killed and started again and again over a network and a service that fail at random;
// when that stops, every job has come to its true end, and nothing was sent or billed twice. GALLEY_CHAOS_SECONDS and GALLEY_CHAOS_SEED set length and luck.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect } from 'vitest';
import { isEnded, type Job } from '../../src-core/library/job.ts';
import { openLibrary } from '../../src-main/adapters/disk/open-library.ts';
import { systemClock } from '../../src-main/adapters/machine/system-clock.ts';
import { resultKeyOf } from '../../src-main/jobs/result-fetch.ts';
import type { Library } from '../../src-main/ports/library.ts';
import type { Log } from '../../src-main/ports/machine.ts';
import { fault } from '../faults/fault.ts';
import { startStandIn, type StandIn } from '../stand-in/stand-in.ts';
import type { KnownRecording } from '../stand-in/transcribe/known-recordings.ts';
import { ChaosStudio } from './chaos-studio.ts';
import { nextTrouble, oneOf, seeded } from './chaos-weather.ts';

const SECONDS = Number(process.env['GALLEY_CHAOS_SECONDS'] ?? 60);
/** The short form has one luck, so that a change is to blame when it fails; the long form another each night. */
const SEED = Number(process.env['GALLEY_CHAOS_SEED'] ?? (SECONDS > 60 ? Date.now() % 1_000_000 : 716_721));
/** A minute's patience of the studio passes in two seconds. */
const SPEED = 30;
/** Long enough for every back-off and a sweep of unfinished uploads, on a machine that does much else. */
const DRAIN_MILLIS = 180_000;
const BUCKET = 'newsroom';
const MIB = 1024 * 1024;
/** Sizes of the media: one object, one of some size, two parts, three. The last is media the service does not know. */
const SIZES = [9_000, 300_000, 3 * MIB, 9 * MIB, 20 * MIB, 70_000] as const;
const OPTIONS: Job['options'] = { language: { kind: 'one', code: 'en-GB' }, maxSpeakers: null, channels: false, maxAlternatives: null };

let folder = '';
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let standIn: StandIn | null = null;
let studio: ChaosStudio | null = null;
afterEach(async () => {
  await studio?.kill();
  await standIn?.close();
  rmSync(folder, { recursive: true, force: true });
});

fault(
  'F33',
  'faults of A1–A40 at random, kill -9 and restarts, cancelling and trying again, for a while',
  async (seen) => {
    console.log(`chaos: GALLEY_CHAOS_SEED=${SEED} GALLEY_CHAOS_SECONDS=${SECONDS}`);
    const run = await prepare();
    const cancelled = await storm(run);
    run.standIn.faults.clear();
    await drain(run, cancelled);
    await run.studio.end();
    const library = openLibrary({ folder: join(folder, 'library'), clock: systemClock, log: silent });
    try {
      await judge(run, library, cancelled);
    } finally {
      library.close();
    }
    expect(run.studio.complaints).toBe('');
    seen('every job in a true end');
    seen('results byte for byte what Transcribe made, transcripts with their words');
    seen('no unfinished upload left; no upload completed twice, no job started twice');
  },
  { timeout: SECONDS * 1000 + DRAIN_MILLIS + 60_000 },
);

interface Run {
  readonly standIn: StandIn;
  readonly studio: ChaosStudio;
  readonly chance: () => number;
  readonly recordings: readonly string[];
}

/** A stand-in that knows the media, and a library with recordings over it. */
async function prepare(): Promise<Run> {
  folder = mkdtempSync(join(tmpdir(), 'galley-chaos-'));
  const known: KnownRecording[] = [];
  const paths = SIZES.map((size, index) => {
    const path = join(folder, `media-${index}.wav`);
    const bytes = media(size, index);
    writeFileSync(path, bytes);
    if (index < SIZES.length - 1) known.push(knownMedia(bytes, index));
    return path;
  });
  standIn = await startStandIn({ region: 'eu-west-1', buckets: [BUCKET], recordings: known, jobs: { running: 400, concurrent: 5 } });
  const recordings = layOut(paths, Math.ceil(SECONDS * 3) + 20);
  const home = join(folder, 'home');
  mkdirSync(home);
  studio = new ChaosStudio(join(folder, 'library'), { ...standIn.environment(), HOME: home, PATH: '' }, SPEED);
  await studio.open();
  return { standIn, studio, chance: seeded(SEED), recordings };
}

/** Recordings over the media files, one after the other; answers their ids. */
function layOut(paths: readonly string[], count: number): string[] {
  const library = openLibrary({ folder: join(folder, 'library'), clock: systemClock, log: silent });
  library.settings.put({ ...library.settings.get(), bucket: BUCKET, awsRegion: 'eu-west-1' });
  const ids = Array.from({ length: count }, (_, index) => `chaos-${index}`);
  for (const [index, id] of ids.entries()) {
    const path = paths[index % paths.length] ?? null;
    const state = { state: 'ready', path, owned: false, fingerprint: null, proxyPath: null, facts: null, trouble: null } as const;
    library.recordings.put({ id, name: id, fileName: `${id}.wav`, addedAt: Date.now(), editedAt: null, media: state });
  }
  library.close();
  return ids;
}

/** Until the time is over: new jobs, new trouble, deaths and starts. Answers the jobs a person cancelled. */
async function storm({ standIn: service, studio: process, chance, recordings }: Run): Promise<Set<string>> {
  const cancelled = new Set<string>();
  const fresh = [...recordings];
  const ends = Date.now() + SECONDS * 1000;
  while (Date.now() < ends) {
    const dice = chance();
    if (dice < 0.4) service.faults.add(nextTrouble(chance), nextTrouble(chance));
    else if (dice < 0.7) await process.ask('jobs.start', { recording: fresh.shift(), options: OPTIONS });
    else if (dice < 0.74) await restart(process, chance);
    else if (dice < 0.77) await cancelOne(process, chance, cancelled);
    else if (dice < 0.8) service.faults.clear();
    else if (dice < 0.83) await retryFailed(process, cancelled);
    await wait(50 + chance() * 200);
  }
  return cancelled;
}

async function restart(process: ChaosStudio, chance: () => number): Promise<void> {
  await (chance() < 0.75 ? process.kill() : process.end());
  await process.open();
}

async function cancelOne(process: ChaosStudio, chance: () => number, cancelled: Set<string>): Promise<void> {
  const running = (await process.jobs()).filter(({ state }) => !isEnded(state));
  const [first, ...others] = running;
  if (!first) return;
  const job = oneOf([first, ...others], chance);
  cancelled.add(job.id);
  await process.ask('jobs.cancel', { job: job.id });
}

/** A person tries again what failed, except what Transcribe itself ended. */
async function retryFailed(process: ChaosStudio, cancelled: ReadonlySet<string>): Promise<void> {
  for (const { id, state, failure } of await process.jobs())
    if (state === 'failed' && failure?.code !== 'job-failed' && !cancelled.has(id)) await process.ask('jobs.retry', { job: id });
}

/** The trouble is over: whatever is left comes to its end, and what lies unfinished in the bucket is swept. */
async function drain({ standIn: service, studio: process }: Run, cancelled: ReadonlySet<string>): Promise<void> {
  await process.end();
  await process.open();
  const underWay = async (): Promise<string[]> => {
    await retryFailed(process, cancelled);
    const open = (await process.jobs()).filter(({ state, failure }) => !isEnded(state) || (state === 'failed' && failure?.code !== 'job-failed'));
    return open.map(({ id, recording, state, progress, failure }) => `${recording} ${id} ${state} ${JSON.stringify(failure ?? progress)}`);
  };
  await expect.poll(underWay, { timeout: DRAIN_MILLIS, interval: 300 }).toEqual([]);
  // A second upload begun because the first one’s answer was lost is ended after the next start, or within the week.
  await process.end();
  await process.open();
  await expect.poll(() => service.uploads(), { timeout: DRAIN_MILLIS, interval: 300 }).toEqual([]);
}

async function judge({ standIn: service }: Run, library: Library, cancelled: ReadonlySet<string>): Promise<void> {
  const jobs = library.jobs.all();
  expect(jobs.length).toBeGreaterThan(SECONDS / 4);
  for (const job of jobs) {
    const kind = Number(job.recording.slice('chaos-'.length)) % SIZES.length;
    // Cancelling may come too late for a job that was just done; then it is done.
    const truth = cancelled.has(job.id) ? ['cancelled', 'done', 'failed'] : kind === SIZES.length - 1 ? ['failed'] : ['done'];
    expect(truth, `${job.id} ${JSON.stringify(job.failure)}`).toContain(job.state);
    if (job.state === 'done') {
      const result = await library.results.get(job.recording);
      expect(Buffer.from(result?.bytes ?? []).equals((await service.object(BUCKET, resultKeyOf(job))) ?? Buffer.alloc(1)), job.id).toBe(true);
      expect(JSON.stringify(library.transcripts.load(job.recording)?.transcript.turns)).toContain(wordOf(kind));
    }
    if (job.state === 'failed') expect(job.failure).toMatchObject({ code: 'job-failed', message: expect.stringContaining('practice service') as string });
    expect(
      timesIn(service, 'StartTranscriptionJob', (request) => request.document?.includes(job.key) === true),
      job.key,
    ).toBeLessThanOrEqual(1);
    expect(
      timesIn(service, 'CompleteMultipartUpload', ({ url }) => url.includes(job.key)),
      job.key,
    ).toBeLessThanOrEqual(1);
  }
  expect(partsSentAgain(service)).toBeLessThanOrEqual(0.05);
}

/** Requests of an operation that took effect, whether or not their answer arrived. */
function timesIn(service: StandIn, operation: string, isOne: (request: ReturnType<StandIn['log']['all']>[number]) => boolean): number {
  return service.log.all(operation).filter((request) => request.status === 200 && request.fault !== 'reply' && isOne(request)).length;
}

/** The share of parts that were sent again although S3 had answered for them: those in flight when a studio is killed (F2, L3). */
function partsSentAgain(service: StandIn): number {
  const parts = service.log.all('UploadPart').filter(({ status, fault: struck }) => status === 200 && struck === null);
  return parts.length === 0 ? 0 : 1 - new Set(parts.map(({ url }) => url)).size / parts.length;
}

/** So many bytes of 8-bit, 8 kHz sound, no two kinds alike. */
function media(size: number, kind: number): Buffer {
  const wav = Buffer.alloc(size, 0x80 + kind);
  wav.write('RIFF\0\0\0\0WAVEfmt ', 0, 'latin1');
  wav.writeUInt32LE(size - 8, 4);
  wav.writeUInt32LE(16, 16);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    wav.writeUInt16LE(value, at);
  for (const at of [24, 28]) wav.writeUInt32LE(8000, at);
  wav.write('data', 36);
  wav.writeUInt32LE(size - 44, 40);
  return wav;
}

const wordOf = (kind: number): string => `kind${kind}word`;

function knownMedia(bytes: Buffer, kind: number): KnownRecording {
  const item = { id: 0, type: 'pronunciation', start_time: '0.1', end_time: '0.9', alternatives: [{ confidence: '0.9', content: wordOf(kind) }] };
  const results = { transcripts: [{ transcript: wordOf(kind) }], items: [item] };
  const resultJson = JSON.stringify({ jobName: 'prepared', accountId: '000000000000', status: 'COMPLETED', results });
  return { sha256: createHash('sha256').update(bytes).digest('hex'), format: 'wav', sampleRate: 8000, language: 'en-GB', resultJson };
}
