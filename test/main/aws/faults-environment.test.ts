// What the environment of the machine says about the way to AWS: shown before use, refused where it would open the way to anybody.
import { afterEach, describe, expect } from 'vitest';
import { errorSentence } from '../../../src-core/contract/error-text.ts';
import { fault } from '../../faults/fault.ts';
import { practiceCredentials } from '../../stand-in/stand-in.ts';
import { UploadWorld } from './upload-world.ts';
import type { StandInCloudOptions } from './stand-in-cloud.ts';

let world: UploadWorld | null = null;
afterEach(async () => {
  await world?.close();
  world = null;
});

async function open(options: StandInCloudOptions = {}): Promise<UploadWorld> {
  world = await UploadWorld.open(options);
  return world;
}

describe('the environment', () => {
  fault('S18', 'endpoints are set by a variable, by one service’s variable and by the profile', async (seen) => {
    const w = await open({
      env: { AWS_ENDPOINT_URL_S3: 'https://store.example.org' },
      files: ({ url }) => ({
        config: `[profile desk]\nregion = eu-west-1\naws_access_key_id = ${practiceCredentials.accessKeyId}\naws_secret_access_key = x\nendpoint_url = ${url}\n`,
      }),
    });
    expect((await w.credentials.status()).endpoints).toEqual(
      expect.arrayContaining([
        { service: 's3', url: 'https://store.example.org', from: 'AWS_ENDPOINT_URL_S3' },
        { service: 'transcribe', url: w.aws.standIn.url, from: 'AWS_ENDPOINT_URL' },
      ]),
    );
    seen('each is shown with its origin');
    await w.close();
    const profile = await open({
      env: { AWS_ENDPOINT_URL: undefined },
      files: ({ url }) => ({ config: `[profile desk]\nregion = eu-west-1\naws_access_key_id = a\naws_secret_access_key = b\nendpoint_url = ${url}\n` }),
    });
    profile.library.settings.put({ ...profile.library.settings.get(), awsProfile: 'desk' });
    expect((await profile.credentials.status()).endpoints).toContainEqual({ service: 's3', url: profile.aws.standIn.url, from: 'profile desk' });
    expect(profile.asked()).toBe(0);
    seen('before anything is sent to it');
  });

  fault('S18', 'a proxy with a password and an authority of certificates are set', async (seen) => {
    const w = await open({ env: { HTTPS_PROXY: 'http://ines:hunter2@proxy.example:3128', NO_PROXY: '127.0.0.1', NODE_EXTRA_CA_CERTS: '/etc/desk-ca.pem' } });
    const { network } = await w.credentials.status();
    expect(network).toEqual([
      { name: 'HTTPS_PROXY', value: 'http://…@proxy.example:3128' },
      { name: 'NO_PROXY', value: '127.0.0.1' },
      { name: 'NODE_EXTRA_CA_CERTS', value: '/etc/desk-ca.pem' },
    ]);
    expect(w.asked()).toBe(0);
    seen('both are shown before use, the password is not');
  });

  fault('S18', 'NODE_TLS_REJECT_UNAUTHORIZED is 0', async (seen) => {
    const w = await open({ env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } });
    const failure: unknown = await w.start('a').catch((thrown: unknown) => thrown);
    expect(errorSentence(failure)).toBe(
      'The environment switches the checking of certificates off, so nobody could know who answers. Start Galley without NODE_TLS_REJECT_UNAUTHORIZED.',
    );
    expect([w.library.jobs.all(), w.asked()]).toEqual([[], 0]);
    seen('no connection is opened; told to start without it');
  });

  fault('S18', 'an endpoint speaks plain http to another machine', async (seen) => {
    const w = await open({ env: { AWS_ENDPOINT_URL_TRANSCRIBE: 'http://collector.example.org' } });
    const failure: unknown = await w.start('a').catch((thrown: unknown) => thrown);
    expect(errorSentence(failure)).toContain('The custom endpoint “collector.example.org” is not allowed: only https, or http on this machine.');
    expect(errorSentence(failure)).toContain('AWS_ENDPOINT_URL_TRANSCRIBE');
    expect(w.asked()).toBe(0);
    seen('refused before use, told where it is set');
  });
});
