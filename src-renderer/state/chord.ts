// A key chord in Electron's notation ("Mod+Shift+F"): read, matched against a key press, and written as keys are printed.
// Letters match by what they type and, where a layout types no Latin letter, by their place on the keyboard.

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

/** What of a KeyboardEvent a chord looks at. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
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

/** Whether a key press is this chord, and nothing more. */
export function matchesChord(chord: Chord, press: KeyPress, isMac: boolean): boolean {
  const ctrl = chord.control || (chord.mod && !isMac);
  const meta = chord.mod && isMac;
  if (press.ctrlKey !== ctrl || press.metaKey !== meta || press.altKey !== chord.alt) return false;
  // A sign that needs Shift to be typed ("+", "?") carries its Shift in itself.
  const letterOrName = chord.key.length > 1 || /[a-z0-9 ]/.test(chord.key);
  if (letterOrName ? press.shiftKey !== chord.shift : chord.shift && !press.shiftKey) return false;
  const typed = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const byPlace = placeOf(chord.key);
  // Where the sign lies at its usual place, Shift means another one, even if the system names the same.
  if (typed === chord.key) return letterOrName || press.code !== byPlace || press.shiftKey === chord.shift;
  // With Shift or Alt a place types another sign, so Shift must agree; a Latin letter typed there is meant as that letter.
  return byPlace !== null && press.code === byPlace && press.shiftKey === chord.shift && !/^[a-z0-9]$/.test(typed);
}

/** Where a key lies on the keyboard, for layouts that type something else there. */
function placeOf(key: string): string | null {
  if (/^[a-z]$/.test(key)) return `Key${key.toUpperCase()}`;
  if (/^[0-9]$/.test(key)) return `Digit${key}`;
  return { '[': 'BracketLeft', ']': 'BracketRight', ',': 'Comma', '.': 'Period' }[key] ?? null;
}

const MAC_KEYS: Readonly<Record<string, string>> = { Escape: 'esc', Enter: '↩', ' ': 'Space', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };
const OTHER_KEYS: Readonly<Record<string, string>> = { Escape: 'Esc', ' ': 'Space', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };

/** As printed: "Ctrl+Shift+F", or "⇧⌘F" on a Mac. */
export function chordText(text: string, isMac: boolean): string {
  const chord = parseChord(text);
  const key = (isMac ? MAC_KEYS : OTHER_KEYS)[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key);
  if (isMac) return `${chord.control ? '⌃' : ''}${chord.alt ? '⌥' : ''}${chord.shift ? '⇧' : ''}${chord.mod ? '⌘' : ''}${key}`;
  return [chord.mod || chord.control ? 'Ctrl' : null, chord.alt ? 'Alt' : null, chord.shift ? 'Shift' : null, key].filter((part) => part !== null).join('+');
}
