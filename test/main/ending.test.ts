// The studio is told to end in the middle of work: it ends within five seconds, and what was not done is taken up again (F30).
import { expect } from 'vitest';
import { makeStudio, type StudioPorts } from '../../src-main/studio.ts';
import { fault } from '../faults/fault.ts';
import { FakeReader } from '../fakes/fake-media.ts';
import { FakeCloud } from '../fakes/fake-cloud.ts';
import { ManualClock, settle } from '../fakes/manual-clock.ts';
import { MemoryFiles } from '../fakes/memory-files.ts';
import { makeMemoryLibrary } from '../fakes/memory-library.ts';
import { OPTIONS, plainDocuments } from './jobs/job-bench.ts';
import { aRecording } from './disk/library-samples.ts';
import { heardLog } from './disk/disk-library.ts';

const LIMIT = 5_000;

fault('F30', 'the studio is told to end while an upload hangs and a backup takes for ever', async (seen) => {
  const clock = new ManualClock();
  const cloud = new FakeCloud({ now: () => clock.now(), buckets: ['newsroom'] });
  const files = new MemoryFiles();
  files.write('/media/talk.wav', new Uint8Array(9 * 1024 * 1024));
  const kept = makeMemoryLibrary();
  let isClosed = false;
  const library = { ...kept, backUp: () => new Promise<boolean>(() => undefined), close: () => void (isClosed = true) };
  library.settings.put({ ...library.settings.get(), bucket: 'newsroom', awsRegion: cloud.region });
  library.recordings.put(aRecording('talk', { state: 'ready', path: '/media/talk.wav', fingerprint: 'f' }));
  const log = heardLog();
  let serial = 0;
  const ports: StudioPorts = {
    library,
    keeper: { backups: () => [], restore: () => Promise.reject(new Error('not here')), startNew: () => Promise.reject(new Error('not here')) },
    files,
    makeReader: () => new FakeReader(),
    documents: plainDocuments,
    cloud,
    secrets: { keeps: false, get: () => Promise.resolve(null), set: () => Promise.resolve(), remove: () => Promise.resolve() },
    clock,
    ids: { uuid: () => `0000-${(serial += 1)}`, token: () => `token-${(serial += 1)}` },
    log,
    chance: () => 0.5,
    host: 'test',
    version: '1',
    platform: 'linux',
    sample: null,
    isOffLimits: () => Promise.resolve(false),
    diagnosis: { logLines: () => [], libraryFindings: () => [] } as unknown as StudioPorts['diagnosis'], // asked for nothing here
    packages: () => Promise.resolve([]),
    updates: { bar: 'host', look: () => Promise.resolve(null), fetch: () => Promise.resolve(), install: () => undefined },
  };
  const studio = makeStudio(ports);
  cloud.hold('parts.put');
  const started = await studio.dispatch('jobs.start', { recording: 'talk', options: OPTIONS });
  expect(started).toMatchObject({ ok: true });
  for (let second = 0; second < 60 && cloud.count('parts.put') === 0; second += 1) await clock.advance(1_000);
  expect(cloud.count('parts.put')).toBeGreaterThan(0);
  const asked = clock.monotonic();
  let ended: number | null = null;
  const stopping = studio.stop().then(() => (ended = clock.monotonic()));
  for (let waited = 0; waited < 20_000 && ended === null; waited += 100) await clock.advance(100);
  await stopping;
  await settle();
  expect((ended ?? Infinity) - asked).toBeLessThanOrEqual(LIMIT);
  expect(isClosed).toBe(true);
  expect(log.lines.join()).toContain('no backup was made');
  seen('it ends within five seconds, and says in the log what it did not wait for');
  const [job] = kept.jobs.all();
  expect(job?.state).toBe('queued');
  expect(job && kept.jobs.upload(job.id)).not.toBeNull();
  seen('the job stands where it was, its upload noted, to be taken up at the next start');
});
