// What a connection sends to AWS, and how it hears networks that fail, portals in between and a service that refuses.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { CloudConnection } from '../../../src-main/ports/cloud.ts';
import { AwsSession } from '../../../src-main/adapters/aws/aws-session.ts';
import { FreshCredentials } from '../../../src-main/adapters/aws/fresh-credentials.ts';
import { makeS3Objects } from '../../../src-main/adapters/aws/s3-objects.ts';
import { makeWebAgents } from '../../../src-main/adapters/aws/web-agents.ts';
import { fault } from '../../faults/fault.ts';
import { practiceCredentials } from '../../stand-in/stand-in.ts';
import { settle } from '../../fakes/manual-clock.ts';
import { bytes, failureOf, MiB, never, open } from './connection-world.ts';

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
