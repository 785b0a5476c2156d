// The page's reader of peaks, whole: worker and WebCodecs in Chromium, media route, page peaks. Held to the same laws as ffmpeg's, and to ffmpeg.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { build } from 'vite';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toWireError } from '../../../src-core/contract/errors.ts';
import { makeMediaFiles } from '../../../src-main/adapters/media/media-files.ts';
import { ffmpegPeaks } from '../../../src-main/adapters/media/ffmpeg-peaks.ts';
import { FfmpegFinder } from '../../../src-main/adapters/media/ffmpeg-tools.ts';
import { MediaProbe } from '../../../src-main/adapters/media/probe.ts';
import { systemClock } from '../../../src-main/adapters/machine/system-clock.ts';
import { contentSecurityPolicy } from '../../../src-main/hosts/page-policy.ts';
import { makeMediaRoute } from '../../../src-main/media-route.ts';
import type { PeakChunk } from '../../../src-main/ports/media.ts';
import { PagePeaks, type PushedPeaks } from '../../../src-main/services/page-peaks.ts';
import { CHROMIUM_FLAGS, findChromium } from '../../support/machine.ts';
import { factsOf } from '../../fakes/fake-media.ts';
import { describesPeaks, SAMPLES, type ReadPeaks } from './peaks-conformance.ts';
import { at, FFMPEG, ffmpeg, FOLDER, soundWave } from './sound-fixtures.ts';

const executablePath = findChromium();
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' };
const tokens = new Map<string, string>();
const files = makeMediaFiles(FOLDER);
const probe = new MediaProbe(new FfmpegFinder({ chosen: () => null, path: '', platform: 'freebsd' }, systemClock), systemClock);
const finder = new FfmpegFinder({ chosen: () => null, path: process.env['PATH'] ?? '', platform: process.platform }, systemClock);
const complaints: string[] = [];
let served = 0;
let browser: Browser;
let page: Page;
let server: Server;
const peaks = new PagePeaks(systemClock, (recording) => {
  page.evaluate((name) => window.wantDecoding(name, name), recording).catch(() => {}); // the page of the last test may be gone
});

/** A token of the length that real ones have. */
function tokenOf(path: string): string {
  const token = Buffer.from(path).toString('base64url').slice(-60).padStart(43, 'x');
  tokens.set(token, path);
  return token;
}

async function readByPage(path: string): Promise<ReadPeaks> {
  const all: number[] = [];
  let channels = 0;
  const keep = (chunk: PeakChunk): void => {
    channels = chunk.channels;
    all.push(...new Int8Array(chunk.bytes.buffer, chunk.bytes.byteOffset, chunk.bytes.byteLength));
  };
  await peaks.peaks(tokenOf(path), await probe.probe(path), keep, new AbortController().signal);
  return { channels, peaks: Int8Array.from(all) };
}

async function readByFfmpeg(path: string): Promise<ReadPeaks> {
  const tools = await finder.find();
  if (!tools) throw new Error('no ffmpeg');
  const all: number[] = [];
  let channels = 0;
  const keep = (chunk: PeakChunk): void => {
    channels = chunk.channels;
    all.push(...new Int8Array(chunk.bytes.buffer, chunk.bytes.byteOffset, chunk.bytes.byteLength));
  };
  await ffmpegPeaks({ tools, clock: systemClock }, { path, facts: await probe.probe(path) }, keep, new AbortController().signal);
  return { channels, peaks: Int8Array.from(all) };
}

/** The built page under the studio's own content security policy, and the media route beside it. */
async function serve(folder: string): Promise<Server> {
  const counting: typeof files = {
    ...files,
    stream: (...args) =>
      files
        .stream(...args)
        .pipeThrough(
          new TransformStream({ transform: (bytes: Uint8Array, to) => void ((served += bytes.length), to.enqueue(bytes)) }, {}, { highWaterMark: 0 }),
        ),
  };
  const route = makeMediaRoute(counting, (token) => {
    const path = tokens.get(token);
    return path === undefined ? null : { path, container: path.endsWith('.mp3') ? 'mp3' : 'mp4', hasPicture: false };
  });
  return createServer((request, response) => {
    response.setHeader('content-security-policy', contentSecurityPolicy({ nonce: null, connect: [] }));
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!url.pathname.startsWith('/media/')) {
      const name = url.pathname === '/' ? '/index.html' : url.pathname;
      const body = name === '/index.html' ? '<!doctype html><script type="module" src="/page.js"></script>' : readOrNull(join(folder, name));
      response.writeHead(body === null ? 404 : 200, { 'content-type': TYPES[extname(name)] ?? 'text/plain' });
      return void response.end(body);
    }
    const abort = new AbortController();
    response.on('close', () => abort.abort());
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
    void route(new Request(url, { method: request.method ?? 'GET', headers, signal: abort.signal })).then((answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      if (answer.body === null) return response.end();
      return Readable.fromWeb(answer.body as NodeStream)
        .on('error', () => response.destroy())
        .pipe(response); // the same streams under another name
    });
  });
}

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

