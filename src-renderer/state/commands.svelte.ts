// Commands by name: who does them now, whether they can be done, by which keys. The table itself is the contract's.
import { untrack } from 'svelte';
import { COMMANDS, isCommandId, type Command, type CommandId } from '../../src-core/contract/commands.ts';
import type { Scope } from '../scope.ts';
import { chordText, matchesChord, parseChord, type Chord } from './chord.ts';

export interface CommandDoer {
  readonly run: () => void;
  /** Absent means always. Read inside derivations: it may read state. */
  readonly can?: () => boolean;
}

interface Binding {
  readonly command: Command;
  readonly chord: Chord;
}

export class CommandsState {
  readonly #isMac: () => boolean;
  #doers = $state.raw<ReadonlyMap<CommandId, readonly CommandDoer[]>>(new Map());
  readonly #bindings: readonly Binding[] = COMMANDS.flatMap((command) =>
    [command.accelerator, ...command.alternates].filter((text) => text !== null).map((text) => ({ command, chord: parseChord(text) })),
  );

  constructor(isMac: () => boolean) {
    this.#isMac = isMac;
  }

  get table(): readonly Command[] {
    return COMMANDS;
  }

  /** Puts a doer on top of those already there; answers what takes it off. A view registers on mount. */
  provide(id: CommandId, doer: CommandDoer): () => void {
    this.#change(id, (doers) => [...doers, doer]);
    return () => {
      this.#change(id, (doers) => doers.filter((known) => known !== doer));
    };
  }

  /** Several at once; answers what takes all off. */
  provideAll(doers: Partial<Record<CommandId, CommandDoer | (() => void)>>): () => void {
    const ends = Object.entries(doers).map(([id, doer]) => this.provide(id as CommandId, typeof doer === 'function' ? { run: doer } : doer)); // keys of the table
    return () => {
      for (const end of ends) end();
    };
  }

  /** Whether somebody would do it now. */
  can(id: CommandId): boolean {
    const doer = this.#doers.get(id)?.at(-1);
    return doer !== undefined && (doer.can?.() ?? true);
  }

  /** Does it; answers false when nobody can. Unknown names from outside are nothing. */
  run(id: string): boolean {
    if (!isCommandId(id) || !this.can(id)) return false;
    this.#doers.get(id)?.at(-1)?.run();
    return true;
  }

  /** The chord as printed on this system, or null. */
  keysOf(id: CommandId): string | null {
    const accelerator = COMMANDS.find((command) => command.id === id)?.accelerator ?? null;
    return accelerator === null ? null : chordText(accelerator, this.#isMac());
  }

  /** Every chord of a command as printed. */
  allKeysOf(command: Command): string[] {
    return [command.accelerator, ...command.alternates].filter((text) => text !== null).map((text) => chordText(text, this.#isMac()));
  }

  /** Listens to the keyboard of a page for as long as the scope lives. */
  listen(page: Window, scope: Scope): void {
    scope.listen(page, 'keydown', (event) => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : null;
      for (const { command, chord } of this.#bindings) {
        if (!matchesChord(chord, event, this.#isMac())) continue;
        if (isHeldBack(command, chord, target)) continue;
        if (event.repeat && !REPEATING.has(command.id)) {
          event.preventDefault();
          return;
        }
        if (this.run(command.id)) {
          event.preventDefault();
          return;
        }
      }
    });
  }

  #change(id: CommandId, change: (doers: readonly CommandDoer[]) => readonly CommandDoer[]): void {
    // Views register inside effects: registering must not make them depend on who else has.
    const doers = untrack(() => this.#doers);
    this.#doers = new Map(doers).set(id, change(doers.get(id) ?? []));
  }
}

/** What goes on while its key is held down; anything else happens once. */
const REPEATING: ReadonlySet<CommandId> = new Set<CommandId>([
  'edit.undo',
  'edit.redo',
  'edit.findNext',
  'edit.findPrevious',
  'playback.back',
  'playback.forward',
  'playback.backMore',
  'playback.forwardMore',
  'playback.slower',
  'playback.faster',
  'view.zoomWaveIn',
  'view.zoomWaveOut',
  'transcript.startEarlier',
  'transcript.startLater',
  'transcript.endEarlier',
  'transcript.endLater',
  'transcript.startFrameEarlier',
  'transcript.startFrameLater',
  'transcript.endFrameEarlier',
  'transcript.endFrameLater',
]);

/** Panels and menus keep their keys; text keeps single keys; a field keeps its Escape and its own undo. */
function isHeldBack(command: Command, chord: Chord, target: Element | null): boolean {
  if (target?.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') != null) return command.id !== 'view.palette';
  const field = target?.closest('input, textarea, select');
  if (field != null && (chord.key === 'Escape' || command.id === 'edit.undo' || command.id === 'edit.redo')) return true;
  return command.where === 'off-text' && target?.closest('input, textarea, select, [contenteditable="true"], [role="textbox"]') != null;
}
