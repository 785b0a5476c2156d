// electron-updater behind the port: nothing by itself, nothing older, the window closed before the restart (S35).
import { describe, expect, it, vi } from 'vitest';
import { updaterSource, type UsedUpdater } from '../../../src-main/hosts/electron/update-source.ts';

vi.mock('electron', () => ({ app: {} }));

const info = { version: '0.2.0', files: [], path: '', sha512: '', releaseDate: '' };

function standIn(isUpdateAvailable: boolean): { updater: UsedUpdater; deeds: string[] } {
  const deeds: string[] = [];
  const updater: UsedUpdater = {
    autoDownload: true,
    autoInstallOnAppQuit: true,
    allowDowngrade: true,
    allowPrerelease: true,
    logger: console,
    checkForUpdates: () => Promise.resolve({ isUpdateAvailable, updateInfo: info, versionInfo: info }),
    downloadUpdate: () => Promise.resolve([deeds[deeds.push('download') - 1] ?? '']),
    quitAndInstall: (isSilent, isForceRunAfter) => void deeds.push(`install ${String(isSilent)} ${String(isForceRunAfter)}`),
  };
  return { updater, deeds };
}

describe('the source of updates', () => {
  it('takes every habit of doing things by itself away, and never goes back', () => {
    const { updater } = standIn(true);
    updaterSource(updater, () => undefined);
    expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: false, allowDowngrade: false, allowPrerelease: false });
  });

  it('tells the newer version, or none', async () => {
    expect(await updaterSource(standIn(true).updater, () => undefined).look()).toBe('0.2.0');
    expect(await updaterSource(standIn(false).updater, () => undefined).look()).toBeNull();
    expect(await updaterSource({ ...standIn(true).updater, checkForUpdates: () => Promise.resolve(null) }, () => undefined).look()).toBeNull();
  });

  it('fetches when told, and restarts only once the window has let go', async () => {
    const { updater, deeds } = standIn(true);
    let restart = (): void => undefined;
    const source = updaterSource(updater, (then) => (restart = then));
    await source.fetch();
    source.install();
    expect(deeds).toEqual(['download']);
    restart();
    expect(deeds).toEqual(['download', 'install false true']);
  });
});
