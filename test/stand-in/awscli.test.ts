// Debian's AWS CLI as a second opinion: its own signing, multipart and parsers against the stand-in.
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { departures, modelsMissing } from './botocore-model.ts';
import { practiceCredentials, startStandIn, type StandIn } from './stand-in.ts';

const AWS = '/usr/bin/aws';
/** Debian's package awscli. */
const missing = existsSync(AWS) ? null : `no AWS CLI at ${AWS}`;
const Bucket = 'galley-practice';
let standIn: StandIn;
let home: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'galley-awscli-'));
  standIn = await startStandIn({ buckets: [Bucket], jobs: { running: 3_600_000 } });
});
afterAll(async () => {
  await standIn.close();
  rmSync(home, { recursive: true });
});

async function aws(...args: string[]): Promise<string> {
  const env = {
    HOME: home,
    PATH: '/usr/bin:/bin',
    AWS_ACCESS_KEY_ID: practiceCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: practiceCredentials.secretAccessKey,
    AWS_DEFAULT_REGION: standIn.region,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const { stdout } = await promisify(execFile)(AWS, ['--endpoint-url', standIn.url, '--output', 'json', ...args], { env, maxBuffer: 2 ** 26 });
  return stdout;
}

async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer); // no encoding is set
  return hash.digest('hex');
}

test('s3 cp takes 50 MB up and down byte for byte', async (context) => {
  context.skip(missing !== null, missing ?? '');
  const [up, down] = [join(home, 'up'), join(home, 'down')];
  writeFileSync(up, randomBytes(50 * 1024 * 1024));
  await aws('s3', 'cp', up, `s3://${Bucket}/fifty`, '--no-progress');
  expect(standIn.log.all('UploadPart').length).toBe(7);
  await aws('s3', 'cp', `s3://${Bucket}/fifty`, down, '--no-progress');
  expect(await sha256OfFile(down)).toBe(await sha256OfFile(up));
  expect(await aws('s3', 'ls', `s3://${Bucket}/`)).toMatch(/52428800 fifty/);
});

test('its signed links open what they name', async (context) => {
  context.skip(missing !== null, missing ?? '');
  writeFileSync(join(home, 'small'), 'behind a link');
  await aws('s3', 'cp', join(home, 'small'), `s3://${Bucket}/odd name (1).txt`);
  const link = (await aws('s3', 'presign', `s3://${Bucket}/odd name (1).txt`, '--expires-in', '60')).trim();
  expect(await (await fetch(link)).text()).toBe('behind a link');
  expect((await fetch(link.replace('odd', 'even'))).status).toBe(403);
});

test('it starts, gets and lists transcription jobs, and reads refusals', async (context) => {
  context.skip(missing !== null, missing ?? '');
  const start = (...more: string[]): Promise<string> =>
    aws('transcribe', 'start-transcription-job', '--transcription-job-name', 'from-the-cli', '--media', `MediaFileUri=s3://${Bucket}/fifty`, ...more);
  expect(JSON.parse(await start('--language-code', 'en-GB', '--settings', 'ShowSpeakerLabels=true,MaxSpeakerLabels=2'))).toMatchObject({
    TranscriptionJob: { TranscriptionJobStatus: 'IN_PROGRESS' },
  });
  const got = JSON.parse(await aws('transcribe', 'get-transcription-job', '--transcription-job-name', 'from-the-cli')) as unknown; // compared below
  expect(got).toMatchObject({ TranscriptionJob: { LanguageCode: 'en-GB', Settings: { MaxSpeakerLabels: 2 } } });
  const listed = JSON.parse(await aws('transcribe', 'list-transcription-jobs', '--job-name-contains', 'CLI')) as unknown; // compared below
  expect(listed).toMatchObject({ TranscriptionJobSummaries: [{ TranscriptionJobName: 'from-the-cli', OutputLocationType: 'SERVICE_BUCKET' }] });
  await expect(start('--language-code', 'en-GB')).rejects.toThrow(/ConflictException.*The requested job name already exists/);
  await expect(start()).rejects.toThrow(/BadRequestException.*The language code is missing/);
  await expect(aws('transcribe', 'get-transcription-job', '--transcription-job-name', 'none')).rejects.toThrow(/BadRequestException.*couldn't be found/);
  expect(JSON.parse(await aws('sts', 'get-caller-identity'))).toMatchObject({ Account: standIn.account });
});

test('the judge finds no fault with what the CLI sent', (context) => {
  const why = missing ?? modelsMissing();
  context.skip(why !== null, why ?? '');
  expect(departures(standIn.log.all())).toEqual([]);
});
