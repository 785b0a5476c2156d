// Notes which packages' code ended up in a bundle: from the modules themselves, not from package.json (S52).
// The list lies beside the bundle as packages.json; the studio shows it, and a test holds its licences against those that may be shipped.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Plugin } from 'vite';

/** As src-core/contract/report.ts has it. */
interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** Licences under which code may be in the bundle: each allows redistribution in a work that is not under it. */
export const SHIPPABLE = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
];

export interface Beside {
  /** Packages of styles and fonts, which are gone from the graph by the time a bundle is written. */
  readonly packages?: readonly string[];
  /** Modules of the page's workers, which are bundles of their own (`workerModules`). */
  readonly modules?: ReadonlySet<string>;
}

/** Collects the modules of a page's workers; they are built before the page that starts them. */
export function workerModules(into: Set<string>): Plugin {
  return {
    name: 'galley-worker-modules',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) if (output.type === 'chunk') for (const id of Object.keys(output.modules)) into.add(id);
    },
  };
}

/** The plugin for one part of the build. */
export function bundledPackages({ packages = [], modules: others = new Set() }: Beside = {}): Plugin {
  return {
    name: 'galley-bundled-packages',
    apply: 'build',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? Object.keys(output.modules) : output.originalFileNames));
      const found = new Map<string, Bundled>();
      for (const id of [...modules, ...others, ...packages.map((name) => join('node_modules', name, 'package.json'))]) {
        const folder = packageFolder(id);
        const bundled = folder === null ? null : readPackage(folder);
        if (bundled) found.set(`${bundled.name}@${bundled.version}`, bundled);
      }
      const apache = [...found.values()].find(({ licence, text }) => licence === 'Apache-2.0' && text !== '')?.text ?? '';
      const list = [...found.values()]
        // The one licence whose text names nobody: packages of one house share a copy.
        .map((bundled) => (bundled.text === '' && bundled.licence === 'Apache-2.0' ? { ...bundled, text: apache } : bundled))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      this.emitFile({ type: 'asset', fileName: 'packages.json', source: `${JSON.stringify(list, null, 1)}\n` });
    },
  };
}

/** The folder of the package a module belongs to: the last node_modules of its path, and one or two names. Null for our own. */
export function packageFolder(id: string): string | null {
  const path = id.replace(/^\0+/, '').replace(/[?#].*$/, '');
  return /^(.*[\\/]|)node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/@][^\\/]*/.exec(path)?.[0] ?? null;
}

function readPackage(folder: string): Bundled | null {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return null;
  const { name, version, license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>; // npm's own file
  if (typeof name !== 'string' || typeof version !== 'string') return null;
  const text = licenceText(dirname(file));
  return { name, version, licence: licenceOf(license ?? licenses, text), text };
}

/** Today's expression, what packages wrote before there were expressions, or the licence whose text the package carries. */
function licenceOf(written: unknown, text: string): string {
  if (typeof written === 'string') return written;
  const first: unknown = Array.isArray(written) ? written[0] : written;
  const named = typeof first === 'object' && first !== null && 'type' in first ? first.type : null;
  if (typeof named === 'string') return named;
  return /^(the )?mit license/i.test(text) ? 'MIT' : 'unknown';
}

function licenceText(folder: string): string {
  const name = readdirSync(folder).find((file) => /^(licen[cs]e|copying)(\.(md|txt|markdown))?$/i.test(file));
  return name === undefined ? '' : readFileSync(join(folder, name), 'utf8').trim();
}

/** Why a licence expression may not be shipped, or null. Of "A OR B" one must do, of "A AND B" both. */
export function licenceTrouble(expression: string): string | null {
  const plain = expression.replace(/[()]/g, ' ').trim();
  const may = plain.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((one) => SHIPPABLE.includes(one.trim())));
  return may ? null : `${expression === '' ? 'no licence' : expression} may not be shipped`;
}
