// The small panel at a doubtful word: what the engine might have heard instead, by number, and what can be done with the word.
// The focus stays in the text: digits, Enter and Escape are the panel's while it is there, anything else typed corrects the word.
import { EditorSelection, Prec, StateEffect, StateField, type Extension } from '@codemirror/state';
import { EditorView, keymap, showTooltip, type KeyBinding, type Tooltip } from '@codemirror/view';
import type { WordPlace } from '../../src-core/transcript/transcript.ts';
import { wordRange } from './word-places.ts';
import { isSamePlace } from '../../src-core/transcript/word-stretch.ts';

/** What the panel shows. */
export interface AskedDoubt {
  readonly place: WordPlace;
  /** "peer, 48 % sure" in two parts. */
  readonly word: string;
  readonly sure: string;
  /** "7 left". */
  readonly left: string;
  /** What could be put there, in words; the first is chosen by 1. Null while it is not known. */
  readonly choices: readonly string[] | null;
  /** Whether anything may be changed. */
  readonly writable: boolean;
}

/** What is done with a doubtful word. */
export interface DoubtListener {
  /** By index from 0. */
  readonly take: (choice: number) => void;
  readonly confirm: () => void;
  readonly hearAgain: () => void;
  /** The panel was left, by key or because the caret or the text moved. */
  readonly left: () => void;
}

const ask = StateEffect.define<AskedDoubt | null>();

const askedField = StateField.define<AskedDoubt | null>({
  create: () => null,
  update(asked, transaction) {
    for (const effect of transaction.effects) if (effect.is(ask)) return effect.value;
    // Whoever goes on typing or elsewhere has left the question.
    return transaction.docChanged || transaction.selection ? null : asked;
  },
});

/** The doubtful word in question, or null. */
export function askedDoubt(view: EditorView): AskedDoubt | null {
  return view.state.field(askedField);
}

/** Asks about a word: selects it, so that typing replaces it, and shows the panel at it. Null takes the panel away. */
export function askDoubt(view: EditorView, asked: AskedDoubt | null): void {
  const range = asked && wordRange(view.state, asked.place);
  if (!asked || !range) {
    if (askedDoubt(view)) view.dispatch({ effects: ask.of(null) });
    return;
  }
  const isThere = isSamePlace(askedDoubt(view)?.place, asked.place);
  const scroll = isThere ? [] : [EditorView.scrollIntoView(range.from, { y: 'center' })];
  view.dispatch({ selection: EditorSelection.single(range.from, range.to), effects: [ask.of(asked), ...scroll] });
}

/** The panel and its keys. */
export function doubtPanel(listener: DoubtListener): Extension {
  return [
    askedField,
    showTooltip.computeN([askedField], (state) => {
      const asked = state.field(askedField);
      const range = asked && wordRange(state, asked.place);
      return [asked && range ? tooltipOf(asked, range.from, listener) : null];
    }),
    Prec.highest(keymap.of(keysOf(listener))),
    EditorView.updateListener.of(({ startState, state }) => {
      if (startState.field(askedField) && !state.field(askedField)) listener.left();
    }),
    look,
  ];
}

function keysOf(listener: DoubtListener): KeyBinding[] {
  const whileAsked = (run: (asked: AskedDoubt, view: EditorView) => boolean) => (view: EditorView) => {
    const asked = askedDoubt(view);
    return asked !== null && run(asked, view);
  };
  const digits = Array.from({ length: 9 }, (_, index) => ({
    key: String(index + 1),
    // A digit nobody stands behind is typed like any letter.
    run: whileAsked((asked) => {
      if (!asked.writable || index >= (asked.choices?.length ?? 0)) return false;
      listener.take(index);
      return true;
    }),
  }));
  return [
    ...digits,
    {
      key: 'Enter',
      run: whileAsked((asked) => {
        if (asked.writable) listener.confirm();
        return true;
      }),
    },
    {
      key: 'Escape',
      run: whileAsked((_asked, view) => {
        askDoubt(view, null);
        return true;
      }),
    },
    {
      key: 'Alt-Enter',
      run: whileAsked(() => {
        listener.hearAgain();
        return true;
      }),
    },
  ];
}

function tooltipOf(asked: AskedDoubt, pos: number, listener: DoubtListener): Tooltip {
  return {
    pos,
    above: false,
    arrow: false,
    create: (view) => {
      const dom = made('div', 'doubt-panel');
      dom.setAttribute('role', 'group');
      dom.setAttribute('aria-label', `Doubtful word: ${asked.word}`);
      dom.append(headOf(asked), choicesOf(asked, listener), actionsOf(asked, listener, view));
      dom.addEventListener('keydown', (event) => {
        pressInside(event, asked, listener, view);
      });
      return { dom };
    },
  };
}

/** Somebody came into the panel by Tab: its keys are the same there. */
function pressInside(event: KeyboardEvent, asked: AskedDoubt, listener: DoubtListener, view: EditorView): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const digit = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1;
  if (event.key === 'Escape') askDoubt(view, null);
  else if (asked.writable && digit >= 0 && digit < (asked.choices?.length ?? 0)) listener.take(digit);
  else return;
  event.preventDefault();
  view.focus();
}

