// Names and links that come from elsewhere: none becomes a path here (S13), none is followed but to where results lie (S15).
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { SpeechJob } from '../../../src-main/ports/cloud.ts';
import { fault } from '../../faults/fault.ts';
import { diskLibrary, passingFolder } from '../disk/disk-library.ts';
import { ENGLISH, JobWorld } from './job-world.ts';
import { KNOWN_MEDIA } from './stand-in-cloud.ts';

const HOSTILE = '../../../../tmp/owned; rm -rf ~ #%00.wav';

let world: JobWorld | null = null;
let attacker: Server | null = null;
afterEach(async () => {
  await world?.close();
  attacker?.closeAllConnections();
  attacker?.close();
  [world, attacker] = [null, null];
});

/** A server nobody should speak to; answers its port and what it heard. */
async function openAttacker(): Promise<{ port: number; heard: string[] }> {
  const heard: string[] = [];
  attacker = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.end('{"results":{}}');
  }).listen(0, '127.0.0.1');
  await once(attacker, 'listening');
  return { port: (attacker.address() as AddressInfo).port, heard }; // a TCP server's address is never a string
}

const listed = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

fault('S13', 'a recording whose file is called “../../../../tmp/owned; rm -rf ~”, and a service that tells of jobs called so', async (seen) => {
  const folder = passingFolder();
  const studio = (world = await JobWorld.open({ library: diskLibrary({ folder: join(folder, 'library') }) }));
  const before = listed(folder);
  const told = [HOSTILE, '../../x', '/etc/passwd', 'C:\\x', 'nul'].map((name) => ({ TranscriptionJobName: name, TranscriptionJobStatus: 'COMPLETED' }));
  const body = JSON.stringify({ TranscriptionJobSummaries: told });
  studio.aws.standIn.faults.add({
    operation: 'ListTranscriptionJobs',
    do: 'reply',
    status: 200,
    body,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
  });
  studio.addRecording('a', KNOWN_MEDIA, null, `/media/${HOSTILE}`);
  const job = await studio.untilEnded((await studio.service.start({ recording: 'a', options: ENGLISH })).id);
  expect(job.state).toBe('done');
  expect([job.key, job.serviceName]).toEqual([expect.stringMatching(/^galley\/[0-9a-f-]{36}\.wav$/), expect.stringMatching(/^galley-[0-9a-f-]{36}$/)]);
  for (const { url, document } of studio.aws.standIn.log.all()) expect(`${url} ${document ?? ''}`).not.toMatch(/owned|rm -rf/);
  seen('keys and job names are prefix, UUID and a known extension; the file’s name went nowhere');
  expect(listed(folder).filter((name) => !before.includes(name))).toEqual([]);
  expect(JSON.stringify((await studio.library.results.get('a'))?.fileName)).toBe(`"${job.serviceName}.json"`);
  seen('no file anywhere but the library’s own');
});

fault('S15', 'links to this machine, its network, its files, other hosts, ports, regions and users', async (seen) => {
  const { port, heard } = await openAttacker();
  const studio = (world = await JobWorld.open());
  const { speech } = await studio.aws.cloud.connect({ profile: null, region: null });
  const attacks = [
    ...['http://169.254.169.254/latest/meta-data/iam/', 'https://169.254.169.254/b/k', 'file:///etc/passwd', 'data:application/json,{}'],
    ...['https://s3.eu-west-1.amazonaws.com@evil.example/b/k', 'https://evil.example/b/k', 'https://s3.eu-west-1.amazonaws.com.evil.example/b/k'],
    ...['https://s3.eu-west-1.amazonaws.com:8443/b/k', 'https://s3.us-west-2.amazonaws.com/b/k', 'https://s3.cn-north-1.amazonaws.com.cn/b/k'],
    ...[`http://127.0.0.1:${port}/newsroom/k`, `http://localhost:${port}/newsroom/k`, 'https://[::1]/b/k', 'https://2130706433/b/k', 'https://10.0.0.1/b/k'],
    ...[`http://user:pass@127.0.0.1:${port}/b/k`, '//evil.example/b/k', 'not a link'],
  ];
  for (const uri of attacks) {
    const job: SpeechJob = { name: 'galley-1', state: 'completed', mediaUri: null, resultUri: uri, failureReason: null };
    const refused: unknown = await speech.result(job, 'newsroom').catch((thrown: unknown) => thrown);
    expect(refused instanceof StudioError && refused.code, uri).toBe('endpoint-refused');
    expect(JSON.stringify(refused), uri).not.toMatch(/passwd|user:pass|meta-data/);
  }
  expect(heard).toEqual([]);
  expect(studio.aws.standIn.log.all()).toEqual([]);
  seen('each refused before a connection is opened, told by its host alone');
});

fault('S15', 'a good link that redirects to this machine', async (seen) => {
  const { port, heard } = await openAttacker();
  const studio = (world = await JobWorld.open());
  const { speech } = await studio.aws.cloud.connect({ profile: null, region: null });
  studio.aws.standIn.faults.add({ operation: 'GetObject', do: 'reply', status: 302, body: '', headers: { location: `http://127.0.0.1:${port}/` } });
  const resultUri = `${studio.aws.standIn.url}/service-bucket/k?X-Amz-Signature=1`;
  const job: SpeechJob = { name: 'galley-1', state: 'completed', mediaUri: null, resultUri, failureReason: null };
  await expect(speech.result(job, 'newsroom')).rejects.toMatchObject({ code: 'endpoint-refused', details: { cause: 'redirect' } });
  expect(heard).toEqual([]);
  const [asked] = studio.aws.standIn.log.all('GetObject');
  expect(Object.keys(asked?.headers ?? {}).filter((name) => /amz|auth|cookie/.test(name))).toEqual([]);
  seen('not followed; the link itself was asked without any credential');
});

fault('S15', 'a link of the service to another bucket than the one asked for, and a job that is told with it', async (seen) => {
  const { port, heard } = await openAttacker();
  const studio = (world = await JobWorld.open());
  studio.aws.standIn.faults.add({ operation: 'GetObject', do: 'status', status: 404, code: 'NoSuchKey', times: Infinity });
  const told = (uri: string) =>
    ({
      do: 'reply',
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({
        TranscriptionJob: {
          TranscriptionJobName: 'galley-00000000-0000-4000-8000-000000000001',
          TranscriptionJobStatus: 'COMPLETED',
          Transcript: { TranscriptFileUri: uri },
        },
      }),
    }) as const;
  studio.aws.standIn.faults.add({ operation: 'GetTranscriptionJob', times: Infinity, ...told(`http://127.0.0.1:${port}/theirs/k`) });
  const failed = await studio.untilEnded((await studio.start('a')).id);
  expect(failed).toMatchObject({ state: 'failed', resumeState: 'transcribed', failure: { code: 'endpoint-refused' } });
  expect(heard).toEqual([]);
  seen('refused; the job stays completed and not yet fetched');
});
