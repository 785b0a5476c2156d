// The walk through doubtful words: to the next one, its sound and what else was heard there, a decision, and on.
// It knows the editor of one desk, the sound and the review; keys of the panel are the editor's.
import type { Choice } from '../../src-core/transcript/alternatives.ts';
import { nextDoubt } from '../../src-core/transcript/doubt.ts';
import { wordAtPlace } from '../../src-core/transcript/query.ts';
import { nextUnheard } from '../../src-core/transcript/heard.ts';
import type { Word, WordPlace } from '../../src-core/transcript/transcript.ts';
import type { DoubtListener } from '../editor/doubt-panel.ts';
import { confirmWord, takeChoice } from '../editor/review-edits.ts';
import type { TranscriptEditor } from '../editor/transcript-editor.ts';
import type { StudioState } from '../state/studio-state.svelte.ts';
import { choiceText, countText } from '../state/wording.ts';

/** What is played around a doubtful word, milliseconds: enough to understand it (editors.md §1c.4). */
const LEAD = 1_000;
const TAIL = 800;

export class DoubtQueue implements DoubtListener {
  readonly #studio: () => StudioState;
  readonly #editor: () => TranscriptEditor | null;
  #choices: readonly Choice[] = [];
  /** Hears what screen readers are to be told, in place of what they were told of the word before. */
  onsaid: (text: string) => void = () => undefined;

  /** Both are asked anew each time. */
  constructor(studio: () => StudioState, editor: () => TranscriptEditor | null) {
    this.#studio = studio;
    this.#editor = editor;
  }

  /** Goes to the next doubtful word nobody has decided about, plays it with what is around it, and asks. */
  next(): void {
    const editor = this.#editor();
    const { review, notices } = this.#studio();
    if (!editor) return;
    const place = nextDoubt(editor.transcript, editor.doubtsFrom(), review.question);
    if (!place) {
      editor.ask(null);
      editor.focus();
      notices.say(review.speaker === 'everybody' ? 'No doubtful words are left' : 'No doubtful words of this speaker are left');
      return;
    }
    this.#ask(editor, place);
    this.hearAgain();
    if (review.alternatives !== null) return;
    void review.fetchAlternatives().then(() => {
      const asked = this.#editor()?.asked;
      if (asked?.choices === null) this.#ask(editor, asked.place);
    });
  }

  /** Puts the caret on the next word nobody has listened to, and plays on from there. */
  nextUnheard(): void {
    const editor = this.#editor();
    if (!editor) return;
    const place = nextUnheard(editor.transcript, this.#studio().hearing.spans, editor.wordAtCaret());
    const word = place && wordAtPlace(editor.transcript, place);
    if (!place || !word) {
      this.#studio().notices.say('Every word was listened to');
      return;
    }
    editor.putCaretOn(place);
    editor.focus();
    if (this.#canPlay()) this.#studio().playback.playFrom(word.start);
  }

  take = (index: number): void => {
    const editor = this.#editor();
    const choice = this.#choices[index];
    if (!editor || !choice || this.#studio().session.readOnly) return;
    editor.make(takeChoice(choice), choice.text === '' ? 'Leave out a word' : `Take “${choice.text}”`);
    this.next();
  };

  confirm = (): void => {
    const editor = this.#editor();
    const asked = editor?.asked;
    if (!editor || !asked || this.#studio().session.readOnly) return;
    editor.make(confirmWord(asked.place), `Confirm “${asked.word}”`);
    this.next();
  };

  hearAgain = (): void => {
    const editor = this.#editor();
    const place = editor?.asked?.place;
    const word = editor && place && wordAtPlace(editor.transcript, place);
    if (word && this.#canPlay()) this.#studio().playback.playSpan({ start: Math.max(0, word.start - LEAD), end: word.end + TAIL });
  };

  left = (): void => {
    this.#choices = [];
    this.onsaid('');
  };

  #ask(editor: TranscriptEditor, place: WordPlace): void {
    const { review } = this.#studio();
    const word = wordAtPlace(editor.transcript, place);
    if (!word) return;
    this.#choices = review.alternatives?.choicesAt(editor.transcript, place) ?? [];
    const choices = review.alternatives === null ? null : this.#choices.map((choice) => choiceText(editor.transcript, choice));
    const [sure, left] = [sureText(word), `${countText(review.left, 'doubtful word')} left`];
    editor.ask({ place, word: word.text, sure, left, choices, writable: !this.#studio().session.readOnly });
    const offered = (choices ?? []).map((choice, index) => `${index + 1}: ${choice}.`);
    this.onsaid([`${word.text}, ${sure}.`, ...offered, 'Enter: right as it is.', `${left}.`].join(' '));
  }

  #canPlay(): boolean {
    return this.#studio().playback.phase === 'ready';
  }
}

/** "48 % sure". */
function sureText({ confidence }: Word): string {
  return `${Math.round((confidence ?? 0) * 100)} % sure`;
}
