// The keys in force: no press means two things, typing is never a command, and what a person chose wins.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chordIdentity, electronAccelerator, isReserved, isTyped, parseChord } from '../../../src-core/contract/chord.ts';
import { COMMANDS, isCommandId } from '../../../src-core/contract/commands.ts';
import { chordsOf, DEFAULT_KEYS, FIXED_COMMANDS, holderOf, keysInForce, type KeyChoice } from '../../../src-core/contract/keys-in-force.ts';
import { KEYMAP_IDS, KEYMAPS } from '../../../src-core/contract/keymaps.ts';

const chord = fc
  .tuple(
    fc.subarray(['Mod', 'Control', 'Alt', 'Shift']),
    fc.constantFrom('A', 'K', 'z', '+', ',', '1', 'F1', 'F4', 'Space', 'Escape', 'Enter', 'Tab', 'ArrowLeft'),
  )
  .map(([held, key]) => [...held, key].join('+'));
const choices: fc.Arbitrary<KeyChoice> = fc.record({
  keymap: fc.constantFrom(...KEYMAP_IDS),
  ownKeys: fc.dictionary(
    fc.constantFrom(...COMMANDS.map(({ id }) => id), 'no.such.command', '__proto__'),
    fc.array(fc.oneof(chord, fc.constantFrom('', '+', 'Mod+')), { maxLength: 4 }),
    { maxKeys: 12 },
  ),
});

describe('whatever is chosen', () => {
  it('gives no press to two commands', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const presses = keysInForce(choice).bound.map(({ chord: bound }) => chordIdentity(bound));
        expect(new Set(presses).size).toBe(presses.length);
      }),
    );
  });

  it('lets nothing that types a sign be a command while somebody types, and leaves writing its keys', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        for (const { chord: bound, where, command } of keysInForce(choice).bound) {
          if (isTyped(bound)) expect(where).toBe('off-text');
          if (!FIXED_COMMANDS.has(command.id)) expect(isReserved(bound)).toBe(false);
        }
      }),
    );
  });

  it('grants every wish that is free, and names the holder of every other', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const keys = keysInForce(choice);
        for (const [id, texts] of Object.entries(choice.ownKeys)) {
          if (!isCommandId(id) || FIXED_COMMANDS.has(id)) continue;
          for (const text of texts) {
            if (text === '' || text === 'Mod+' || isReserved(parseChord(text))) continue;
            const holder = holderOf(keys, text);
            expect(holder).not.toBeNull();
            if (holder?.id === id) continue;
            expect(Object.hasOwn(choice.ownKeys, holder?.id ?? '') || FIXED_COMMANDS.has(holder?.id ?? id)).toBe(true);
            expect(keys.conflicts).toContainEqual({ text, holder: holder?.id, loser: id });
          }
        }
      }),
    );
  });

  it('keeps undo where every hand looks for it', () => {
    const keys = keysInForce({ keymap: 'jkl', ownKeys: { 'edit.undo': [], 'playback.toggle': ['Mod+Z'] } });
    expect([chordsOf(keys, 'edit.undo'), chordsOf(keys, 'playback.toggle')]).toEqual([['Mod+Z'], []]);
  });
});

it('puts a person’s own keys before the keymap’s, and those before the table’s', () => {
  expect(holderOf(keysInForce(DEFAULT_KEYS), 'Mod+K')?.id).toBe('view.palette');
  expect(holderOf(keysInForce({ keymap: 'otranscribe', ownKeys: {} }), 'Mod+K')?.id).toBe('playback.goTo');
  const own = keysInForce({ keymap: 'otranscribe', ownKeys: { 'file.export': ['Mod+K'] } });
  expect(holderOf(own, 'Control+k')?.id).toBe('file.export');
  expect(own.conflicts).toEqual([{ text: 'Mod+K', holder: 'file.export', loser: 'playback.goTo' }]);
});

it('leaves a command without keys that was given none', () => {
  expect(chordsOf(keysInForce({ keymap: 'galley', ownKeys: { 'playback.toggle': [] } }), 'playback.toggle')).toEqual([]);
});

it('asks for no key twice in the table itself', () => {
  expect(keysInForce(DEFAULT_KEYS).conflicts).toEqual([]);
  expect(keysInForce(DEFAULT_KEYS).bound).toHaveLength(
    COMMANDS.flatMap(({ accelerator, alternates }) => [accelerator, ...alternates]).filter((text) => text !== null).length,
  );
});

describe.each(KEYMAPS)('the keymap $name', ({ id, keys }) => {
  it('names commands that exist, and each of its chords does what it says', () => {
    const inForce = keysInForce({ keymap: id, ownKeys: {} });
    for (const [command, texts] of Object.entries(keys)) {
      expect(isCommandId(command), command).toBe(true);
      for (const text of texts) expect(holderOf(inForce, text)?.id, text).toBe(command);
    }
  });

  it('leaves keys to find, save, export, the palette, and playing while typing', () => {
    const inForce = keysInForce({ keymap: id, ownKeys: {} });
    for (const command of ['edit.find', 'edit.findNext', 'edit.save', 'file.export', 'view.palette', 'playback.slower', 'playback.faster'] as const)
      expect(chordsOf(inForce, command), command).not.toEqual([]);
    for (const command of ['playback.toggle', 'playback.back', 'playback.forward'] as const)
      expect(
        inForce.bound.some((key) => key.command.id === command && key.where === 'everywhere'),
        command,
      ).toBe(true);
  });
});

it.each([
  ['Mod+Shift+F', 'CommandOrControl+Shift+F'],
  ['Control+Space', 'Control+Space'],
  ['Mod++', 'CommandOrControl+Plus'],
  ['Alt+ArrowLeft', 'Alt+Left'],
  ['Shift+F12', 'Shift+F12'],
  ['é', null],
  ['MediaPlayPause', null],
])('writes %s for Electron as %s', (text, accelerator) => {
  expect(electronAccelerator(text)).toBe(accelerator);
});
