// The adapter over HTTP when something is wrong: keys, rights, regions, clocks, networks and whatever sits in between.
// Every failure is searched for secrets before a test looks at it.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { ENTERED_KEYS_SECRET, writeEnteredKeys } from '../../../src-core/library/entered-keys.ts';
import type { CloudConnection } from '../../../src-main/cloud-ports.ts';
import { AwsSession } from '../../../src-main/adapters/aws/aws-session.ts';
import { FreshCredentials } from '../../../src-main/adapters/aws/fresh-credentials.ts';
import { makeS3Objects } from '../../../src-main/adapters/aws/s3-objects.ts';
import { makeWebAgents } from '../../../src-main/adapters/aws/web-agents.ts';
import { fault } from '../../faults/fault.ts';
import { practiceCredentials } from '../../stand-in/stand-in.ts';
import { settle } from '../../fakes/manual-clock.ts';
import { everythingIn } from './memory-secrets.ts';
import { openStandInCloud, otherKeys, type StandInCloud, type StandInCloudOptions } from './stand-in-cloud.ts';

const nobody = { profile: null, region: null };
const never = new AbortController().signal;
const bytes = new Uint8Array(2000).fill(7);
const MiB = 1024 * 1024;

let opened: StandInCloud | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

async function open(options: StandInCloudOptions = {}): Promise<StandInCloud & { connection: CloudConnection }> {
  opened = await openStandInCloud(options);
  return { ...opened, connection: await opened.cloud.connect(nobody) };
}

/** The failure of a call; fails the test when any secret of this suite stands in it, in any property, cause or stack. */
async function failureOf(call: Promise<unknown>): Promise<StudioError> {
  const thrown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  expect(everythingIn(thrown)).not.toMatch(/practice\/secret|canary|AKIA[A-Z0-9]{16}|ASIA[A-Z0-9]{16}|Signature=[0-9a-f]{8}|session-token-of-tests/);
  if (!(thrown instanceof StudioError)) throw new Error(`not an expected failure: ${everythingIn(thrown)}`);
  return thrown;
}

const keysIn = (keys: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }): string =>
  `[desk]\naws_access_key_id = ${keys.accessKeyId}\naws_secret_access_key = ${keys.secretAccessKey}\n${keys.sessionToken ? `aws_session_token = ${keys.sessionToken}\n` : ''}`;

const noEnv = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

