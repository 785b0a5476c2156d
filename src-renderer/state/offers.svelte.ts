// Files on their way in: dropped, chosen or handed over by the system. One after the other; one that fails does not stop the rest.
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { ImportResult } from '../../src-core/contract/studio-api.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import type { FileKind, Host } from '../host/host.ts';
import type { Scope } from '../scope.ts';
import { errorText } from '../../src-core/contract/error-text.ts';
import { quotedName } from './name-text.ts';
import type { NavigationState } from './navigation.svelte.ts';
import type { NoticesState } from './notices.svelte.ts';
import { countText } from './wording.ts';

export interface OfferEntry {
  readonly id: number;
  readonly name: string;
  readonly phase: 'waiting' | 'handing-over' | 'reading' | 'done' | 'failed';
  /** Bytes, where bytes move. */
  readonly sent: number;
  readonly total: number;
  readonly result: ImportResult | null;
  readonly error: unknown;
}

type Source = { readonly kind: 'file'; readonly file: File } | { readonly kind: 'offer'; readonly offer: string };

interface Waiting {
  readonly id: number;
  readonly source: Source;
  readonly into: RecordingId | null;
}

export class OffersState {
  readonly #client: StudioClient;
  readonly #host: Host;
  readonly #notices: NoticesState;
  readonly #navigation: NavigationState;
  #entries = $state.raw<readonly OfferEntry[]>([]);
  #queue: Waiting[] = [];
  #working = false;
  #nextId = 1;
  readonly #busy = $derived(this.#entries.some((entry) => entry.phase !== 'done' && entry.phase !== 'failed'));

  constructor(client: StudioClient, host: Host, parts: { notices: NoticesState; navigation: NavigationState }, scope: Scope) {
    this.#client = client;
    this.#host = host;
    this.#notices = parts.notices;
    this.#navigation = parts.navigation;
    scope.add(
      client.on('shell.opened', ({ offers }) => {
        this.#add(
          offers.map(({ offer, name }) => ({ name, size: 0, source: { kind: 'offer', offer } })),
          null,
        );
      }),
    );
  }

  /** The present batch, in the order given. */
  get entries(): readonly OfferEntry[] {
    return this.#entries;
  }
  get busy(): boolean {
    return this.#busy;
  }

  /** Takes files in. With `into`, each is joined to that recording. */
  take(files: readonly File[], into: RecordingId | null = null): void {
    this.#add(
      files.map((file) => ({ name: file.name, size: file.size, source: { kind: 'file', file } })),
      into,
    );
  }

  /** Asks the host for files and takes them in. Where bytes move on the way, they are shown moving. */
  async choose(kind: FileKind, into: RecordingId | null = null): Promise<void> {
    const id = this.#nextId++;
    try {
      const offered = await this.#host.choose(kind, (sent, total) => {
        if (this.#entries.some((entry) => entry.id === id)) this.#update(id, { sent, total });
        else
          this.#entries = [...(this.#busy ? this.#entries : []), { id, name: 'Chosen files', phase: 'handing-over', sent, total, result: null, error: null }];
      });
      this.#drop(id);
      this.#add(
        offered.map(({ offer, name }) => ({ name, size: 0, source: { kind: 'offer', offer } })),
        into,
      );
    } catch (thrown) {
      this.#drop(id);
      this.#notices.fail(thrown, 'Opening files');
    }
  }

  /** Takes the finished batch out of sight. */
  clear(): void {
    if (!this.#busy) this.#entries = [];
  }

  #add(files: readonly { name: string; size: number; source: Source }[], into: RecordingId | null): void {
    if (files.length === 0) return;
    if (!this.#busy) this.#entries = [];
    const added = files.map((file) => ({ ...file, id: this.#nextId++ }));
    this.#entries = [
      ...this.#entries,
      ...added.map(({ id, name, size }) => ({ id, name, phase: 'waiting' as const, sent: 0, total: size, result: null, error: null })),
    ];
    this.#queue.push(...added.map(({ id, source }) => ({ id, source, into })));
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) await this.#takeIn(next);
    this.#working = false;
    this.#conclude();
  }

  async #takeIn({ id, source, into }: Waiting): Promise<void> {
    try {
      let offer: string;
      if (source.kind === 'offer') offer = source.offer;
      else {
        this.#update(id, { phase: 'handing-over' });
        const offered = await this.#host.offer(source.file, (sent, total) => {
          this.#update(id, { sent, total });
        });
        offer = offered.offer;
      }
      this.#update(id, { phase: 'reading' });
      const result = await this.#client.call('library.import', { offer, into });
      this.#update(id, { phase: 'done', result });
    } catch (error) {
      this.#update(id, { phase: 'failed', error });
    }
  }

  #update(id: number, change: Partial<OfferEntry>): void {
    this.#entries = this.#entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry));
  }

  #drop(id: number): void {
    this.#entries = this.#entries.filter((entry) => entry.id !== id);
  }

  #conclude(): void {
    const done = this.#entries.filter((entry) => entry.result !== null);
    const failed = this.#entries.filter((entry) => entry.phase === 'failed' && errorText(entry.error) !== null);
    const only = this.#entries.length === 1 ? this.#entries[0] : undefined;
    if (only?.result) this.#openOnly(only.name, only.result);
    if (only?.phase === 'failed') {
      this.#notices.fail(only.error, only.name);
      this.#entries = [];
      return;
    }
    if (failed.length > 0) return; // the batch stays in sight with each file's reason
    if (done.length > 1) this.#notices.say(`${countText(done.length, 'file')} added`);
    this.#entries = [];
  }

  #openOnly(name: string, result: ImportResult): void {
    this.#navigation.openRecordingAt(result.recording.id);
    const worth = result.problems.filter((problem) => problem.severity !== 'note');
    if (result.outcome === 'already-there') this.#notices.say(`${quotedName(result.recording.name)} is already in the library`);
    else if (worth.length === 0) this.#notices.say(`${name}: ${result.described}`);
    else
      this.#notices.show({
        tone: worth.some((problem) => problem.severity === 'loss') ? 'warning' : 'note',
        title: `${name} was read with ${countText(result.problems.length, 'note')}`,
        text: [result.described],
        action: {
          label: 'Show report',
          run: () => {
            this.#navigation.showReport(name, result);
          },
        },
      });
  }
}
