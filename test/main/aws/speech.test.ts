// Jobs over HTTP: what is sent, what is adopted, and how a result is read from our bucket or by the service's link.
import { StartTranscriptionJobCommand } from '@aws-sdk/client-transcribe';
import { afterEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { JobOptions } from '../../../src-core/library/job.ts';
import type { CloudConnection, SpeechJob } from '../../../src-main/ports/cloud.ts';
import { jobRequest } from '../../../src-main/adapters/aws/job-request.ts';
import { clientsFor } from '../../stand-in/clients.ts';
import { KNOWN_MEDIA, openStandInCloud, type StandInCloud, type StandInCloudOptions } from './stand-in-cloud.ts';

const never = new AbortController().signal;
const plain: JobOptions = { language: { kind: 'one', code: 'en-GB' }, maxSpeakers: null, channels: false, maxAlternatives: null };
const MINUTE = 60_000;

let opened: StandInCloud | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

async function open(options: StandInCloudOptions = {}): Promise<StandInCloud & { connection: CloudConnection }> {
  opened = await openStandInCloud({ jobs: { running: 0 }, ...options });
  const connection = await opened.cloud.connect({ profile: null, region: null });
  await connection.objects.put('newsroom', 'galley/a.wav', KNOWN_MEDIA, never);
  return { ...opened, connection };
}

async function failureOf(call: Promise<unknown>): Promise<StudioError> {
  const thrown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof StudioError)) throw new Error(`not an expected failure: ${String(thrown)}`);
  return thrown;
}

const request = (options: JobOptions) => ({ name: 'galley-1', bucket: 'newsroom', key: 'galley/a.wav', outputKey: 'galley/a.json', options });

describe('what a job is asked for', () => {
  it.each<[string, JobOptions, object]>([
    ['one language', plain, { LanguageCode: 'en-GB' }],
    ['any language', { ...plain, language: { kind: 'identify', among: [] } }, { IdentifyLanguage: true }],
    [
      'one of several',
      { ...plain, language: { kind: 'identify', among: ['en-GB', 'fr-FR'] } },
      { IdentifyLanguage: true, LanguageOptions: ['en-GB', 'fr-FR'] },
    ],
    [
      'several languages',
      { ...plain, language: { kind: 'identify-several', among: ['en-GB', 'fr-FR'] } },
      { IdentifyMultipleLanguages: true, LanguageOptions: ['en-GB', 'fr-FR'] },
    ],
    ['speakers', { ...plain, maxSpeakers: 5 }, { LanguageCode: 'en-GB', Settings: { ShowSpeakerLabels: true, MaxSpeakerLabels: 5 } }],
    ['channels', { ...plain, channels: true }, { LanguageCode: 'en-GB', Settings: { ChannelIdentification: true } }],
    ['alternatives', { ...plain, maxAlternatives: 4 }, { LanguageCode: 'en-GB', Settings: { ShowAlternatives: true, MaxAlternatives: 4 } }],
  ])('with %s is exactly the fields of it: no format, no sample rate, no empty settings', (_name, options, fields) => {
    expect(jobRequest(request(options))).toEqual({
      TranscriptionJobName: 'galley-1',
      Media: { MediaFileUri: 's3://newsroom/galley/a.wav' },
      OutputBucketName: 'newsroom',
      OutputKey: 'galley/a.json',
      ...fields,
    });
  });

  it('is taken by the service in every combination', async () => {
    const { connection, standIn } = await open();
    const languages: JobOptions['language'][] = [
      { kind: 'one', code: 'en-GB' },
      { kind: 'identify', among: [] },
      { kind: 'identify', among: ['en-GB', 'fr-FR'] },
      { kind: 'identify-several', among: [] },
      { kind: 'identify-several', among: ['en-GB', 'fr-FR'] },
    ];
    let count = 0;
    for (const language of languages) {
      for (const maxSpeakers of [null, 2, 30]) {
        for (const maxAlternatives of [null, 2, 10]) {
          const options = { language, maxSpeakers, maxAlternatives, channels: count % 2 === 0 };
          await connection.speech.start({ ...request(options), name: `galley-${(count += 1)}` });
        }
      }
    }
    expect(await standIn.jobs()).toHaveLength(count);
  });

  it('that the service does not know is refused in its own words', async () => {
    const { connection } = await open();
    const refused = await failureOf(connection.speech.start(request({ ...plain, language: { kind: 'one', code: 'tlh-KX' } })));
    expect(refused.code).toBe('bad-request');
    expect(refused.details['message']).toContain('languageCode');
  });
});

