// When a newer version is looked for, fetched and put in place: never over work in hand, never unasked (S35).
import { describe, expect, it } from 'vitest';
import { UpdateService } from '../../src-main/services/update-service.ts';
import type { UpdateSource } from '../../src-main/ports/machine.ts';
import { updateBar, type PackageFacts } from '../../src-main/hosts/electron/update-bar.ts';
import { ManualClock, settle } from '../fakes/manual-clock.ts';
import { makeMemoryLibrary } from '../fakes/memory-library.ts';
import { aJob, aRecording } from './disk/library-samples.ts';

const DAY = 24 * 3_600_000;
const MINUTE = 60_000;

function bench(source: Partial<UpdateSource> = {}) {
  const deeds: string[] = [];
  const phases: string[] = [];
  const library = makeMemoryLibrary();
  const clock = new ManualClock();
  const quiet = (): void => undefined;
  const service = new UpdateService({
    source: {
      bar: null,
      look: () => Promise.resolve(deeds.push('look') > 0 ? '0.2.0' : null),
      fetch: () => Promise.resolve(void deeds.push('fetch')),
      install: () => void deeds.push('install'),
      ...source,
    },
    library,
    clock,
    log: { info: quiet, warn: quiet, error: quiet },
    emit: (event, payload) => event === 'updates.changed' && phases.push((payload as { phase: string }).phase), // that event's own payload
  });
  return { service, library, clock, deeds, phases };
}

describe('updates', () => {
  it('are looked for a minute after the start, fetched, and wait for a restart', async () => {
    const { service, clock, deeds, phases } = bench();
    service.start();
    await clock.advance(MINUTE - 1);
    expect(deeds).toEqual([]);
    await clock.advance(1);
    expect(deeds).toEqual(['look', 'fetch']);
    expect(phases).toEqual(['looking', 'found', 'fetching', 'ready']);
    await clock.advance(3 * DAY);
    expect(deeds).toEqual(['look', 'fetch']);
    await service.install();
    expect(deeds.at(-1)).toBe('install');
    service.stop();
    await settle();
    expect(clock.waiting).toBe(0);
  });

  it('are not looked for when switched off, and are from the next day after being switched on', async () => {
    const { service, library, clock, deeds } = bench({
      look: () => {
        deeds.push('look');
        return Promise.resolve(null);
      },
    });
    library.settings.put({ ...library.settings.get(), lookForUpdates: false });
    service.start();
    await clock.advance(2 * DAY);
    expect(deeds).toEqual([]);
    library.settings.put({ ...library.settings.get(), lookForUpdates: true });
    await clock.advance(DAY);
    expect(deeds).toEqual(['look']);
    service.stop();
  });

  it('found while a job is under way are fetched once it has ended, and not put in place during the next', async () => {
    const { service, library, clock, deeds } = bench();
    library.recordings.put(aRecording('interview'));
    library.jobs.put(aJob('one', 'interview'));
    service.start();
    await clock.advance(MINUTE);
    expect([deeds, (await service.get()).phase]).toEqual([['look'], 'found']);
    await clock.advance(MINUTE);
    expect(deeds).toEqual(['look', 'look']);
    library.jobs.put({ ...aJob('one', 'interview'), state: 'done' });
    await clock.advance(MINUTE);
    expect((await service.get()).phase).toBe('ready');
    library.jobs.put(aJob('two', 'interview'));
    await expect(service.install()).rejects.toMatchObject({ code: 'conflict', details: { what: 'job' } });
    expect(deeds).not.toContain('install');
    service.stop();
  });

  it('that fail are tried again the next day, and are no alarm', async () => {
    let isDown = true;
    const { service, clock, phases } = bench({ look: () => (isDown ? Promise.reject(new Error('no line')) : Promise.resolve(null)) });
    service.start();
    await clock.advance(MINUTE);
    expect(phases.at(-1)).toBe('failed');
    isDown = false;
    await clock.advance(DAY);
    expect(phases.at(-1)).toBe('current');
    service.stop();
  });

  it('are put in place only when there is one', async () => {
    await expect(bench().service.install()).rejects.toMatchObject({ code: 'conflict', details: { what: 'update' } });
  });

  it('are never looked for where they are barred, and say why', async () => {
    const { service, clock, deeds } = bench({ bar: 'unsigned' });
    service.start();
    await clock.advance(2 * DAY);
    expect([deeds, clock.waiting, (await service.get()).bar]).toEqual([[], 0, 'unsigned']);
    await expect(service.look()).rejects.toMatchObject({ code: 'host-cannot' });
  });
});

describe('the bar on updates', () => {
  const released: PackageFacts = { isPackaged: true, platform: 'win32', isSigned: true, hasFeed: true, isAppImage: false };
  it.each([
    [{}, null],
    [{ isPackaged: false }, 'development'],
    [{ isSigned: false }, 'unsigned'],
    [{ hasFeed: false }, 'unpublished'],
    [{ platform: 'darwin' as const }, null],
    [{ platform: 'linux' as const }, 'host'],
    [{ platform: 'linux' as const, isAppImage: true }, null],
  ])('with %j is %j', (change, bar) => {
    expect(updateBar({ ...released, ...change })).toBe(bar);
  });
});
