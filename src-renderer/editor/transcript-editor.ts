// The transcript editor as one object: makes the CodeMirror view, and speaks of turns, words and times to the views around it.
import { standardKeymap } from '@codemirror/commands';
import { highlightSelectionMatches } from '@codemirror/search';
import { Compartment, EditorSelection, EditorState, type Extension, type Transaction } from '@codemirror/state';
import { drawSelection, EditorView, keymap, type ViewUpdate } from '@codemirror/view';
import type { ReadingPlace } from '../../src-core/contract/studio-api.ts';
import type { Millis } from '../../src-core/span.ts';
import type { CueTrack } from '../../src-core/subtitles/cue-track.ts';
import { timeIndex } from '../../src-core/transcript/query.ts';
import type { SetSpans } from '../../src-core/transcript/edit.ts';
import type { Passage } from '../../src-core/transcript/retime-passage.ts';
import type { Highlight } from '../../src-core/transcript/highlight.ts';
import type { HistoryStep, MarkedTranscript } from '../../src-core/history/history-step.ts';
import type { EditHistory, HistoryDirection } from '../state/edit-history.ts';
import type { FindHit } from '../../src-core/transcript/find.ts';
import type { TextPlace, Transcript, WordPlace } from '../../src-core/transcript/transcript.ts';
import { cueField, cuesOf } from './cue-field.ts';
import { doubtBelow, doubtMarks } from './doubt-marks.ts';
import type { AskedDoubt } from './doubt-card.ts';
import { askDoubt, askedDoubt, doubtPanel, type DoubtListener } from './doubt-panel.ts';
import { editorTheme } from './editor-theme.ts';
import { FollowSound } from './follow-sound.ts';
import { foundMarks, showFound } from './found-marks.ts';
import { highlightMarks, highlightsOf } from './highlight-marks.ts';
import { letterMarks } from './letter-marks.ts';
import { lineDirection } from './line-direction.ts';
import { pastedText } from './pasted-text.ts';
import { speakerMargin } from './speaker-margin.ts';
import { lightWord, spokenWord } from './spoken-word.ts';
import { documentPosition, documentText, editTransaction, textPlace, transcriptDocument, transcriptOf } from './transcript-document.ts';
import { selectText, type TextEdit } from './text-edits.ts';
import { turnKeys } from './turn-keys.ts';
import { changesMarked, markedOf, moveHistory, recordHistory, stepLabel } from './undo-history.ts';
import { wordAt, wordEndedBefore, wordNear, wordOf, wordRange } from './word-places.ts';
import { isSamePlace } from '../../src-core/transcript/word-stretch.ts';

/** What the editor tells the view around it. */
export interface EditorListener {
  /** An edit was made; this is now on screen. */
  readonly edited: (marked: MarkedTranscript) => void;
  /** Somebody types: letters put in or taken out by hand. */
  readonly typed: () => void;
  /** A step of more than typing was undone or done again. */
  readonly stepped: (direction: HistoryDirection, label: string) => void;
  /** The caret or the scroll moved: a good moment to remember the place. Told once a frame. */
  readonly moved: () => void;
  /** The caret came to stand in or beside a word, by key or pointer. */
  readonly caretOn: (place: WordPlace | null) => void;
  /** A word was clicked; with Alt, to be heard. */
  readonly clicked: (place: WordPlace, hear: boolean) => void;
  /** The time in the margin was pressed. */
  readonly hear: (time: Millis) => void;
  readonly chooseSpeaker: (turn: number, at: HTMLElement) => void;
  readonly following: (following: boolean) => void;
  /** What is done with a doubtful word in question. */
  readonly doubt: DoubtListener;
}

export interface EditorChoices {
  readonly parent: HTMLElement;
  readonly marked: MarkedTranscript;
  readonly history: EditHistory;
  readonly place: ReadingPlace | null;
  readonly readOnly: boolean;
  /** Nonce for the editor's style element under the page's policy; "" where none is needed. */
  readonly nonce: string;
  readonly listener: EditorListener;
}

/** One open transcript on the page. */
export class TranscriptEditor {
  readonly #view: EditorView;
  readonly #follow: FollowSound;
  readonly #listener: EditorListener;
  readonly #writable = new Compartment();
  readonly #doubtBelow = new Compartment();
  readonly #history: EditHistory;
  #spoken: WordPlace | null = null;
  #isGone = false;
  /** While the sound stands here the text stays where it is: it was left so, or a word in sight was clicked. Null once the sound has moved. */
  #stillAt: Millis | null;

