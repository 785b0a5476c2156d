// Opening a connection to AWS, and what it refuses over keys, rights and clocks.
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { ENTERED_KEYS_SECRET, writeEnteredKeys } from '../../../src-core/library/entered-keys.ts';
import { practiceCredentials } from '../../stand-in/stand-in.ts';
import { openStandInCloud, otherKeys } from './stand-in-cloud.ts';
import { bytes, failureOf, MiB, never, nobody, open } from './connection-world.ts';

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
      const refusing = await openStandInCloud({ env });
      const failure = await failureOf(refusing.cloud.connect({ profile, region: null }));
      await refusing.close();
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
