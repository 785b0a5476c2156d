// What of the jobs is told outside the window: endings once, uploads as one share.
import { describe, expect, it } from 'vitest';
import { JobNews, uploadShare } from '../../../src-main/hosts/electron/job-news.ts';
import type { Job } from '../../../src-core/library/job.ts';
import { fullShelf } from '../../fakes/memory-recordings.ts';

const { jobs } = fullShelf();
const with_ = (id: string, change: Partial<Job>): Job[] => jobs.map((job) => (job.id === id ? { ...job, ...change } : job));

describe('news of jobs', () => {
  it('tells an ending once, and nothing that had ended before', () => {
    const news = new JobNews();
    news.begin(jobs);
    expect(news.hear(jobs)).toEqual([]);
    const done = with_('job-transcribing', { state: 'done' });
    expect(news.hear(done)).toEqual([{ recording: 'transcribing', outcome: 'done', reason: null }]);
    expect(news.hear(done)).toEqual([]);
  });

  it('tells a failure with the service’s words, and again when it fails again', () => {
    const news = new JobNews();
    news.begin(jobs);
    const failed = with_('job-queued', { state: 'failed', failure: { code: 'job-failed', message: 'No speech.', advice: null } });
    expect(news.hear(failed)).toMatchObject([{ recording: 'queued', outcome: 'failed', reason: 'No speech.' }]);
    news.hear(jobs);
    expect(news.hear(failed)).toHaveLength(1);
  });

  it('says nothing of what a person cancelled', () => {
    const news = new JobNews();
    news.begin(jobs);
    expect(news.hear(with_('job-queued', { state: 'cancelled' }))).toEqual([]);
  });

  it('takes all uploads together by bytes, and none as none', () => {
    const upload = jobs.find(({ id }) => id === 'job-uploading');
    if (!upload) throw new Error('the shelf lost its upload');
    const half = { ...upload, progress: { ...upload.progress, bytesDone: 50, bytesTotal: 100 } };
    const begun = { ...upload, id: 'b', progress: { ...upload.progress, bytesDone: 0, bytesTotal: 300 } };
    expect(uploadShare([half, begun])).toBe(0.125);
    expect(uploadShare(jobs.filter(({ id }) => id !== 'job-uploading'))).toBeNull();
    expect(uploadShare([{ ...half, state: 'failed' }])).toBeNull();
  });
});
