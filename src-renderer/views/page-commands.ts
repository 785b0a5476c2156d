// Commands that work at the caret of the page, and what becomes of them while its cues are shown in its place: nobody sees the caret then, so nothing
// is done there. Who speaks can be said of the chosen cues.
import type { CommandId } from '../../src-core/contract/commands.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import { rangeOfWord } from '../../src-core/transcript/query.ts';
import type { WordPlace } from '../../src-core/transcript/transcript.ts';
import type { TranscriptEditor } from '../editor/transcript-editor.ts';
import type { CommandDoer } from '../state/commands.svelte.ts';

export type Doers = Partial<Record<CommandId, CommandDoer | (() => void)>>;

const isAtCaret = (id: string): boolean =>
  id.startsWith('transcript.') || /^edit\.(italic|bold|underline|colour[A-Z][a-z]+)$/.test(id) || id === 'playback.loop';
const isOfSpeakers = (id: string): boolean => /^transcript\.speaker\d?$/.test(id);

/** Those that work at the caret, and the others. */
export function partedDoers(doers: Doers): { readonly atCaret: Doers; readonly elsewhere: Doers } {
  return { atCaret: only(doers, isAtCaret), elsewhere: only(doers, (id) => !isAtCaret(id)) };
}

/** What is left of them while cues are shown. `select` selects the words of the chosen cues on the page. */
export function doersOnCues(atCaret: Doers, select: () => void): Doers {
  const left = Object.entries(only(atCaret, isOfSpeakers)).map(([id, doer]): [string, CommandDoer] => {
    const { run, can } = typeof doer === 'function' ? { run: doer, can: undefined } : doer;
    const onCues = (): void => {
      select();
      run();
    };
    return [id, { run: onCues, ...(can && { can }) }];
  });
  return Object.fromEntries(left);
}

/** Selects the words from the first of these cues to the last. */
export function selectCues(editor: TranscriptEditor, cues: readonly Cue[]): void {
  const [first, last] = [cues[0], cues.at(-1)];
  if (!first || !last) return;
  const range = ({ turn, word }: WordPlace): { from: number; to: number } => {
    const holder = editor.transcript.turns[turn];
    return holder ? rangeOfWord(holder, word) : { from: 0, to: 0 };
  };
  editor.select({ turn: first.from.turn, offset: range(first.from).from }, { turn: last.to.turn, offset: range(last.to).to });
}

function only(doers: Doers, isMeant: (id: string) => boolean): Doers {
  return Object.fromEntries(Object.entries(doers).filter(([id]) => isMeant(id)));
}
