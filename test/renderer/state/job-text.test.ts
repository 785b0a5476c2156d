// A job's words: honest figures, no share nobody knows, one word for lists.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JOB_STATES, type Job } from '../../../src-core/library/job.ts';
import { failureText, jobOptionsText, jobText, keptText, typicalMillis } from '../../../src-renderer/state/job-text.ts';
import { recordingStatus } from '../../../src-renderer/state/recording-text.ts';
import { fault } from '../../faults/fault.ts';
import { jobOf, recordingOf } from '../page-fakes.ts';

const STEPS: readonly Job['progress']['step'][] = [
  'waiting',
  'hashing',
  'uploading',
  'submitting',
  'service-full',
  'service-queue',
  'transcribing',
  'fetching',
  'reading',
  'offline',
  'service-trouble',
  'needs-sign-in',
  'paused',
];

const anyJob = fc
  .record({
    state: fc.constantFrom(...JOB_STATES),
    step: fc.constantFrom(...STEPS),
    bytesDone: fc.option(fc.nat(5_000_000_000)),
    bytesTotal: fc.option(fc.nat(5_000_000_000)),
    rate: fc.option(fc.nat(50_000_000)),
    since: fc.nat(1_000_000),
  })
  .map(({ state, ...progress }) => jobOf('j', { state, progress, changedAt: 60_000 }));

describe('any job', () => {
  it('has words and a share between nothing and all', () => {
    fc.assert(
      fc.property(anyJob, fc.nat(10_000_000), (job, now) => {
        const text = jobText(job, now);
        expect(text.short.length).toBeGreaterThan(2);
        expect(`${text.short} ${text.long}`).not.toMatch(/NaN|undefined|null|Infinity|-\d/);
        if (text.share !== null) expect(text.share).toBeGreaterThanOrEqual(0);
        if (text.share !== null) expect(text.share).toBeLessThanOrEqual(1);
      }),
    );
  });
});

it('shows no bar while Transcribe works, because nobody knows how far it is', () => {
  const job = jobOf('j', { state: 'submitted', progress: { step: 'transcribing', bytesDone: null, bytesTotal: null, rate: null, since: 10_000 } });
  expect(jobText(job, 70_000)).toMatchObject({ share: null, long: 'Transcribing for 1 min' });
  expect(jobText(job, 70_000, 240_000).long).toBe('Transcribing for 1 min; jobs of this length took about 4 min in all');
});

it('tells bytes, rate and time left while uploading', () => {
  const job = jobOf('j', { progress: { step: 'uploading', bytesDone: 12_000_000, bytesTotal: 48_000_000, rate: 3_000_000, since: 0 } });
  expect(jobText(job, 0)).toEqual({ short: 'Uploading 25 %', long: 'Uploading: 12.0 of 48.0 MB, 3.0 MB/s, about 15 s left', share: 0.25, tone: 'running' });
});

it('never says 100 % before everything is there', () => {
  const job = jobOf('j', { progress: { step: 'uploading', bytesDone: 999_999, bytesTotal: 1_000_000, rate: null, since: 0 } });
  expect(jobText(job, 0).short).toBe('Uploading 99 %');
});

it('learns how long jobs take from those that ended, and says nothing before the first', () => {
  expect(typicalMillis([], 60_000)).toBeNull();
  expect(typicalMillis([{ took: 10, length: 0 }], 60_000)).toBeNull();
  const ended = [
    { took: 10_000, length: 100_000 },
    { took: 30_000, length: 100_000 },
    { took: 900_000, length: 100_000 },
  ];
  expect(typicalMillis(ended, 200_000)).toBe(60_000);
});

it('says what was asked for', () => {
  expect(jobOptionsText({ language: { kind: 'one', code: 'en-GB' }, maxSpeakers: 4, channels: true, maxAlternatives: null })).toBe(
    'English (Britain), up to 4 speakers, channels apart',
  );
  expect(jobOptionsText({ language: { kind: 'identify', among: ['de-DE', 'fr-FR'] }, maxSpeakers: null, channels: false, maxAlternatives: 3 })).toBe(
    'Language identified among German, French, 3 alternatives',
  );
});

