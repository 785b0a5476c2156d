// Builds the page of cues (test/cue-page) and serves it on loopback with a scene of its own.
import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import type { CueSceneFile } from '../cue-page/cue-scene.ts';

const ROOT = fileURLToPath(new URL('../cue-page', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.mp4': 'video/mp4',
  '.ogg': 'audio/ogg',
  '.woff2': 'font/woff2',
};

export interface ServedCuePage {
  readonly url: string;
  end(): void;
}

/** Builds the page once into a folder of its own; answers it. */
export async function buildCuePage(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'galley-cue-page-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    base: './',
    plugins: [svelte({ configFile: false })],
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'esnext', minify: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 4000 },
  });
  return outDir;
}

/** Serves a build with a scene, the peaks of its sound (one channel), and where it has one its medium: files beside the scene by name. */
export async function serveCuePage(built: string, scene: CueSceneFile, peaks: Uint8Array, media: string | null): Promise<ServedCuePage> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
    if (path === '/scene.json') response.setHeader('content-type', 'application/json').end(JSON.stringify(scene));
    else if (path === '/peaks.bin') response.end(peaks);
    else if (media !== null && path === `/${scene.media ?? ''}`) serveFile(media, request, response);
    else serveFile(join(built, path === '/' ? 'index.html' : path), request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listening on TCP
  return { url: `http://127.0.0.1:${port}/`, end: () => void server.close() };
}

/** Takes a build away. */
export function removeCuePage(built: string): void {
  rmSync(built, { recursive: true, force: true });
}

function serveFile(path: string, request: IncomingMessage, response: ServerResponse): void {
  let size: number;
  try {
    ({ size } = statSync(path));
  } catch {
    response.writeHead(404).end();
    return;
  }
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  if (request.method === 'HEAD') response.writeHead(200, { 'content-type': type, 'content-length': size, 'accept-ranges': 'bytes' }).end();
  else if (first === undefined) response.writeHead(200, { 'content-type': type, 'content-length': size, 'accept-ranges': 'bytes' }).end(readFileSync(path));
  else {
    const [start, end] = [Number(first), last === undefined || last === '' ? size - 1 : Math.min(Number(last), size - 1)];
    response.writeHead(206, { 'content-type': type, 'content-length': end - start + 1, 'content-range': `bytes ${start}-${end}/${size}` });
    createReadStream(path, { start, end }).pipe(response);
  }
}
