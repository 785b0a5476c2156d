// A home folder with AWS files of its own, for tests that must not see this machine's.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../../src-main/adapters/aws/config-files.ts';

export interface AwsHome {
  readonly path: string;
  /** An environment that knows this home and nothing else. */
  env(more?: Record<string, string>): Environment;
  /** Writes ~/.aws/NAME. */
  write(name: string, text: string): string;
  remove(): void;
}

/** Makes the folder with these two files. */
export function makeAwsHome(files: { config?: string; credentials?: string } = {}): AwsHome {
  const path = mkdtempSync(join(tmpdir(), 'galley-home-'));
  const home: AwsHome = {
    path,
    env: (more = {}) => ({ HOME: path, PATH: process.env['PATH'], ...more }),
    write: (name, text) => {
      const file = join(path, '.aws', name);
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
  if (files.config !== undefined) home.write('config', files.config);
  if (files.credentials !== undefined) home.write('credentials', files.credentials);
  return home;
}
