// The card on a doubtful word, as elements: the word, what the engine might have heard instead, what can be done. It knows no editor: the page's
// text and the text of a cue both show it, and keep the focus while they do.
import type { WordPlace } from '../../src-core/transcript/transcript.ts';

/** What the card shows. */
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

/** What can be done with a doubtful word. */
export interface DoubtDeeds {
  /** By index from 0. */
  readonly take: (choice: number) => void;
  readonly confirm: () => void;
  readonly hearAgain: () => void;
  /** Leaves the word undecided and gives the focus back to the text. */
  readonly leave: () => void;
}

/** The card. Its keys are those of the text it stands at, for whoever comes into it by Tab. */
export function doubtCard(asked: AskedDoubt, deeds: DoubtDeeds): HTMLElement {
  const card = made('div', 'doubt-panel');
  card.setAttribute('role', 'group');
  card.setAttribute('aria-label', `Doubtful word: ${asked.word}`);
  card.append(headOf(asked), choicesOf(asked, deeds), actionsOf(asked, deeds));
  card.addEventListener('keydown', (event) => {
    // Enter presses the button one is on.
    if (event.key !== 'Enter' && doDoubtKey(event, asked, deeds)) event.preventDefault();
  });
  return card;
}

/** Does what a key means while a word is in question; answers false for a key that means nothing here. A digit nobody stands behind is typed like any letter. */
export function doDoubtKey(event: KeyboardEvent, { choices, writable }: AskedDoubt, deeds: DoubtDeeds): boolean {
  if (event.ctrlKey || event.metaKey || event.isComposing) return false;
  if (event.altKey) {
    if (event.key !== 'Enter') return false;
    deeds.hearAgain();
    return true;
  }
  if (event.shiftKey && (event.key === 'Escape' || event.key === 'Enter')) return false;
  const digit = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1;
  if (event.key === 'Escape') deeds.leave();
  else if (event.key === 'Enter') {
    if (writable) deeds.confirm();
  } else if (writable && digit >= 0 && digit < (choices?.length ?? 0)) deeds.take(digit);
  else return false;
  return true;
}

function headOf({ word, sure, left }: AskedDoubt): HTMLElement {
  const head = made('p', 'doubt-head');
  const text = made('strong', '', word);
  text.dir = 'auto';
  head.append(text, made('span', 'doubt-sure', sure), made('span', 'doubt-left', left));
  return head;
}

function choicesOf({ choices, writable }: AskedDoubt, { take }: DoubtDeeds): HTMLElement {
  if (choices === null) return made('p', 'doubt-note', 'Looking up what else was heard…');
  if (choices.length === 0) return made('p', 'doubt-note', 'The engine offers nothing else here. Type what is said.');
  const list = made('ol', 'doubt-choices');
  list.setAttribute('aria-label', 'What the engine might have heard instead');
  choices.forEach((choice, index) => {
    const button = buttonOf(String(index + 1), choice, () => {
      take(index);
    });
    button.disabled = !writable;
    const entry = document.createElement('li');
    entry.append(button);
    list.append(entry);
  });
  return list;
}

function actionsOf({ writable }: AskedDoubt, { confirm, hearAgain, leave }: DoubtDeeds): HTMLElement {
  const actions = made('div', 'doubt-actions');
  if (writable) actions.append(buttonOf('Enter', 'Right as it is', confirm));
  actions.append(buttonOf('Alt+Enter', 'Hear again', hearAgain), buttonOf('Esc', 'Leave', leave));
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