describe('a list', () => {
  it('comes whole, a hundred at a time', async () => {
    const { connection, standIn } = await open({ jobs: { running: 60 * MINUTE, concurrent: 1000 } });
    const { transcribe } = clientsFor(standIn);
    const start = (number: number) =>
      transcribe.send(
        new StartTranscriptionJobCommand({ ...jobRequest(request(plain)), TranscriptionJobName: `galley-${number}`, OutputKey: `galley/${number}.json` }),
      );
    for (let first = 0; first < 201; first += 20) await Promise.all(Array.from({ length: Math.min(20, 201 - first) }, (_, index) => start(first + index)));
    const listed = await connection.speech.list('galley-');
    expect(new Set(listed.map(({ name }) => name)).size).toBe(201);
    expect(standIn.log.all('ListTranscriptionJobs')).toHaveLength(3);
    transcribe.destroy();
  });

  it('ends although a server repeats its pages', async () => {
    const { connection, standIn } = await open();
    const page = { TranscriptionJobSummaries: [{ TranscriptionJobName: 'galley-1', TranscriptionJobStatus: 'PONDERING' }], NextToken: 'again' };
    standIn.faults.add({
      operation: 'ListTranscriptionJobs',
      do: 'reply',
      status: 200,
      body: JSON.stringify(page),
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      times: Infinity,
    });
    const listed = await connection.speech.list('');
    expect(listed[0]).toMatchObject({ name: 'galley-1', state: 'unknown' });
    expect(standIn.log.all('ListTranscriptionJobs').length).toBeLessThanOrEqual(2);
  });
});

describe('parts', () => {
  it('are listed whole although S3 tells a thousand at a time', async () => {
    const { connection, standIn } = await open();
    const id = await connection.parts.create('newsroom', 'long');
    const page = (numbers: number[], next: number | null): string =>
      `<ListPartsResult><Bucket>newsroom</Bucket><Key>long</Key><UploadId>${id}</UploadId><IsTruncated>${next !== null}</IsTruncated>${next === null ? '' : `<NextPartNumberMarker>${next}</NextPartNumberMarker>`}${numbers.map((number) => `<Part><PartNumber>${number}</PartNumber><ETag>"e${number}"</ETag><ChecksumCRC32>AAAAAA==</ChecksumCRC32></Part>`).join('')}</ListPartsResult>`;
    const reply = (nth: number, body: string) =>
      ({ operation: 'ListParts', do: 'reply', nth, status: 200, body, headers: { 'content-type': 'application/xml' } }) as const;
    standIn.faults.add(reply(1, page([1, 2], 2)), reply(2, page([3], null)));
    const listed = await connection.parts.list('newsroom', 'long', id);
    expect(listed).toEqual([1, 2, 3].map((number) => ({ number, etag: `"e${number}"`, checksum: 'AAAAAA==' })));
    expect(standIn.log.all('ListParts')[1]?.url).toContain('part-number-marker=2');
  });
});

describe('a result in our bucket', () => {
  it('is read by its key as the service tells it, odd letters and all', async () => {
    const { connection } = await open();
    await connection.speech.start({ ...request(plain), outputKey: "galley/it's-(one)!.json" });
    const job = await connection.speech.get('galley-1');
    expect(job?.resultUri).toContain('galley/');
    expect(JSON.parse(new TextDecoder().decode(await connection.speech.result(job!, 'newsroom')))).toHaveProperty('results');
  });

  it('that was deleted is not found', async () => {
    const { connection } = await open();
    await connection.speech.start(request(plain));
    const job = await connection.speech.get('galley-1');
    await connection.objects.remove('newsroom', 'galley/a.json');
    expect(await failureOf(connection.speech.result(job!, 'newsroom'))).toMatchObject({ code: 'not-found', details: { what: 'object' } });
  });
});

