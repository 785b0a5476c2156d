// How the studio is built: main (both windows onto it and the CLI), preload and page, everything bundled.
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const here = import.meta.dirname;

const entries: Record<string, string> = {
  index: 'src-main/hosts/electron/main.ts',
  serve: 'src-main/hosts/loopback/main.ts',
  cli: 'src-main/hosts/cli/main.ts',
};

/** Emits `new URL('./some-worker.ts', import.meta.url)` as a file of its own, so that the same line works from sources and from the bundle. */
function workerFiles(): Plugin {
  const pattern = /new URL\(\s*'(\.{1,2}\/[\w./-]*-worker\.ts)'\s*,\s*import\.meta\.url\s*,?\s*\)/g;
  return {
    name: 'galley-worker-files',
    apply: 'build',
    transform(code, id) {
      if (!code.includes('-worker.ts')) return null;
      return code.replace(pattern, (_whole, path: string) => {
        const reference = this.emitFile({ type: 'chunk', id: resolve(dirname(id), path) });
        return `new URL(import.meta.ROLLUP_FILE_URL_${reference})`;
      });
    },
  };
}

export default defineConfig({
  main: !existsSync(resolve(here, 'src-main/hosts/node-studio.ts'))
    ? undefined
    : {
        plugins: [workerFiles()],
        build: {
          outDir: 'out/main',
          externalizeDeps: false,
          sourcemap: false,
          minify: false,
          lib: { entry: Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(resolve(here, path)))), formats: ['es'] },
          rolldownOptions: {
            // Optional native speed-ups of ws: asked for inside try, absent here.
            external: ['bufferutil', 'utf-8-validate'],
            output: { chunkFileNames: 'chunks/[name]-[hash].js' },
          },
        },
      },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      sourcemap: false,
      // A sandboxed preload is one CommonJS file.
      lib: { entry: 'src-preload/preload.ts', formats: ['cjs'] },
      rolldownOptions: { output: { entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [svelte({ configFile: false })],
    // Everything is fetched from our own origin; the content policy allows no data: fonts and no inline script.
    build: {
      outDir: 'out/renderer',
      sourcemap: false,
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: 'src-renderer/index.html' },
    },
    worker: { format: 'es' },
    server: { host: '127.0.0.1', hmr: { host: '127.0.0.1' } },
  },
});
