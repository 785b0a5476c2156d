// The built application around its page: what the window, the menu, the dialogs and the system do, and what a hostile page cannot.
// Runs through the stand-in for Electron, which says what it cannot show (test/support/electron/preload-script.ts).
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSHandle, Page } from 'playwright';
import { expect as see } from 'playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pruneDumps } from '../../src-main/hosts/electron/crash-dumps.ts';
import type { StudioBridge } from '../../src-preload/bridge.d.ts';
import { wavOf } from '../fakes/memory-media.ts';
import { interviewTranscript } from '../fakes/memory-transcript.ts';
import { startPractice } from '../practice.ts';
import { fault } from '../faults/fault.ts';
import { launchStandIn, runStandIn, type StandIn } from '../support/electron/launch.ts';

type Bridged = Window & { readonly studioBridge: StudioBridge };

const base = realpathSync(mkdtempSync(join(tmpdir(), 'galley-window-')));
const library = join(base, 'library');
const home = join(base, 'home');
const sound = join(base, 'harbour.wav');
const env = { HOME: home };
let app: StandIn;

beforeAll(async () => {
  mkdirSync(join(home, '.ssh'), { recursive: true });
  writeFileSync(sound, wavOf(interviewTranscript()));
  writeFileSync(join(home, '.ssh', 'known.txt'), 'key');
  app = await launchStandIn({ argv: ['--library', library], env });
});
afterAll(() => app.close());

/** Calls the studio as the page would. */
function call(page: Page, name: string, args: object = {}): Promise<{ ok: boolean; value?: unknown; error?: { code: string } }> {
  return page.evaluate(([n, a]) => (window as unknown as Bridged).studioBridge.call(n, a), [name, args] as const); // the preload has put it there
}

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

/** A File of the page that really lies at this path. */
async function fileAt(page: Page, path: string): Promise<JSHandle<File>> {
  const devTools = await page.context().newCDPSession(page);
  const { result } = await devTools.send('Runtime.evaluate', {
    expression: `window.chooser = Object.assign(document.createElement('input'), { type: 'file' })`,
  });
  await devTools.send('DOM.setFileInputFiles', { files: [path], ...(result.objectId !== undefined && { objectId: result.objectId }) });
  await devTools.detach();
  return page.evaluateHandle(() => {
    const [file] = (window as unknown as { chooser: HTMLInputElement }).chooser.files ?? [];
    if (!file) throw new Error('nothing was chosen');
    return file;
  });
}

async function recordings(page: Page): Promise<{ id: string; name: string }[]> {
  return (await call(page, 'library.list')).value as { id: string; name: string }[]; // the contract's own result
}

