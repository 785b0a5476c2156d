// Finds the user's ffmpeg and ffprobe: at the path of the settings, on the PATH, or where package managers of the system put them.
// It knows where programs lie and what they call themselves; not what they are asked to do.
import { access, constants, realpath, stat } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import type { Clock } from '../../ports/machine.ts';
import { runTool } from './ffmpeg-process.ts';

/** The programs that were found. */
export interface FfmpegTools {
  readonly ffmpeg: string;
  /** Null when it does not lie beside ffmpeg nor on the PATH. */
  readonly ffprobe: string | null;
  /** For display: "6.1.1". */
  readonly version: string;
}

/** Where to look. */
export interface FfmpegPlaces {
  /** The settings' path to the program or its folder, or null; asked anew each time, for settings change. */
  readonly chosen: () => string | null;
  /** The PATH variable. */
  readonly path: string;
  readonly platform: NodeJS.Platform;
}

/** Folders that applications started from a dock or menu do not have on their PATH. */
const USUAL_FOLDERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin'],
  linux: ['/usr/local/bin', '/usr/bin', '/snap/bin'],
  win32: ['C:\\ffmpeg\\bin', 'C:\\Program Files\\ffmpeg\\bin', 'C:\\ProgramData\\chocolatey\\bin'],
};

const VERSION_LIMIT_MS = 10_000;

/** Looks for ffmpeg and remembers what was found for each path asked for; what was not found is looked for again. */
export class FfmpegFinder {
  readonly #places: FfmpegPlaces;
  readonly #clock: Clock;
  readonly #found = new Map<string, Promise<FfmpegTools | null>>();

  constructor(places: FfmpegPlaces, clock: Clock) {
    this.#places = places;
    this.#clock = clock;
  }

  /** The tools, or null where there is no ffmpeg that runs. Never throws. */
  find(): Promise<FfmpegTools | null> {
    const chosen = this.#places.chosen();
    const key = chosen ?? '';
    let search = this.#found.get(key);
    if (!search) {
      search = this.#search(chosen).catch(() => null);
      this.#found.set(key, search);
      void search.then((tools) => (tools === null ? this.#found.delete(key) : null));
    }
    return search;
  }

  async #search(chosen: string | null): Promise<FfmpegTools | null> {
    for (const folder of this.#folders(chosen)) {
      const ffmpeg = await this.#program(folder, 'ffmpeg');
      const version = ffmpeg === null ? null : await this.#version(ffmpeg);
      if (ffmpeg === null || version === null) continue;
      return { ffmpeg, ffprobe: await this.#probeNear(ffmpeg), version };
    }
    return null;
  }

  async #probeNear(ffmpeg: string): Promise<string | null> {
    for (const folder of [dirname(ffmpeg), dirname(await realpath(ffmpeg)), ...this.#folders(null)]) {
      const found = await this.#program(folder, 'ffprobe');
      if (found !== null) return found;
    }
    return null;
  }

  /** A chosen path may be the program or its folder. A relative one is not followed: it would depend on where the studio was started. */
  #folders(chosen: string | null): string[] {
    const own = chosen !== null && isAbsolute(chosen) ? [chosen, dirname(chosen)] : [];
    const onPath = this.#places.path.split(delimiter).filter((folder) => isAbsolute(folder));
    return [...new Set([...own, ...onPath, ...(USUAL_FOLDERS[this.#places.platform] ?? [])])];
  }

  async #program(folder: string, name: string): Promise<string | null> {
    const path = join(folder, this.#places.platform === 'win32' ? `${name}.exe` : name);
    try {
      await access(path, constants.X_OK);
      return (await stat(path)).isFile() ? path : null;
    } catch {
      return null; // not there or not ours to run: the next folder is tried
    }
  }

  async #version(ffmpeg: string): Promise<string | null> {
    const { stdout } = await runTool({ program: ffmpeg, args: ['-version'], wallMillis: VERSION_LIMIT_MS }, this.#clock, new AbortController().signal);
    const version = /^ffmpeg version (\S+)/.exec(stdout)?.[1];
    return version ?? null;
  }
}
