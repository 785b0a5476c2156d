// Who is not believed, and in whose words: wrong secrets, old clocks, expired keys and links, denied actions, on every service.
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ListTranscriptionJobsCommand } from '@aws-sdk/client-transcribe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Credentials } from './caller.ts';
import { clientsFor, refusalOf } from './clients.ts';
import { practiceCredentials, startStandIn, type StandIn } from './stand-in.ts';

const Bucket = 'galley-test';
const temporary: Credentials = { accessKeyId: 'ASIATEMPORARY0000000', secretAccessKey: 'temporary', sessionToken: 'session/token+with=signs' };
const expired: Credentials = { accessKeyId: 'ASIAEXPIRED000000000', secretAccessKey: 'expired', sessionToken: 'old', expiresAt: 1 };
const limited: Credentials = {
  accessKeyId: 'AKIALIMITED000000000',
  secretAccessKey: 'limited',
  deny: ['s3:PutObject', 'transcribe:*'],
  arn: 'arn:aws:iam::000000000000:user/limited',
};
let standIn: StandIn;
let drift = 0;

beforeAll(async () => {
  standIn = await startStandIn({ buckets: [Bucket], credentials: [practiceCredentials, temporary, expired, limited], now: () => Date.now() + drift });
});
afterAll(() => standIn.close());

/** The same question to each service with these keys. */
async function refusals(credentials: Credentials): Promise<[string, number | undefined][]> {
  const { s3, transcribe, sts } = clientsFor(standIn, credentials);
  const calls = [
    s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' })),
    transcribe.send(new ListTranscriptionJobsCommand({})),
    sts.send(new GetCallerIdentityCommand({})),
  ];
  const all = await Promise.all(calls.map((call) => refusalOf(call)));
  return all.map(({ name, status }) => [name, status]);
}

test('keys with a session token are believed, and tell who they are', async () => {
  const { s3, transcribe, sts } = clientsFor(standIn, temporary);
  await s3.send(new PutObjectCommand({ Bucket, Key: 'token', Body: 'x' }));
  await transcribe.send(new ListTranscriptionJobsCommand({}));
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: '000000000000', Arn: 'arn:aws:iam::000000000000:user/practice' });
});

test('a wrong secret is refused by each service in its own words', async () => {
  expect(await refusals({ ...practiceCredentials, secretAccessKey: 'wrong' })).toEqual([
    ['SignatureDoesNotMatch', 403],
    ['InvalidSignatureException', 400],
    ['SignatureDoesNotMatch', 403],
  ]);
});

test('unknown keys are refused by each service in its own words', async () => {
  expect(await refusals({ accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' })).toEqual([
    ['InvalidAccessKeyId', 403],
    ['UnrecognizedClientException', 400],
    ['InvalidClientTokenId', 403],
  ]);
});

test('expired keys are refused by each service in its own words', async () => {
  expect(await refusals(expired)).toEqual([
    ['ExpiredToken', 400],
    ['ExpiredTokenException', 400],
    ['ExpiredToken', 403],
  ]);
});

test('a clock sixteen minutes off is refused by each service, fourteen is not', async () => {
  drift = 14 * 60_000;
  await clientsFor(standIn).s3.send(new PutObjectCommand({ Bucket, Key: 'late', Body: 'x' }));
  drift = 16 * 60_000;
  try {
    const { s3, transcribe, sts } = clientsFor(standIn);
    expect(await refusalOf(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' })))).toMatchObject({ name: 'RequestTimeTooSkewed', status: 403 });
    const told = await refusalOf(transcribe.send(new ListTranscriptionJobsCommand({})));
    expect(told).toMatchObject({ name: 'InvalidSignatureException', status: 400 });
    expect(told.message).toMatch(/^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z/);
    expect(await refusalOf(sts.send(new GetCallerIdentityCommand({})))).toMatchObject({ name: 'SignatureDoesNotMatch', status: 403 });
  } finally {
    drift = 0;
  }
});

test('denied actions name the caller and the action', async () => {
  const { s3, transcribe } = clientsFor(standIn, limited);
  const denied = await refusalOf(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' })));
  expect(denied).toMatchObject({ name: 'AccessDenied', status: 403 });
  expect(denied.message).toContain('user/limited is not authorized to perform: s3:PutObject');
  expect(await refusalOf(s3.send(new GetObjectCommand({ Bucket, Key: 'absent' })))).toMatchObject({ name: 'NoSuchKey' });
  expect(await refusalOf(transcribe.send(new ListTranscriptionJobsCommand({})))).toMatchObject({ name: 'AccessDeniedException', status: 400 });
});

test('an unsigned request gets nothing', async () => {
  const reply = await fetch(`${standIn.url}/${Bucket}/token`);
  expect(reply.status).toBe(403);
  expect(await reply.text()).toContain('<Code>AccessDenied</Code>');
});

test('the log keeps no signature and no token', () => {
  const text = JSON.stringify(standIn.log.all());
  expect(text).not.toContain('Signature=');
  expect(text).not.toContain(temporary.sessionToken);
});
