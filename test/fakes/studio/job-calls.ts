// Calls of the studio in memory: jobs.
import type { Job } from '../../../src-core/library/job.ts';
import type { Memory, Group } from './memory.ts';

export function jobCallsOf(memory: Memory): Group<'jobs'> {
  const waiting = { step: 'waiting', bytesDone: null, bytesTotal: null, rate: null } as const;
  return {
    'jobs.list': () => Promise.resolve([...memory.jobs.values()]),
    'jobs.start': async ({ recording, options }) => {
      const { id } = memory.recording(recording);
      const now = Date.now();
      const job: Job = {
        id: `job-${++memory.serial}`,
        recording: id,
        state: 'queued',
        options,
        progress: { ...waiting, since: now },
        createdAt: now,
        changedAt: now,
        serviceName: `galley-${memory.serial}`,
        region: memory.settings.awsRegion ?? 'eu-central-1',
        bucket: memory.settings.bucket ?? 'harbour-museum-recordings',
        failure: null,
      };
      return Promise.resolve(memory.putJob(job));
    },
    'jobs.cancel': async ({ job }) => Promise.resolve(memory.putJob({ ...memory.job(job), state: 'cancelled', changedAt: Date.now() })),
    'jobs.retry': async ({ job, options = memory.job(job).options }) =>
      Promise.resolve(memory.putJob({ ...memory.job(job), options, state: 'queued', failure: null, progress: { ...waiting, since: Date.now() } })),
  };
}
