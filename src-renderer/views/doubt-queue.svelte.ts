// The walk through doubtful words: to the next one, its sound and what else was heard there, a decision, and on.
// It knows the editor of one desk, the sound and the review, and the cues while they are shown in place of the page. The word in question is the editor's.
import type { Choice } from '../../src-core/transcript/alternatives.ts';
import { nextDoubt } from '../../src-core/transcript/doubt.ts';
import { wordAtPlace } from '../../src-core/transcript/query.ts';
import { nextUnheard } from '../../src-core/transcript/heard.ts';
import type { Word, WordPlace } from '../../src-core/transcript/transcript.ts';
import { isSamePlace } from '../../src-core/transcript/word-stretch.ts';
import type { AskedDoubt } from '../editor/doubt-card.ts';
import type { DoubtListener } from '../editor/doubt-panel.ts';
import { confirmWord, takeChoice } from '../editor/review-edits.ts';
import type { TranscriptEditor } from '../editor/transcript-editor.ts';
import type { StudioState } from '../state/studio-state.svelte.ts';
import { choiceText, countText } from '../state/wording.ts';

/** What is played around a doubtful word, milliseconds: enough to understand it (editors.md §1c.4). */
const LEAD = 1_000;
const TAIL = 800;
/** Before the first word. */
const BEGINNING: WordPlace = { turn: 0, word: -1 };

/** The cues shown in place of the page: where words are looked for and shown then. */
export interface CueStage {
  /** The last word before the caret in the chosen cue; a walk forward from there begins with what stands at the caret. */
  readonly before: () => WordPlace | null;
  /** The word at the caret in the chosen cue, or the place before the cue where nobody writes. */
  readonly at: () => WordPlace | null;
  /** Whether a word is in a cue: those left out are not seen here. */
  readonly holds: (place: WordPlace) => boolean;
  /** Chooses the cue of a word and selects the word in its text, which gets the focus. */
  readonly show: (place: WordPlace) => void;
}

export class DoubtQueue implements DoubtListener {
  readonly #studio: () => StudioState;
  readonly #editor: () => TranscriptEditor | null;
  #choices: readonly Choice[] = [];
  #asked = $state.raw<AskedDoubt | null>(null);
  /** Set for as long as cues are shown in place of the page. */
  cues: CueStage | null = null;
  /** Hears what screen readers are to be told, in place of what they were told of the word before. */
  onsaid: (text: string) => void = () => undefined;

  /** Both are asked anew each time. */
  constructor(studio: () => StudioState, editor: () => TranscriptEditor | null) {
    this.#studio = studio;
    this.#editor = editor;
  }

  /** The word in question, or null. One for the page and its cues. */
  get asked(): AskedDoubt | null {
    return this.#asked;
  }

  /** Goes to the next doubtful word nobody has decided about, plays it with what is around it, and asks. */
  next(): void {
    const editor = this.#editor();
    const { review } = this.#studio();
    if (!editor) return;
    const from = editor.asked?.place ?? this.cues?.before() ?? editor.doubtsFrom();
    const place = this.#firstShown((before) => nextDoubt(editor.transcript, before, review.question), from);
    if (!place) {
      this.#end(editor);
      return;
    }
    this.#ask(editor, place);
    this.cues?.show(place);
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
    const { hearing, notices, playback } = this.#studio();
    const from = (this.cues ? this.cues.at() : editor.wordAtCaret()) ?? BEGINNING;
    const place = this.#firstShown((before) => nextUnheard(editor.transcript, hearing.spans, before), from);
    const word = place && wordAtPlace(editor.transcript, place);
    if (!place || !word) {
      notices.say(hearing.share === 1 || !this.cues ? 'Every word was listened to' : 'Every word of the subtitles was listened to');
      return;
    }
    if (this.cues) this.cues.show(place);
    else {
      editor.putCaretOn(place);
      editor.focus();
    }
    if (this.#canPlay()) playback.playFrom(word.start);
  }

  take = (index: number): void => {
    const editor = this.#editor();
    const choice = this.#choices[index];
    if (!editor || !choice || this.#studio().session.readOnly) return;
    editor.make(takeChoice(choice), choice.text === '' ? 'Leave out a word' : `Take “${choice.text}”`, this.cues === null);
    this.next();
  };

  confirm = (): void => {
    const editor = this.#editor();
    const asked = editor?.asked;
    if (!editor || !asked || this.#studio().session.readOnly) return;
    editor.make(confirmWord(asked.place), `Confirm “${asked.word}”`, this.cues === null);
    this.next();
  };

  hearAgain = (): void => {
    const editor = this.#editor();
    const place = editor?.asked?.place;
    const word = editor && place && wordAtPlace(editor.transcript, place);
    if (word && this.#canPlay()) this.#studio().playback.playSpan({ start: Math.max(0, word.start - LEAD), end: word.end + TAIL });
  };

  /** Takes the question away; the word stays as it is. */
  leave = (): void => {
    this.#editor()?.ask(null);
  };

  changed = (asked: AskedDoubt | null): void => {
    this.#asked = asked;
    if (asked !== null) return;
    this.#choices = [];
    this.onsaid('');
  };

  /** The first place a search finds that is on screen: while cues are shown, words left out of them are passed over. Null after once round. */
  #firstShown(search: (before: WordPlace) => WordPlace | null, from: WordPlace): WordPlace | null {
    const { cues } = this;
    const first = search(from);
    let place = first;
    while (place && cues && !cues.holds(place)) {
      place = search(place);
      if (isSamePlace(place, first)) return null;
    }
    return place;
  }

  #end(editor: TranscriptEditor): void {
    const { review, notices } = this.#studio();
    editor.ask(null);
    if (this.cues === null) editor.focus();
    if (review.left > 0) notices.say('The doubtful words that are left are in no cue');
    else notices.say(review.speaker === 'everybody' ? 'No doubtful words are left' : 'No doubtful words of this speaker are left');
  }

  #ask(editor: TranscriptEditor, place: WordPlace): void {
    const { review } = this.#studio();
    const word = wordAtPlace(editor.transcript, place);
    if (!word) return;
    this.#choices = review.alternatives?.choicesAt(editor.transcript, place) ?? [];
    const choices = review.alternatives === null ? null : this.#choices.map((choice) => choiceText(editor.transcript, choice));
    const [sure, left] = [sureText(word), `${countText(review.left, 'doubtful word')} left`];
    editor.ask({ place, word: word.text, sure, left, choices, writable: !this.#studio().session.readOnly }, this.cues === null);
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
