// Follow mode: the text keeps the spoken word in view, until somebody scrolls or types. A key, or pressing play, brings it back.
import { EditorView } from '@codemirror/view';
import type { WordPlace } from '../../src-core/transcript/transcript.ts';
import { wordRange } from './word-places.ts';

/** The spoken word may stand between these shares of the visible height before the text moves. */
const BAND = { top: 0.12, bottom: 0.72 } as const;
const SCROLL_KEYS = new Set(['PageUp', 'PageDown', 'Home', 'End']);

export class FollowSound {
  readonly #view: EditorView;
  readonly #changed: (following: boolean) => void;
  #following = true;

  constructor(view: EditorView, changed: (following: boolean) => void) {
    this.#view = view;
    this.#changed = changed;
    const yields = (): void => this.set(false);
    view.scrollDOM.addEventListener('wheel', yields, { passive: true });
    view.scrollDOM.addEventListener('touchmove', yields, { passive: true });
    view.scrollDOM.addEventListener('keydown', (event) => {
      if (SCROLL_KEYS.has(event.key)) yields();
    });
  }

  get following(): boolean {
    return this.#following;
  }

  /** Follows, or lets go. */
  set(following: boolean): void {
    if (following === this.#following) return;
    this.#following = following;
    this.#changed(following);
  }

  /** Keeps a word in view while following; scrolls only when it has left the middle of the page. */
  show(place: WordPlace): void {
    if (!this.#following) return;
    const range = wordRange(this.#view.state, place);
    if (!range) return;
    const coords = this.#view.coordsAtPos(range.from);
    const frame = this.#view.scrollDOM.getBoundingClientRect();
    const isSeen = coords && coords.top > frame.top + frame.height * BAND.top && coords.bottom < frame.top + frame.height * BAND.bottom;
    if (!isSeen) this.#view.dispatch({ effects: EditorView.scrollIntoView(range.from, { y: 'start', yMargin: frame.height * 0.25 }) });
  }
}
