// The peer: slate-transcript-editor, fetched and bundled when it is measured, alone on a page. No part of the studio and none of its dependencies.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { build } from 'vite';
import { lastEnd, type Transcript } from '../src-core/transcript/transcript.ts';
import { openPage } from '../test/support/test-browser.ts';
import { installProbe } from './page-probe.ts';

/** What it is called where it is compared. */
export const PEER = 'slate-transcript-editor';

/** Its last stable release, and the React it was written for; its look is Bootstrap's. */
const PACKAGES = { [PEER]: '0.1.2', react: '16.14.0', 'react-dom': '16.14.0', 'bootstrap-css-only': '4.4.1' };
const FETCH_WITHIN_MILLIS = 300_000;
const ORIGIN = 'http://peer.localhost';

const ENTRY = `import React from 'react';
import ReactDOM from 'react-dom';
import Editor from '${PEER}';
window.openPeer = (transcriptData, host) =>
  ReactDOM.render(React.createElement(Editor, { transcriptData, mediaUrl: '', title: 'bench', handleSaveEditor() {} }), host);
`;
/** Of Node’s own modules it uses one function, for a file's name. */
const PATH_SHIM = 'export default { basename: (path) => path, extname: () => "" };\n';

/** A transcript as it reads them ("digital paper edit"), seconds. */
export interface PeerTranscript {
  readonly words: readonly { readonly id: number; readonly text: string; readonly start: number; readonly end: number }[];
  readonly paragraphs: readonly { readonly id: number; readonly speaker: string; readonly start: number; readonly end: number }[];
}

declare global {
  interface Window {
    openPeer: (transcript: PeerTranscript, host: Element) => void;
  }
}

/** Folder of the bundled peer: fetched with npm once and kept. Throws when npm cannot fetch it. */
export async function peerBundle(project: string): Promise<string> {
  const folder = join(project, 'node_modules', '.cache', 'galley-peer');
  if (existsSync(join(folder, 'out', 'peer.js'))) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(folder, { recursive: true, force: true });
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(join(unfinished, 'package.json'), JSON.stringify({ name: 'galley-peer', private: true, dependencies: PACKAGES }));
  writeFileSync(join(unfinished, 'entry.js'), ENTRY);
  writeFileSync(join(unfinished, 'path-shim.js'), PATH_SHIM);
  const quietly = ['--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', '--loglevel=error'];
  execFileSync('npm', ['install', ...quietly], { cwd: unfinished, stdio: 'ignore', timeout: FETCH_WITHIN_MILLIS });
  await build({
    ...{ root: unfinished, configFile: false, logLevel: 'error' },
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', global: 'globalThis' },
    resolve: { alias: { path: join(unfinished, 'path-shim.js') } },
    build: { outDir: 'out', minify: true, lib: { entry: 'entry.js', formats: ['iife'], name: 'peer', fileName: () => 'peer.js' } },
  });
  renameSync(unfinished, folder);
  return folder;
}

/** The transcript in the peer's own form. */
export function peerTranscript(transcript: Transcript): PeerTranscript {
  const seconds = (millis: number): number => millis / 1000;
  return {
    words: transcript.turns.flatMap(({ words }) => [...words]).map(({ text, start, end }, id) => ({ id, text, start: seconds(start), end: seconds(end) })),
    paragraphs: transcript.turns.map((turn, id) => {
      const one = { ...transcript, turns: [turn] };
      return { id, speaker: turn.speaker ?? 'nobody', start: seconds(turn.words[0]?.start ?? 0), end: seconds(lastEnd(one)) };
    }),
  };
}

/** The peer's page, with the probe that times ours. Nothing is asked of a network. */
export async function openPeerPage(browser: Browser, folder: string): Promise<Page> {
  const { page } = await openPage(browser);
  await page.addInitScript(installProbe);
  const style = readFileSync(join(folder, 'node_modules', 'bootstrap-css-only', 'css', 'bootstrap.min.css'), 'utf8');
  const script = readFileSync(join(folder, 'out', 'peer.js'), 'utf8');
  await page.route(`${ORIGIN}/**`, (route) =>
    new URL(route.request().url()).pathname === '/'
      ? route.fulfill({ contentType: 'text/html', body: `<!doctype html><meta charset="utf-8"><title>peer</title><style>${style}</style><body></body>` })
      : route.fulfill({ status: 404 }),
  );
  await page.goto(`${ORIGIN}/`);
  await page.addScriptTag({ content: script });
  return page;
}

/** Shows a transcript in place of the one before; answers milliseconds from handing it over to its first paint. */
export function openInPeer(page: Page, transcript: PeerTranscript): Promise<number> {
  return page.evaluate(async (given) => {
    document.querySelector('#peer')?.remove();
    const host = document.createElement('div');
    host.id = 'peer';
    document.body.append(host);
    const start = performance.now();
    window.openPeer(given, host);
    while (host.querySelector('[data-slate-leaf]') === null) await new Promise((resolve) => setTimeout(resolve));
    await window.galleyProbe.timeOf(() => undefined);
    return performance.now() - start;
  }, transcript);
}

/** Puts the caret at the end of a line of the paragraph so far down the text, 0 to 1. */
export async function caretInPeer(page: Page, share: number): Promise<void> {
  const leaves = page.locator('[data-slate-leaf]');
  const leaf = leaves.nth(Math.round(share * ((await leaves.count()) - 1)));
  await leaf.evaluate((element) => {
    element.scrollIntoView({ block: 'center' });
  });
  const box = await leaf.boundingBox();
  if (!box) throw new Error('the peer shows no such paragraph');
  await page.mouse.click(box.x + Math.min(60, box.width / 2), box.y + 8);
  await page.keyboard.press('End');
}
