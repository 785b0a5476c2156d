// What `npm run dist -- --dir` packs, for each system, from stand-in distributions: what is inside and what is not, switches of the binary, integrity.
// That the packed program runs needs the real binary; its bundles are run here by Node and under the stand-in for Electron.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { extractAll, getRawHeader, listPackage } from '@electron/asar';
import { beforeAll, describe, expect, it } from 'vitest';
import { licenceTrouble } from '../../build/bundled-packages.ts';
import type { BundledPackage } from '../../src-core/contract/report.ts';
import { packagesIn } from '../../src-main/adapters/machine/package-list.ts';
import { fault } from '../faults/fault.ts';
import { launchStandIn } from '../support/electron/launch.ts';
import { makeDistribution, makeProject, type Platform } from './stand-in-distribution.ts';

const root = resolve('.');
const base = realpathSync(mkdtempSync(join(tmpdir(), 'galley-package-')));
const { devDependencies, version } = JSON.parse(readFileSync('package.json', 'utf8')) as { devDependencies: Record<string, string>; version: string }; // our own file
const isBuilt = existsSync('out/main/index.js') && existsSync('out/renderer/packages.json');

/** Where each system's unpacked application has its resources and its program. */
const LAYOUT: Record<Platform, { readonly resources: string; readonly program: string }> = {
  linux: { resources: 'linux-unpacked/resources', program: 'linux-unpacked/galley' },
  win: { resources: 'win-unpacked/resources', program: 'win-unpacked/Galley.exe' },
  mac: {
    resources: 'mac/Galley.app/Contents/Resources',
    program: 'mac/Galley.app',
  },
};
const resourcesOf = (platform: Platform): string => join(base, 'dist', LAYOUT[platform].resources);
const extracted = join(base, 'extracted');

async function pack(platform: Platform): Promise<void> {
  const distribution = join(base, platform);
  mkdirSync(distribution);
  await makeDistribution(platform, distribution, devDependencies['electron'] ?? '');
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
  const config = [`-c.electronDist=${distribution}`, `-c.directories.output=${join(base, 'dist')}`, ...(platform === 'mac' ? ['-c.mac.identity=null'] : [])];
  const args = [builder, `--${platform}`, 'dir', '--x64', '--publish', 'never', ...config];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: join(base, 'project'), encoding: 'utf8' });
  if (status !== 0) throw new Error(`packing for ${platform} failed\n${stdout}\n${stderr}`);
}

beforeAll(async () => {
  if (!isBuilt) throw new Error('build first: npm run build');
  mkdirSync(join(base, 'project'));
  makeProject(root, join(base, 'project'));
  for (const platform of ['linux', 'mac', 'win'] as const) await pack(platform);
  extractAll(join(resourcesOf('linux'), 'app.asar'), extracted);
}, 300_000);

