// The walk through doubtful words: to the next one, its sound and what else was heard there, a decision, and on.
// It knows the editor, the sound and the review of one desk; keys of the panel are the editor's.
import type { Choice } from '../../src-core/transcript/alternatives.ts';
import { nextDoubt } from '../../src-core/transcript/doubt.ts';
import { wordAtPlace } from '../../src-core/transcript/query.ts';
import { nextUnheard } from '../../src-core/transcript/heard.ts';
import type { Word, WordPlace } from '../../src-core/transcript/transcript.ts';
import type { DoubtListener } from '../editor/doubt-panel.ts';
import { confirmWord, takeChoice } from '../editor/review-edits.ts';
import type { TranscriptEditor } from '../editor/transcript-editor.ts';
import type { HearingState } from '../state/hearing.svelte.ts';
import type { NoticesState } from '../state/notices.svelte.ts';
import type { PlaybackState } from '../state/playback.svelte.ts';
import type { ReviewState } from '../state/review.svelte.ts';
import { choiceText, countText } from '../state/wording.ts';

/** What is played around a doubtful word, milliseconds: enough to understand it (editors.md §1c.4). */
const LEAD = 1_000;
const TAIL = 800;

/** The desk as the queue sees it; asked anew each time. */
export interface DoubtDesk {
  readonly editor: () => TranscriptEditor | null;
  readonly playback: () => PlaybackState;
  readonly review: () => ReviewState;
  readonly hearing: () => HearingState;
  readonly notices: () => NoticesState;
  readonly readOnly: () => boolean;
  /** For screen readers, in place of what was said of the word before. */
  readonly say: (text: string) => void;
}

export class DoubtQueue implements DoubtListener {
  readonly #desk: DoubtDesk;
  #choices: readonly Choice[] = [];

  constructor(desk: DoubtDesk) {
    this.#desk = desk;
  }

  /** Goes to the next doubtful word nobody has decided about, plays it with what is around it, and asks. */
  next(): void {
    const [editor, review] = [this.#desk.editor(), this.#desk.review()];
    if (!editor) return;
    const place = nextDoubt(editor.transcript, editor.doubtsFrom(), review.question);
    if (!place) {
      editor.ask(null);
      editor.focus();
      this.#desk.notices().say(review.speaker === 'everybody' ? 'No doubtful words are left' : 'No doubtful words of this speaker are left');
      return;
    }
    this.#ask(editor, place);
    this.hearAgain();
    if (review.alternatives !== null) return;
    void review.fetchAlternatives().then(() => {
      const asked = this.#desk.editor()?.asked;
      if (asked?.choices === null) this.#ask(editor, asked.place);
    });
  }

  /** Puts the caret on the next word nobody has listened to, and plays on from there. */
  nextUnheard(): void {
    const editor = this.#desk.editor();
    if (!editor) return;
    const place = nextUnheard(editor.transcript, this.#desk.hearing().spans, editor.wordAtCaret());
    const word = place && wordAtPlace(editor.transcript, place);
    if (!place || !word) {
      this.#desk.notices().say('Every word was listened to');
      return;
    }
    editor.putCaretOn(place);
    editor.focus();
    if (this.#canPlay()) this.#desk.playback().playFrom(word.start);
  }

  take = (index: number): void => {
    const editor = this.#desk.editor();
    const choice = this.#choices[index];
    if (!editor || !choice || this.#desk.readOnly()) return;
    editor.make(takeChoice(choice), choice.text === '' ? 'Leave out a word' : `Take “${choice.text}”`);
    this.next();
  };

  confirm = (): void => {
    const editor = this.#desk.editor();
    const asked = editor?.asked;
    if (!editor || !asked || this.#desk.readOnly()) return;
    editor.make(confirmWord(asked.place), `Confirm “${asked.word}”`);
    this.next();
  };

  hearAgain = (): void => {
    const editor = this.#desk.editor();
    const place = editor?.asked?.place;
    const word = editor && place && wordAtPlace(editor.transcript, place);
    if (word && this.#canPlay()) this.#desk.playback().playSpan({ start: Math.max(0, word.start - LEAD), end: word.end + TAIL });
  };

  left = (): void => {
    this.#choices = [];
    this.#desk.say('');
  };

  #ask(editor: TranscriptEditor, place: WordPlace): void {
    const review = this.#desk.review();
    const word = wordAtPlace(editor.transcript, place);
    if (!word) return;
    this.#choices = review.alternatives?.choicesAt(editor.transcript, place) ?? [];
    const choices = review.alternatives === null ? null : this.#choices.map((choice) => choiceText(editor.transcript, choice));
    const [sure, left] = [sureText(word), `${countText(review.left, 'doubtful word')} left`];
    editor.ask({ place, word: word.text, sure, left, choices, writable: !this.#desk.readOnly() });
    const offered = (choices ?? []).map((choice, index) => `${index + 1}: ${choice}.`);
    this.#desk.say([`${word.text}, ${sure}.`, ...offered, 'Enter: right as it is.', `${left}.`].join(' '));
  }

  #canPlay(): boolean {
    return this.#desk.playback().phase === 'ready';
  }
}

/** "48 % sure". */
function sureText({ confidence }: Word): string {
  return `${Math.round((confidence ?? 0) * 100)} % sure`;
}
