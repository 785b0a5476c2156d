// Many jobs at once and after days (A38, A39, L2): every one in a true state soon, Transcribe asked five times a second at most.
import { afterEach, expect } from 'vitest';
import { fault } from '../../faults/fault.ts';
import { busiestSecond, counted, type CountedCall } from '../jobs/counted-speech.ts';
import { ENGLISH, JobWorld } from './job-world.ts';
import { KNOWN_MEDIA } from './stand-in-cloud.ts';

/** Slow enough that a call's own time on a busy machine is little of a second. */
const SPEED = 8;

/** What became of job number n while the studio was closed: [0, failed) completed, then failed, then deleted, then still running. */
const FIRST = { failed: 300, deleted: 350, running: 400 } as const;
const COUNT = 500;

let world: JobWorld | null = null;
afterEach(async () => {
  await world?.close();
  world = null;
});

fault(
  'A38',
  '500 jobs under way, the studio closed for three days: 350 ended, 50 were deleted, 100 still run',
  async (seen) => {
    world = await JobWorld.open({ jobs: { running: 0, concurrent: 10_000 }, speed: SPEED });
    const studio = world;
    const { library, clock } = studio;
    await studio.untilEnded((await studio.start('first')).id);
    const calls: CountedCall[] = [];
    let opened = 0;
    await studio.restart(async () => {
      await leaveUnderWay(studio);
      watchCalls(studio, calls);
      opened = clock.monotonic();
    });
    const truth = (index: number): string[] => (index < FIRST.failed ? ['transcribed', 'fetched', 'done'] : index < FIRST.running ? ['failed'] : ['submitted']);
    const rows = () => library.jobs.all().filter(({ id }) => id.startsWith('many-'));
    await studio.until(() => rows().every(({ id, state }) => truth(Number(id.slice(5))).includes(state)));
    expect(clock.monotonic() - opened).toBeLessThan(60_000);
    const codes = rows().map(({ failure }) => failure?.code);
    expect([codes.filter((code) => code === 'job-failed').length, codes.filter((code) => code === 'job-expired').length]).toEqual([50, 50]);
    const firstGet = calls.findIndex(({ what }) => what === 'get');
    expect(calls.slice(0, firstGet).every(({ what }) => what === 'list')).toBe(true);
    expect(calls.filter(({ what }) => what === 'get')).toHaveLength(50);
    expect(busiestSecond(calls)).toBeLessThanOrEqual(5);
    seen('each in its true state within a minute; lists before any Get, and Get only for the 50 no list told of; at most five calls a second');
  },
  { timeout: 180_000 },
);

fault(
  'A39',
  '40 jobs started at once',
  async (seen) => {
    world = await JobWorld.open({ jobs: { running: 500 }, speed: SPEED });
    const studio = world;
    const calls: CountedCall[] = [];
    watchCalls(studio, calls);
    const jobs = await Promise.all(Array.from({ length: 40 }, (_, index) => studio.start(`r${index}`)));
    for (const { id } of jobs) expect((await studio.untilEnded(id)).state).toBe('done');
    expect(calls.filter(({ what }) => what === 'get')).toEqual([]);
    expect(calls.filter(({ what }) => what === 'start')).toHaveLength(40);
    expect(busiestSecond(calls)).toBeLessThanOrEqual(5);
    seen('one list for all of them, no Get; at most five calls a second, Start among them');
  },
  { timeout: 120_000 },
);

/** Counts what goes out from now on. */
function watchCalls({ aws, clock }: JobWorld, calls: CountedCall[]): void {
  const connect = aws.cloud.connect.bind(aws.cloud);
  aws.cloud.connect = async (choice) => counted(await connect(choice), () => clock.monotonic(), calls);
}

/** Rows of 500 submitted jobs over one recording each, and what becomes of them at the service while nobody looks. */
async function leaveUnderWay(studio: JobWorld): Promise<void> {
  const { aws, library, clock } = studio;
  const connection = await aws.cloud.connect({ profile: null, region: null });
  const never = new AbortController().signal;
  await connection.objects.put('newsroom', 'galley/known.wav', KNOWN_MEDIA, never);
  await connection.objects.put('newsroom', 'galley/unknown.wav', new Uint8Array(KNOWN_MEDIA.byteLength), never);
  const [seed] = library.jobs.all();
  if (!seed) throw new Error('no job to take after');
  const begin = async (index: number): Promise<void> => {
    const id = `many-${index}`;
    const key = `galley/${index >= FIRST.failed && index < FIRST.deleted ? 'unknown' : 'known'}.wav`;
    studio.addRecording(id);
    library.jobs.put({ ...seed, id, recording: id, key, serviceName: `galley-${id}`, state: 'submitted' });
    if (index >= FIRST.deleted && index < FIRST.running) return;
    await connection.speech.start({ name: `galley-${id}`, bucket: 'newsroom', key, outputKey: `galley/${id}.json`, options: ENGLISH });
  };
  for (let from = 0; from < COUNT; from += 20) await Promise.all(Array.from({ length: 20 }, (_, offset) => begin(from + offset)));
  for (const job of await aws.standIn.jobs()) {
    const index = Number(/many-(\d+)$/.exec(job.request.TranscriptionJobName)?.[1] ?? -1);
    // Still being worked on in an hour.
    if (index >= FIRST.running) Object.assign(job, { status: 'IN_PROGRESS', started: Date.now() + 3_600_000, completed: null, outcome: {} });
  }
  clock.sleep(3 * 86_400_000);
}
