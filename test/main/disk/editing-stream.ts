// The page's own edit stream without the page: a headless editor over a stored transcript, mixed edits, saves as the page makes them.
import { createHash } from 'node:crypto';
import { packHighlight, type Highlight } from '../../../src-core/transcript/highlight.ts';
import { nextPinId, type PinnedCue } from '../../../src-core/subtitles/cue-track.ts';
import { packTrack, unpackTrack } from '../../../src-core/subtitles/packed-track.ts';
import { byFirstWord, isBehind } from '../../../src-core/transcript/word-stretch.ts';
import type { MarkedTranscript } from '../../../src-core/history/history-step.ts';
import { unpackHighlights } from '../../../src-core/transcript/highlight.ts';
import { packTurn, unpackTurn } from '../../../src-core/transcript/pack.ts';
import type { Library } from '../../../src-main/ports/library.ts';
import { editTransaction } from '../../../src-renderer/editor/transcript-document.ts';
import { giveTo } from '../../../src-renderer/editor/text-edits.ts';
import { joinBefore, splitTurn } from '../../../src-renderer/editor/turn-keys.ts';
import { EditHistory, type HistoryDirection } from '../../../src-renderer/state/edit-history.ts';
import { saveMessage } from '../../../src-renderer/state/save-message.ts';
import { EditorBench } from '../../renderer/editor/editor-bench.ts';

export const RECORDING = 'interview';

/** What is typed: words, letters with marks, line breaks, other scripts. */
const TYPED = ['a', ' and', 'é', 'e\u0301', ' 東京', '\n', ' שלום', '👍🏽', ' the harbour', '.'];

/** A long text is pasted once in so many edits and weighs 1.2 MB as a step: some 25 MB in the 10,000 edits of 200 kills, which the library keeps all of. */
const HEAVY_ONCE_IN = 500;
const HEAVY_TEXT = `${'quayside'.repeat(60)} `.repeat(2_400);

