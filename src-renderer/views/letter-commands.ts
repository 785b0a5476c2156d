// What italics, bold, underlining and colours do in the open text: to what is selected, or to the word at the caret. The cues' own stand with the cues.
import type { CommandId } from '../../src-core/contract/commands.ts';
import { hasWordBetween, lettersBetween, type LetterStyle } from '../../src-core/transcript/letter-range.ts';
import type { Letters } from '../../src-core/transcript/letters.ts';
import { changeLetters } from '../editor/text-edits.ts';
import type { TranscriptEditor } from '../editor/transcript-editor.ts';
import type { CommandDoer } from '../state/commands.svelte.ts';
import { colouredText, LETTER_COLOURS, styleText } from '../state/letter-text.ts';
import type { StudioState } from '../state/studio-state.svelte.ts';

interface LetterBench {
  readonly studio: () => Pick<StudioState, 'notices'>;
  readonly editor: () => Pick<TranscriptEditor, 'transcript' | 'selection' | 'make'> | null;
}

/** The doers, for CommandsState.provideAll. */
export function letterDoers(bench: LetterBench, can: () => boolean): Partial<Record<CommandId, CommandDoer>> {
  const toggle = (style: LetterStyle): CommandDoer => ({
    run: () => {
      toggleLetters(bench, style);
    },
    can,
  });
  const colours = LETTER_COLOURS.map(({ command, colour }): [CommandId, CommandDoer] => [
    command,
    {
      run: () => {
        make(bench, { colour }, colouredText(colour));
      },
      can,
    },
  ]);
  return { 'edit.italic': toggle('italic'), 'edit.bold': toggle('bold'), 'edit.underline': toggle('underline'), ...Object.fromEntries(colours) };
}

function toggleLetters(bench: LetterBench, style: LetterStyle): void {
  const editor = bench.editor();
  if (!editor) return;
  const isOn = !lettersBetween(editor.transcript, editor.selection())[style];
  make(bench, { [style]: isOn }, styleText(style, isOn));
}

/** Changes the letters and tells what was done, or why nothing was. */
function make({ studio, editor: open }: LetterBench, change: Partial<Letters>, said: string): void {
  const editor = open();
  if (!editor) return;
  const { notices } = studio();
  if (editor.make(changeLetters(change), said)) notices.announce(said);
  else notices.say(hasWordBetween(editor.transcript, editor.selection()) ? 'The letters look so already' : 'There is no word here');
}
