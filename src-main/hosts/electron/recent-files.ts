// The files opened last, newest first, for the menu: paths in a small file of this computer's. The system keeps its own list beside it.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

import * as v from 'valibot';

/** So many are remembered. */
export const RECENT_KEPT = 10;
const fileShape = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(4096))), v.maxLength(100));

/** One line of the menu. */
export interface RecentFile {
  readonly path: string;
  /** The file's name, with its folder where two are called alike. */
  readonly label: string;
  /** False when it is no longer there: the line is greyed. */
  readonly isThere: boolean;
}

/** The list, kept in `path`. A file that cannot be read or written costs the memory, nothing else. */
export class RecentFiles {
  readonly #path: string;
  readonly #changed: () => void;
  #paths: string[];

  constructor(path: string, changed: () => void) {
    this.#path = path;
    this.#changed = changed;
    this.#paths = read(path);
  }

  /** Puts a file on top. */
  add(path: string): void {
    this.#keep([path, ...this.#paths.filter((other) => other !== path)].slice(0, RECENT_KEPT));
  }

  clear(): void {
    this.#keep([]);
  }

  /** Lines for the menu, newest first. */
  all(): RecentFile[] {
    const names = this.#paths.map((path) => basename(path));
    return this.#paths.map((path, at) => {
      const name = names[at] ?? path;
      const isAlone = names.filter((other) => other === name).length === 1;
      return { path, label: isAlone ? name : path, isThere: existsSync(path) };
    });
  }

  #keep(paths: string[]): void {
    this.#paths = paths;
    try {
      writeFileSync(`${this.#path}.new`, JSON.stringify(paths), { mode: 0o600 });
      renameSync(`${this.#path}.new`, this.#path);
    } catch {
      // The list is a convenience: it lasts until Galley closes.
    }
    this.#changed();
  }
}

function read(path: string): string[] {
  try {
    const parsed = v.safeParse(fileShape, JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.output.slice(0, RECENT_KEPT) : [];
  } catch {
    return []; // none yet, or unreadable
  }
}
