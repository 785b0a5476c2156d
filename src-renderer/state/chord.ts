// Key chords at the page: matched against a key press, recorded from one, and written as keys are printed.
// Letters match by what they type and, where a layout types no Latin letter, by their place on the keyboard.
import { parseChord, type Chord } from '../../src-core/contract/chord.ts';

/** What of a KeyboardEvent a chord looks at. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
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

/** The sign a place is named after, the other way round. */
function signAt(code: string): string | null {
  const [, letterOrDigit] = /^(?:Key|Digit)([A-Z0-9])$/.exec(code) ?? [];
  return letterOrDigit ?? { BracketLeft: '[', BracketRight: ']', Comma: ',', Period: '.' }[code] ?? null;
}

const NO_CHORD = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Dead', 'Process', 'Unidentified', 'Compose', 'Fn']);

/** The chord a key press is, which then matches it; null while only modifiers are held, and for keys of the system (Super). */
export function recordedChord(press: KeyPress, isMac: boolean): string | null {
  if (NO_CHORD.has(press.key) || (press.metaKey && !isMac)) return null;
  const held = press.ctrlKey || press.metaKey || press.altKey;
  const isSign = press.key.length === 1 && press.key !== ' ';
  const isLatin = /^[a-z0-9]$/i.test(press.key);
  // With a modifier held, what a place types depends on the modifier: the place names the chord. Alone, the sign does.
  const placed = isSign && !isLatin && (held || !/^[!-~]$/.test(press.key)) ? signAt(press.code) : null;
  const key = placed ?? (press.key === ' ' ? 'Space' : isLatin ? press.key.toUpperCase() : press.key);
  const shift = press.shiftKey && (placed !== null || isLatin || !isSign || held || press.code === placeOf(press.key));
  const control = isMac ? press.ctrlKey : false;
  const mod = isMac ? press.metaKey : press.ctrlKey;
  return [mod && 'Mod', control && 'Control', press.altKey && 'Alt', shift && 'Shift', key].filter((part) => part !== false).join('+');
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