describe('opening a connection', () => {
  it('asks AWS nothing, and answers the same one while nothing changed', async () => {
    const { cloud, connection, standIn } = await open();
    expect(await cloud.connect(nobody)).toBe(connection);
    expect(await cloud.connect({ profile: null, region: 'eu-west-3' })).not.toBe(connection);
    expect(standIn.log.all()).toHaveLength(0);
  });

  it('refuses what cannot work: no credentials, no such profile, no region, an endpoint over plain http, unchecked certificates', async () => {
    const refusal = async (env: Record<string, string | undefined>, profile: string | null = null): Promise<StudioError> => {
      opened = await openStandInCloud({ env });
      const failure = await failureOf(opened.cloud.connect({ profile, region: null }));
      await opened.close();
      opened = null;
      return failure;
    };
    expect(await refusal(noEnv)).toMatchObject({ code: 'no-credentials', details: { cause: 'nothing-found' } });
    expect(await refusal({}, 'gone')).toMatchObject({ code: 'no-credentials', details: { cause: 'profile-missing', profile: 'gone' } });
    expect(await refusal({ AWS_REGION: undefined })).toMatchObject({ code: 'no-region' });
    expect(await refusal({ AWS_ENDPOINT_URL: 'http://store.example.org' })).toMatchObject({
      code: 'endpoint-refused',
      details: { url: 'store.example.org', from: 'AWS_ENDPOINT_URL', cause: 'not-https' },
    });
    expect(await refusal({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toMatchObject({ code: 'endpoint-refused', details: { cause: 'certificates-unchecked' } });
  });

  it('reaches the endpoints a profile names, for each service its own', async () => {
    const { cloud, standIn } = await open({
      env: {},
      files: ({ url }) => ({
        config: `[profile practice]\nregion = eu-west-1\naws_access_key_id = ${practiceCredentials.accessKeyId}\naws_secret_access_key = ${practiceCredentials.secretAccessKey}\nendpoint_url = ${url}\nservices = local\n[services local]\ns3 =\n  endpoint_url = ${url}\n`,
      }),
    });
    const plain = await openStandInCloud({ env: { AWS_ENDPOINT_URL: undefined } });
    plain.home.write(
      'config',
      `[profile practice]\nregion = eu-west-1\n${keysIn(practiceCredentials).split('\n').slice(1).join('\n')}endpoint_url = ${standIn.url}\n`,
    );
    const connection = await plain.cloud.connect({ profile: 'practice', region: null });
    expect((await connection.account.whoAmI()).account).toBe('000000000000');
    expect((await connection.account.bucketState('newsroom')).state).toBe('ready');
    expect(await connection.speech.list('')).toEqual([]);
    expect(await plain.cloud.endpoints({ profile: 'practice', region: null })).toContainEqual({ service: 's3', url: standIn.url, from: 'profile practice' });
    await plain.close();
    expect(await cloud.profiles()).toContainEqual({ name: 'practice', kind: 'static', region: 'eu-west-1' });
  });

  it('uses entered keys from the moment they are entered', async () => {
    const { cloud, secrets } = await open({ env: noEnv, files: () => ({ credentials: keysIn(otherKeys()).replace('[desk]', '[default]') }) });
    expect(await failureOf((await cloud.connect(nobody)).account.whoAmI())).toMatchObject({ code: 'access-denied', details: { cause: 'keys-refused' } });
    await secrets.set(ENTERED_KEYS_SECRET, writeEnteredKeys({ ...practiceCredentials, sessionToken: null }));
    expect((await (await cloud.connect(nobody)).account.whoAmI()).account).toBe('000000000000');
    expect(await cloud.source(nobody)).toMatchObject({ source: 'entered', profile: null, region: 'eu-west-1' });
  });

  it('replaces one whose profile was rewritten, without cutting what is under way', async () => {
    const { cloud, home, standIn } = await open({
      credentials: [practiceCredentials, otherKeys()],
      files: () => ({ credentials: keysIn(practiceCredentials) }),
    });
    const before = await cloud.connect({ profile: 'desk', region: null });
    standIn.faults.add({ operation: 'PutObject', do: 'delay', millis: 100 });
    const slow = before.objects.put('newsroom', 'slow', bytes, never);
    home.write('credentials', keysIn(otherKeys()));
    const after = await cloud.connect({ profile: 'desk', region: null });
    expect(after).not.toBe(before);
    await after.objects.put('newsroom', 'quick', bytes, never);
    await expect(slow).resolves.toBeUndefined();
    expect(await after.objects.head('newsroom', 'slow')).toMatchObject({ size: 2000 });
  });

  it('writes no secret into the log', async () => {
    const { log, connection } = await open();
    await connection.account.whoAmI();
    expect(log.lines.join('\n')).toContain('eu-west-1');
    expect(log.lines.join('\n')).not.toMatch(/practice\/secret|AKIAPRACTICE/);
  });
});

describe('credentials', () => {
  it('that expire in mid-upload say so, and fresh ones go on with the parts that are there', async () => {
    const temporary = { ...otherKeys(), accessKeyId: 'ASIATEMPTEMPTEMPTEMP', sessionToken: 'session-token-of-tests', expiresAt: Date.now() + 600_000 };
    const { cloud, home, standIn, pass } = await open({ credentials: [practiceCredentials, temporary], files: () => ({ credentials: keysIn(temporary) }) });
    const { parts, objects } = await cloud.connect({ profile: 'desk', region: null });
    const id = await parts.create('newsroom', 'long');
    const first = await parts.put('newsroom', 'long', id, 1, new Uint8Array(5 * MiB), never);
    pass(601_000);
    expect(await failureOf(parts.put('newsroom', 'long', id, 2, bytes, never))).toMatchObject({ code: 'credentials-expired' });
    home.write('credentials', keysIn(practiceCredentials));
    expect(await parts.list('newsroom', 'long', id)).toEqual([first]);
    await parts.complete('newsroom', 'long', id, [first, await parts.put('newsroom', 'long', id, 2, bytes, never)]);
    expect(await objects.head('newsroom', 'long')).toMatchObject({ size: 5 * MiB + 2000 });
    expect(standIn.log.all('UploadPart').filter(({ status }) => status === 200)).toHaveLength(2);
  });

  it.each([
    ['a wrong secret', { ...practiceCredentials, secretAccessKey: 'not the secret, a canary' }],
    ['an unknown key', otherKeys()],
  ])('with %s are refused by each service alike', async (_name, keys) => {
    const { cloud } = await open({ files: () => ({ credentials: keysIn(keys) }) });
    const { account, objects, speech } = await cloud.connect({ profile: 'desk', region: null });
    const refused = { code: 'access-denied', details: { cause: 'keys-refused' } };
    expect(await failureOf(account.whoAmI())).toMatchObject(refused);
    expect(await failureOf(objects.put('newsroom', 'k', bytes, never))).toMatchObject(refused);
    expect(await failureOf(objects.get('newsroom', 'k'))).toMatchObject(refused);
    expect(await failureOf(speech.get('galley-1'))).toMatchObject(refused);
  });

  it('without a right are refused with the action and what it was for', async () => {
    const limited = otherKeys({ deny: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:CreateBucket', 'transcribe:StartTranscriptionJob', 's3:ListBucket'] });
    const { cloud } = await open({ credentials: [practiceCredentials, limited], files: () => ({ credentials: keysIn(limited) }) });
    const { account, objects, parts, speech } = await cloud.connect({ profile: 'desk', region: null });
    const denied = (action: string, resource: string) => ({
      code: 'access-denied',
      details: { action, resource, message: expect.stringContaining(action) as unknown },
    });
    expect(await failureOf(objects.put('newsroom', 'galley/a.mp3', bytes, never))).toMatchObject(denied('s3:PutObject', 'newsroom/galley/a.mp3'));
    expect(await failureOf(parts.abort('newsroom', 'galley/a.mp3', 'x'))).toMatchObject(denied('s3:AbortMultipartUpload', 'newsroom/galley/a.mp3'));
    expect(await failureOf(account.makeBucket('another-bucket', false))).toMatchObject(denied('s3:CreateBucket', 'another-bucket'));
    const request = {
      name: 'galley-1',
      bucket: 'newsroom',
      key: 'k',
      outputKey: 'k.json',
      options: { language: { kind: 'one', code: 'en-GB' }, maxSpeakers: null, channels: false, maxAlternatives: null },
    } as const;
    expect(await failureOf(speech.start(request))).toMatchObject({
      code: 'access-denied',
      details: { action: 'transcribe:StartTranscriptionJob', resource: 'galley-1' },
    });
    expect(await account.bucketState('newsroom')).toMatchObject({ state: 'denied' });
  });
});

describe('the clock', () => {
  it('of this machine may be far off: requests are signed by the service’s, four parts at once too', async () => {
    const { connection, pass } = await open();
    pass(40 * 60_000);
    await connection.account.whoAmI();
    const id = await connection.parts.create('newsroom', 'k');
    pass(40 * 60_000);
    const parts = await Promise.all([1, 2, 3, 4].map((number) => connection.parts.put('newsroom', 'k', id, number, bytes, never)));
    expect(parts).toHaveLength(4);
    expect(await connection.speech.list('')).toEqual([]);
  });

  it('is blamed when the service goes on refusing', async () => {
    const { connection, standIn } = await open();
    standIn.faults.add({
      operation: '*',
      do: 'status',
      status: 403,
      code: 'RequestTimeTooSkewed',
      message: 'The difference between the request time and the current time is too large.',
      times: Infinity,
    });
    expect(await failureOf(connection.objects.put('newsroom', 'k', bytes, never))).toMatchObject({ code: 'clock-wrong' });
  });
});

const HTML = '<!doctype html><title>Welcome to Hotel WLAN</title><form action="/login">';
const everyCall = (connection: CloudConnection): [string, () => Promise<unknown>][] => [
  ['objects.put', () => connection.objects.put('newsroom', 'k', bytes, never)],
  ['objects.head', () => connection.objects.head('newsroom', 'k')],
  ['objects.get', () => connection.objects.get('newsroom', 'k')],
  ['objects.remove', () => connection.objects.remove('newsroom', 'k')],
  ['parts.create', () => connection.parts.create('newsroom', 'k')],
  ['parts.put', () => connection.parts.put('newsroom', 'k', 'u', 1, bytes, never)],
  ['parts.unfinished', () => connection.parts.unfinished('newsroom', 'k')],
  ['parts.list', () => connection.parts.list('newsroom', 'k', 'u')],
  ['parts.complete', () => connection.parts.complete('newsroom', 'k', 'u', [{ number: 1, etag: '"e"', checksum: '' }])],
  ['parts.abort', () => connection.parts.abort('newsroom', 'k', 'u')],
  ['speech.get', () => connection.speech.get('galley-1')],
  ['speech.list', () => connection.speech.list('')],
  ['speech.remove', () => connection.speech.remove('galley-1')],
  ['account.whoAmI', () => connection.account.whoAmI()],
  ['account.bucketState', () => connection.account.bucketState('newsroom')],
];

describe('something in between', () => {
  let portal: Server | null = null;
  afterEach(() => {
    portal?.closeAllConnections();
    portal?.close();
    portal = null;
  });

  /** A connection whose every request is answered by a hotel instead of AWS. */
  async function caught(status: number, headers: Readonly<Record<string, string>>, body = HTML): Promise<CloudConnection> {
    portal = createServer((request, response) => {
      request.resume().on('end', () => response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body));
    }).listen(0, '127.0.0.1');
    await once(portal, 'listening');
    const { port } = portal.address() as AddressInfo; // a TCP server's address is never a string
    return (await open({ env: { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` } })).connection;
  }

  for (const [name, status, headers] of [
    ['a page with status 200', 200, { 'content-type': 'text/html; charset=utf-8' }],
    ['a redirect to a sign-in page', 302, { 'content-type': 'text/html', location: 'http://login.example/' }],
    ['a bare redirect', 307, { location: 'http://login.example/' }],
    ['a page that forbids', 403, { 'content-type': 'text/html' }],
    ['a page that is not found', 404, { 'content-type': 'text/html' }],
    ['a page that wants a sign-in', 511, { 'content-type': 'text/html' }],
  ] as const)
    fault('S16', `every kind of call is answered with ${name}`, async (seen) => {
      const connection = await caught(status, headers);
      for (const [call, ask] of everyCall(connection)) {
        expect({ call, code: (await failureOf(ask())).code }).toEqual({ call, code: 'intercepted' });
      }
      seen('none takes it for an answer, each is told as intercepted');
    });

  fault('S16', 'every kind of call that tells something is answered with an empty document', async (seen) => {
    const connection = await caught(200, { 'content-type': 'application/json' }, '{}');
    const silent = new Set(['objects.remove', 'parts.abort', 'speech.remove', 'account.bucketState']);
    for (const [name, call] of everyCall(connection)) {
      if (!silent.has(name)) expect({ name, code: (await failureOf(call())).code }).toEqual({ name, code: 'intercepted' });
    }
    seen('none takes it for an answer');
  });

  it('is not seen in the faults of a server that is busy', async () => {
    const connection = await caught(503, { 'content-type': 'text/html' }, '<h1>503 Service Unavailable</h1>');
    expect((await failureOf(connection.objects.put('newsroom', 'k', bytes, never))).code).toBe('service');
  });
});

describe('the network', () => {
  it('that refuses or resets is told as the network, whatever was asked', async () => {
    const { connection, standIn } = await open();
    standIn.faults.add({ operation: '*', do: 'reset', times: Infinity });
    for (const [name, call] of everyCall(connection)) {
      expect({ name, code: (await failureOf(call())).code }).toEqual({ name, code: 'network' });
    }
    await standIn.close();
    expect(await failureOf(connection.account.whoAmI())).toMatchObject({ code: 'network', details: { cause: 'ECONNREFUSED' } });
    opened = null;
  });

  it('that breaks off in a download yields no half of it', async () => {
    const { connection, standIn } = await open();
    await connection.objects.put('newsroom', 'k', new Uint8Array(500_000), never);
    standIn.faults.add({ operation: 'GetObject', do: 'cut-reply', afterBytes: 100_000, times: Infinity });
    expect(await failureOf(connection.objects.get('newsroom', 'k'))).toMatchObject({ code: 'network' });
  });

  it('that changes bytes is noticed both ways', async () => {
    const { connection, standIn } = await open();
    standIn.faults.add({ operation: 'PutObject', do: 'wrong-checksum' }, { operation: 'GetObject', do: 'wrong-checksum', times: 2 });
    expect(await failureOf(connection.objects.put('newsroom', 'k', bytes, never))).toMatchObject({ code: 'bad-request', details: { reason: 'BadDigest' } });
    await connection.objects.put('newsroom', 'k', bytes, never);
    expect(await failureOf(connection.objects.get('newsroom', 'k'))).toMatchObject({ code: 'network' });
  });

  it('that falls silent ends a call instead of holding it for ever', async () => {
    const { standIn } = await open();
    const agents = makeWebAgents({});
    const quick = { ...agents, handler: { ...agents.handler, socketTimeout: 150 } };
    const credentials = new FreshCredentials(async () => practiceCredentials, Date.now);
    const endpoints = [{ service: 's3' as const, url: standIn.url, from: 'test' }];
    const session = new AwsSession({ region: 'eu-west-1', profile: 'default', endpoints, credentials, agents: quick, now: Date.now });
    standIn.faults.add({ operation: 'GetObject', do: 'silence', times: Infinity });
    expect(await failureOf(makeS3Objects(session, { owner: null, kmsKey: null }).get('newsroom', 'k'))).toMatchObject({ code: 'network' });
    session.retire();
  });

  it('may be cancelled in mid-part', async () => {
    const { connection, standIn } = await open();
    const id = await connection.parts.create('newsroom', 'k');
    standIn.faults.add({ operation: 'UploadPart', do: 'silence' });
    const stop = new AbortController();
    const put = connection.parts.put('newsroom', 'k', id, 1, new Uint8Array(MiB), stop.signal);
    while (standIn.log.all('UploadPart').length === 0) await settle();
    stop.abort();
    await expect(put).rejects.toThrow('cancelled');
  });
});

describe('the service', () => {
  const refusing = async (operation: string, status: number, code: string, message?: string): Promise<CloudConnection> => {
    const { connection, standIn } = await open();
    standIn.faults.add({ operation, do: 'status', status, code, times: Infinity, ...(message === undefined ? {} : { message }) });
    return connection;
  };

  it.each([
    ['PutObject', 503, 'SlowDown', 'throttled'],
    ['PutObject', 500, 'InternalError', 'service'],
    ['PutObject', 400, 'RequestTimeout', 'network'],
    ['PutObject', 400, 'KMS.DisabledException', 'bad-request'],
  ])('that answers %s with %i %s is %s', async (operation, status, code, told) => {
    const connection = await refusing(operation, status, code);
    expect((await failureOf(connection.objects.put('newsroom', 'k', bytes, never))).code).toBe(told);
  });

  it.each([
    ['ThrottlingException', 400, 'throttled'],
    ['LimitExceededException', 429, 'quota'],
    ['InternalFailureException', 500, 'service'],
    ['BadRequestException', 400, 'bad-request'],
    ['SomethingNew', 400, 'bad-request'],
  ])('that answers a list with %s (%i) is %s', async (code, status, told) => {
    const connection = await refusing('ListTranscriptionJobs', status, code, 'in its own words');
    expect(await failureOf(connection.speech.list(''))).toMatchObject({ code: told, details: { message: 'in its own words' } });
  });

  it('that says 200 and means an error is heard', async () => {
    const { connection, standIn } = await open();
    const id = await connection.parts.create('newsroom', 'k');
    const part = await connection.parts.put('newsroom', 'k', id, 1, bytes, never);
    const error = '<?xml version="1.0"?><Error><Code>InternalError</Code><Message>We encountered an internal error. Please try again.</Message></Error>';
    standIn.faults.add({
      operation: 'CompleteMultipartUpload',
      do: 'reply',
      status: 200,
      body: error,
      headers: { 'content-type': 'application/xml' },
      times: Infinity,
    });
    expect((await failureOf(connection.parts.complete('newsroom', 'k', id, [part]))).code).toBe('service');
  });
});

describe('what is sent', () => {
  it('carries the CRC32 of known lengths instead of a second hash or trailers, and our name', async () => {
    const { connection, standIn } = await open();
    await connection.objects.put('newsroom', 'k', bytes, never);
    const id = await connection.parts.create('newsroom', 'k2');
    await connection.parts.put('newsroom', 'k2', id, 1, bytes, never);
    for (const operation of ['PutObject', 'UploadPart']) {
      const [sent] = standIn.log.all(operation);
      expect(sent?.headers).toMatchObject({
        'content-length': '2000',
        'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
        'x-amz-checksum-crc32': expect.stringMatching(/^[\w+/]{6}==$/) as unknown,
      });
      expect(sent?.headers['content-encoding'] ?? '').not.toContain('aws-chunked');
      expect(sent?.headers['user-agent']).toContain('galley');
    }
  });

  it('tries a call twice at most: patience is the job engine’s', async () => {
    const { connection, standIn } = await open();
    standIn.faults.add({ operation: 'PutObject', do: 'status', status: 503, code: 'SlowDown', times: Infinity });
    await failureOf(connection.objects.put('newsroom', 'k', bytes, never));
    expect(standIn.log.all('PutObject')).toHaveLength(2);
  });

  it('makes a bucket private, encrypted and tidy', async () => {
    const { connection, standIn } = await open();
    await connection.account.makeBucket('galley-made-this', false);
    const sent = standIn.log.all().map(({ operation }) => operation);
    expect(sent).toEqual(['HeadBucket', 'CreateBucket', 'PutPublicAccessBlock', 'PutBucketEncryption', 'PutBucketLifecycleConfiguration']);
    const documents = standIn.log
      .all()
      .map(({ document }) => document ?? '')
      .join('');
    expect(documents).toMatch(/LocationConstraint>eu-west-1</);
    expect(documents.match(/>true</g)).toHaveLength(4);
    expect(documents).toMatch(/AES256/);
    expect(documents).toMatch(/DaysAfterInitiation>7</);
  });
});
