// The page of settings where keys are given: what is listed, which key is being waited for, and what stands in its way.
// Who wins a chord is decided in keys-in-force.ts; here a person's own changes are made.
import { chordIdentity, chordOrNull, isReserved } from '../../src-core/contract/chord.ts';
import { COMMAND_MENUS, type Command, type CommandId, type CommandMenu } from '../../src-core/contract/commands.ts';
import { chordsOf, FIXED_COMMANDS, holderOf } from '../../src-core/contract/keys-in-force.ts';
import type { KeymapId } from '../../src-core/contract/keymaps.ts';
import { recordedChord, type KeyPress } from './chord.ts';
import type { CommandsState } from './commands.svelte.ts';
import { folded } from './folded.ts';
import { MENU_WORDS } from './menu-words.ts';
import type { NoticesState } from './notices.svelte.ts';
import type { SettingsState } from './settings.svelte.ts';

export interface KeyRow {
  readonly command: Command;
  /** The chords in force, as in the table. */
  readonly chords: readonly string[];
  readonly isOwn: boolean;
  /** Its keys stay where every hand looks for them. */
  readonly isFixed: boolean;
  /** Chords it would have, if another command had not. */
  readonly lost: readonly { readonly text: string; readonly holder: Command }[];
}

/** A place for a chord: of which command, and in place of which of its chords; null is one more. */
export interface KeySlot {
  readonly id: CommandId;
  readonly at: number | null;
}

export type KeyTrouble =
  | { readonly kind: 'held'; readonly slot: KeySlot; readonly text: string; readonly holder: Command }
  | { readonly kind: 'reserved'; readonly slot: KeySlot; readonly text: string };

export interface KeyboardParts {
  readonly commands: CommandsState;
  readonly settings: SettingsState;
  readonly notices: NoticesState;
  readonly isMac: () => boolean;
}

export class KeyboardState {
  readonly #parts: KeyboardParts;
  #search = $state('');
  #waiting = $state.raw<KeySlot | null>(null);
  #trouble = $state.raw<KeyTrouble | null>(null);