describe('the window', () => {
  fault('E2', 'a page that looks for Node', async (seen) => {
    const { webPreferences } = await app.shown();
    expect(webPreferences['nodeIntegration']).toBe(false);
    expect(webPreferences).not.toHaveProperty('nodeIntegrationInWorker');
    expect(webPreferences).not.toHaveProperty('nodeIntegrationInSubFrames');
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname'];
    expect(await app.page.evaluate((sought) => sought.filter((name) => name in window), names)).toEqual([]);
    seen('none of require, process, module, Buffer, electron, ipcRenderer is in the page');
    const inWorker = await app.page.evaluate(async () => {
      const reached = new Promise<string>((resolve) => {
        const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(typeof process + typeof require)'])));
        worker.onmessage = (event) => {
          resolve(String(event.data));
        };
        worker.onerror = () => {
          resolve('stopped');
        };
      });
      return reached;
    });
    expect(inWorker).toBe('stopped');
    seen('a worker of the page’s own making is stopped by the policy');
  });

  fault('E20', 'a page that looks for Electron’s own objects', async (seen) => {
    const found = await app.page.evaluate(() => {
      const { studioBridge } = window as unknown as Bridged; // the preload has put it there
      const changed = ((): string => {
        'use strict';
        try {
          Object.assign(studioBridge, { call: () => 'mine' });
          return 'changed';
        } catch {
          return 'refused';
        }
      })();
      return {
        names: Object.keys(studioBridge).sort(),
        kinds: [...new Set(Object.values(studioBridge).map((value) => typeof value))],
        frozen: Object.isFrozen(studioBridge),
        changed,
      };
    });
    expect(found).toEqual({
      names: ['call', 'choose', 'chooseFolder', 'keep', 'offer', 'subscribe', 'write'],
      kinds: ['function'],
      frozen: true,
      changed: 'refused',
    });
    seen('one frozen bridge of seven functions of ours, and neither ipcRenderer nor an event of Electron’s');
  });

  fault('E7', 'fourteen breaches of the content policy, tried by the page itself', async (seen) => {
    const outcomes = await app.page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
      const add = <T extends HTMLElement>(tag: string, attributes: Record<string, string>, text = ''): T => {
        const element = document.createElement(tag) as T; // the caller names the element it asks for
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        element.textContent = text;
        document.body.append(element);
        return element;
      };
      add('script', {}, 'window.__inline = true');
      add('script', { src: 'https://evil.example/x.js' });
      add('script', { src: 'data:text/javascript,window.__data=true' });
      add('iframe', { src: 'https://evil.example/' });
      add('object', { data: 'https://evil.example/' });
      add('img', { src: 'https://evil.example/x.png' });
      add('link', { rel: 'stylesheet', href: 'https://evil.example/x.css' });
      add('base', { href: 'https://evil.example/' });
      add('style', {}, 'body { --breach: 1 }');
      add('div', { onclick: 'window.__handler = true' }).click();
      // In a task of the page's own: what DevTools evaluates directly is exempt from the policy.
      const evaluated = await new Promise((resolve) => {
        setTimeout(() => {
          try {
            // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the breach itself
            resolve(new Function('return true')());
          } catch {
            resolve('stopped');
          }
        });
      });
      const fetched = await fetch('https://evil.example/').then(
        () => 'sent',
        () => 'stopped',
      );
      add<HTMLFormElement>('form', { action: 'https://evil.example/', method: 'post' }).submit();
      await new Promise((resolve) => setTimeout(resolve, 300));
      const left = ['__inline', '__data', '__handler'].filter((name) => name in window);
      return { violations: [...new Set(violations)].sort(), evaluated, fetched, left, style: getComputedStyle(document.body).getPropertyValue('--breach') };
    });
    expect(outcomes).toMatchObject({ evaluated: 'stopped', fetched: 'stopped', left: [], style: '' });
    for (const directive of [
      'script-src-elem',
      'frame-src',
      'object-src',
      'img-src',
      'style-src-elem',
      'connect-src',
      'base-uri',
      'form-action',
      'script-src-attr',
    ])
      expect(outcomes.violations).toContain(directive);
    expect(app.page.url()).toMatch(/^http:\/\/studio\.galley\.localhost:\d+\/$/);
    seen('script, frame, object, picture, style, base, form, handler, eval and fetch were each stopped, and reported by the page');
  });

  fault('E1', 'every request of the page, from its first to opening a recording', async (seen) => {
    const outside: string[] = [];
    const hear = (request: { url(): string }): void => {
      if (!/^(http:\/\/studio\.galley\.localhost:\d+\/|blob:http:\/\/studio\.galley\.localhost:\d+\/|data:image\/)/.test(request.url()))
        outside.push(request.url());
    };
    app.page.on('request', hear);
    await app.page.reload();
    await app.page.getByRole('main').waitFor();
    await call(app.page, 'session.hello');
    app.page.off('request', hear);
    expect(outside).toEqual([]);
    seen('no request left the studio’s own origin');
  });

  fault('E13', 'the page sends itself elsewhere, and downloads', async (seen) => {
    const url = app.page.url();
    await app.page.evaluate(() => {
      location.href = 'https://evil.example/';
    });
    await app.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['x']));
      link.download = 'x.exe';
      link.click();
    });
    expect(app.page.url()).toBe(url);
    // A download nobody prevented would have thrown inside the stand-in and ended the process.
    expect((await call(app.page, 'session.hello')).ok).toBe(true);
    seen('the page stayed where it was; the download was cancelled');
  });

  fault('E14', 'the page opens windows on foreign and on its own addresses', async (seen) => {
    await app.page.evaluate(() => {
      for (const url of ['https://evil.example/', '/', 'about:blank', 'javascript:alert(1)']) window.open(url, '_blank');
    });
    await expect.poll(() => app.page.context().pages().length).toBe(1);
    seen('no second window opened');
  });

  fault('E15', 'the page hands files, programs and foreign hosts to the system', async (seen) => {
    const tried = [
      'file:///etc/passwd',
      'smb://evil.example/x',
      'https://evil.example/',
      'https://docs.aws.amazon.com.evil.example/',
      'http://docs.aws.amazon.com/',
    ];
    await app.page.evaluate((urls) => {
      for (const url of urls) window.open(url, '_blank', 'noreferrer');
      window.open('https://docs.aws.amazon.com/transcribe/', '_blank', 'noreferrer');
    }, tried);
    await expect.poll(async () => (await app.shown()).openedLinks).toEqual(['https://docs.aws.amazon.com/transcribe/']);
    seen('only the linked host over https reached the browser');
  });

  fault('E12', 'the page makes webviews', async (seen) => {
    const { webPreferences } = await app.shown();
    expect(webPreferences['webviewTag']).toBe(false);
    const attached = await app.page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://evil.example/');
      view.setAttribute('webpreferences', 'nodeIntegration=yes, sandbox=no');
      document.body.append(view);
      const kind = view.constructor.name;
      view.remove();
      return kind;
    });
    expect(attached).toBe('HTMLElement');
    expect(await app.act({ do: 'attach-webview' })).toBe(true);
    seen('the tag is off, and attaching one is prevented whatever its options');
  });

  fault('E17', 'messages from a frame within the page, and from a page of another origin', async (seen) => {
    const message = { verb: 'call', call: 'session.hello', args: {} };
    const from = (frame: object): Promise<unknown> => app.act({ do: 'send-from', frame, message });
    const refused = { ok: false, error: { code: 'bad-message', details: { reason: 'sender' } } };
    expect(await from({ parent: {}, origin: 'galley://studio' })).toEqual(refused);
    for (const origin of ['https://evil.example', 'galley://studio.evil', 'galley://other', 'null', ''])
      expect(await from({ parent: null, origin })).toEqual(refused);
    expect(await from({ parent: null, origin: 'galley://studio' })).toMatchObject({ ok: true });
    seen('only the top frame of galley://studio was answered');
  });

  fault('E5', 'permissions asked for by the page and by others', async (seen) => {
    const ask = (permission: string, origin: string): Promise<unknown> => app.act({ do: 'ask-permission', permission, origin });
    expect(await ask('clipboard-sanitized-write', 'galley://studio')).toBe(true);
    expect(await ask('fullscreen', 'galley://studio/')).toBe(true);
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'hid', 'fileSystem', 'local-network'])
      expect(await ask(permission, 'galley://studio'), permission).toBe(false);
    expect(await ask('clipboard-sanitized-write', 'https://evil.example')).toBe(false);
    seen('copying and full screen for our own page; camera, microphone, place, notices, devices and everything else denied');
  });

  fault('S24', 'a start, and a folder with more dumps than are kept', async (seen) => {
    const { crashReporter } = await app.shown();
    expect(crashReporter).toEqual([{ uploadToServer: false, submitURL: '', compress: false }]);
    seen('the crash reporter was started once, with sending off and nowhere to send to');
    const dumps = join(base, 'dumps');
    mkdirSync(join(dumps, 'completed'), { recursive: true });
    for (let number = 0; number < 8; number += 1) {
      const path = join(dumps, 'completed', `${number}.dmp`);
      writeFileSync(path, 'MDMP');
      writeFileSync(join(dumps, 'completed', `${number}.meta`), '');
      utimesSync(path, number, number);
    }
    expect(pruneDumps(dumps)).toBe(5);
    expect(
      readdirSync(join(dumps, 'completed'))
        .filter((name) => name.endsWith('.dmp'))
        .sort(),
    ).toEqual(['3.dmp', '4.dmp', '5.dmp', '6.dmp', '7.dmp']);
    expect(readdirSync(join(dumps, 'completed'))).toHaveLength(10);
    seen('the five newest dumps are kept, the others removed');
  });
});

