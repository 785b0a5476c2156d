// Files in the window: dropped, chosen, refused and saved.
// Runs through the stand-in for Electron, which says what it cannot show (test/support/electron/preload-script.ts).
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JSHandle, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchStandIn, type StandIn } from '../support/electron/launch.ts';
import { call, makeWindowPlace, recordings, type Bridged } from './electron-page.ts';

const { base, library, home, sound, env } = makeWindowPlace();
let app: StandIn;
beforeAll(async () => {
  app = await launchStandIn({ argv: ['--library', library], env });
});
afterAll(() => app.close());

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