describe('a result in the service’s bucket', () => {
  /** A job somebody started without an output bucket, completed. */
  async function serviceJob(): Promise<StandInCloud & { connection: CloudConnection; job: SpeechJob }> {
    const world = await open();
    const { transcribe } = clientsFor(world.standIn);
    await transcribe.send(
      new StartTranscriptionJobCommand({ TranscriptionJobName: 'theirs', LanguageCode: 'en-GB', Media: { MediaFileUri: 's3://newsroom/galley/a.wav' } }),
    );
    transcribe.destroy();
    const job = await world.connection.speech.get('theirs');
    world.standIn.log.clear();
    return { ...world, job: job! };
  }

  it('is read by the link, and no credential of ours goes along', async () => {
    const { connection, job, standIn } = await serviceJob();
    expect(job.resultUri).toContain('X-Amz-Signature');
    expect(JSON.parse(new TextDecoder().decode(await connection.speech.result(job, 'newsroom')))).toHaveProperty('results');
    const [read] = standIn.log.all();
    expect(read?.operation).toBe('GetObject');
    expect(Object.keys(read?.headers ?? {}).filter((name) => /amz|auth|cookie/.test(name))).toEqual([]);
  });

  it('is read by a fresh link when the old one has run out', async () => {
    const { connection, job, standIn, pass } = await serviceJob();
    pass(16 * MINUTE);
    expect(JSON.parse(new TextDecoder().decode(await connection.speech.result(job, 'newsroom')))).toHaveProperty('results');
    expect(standIn.log.all('GetTranscriptionJob').filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('stays at the service when three links in a row are not good, and is expired when the job is forgotten', async () => {
    const { connection, job, standIn } = await serviceJob();
    standIn.faults.add({ operation: 'GetObject', do: 'status', status: 403, code: 'AccessDenied', times: Infinity });
    expect(await failureOf(connection.speech.result(job, 'newsroom'))).toMatchObject({ code: 'service', details: { what: 'links-refused' } });
    expect(standIn.log.all('GetObject')).toHaveLength(3);
    await connection.speech.remove('theirs');
    expect(await failureOf(connection.speech.result(job, 'newsroom'))).toMatchObject({ code: 'job-expired' });
  });

  it('is not read from where a link redirects to, nor from another host', async () => {
    const { connection, job, standIn } = await serviceJob();
    standIn.faults.add({ operation: 'GetObject', do: 'reply', status: 302, body: '', headers: { location: 'http://169.254.169.254/latest/meta-data/' } });
    expect(await failureOf(connection.speech.result(job, 'newsroom'))).toMatchObject({ code: 'endpoint-refused', details: { cause: 'redirect' } });
    const elsewhere = { ...job, resultUri: 'https://evil.example/newsroom/galley/a.json?X-Amz-Signature=1' };
    expect(await failureOf(connection.speech.result(elsewhere, 'newsroom'))).toMatchObject({
      code: 'endpoint-refused',
      details: { cause: 'host', url: 'evil.example' },
    });
  });

  it('is not the page of a portal, nor half of a file', async () => {
    const { connection, job, standIn } = await serviceJob();
    standIn.faults.add({ operation: 'GetObject', do: 'reply', status: 200, body: '<html>', headers: { 'content-type': 'text/html' } });
    expect((await failureOf(connection.speech.result(job, 'newsroom'))).code).toBe('intercepted');
    standIn.faults.add({ operation: 'GetObject', do: 'cut-reply', afterBytes: 100 });
    expect((await failureOf(connection.speech.result(job, 'newsroom'))).code).toBe('network');
  });

  it('is missed in a sentence when Transcribe names no place', async () => {
    const { connection, job, standIn } = await serviceJob();
    const told = { TranscriptionJob: { TranscriptionJobName: 'theirs', TranscriptionJobStatus: 'COMPLETED', Transcript: {} } };
    standIn.faults.add({
      operation: 'GetTranscriptionJob',
      do: 'reply',
      status: 200,
      body: JSON.stringify(told),
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      times: Infinity,
    });
    const refused = await failureOf(connection.speech.result({ ...job, resultUri: null }, 'newsroom'));
    expect(refused).toMatchObject({ code: 'result-withheld' });
  });
});
