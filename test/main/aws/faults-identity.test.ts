// Faults of who we are to AWS: sign-ins that end, keys nobody knows, rights that are missing. The job waits or says what to do; nothing is sent twice.
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, vi } from 'vitest';
import { fault } from '../../faults/fault.ts';
import type { Credentials } from '../../stand-in/caller.ts';
import { practiceCredentials } from '../../stand-in/stand-in.ts';
import { ROLE_KEYS, startIdentityServer, type IdentityServer } from './identity-server.ts';
import { PART, UploadWorld } from './upload-world.ts';
import { KNOWN_MEDIA, otherKeys, type StandInCloudOptions } from './stand-in-cloud.ts';

let world: UploadWorld | null = null;
let portal: IdentityServer;
beforeEach(async () => {
  portal = await startIdentityServer();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await world?.close();
  await portal.close();
  world = null;
});

async function open(options: StandInCloudOptions = {}): Promise<UploadWorld> {
  world = await UploadWorld.open(options);
  // What the SDK reads of the real environment on its own: the sign-in portal's tokens.
  vi.stubEnv('HOME', world.aws.home.path);
  vi.stubEnv('AWS_ENDPOINT_URL_SSO', portal.url);
  return world;
}

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);
const keysIn = (keys: Credentials): string =>
  `[desk]\nregion = eu-west-1\naws_access_key_id = ${keys.accessKeyId}\naws_secret_access_key = ${keys.secretAccessKey}\n${keys.sessionToken ? `aws_session_token = ${keys.sessionToken}\n` : ''}`;
const withProfile = (w: UploadWorld): void => w.library.settings.put({ ...w.library.settings.get(), awsProfile: 'desk' });
const temporary = (more: Partial<Credentials> = {}): Credentials =>
  otherKeys({ accessKeyId: 'ASIATEMPTEMPTEMPTEMP', sessionToken: 'session-token-of-tests', ...more });

const SSO =
  '[profile desk]\nregion = eu-west-1\nsso_session = news\nsso_account_id = 111122223333\nsso_role_name = Reporter\n[sso-session news]\nsso_start_url = https://example.awsapps.com/start\nsso_region = eu-central-1\n';

/** What `aws sso login` leaves behind. */
function signIn(w: UploadWorld, expiresAt: number): void {
  const token = {
    accessToken: 'portal-token',
    expiresAt: new Date(expiresAt).toISOString(),
    region: 'eu-central-1',
    startUrl: 'https://example.awsapps.com/start',
  };
  w.aws.home.write(`sso/cache/${createHash('sha1').update('news').digest('hex')}.json`, JSON.stringify(token));
}

