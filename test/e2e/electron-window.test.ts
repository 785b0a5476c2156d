// The built application around its page: what the window, the menu and the system do, from a start to the end.
// Runs through the stand-in for Electron, which says what it cannot show (test/support/electron/preload-script.ts).
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect as see } from 'playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPractice } from '../practice.ts';
import { launchStandIn, runStandIn, type StandIn } from '../support/electron/launch.ts';
import { call, makeWindowPlace, recordings, type Bridged } from './electron-page.ts';

const { base, library, sound, env } = makeWindowPlace();
let app: StandIn;
beforeAll(async () => {
  app = await launchStandIn({ argv: ['--library', library], env });
});
afterAll(() => app.close());

/** Listens for an event from now on; answers what waits for its payload. */
async function listenFor(page: Page, name: string): Promise<() => Promise<unknown>> {
  await page.evaluate((sought) => {
    const heard = new Promise((resolve) => {
      (window as unknown as Bridged).studioBridge.subscribe((event, payload) => {
        if (event === sought) resolve(payload);
      });
    });
    Object.assign(window, { heard });
  }, name);
  return () => page.evaluate(() => (window as unknown as { heard: Promise<unknown> }).heard);
}

describe('the menu', () => {
  it('speaks to the page by the names of commands', async () => {
    const heard = await listenFor(app.page, 'shell.command');
    await app.act({ do: 'menu', id: 'view.library' });
    expect(await heard()).toEqual({ command: 'view.library' });
  });

  it('shows the keys in force, as soon as others are chosen', async () => {
    const keyOf = async (id: string) => (await app.shown()).menu.flatMap(({ items }) => items).find((item) => item.id === id)?.accelerator;
    await call(app.page, 'settings.set', { keymap: 'otranscribe', ownKeys: { 'file.export': ['Mod+F9'] } });
    await expect.poll(() => keyOf('playback.goTo')).toBe('CommandOrControl+K');
    expect(await keyOf('file.export')).toBe('CommandOrControl+F9');
    await call(app.page, 'settings.set', { keymap: 'galley', ownKeys: {} });
    await expect.poll(() => keyOf('playback.goTo')).toBe('CommandOrControl+G');
  });

  it('and dialogs follow the appearance chosen in the settings', async () => {
    await call(app.page, 'settings.set', { theme: 'dark' });
    await expect.poll(async () => (await app.shown()).themeSource).toBe('dark');
    await call(app.page, 'settings.set', { theme: 'system' });
  });
});

describe('one instance', () => {
  it('hands files of a second start over to the first, which shows them', async () => {
    const srt = join(base, 'second.srt');
    writeFileSync(srt, '1\n00:00:01,000 --> 00:00:02,000\nHello from the second\n');
    const heard = await listenFor(app.page, 'shell.opened');
    const second = await runStandIn({ argv: ['--library', library, srt], env, configFolder: app.configFolder });
    expect(second.code).toBe(0);
    expect(await heard()).toMatchObject({ offers: [{ name: 'second.srt' }] });
  });
});

describe('a library that cannot be opened', () => {
  it('is left untouched, said so in the window, and another can be begun beside it', async () => {
    const foreign = join(base, 'foreign');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'library.db'), 'this is no database at all, but long enough to be looked at '.repeat(20));
    const before = readFileSync(join(foreign, 'library.db'), 'utf8');
    const refused = await launchStandIn({ argv: ['--library', foreign], env });
    await see(refused.page.getByRole('heading', { level: 1 })).toHaveText('The library cannot be read as it should.');
    await see(refused.page.getByRole('button', { name: 'Set aside and begin anew…' })).toBeEnabled();
    await refused.act({ do: 'close-window' });
    expect(await refused.ended).toBe(0);
    expect(readFileSync(join(foreign, 'library.db'), 'utf8')).toBe(before);
  });
});