describe('a recording in the list', () => {
  const transcript = { revision: 1, language: 'en-GB', words: 10, turns: 1, speakers: 1, duration: 5000, origin: 'Amazon Transcribe', heard: 0 };

  it('shows its running job before anything else', () => {
    const job = jobOf('j', { progress: { step: 'uploading', bytesDone: 1, bytesTotal: 2, rate: null, since: 0 } });
    expect(recordingStatus(recordingOf('r1', { transcript }), job, 0)).toMatchObject({ words: 'Uploading 50 %', share: 0.5, running: true });
  });

  it('tells corrected from merely transcribed', () => {
    expect(recordingStatus(recordingOf('r1', { transcript }), null, 0).words).toBe('Transcribed');
    expect(recordingStatus(recordingOf('r1', { transcript, editedAt: 5 }), null, 0).words).toBe('Corrected');
  });

  it('does not hold an old failure against a recording that has its text', () => {
    const failed = jobOf('j', { state: 'failed' });
    expect(recordingStatus(recordingOf('r1'), failed, 0).words).toBe('Failed');
    expect(recordingStatus(recordingOf('r1', { transcript }), failed, 0).words).toBe('Transcribed');
  });

  it('says when its sound is gone, with or without text', () => {
    const missing = { state: 'missing', facts: null, trouble: null } as const;
    expect(recordingStatus(recordingOf('r1', { media: missing }), null, 0).words).toBe('Media missing');
    expect(recordingStatus(recordingOf('r1', { media: missing, transcript }), null, 0).words).toBe('Media missing');
  });
});

fault('A35', 'jobs of 59, 60, 89, 90 and 300 days, fetched and not', (seen) => {
  const DAY = 86_400_000;
  const told = (days: number, change: Partial<Job>): string | null => keptText(jobOf('j', { createdAt: 0, ...change }), days * DAY);
  const done = { state: 'done' as const };
  const waiting = { state: 'transcribed' as const };
  expect([59, 60, 89, 90, 300].map((days) => told(days, done))).toEqual([
    null,
    'AWS forgets this job in 30 days. Your transcript is here and stays.',
    'AWS forgets this job in 1 day. Your transcript is here and stays.',
    'AWS no longer keeps this job. Your transcript is here and stays.',
    'AWS no longer keeps this job. Your transcript is here and stays.',
  ]);
  expect([59, 60, 90].map((days) => told(days, waiting))).toEqual([
    null,
    'AWS knows this job for 30 days more; its result is not here yet.',
    'This job is older than the 90 days AWS knows jobs for; its result is not here.',
  ]);
  expect(told(80, { state: 'failed', failure: { code: 'result-unreadable', message: '', advice: null } })).toContain('10 days more');
  expect(told(80, { state: 'queued' })).toBeNull();
  expect(told(80, { state: 'failed', failure: { code: 'job-failed', message: '', advice: null } })).toBeNull();
  seen('the days left told on the job from day 60, and that what is here stays');
});

it('quotes once what a service said of a failure, and says which service', () => {
  const { text, quote } = failureText({
    code: 'bad-request',
    message: 'The key is disabled.',
    advice: null,
    details: { action: 's3:PutObject', message: 'The key is disabled.' },
  });
  expect([text.happened, quote]).toEqual(['S3 did not accept the recording.', { speaker: 'Amazon S3', words: 'The key is disabled.' }]);
  const failed = failureText({ code: 'job-failed', message: 'Unsupported media format', advice: null, details: { reason: 'Unsupported media format' } });
  expect([failed.text.happened, failed.quote?.speaker]).toEqual(['Transcribe could not finish the job.', 'Amazon Transcribe']);
  const changed = failureText({ code: 'bad-request', message: 'BadDigest', advice: null, details: { action: 's3:PutObject', reason: 'BadDigest' } });
  expect([changed.text.happened.slice(0, 40), changed.quote]).toEqual(['Parts of the recording arrived changed a', null]);
});

it('says why a job waits where its step alone does not', () => {
  const waiting = jobOf('j', {
    progress: { ...jobOf('j').progress, step: 'service-trouble', trouble: { code: 'clock-wrong', details: { aheadBySeconds: 2400 } } },
  });
  expect(jobText(waiting, 0).long).toContain('40 minutes fast');
});
