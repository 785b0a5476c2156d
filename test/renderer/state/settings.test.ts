// Settings and the way to AWS: shown at once, put back when refused; no answer that has been overtaken; no secret kept.
import { expect, it } from 'vitest';
import { defaultSettings } from '../../../src-core/contract/settings.ts';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { CallResult, CredentialsStatus } from '../../../src-core/contract/studio-api.ts';
import { Scope } from '../../../src-renderer/scope.ts';
import { ConnectionState } from '../../../src-renderer/state/connection.svelte.ts';
import { NoticesState } from '../../../src-renderer/state/notices.svelte.ts';
import { SettingsState } from '../../../src-renderer/state/settings.svelte.ts';
import { settle } from '../../fakes/manual-clock.ts';
import { ManualPageClock, ScriptedStudio } from '../page-fakes.ts';

const status: CredentialsStatus = { source: 'profile', profile: 'newsroom', region: 'eu-west-1', endpoints: [], network: [], keepsKeys: false };
const identity: CallResult<'credentials.test'> = {
  account: '123456789012',
  user: 'ines',
  region: 'eu-west-1',
  bucket: null,
  rights: null,
  policies: { missing: null, full: null },
  clockAheadSeconds: null,
};

function desk() {
  const studio = new ScriptedStudio()
    .answer('settings.get', () => defaultSettings)
    .answer('credentials.profiles', () => [])
    .answer('credentials.status', () => status);
  const notices = new NoticesState(new ManualPageClock());
  return { studio, notices, settings: new SettingsState(studio.client, notices, new Scope()), connection: new ConnectionState(studio.client, notices) };
}

it('shows a change before it is kept, and takes back what the studio refuses', async () => {
  const { settings, studio, notices } = desk();
  studio.answer('settings.set', () => Promise.reject(new StudioError('disk-full')));
  const kept = settings.set({ theme: 'dark' });
  expect(settings.value.theme).toBe('dark');
  expect(await kept).toBe(false);
  expect([settings.value.theme, notices.toasts.length]).toEqual(['system', 1]);
});

it('believes the studio about what was kept', async () => {
  const { settings, studio } = desk();
  studio.answer('settings.set', () => ({ ...defaultSettings, bucket: 'trimmed' }));
  await settings.set({ bucket: ' trimmed ' });
  expect(settings.value.bucket).toBe('trimmed');
  studio.emit('settings.changed', { ...defaultSettings, bucket: 'from another window' });
  expect(settings.value.bucket).toBe('from another window');
});

it('leaves settings alone that a patch does not name', async () => {
  const { settings, studio } = desk();
  studio.answer('settings.set', () => new Promise(() => undefined));
  void settings.set({ theme: 'dark', language: undefined });
  expect(settings.value).toEqual({ ...defaultSettings, theme: 'dark' });
});

it('forgets what was found out once something changes, even while it is being asked', async () => {
  const { connection, studio } = desk();
  let answer: (identity: CallResult<'credentials.test'>) => void = () => undefined;
  studio.answer('credentials.test', () => new Promise((resolve) => (answer = resolve)));
  const asking = connection.ask();
  expect(connection.test.kind).toBe('asking');
  await connection.changed(Promise.resolve(true));
  answer(identity);
  await asking;
  expect(connection.test.kind).toBe('untried');
});

it('asks only once the bucket just typed is kept, and answers then', async () => {
  const { connection, studio } = desk();
  let keep: (kept: boolean) => void = () => undefined;
  const asked: string[] = [];
  studio.answer('credentials.test', () => {
    asked.push('test');
    return identity;
  });
  const changing = connection.changed(
    new Promise<boolean>((resolve) => {
      keep = resolve;
    }).finally(() => asked.push('kept')),
  );
  const asking = connection.ask();
  expect(connection.test.kind).toBe('asking');
  keep(true);
  await Promise.all([changing, asking]);
  expect(asked).toEqual(['kept', 'test']);
  expect(connection.test).toEqual({ kind: 'answered', answer: identity });
});

it('keeps why AWS refused, for the page to show', async () => {
  const { connection, studio } = desk();
  studio.answer('credentials.test', () => Promise.reject(new StudioError('credentials-expired')));
  await connection.ask();
  expect(connection.test).toMatchObject({ kind: 'failed', error: { code: 'credentials-expired' } });
});

it('asks again after making a bucket', async () => {
  const { connection, studio } = desk();
  studio.answer('credentials.makeBucket', () => ({})).answer('credentials.test', () => identity);
  expect(await connection.makeBucket()).toBe(true);
  expect(connection.test).toEqual({ kind: 'answered', answer: identity });
});

it('passes keys through and keeps none of them', async () => {
  const { connection, studio } = desk();
  studio.answer('credentials.enter', () => ({ ...status, source: 'entered' }));
  await connection.enter({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI', sessionToken: null });
  await settle();
  expect(connection.hasCredentials).toBe(true);
  expect(JSON.stringify([connection.status, connection.profiles, connection.test])).not.toContain('wJalr');
});
