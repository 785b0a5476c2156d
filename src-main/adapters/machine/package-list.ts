// Reads the lists of bundled packages the build left beside each of its programs. Sources have none.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import * as v from 'valibot';

import { bundledPackageShape, type BundledPackage } from '../../../src-core/contract/report.ts';

/** The parts of a build, each with a list of its own. */
export const BUILT_PARTS = ['main', 'preload', 'renderer'] as const;
/** The list's name in each part's folder. */
export const PACKAGES_FILE = 'packages.json';
const listShape = v.array(bundledPackageShape);

/** Every package in the build at `outFolder`, once, by name. Empty when nothing was built there. */
export async function packagesIn(outFolder: string): Promise<BundledPackage[]> {
  const found = new Map<string, BundledPackage>();
  for (const part of BUILT_PARTS) {
    const text = await readFile(join(outFolder, part, PACKAGES_FILE), 'utf8').catch(() => '[]');
    for (const bundled of v.parse(listShape, JSON.parse(text))) found.set(`${bundled.name}@${bundled.version}`, bundled);
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
