// Jobs on the page: the latest of each recording, a clock only while something runs, and every move told once.
import { expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { Scope } from '../../../src-renderer/scope.ts';
import { JobsState } from '../../../src-renderer/state/jobs.svelte.ts';
import { NoticesState } from '../../../src-renderer/state/notices.svelte.ts';
import { fault } from '../../faults/fault.ts';
import { jobOf, ManualPageClock, ScriptedStudio } from '../page-fakes.ts';

async function jobsOf(...known: ReturnType<typeof jobOf>[]) {
  const studio = new ScriptedStudio().answer('jobs.list', () => known);
  const clock = new ManualPageClock();
  const notices = new NoticesState(clock);
  const jobs = new JobsState(studio.client, clock, notices, new Scope());
  await jobs.load();
  return { studio, clock, notices, jobs };
}

it('knows the latest job of each recording', async () => {
  const { jobs } = await jobsOf(jobOf('old', { createdAt: 1, state: 'failed' }), jobOf('new', { createdAt: 2 }), jobOf('other', { recording: 'r2' }));
  expect(jobs.latestOf('r1')?.id).toBe('new');
  expect(jobs.latestOf('r2')?.id).toBe('other');
  expect(jobs.latestOf('r3')).toBeNull();
  expect(jobs.running.map(({ id }) => id)).toEqual(['new', 'other']);
});

it('lets its clock run only while a job runs', async () => {
  const { jobs, clock, studio } = await jobsOf(jobOf('j'));
  const before = jobs.now;
  await clock.pass(3000);
  expect(jobs.now - before).toBe(3000);
  studio.emit('jobs.changed', { jobs: [jobOf('j', { state: 'done' })] });
  const waiting = clock.waiting;
  await clock.pass(10_000);
  expect([waiting, jobs.now - before]).toEqual([0, 3000]);
  studio.emit('jobs.changed', { jobs: [jobOf('k')] });
  await clock.pass(1000);
  expect(jobs.now - before).toBe(14_000);
});

it('tells every change of state once, and progress not at all', async () => {
  const { jobs, studio } = await jobsOf(jobOf('j'));
  const moves: string[] = [];
  const stop = jobs.onMoved((job, before) => moves.push(`${before?.state ?? 'nothing'} → ${job.state}`));
  studio.emit('jobs.changed', { jobs: [jobOf('j', { progress: { step: 'uploading', bytesDone: 5, bytesTotal: 9, rate: 1, since: 0 } })] });
  studio.emit('jobs.changed', { jobs: [jobOf('j', { state: 'uploaded' })] });
  studio.emit('jobs.changed', { jobs: [jobOf('j', { state: 'uploaded' }), jobOf('k')] });
  stop();
  studio.emit('jobs.changed', { jobs: [jobOf('j', { state: 'done' })] });
  expect(moves).toEqual(['queued → uploaded', 'nothing → queued']);
});

it('lets the dialog hear why a job could not start', async () => {
  const { jobs, studio } = await jobsOf();
  studio.answer('jobs.start', () => Promise.reject(new StudioError('bad-options')));
  await expect(jobs.start('r1', jobOf('j').options)).rejects.toMatchObject({ code: 'bad-options' });
});

it('offers to try a failed cancel again', async () => {
  const { jobs, studio, notices } = await jobsOf(jobOf('j'));
  studio.answer('jobs.cancel', () => Promise.reject(new StudioError('network')));
  await jobs.cancel('j');
  expect(notices.toasts[0]?.action?.label).toBe('Try again');
  studio.answer('jobs.cancel', () => jobOf('j', { state: 'cancelled' }));
  notices.toasts[0]?.action?.run();
  await Promise.resolve();
  await Promise.resolve();
  expect(studio.argsOf('jobs.cancel')).toHaveLength(2);
});

it('starts an ended job again with other options, and lets the dialog hear a refusal', async () => {
  const { jobs, studio } = await jobsOf(jobOf('j', { state: 'failed' }));
  const options = { ...jobOf('j').options, maxSpeakers: 9 };
  studio.answer('jobs.retry', () => jobOf('j', { options }));
  await jobs.restart('j', options);
  expect(studio.argsOf('jobs.retry')).toEqual([{ job: 'j', options }]);
  expect(jobs.find('j')?.options.maxSpeakers).toBe(9);
  studio.answer('jobs.retry', () => Promise.reject(new StudioError('bad-options')));
  await expect(jobs.restart('j', options)).rejects.toMatchObject({ code: 'bad-options' });
});

fault('W6', 'an upload that tells of its progress 200 times', async (seen) => {
  const uploading = (bytesDone: number) => jobOf('j', { progress: { step: 'uploading', bytesDone, bytesTotal: 200, rate: 1, since: 0 } });
  const { studio, clock, notices } = await jobsOf(uploading(0));
  const heard: string[] = [];
  for (let sent = 1; sent <= 200; sent += 1) {
    studio.emit('jobs.changed', { jobs: [uploading(sent)] });
    await clock.pass(100);
    if (notices.polite !== heard.at(-1)) heard.push(notices.polite);
  }
  expect(heard.filter((said) => said !== '')).toEqual(['25 % uploaded', '50 % uploaded', '75 % uploaded', '100 % uploaded']);
  seen('heard at 25, 50, 75 and 100 %, and nowhere between');
});
