// A studio that dies at any call of its store or of the cloud while a job runs: the next one ends the job, and nothing is done twice (F2, F3, F4).
// Death is what kill -9 is to the disk: the library's files are taken as they lie at that call, what was in memory is gone, the cloud goes on.
import { cpSync, realpathSync } from 'node:fs';
import { expect } from 'vitest';
import type { JobState } from '../../../src-core/library/job.ts';
import { JobRunner } from '../../../src-main/jobs/job-runner.ts';
import type { Library } from '../../../src-main/ports/library.ts';
import type { CloudConnection } from '../../../src-main/ports/cloud.ts';
import { TranscriptionService } from '../../../src-main/services/transcription-service.ts';
import { fault, type Seen } from '../../faults/fault.ts';
import { FakeCloud } from '../../fakes/fake-cloud.ts';
import { ManualClock, settle } from '../../fakes/manual-clock.ts';
import { MemoryFiles } from '../../fakes/memory-files.ts';
import { OPTIONS, plainDocuments } from '../jobs/job-bench.ts';
import { diskLibrary, heardLog, passingFolder } from './disk-library.ts';
import { aRecording } from './library-samples.ts';

const MIB = 1024 * 1024;
const SIZE = 9 * MIB + 17;
/** Calls of the stores that write. */
const WRITES = /^(jobs\.(put|beginUpload|putPart|endUpload)|results\.put|transcripts\.replace)$/;
/** Seconds no job takes. */
const LONG = 100_000;
const PATH = '/media/talk.wav';
const STEPS: readonly JobState[] = ['queued', 'uploaded', 'submitted', 'transcribed', 'fetched'];

/**
 * Counts calls, and ends its world at one of them, before it takes effect or after: from then on the cloud hears nothing more of
 * it, and what it goes on writing is to files nobody looks at again.
 */
class FaultPoint {
  readonly #at: number;
  readonly #isAfter: boolean;
  readonly #died: (where: string) => void;
  #count = 0;
  isDead = false;

  constructor(at: number, isAfter: boolean, died: (where: string) => void) {
    this.#at = at;
    this.#isAfter = isAfter;
    this.#died = died;
  }

  /** The same object, its methods counted. */
  wrap<T extends object>(inner: T, name: string): T {
    return new Proxy(inner, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? (...args: unknown[]) => this.#call(() => value.apply(target, args) as unknown, `${name}.${String(key)}`) : value;
      },
    });
  }

  #call(work: () => unknown, where: string): unknown {
    const isCloud = /^(speech|objects|parts)/.test(where);
    if (this.isDead) return isCloud ? forEver() : work();
    // Reading changes nothing; what a store has written is what the next call finds.
    if (!isCloud && (this.#isAfter || !WRITES.test(where))) return work();
    const isLast = this.#count++ === this.#at;
    if (isLast && !this.#isAfter) {
      this.#end(where);
      return isCloud ? forEver() : work();
    }
    const value = work();
    if (!isLast) return value instanceof Promise && isCloud ? this.#heard(value) : value;
    if (!(value instanceof Promise)) {
      this.#end(where);
      return value;
    }
    // Done, but nobody hears the answer.
    return value.then((answer: unknown) => {
      this.#end(where);
      return isCloud ? forEver() : answer;
    });
  }

  /** An answer, unless whoever asked is dead when it comes. */
  async #heard(answer: Promise<unknown>): Promise<unknown> {
    try {
      const value = await answer;
      return this.isDead ? await forEver() : value;
    } catch (thrown) {
      if (this.isDead) return forEver();
      throw thrown;
    }
  }

  #end(where: string): void {
    if (this.isDead) return;
    this.isDead = true;
    this.#died(where);
  }
}

const forEver = (): Promise<never> => new Promise(() => undefined);

interface World {
  readonly clock: ManualClock;
  /** The library without its fault point. */
  readonly plain: Library;
  readonly library: Library;
  readonly service: TranscriptionService;
}

let uuids = 0;

function openWorld(folder: string, cloud: FakeCloud, files: MemoryFiles, clock: ManualClock, point: FaultPoint | null): World & { runner: JobRunner } {
  const opened = diskLibrary({ folder });
  const library: Library = point
    ? {
        ...opened,
        jobs: point.wrap(opened.jobs, 'jobs'),
        results: point.wrap(opened.results, 'results'),
        transcripts: point.wrap(opened.transcripts, 'transcripts'),
      }
    : opened;
  const connect = async (choice: { profile: string | null; region: string | null }): Promise<CloudConnection> => {
    const connection = await cloud.connect(choice);
    if (!point) return connection;
    return {
      ...connection,
      speech: point.wrap(connection.speech, 'speech'),
      objects: point.wrap(connection.objects, 'objects'),
      parts: point.wrap(connection.parts, 'parts'),
    };
  };
  const ids = { uuid: () => `0000-${(uuids += 1)}`, token: () => 'token' };
  const runner = new JobRunner({
    library,
    files,
    documents: plainDocuments,
    clock,
    ids,
    log: heardLog(),
    connect,
    chance: () => 0.5,
    changed: () => undefined,
    transcribed: () => undefined,
  });
  return { clock, plain: opened, library, runner, service: new TranscriptionService({ library, files, cloud, runner, clock, ids }) };
}