  readonly #menus = $derived.by(() => {
    const wanted = folded(this.#search.trim());
    const rows = this.#parts.commands.table.map((command) => this.#row(command)).filter((row) => wanted === '' || this.#fits(row, wanted));
    const menus = COMMAND_MENUS.map((menu): { menu: CommandMenu; rows: KeyRow[] } => ({ menu, rows: rows.filter(({ command }) => command.menu === menu) }));
    return menus.filter((menu) => menu.rows.length > 0);
  });

  constructor(parts: KeyboardParts) {
    this.#parts = parts;
  }

  get search(): string {
    return this.#search;
  }
  set search(text: string) {
    this.#search = text;
  }
  /** The commands that fit the search, by menu; menus without one are left out. */
  get menus(): readonly { readonly menu: CommandMenu; readonly rows: readonly KeyRow[] }[] {
    return this.#menus;
  }
  /** The place a key is waited for, or null. */
  get waiting(): KeySlot | null {
    return this.#waiting;
  }
  get trouble(): KeyTrouble | null {
    return this.#trouble;
  }
  /** How many commands have keys a person gave. */
  get changed(): number {
    return Object.keys(this.#parts.settings.value.ownKeys).filter((id) => this.#parts.commands.table.some((command) => command.id === id)).length;
  }

  chooseMap(keymap: KeymapId): void {
    this.stop();
    void this.#parts.settings.set({ keymap });
  }

  /** Waits for a key. */
  wait(slot: KeySlot): void {
    this.#trouble = null;
    this.#waiting = slot;
  }

  /** Waits no longer; what stood in the way is forgotten with it. */
  stop(): void {
    this.#waiting = null;
    this.#trouble = null;
  }

  /** The waiting field has lost the focus. A warning about a chord another command holds stays. */
  left(): void {
    this.#waiting = null;
    if (this.#trouble?.kind === 'reserved') this.#trouble = null;
  }

  /** Hears a key press while waiting. Answers whether it was meant for this; Tab leaves, so that nobody is caught here. */
  press(press: KeyPress): boolean {
    const slot = this.#waiting;
    const isBare = !press.ctrlKey && !press.metaKey && !press.altKey;
    if (slot === null || (press.key === 'Tab' && isBare)) return false;
    if (press.key === 'Escape' && isBare && !press.shiftKey) this.stop();
    else if (press.key === 'Backspace' && isBare) this.remove(slot);
    else this.#hear(slot, press);
    return true;
  }

  /** Takes a chord out of its command. */
  remove({ id, at }: KeySlot): void {
    this.stop();
    if (at !== null) this.#keep({ [id]: this.#chords(id).filter((_, index) => index !== at) }, id);
  }

  /** Gives the chord to the command that asked for it, and takes it from the one that has it. */
  takeAnyway(): void {
    const trouble = this.#trouble;
    if (trouble?.kind !== 'held') return;
    const identity = identityOf(trouble.text);
    const rest = this.#chords(trouble.holder.id).filter((text) => identityOf(text) !== identity);
    this.#give(trouble.slot, trouble.text, { [trouble.holder.id]: rest });
  }

  /** Back to the keymap's keys. */
  reset(id: CommandId): void {
    this.stop();
    const { ownKeys } = this.#parts.settings.value;
    void this.#parts.settings.set({ ownKeys: Object.fromEntries(Object.entries(ownKeys).filter(([known]) => known !== id)) });
    this.#tell(id);
  }

  resetAll(): void {
    this.stop();
    void this.#parts.settings.set({ ownKeys: {} });
    this.#parts.notices.announce('All keys are the keymap’s again');
  }

  #hear(slot: KeySlot, press: KeyPress): void {
    const text = recordedChord(press, this.#parts.isMac());
    const chord = text === null ? null : chordOrNull(text);
    if (text === null || chord === null) return;
    if (isReserved(chord)) {
      this.#trouble = { kind: 'reserved', slot, text };
      return;
    }
    const holder = holderOf(this.#parts.commands.keys, text);
    if (holder === null) this.#give(slot, text);
    else if (holder.id === slot.id) this.stop();
    else {
      this.#waiting = null;
      this.#trouble = { kind: 'held', slot, text, holder };
    }
  }

  #give({ id, at }: KeySlot, text: string, others: Record<string, readonly string[]> = {}): void {
    const before = this.#chords(id);
    const after = at === null ? [...before, text] : before.map((known, index) => (index === at ? text : known));
    this.stop();
    this.#keep({ ...others, [id]: after }, id);
  }

  #keep(changes: Record<string, readonly string[]>, id: CommandId): void {
    const changed = Object.fromEntries(Object.entries(changes).map(([name, texts]) => [name, [...texts]]));
    void this.#parts.settings.set({ ownKeys: { ...this.#parts.settings.value.ownKeys, ...changed } });
    this.#tell(id);
  }

  #tell(id: CommandId): void {
    const command = this.#parts.commands.table.find((known) => known.id === id);
    if (!command) return;
    const keys = this.#parts.commands.allKeysOf(command);
    this.#parts.notices.announce(`${plainLabel(command)}: ${keys.length === 0 ? 'no key' : keys.join(', ')}`);
  }

  #chords(id: CommandId): string[] {
    return chordsOf(this.#parts.commands.keys, id);
  }

  #row(command: Command): KeyRow {
    const { commands, settings } = this.#parts;
    const lost = commands.keys.conflicts
      .filter(({ loser }) => loser === command.id)
      .flatMap(({ text, holder }) => commands.table.filter(({ id }) => id === holder).map((known) => ({ text, holder: known })));
    return {
      command,
      chords: this.#chords(command.id),
      isOwn: Object.hasOwn(settings.value.ownKeys, command.id),
      isFixed: FIXED_COMMANDS.has(command.id),
      lost,
    };
  }

  #fits({ command, chords }: KeyRow, wanted: string): boolean {
    const words = [command.label, MENU_WORDS[command.menu], ...chords.map((text) => this.#parts.commands.printed(text))];
    return words.some((text) => folded(text).includes(wanted));
  }
}

/** A command's name without the dots that say it asks something more. */
export function plainLabel({ label }: Command): string {
  return label.replace('…', '');
}

function identityOf(text: string): string | null {
  const chord = chordOrNull(text);
  return chord && chordIdentity(chord);
}
