// An editor without a screen: document, highlights and history as on the page, driven by transactions.
import { EditorState, type StateCommand, type Transaction, type TransactionSpec } from '@codemirror/state';
import { emptyTrack, type CueTrack } from '../../../src-core/subtitles/cue-track.ts';
import type { Highlight } from '../../../src-core/transcript/highlight.ts';
import type { MarkedTranscript } from '../../../src-core/history/history-step.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { cueField, setCues } from '../../../src-renderer/editor/cue-field.ts';
import { highlightMarks, highlightsOf, setHighlights } from '../../../src-renderer/editor/highlight-marks.ts';
import { documentText, transcriptDocument, transcriptOf } from '../../../src-renderer/editor/transcript-document.ts';
import { HistoryRecorder, markedOf, moveHistory } from '../../../src-renderer/editor/undo-history.ts';
import { EditHistory, type HistoryDirection } from '../../../src-renderer/state/edit-history.ts';

export class EditorBench {
  state: EditorState;
  readonly history: EditHistory;
  /** The history's clock: a second between edits, so that each is a step of its own; set to 0 to let typing join. */
  pace = 1_000;
  #now = 0;
  readonly #recorder: HistoryRecorder;

  constructor(transcript: Transcript, { highlights = [], cues = emptyTrack }: Partial<MarkedTranscript> = {}, history = new EditHistory()) {
    this.history = history;
    this.#recorder = new HistoryRecorder(history, () => this.#now);
    this.state = EditorState.create({
      doc: documentText(transcript),
      extensions: [transcriptDocument(transcript), highlightMarks(highlights), cueField(cues)],
    });
  }

  get transcript(): Transcript {
    return transcriptOf(this.state);
  }
  get highlights(): readonly Highlight[] {
    return highlightsOf(this.state);
  }
  get marked(): MarkedTranscript {
    return markedOf(this.state);
  }

  readonly dispatch = (transaction: Transaction): void => {
    this.#now += this.pace;
    this.#recorder.record(transaction);
    this.state = transaction.state;
  };

  update(spec: TransactionSpec): void {
    this.dispatch(this.state.update(spec));
  }

  run(command: StateCommand): boolean {
    return command({ state: this.state, dispatch: this.dispatch });
  }

  /** Replaces between two places, whatever their order; places beyond the end come round. */
  replace(from: number, to: number, insert: string): void {
    const length = this.state.doc.length;
    const [start, end] = [Math.min(from, to) % (length + 1), Math.max(from, to) % (length + 1)];
    this.update({ changes: { from: Math.min(start, end), to: Math.max(start, end), insert }, userEvent: 'input.type' });
  }

  caret(at: number): void {
    this.update({ selection: { anchor: at } });
  }

  mark(highlights: readonly Highlight[]): void {
    this.update({ effects: setHighlights.of(highlights) });
  }

  /** Puts another cue track in place. */
  cue(cues: CueTrack): void {
    this.update({ effects: setCues.of(cues) });
  }

  /** Undoes or redoes one step; answers whether there was one. */
  move(direction: HistoryDirection): boolean {
    return typeof moveHistory({ state: this.state, dispatch: this.dispatch }, this.history, direction) !== 'string';
  }
}
