// How the studio is built: main (both windows onto it and the CLI), preload and page, everything bundled.
import { globSync } from 'node:fs';
import { basename, resolve } from 'node:path';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

import { bundledPackages, workerModules } from './build/bundled-packages.ts';

const here = import.meta.dirname;

const programs = {
  index: 'src-main/hosts/electron/main.ts',
  serve: 'src-main/hosts/loopback/main.ts',
  cli: 'src-main/hosts/cli/main.ts',
};

/** Threads of the main side (`adapters/…/some-worker.ts`) become programs of their own beside the others: `out/main/some-worker.js`. */
function workers(): Record<string, string> {
  const found = globSync('src-main/adapters/*/*-worker.ts', { cwd: here });
  return Object.fromEntries(found.map((path) => [basename(path, '.ts'), path]));
}

const inWorkers = new Set<string>();

export default defineConfig({
  main: {
    plugins: [bundledPackages()],
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      sourcemap: false,
      minify: false,
      lib: { entry: { ...programs, ...workers() }, formats: ['es'] },
      rolldownOptions: {
        // Optional native speed-ups of ws: asked for inside try, absent here.
        external: ['bufferutil', 'utf-8-validate'],
        output: { chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [bundledPackages()],
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
    plugins: [
      svelte({ configFile: false }),
      bundledPackages({ packages: ['@fontsource-variable/source-sans-3', '@fontsource-variable/source-serif-4'], modules: inWorkers }),
    ],
    // Everything is fetched from our own origin; the content policy allows no data: fonts and no inline script.
    build: {
      outDir: 'out/renderer',
      sourcemap: false,
      minify: true,
      // Read from this machine's disk: one file is no slower than many.
      chunkSizeWarningLimit: 2000,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: resolve(here, 'src-renderer/index.html') },
    },
    worker: { format: 'es', plugins: () => [workerModules(inWorkers)] },
    // The page comes through galley:// in development too; only the socket for changes goes straight to the server.
    server: { host: '127.0.0.1', port: 5173, strictPort: true, hmr: { host: '127.0.0.1', clientPort: 5173, protocol: 'ws' } },
  },
});
