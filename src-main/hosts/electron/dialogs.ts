// The system's open and save dialogs, and what comes of them: offers and one-time write capabilities (S28).
import { dialog, type BrowserWindow, type FileFilter } from 'electron';

import { StudioError } from '../../../src-core/contract/errors.ts';
import { documentExtensions, mediaExtensions } from '../../../src-core/library/file-kinds.ts';
import type { Ids } from '../../ports/machine.ts';
import type { Studio } from '../../studio.ts';
import type { HostVerbs } from './ipc-message.ts';
import { admitFile, type OfferRules } from './offered-files.ts';
import { safeFileName } from './safe-file-name.ts';
import { filesOfSizes } from '../../adapters/disk/folder-search.ts';
import { SaveFile } from '../../adapters/disk/save-file.ts';

const media: FileFilter = { name: 'Audio and video', extensions: [...mediaExtensions] };
const documents: FileFilter = { name: 'Transcripts and subtitles', extensions: [...documentExtensions] };
const everything: FileFilter = { name: 'All files', extensions: ['*'] };
const FILTERS = {
  any: [{ name: 'Everything Galley opens', extensions: [...mediaExtensions, ...documentExtensions] }, media, documents, everything],
  media: [media, everything],
  document: [documents, everything],
} as const satisfies Record<string, readonly FileFilter[]>;

export interface DialogPorts {
  readonly studio: Studio;
  readonly rules: OfferRules;
  readonly ids: Ids;
  readonly window: () => BrowserWindow | null;
  /** Hears of every file taken in, for the list of recent ones. */
  readonly remember: (path: string) => void;
}

/** The verbs of one window. */
export class FileDialogs implements HostVerbs {
  readonly #studio: Studio;
  readonly #rules: OfferRules;
  readonly #ids: Ids;
  readonly #window: () => BrowserWindow | null;
  readonly #remember: (path: string) => void;
  readonly #saving = new Map<string, SaveFile>();

  constructor({ studio, rules, ids, window, remember }: DialogPorts) {
    this.#studio = studio;
    this.#rules = rules;
    this.#ids = ids;
    this.#window = window;
    this.#remember = remember;
  }

  async offer(path: string): Promise<{ offer: string; name: string }> {
    return this.#admit(path, false);
  }

  async choose(kind: 'any' | 'media' | 'document'): Promise<{ offer: string; name: string }[]> {
    const options = { filters: [...FILTERS[kind]], properties: ['openFile' as const, 'multiSelections' as const] };
    const window = this.#window();
    const chosen = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
    const offered = [];
    for (const path of chosen.filePaths) offered.push(await this.#admit(path, true));
    return offered;
  }

  async chooseFolder(sizes: readonly number[]): Promise<{ offered: { offer: string; name: string }[]; looked: number } | null> {
    const options = { properties: ['openDirectory' as const] };
    const window = this.#window();
    const chosen = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
    const [folder] = chosen.filePaths;
    if (folder === undefined) return null;
    const { paths, looked } = await filesOfSizes(folder, new Set(sizes));
    const offered = [];
    for (const path of paths) {
      const admitted = await admitFile(path, this.#rules, false).catch(() => null); // what may not be read is not offered
      if (admitted) offered.push({ offer: await this.#studio.offer(admitted.path, admitted.name, false), name: admitted.name });
    }
    return { offered, looked };
  }

  async keep(name: string): Promise<string | null> {
    const options = { defaultPath: safeFileName(name) };
    const window = this.#window();
    const chosen = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
    if (chosen.canceled || chosen.filePath === '') return null;
    const capability = this.#ids.token();
    this.#saving.set(capability, await SaveFile.begin(chosen.filePath, this.#ids.uuid()));
    return capability;
  }

  async write(capability: string, bytes: Uint8Array, last: boolean): Promise<null> {
    const file = this.#saving.get(capability);
    if (!file) throw new StudioError('offer-expired');
    if (last) this.#saving.delete(capability);
    try {
      await file.write(bytes);
      if (last) await file.finish();
    } catch (thrown) {
      this.#saving.delete(capability);
      throw thrown;
    }
    return null;
  }

  /** The page is gone: so are its capabilities, and half-written drafts with them. */
  async revoke(): Promise<void> {
    const drafts = [...this.#saving.values()];
    this.#saving.clear();
    for (const draft of drafts) await draft.abandon();
  }

  async #admit(path: string, isChosen: boolean): Promise<{ offer: string; name: string }> {
    const admitted = await admitFile(path, this.#rules, isChosen);
    const offer = await this.#studio.offer(admitted.path, admitted.name, false);
    this.#remember(admitted.path);
    return { offer, name: admitted.name };
  }
}
