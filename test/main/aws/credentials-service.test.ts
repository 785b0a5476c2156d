// The credentials calls of the contract, over the real adapter and the stand-in: keys go in and never come out.
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { defaultSettings, type Settings } from '../../../src-core/contract/settings.ts';
import { studioCalls } from '../../../src-core/contract/studio-api.ts';
import type { SettingsStore } from '../../../src-main/ports/library.ts';
import { CredentialsService } from '../../../src-main/services/credentials-service.ts';
import { practiceCredentials } from '../../stand-in/stand-in.ts';
import { everythingIn, makeMemorySecrets } from './memory-secrets.ts';
import { openStandInCloud, type StandInCloud, type StandInCloudOptions } from './stand-in-cloud.ts';

const noKeys = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
const ids = { uuid: () => '0000-1', token: () => 'token' };
const keys = { ...practiceCredentials, sessionToken: null };

let opened: StandInCloud | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

async function open(options: StandInCloudOptions = {}, change: Partial<Settings> = {}) {
  opened = await openStandInCloud(options);
  let settings: Settings = { ...defaultSettings, ...change };
  const store: SettingsStore = { get: () => settings, put: (next) => void (settings = next) };
  const { cloud, secrets } = opened;
  return { ...opened, store, service: new CredentialsService({ cloud, secrets, settings: store, ids, settingsChanged: () => undefined }) };
}

/** What a result is on the wire; anything beyond the contract does not parse. */
function onTheWire<C extends 'credentials.status' | 'credentials.test' | 'credentials.profiles' | 'credentials.makeBucket'>(call: C, result: unknown): string {
  return JSON.stringify(v.parse(studioCalls[call].result, result));
}

describe('the status', () => {
  it('tells the source, the region and every custom endpoint with its origin, and asks AWS nothing', async () => {
    const { service, standIn } = await open();
    const status = await service.status();
    expect(status).toMatchObject({ source: 'environment', profile: null, region: 'eu-west-1', keepsKeys: false });
    expect(status.endpoints).toContainEqual({ service: 'transcribe', url: standIn.url, from: 'AWS_ENDPOINT_URL' });
    onTheWire('credentials.status', status);
    expect(standIn.log.all()).toHaveLength(0);
  });

  it('follows the settings', async () => {
    const { service, store } = await open({ files: () => ({ config: '[profile desk]\nregion = eu-north-1\ncredential_process = true\n' }) });
    store.put({ ...store.get(), awsProfile: 'desk' });
    expect(await service.status()).toMatchObject({ source: 'profile', profile: 'desk', region: 'eu-north-1' });
    store.put({ ...store.get(), awsProfile: 'gone', awsRegion: 'eu-west-2' });
    expect(await service.status()).toMatchObject({ source: 'none', profile: 'gone', region: 'eu-west-2' });
    expect(await service.profiles()).toEqual([{ name: 'desk', kind: 'process', region: 'eu-north-1' }]);
  });
});

describe('entered keys', () => {
  it('work at once, are told as such, and are gone once forgotten', async () => {
    const { service } = await open({ env: noKeys });
    await expect(service.test()).rejects.toMatchObject({ code: 'no-credentials' });
    expect(await service.enter(keys)).toMatchObject({ source: 'entered', profile: null });
    expect(await service.test()).toMatchObject({ account: '000000000000', region: 'eu-west-1', bucket: null });
    expect(await service.forget()).toMatchObject({ source: 'none' });
    await expect(service.test()).rejects.toMatchObject({ code: 'no-credentials' });
  });

  it('lose the blanks that copying brings', async () => {
    const { service } = await open({ env: noKeys });
    await service.enter({ accessKeyId: ` ${keys.accessKeyId}\n`, secretAccessKey: `\t${keys.secretAccessKey} `, sessionToken: '  ' });
    expect((await service.test()).account).toBe('000000000000');
  });

  it.each([
    ['an empty key', { ...keys, accessKeyId: '  ' }, 'accessKeyId'],
    ['a secret with a line break', { ...keys, secretAccessKey: 'ab\r\nX-Header: c' }, 'secretAccessKey'],
    ['a token of other letters', { ...keys, sessionToken: 'tökén' }, 'sessionToken'],
  ])('are refused when they hold %s', async (_name, wrong, field) => {
    const { service, secrets } = await open({ env: noKeys });
    await expect(service.enter(wrong)).rejects.toMatchObject({ code: 'bad-options', details: { field } });
    expect(await service.status()).toMatchObject({ source: 'none' });
    expect(await secrets.get('aws-keys')).toBeNull();
  });

  it('are told to last only where the store keeps them', async () => {
    const { cloud, store } = await open();
    expect(
      await new CredentialsService({ cloud, secrets: makeMemorySecrets(true), settings: store, ids, settingsChanged: () => undefined }).status(),
    ).toMatchObject({ keepsKeys: true });
  });

  it('stand in no result, failure or log line', async () => {
    const { service, log, standIn } = await open({ env: noKeys }, { bucket: 'newsroom' });
    const said = [await service.enter(keys), await service.status(), await service.test(), await service.profiles()].map((result) => JSON.stringify(result));
    standIn.faults.add({ operation: '*', do: 'expired-token', times: Infinity });
    const failure: unknown = await service.test().catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'credentials-expired' });
    said.push(everythingIn(failure), ...log.lines, everythingIn(await service.makeBucket().catch((thrown: unknown) => thrown)));
    for (const secret of [keys.accessKeyId, keys.secretAccessKey]) expect(said.join('\n')).not.toContain(secret);
  });
});

describe('the test', () => {
  it('names account, user and region, and how the bucket stands', async () => {
    const { service, store } = await open({}, { bucket: 'newsroom' });
    const tested = await service.test();
    expect(tested).toMatchObject({
      account: '000000000000',
      user: expect.stringContaining('arn:aws:iam::000000000000:') as unknown,
      region: 'eu-west-1',
      bucket: { name: 'newsroom', state: 'ready', region: 'eu-west-1', owner: '000000000000', unfinished: false },
    });
    onTheWire('credentials.test', tested);
    store.put({ ...store.get(), bucket: 'not-there-yet' });
    expect((await service.test()).bucket).toMatchObject({ name: 'not-there-yet', state: 'missing', region: null });
    store.put({ ...store.get(), bucket: 'newsroom', awsRegion: 'us-west-2' });
    expect((await service.test()).bucket).toMatchObject({ name: 'newsroom', state: 'other-region', region: 'eu-west-1' });
  });
});

describe('making the bucket', () => {
  it('makes the one of the settings, once', async () => {
    const { service, standIn } = await open({}, { bucket: 'galley-of-the-desk' });
    onTheWire('credentials.makeBucket', await service.makeBucket());
    await service.makeBucket();
    expect(standIn.buckets().map(({ name }) => name)).toContain('galley-of-the-desk');
    expect(standIn.log.all('CreateBucket')).toHaveLength(1);
  });

  it('needs a name', async () => {
    const { service } = await open();
    await expect(service.makeBucket()).rejects.toBeInstanceOf(StudioError);
    await expect(service.makeBucket()).rejects.toMatchObject({ code: 'no-bucket' });
  });
});
