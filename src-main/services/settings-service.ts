// Calls about settings: reading them, changing some of them, telling everybody.
import type { Settings, SettingsPatch } from '../../src-core/contract/settings.ts';
import type { EmitEvent } from '../../src-core/contract/studio-api.ts';
import type { Library } from '../ports/library.ts';

/** Calls of the group `settings`. */
export class SettingsService {
  readonly #library: Library;
  readonly #emit: EmitEvent;

  constructor(library: Library, emit: EmitEvent) {
    this.#library = library;
    this.#emit = emit;
  }

  /** What is chosen now. */
  async get(): Promise<Settings> {
    return Promise.resolve(this.#library.settings.get());
  }

  /** Changes what the patch names and leaves the rest. Durable when answered. Throws `read-only`, `disk-full`, `disk-refused`. */
  async set(patch: SettingsPatch): Promise<Settings> {
    const before = this.#library.settings.get();
    const named = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const settings = { ...before, ...ofAnotherBucket(before, patch), ...named };
    this.#library.settings.put(settings);
    this.#emit('settings.changed', settings);
    return Promise.resolve(settings);
  }
}

/** What was found out about one bucket does not hold for another. */
function ofAnotherBucket(before: Settings, { bucket }: SettingsPatch): Partial<Settings> {
  return bucket === undefined || bucket === before.bucket ? {} : { bucketOwner: null, unfinishedBucket: null };
}
