// Commands by name: who does them now, whether they can be done, by which keys. The table itself is the contract's.
import { untrack } from 'svelte';
import { COMMANDS, isCommandId, type Command, type CommandId } from '../../src-core/contract/commands.ts';
import { chordsOf, DEFAULT_KEYS, keysInForce, type BoundKey, type KeyChoice, type KeysInForce } from '../../src-core/contract/keys-in-force.ts';
import type { Scope } from '../scope.ts';
import { chordText, matchesChord } from './chord.ts';

export interface CommandDoer {
  readonly run: () => void;
  /** Absent means always. Read inside derivations: it may read state. */
  readonly can?: () => boolean;
}

export class CommandsState {
  readonly #isMac: () => boolean;
  #doers = $state.raw<ReadonlyMap<CommandId, readonly CommandDoer[]>>(new Map());
  readonly #choice: () => KeyChoice;
  readonly #keys = $derived.by(() => keysInForce(this.#choice()));

  /** `choice` is read inside derivations: keys change the moment the settings do. */
  constructor(isMac: () => boolean, choice = (): KeyChoice => DEFAULT_KEYS) {
    this.#isMac = isMac;
    this.#choice = choice;
  }

  /** Which chord does what now. */
  get keys(): KeysInForce {
    return this.#keys;
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
    const [first] = chordsOf(this.#keys, id);
    return first === undefined ? null : this.printed(first);
  }

  /** Every chord of a command as printed. */
  allKeysOf(command: Command): string[] {
    return chordsOf(this.#keys, command.id).map((text) => this.printed(text));
  }

  /** A chord as printed on this system. */
  printed(text: string): string {
    return chordText(text, this.#isMac());
  }

  /** Listens to the keyboard of a page for as long as the scope lives. */
  listen(page: Window, scope: Scope): void {
    scope.listen(page, 'keydown', (event) => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : null;
      for (const key of this.#keys.bound) {
        const { command } = key;
        if (!matchesChord(key.chord, event, this.#isMac())) continue;
        if (isHeldBack(key, target)) continue;
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
  'playback.backHalf',
  'playback.forwardHalf',
  'playback.frameBack',
  'playback.frameOn',
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
  'subtitles.next',
  'subtitles.previous',
  'subtitles.inEarlier',
  'subtitles.inLater',
  'subtitles.outEarlier',
  'subtitles.outLater',
  'subtitles.earlier',
  'subtitles.later',
  'subtitles.nextFinding',
  'subtitles.previousFinding',
]);

const TEXT = 'input, textarea, select, [contenteditable="true"], [role="textbox"]';
/** What Space presses. */
const PRESSED_BY_SPACE = 'button, summary, a[href], [role="button"], [role="slider"], [role="tab"], [role="option"], [role="radio"]';
/** Rows that are chosen by walking to them have no use for Space: there it plays. */
const LEAVES_SPACE = '[data-leaves-space]';

/** Panels and menus keep their keys; text keeps what types; a control keeps its Space; a field keeps its Escape and its own undo. */
function isHeldBack({ command, chord, where }: BoundKey, target: Element | null): boolean {
  if (target?.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') != null) return command.id !== 'view.palette';
  const field = target?.closest('input, textarea, select');
  if (field != null && (chord.key === 'Escape' || command.id === 'edit.undo' || command.id === 'edit.redo')) return true;
  if (where === 'everywhere') return false;
  return target?.closest(TEXT) != null || (chord.key === ' ' && target?.closest(PRESSED_BY_SPACE)?.matches(LEAVES_SPACE) === false);
}
