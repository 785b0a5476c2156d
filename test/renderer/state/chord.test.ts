// Chords: what is printed is what works, on every layout, and typing is never mistaken for a command.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parseChord } from '../../../src-core/contract/chord.ts';
import { COMMANDS } from '../../../src-core/contract/commands.ts';
import { keysInForce, DEFAULT_KEYS } from '../../../src-core/contract/keys-in-force.ts';
import { chordText, matchesChord, recordedChord, type KeyPress } from '../../../src-renderer/state/chord.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});
const matches = (chord: string, pressed: KeyPress, isMac = false): boolean => matchesChord(parseChord(chord), pressed, isMac);

it.each([
  ['Mod+Shift+F', 'Ctrl+Shift+F', '⇧⌘F'],
  ['Mod+,', 'Ctrl+,', '⌘,'],
  ['Escape', 'Esc', 'esc'],
  ['Alt+Enter', 'Alt+Enter', '⌥↩'],
  ['F1', 'F1', 'F1'],
  ['+', '+', '+'],
  ['Control+Space', 'Ctrl+Space', '⌃Space'],
])('prints %s as %s, on a Mac as %s', (chord, other, mac) => {
  expect([chordText(chord, false), chordText(chord, true)]).toEqual([other, mac]);
});

it('takes Ctrl for Mod, and Cmd on a Mac, and not the other way round', () => {
  expect(matches('Mod+K', press('k', { ctrlKey: true }))).toBe(true);
  expect(matches('Mod+K', press('k', { metaKey: true }))).toBe(false);
  expect(matches('Mod+K', press('k', { metaKey: true }), true)).toBe(true);
  expect(matches('Mod+K', press('k', { ctrlKey: true }), true)).toBe(false);
});

it('wants every modifier and no other', () => {
  expect(matches('Mod+F', press('F', { ctrlKey: true, shiftKey: true }))).toBe(false);
  expect(matches('Mod+Shift+F', press('f', { ctrlKey: true }))).toBe(false);
  expect(matches('F1', press('F1', { shiftKey: true }))).toBe(false);
  expect(matches('Shift+F1', press('F1', { shiftKey: true }))).toBe(true);
  expect(matches('Alt+Enter', press('Enter'))).toBe(false);
});

it('takes a sign that needs Shift on this layout', () => {
  expect(matches('+', press('+', { shiftKey: true }))).toBe(true);
  expect(matches('+', press('+'))).toBe(true);
  expect(matches('Mod+/', press('/', { ctrlKey: true, shiftKey: true, code: 'Digit7' }))).toBe(true);
});

it('finds a letter by its place where the layout types none', () => {
  expect(matches('Mod+K', press('л', { ctrlKey: true, code: 'KeyK' }))).toBe(true);
  expect(matches('Mod+K', press('λ', { ctrlKey: true, code: 'KeyL' }))).toBe(false);
});

it('finds brackets by their place, with Shift and without, whatever they type there', () => {
  const german = { code: 'BracketLeft', altKey: true };
  expect(matches('Alt+[', press('ü', german))).toBe(true);
  expect(matches('Alt+Shift+[', press('ü', german))).toBe(false);
  expect(matches('Alt+Shift+[', press('Ü', { ...german, shiftKey: true }))).toBe(true);
  expect(matches('Alt+[', press('{', { ...german, shiftKey: true }))).toBe(false);
  expect(matches('Alt+Shift+[', press('{', { ...german, shiftKey: true }))).toBe(true);
});

it('goes by what is typed where the layout types letters: AZERTY and Dvorak', () => {
  expect(matches('Mod+A', press('a', { ctrlKey: true, code: 'KeyQ' }))).toBe(true);
  expect(matches('Mod+Q', press('a', { ctrlKey: true, code: 'KeyQ' }))).toBe(false);
});

describe('the table of commands', () => {
  it('has every command once', () => {
    expect(new Set(COMMANDS.map((command) => command.id)).size).toBe(COMMANDS.length);
  });

  it('gives no chord to two commands', () => {
    expect(keysInForce(DEFAULT_KEYS).conflicts).toEqual([]);
  });
});

describe('a recorded chord', () => {
  const PLACES = ['KeyA', 'KeyQ', 'Digit1', 'Digit7', 'BracketLeft', 'Comma', 'Period', 'Slash', 'Equal', 'Semicolon', 'F5', 'Space', 'Quote'];
  const TYPED = ['a', 'A', 'q', '1', '!', '&', '7', '/', '[', '{', 'ü', 'Ü', ',', '<', '.', '+', '=', 'é', 'π', 'л', 'ß', ' ', 'F5', 'ArrowLeft', 'Enter'];
  const presses = fc.record({
    key: fc.constantFrom(...TYPED),
    code: fc.constantFrom(...PLACES),
    ctrlKey: fc.boolean(),
    metaKey: fc.boolean(),
    shiftKey: fc.boolean(),
    altKey: fc.boolean(),
  });

  it('is matched by the press it was made from, on every layout', () => {
    fc.assert(
      fc.property(presses, fc.boolean(), (pressed, isMac) => {
        const chord = recordedChord(pressed, isMac);
        if (pressed.metaKey && !isMac) expect(chord).toBeNull();
        else expect(matches(chord ?? '', pressed, isMac), chord ?? '').toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['Mod+Alt+P', press('p', { ctrlKey: true, altKey: true, code: 'KeyP' }), false],
    ['Alt+P', press('π', { altKey: true, code: 'KeyP' }), true],
    ['Mod+Shift+7', press('/', { ctrlKey: true, shiftKey: true, code: 'Digit7' }), false],
    ['?', press('?', { shiftKey: true, code: 'Slash' }), false],
    ['Control+Space', press(' ', { ctrlKey: true, code: 'Space' }), true],
    ['Shift+F8', press('F8', { shiftKey: true, code: 'F8' }), false],
  ])('is written %s', (chord, pressed, isMac) => {
    expect(recordedChord(pressed, isMac)).toBe(chord);
  });

  it('waits while only modifiers are held', () => {
    for (const key of ['Control', 'Shift', 'Alt', 'Meta', 'Dead', 'Process']) expect(recordedChord(press(key), false)).toBeNull();
  });
});

it('refuses what names no key', () => {
  expect(() => parseChord('')).toThrow(RangeError);
});
