// What the command palette offers for what is typed, best first, and which row is marked.
import type { CommandId } from '../../src-core/contract/commands.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import type { CommandsState } from './commands.svelte.ts';
import { folded } from './folded.ts';
import type { LibraryState } from './library.svelte.ts';
import { MENU_WORDS } from './menu-words.ts';

export type PaletteEntry =
  | { readonly kind: 'command'; readonly key: string; readonly words: string; readonly menu: string; readonly keys: string | null; readonly id: CommandId }
  | { readonly kind: 'recording'; readonly key: string; readonly words: string; readonly id: RecordingId };

const RECORDINGS_LISTED = 30;

export class PaletteState {
  readonly #commands: CommandsState;
  readonly #library: LibraryState;
  #typed = $state('');
  #marked = $state(0);

  readonly #entries = $derived.by((): PaletteEntry[] => {
    const wanted = folded(this.#typed.trim());
    const commands = this.#commands.table
      .filter((command) => command.id !== 'view.palette' && this.#commands.can(command.id))
      .map((command) => ({ command, score: matchScore(folded(command.label), wanted) ?? weak(matchScore(folded(MENU_WORDS[command.menu]), wanted)) }))
      .filter(({ score }) => score !== null)
      .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
      .map(({ command }): PaletteEntry => {
        const menu = MENU_WORDS[command.menu];
        return { kind: 'command', key: command.id, words: command.label, menu, keys: this.#commands.keysOf(command.id), id: command.id };
      });
    const recordings = this.#library
      .matching(this.#typed)
      .slice(0, RECORDINGS_LISTED)
      .map((recording): PaletteEntry => ({ kind: 'recording', key: `recording ${recording.id}`, words: recording.name, id: recording.id }));
    return [...commands, ...recordings];
  });

  constructor(commands: CommandsState, library: LibraryState) {
    this.#commands = commands;
    this.#library = library;
  }

  get typed(): string {
    return this.#typed;
  }
  get entries(): readonly PaletteEntry[] {
    return this.#entries;
  }
  /** Index of the marked row; -1 when there is none. */
  get marked(): number {
    return Math.min(this.#marked, this.#entries.length - 1);
  }

  type(text: string): void {
    this.#typed = text;
    this.#marked = 0;
  }

  mark(index: number): void {
    this.#marked = index;
  }

  /** Up or down, round the ends. */
  move(step: number): void {
    const count = this.#entries.length;
    if (count > 0) this.#marked = (this.marked + step + count) % count;
  }
}

function weak(score: number | null): number | null {
  return score === null ? null : score / 10;
}

/** How well letters fit a label, both folded: words begun beat letters inside, letters in order beat nothing; null when they do not fit. */
export function matchScore(label: string, wanted: string): number | null {
  if (wanted === '') return 1;
  const at = label.indexOf(wanted);
  if (at === 0) return 100;
  if (at > 0) return label[at - 1] === ' ' ? 80 : 50;
  let from = 0;
  let begun = 0;
  for (const letter of wanted.replaceAll(' ', '')) {
    const found = label.indexOf(letter, from);
    if (found < 0) return null;
    if (found === 0 || label[found - 1] === ' ') begun += 1;
    from = found + 1;
  }
  return 10 + begun;
}
