// The settings as the page sees them: shown at once, kept by the studio, put back when it refuses.
import type { StudioClient } from '../../src-core/contract/client.ts';
import { defaultSettings, type Settings, type SettingsPatch } from '../../src-core/contract/settings.ts';
import type { Scope } from '../scope.ts';
import type { NoticesState } from './notices.svelte.ts';

export class SettingsState {
  readonly #client: StudioClient;
  readonly #notices: NoticesState;
  #value = $state.raw<Settings>(defaultSettings);
  #loaded = $state(false);

  constructor(client: StudioClient, notices: NoticesState, scope: Scope) {
    this.#client = client;
    this.#notices = notices;
    scope.add(
      client.on('settings.changed', (settings) => {
        this.#value = settings;
      }),
    );
  }

  get value(): Settings {
    return this.#value;
  }
  get loaded(): boolean {
    return this.#loaded;
  }

  async load(): Promise<void> {
    try {
      this.#value = await this.#client.call('settings.get', {});
      this.#loaded = true;
    } catch (thrown) {
      this.#notices.fail(thrown, 'Reading the settings');
    }
  }

  /** Changes some settings; answers whether they were kept. */
  async set(patch: SettingsPatch): Promise<boolean> {
    const before = this.#value;
    this.#value = withPatch(before, patch);
    try {
      this.#value = await this.#client.call('settings.set', patch);
      return true;
    } catch (thrown) {
      this.#value = before;
      this.#notices.fail(thrown, 'Saving the setting', () => void this.set(patch));
      return false;
    }
  }
}

/** The settings with a patch laid over them; what the patch leaves open stays. */
function withPatch(settings: Settings, patch: SettingsPatch): Settings {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  return { ...settings, ...given };
}
