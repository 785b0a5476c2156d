// All of the page's state together: what it says when jobs end, and that nothing missed while the line was down stays missed.
import { beforeEach, expect, it } from 'vitest';
import { defaultSettings } from '../../../src-core/contract/settings.ts';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { Scope } from '../../../src-renderer/scope.ts';
import { provideAppCommands } from '../../../src-renderer/state/app-commands.ts';
import { StudioState } from '../../../src-renderer/state/studio-state.svelte.ts';
import { settle } from '../../fakes/manual-clock.ts';
import { jobOf, ManualPageClock, PlainHost, recordingOf, ScriptedStudio } from '../page-fakes.ts';

const HELLO = { host: 'loopback', version: '1', platform: 'linux', libraryPath: '/l', readOnly: null, notes: [], ffmpeg: null } as const;
const STATUS = { source: 'none', profile: null, region: null, endpoints: [], network: [], keepsKeys: false } as const;

let script: ScriptedStudio;
let host: PlainHost;
let scope: Scope;
let studio: StudioState;

beforeEach(async () => {
  script = new ScriptedStudio()
    .answer('session.hello', () => ({ ...HELLO, notes: [] }))
    .answer('settings.get', () => defaultSettings)
    .answer('credentials.profiles', () => [])
    .answer('credentials.status', () => ({ ...STATUS, endpoints: [], network: [] }))
    .answer('jobs.list', () => [])
    .answer('library.list', () => [recordingOf('r1', { name: 'Interview' })]);
  host = new PlainHost();
  scope = new Scope();
  studio = new StudioState(script.client, host, new ManualPageClock(), scope);
  await studio.start();
});

it('asks again for everything it shows when the line comes back', async () => {
  host.connection(false);
  expect(studio.notices.assertive).toContain('lost');
  script.answer('library.list', () => [recordingOf('r1'), recordingOf('r2')]);
  host.connection(true);
  expect(studio.library.phase).toBe('ready');
  await settle();
  expect(studio.library.count).toBe(2);
  expect(script.argsOf('jobs.list')).toHaveLength(2);
});

it('keeps why the studio would not start, asks for nothing more, and starts once it can', async () => {
  const refusing = new ScriptedStudio().answer('session.hello', () => Promise.reject(new StudioError('library-newer')));
  const state = new StudioState(refusing.client, host, new ManualPageClock(), new Scope());
  await state.start();
  expect(state.session.error).toMatchObject({ code: 'library-newer' });
  expect(refusing.calls).toHaveLength(1);
});

it('offers to open a finished recording, unless it is open', () => {
  script.emit('jobs.changed', { jobs: [jobOf('j', { state: 'submitted' }), jobOf('k', { state: 'submitted' })] });
  script.emit('jobs.changed', { jobs: [jobOf('j', { state: 'done' })] });
  expect(studio.notices.toasts[0]?.title).toContain('Interview');
  studio.notices.toasts[0]?.action?.run();
  expect(studio.navigation.openRecording).toBe('r1');
  studio.notices.dismiss(studio.notices.toasts[0]?.id ?? 0);
  script.emit('jobs.changed', { jobs: [jobOf('k', { state: 'done' })] });
  expect(studio.notices.toasts).toEqual([]);
  expect(studio.notices.status).toContain('transcribed');
});

it('tells a failed job and where its reason is, unless that is on screen', () => {
  script.emit('jobs.changed', { jobs: [jobOf('j', { state: 'submitted' }), jobOf('k', { state: 'submitted' })] });
  script.emit('jobs.changed', { jobs: [jobOf('j', { state: 'failed' })] });
  expect(studio.notices.toasts[0]).toMatchObject({ tone: 'warning', action: { label: 'Show' } });
  studio.notices.toasts[0]?.action?.run();
  studio.notices.dismiss(studio.notices.toasts[0]?.id ?? 0);
  script.emit('jobs.changed', { jobs: [jobOf('k', { state: 'failed' })] });
  expect(studio.notices.toasts).toEqual([]);
  expect(studio.notices.assertive).toContain('could not be transcribed');
});

it('says nothing of jobs that had ended before the page heard of them', () => {
  script.emit('jobs.changed', { jobs: [jobOf('j', { state: 'failed' }), jobOf('k', { state: 'done' })] });
  expect(studio.notices.toasts).toEqual([]);
  expect(studio.notices.assertive).toBe('');
});

it('does what the menu of another process asks, and nothing it does not know', async () => {
  provideAppCommands(studio, scope);
  script.emit('shell.command', { command: 'view.jobs' });
  expect(studio.navigation.place.kind).toBe('jobs');
  script.emit('shell.command', { command: 'system.format-disk' });
  expect(studio.navigation.place.kind).toBe('jobs');
  expect(studio.commands.can('file.export')).toBe(false);
});

it('lets nothing be changed in a library open for reading only', async () => {
  script.answer('session.hello', () => ({ ...HELLO, notes: [], readOnly: 'busy' }));
  await studio.start();
  provideAppCommands(studio, scope);
  studio.navigation.openRecordingAt('r1');
  expect((['file.open', 'file.rename', 'file.remove', 'file.transcribe', 'help.sample'] as const).filter((id) => studio.commands.can(id))).toEqual([]);
  expect(studio.commands.can('file.settings')).toBe(true);
});

it('lets go of the studio when its scope ends', () => {
  provideAppCommands(studio, scope);
  scope.end();
  expect(script.listeners).toBe(0);
  expect(studio.commands.can('file.settings')).toBe(false);
});
