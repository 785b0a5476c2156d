// Where the person was on this page, kept by the tab itself: a page that crashed or was reloaded comes back to it (F8).
// The words are the library's; this holds a place and a selection and nothing else.
import { readKeptPlace, type KeptPlace } from '../../src-core/contract/kept-place.ts';
import type { Place } from './navigation.svelte.ts';

/** What of the browser's storage is used; its session lasts as long as the tab or window. */
export type KeptText = Pick<Storage, 'getItem' | 'setItem'>;

const NAME = 'galley.place';
/** A stretch of text between two places, the caret at `head`. */
export type KeptSelection = NonNullable<KeptPlace['selection']>;

export class PageMemory {
  readonly #storage: KeptText | null;
  /** Where the page before this one was. */
  readonly before: Place;
  #kept: KeptPlace;
  /** The selection to come back to, until it was taken. */
  #waiting: { readonly recording: string; readonly selection: KeptSelection } | null;

  /** `storage` is null where the browser lends none; nothing is remembered then. */
  constructor(storage: KeptText | null) {
    this.#storage = storage;
    this.#kept = readKept(storage);
    const { place, selection } = this.#kept;
    this.before = place.kind === 'recording' ? { ...place, spot: null } : place;
    this.#waiting = place.kind === 'recording' && selection !== null ? { recording: place.id, selection } : null;
  }

  keepPlace(place: Place): void {
    const same = place.kind === 'recording' && this.#kept.place.kind === 'recording' && place.id === this.#kept.place.id;
    this.#keep({ place: place.kind === 'recording' ? { kind: 'recording', id: place.id } : place, selection: same ? this.#kept.selection : null });
  }

  /** The selection of the page before, once, for the recording it was in. */
  takeSelection(recording: string): KeptSelection | null {
    if (this.#waiting?.recording !== recording) return null;
    const { selection } = this.#waiting;
    this.#waiting = null;
    return selection;
  }

  keepSelection(selection: KeptSelection): void {
    this.#keep({ ...this.#kept, selection });
  }

  #keep(kept: KeptPlace): void {
    this.#kept = kept;
    try {
      this.#storage?.setItem(NAME, JSON.stringify(kept));
    } catch {
      // a browser that keeps nothing: a reload then begins at the first screen
    }
  }
}

function readKept(storage: KeptText | null): KeptPlace {
  try {
    return readKeptPlace(storage?.getItem(NAME) ?? null);
  } catch {
    return readKeptPlace(null); // a browser that lends no storage after all
  }
}
