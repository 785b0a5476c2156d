// `galley transcribe`: the studio's own calls, one after another, for every file.
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createStudioClient, type StudioClient } from '../../../src-core/contract/client.ts';
import { fromWireError, StudioError } from '../../../src-core/contract/errors.ts';
import { isEnded, type Job, type JobOptions } from '../../../src-core/library/job.ts';
import type { Recording } from '../../../src-core/library/recording.ts';
import { exportFile, exportFileName, fileBytes } from '../../../src-core/subtitles/export-file.ts';
import { exportFormatOrNull } from '../../../src-core/subtitles/formats/list.ts';
import { unpackTranscript } from '../../../src-core/transcript/pack.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import type { Studio } from '../../studio.ts';
import type { TranscribeCommand } from './arguments.ts';
import type { Report } from './report.ts';
import { writeExport } from './write-export.ts';

/** Transcribes every file; one that fails does not stop the others. Answers the exit code. */
export async function transcribe(command: TranscribeCommand, studio: Studio, report: Report): Promise<number> {
  const client = clientOf(studio);
  await applyChoices(command, client);
  const outcomes = await Promise.all(
    command.files.map(async (file) => {
      try {
        await transcribeOne(file, command, { client, studio, report });
        return true;
      } catch (thrown) {
        report.failed(file, thrown);
        return false;
      }
    }),
  );
  return outcomes.every(Boolean) ? 0 : 1;
}

/** The page's own client, over a wire that stays in this process. */
function clientOf(studio: Studio): StudioClient {
  const wire = {
    invoke: async (call: string, args: unknown) => {
      const reply = await studio.dispatch(call, args);
      if (reply.ok) return reply.value;
      throw fromWireError(reply.error);
    },
    subscribe: (listener: (event: string, payload: unknown) => void) => studio.subscribe(listener),
  };
  return createStudioClient(wire, () => undefined);
}

/** Profile, region and bucket given on the command line become the library's settings, as in the settings page. */
async function applyChoices({ profile, region, bucket }: TranscribeCommand, client: StudioClient): Promise<void> {
  const patch = { ...(profile !== null && { awsProfile: profile }), ...(region !== null && { awsRegion: region }), ...(bucket !== null && { bucket }) };
  if (Object.keys(patch).length > 0) await client.call('settings.set', patch);
}

interface Tools {
  readonly client: StudioClient;
  readonly studio: Studio;
  readonly report: Report;
}

async function transcribeOne(file: string, command: TranscribeCommand, { client, studio, report }: Tools): Promise<void> {
  if (!existsSync(file)) throw new StudioError('file-missing', { file });
  report.progress(file, 'reading the file', null);
  const offer = await studio.offer(resolve(file), basename(file), false);
  const { recording: added } = await client.call('library.import', { offer, into: null });
  const recording = await untilProbed(client, added);
  if (recording.media.trouble !== null && recording.media.facts === null) throw new StudioError('bad-media', { file, reason: recording.media.trouble });
  const job = await untilEnded(client, await startOrResume(client, recording.id, optionsOf(command)), (news) =>
    report.progress(file, STEP_WORDS[news.progress.step], bytesOf(news)),
  );
  if (job.state !== 'done') throw failureOf(job);
  const opened = await client.call('library.open', { recording: recording.id });
  if (!opened.transcript) throw new StudioError('not-found', { what: 'transcript' });
  for (const problem of opened.problems) report.problem(file, problem);
  const transcript = unpackTranscript(opened.transcript);
  for (const id of command.formats) await writeFormat(file, { transcript, id, recording }, command, report);
}

async function writeFormat(
  file: string,
  what: { transcript: Transcript; id: string; recording: Recording },
  command: TranscribeCommand,
  report: Report,
): Promise<void> {
  const format = exportFormatOrNull(what.id);
  if (!format) throw new StudioError('bad-file', { file, reason: `no format ${what.id}` });
  const made = exportFile(what.transcript, format);
  for (const loss of made.losses) report.problem(file, loss);
  const path = join(command.out, exportFileName(what.recording.name, format));
  await writeExport(path, fileBytes(made), command.force);
  report.wrote(file, path, format.id);
}

/** An unfinished job of the same recording is taken up again rather than paid for twice. */
async function startOrResume(client: StudioClient, recording: string, options: JobOptions): Promise<Job> {
  const open = (await client.call('jobs.list', {})).find((job) => job.recording === recording && !isEnded(job.state));
  return open ?? client.call('jobs.start', { recording, options });
}

function optionsOf({ language, speakers, channels, alternatives }: TranscribeCommand): JobOptions {
  return {
    language: language === 'auto' ? { kind: 'identify', among: [] } : { kind: 'one', code: language },
    maxSpeakers: speakers,
    channels,
    maxAlternatives: alternatives,
  };
}

/** The recording once its facts are known, or known to be unknowable. */
function untilProbed(client: StudioClient, recording: Recording): Promise<Recording> {
  const isKnown = (one: Recording): boolean => one.media.state !== 'probing' && one.media.state !== 'proxying';
  if (isKnown(recording)) return Promise.resolve(recording);
  return new Promise((resolve) => {
    const check = (recordings: readonly Recording[]): void => {
      const found = recordings.find((one) => one.id === recording.id && isKnown(one));
      if (!found) return;
      stop();
      resolve(found);
    };
    const stop = client.on('library.changed', ({ recordings }) => check(recordings));
    void client.call('library.list', {}).then(check);
  });
}

function untilEnded(client: StudioClient, job: Job, tell: (job: Job) => void): Promise<Job> {
  return new Promise((resolve) => {
    const check = (jobs: readonly Job[]): void => {
      const news = jobs.find((one) => one.id === job.id);
      if (!news) return;
      tell(news);
      if (!isEnded(news.state)) return;
      stop();
      resolve(news);
    };
    const stop = client.on('jobs.changed', ({ jobs }) => check(jobs));
    void client.call('jobs.list', {}).then(check);
  });
}

function failureOf(job: Job): StudioError {
  const reason = [job.failure?.message, job.failure?.advice].filter(Boolean).join(' ');
  return fromFailure(job.failure?.code ?? 'job-failed', reason);
}

function fromFailure(code: string, reason: string): StudioError {
  const error = fromWireError({ code, details: { reason } });
  return error instanceof StudioError ? error : new StudioError('job-failed', { reason });
}

function bytesOf({ progress }: Job): { done: number; total: number } | null {
  return progress.bytesDone === null || progress.bytesTotal === null ? null : { done: progress.bytesDone, total: progress.bytesTotal };
}

const STEP_WORDS: Readonly<Record<Job['progress']['step'], string>> = {
  waiting: 'waiting',
  hashing: 'hashing',
  uploading: 'uploading',
  submitting: 'starting the job',
  'service-full': 'waiting for room in the account',
  'service-queue': 'queued at Amazon Transcribe',
  transcribing: 'transcribing',
  fetching: 'fetching the result',
  reading: 'reading the result',
  offline: 'offline, trying again',
  'service-trouble': 'waiting for AWS',
  'needs-sign-in': 'waiting for a sign-in',
  paused: 'paused',
};
