// Files the system hands over: by argument, by a second start, by a drop on the dock. They wait until there is a page to show them.
import type { Studio } from '../../studio.ts';
import { admitFile, type OfferRules } from './offered-files.ts';

export interface OpenedFile {
  readonly offer: string;
  readonly name: string;
}

export interface OpenedHearers {
  /** The batch, for the page. */
  readonly told: (files: OpenedFile[]) => void;
  /** A path that was let in. */
  readonly taken: (path: string) => void;
  readonly refused: (path: string, thrown: unknown) => void;
}

/** The door of files opened from outside. Paths pass the same rules as dropped ones; what fails is told, not thrown. */
export class OpenedFiles {
  #waiting: string[] = [];
  #open: ((paths: readonly string[]) => void) | null = null;

  /** Takes paths now or, before there is a page, later. */
  take(paths: readonly string[]): void {
    if (paths.length === 0) return;
    if (this.#open) this.#open(paths);
    else this.#waiting.push(...paths);
  }

  /** From now on paths are offered at once and told as one batch; those that waited come first. */
  begin(studio: Studio, rules: OfferRules, hearers: OpenedHearers): void {
    this.#open = (paths) =>
      void offerAll(paths, studio, rules, hearers).then((files) => {
        if (files.length > 0) hearers.told(files);
      });
    const waiting = this.#waiting;
    this.#waiting = [];
    this.take(waiting);
  }

  /** The page is gone: paths wait again. */
  pause(): void {
    this.#open = null;
  }
}

async function offerAll(paths: readonly string[], studio: Studio, rules: OfferRules, { taken, refused }: OpenedHearers): Promise<OpenedFile[]> {
  const files: OpenedFile[] = [];
  for (const path of paths) {
    try {
      const admitted = await admitFile(path, rules, false);
      files.push({ offer: await studio.offer(admitted.path, admitted.name, false), name: admitted.name });
      taken(admitted.path);
    } catch (thrown) {
      refused(path, thrown);
    }
  }
  return files;
}
