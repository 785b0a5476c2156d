// A key chord as text in Electron's notation ("Mod+Shift+F"): read, told apart from others, and written for Electron's menus.
// Which key press it is stands with the page; who it belongs to stands in keys-in-force.ts.

export interface Chord {
  /** Ctrl, or Cmd on a Mac. */
  readonly mod: boolean;
  /** The real Control key, also on a Mac. */
  readonly control: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** As in KeyboardEvent.key: "f", "Escape", "F1", ",". */
  readonly key: string;
}

const NAMED_KEYS: Readonly<Record<string, string>> = {
  Space: ' ',
  Plus: '+',
  Esc: 'Escape',
  Return: 'Enter',
  Up: 'ArrowUp',
  Down: 'ArrowDown',
  Left: 'ArrowLeft',
  Right: 'ArrowRight',
};

/** Reads a chord. Throws RangeError when it names no key. */
export function parseChord(text: string): Chord {
  const parts = text.endsWith('+') ? [...text.slice(0, -1).split('+').filter(Boolean), '+'] : text.split('+');
  const key = parts.pop();
  if (key === undefined || key === '') throw new RangeError(`not a chord: ${text}`);
  const has = (name: string): boolean => parts.includes(name);
  const named = NAMED_KEYS[key] ?? key;
  return { mod: has('Mod'), control: has('Control'), shift: has('Shift'), alt: has('Alt'), key: named.length === 1 ? named.toLowerCase() : named };
}

/** Whether it types a sign by itself, and so may be no command while somebody types. */
export function isTyped({ mod, control, alt, key }: Chord): boolean {
  return key.length === 1 && !mod && !control && !alt;
}

/** One text for chords that are the same press somewhere: Mod and Control are one key everywhere but on a Mac. */
export function chordIdentity({ mod, control, shift, alt, key }: Chord): string {
  return [mod || control ? 'Ctrl' : '', alt ? 'Alt' : '', shift ? 'Shift' : '', key].join('+');
}

/** The chord, or null for a text that is none. */
export function chordOrNull(text: string): Chord | null {
  try {
    return parseChord(text);
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

/** Without modifiers, with Shift, Ctrl or both, these move about in text or change it. */
const WRITING_KEYS = ['Enter', 'Tab', 'Backspace', 'Delete', 'Home', 'End', 'PageUp', 'PageDown', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
/** The clipboard, everything, and undo, which the text answers itself. */
const WRITING_LETTERS = ['a', 'c', 'v', 'x', 'z', 'y'];

/**
 * Whether a chord belongs to writing or to the system's windows, so that no command may be given it: copying, moving the caret,
 * undoing, closing the window, quitting. (Enter with Ctrl or Alt is free: it types nothing.)
 */
export function isReserved(chord: Chord): boolean {
  const { mod, control, shift, alt, key } = chord;
  const held = mod || control;
  if (alt) return !held && !shift && (key === 'F4' || key === 'Tab');
  if (WRITING_KEYS.includes(key)) return key !== 'Enter' || !held;
  if (held && WRITING_LETTERS.includes(key)) return !shift || key === 'v' || key === 'z';
  return held && !shift && ['q', 'w', 'm'].includes(key);
}

const ELECTRON_KEYS: Readonly<Record<string, string>> = {
  ' ': 'Space',
  '+': 'Plus',
  Escape: 'Escape',
  Enter: 'Enter',
  Insert: 'Insert',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** As Electron's menus want it, or null for a key their notation has no name for: they refuse the whole menu over one they do not know. */
export function electronAccelerator(text: string): string | null {
  const { mod, control, shift, alt, key } = parseChord(text);
  const isPlain = /^[!-~]$/.test(key) || /^F([1-9]|1\d|2[0-4])$/.test(key);
  const name = ELECTRON_KEYS[key] ?? (isPlain ? key.toUpperCase() : null);
  if (name === null) return null;
  return [mod ? 'CommandOrControl' : null, control ? 'Control' : null, alt ? 'Alt' : null, shift ? 'Shift' : null, name]
    .filter((part) => part !== null)
    .join('+');
}
