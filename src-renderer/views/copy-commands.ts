// What the commands that copy words do: as text, with times, or as a quote with its source.
import type { CommandId } from '../../src-core/contract/commands.ts';
import { plainCopy, quoteCopy, timedCopy } from '../../src-core/transcript/copy-text.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import type { WordStretch } from '../../src-core/transcript/word-stretch.ts';
import { selectedWords } from '../editor/selected-words.ts';
import { clockText } from '../parts/clock-text.ts';
import type { TextBench } from './text-commands.ts';

export class CopyCommands {
  readonly #bench: Pick<TextBench, 'studio' | 'recording' | 'editor'>;

  constructor(bench: Pick<TextBench, 'studio' | 'recording' | 'editor'>) {
    this.#bench = bench;
  }

  /** The doers, for CommandsState.provideAll. */
  doers(): Partial<Record<CommandId, () => void>> {
    return {
      'transcript.copyPlain': () => void this.#copy('plain'),
      'transcript.copyTimed': () => void this.#copy('timed'),
      'transcript.copyQuote': () => void this.#copy('quote'),
    };
  }

  /** What is selected; of a quote without a selection the turn at the caret, else everything. */
  async #copy(how: 'plain' | 'timed' | 'quote'): Promise<void> {
    const editor = this.#bench.editor();
    if (!editor) return;
    const { transcript } = editor;
    const stretch = selectedWords(editor) ?? (how === 'quote' ? turnStretch(transcript, editor.selection().from.turn) : wholeStretch(transcript));
    const { notices } = this.#bench.studio();
    if (!stretch) {
      notices.say('There are no words to copy here');
      return;
    }
    const { name } = this.#bench.recording();
    const text =
      how === 'plain'
        ? plainCopy(transcript, stretch)
        : how === 'timed'
          ? timedCopy(transcript, stretch, clockText)
          : quoteCopy(transcript, stretch, name, clockText);
    try {
      await navigator.clipboard.writeText(text);
      notices.say({ plain: 'Copied as text', timed: 'Copied with times', quote: 'Copied as a quote' }[how]);
    } catch {
      notices.alarm('The clipboard cannot be used just now: click into the window and copy again.');
    }
  }
}

function turnStretch(transcript: Transcript, turn: number): WordStretch | null {
  const count = transcript.turns[turn]?.words.length ?? 0;
  return count > 0 ? { from: { turn, word: 0 }, to: { turn, word: count - 1 } } : null;
}

function wholeStretch(transcript: Transcript): WordStretch | null {
  const first = transcript.turns.findIndex(({ words }) => words.length > 0);
  const last = transcript.turns.findLastIndex(({ words }) => words.length > 0);
  return first < 0 ? null : { from: { turn: first, word: 0 }, to: { turn: last, word: (transcript.turns[last]?.words.length ?? 1) - 1 } };
}
