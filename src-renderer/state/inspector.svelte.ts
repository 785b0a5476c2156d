// The panel beside the text: which one is open, and what each of them holds while it is.
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { PageClock } from '../page-clock.ts';
import { FindState } from './find.svelte.ts';
import type { NoticesState } from './notices.svelte.ts';
import { VersionsState } from './versions.svelte.ts';

export type InspectorPanel = 'find' | 'lists' | 'highlights' | 'versions';

export class InspectorState {
  readonly find: FindState;
  readonly versions: VersionsState;
  #panel = $state<InspectorPanel | null>(null);
  #replacing = $state(false);
  /** The highlight whose comment is being written, or null. */
  #writing = $state<string | null>(null);
  #label = $state('');

  constructor(client: StudioClient, clock: PageClock, notices: NoticesState) {
    this.find = new FindState(clock);
    this.versions = new VersionsState(client, notices);
  }

  get panel(): InspectorPanel | null {
    return this.#panel;
  }
  /** Whether the find panel shows what to put in place. */
  get replacing(): boolean {
    return this.#replacing;
  }
  get writing(): string | null {
    return this.#writing;
  }
  /** The label the next highlight gets: the one given last. */
  get label(): string {
    return this.#label;
  }

  open(panel: InspectorPanel): void {
    this.#panel = panel;
  }

  /** Opens the find panel with what is selected, or what was sought before. */
  openFind(selected: string, replacing: boolean): void {
    this.#panel = 'find';
    if (replacing) this.#replacing = true;
    this.find.ask(selected);
  }

  openLists(): void {
    this.#panel = 'lists';
  }

  setReplacing(replacing: boolean): void {
    this.#replacing = replacing;
  }

  /** Opens the highlights, with one to be written on. */
  writeOn(highlight: string | null): void {
    this.#panel = 'highlights';
    this.#writing = highlight;
  }

  setLabel(label: string): void {
    this.#label = label;
  }

  toggle(panel: InspectorPanel): void {
    if (this.#panel === panel) this.close();
    else this.#panel = panel;
  }

  close(): void {
    this.#panel = null;
    this.#writing = null;
  }
}