function headOf({ word, sure, left }: AskedDoubt): HTMLElement {
  const head = made('p', 'doubt-head');
  const text = made('strong', '', word);
  text.dir = 'auto';
  head.append(text, made('span', 'doubt-sure', sure), made('span', 'doubt-left', left));
  return head;
}

function choicesOf({ choices, writable }: AskedDoubt, listener: DoubtListener): HTMLElement {
  if (choices === null) return made('p', 'doubt-note', 'Looking up what else was heard…');
  if (choices.length === 0) return made('p', 'doubt-note', 'The engine offers nothing else here. Type what is said.');
  const list = made('ol', 'doubt-choices');
  list.setAttribute('aria-label', 'What the engine might have heard instead');
  choices.forEach((choice, index) => {
    const button = buttonOf(String(index + 1), choice, () => {
      listener.take(index);
    });
    button.disabled = !writable;
    const entry = document.createElement('li');
    entry.append(button);
    list.append(entry);
  });
  return list;
}

function actionsOf({ writable }: AskedDoubt, listener: DoubtListener, view: EditorView): HTMLElement {
  const actions = made('div', 'doubt-actions');
  if (writable) actions.append(buttonOf('Enter', 'Right as it is', listener.confirm));
  actions.append(
    buttonOf('Alt+Enter', 'Hear again', listener.hearAgain),
    buttonOf('Esc', 'Leave', () => {
      askDoubt(view, null);
      view.focus();
    }),
  );
  return actions;
}

function buttonOf(key: string, label: string, run: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  const text = made('span', '', label);
  text.dir = 'auto';
  const sign = made('kbd', '', key);
  sign.setAttribute('aria-hidden', 'true');
  button.setAttribute('aria-keyshortcuts', key === 'Esc' ? 'Escape' : key);
  button.append(sign, text);
  // The text keeps its focus and its selection.
  button.addEventListener('mousedown', (event) => {
    event.preventDefault();
  });
  button.addEventListener('click', run);
  return button;
}

function made<K extends keyof HTMLElementTagNameMap>(name: K, className: string, text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (className !== '') element.className = className;
  element.textContent = text;
  return element;
}

const look = EditorView.theme({
  '.cm-tooltip.doubt-panel': {
    maxInlineSize: 'min(24rem, calc(100vw - 2 * var(--s-3)))',
    marginBlock: 'var(--s-1)',
    border: '1px solid var(--edge)',
    borderRadius: 'var(--r-l)',
    background: 'var(--raised)',
    color: 'var(--ink)',
    boxShadow: 'var(--lift-2)',
    fontFamily: 'var(--font-tool)',
    fontSize: 'var(--t-m)',
    lineHeight: 'var(--leading)',
  },
  '.doubt-head': { display: 'flex', alignItems: 'baseline', gap: 'var(--s-2)', margin: '0', padding: 'var(--s-2) var(--s-3) var(--s-1)' },
  '.doubt-head strong': { overflowWrap: 'anywhere' },
  '.doubt-sure': { color: 'var(--doubt)', fontSize: 'var(--t-s)', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
  '.doubt-left': { marginInlineStart: 'auto', color: 'var(--ink-3)', fontSize: 'var(--t-s)', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
  '.doubt-choices': { listStyle: 'none', margin: '0', padding: '0 var(--s-1)', maxBlockSize: '40vh', overflowY: 'auto' },
  '.doubt-note': { margin: '0', padding: '0 var(--s-3) var(--s-2)', color: 'var(--ink-2)' },
  '.doubt-panel button': {
    display: 'flex',
    alignItems: 'baseline',
    gap: 'var(--s-2)',
    inlineSize: '100%',
    minBlockSize: '1.75rem',
    padding: '0.1875rem var(--s-2)',
    border: '0',
    borderRadius: 'var(--r-m)',
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'start',
  },
  '.doubt-panel button:hover': { background: 'var(--hover)' },
  '.doubt-panel button:disabled': { color: 'var(--ink-3)', background: 'none' },
  '.doubt-panel button:focus-visible': { outline: 'var(--focus)', outlineOffset: '-2px' },
  '.doubt-panel kbd': {
    flex: 'none',
    minInlineSize: '1.25rem',
    padding: '0 0.3rem',
    border: '1px solid var(--rule-strong)',
    borderRadius: 'var(--r-s)',
    background: 'var(--well)',
    color: 'var(--ink-2)',
    fontFamily: 'var(--font-tool)',
    fontSize: 'var(--t-xs)',
    textAlign: 'center',
  },
  '.doubt-actions': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 var(--s-1)',
    marginBlockStart: 'var(--s-1)',
    padding: 'var(--s-1)',
    borderBlockStart: '1px solid var(--rule)',
    color: 'var(--ink-2)',
    fontSize: 'var(--t-s)',
  },
  '.doubt-actions button': { inlineSize: 'auto' },
});
