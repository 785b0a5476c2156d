// How far a newer Galley is, and the restart into it: only after the person said so, and after every edit is durable.
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { UpdateStatus } from '../../src-core/contract/updates.ts';
import type { Scope } from '../scope.ts';
import type { EditingState } from './editing.svelte.ts';
import type { NoticesState } from './notices.svelte.ts';

export class UpdatesState {
  readonly #client: StudioClient;
  readonly #notices: NoticesState;
  readonly #editing: () => Pick<EditingState, 'flush' | 'save'>;
  #status = $state.raw<UpdateStatus | null>(null);
  #told: string | null = null;

  constructor(client: StudioClient, notices: NoticesState, editing: () => Pick<EditingState, 'flush' | 'save'>, scope: Scope) {
    this.#client = client;
    this.#notices = notices;
    this.#editing = editing;
    scope.add(
      client.on('updates.changed', (status) => {
        this.#status = status;
        if (status.phase === 'ready') this.#offer(status.version ?? '');
      }),
    );
  }

  /** Null until it was asked for or has changed. */
  get status(): UpdateStatus | null {
    return this.#status;
  }

  async load(): Promise<void> {
    await this.#try('Asking for updates', async () => {
      this.#status = await this.#client.call('updates.get', {});
    });
  }

  async look(): Promise<void> {
    await this.#try('Looking for updates', async () => {
      this.#status = await this.#client.call('updates.look', {});
    });
  }

  /** Saves what is unsaved, then restarts. What cannot be saved keeps this version running. */
  async restart(): Promise<void> {
    await this.#try('Restarting', async () => {
      const editing = this.#editing();
      await editing.flush();
      if (editing.save !== 'saved' && editing.save !== 'read-only') {
        this.#notices.alarm('Galley was not restarted: the last words are not saved yet.');
        return;
      }
      await this.#client.call('updates.install', {});
    });
  }

  /** Once a version: whoever has read it decides when. */
  #offer(version: string): void {
    if (this.#told === version) return;
    this.#told = version;
    this.#notices.show({
      tone: 'note',
      title: `Galley ${version} is ready`,
      text: ['It takes this one’s place with a restart, which waits for you and for running jobs.'],
      action: { label: 'Restart now', run: () => void this.restart() },
    });
  }

  async #try(doing: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.#notices.fail(thrown, doing);
    }
  }
}

const BARS: Readonly<Record<NonNullable<UpdateStatus['bar']>, string>> = {
  development: 'This Galley runs from its sources, and is brought up to date there.',
  host: 'This Galley is kept up to date by whoever installed it: a package manager, or the person who started the server.',
  unsigned: 'This Galley was built without a signature, so it could not tell a true update from a forged one. New versions are installed by hand.',
  unpublished: 'This build does not know of a place where newer versions lie. They are installed by hand.',
};

/** The state of things in a sentence. */
export function updateText({ phase, bar, version }: UpdateStatus): string {
  switch (phase) {
    case 'barred':
      return BARS[bar ?? 'host'];
    case 'idle':
      return 'Not looked for yet.';
    case 'looking':
      return 'Looking…';
    case 'current':
      return 'This is the newest version.';
    case 'found':
      return `Galley ${version ?? ''} is there. It is fetched when no job is under way.`;
    case 'fetching':
      return `Fetching Galley ${version ?? ''}…`;
    case 'ready':
      return `Galley ${version ?? ''} is ready, and waits for a restart.`;
    case 'failed':
      return 'Looking did not work. It is tried again tomorrow, or when you ask.';
  }
}