  constructor({ parent, marked, history, place, readOnly, nonce, listener }: EditorChoices) {
    this.#listener = listener;
    this.#history = history;
    this.#stillAt = place?.playhead ?? null;
    const state = EditorState.create({ doc: documentText(marked.transcript), extensions: this.#extensions(marked, { readOnly, nonce }) });
    const start = place && documentPosition(state.doc, place);
    const placed = start === null ? state : state.update({ selection: EditorSelection.cursor(start) }).state;
    const top = place && documentPosition(state.doc, { turn: place.topTurn, offset: 0 });
    this.#view = new EditorView({ parent, state: placed, ...(top !== null && { scrollTo: EditorView.scrollIntoView(top, { y: 'start', yMargin: 0 }) }) });
    this.#follow = new FollowSound(this.#view, listener.following);
    this.#view.scrollDOM.addEventListener('scroll', () => this.#moveSoon(), { passive: true });
  }

  get transcript(): Transcript {
    return transcriptOf(this.#view.state);
  }

  /** The highlights, in the order they were made. */
  get highlights(): readonly Highlight[] {
    return highlightsOf(this.#view.state);
  }

  /** The cue track. */
  get cues(): CueTrack {
    return cuesOf(this.#view.state);
  }

  /** Where the reader is, with the playhead handed in. */
  place(playhead: Millis): ReadingPlace {
    const { state } = this.#view;
    const caret = textPlace(state.doc, state.selection.main.head);
    // heights of lines are told without the padding above the first
    const top = this.#view.lineBlockAtHeight(this.#view.scrollDOM.scrollTop - this.#view.documentPadding.top);
    return { ...caret, topTurn: state.doc.lineAt(top.from).number - 1, playhead };
  }

  /** What is selected, from its fixed end to its moving one. */
  get selectedEnds(): { readonly anchor: ReturnType<typeof textPlace>; readonly head: ReturnType<typeof textPlace> } {
    const { doc, selection } = this.#view.state;
    return { anchor: textPlace(doc, selection.main.anchor), head: textPlace(doc, selection.main.head) };
  }

  /** Selects between two places again, as a page before this one left it; the scroll stays. */
  selectAgain({ anchor, head }: TranscriptEditor['selectedEnds']): void {
    const { doc } = this.#view.state;
    this.#view.dispatch({ selection: { anchor: documentPosition(doc, anchor), head: documentPosition(doc, head) } });
    // Whoever selected was typing here: the keys go on where they went.
    this.#view.focus();
  }

  /** Lights the word spoken at `time` and, while following, keeps it in view. Answers the word. */
  lightAt(time: Millis): WordPlace | null {
    if (this.#stillAt !== null && Math.abs(time - this.#stillAt) > 1) this.#stillAt = null;
    const place = timeIndex(this.transcript).wordAt(time);
    if (isSamePlace(place, this.#spoken)) return place;
    this.#spoken = place;
    lightWord(this.#view, place);
    if (place && this.#stillAt === null) this.#follow.show(place);
    return place;
  }

  /** Follows the sound from here on, or lets go. */
  setFollowing(following: boolean): void {
    this.#follow.set(following);
    if (following && this.#spoken) this.#follow.show(this.#spoken);
  }

  /** The word the caret stands in or touches, or the next one in its turn. */
  wordAtCaret(): WordPlace | null {
    const { head } = this.#view.state.selection.main;
    return wordAt(this.#view.state, head) ?? wordNear(this.#view.state, head);
  }

  /** The turn the caret stands in. */
  caretTurn(): number {
    return textPlace(this.#view.state.doc, this.#view.state.selection.main.head).turn;
  }

  /** Puts the caret on a word, selected so that typing replaces it, and brings it into view. */
  selectWord(place: WordPlace): void {
    const range = wordRange(this.#view.state, place);
    if (!range) return;
    this.#view.dispatch({ selection: { anchor: range.from, head: range.to }, effects: EditorView.scrollIntoView(range.from, { y: 'center' }) });
    this.#view.focus();
  }

  /** Puts the caret at the turn and brings it to the top. */
  showTurn(turn: number): void {
    const at = documentPosition(this.#view.state.doc, { turn, offset: 0 });
    this.#view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'start', yMargin: 40 }) });
  }

  /** Brings the word spoken at or before a time into view without moving the caret. */
  showTime(time: Millis): void {
    const place = timeIndex(this.transcript).wordBefore(time);
    const range = place && wordRange(this.#view.state, place);
    if (range) this.#view.dispatch({ effects: EditorView.scrollIntoView(range.from, { y: 'center' }) });
  }

  /** Where to look for the next doubtful word from: the one in question, else the word before the caret, so that the caret's own is found. */
  doubtsFrom(): WordPlace {
    const asked = askedDoubt(this.#view)?.place;
    if (asked) return asked;
    const { from } = this.#view.state.selection.main;
    const place = wordNear(this.#view.state, from);
    const isBehind = place && (wordRange(this.#view.state, place)?.to ?? 0) <= from;
    return place ? { turn: place.turn, word: isBehind ? place.word : place.word - 1 } : { turn: this.caretTurn(), word: -1 };
  }

  /** Selects a doubtful word and asks about it in a panel, which has the keys when `focus` is true; null takes the panel away. */
  ask(asked: AskedDoubt | null, focus = true): void {
    askDoubt(this.#view, asked);
    if (asked && focus) this.#view.focus();
  }

  /** The word in question, or null. */
  get asked(): AskedDoubt | null {
    return askedDoubt(this.#view);
  }

  /** Marks words less sure than this. */
  setDoubtBelow(below: number): void {
    this.#view.dispatch({ effects: this.#doubtBelow.reconfigure(doubtBelow.of(below)) });
  }

  /**
   * Makes an edit as one step with a name. Answers whether there was anything to do; nothing is done to a transcript open for reading.
   * The focus goes to the text unless `focus` is false.
   */
  make(edit: TextEdit, label: string | null, focus = true): boolean {
    const { state } = this.#view;
    const spec = state.readOnly ? null : edit(state);
    if (spec) {
      const named = label === null ? [] : [stepLabel.of(label)];
      this.#view.dispatch({ ...spec, annotations: named });
    }
    if (focus) this.#view.focus();
    return spec !== null;
  }

  /** Moves the selection and brings it into view; the focus stays where it is. */
  select(from: TextPlace, to: TextPlace): void {
    const spec = selectText(from, to)(this.#view.state);
    if (spec) this.#view.dispatch(spec, { effects: EditorView.scrollIntoView(documentPosition(this.#view.state.doc, from), { y: 'center' }) });
  }

  /** What is selected; both ends are the caret where nothing is. */
  selection(): { readonly from: TextPlace; readonly to: TextPlace } {
    const { state } = this.#view;
    const { from, to } = state.selection.main;
    return { from: textPlace(state.doc, from), to: textPlace(state.doc, to) };
  }

  /** Marks found places, one of them standing out. */
  showFound(hits: readonly FindHit[], here: number): void {
    showFound(this.#view, hits, here);
  }

  /** Gives words other times, as one step with a name. The focus stays where it is: the hand may be on the wave. */
  setTimes(edits: readonly SetSpans[], label: string): void {
    if (edits.length === 0 || this.#view.state.readOnly) return;
    const { effects, annotations } = editTransaction(...edits);
    this.#view.dispatch({ effects, annotations: [annotations, stepLabel.of(label)] });
  }

  /** Puts the caret on a word without taking the focus. */
  putCaretOn(place: WordPlace): void {
    const range = wordRange(this.#view.state, place);
    if (range) this.#view.dispatch({ selection: { anchor: range.from }, effects: EditorView.scrollIntoView(range.from, { y: 'nearest', yMargin: 40 }) });
  }

  /** The words of the selection, or null when nothing is selected that holds one. */
  selectedWords(): Passage | null {
    const { from, to, empty } = this.#view.state.selection.main;
    if (empty) return null;
    const first = wordNear(this.#view.state, from);
    const last = wordAt(this.#view.state, to) ?? wordEndedBefore(this.#view.state, to);
    if (!first || !last || first.turn > last.turn || (first.turn === last.turn && first.word > last.word)) return null;
    return { from: first, to: last };
  }

  /** The keys of undo and redo are the commands', as everywhere. */
  undo(): void {
    void this.#step('undo');
  }

  redo(): void {
    void this.#step('redo');
  }

  focus(): void {
    this.#view.focus();
  }

  /** Puts text at the caret, as typing would. */
  insert(text: string): void {
    this.#view.dispatch(this.#view.state.replaceSelection(text), { userEvent: 'input', scrollIntoView: true });
    this.#view.focus();
  }

  setReadOnly(readOnly: boolean): void {
    this.#view.dispatch({ effects: this.#writable.reconfigure(writable(readOnly)) });
  }

  destroy(): void {
    this.#isGone = true;
    this.#view.destroy();
  }

  /** Undoes or redoes one step, fetched first when it was made at an earlier start. */
  async #step(direction: HistoryDirection): Promise<void> {
    let made = this.#tryStep(direction);
    if (made === 'wanted') {
      await this.#history.fetch();
      if (!this.#isGone) made = this.#tryStep(direction);
      if (made === 'wanted') this.#history.forget(direction);
    } else void this.#history.fetch();
    if (typeof made !== 'string' && made.label !== null) this.#listener.stepped(direction, made.label);
  }

  #tryStep(direction: HistoryDirection): HistoryStep | 'none' | 'wanted' {
    try {
      const { state } = this.#view;
      return moveHistory({ state, dispatch: (transaction) => this.#view.dispatch(transaction) }, this.#history, direction);
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
      this.#history.forget(direction); // a step of another state: better none than a wrong one
      return 'none';
    }
  }

  #extensions({ transcript, highlights, cues }: MarkedTranscript, { readOnly, nonce }: { readOnly: boolean; nonce: string }): Extension {
    return [
      EditorView.cspNonce.of(nonce),
      this.#writable.of(writable(readOnly)),
      transcriptDocument(transcript),
      highlightMarks(highlights),
      cueField(cues),
      recordHistory(this.#history, Date.now),
      drawSelection(),
      foundMarks,
      highlightSelectionMatches({ minSelectionLength: 3, wholeWords: true }),
      keymap.of([...turnKeys, ...standardKeymap]),
      spokenWord,
      doubtMarks,
      letterMarks,
      this.#doubtBelow.of([]),
      doubtPanel(this.#listener.doubt),
      lineDirection,
      speakerMargin({ hear: this.#listener.hear, chooseSpeaker: this.#listener.chooseSpeaker }),
      editorTheme,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        'aria-label': 'Transcript',
        spellcheck: 'true',
        autocorrect: 'off',
        autocapitalize: 'off',
        ...(transcript.language !== null && { lang: transcript.language }),
      }),
      pastedText,
      EditorView.updateListener.of((update) => this.#updated(update)),
      EditorView.domEventHandlers({
        click: (event, view) => this.#clicked(event, view),
        beforeinput: (event) => {
          // The system's own undo, from a menu of the browser or a shake of the phone.
          const direction = { historyUndo: 'undo', historyRedo: 'redo' }[event.inputType] as HistoryDirection | undefined; // these two
          if (direction) void this.#step(direction);
          // Bold and the like are the words', never the page's own tags: what no command took, as in a window open for reading, is nothing.
          const isTaken = direction !== undefined || event.inputType.startsWith('format');
          if (isTaken) event.preventDefault();
          return isTaken;
        },
      }),
    ];
  }

  #updated(update: ViewUpdate): void {
    if (update.transactions.some(changesMarked)) {
      this.#listener.edited(markedOf(update.state));
      this.#spoken = null;
    }
    if (update.docChanged && update.transactions.some(isTyping)) this.#listener.typed();
    // Typing takes the eyes to the caret: the text must not run away from it.
    if (update.docChanged) this.#follow.set(false);
    if (update.selectionSet || update.docChanged) {
      this.#moveSoon();
      this.#listener.caretOn(wordAt(update.state, update.state.selection.main.head));
    }
  }

  /** Tells of the move with the next frame, when the layout is known anyway: asked for now, it would be computed within each key. */
  #moveSoon(): void {
    this.#view.requestMeasure({ key: this, read: () => this.#listener.moved() });
  }

  #clicked(event: MouseEvent, view: EditorView): boolean {
    if (event.button !== 0 || !view.state.selection.main.empty) return false;
    const position = view.posAtCoords({ x: event.clientX, y: event.clientY });
    const place = position === null ? null : wordAt(view.state, position);
    const word = place && wordOf(view.state, place);
    if (!word) return false;
    // Text that moves under the hand takes a double click elsewhere.
    this.#stillAt = word.start;
    this.#listener.clicked(place, event.altKey);
    return false;
  }
}

/** By hand, letter by letter: not an alternative taken, a replacement made or a step undone. */
function isTyping(transaction: Transaction): boolean {
  const isByHand = transaction.isUserEvent('input') || transaction.isUserEvent('delete');
  return isByHand && !transaction.isUserEvent('input.alternative') && !transaction.isUserEvent('input.replace');
}

function writable(readOnly: boolean): Extension {
  return [EditorState.readOnly.of(readOnly), EditorView.editable.of(true)];
}