describe.each(['linux', 'mac', 'win'] as const)('the package for %s', (platform) => {
  const files = (): string[] => listPackage(join(resourcesOf(platform), 'app.asar'), { isPack: false }).map((path) => path.replaceAll('\\', '/'));

  it('holds the built programs and page, and their list of packages', () => {
    const names = files();
    for (const name of [
      '/package.json',
      '/out/main/index.js',
      '/out/main/document-worker.js',
      '/out/preload/preload.cjs',
      '/out/renderer/index.html',
      '/out/main/packages.json',
    ])
      expect(names).toContain(name);
    expect(existsSync(join(resourcesOf(platform), 'sample', 'interview.ogg'))).toBe(true);
  });

  it('holds no sources, maps, tests, development packages, fixtures or files of the checkout', () => {
    const strange = files().filter(
      (name) =>
        !/^\/(package\.json|out(\/(main|preload|renderer)(\/.*)?)?)$/.test(name) || /\.(ts|svelte|map|test\.js|env|pem|key)$|node_modules|fixtures/.test(name),
    );
    expect(strange).toEqual([]);
  });

  it('tells of the program only what it needs', () => {
    const folder = join(base, `package-${platform}`);
    extractAll(join(resourcesOf(platform), 'app.asar'), folder);
    const packed = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>; // what electron-builder wrote
    expect(packed).toMatchObject({ name: 'galley', version, main: 'out/main/index.js', type: 'module' });
    for (const name of ['scripts', 'devDependencies', 'dependencies', 'overrides', 'knip', 'prettier']) expect(packed[name] ?? null, name).toBeNull();
  });

  fault('E19', `the binary for ${platform} with its fuses as Electron ships them`, async (seen) => {
    const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
    const { getCurrentFuseWire, FuseV1Options } = createRequire(builder.resolve('app-builder-lib'))('@electron/fuses') as FuseReader; // it comes with electron-builder
    const wire = await getCurrentFuseWire(join(base, 'dist', LAYOUT[platform].program));
    const state = (name: string): string => (wire[FuseV1Options[name] ?? -1] === 49 ? 'on' : 'off');
    expect(Object.fromEntries(Object.keys(TARGET_FUSES).map((name) => [name, state(name)]))).toEqual(TARGET_FUSES);
    seen('eight fuses flipped and read back: no Node by environment or argument, cookies encrypted, only the archive loaded and checked, no rights for file:');
  });
});

/** The byte of a fuse that is on is "1". */
interface FuseReader {
  readonly getCurrentFuseWire: (path: string) => Promise<Record<number, number>>;
  readonly FuseV1Options: Record<string, number>;
}
const TARGET_FUSES = {
  RunAsNode: 'off',
  EnableCookieEncryption: 'on',
  EnableNodeOptionsEnvironmentVariable: 'off',
  EnableNodeCliInspectArguments: 'off',
  EnableEmbeddedAsarIntegrityValidation: 'on',
  OnlyLoadAppFromAsar: 'on',
  LoadBrowserProcessSpecificV8Snapshot: 'off',
  GrantFileProtocolExtraPrivileges: 'off',
};

describe('the archive’s integrity', () => {
  const headerHash = (platform: Platform): string =>
    createHash('sha256')
      .update(getRawHeader(join(resourcesOf(platform), 'app.asar')).headerString)
      .digest('hex');

  it('stands in the macOS application’s Info.plist, which allows no plain http', () => {
    const text = readFileSync(join(resourcesOf('mac'), '..', 'Info.plist'), 'utf8');
    expect(text).toContain('ElectronAsarIntegrity');
    expect(text).toContain(headerHash('mac'));
    expect(text).toMatch(/<key>NSAllowsArbitraryLoads<\/key>\s*<false\/>/);
    expect(text).toMatch(/<key>LSMinimumSystemVersion<\/key>\s*<string>13\.0<\/string>/);
    expect(text).toMatch(/<key>CFBundleTypeRole<\/key>\s*<string>Viewer<\/string>/);
  });

  it('stands in the Windows program as a resource', () => {
    const program = readFileSync(join(base, 'dist', LAYOUT.win.program));
    expect(program.includes(Buffer.from('ELECTRONASAR', 'utf16le'))).toBe(true);
    expect(program.includes(headerHash('win'))).toBe(true);
  });
});