describe('the end', () => {
  it('comes after a kill -9 without losing what was acknowledged, and the window comes back', async () => {
    const own = join(base, 'killed');
    const first = await launchStandIn({ argv: ['--library', own, sound], env });
    await expect.poll(async () => (await recordings(first.page)).length, { timeout: 20_000 }).toBe(1);
    const [recording] = await recordings(first.page);
    expect((await call(first.page, 'library.rename', { recording: recording?.id, name: 'Kept' })).ok).toBe(true);
    await first.kill();
    const second = await launchStandIn({ argv: ['--library', own], env, configFolder: first.configFolder });
    expect((await recordings(second.page)).map(({ name }) => name)).toEqual(['Kept']);
    await second.act({ do: 'close-window' });
    expect(await second.ended).toBe(0);
    const folder = join(second.configFolder, 'Galley', 'libraries');
    const bounds = readdirSync(folder).map((name) => join(folder, name, 'window.json'));
    expect(bounds.every((path) => existsSync(path))).toBe(true);
  });

  it('saves the words typed last before the window closes', async () => {
    const own = join(base, 'closing');
    const srt = join(base, 'closing.srt');
    writeFileSync(srt, '1\n00:00:01,000 --> 00:00:03,000\nThe last words\n');
    const first = await launchStandIn({ argv: ['--library', own, srt], env });
    const text = first.page.locator('.cm-content');
    await first.page.getByText('closing', { exact: true }).first().click({ timeout: 20_000 });
    await text.click({ timeout: 20_000 });
    await first.page.keyboard.press('Control+End');
    await first.page.keyboard.type(' were these');
    await first.act({ do: 'close-window' });
    expect(await first.ended).toBe(0);
    const second = await launchStandIn({ argv: ['--library', own], env, configFolder: first.configFolder });
    const [recording] = await recordings(second.page);
    expect(JSON.stringify((await call(second.page, 'library.open', { recording: recording?.id })).value)).toContain('"these"');
    await second.close();
  });

  it('asks when a page will not let go, and keeps the window unless told otherwise', async () => {
    const hanging = await launchStandIn({ argv: ['--library', join(base, 'hanging')], env });
    await hanging.page.mouse.click(5, 5);
    await hanging.page.evaluate(() => {
      addEventListener('beforeunload', (event) => {
        event.preventDefault();
      });
    });
    await hanging.act({ do: 'answer-dialog', kind: 'message', answer: 0 });
    await hanging.act({ do: 'close-window' });
    await expect.poll(async () => (await hanging.shown()).dialogs.length, { timeout: 15_000 }).toBe(1);
    expect((await call(hanging.page, 'session.hello')).ok).toBe(true);
    await hanging.act({ do: 'answer-dialog', kind: 'message', answer: 1 });
    await hanging.act({ do: 'close-window' });
    expect(await hanging.ended).toBe(0);
  });
});

describe('jobs', () => {
  it('show on the taskbar and end in a notification whose click opens the recording', async () => {
    const practice = await startPractice({ folder: join(base, 'practice'), fresh: true, jobs: { queued: 200, running: 400 } });
    const keys = Object.fromEntries(Object.entries(practice.environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
    const working = await launchStandIn({ argv: ['--library', practice.libraryFolder], env: keys });
    try {
      await working.act({ do: 'focus', isFocused: false });
      const [recording] = await recordings(working.page);
      const options = { language: { kind: 'one', code: 'en-GB' }, maxSpeakers: 2, channels: false, maxAlternatives: null };
      expect(await call(working.page, 'jobs.start', { recording: recording?.id, options })).toMatchObject({ ok: true });
      await expect
        .poll(async () => (await working.shown()).notifications, { timeout: 60_000 })
        .toMatchObject([{ title: 'Transcript ready', body: 'Sample interview' }]);
      expect(await working.shown()).toMatchObject({ progress: -1, isAwake: false });
      const heard = await listenFor(working.page, 'shell.show');
      await working.act({ do: 'click-notification', id: 1 });
      expect(await heard()).toEqual({ recording: recording?.id });
    } finally {
      await working.close();
      await practice.close();
    }
  });
});
