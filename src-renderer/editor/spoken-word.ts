// The lit word: one decoration that moves once a word, and is carried through edits until it moves.
import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { WordPlace } from '../../src-core/transcript/transcript.ts';
import { wordRange } from './word-places.ts';

const setSpoken = StateEffect.define<WordPlace | null>();
const lit = Decoration.mark({ class: 'cm-spoken' });

const spokenField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    let next = decorations.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setSpoken)) continue;
      const range = effect.value && wordRange(transaction.state, effect.value);
      next = range && range.to > range.from ? Decoration.set(lit.range(range.from, range.to)) : Decoration.none;
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Shows the spoken word. */
export const spokenWord: Extension = spokenField;

/** Lights a word, or none. */
export function lightWord(view: EditorView, place: WordPlace | null): void {
  view.dispatch({ effects: setSpoken.of(place) });
}
