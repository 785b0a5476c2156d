// Which chord does what, from a keymap and a person's own changes: the one place that decides it, for the page, the menu and the help.
import { chordIdentity, chordOrNull, isReserved, isTyped, type Chord } from './chord.ts';
import { COMMANDS, type Command, type CommandId } from './commands.ts';
import { KEYMAPS, type KeymapId } from './keymaps.ts';

/** What a person chose; part of the settings. */
export interface KeyChoice {
  readonly keymap: KeymapId;
  /** By command: all its chords, in place of the keymap's. Names that are no command are passed over. */
  readonly ownKeys: Readonly<Record<string, readonly string[]>>;
}

export const DEFAULT_KEYS: KeyChoice = { keymap: 'galley', ownKeys: {} };

/** A chord that does something. */
export interface BoundKey {
  readonly command: Command;
  /** As in the table. */
  readonly text: string;
  readonly chord: Chord;
  /** `off-text` for what types a sign, whatever the command allows: typing is never mistaken for a command. */
  readonly where: 'everywhere' | 'off-text';
}

/** A chord two commands lay claim to. */
export interface KeyConflict {
  readonly text: string;
  readonly holder: CommandId;
  readonly loser: CommandId;
}

export interface KeysInForce {
  /** In the order of the table; a command's first chord is the one that is shown. No two are the same press. */
  readonly bound: readonly BoundKey[];
  readonly conflicts: readonly KeyConflict[];
}

/** Fields and the wave answer these keys as well as the text, so they stay where every hand looks for them. */
export const FIXED_COMMANDS: ReadonlySet<CommandId> = new Set<CommandId>(['edit.undo', 'edit.redo']);

/**
 * The keys in force. A person's own changes win over the keymap, the keymap over the table, and within one of them the earlier
 * command over the later; what a chord's loser wanted is told among the conflicts. Chords that cannot be read, or belong to writing, are left out.
 */
export function keysInForce({ keymap, ownKeys }: KeyChoice): KeysInForce {
  const ready = KEYMAPS.find(({ id }) => id === keymap)?.keys ?? {};
  const wishes = COMMANDS.map((command) => wishOf(command, ready, ownKeys));
  const taken = new Map<string, CommandId>();
  const conflicts: KeyConflict[] = [];
  const granted = new Map<CommandId, BoundKey[]>();
  for (const { command, texts } of [...wishes].sort((a, b) => a.rank - b.rank)) {
    for (const text of texts) {
      const chord = chordOrNull(text);
      if (!chord || (isReserved(chord) && !FIXED_COMMANDS.has(command.id))) continue;
      const identity = chordIdentity(chord);
      const holder = taken.get(identity);
      if (holder === undefined) {
        taken.set(identity, command.id);
        const where = isTyped(chord) ? 'off-text' : command.where;
        granted.set(command.id, [...(granted.get(command.id) ?? []), { command, text, chord, where }]);
      } else if (holder !== command.id) conflicts.push({ text, holder, loser: command.id });
    }
  }
  return { bound: COMMANDS.flatMap(({ id }) => granted.get(id) ?? []), conflicts };
}

/** The chords of one command that are in force. */
export function chordsOf({ bound }: KeysInForce, id: CommandId): string[] {
  return bound.filter(({ command }) => command.id === id).map(({ text }) => text);
}

/** Who has a chord now, or null. */
export function holderOf({ bound }: KeysInForce, text: string): Command | null {
  const chord = chordOrNull(text);
  if (!chord) return null;
  const identity = chordIdentity(chord);
  return bound.find((key) => chordIdentity(key.chord) === identity)?.command ?? null;
}

function wishOf(
  command: Command,
  ready: Partial<Readonly<Record<CommandId, readonly string[]>>>,
  own: KeyChoice['ownKeys'],
): { readonly command: Command; readonly rank: number; readonly texts: readonly string[] } {
  const fromTable = [command.accelerator, ...command.alternates].filter((text) => text !== null);
  if (FIXED_COMMANDS.has(command.id)) return { command, rank: 0, texts: fromTable };
  const given = Object.hasOwn(own, command.id) ? own[command.id] : undefined;
  if (given) return { command, rank: 1, texts: given };
  const mapped = ready[command.id];
  return mapped ? { command, rank: 2, texts: mapped } : { command, rank: 3, texts: fromTable };
}
