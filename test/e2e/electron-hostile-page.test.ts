// What a hostile page can do in the window: nothing. Tried by the page itself and by what it could send.
// Runs through the stand-in for Electron, which says what it cannot show (test/support/electron/preload-script.ts).
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { pruneDumps } from '../../src-main/hosts/electron/crash-dumps.ts';
import { fault } from '../faults/fault.ts';
import { launchStandIn, type StandIn } from '../support/electron/launch.ts';
import { call, makeWindowPlace, type Bridged } from './electron-page.ts';

const { base, library, env } = makeWindowPlace();
let app: StandIn;
beforeAll(async () => {
  app = await launchStandIn({ argv: ['--library', library], env });
});
afterAll(() => app.close());

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
