// Settings: a change changes what it names and is told to everybody.
import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../src-core/contract/settings.ts';
import { SettingsService } from '../../src-main/services/settings-service.ts';
import { makeMemoryLibrary } from '../fakes/memory-library.ts';

describe('settings', () => {
  it('keep what a change does not name', async () => {
    const told: unknown[] = [];
    const service = new SettingsService(makeMemoryLibrary(), (event, payload) => told.push([event, payload]));
    expect(await service.get()).toEqual(defaultSettings);
    const expected: Settings = { ...defaultSettings, theme: 'dark', bucket: 'mine' };
    await service.set({ theme: 'dark' });
    expect(await service.set({ bucket: 'mine', awsRegion: undefined })).toEqual(expected);
    expect(await service.get()).toEqual(expected);
    expect(told).toEqual([
      ['settings.changed', { ...defaultSettings, theme: 'dark' }],
      ['settings.changed', expected],
    ]);
  });

  it('of a library for reading only do not change, and nobody is told otherwise', async () => {
    const told: unknown[] = [];
    const service = new SettingsService(makeMemoryLibrary({ readOnly: 'busy' }), (event) => told.push(event));
    await expect(service.set({ theme: 'dark' })).rejects.toThrow(expect.objectContaining({ code: 'read-only' }));
    expect(told).toEqual([]);
  });
});
