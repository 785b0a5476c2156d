// The library as a list: recordings in order, filtered by name, and what was said in them.
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { CallResult } from '../../src-core/contract/studio-api.ts';
import type { Recording, RecordingId } from '../../src-core/library/recording.ts';
import type { PageClock } from '../page-clock.ts';
import type { Scope } from '../scope.ts';
import { folded } from './folded.ts';
import type { NoticesState } from './notices.svelte.ts';

export type SearchHit = CallResult<'library.search'>[number];
export type LibraryOrder = 'newest' | 'edited' | 'name' | 'longest';

const SEARCH_AFTER = 180;
const SEARCH_LEAST_LETTERS = 2;
const SEARCH_LIMIT = 200;

export class LibraryState {
  readonly #client: StudioClient;
  readonly #clock: PageClock;
  readonly #notices: NoticesState;
  #phase = $state<'loading' | 'ready' | 'failed'>('loading');
  #error = $state.raw<unknown>(null);
  #byId = $state.raw<ReadonlyMap<RecordingId, Recording>>(new Map());
  #filter = $state('');
  #order = $state<LibraryOrder>('newest');
  #hits = $state.raw<readonly SearchHit[]>([]);
  #searching = $state(false);
  #stopWaiting: () => void = () => undefined;
  #search = 0;

  readonly #ordered = $derived.by(() => [...this.#byId.values()].sort(ORDERS[this.#order]));
  readonly #shown = $derived(this.matching(this.#filter));

  constructor(client: StudioClient, clock: PageClock, notices: NoticesState, scope: Scope) {
    this.#client = client;
    this.#clock = clock;
    this.#notices = notices;
    scope.add(
      client.on('library.changed', ({ recordings, removed }) => {
        const next = new Map(this.#byId);
        for (const recording of recordings) next.set(recording.id, recording);
        for (const id of removed) next.delete(id);
        this.#byId = next;
      }),
    );
    scope.add(() => {
      this.#stopWaiting();
    });
  }

  get phase(): 'loading' | 'ready' | 'failed' {
    return this.#phase;
  }
  get error(): unknown {
    return this.#error;
  }
  get count(): number {
    return this.#byId.size;
  }
  /** Recordings that pass the filter, in the chosen order. */
  get shown(): readonly Recording[] {
    return this.#shown;
  }
  get filter(): string {
    return this.#filter;
  }
  get order(): LibraryOrder {
    return this.#order;
  }
  /** What was said that holds the filter's words, by recording in the list's order. */
  get hits(): readonly SearchHit[] {
    return this.#hits;
  }
  get searching(): boolean {
    return this.#searching;
  }

  find(id: RecordingId): Recording | null {
    return this.#byId.get(id) ?? null;
  }

  /** Recordings whose name or file name holds these letters, in the chosen order. */
  matching(letters: string): readonly Recording[] {
    const wanted = folded(letters.trim());
    return wanted === '' ? this.#ordered : this.#ordered.filter((recording) => folded(`${recording.name} ${recording.fileName}`).includes(wanted));
  }

  sortBy(order: LibraryOrder): void {
    this.#order = order;
  }

  async load(): Promise<void> {
    if (this.#byId.size === 0) this.#phase = 'loading';
    try {
      const recordings = await this.#client.call('library.list', {});
      this.#byId = new Map(recordings.map((recording) => [recording.id, recording]));
      this.#phase = 'ready';
    } catch (thrown) {
      this.#error = thrown;
      this.#phase = 'failed';
    }
  }

  /** Filters names at once and, from two letters on, searches what was said a moment after the last key. */
  setFilter(filter: string): void {
    this.#filter = filter;
    this.#stopWaiting();
    const search = ++this.#search;
    if (filter.trim().length < SEARCH_LEAST_LETTERS) {
      this.#hits = [];
      this.#searching = false;
      return;
    }
    this.#searching = true;
    this.#stopWaiting = this.#clock.after(SEARCH_AFTER, () => void this.#searchWords(filter.trim(), search));
  }

  async rename(id: RecordingId, name: string): Promise<boolean> {
    return this.#try('Renaming', async () => {
      this.#put(await this.#client.call('library.rename', { recording: id, name }));
      this.#notices.say(`Renamed to “${name}”`);
    });
  }

  async remove(id: RecordingId): Promise<boolean> {
    const name = this.find(id)?.name ?? '';
    return this.#try('Removing', async () => {
      await this.#client.call('library.remove', { recording: id });
      const next = new Map(this.#byId);
      next.delete(id);
      this.#byId = next;
      this.#notices.say(`“${name}” removed from the library`);
    });
  }

  /** Points a recording at its moved media. Throws `media-differs` unless `anyway`. */
  async relink(id: RecordingId, offer: string, anyway: boolean): Promise<void> {
    this.#put(await this.#client.call('library.relink', { recording: id, offer, anyway }));
    this.#notices.say('The media is found again');
  }

  /** Reads the kept result of a recording again; answers the recording made of it, or null when that failed. */
  async readAgain(id: RecordingId): Promise<RecordingId | null> {
    let made: Recording | null = null;
    await this.#try('Reading the result again', async () => {
      made = (await this.#client.call('library.readAgain', { recording: id })).recording;
      this.#put(made);
    });
    return (made as Recording | null)?.id ?? null; // set in the closure, which TypeScript does not follow
  }

  /** Recordings whose media is not where it was. */
  get lost(): readonly Recording[] {
    return this.#ordered.filter(({ media }) => media.state === 'missing' || media.state === 'replaced');
  }

  /** Gives offered files to the recordings they belong to; answers how many of those have their media again. */
  async reunite(offers: readonly string[]): Promise<number> {
    const { found } = await this.#client.call('library.relinkMany', { offers: [...offers] });
    for (const recording of found) this.#put(recording);
    return found.length;
  }

  #put(recording: Recording): void {
    this.#byId = new Map(this.#byId).set(recording.id, recording);
  }

  async #searchWords(words: string, search: number): Promise<void> {
    try {
      const hits = await this.#client.call('library.search', { words, limit: SEARCH_LIMIT });
      if (search === this.#search) this.#hits = hits;
    } catch (thrown) {
      if (search === this.#search) this.#notices.fail(thrown, 'Searching');
    } finally {
      if (search === this.#search) this.#searching = false;
    }
  }

  async #try(doing: string, change: () => Promise<void>): Promise<boolean> {
    try {
      await change();
      return true;
    } catch (thrown) {
      this.#notices.fail(thrown, doing);
      return false;
    }
  }
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

const ORDERS: Readonly<Record<LibraryOrder, (a: Recording, b: Recording) => number>> = {
  newest: (a, b) => b.addedAt - a.addedAt,
  edited: (a, b) => (b.editedAt ?? b.addedAt) - (a.editedAt ?? a.addedAt),
  name: (a, b) => byName.compare(a.name, b.name),
  longest: (a, b) => lengthOf(b) - lengthOf(a),
};

/** Length in milliseconds: of the media, else to the last word; 0 when nobody knows. */
export function lengthOf(recording: Recording): number {
  return recording.media.facts?.duration ?? recording.transcript?.duration ?? 0;
}