describe.skipIf(executablePath === null || FFMPEG === null)('peaks by a page (skipped without Chromium or ffmpeg)', () => {
  beforeAll(async () => {
    const input = { page: join(import.meta.dirname, 'decode-page.ts') };
    const output = { entryFileNames: '[name].js', assetFileNames: 'assets/[name][extname]' };
    await build({
      configFile: false,
      root: process.cwd(),
      logLevel: 'error',
      worker: { format: 'es' },
      build: { outDir: at('page'), minify: false, modulePreload: false, rollupOptions: { input, output } },
    });
    server = await serve(at('page'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: [...CHROMIUM_FLAGS] });
    page = await browser.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.exposeFunction('pushPeaks', (args: string, bytes: string): string | null => {
      try {
        const pushed = JSON.parse(args) as Omit<PushedPeaks, 'bytes'>; // as the page made it
        peaks.take({ ...pushed, bytes: new Uint8Array(Buffer.from(bytes, 'base64')) });
        return null;
      } catch (thrown) {
        return toWireError(thrown).code;
      }
    });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`); // a listening server on TCP has one
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  describesPeaks(readByPage);

  it.each(SAMPLES)('sees in every bucket of $name what ffmpeg sees, to one step', { timeout: 30_000 }, async ({ name, make }) => {
    const path = make();
    const [seen, reference] = [await readByPage(path), await readByFfmpeg(path)];
    expect(seen.channels).toBe(reference.channels);
    const common = Math.min(seen.peaks.length, reference.peaks.length);
    // Encoders' padding is cut off by one and kept by the other.
    expect(Math.abs(seen.peaks.length - reference.peaks.length)).toBeLessThanOrEqual(5 * 2 * seen.channels);
    const apart = [...seen.peaks.subarray(0, common)].map((peak, i) => Math.abs(peak - (reference.peaks[i] ?? NaN)));
    expect(Math.max(...apart), `${name}: ${apart.filter((steps) => steps > 1).length} buckets differ`).toBeLessThanOrEqual(1);
  });

  it.each(SAMPLES)('plays and seeks $name through the media route, as the facts say', { timeout: 30_000 }, async ({ make }) => {
    const path = make();
    const facts = await probe.probe(path);
    expect(facts.playable).toBe(true);
    const played = await page.evaluate(
      async (url) => {
        const element = document.createElement('video');
        element.src = url;
        const until = (event: string): Promise<void> =>
          new Promise((resolve, reject) => {
            element.addEventListener(event, () => resolve(), { once: true });
            element.addEventListener('error', () => reject(new Error(element.error?.message)), { once: true });
          });
        await until('loadeddata');
        element.currentTime = 3;
        await until('seeked');
        return { duration: element.duration, time: element.currentTime, width: element.videoWidth };
      },
      `/media/${tokenOf(path)}`,
    );
    // Chromium measures some files from their first stamp.
    expect(Math.abs(played.duration * 1000 - facts.duration)).toBeLessThan(760);
    expect(played.time).toBeCloseTo(3, 1);
    expect(played.width).toBe(facts.video?.width ?? 0);
  });

  it('reads the media about once, piece by piece', { timeout: 60_000 }, async () => {
    const path = ffmpeg('ten-minutes.m4a', '-f', 'lavfi', '-i', 'anoisesrc=d=600:a=0.2:r=44100', '-c:a', 'aac', '-b:a', '128k');
    served = 0;
    await readByPage(path);
    expect(served).toBeGreaterThan(statSync(path).size * 0.9);
    expect(served).toBeLessThan(statSync(path).size * 1.5);
  });

  it('fails with a message when the browser has no decoder, and when the media is gone', { timeout: 30_000 }, async () => {
    const alac = ffmpeg('lossless.m4a', '-i', soundWave(), '-c:a', 'alac');
    const signal = new AbortController().signal;
    await expect(peaks.peaks(tokenOf(alac), factsOf(), () => {}, signal)).rejects.toMatchObject({ code: 'decoder-failed' });
    await expect(peaks.peaks('n'.repeat(43), factsOf(), () => {}, signal)).rejects.toMatchObject({ code: 'decoder-failed' });
  });

  it('stops the page when the peaks are no longer wanted', { timeout: 30_000 }, async () => {
    const cancel = new AbortController();
    const path = at('ten-minutes.m4a');
    const reading = peaks.peaks(tokenOf(path), await probe.probe(path), () => cancel.abort(), cancel.signal);
    await expect(reading).rejects.toThrow('cancelled');
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0);
  });

  it('keeps to the page’s content security policy', () => {
    expect(complaints.filter((line) => /Content Security Policy|unsafe|refused/i.test(line))).toEqual([]);
  });
});