interface Death {
  readonly where: string;
  readonly state: JobState;
}

/** One life that ends at a call, and the next one; null when the first came to its end untouched. */
async function twoLives(at: number, isAfter: boolean): Promise<Death | null> {
  let clock = new ManualClock();
  const cloud = new FakeCloud({ now: () => clock.now(), buckets: ['newsroom'], queueMillis: 2_000, workMillis: 6_000 });
  const files = new MemoryFiles();
  files.write(PATH, new Uint8Array(SIZE).fill(7));
  const folder = passingFolder();
  const next = realpathSync(passingFolder());
  const setUp = diskLibrary({ folder });
  setUp.settings.put({ ...setUp.settings.get(), bucket: 'newsroom', awsRegion: cloud.region });
  setUp.recordings.put(aRecording('talk', { state: 'ready', path: PATH, fingerprint: 'talk' }));
  setUp.close();
  let where = '';
  const point = new FaultPoint(at, isAfter, (call) => {
    where = call;
    cpSync(folder, next, { recursive: true });
  });
  const first = openWorld(folder, cloud, files, clock, point);
  const started = await first.service.start({ recording: 'talk', options: OPTIONS });
  for (let seconds = 0; seconds < LONG && !point.isDead; seconds += 1) {
    if (first.plain.jobs.get(started.id)?.state === 'done') return null;
    await clock.advance(1_000);
  }
  expect(point.isDead, 'the job ended or its studio died').toBe(true);
  const sent = cloud.calls.length;
  const diedAt = clock.now();
  clock = new ManualClock(diedAt + 60_000);
  const second = openWorld(next, cloud, files, clock, null);
  const [job] = second.library.jobs.all();
  // Killed before the job was a row: whoever pressed the button was told of no job, and there is none.
  if (!job) return { where, state: 'queued' };
  const known = second.library.jobs.upload(job.id)?.parts.map(({ number }) => number) ?? [];
  second.runner.start();
  // Packing a result takes real time, in which the clock may go on and on.
  for (let seconds = 0; seconds < LONG && !['done', 'failed'].includes(second.library.jobs.get(job.id)?.state ?? 'failed'); seconds += 1)
    await clock.advance(1_000);
  expect(second.library.jobs.get(job.id)?.state, `${isAfter ? 'after' : 'before'} ${where}`).toBe('done');
  expect(cloud.jobsStarted, `jobs, died at ${where}`).toBe(1);
  expect(cloud.openUploads, `uploads left, died at ${where}`).toBe(0);
  const again = cloud.calls.slice(sent).filter(({ operation, part }) => operation === 'parts.put' && part !== null && known.includes(part));
  expect(again, `finished parts sent again, died at ${where}`).toEqual([]);
  expect(second.library.transcripts.load('talk')?.problems).toEqual([]);
  expect((await second.library.results.get('talk'))?.bytes.byteLength).toBeGreaterThan(100);
  expect(cloud.stored('newsroom', job.key)?.byteLength).toBe(SIZE);
  await second.runner.stop();
  await settle();
  second.library.close();
  return { where, state: job.state };
}

/** Every death there is, once for all rows. */
let deaths: Promise<Death[]> | null = null;
async function allDeaths(): Promise<Death[]> {
  const found: Death[] = [];
  for (const isAfter of [false, true])
    for (let at = 0; ; at += 1) {
      const death = await twoLives(at, isAfter);
      if (!death) break;
      found.push(death);
    }
  return found;
}

/** The deaths while a job was in one of these states. */
async function deathsIn(states: readonly JobState[]): Promise<Death[]> {
  deaths ??= allDeaths();
  return (await deaths).filter(({ state }) => states.includes(state));
}

const options = { timeout: 600_000 };

fault(
  'F2',
  'the studio dies before and after each call of store and cloud while it uploads in parts',
  async (seen: Seen) => {
    const found = await deathsIn(['queued']);
    expect(found.some(({ where }) => where === 'parts.put')).toBe(true);
    expect(found.some(({ where }) => where === 'parts.complete')).toBe(true);
    seen('the next start ends the job; no part known as finished is sent again, no upload is left open, the object is whole');
  },
  options,
);

fault(
  'F3',
  'the studio dies before and after each call between the upload and the noted start of the job',
  async (seen: Seen) => {
    const found = await deathsIn(['uploaded']);
    expect(found.some(({ where }) => where === 'speech.start')).toBe(true);
    seen('the next start adopts the job that was started; Transcribe has one job, never two');
  },
  options,
);

fault(
  'F4',
  'the studio dies before and after each call while it waits for the result, fetches and reads it',
  async (seen: Seen) => {
    const found = await deathsIn(STEPS.slice(2));
    expect(found.some(({ where }) => where === 'speech.list' || where === 'speech.get')).toBe(true);
    expect(found.some(({ where }) => where === 'objects.get' || where === 'speech.result')).toBe(true);
    seen('the next start ends the job; the raw result is whole and its transcript there once');
  },
  options,
);
