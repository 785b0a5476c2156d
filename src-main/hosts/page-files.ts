// The built renderer as files: which path of a request is which file, and of what type.
// It serves nothing itself and never leaves its folder.
import { readFile, realpath } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';

/** One file of the page, whole: the renderer is a few megabytes. */
export interface PageFile {
  readonly body: Buffer;
  readonly type: string;
  /** Whether this is the page itself, which needs the policy and its nonce. */
  readonly isPage: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * The file a request's path stands for, or null: unknown type, not there, or not inside the folder (S32, S12).
 * `path` is as it came, percent-encoded; "/" is the page.
 */
export async function readPageFile(folder: string, path: string): Promise<PageFile | null> {
  const name = pageFileName(path);
  if (name === null) return null;
  const type = TYPES[extname(name)];
  if (type === undefined) return null;
  try {
    const root = await realpath(folder);
    const real = await realpath(join(root, name));
    if (!liesInside(root, real)) return null;
    return { body: await readFile(real), type, isPage: extname(name) === '.html' };
  } catch {
    return null; // no such file: the answer is 404 whatever the system called it
  }
}

/** The name inside the folder, or null for anything that could climb out of it. */
export function pageFileName(path: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null; // a broken percent sequence names nothing
  }
  if (!decoded.startsWith('/') || /[\\\0%:]/.test(decoded)) return null;
  if (decoded === '/') return 'index.html';
  const parts = decoded.slice(1).split('/');
  if (parts.some((part) => part === '' || part.startsWith('.'))) return null;
  return parts.join(sep);
}

/** Whether a real path lies inside a real folder: by relative path, so that "/lib" never admits "/lib-evil". */
export function liesInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