describe('the bundle', () => {
  it('needs no package beside it: it imports Node, Electron and itself', () => {
    const files = listPackage(join(resourcesOf('linux'), 'app.asar'), { isPack: false }).filter((name) => /^\/out\/(main|preload)\/.*\.c?js$/.test(name));
    const foreign = new Set<string>();
    for (const name of files) {
      const text = readFileSync(join(extracted, name), 'utf8');
      for (const [, from, bare] of text.matchAll(/^(?:import|export)\b[^;'"\n]*?from\s*"([^"]+)"|^import\s*"([^"]+)"/gm))
        if (!/^(\.|node:|electron$)/.test(from ?? bare ?? '')) foreign.add(from ?? bare ?? '');
    }
    expect(files.length).toBeGreaterThan(5);
    // Without the prefix: Node's own modules, as packages from before it write them.
    const builtins = new Set(builtinModules);
    expect([...foreign].filter((name) => !builtins.has(name))).toEqual([]);
  });

  it('holds no path of the machine it was built on, no key, and no map', () => {
    const files = listPackage(join(resourcesOf('linux'), 'app.asar'), { isPack: false }).filter((name) => /\.(js|cjs|html|css|json)$/.test(name));
    const found = files.flatMap((name) => {
      const text = readFileSync(join(extracted, name), 'utf8');
      return [root, 'sourceMappingURL=', 'BEGIN PRIVATE KEY', 'BEGIN RSA PRIVATE KEY']
        .filter((secret) => text.includes(secret))
        .map((secret) => `${name}: ${secret}`);
    });
    expect(found).toEqual([]);
    const keys = files.flatMap((name) =>
      [...readFileSync(join(extracted, name), 'utf8').matchAll(/\b(AKIA|ASIA)[A-Z0-9]{16}\b/g)].map(([key]) => `${name}: ${key}`),
    );
    expect(keys).toEqual([]);
  });

  it('serves the studio to a browser from the archive’s own files, under plain Node', async () => {
    const program = spawn(process.execPath, [join(extracted, 'out/main/serve.js'), '--library', join(base, 'served')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const url = await new Promise<string>((found, failed) => {
        let output = '';
        program.stdout.on('data', (bytes) => {
          output += String(bytes);
          const address = /Galley is open at (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
          if (address !== undefined) found(address);
        });
        program.once('exit', (code) => {
          failed(new Error(`ended with ${code}`));
        });
      });
      const page = await fetch(`${url}/`);
      expect([page.status, page.headers.get('content-security-policy')?.includes("default-src 'none'")]).toEqual([200, true]);
      expect(await page.text()).toContain('id="app"');
    } finally {
      program.kill('SIGTERM');
      await new Promise((gone) => program.once('exit', gone));
    }
  });

  it('opens its window under the stand-in for Electron', async () => {
    const app = await launchStandIn({ root: extracted, argv: ['--library', join(base, 'windowed')] });
    try {
      await app.page.getByRole('main').waitFor();
      expect((await app.shown()).pageUrl).toBe('galley://studio/');
    } finally {
      await app.close();
    }
  });
});

describe('the bill of materials', () => {
  let packages: BundledPackage[] = [];
  beforeAll(async () => {
    packages = await packagesIn(join(extracted, 'out'));
  });

  it('names what is known to be inside, each with version and licence', () => {
    const names = packages.map(({ name }) => name);
    for (const name of [
      '@aws-sdk/client-s3',
      '@codemirror/view',
      'svelte',
      'wavesurfer.js',
      'valibot',
      'ws',
      'mediabunny',
      '@fontsource-variable/source-sans-3',
      'electron-updater',
    ])
      expect(names).toContain(name);
    for (const { name, version: number } of packages) expect(number, name).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('holds nothing under a licence that may not be shipped', () => {
    expect(packages.map(({ name, licence }) => ({ name, trouble: licenceTrouble(licence) })).filter(({ trouble }) => trouble !== null)).toEqual([]);
    for (const bad of ['GPL-3.0-only', 'AGPL-3.0', 'LGPL-2.1', 'MIT AND GPL-2.0', 'UNLICENSED', 'unknown', '', 'SEE LICENSE IN LICENSE'])
      expect(licenceTrouble(bad), bad).not.toBeNull();
    for (const good of ['MIT', '(MIT OR GPL-3.0)', 'BSD-2-Clause AND MIT']) expect(licenceTrouble(good), good).toBeNull();
  });

  it('carries the text of the licence wherever the package does', () => {
    expect(packages.filter(({ text }) => text === '').map(({ name }) => name)).toEqual(['lazy-val']);
  });
});