describe('a sign-in that ends', () => {
  fault('A1', 'temporary keys expire after two of five parts; somebody signs in again four minutes later', async (seen) => {
    const w = await open({ credentials: [practiceCredentials, temporary()], files: () => ({ credentials: keysIn(temporary()) }) });
    withProfile(w);
    w.aws.standIn.faults.add({ operation: 'UploadPart', nth: 3, do: 'expired-token', times: Infinity });
    const id = await w.start('a', 5 * PART);
    await w.untilTold(id, 'credentials-expired');
    const before = w.partsSent();
    expect([w.job(id).state, w.asked('AbortMultipartUpload'), before.length]).toEqual(['queued', 0, 2]);
    expect(w.sentence(id)).toContain('The AWS sign-in has run out. The job and what it has done so far are kept. Sign in again');
    seen('the job waits, its parts stay where they are; told to sign in again');
    await w.pass(240_000);
    w.aws.standIn.faults.clear();
    w.aws.home.write('credentials', keysIn(practiceCredentials));
    const signedIn = w.clock.monotonic();
    await w.until(() => w.partsSent().length > 2);
    expect(w.clock.monotonic() - signedIn).toBeLessThanOrEqual(30_250);
    seen('noticed within 30 s');
    expect(await w.arrives(id)).toBe(true);
    expect([sorted(w.partsSent()), w.asked('CreateMultipartUpload'), await w.isWhole(id)]).toEqual([[1, 2, 3, 4, 5], 1, true]);
    seen('no finished part is sent again');
  });

  fault('A1', 'keys of an assumed role expire in the middle, and the role can be assumed again', async (seen) => {
    const role: Credentials = { ...ROLE_KEYS, expiresAt: Infinity };
    const w = await open({
      credentials: [practiceCredentials, role],
      env: { AWS_ENDPOINT_URL_STS: portal.url },
      files: () => ({
        config: `[profile base]\naws_access_key_id = ${practiceCredentials.accessKeyId}\naws_secret_access_key = ${practiceCredentials.secretAccessKey}\n[profile desk]\nregion = eu-west-1\nrole_arn = arn:aws:iam::111122223333:role/Reporter\nsource_profile = base\n`,
      }),
    });
    withProfile(w);
    // The identity server hands out keys; whose they are is asked there, too, and not what this is about.
    w.library.settings.put({ ...w.library.settings.get(), bucketOwner: '000000000000' });
    w.aws.standIn.faults.add({ operation: 'UploadPart', nth: 3, do: 'expired-token', times: 2 });
    const id = await w.start('a', 5 * PART);
    expect(await w.arrives(id)).toBe(true);
    expect(portal.asked.filter((action) => action === 'AssumeRole')).toHaveLength(2);
    seen('new keys are fetched by the studio itself');
    expect([sorted(w.partsSent()), w.asked('CreateMultipartUpload'), await w.isWhole(id)]).toEqual([[1, 2, 3, 4, 5], 1, true]);
    seen('no finished part is sent again');
  });

  fault('A2', 'the single sign-on session has ended; somebody signs in outside the studio', async (seen) => {
    const w = await open({ credentials: [practiceCredentials, { ...ROLE_KEYS }], files: () => ({ config: SSO }) });
    withProfile(w);
    signIn(w, Date.now() - 1000);
    const ids = [await w.start('a', KNOWN_MEDIA), await w.start('b', 2 * PART)];
    for (const id of ids) await w.untilTold(id, 'credentials-expired');
    await w.pass(600_000);
    expect([w.asked(), ids.map((id) => w.job(id).state)]).toEqual([0, ['queued', 'queued']]);
    expect(w.sentence(ids[0] ?? '')).toContain('aws sso login');
    seen('the queue waits for ten minutes, nothing is asked of AWS meanwhile; told how to sign in');
    signIn(w, Date.now() + 3_600_000);
    const signedIn = w.clock.monotonic();
    await w.until(() => w.asked() > 0);
    expect(w.clock.monotonic() - signedIn).toBeLessThanOrEqual(30_250);
    seen('noticed within 30 s');
    for (const id of ids) expect(await w.arrives(id)).toBe(true);
    seen('every job goes on by itself');
  });
});

describe('keys and rights', () => {
  fault('A3', 'AWS does not know the key', async (seen) => {
    const w = await open({ files: () => ({ credentials: keysIn(otherKeys()) }) });
    withProfile(w);
    const id = await w.start('a', KNOWN_MEDIA);
    expect(await w.untilSent(id)).toMatchObject({ state: 'failed', failure: { code: 'access-denied', details: { cause: 'keys-refused' } } });
    expect(w.sentence(id)).toContain('AWS does not know these keys, or their signature is wrong. The job and what it has done so far are kept.');
    seen('told that AWS does not know these keys, and to check the profile');
    const asked = w.asked();
    await w.pass(600_000);
    expect(w.asked()).toBe(asked);
    seen('nothing more is asked of AWS');
    w.aws.home.write('credentials', keysIn(practiceCredentials));
    w.runner.retry(id);
    await w.until(() => w.job(id).state === 'done');
    seen('with the right keys the job goes on');
  });

  fault('A3', 'the right to finish an upload’s parts is taken away in the middle', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({
      operation: 'UploadPart',
      nth: 3,
      do: 'status',
      status: 403,
      code: 'AccessDenied',
      message: 'no identity-based policy allows the s3:PutObject action',
      times: 2,
    });
    const id = await w.start('a', 5 * PART);
    const job = await w.untilSent(id);
    expect(job).toMatchObject({ state: 'failed', failure: { code: 'access-denied', details: { action: 's3:PutObject', resource: `newsroom/${job.key}` } } });
    expect(w.sentence(id)).toContain(`AWS did not allow it (s3:PutObject on newsroom/${job.key}).`);
    seen('told which action on which object');
    const asked = w.asked();
    await w.pass(600_000);
    expect([w.asked(), w.aws.standIn.uploads().length]).toEqual([asked, 1]);
    seen('nothing more is asked, the parts are kept');
    const sentBefore = w.partsSent().length;
    w.aws.standIn.faults.clear();
    w.runner.retry(id);
    await w.until(() => w.job(id).state !== 'failed');
    expect(await w.arrives(id)).toBe(true);
    expect([sentBefore > 0, sorted(w.partsSent()), await w.isWhole(id)]).toEqual([true, [1, 2, 3, 4, 5], true]);
    seen('tried again with the right, it goes on where it was');
  });
});
