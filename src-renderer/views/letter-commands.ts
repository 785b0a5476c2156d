// What italics, bold and underlining do in the open text: to what is selected, or to the word at the caret. The cues' own stand with the cues.
import type { CommandId } from '../../src-core/contract/commands.ts';
import { lettersBetween, type LetterStyle } from '../../src-core/transcript/letter-range.ts';
import { changeLetters } from '../editor/text-edits.ts';
import type { TranscriptEditor } from '../editor/transcript-editor.ts';
import type { CommandDoer } from '../state/commands.svelte.ts';
import { styleText } from '../state/letter-text.ts';
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
  return { 'edit.italic': toggle('italic'), 'edit.bold': toggle('bold'), 'edit.underline': toggle('underline') };
}

function toggleLetters({ studio, editor: open }: LetterBench, style: LetterStyle): void {
  const editor = open();
  if (!editor) return;
  const { notices } = studio();
  const isOn = !lettersBetween(editor.transcript, editor.selection())[style];
  const said = styleText(style, isOn);
  if (editor.make(changeLetters({ [style]: isOn }), said)) notices.announce(said);
  else notices.say('There is no word here');
}