/** A state by its content: words, highlights, cues, and how far undo reaches. */
export function digestOf({ transcript, highlights, cues }: MarkedTranscript, history: { first: number; last: number; done: number }): string {
  const marks = highlights.map((highlight) => packHighlight(highlight, transcript)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const { first, last, done } = history;
  const content = {
    turns: transcript.turns.map(packTurn),
    speakers: transcript.speakers,
    next: transcript.nextTurnId,
    marks,
    track: packTrack({ transcript, cues }),
    first,
    last,
    done,
  };
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}

/** Someone who edits a stored transcript and saves it. */
export class EditingStream {
  readonly #library: Library;
  readonly #random: () => number;
  readonly bench: EditorBench;
  #saved: MarkedTranscript;
  #revision: number;

  private constructor(library: Library, random: () => number, opened: { bench: EditorBench; revision: number }) {
    this.#library = library;
    this.#random = random;
    this.bench = opened.bench;
    this.#saved = opened.bench.marked;
    this.#revision = opened.revision;
  }

  /** Opens what the library holds, history and all. */
  static async open(library: Library, random: () => number): Promise<EditingStream> {
    const loaded = library.transcripts.load(RECORDING);
    if (!loaded) throw new Error('nothing to edit');
    const history = new EditHistory(library.history.range(RECORDING), (from, to) => Promise.resolve(library.history.steps(RECORDING, from, to)));
    await history.fetch();
    const { transcript, revision } = loaded;
    const highlights = unpackHighlights(library.history.highlights(RECORDING), transcript);
    const cues = unpackTrack(library.history.cues(RECORDING), transcript);
    return new EditingStream(library, random, { bench: new EditorBench(transcript, { highlights, cues }, history), revision });
  }

  get revision(): number {
    return this.#revision;
  }

  /** The state that the next save will make durable. */
  digest(): string {
    return digestOf(this.bench.marked, this.bench.history.unsaved());
  }

  /** One edit of any kind. */
  async edit(serial: string): Promise<void> {
    const { bench } = this;
    bench.pace = this.#random() < 0.5 ? 100 : 1_000;
    const length = bench.state.doc.length;
    const kind = this.#below(14);
    const at = this.#below(length + 1);
    if (this.#below(HEAVY_ONCE_IN) === 0) this.#replaceAll(serial);
    else if (kind < 4) bench.replace(at, at, TYPED[this.#below(TYPED.length)] ?? 'x');
    else if (kind < 6) bench.replace(at, Math.min(length, at + this.#below(9)), '');
    else if (kind < 8) await this.#move(this.#random() < 0.7 ? 'undo' : 'redo');
    else if (kind === 8) this.#split(at);
    else if (kind === 9) this.#assign(at);
    else if (kind === 10) this.#highlight(serial);
    else if (kind > 11) this.#pin();
    else
      bench.update(editTransaction({ kind: 'set-speakers', speakers: bench.transcript.speakers.map((one) => ({ ...one, name: `Name ${this.#below(9)}` })) }));
  }

  /** Saves as the page does; durable when it returns. */
  save(): void {
    const history = this.bench.history.unsaved();
    const after = this.bench.marked;
    const message = saveMessage({ recording: RECORDING, base: this.#revision, before: this.#saved, after, history, place: null });
    const splices = message.splices.map((splice) => ({ ...splice, turns: splice.turns.map(unpackTurn) }));
    this.#revision = this.#library.transcripts.save(RECORDING, this.#revision, {
      ...{ splices, nextTurnId: message.nextTurnId, speakers: message.speakers, place: null, editedAt: 1 },
      ...{ highlights: message.highlights ?? null, cues: message.cues ?? null, history: message.history ?? null },
    });
    this.bench.history.saved(history);
    this.#saved = after;
  }

  /** Undoes everything there is to undo; answers how many steps. */
  async undoAll(): Promise<number> {
    let steps = 0;
    while (await this.#move('undo')) steps += 1;
    return steps;
  }

  async #move(direction: HistoryDirection): Promise<boolean> {
    if (this.bench.move(direction)) return true;
    await this.bench.history.fetch();
    return this.bench.move(direction);
  }

  /** Pastes a long text and puts a short one in its place: the step of the second weighs more than a page reads at once. */
  #replaceAll(serial: string): void {
    const { bench } = this;
    bench.pace = 1_000;
    bench.replace(0, bench.state.doc.length, HEAVY_TEXT);
    bench.replace(0, bench.state.doc.length, `All over again ${serial}.`);
  }

  #split(at: number): void {
    this.bench.caret(at);
    if (this.#random() < 0.5) this.bench.run(splitTurn);
    else {
      this.bench.caret(this.bench.state.doc.lineAt(at).from);
      this.bench.run(joinBefore);
    }
  }

  #assign(at: number): void {
    this.bench.caret(at);
    const spec = giveTo({ kind: 'caret' }, { id: `spk_${this.#below(2)}` })(this.bench.state);
    if (spec) this.bench.update(spec);
  }

  #highlight(id: string): void {
    const { transcript, highlights } = this.bench;
    const turn = this.#below(Math.max(transcript.turns.length, 1));
    const count = transcript.turns[turn]?.words.length ?? 0;
    if (count === 0 || highlights.length > 20) {
      this.bench.mark(highlights.slice(1));
      return;
    }
    const place = { turn, word: this.#below(count) };
    const made: Highlight = { id, label: 'Quote', comment: '', madeAt: 1, words: { from: place, to: place }, gone: null };
    this.bench.mark([...highlights, made]);
  }

  /** A pin of one word, or one pin less. */
  #pin(): void {
    const { transcript } = this.bench;
    const { cues } = this.bench.marked;
    const turn = this.#below(Math.max(transcript.turns.length, 1));
    const word = this.#below(Math.max(transcript.turns[turn]?.words.length ?? 0, 1));
    const place = { turn, word };
    const taken = cues.pins.some((pin) => !isBehind(pin.from, place) && !isBehind(place, pin.to));
    if (taken || cues.pins.length > 20 || !transcript.turns[turn]?.words[word]) {
      this.bench.cue({ ...cues, pins: cues.pins.slice(1) });
      return;
    }
    const pin: PinnedCue = { id: nextPinId(cues.pins), from: place, to: place, start: null, end: null, breaks: null, look: null, shown: true, waivers: [] };
    const pins = [...cues.pins, pin].sort(byFirstWord);
    this.bench.cue({ ...cues, pins });
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
}