describe('files', () => {
  it('are dropped by path, played from where they lie by ranges, and remembered by the system', async () => {
    await app.act({ do: 'drop', paths: [sound] });
    await expect.poll(async () => (await recordings(app.page)).map(({ name }) => name), { timeout: 20_000 }).toEqual(['harbour']);
    expect((await app.shown()).recentDocuments).toEqual([sound]);
    expect(readdirSync(join(library, 'media'))).toEqual([]);
    const [recording] = await recordings(app.page);
    await expect.poll(async () => (await call(app.page, 'media.grant', { recording: recording?.id })).ok, { timeout: 20_000 }).toBe(true);
    const grant = (await call(app.page, 'media.grant', { recording: recording?.id })).value as { token: string }; // the contract's own result
    const played = await app.page.evaluate(async (token) => {
      const audio = new Audio(`/media/${token}`);
      await new Promise((resolve, reject) => {
        audio.onloadedmetadata = resolve;
        audio.onerror = () => {
          reject(new Error(audio.error?.message));
        };
      });
      audio.currentTime = 60;
      await new Promise((resolve) => (audio.onseeked = resolve));
      const reply = await fetch(`/media/${token}`, { headers: { range: 'bytes=4-7' } });
      return { at: audio.currentTime, status: reply.status, range: reply.headers.get('content-range') };
    }, grant.token);
    expect(played).toMatchObject({ at: 60, status: 206 });
    expect(played.range).toMatch(/^bytes 4-7\/\d+$/);
  });

  it('are refused when they are keys, of the library, of unknown kinds, or made up by the page', async () => {
    writeFileSync(join(base, 'tool.exe'), 'MZ');
    writeFileSync(join(library, 'media', 'inside.mp3'), 'x');
    const offer = (file: JSHandle<File>): Promise<unknown> =>
      app.page.evaluate(async (given) => (window as unknown as Bridged).studioBridge.offer(given), file);
    const madeUp = await app.page.evaluateHandle(() => new File(['x'], 'made-up.mp3'));
    expect(await offer(madeUp)).toMatchObject({ ok: false, error: { code: 'bad-file', details: { reason: 'no-path' } } });
    for (const [path, reason] of [
      [join(home, '.ssh', 'known.txt'), 'closed-folder'],
      [join(library, 'media', 'inside.mp3'), 'closed-folder'],
      [join(base, 'tool.exe'), 'unknown-kind'],
    ] as const)
      expect(await offer(await fileAt(app.page, path)), path).toMatchObject({ ok: false, error: { code: 'bad-file', details: { reason } } });
    expect(await offer(await fileAt(app.page, sound))).toMatchObject({ ok: true, value: { name: 'harbour.wav' } });
  });

  it('chosen in the dialog are offered one by one; thinking better of it offers none', async () => {
    const choose = (): Promise<unknown> => app.page.evaluate(async () => (window as unknown as Bridged).studioBridge.choose('any'));
    await app.act({ do: 'answer-dialog', kind: 'open', answer: null });
    expect(await choose()).toEqual({ ok: true, value: [] });
    await app.act({ do: 'answer-dialog', kind: 'open', answer: [sound] });
    expect(await choose()).toMatchObject({ ok: true, value: [{ name: 'harbour.wav' }] });
    await app.act({ do: 'answer-dialog', kind: 'open', answer: [join(home, '.ssh', 'known.txt')] });
    expect(await choose()).toMatchObject({ ok: false, error: { code: 'bad-file' } });
    const shown = await app.shown();
    expect(JSON.stringify(shown.dialogs)).toContain('Transcripts and subtitles');
  });

  it('saved through the dialog stand where the person said, whole; a capability writes once', async () => {
    const path = join(base, 'saved.srt');
    writeFileSync(path, 'old');
    await app.act({ do: 'answer-dialog', kind: 'save', answer: path });
    const outcome = await app.page.evaluate(async () => {
      const bridge = (window as unknown as Bridged).studioBridge;
      const begun = await bridge.keep('a/b:c.srt', 'text/plain');
      if (!begun.ok || begun.value === null) return 'no capability';
      const first = await bridge.write(begun.value, new TextEncoder().encode('new '), false);
      const last = await bridge.write(begun.value, new TextEncoder().encode('words'), true);
      const again = await bridge.write(begun.value, new TextEncoder().encode('x'), true);
      const guessed = await bridge.write('guessed', new Uint8Array(1), true);
      return [first.ok, last.ok, again.ok, guessed.ok];
    });
    expect(outcome).toEqual([true, true, false, false]);
    expect(readFileSync(path, 'utf8')).toBe('new words');
    const { dialogs } = await app.shown();
    expect(dialogs.at(-1)).toMatchObject({ kind: 'save', options: { defaultPath: 'a-b-c.srt' } });
  });

  it('half saved when the page goes away leave what was there before', async () => {
    const path = join(base, 'kept.srt');
    writeFileSync(path, 'old');
    await app.act({ do: 'answer-dialog', kind: 'save', answer: path });
    await app.page.evaluate(async () => {
      const bridge = (window as unknown as Bridged).studioBridge;
      const begun = await bridge.keep('a.srt', 'text/plain');
      if (begun.ok && begun.value !== null) await bridge.write(begun.value, new Uint8Array(1000), false);
    });
    await app.page.reload();
    await expect.poll(() => readdirSync(base).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(readFileSync(path, 'utf8')).toBe('old');
  });
});

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
