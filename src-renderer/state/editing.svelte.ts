// The open transcript and its safety: what is on screen, what is durable, and the way from one to the other.
// It knows nothing of the editor; the editor tells it what changed.
import type { StudioClient } from '../../src-core/contract/client.ts';
import { StudioError } from '../../src-core/contract/errors.ts';
import type { CallResult, ReadingPlace } from '../../src-core/contract/studio-api.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import { emptyTrack, type CueTrack } from '../../src-core/subtitles/cue-track.ts';
import type { Highlight } from '../../src-core/transcript/highlight.ts';
import type { MarkedTranscript } from '../../src-core/history/history-step.ts';
import { unpackMarked } from '../../src-core/history/marked-transcript.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import type { PageClock } from '../page-clock.ts';
import { EditHistory } from './edit-history.ts';
import { saveMessage } from './save-message.ts';
import { sendSave } from './save-sending.ts';

/** An edit is on its way to the disk at most this long after it was made, milliseconds (I2: at most 1 s of typing is unsaved). */
const SAVE_AFTER = 600;
/** A failed save is tried again so often, milliseconds. */
const RETRY_AFTER = 3_000;
/** Where the reader is, is remembered so long after the last move, milliseconds. */
const PLACE_AFTER = 800;

export type SavePhase = 'saved' | 'unsaved' | 'saving' | 'failed' | 'conflict' | 'read-only';

type Problems = CallResult<'library.open'>['problems'];

/** What a view makes an editor of. */
export interface OpenedTranscript extends MarkedTranscript {
  readonly place: ReadingPlace | null;
  readonly history: EditHistory;
}

export class EditingState {
  readonly #client: StudioClient;
  readonly #clock: PageClock;
  readonly #isReadOnly: () => boolean;
  #recording: RecordingId | null = null;
  #opened = $state.raw<OpenedTranscript | null>(null);
  #current = $state.raw<MarkedTranscript | null>(null);
  #phase = $state<'loading' | 'ready' | 'none' | 'failed'>('none');
  #save = $state<SavePhase>('saved');
  #error = $state.raw<unknown>(null);
  #problems = $state.raw<Problems>([]);
  /** What the library holds, as of `#revision`. */
  #durable: MarkedTranscript | null = null;
  #history = new EditHistory();
  #revision = 0;
  #place: ReadingPlace | null = null;
  #placeIsNew = false;
  #stopTimer: (() => void) | null = null;
  #stopPlaceTimer: (() => void) | null = null;
  #running: Promise<void> = Promise.resolve();
  #closing: Promise<void> | null = null;

  constructor(client: StudioClient, clock: PageClock, isReadOnly: () => boolean) {
    this.#client = client;
    this.#clock = clock;
    this.#isReadOnly = isReadOnly;
  }

  get phase(): 'loading' | 'ready' | 'none' | 'failed' {
    return this.#phase;
  }
  get save(): SavePhase {
    return this.#save;
  }
  /** Why opening or saving failed. */
  get error(): unknown {
    return this.#error;
  }
  /** What an editor is made of; a new value each time the transcript is loaded afresh. */
  get opened(): OpenedTranscript | null {
    return this.#opened;
  }
  /** The transcript on screen. */
  get current(): Transcript | null {
    return this.#current?.transcript ?? null;
  }
  /** The highlights on screen, in the order they were made. */
  get highlights(): readonly Highlight[] {
    return this.#current?.highlights ?? [];
  }
  /** The cue track on screen. */
  get cues(): CueTrack {
    return this.#current?.cues ?? emptyTrack;
  }
  get problems(): Problems {
    return this.#problems;
  }
  /** Whether nothing that is typed will be kept. */
  get readOnly(): boolean {
    return this.#isReadOnly();
  }
  get revision(): number {
    return this.#revision;
  }

  /** Loads a recording's transcript, after saving what is still unsaved of another. */
  async open(recording: RecordingId): Promise<void> {
    await this.close();
    this.#recording = recording;
    await this.#load(recording);
  }

  /** Loads again what the library holds now; unsaved edits are given up. */
  async reload(): Promise<void> {
    if (this.#recording !== null) await this.#load(this.#recording);
  }

  /** The library's revision moved. Loads again unless it was our own saving, or edits are waiting. */
  async revised(revision: number): Promise<void> {
    await this.#running;
    // What is being loaded is the newest already.
    if (this.#recording === null || this.#phase === 'loading' || revision <= this.#revision || this.#save !== 'saved') return;
    await this.reload();
  }

  /** The editor made an edit: of the words, the highlights, the cues. */
  edited(marked: MarkedTranscript): void {
    this.#current = marked;
    if (this.#isReadOnly()) {
      this.#save = 'read-only';
      return;
    }
    if (this.#save === 'conflict') return;
    if (this.#save !== 'saving') this.#save = 'unsaved';
    this.#stopTimer ??= this.#clock.after(SAVE_AFTER, () => {
      this.#stopTimer = null;
      void this.flush();
    });
  }

  /** The reader moved. Remembered with the next save, or soon by itself. */
  placed(place: ReadingPlace): void {
    this.#place = place;
    this.#placeIsNew = true;
    this.#stopPlaceTimer?.();
    this.#stopPlaceTimer = this.#clock.after(PLACE_AFTER, () => {
      this.#stopPlaceTimer = null;
      void this.#keepPlace();
    });
  }

  /** Saves what is not yet durable; resolves once it is, or the failure is shown. */
  flush(): Promise<void> {
    this.#stopTimer?.();
    this.#stopTimer = null;
    this.#running = this.#running.then(() => this.#saveNow());
    return this.#running;
  }

  /** Saves everything and lets go. What was on screen is gone at once, so that no view makes an editor of it under another name. */
  close(): Promise<void> {
    // Whoever leaves and whoever comes next both close: the later of two could let go of what was opened in between.
    this.#closing ??= this.#letGo().finally(() => (this.#closing = null));
    return this.#closing;
  }

  /** After a conflict: puts what is on screen over the other version. */
  async keepMine(): Promise<void> {
    if (this.#recording === null || this.#current === null) return;
    const theirs = await this.#client.call('library.open', { recording: this.#recording });
    this.#revision = theirs.revision;
    this.#durable = marked(theirs) ?? { transcript: { ...this.#current.transcript, turns: [] }, highlights: [], cues: emptyTrack };
    this.#history.detach();
    this.#save = 'unsaved';
    await this.flush();
  }

  async #letGo(): Promise<void> {
    if (this.#recording === null) return;
    this.#opened = null;
    this.#phase = 'loading';
    await this.flush();
    await this.#keepPlace();
    this.#stopPlaceTimer?.();
    this.#stopPlaceTimer = null;
    this.#recording = null;
    this.#durable = null;
    this.#current = null;
    this.#phase = 'none';
    this.#save = 'saved';
  }

  async #load(recording: RecordingId): Promise<void> {
    this.#phase = 'loading';
    this.#error = null;
    try {
      const answer = await this.#client.call('library.open', { recording });
      if (this.#recording !== recording) return;
      this.#revision = answer.revision;
      this.#problems = answer.problems;
      this.#durable = marked(answer);
      this.#current = this.#durable;
      this.#history = new EditHistory(answer.history, (from, to) => this.#client.call('library.steps', { recording, from, to }));
      this.#place = answer.place;
      this.#placeIsNew = false;
      this.#opened = this.#durable && { ...this.#durable, place: answer.place, history: this.#history };
      this.#save = 'saved';
      this.#phase = this.#durable ? 'ready' : 'none';
    } catch (thrown) {
      if (this.#recording !== recording) return;
      this.#error = thrown;
      this.#phase = 'failed';
    }
  }

  async #saveNow(): Promise<void> {
    const [recording, before, after] = [this.#recording, this.#durable, this.#current];
    if (recording === null || before === null || after === null || before === after || this.#save === 'conflict' || this.#isReadOnly()) return;
    this.#save = 'saving';
    try {
      const history = this.#history.unsaved();
      const message = saveMessage({ recording, base: this.#revision, before, after, history, place: this.#place });
      const revision = await sendSave(this.#client, message);
      this.#history.saved(history);
      this.#placeIsNew = false;
      this.#revision = revision;
      this.#durable = after;
      this.#error = null;
      this.#save = this.#current === after ? 'saved' : 'unsaved';
      if (this.#current !== after && this.#current) this.edited(this.#current);
    } catch (thrown) {
      this.#error = thrown;
      this.#save = thrown instanceof StudioError && thrown.code === 'conflict' ? 'conflict' : 'failed';
      // What could not be saved stays on screen and is tried again: nothing typed is given up. What is too large only another edit makes smaller.
      const isWorthIt = this.#save === 'failed' && !(thrown instanceof StudioError && thrown.code === 'too-large');
      if (isWorthIt) this.#stopTimer ??= this.#clock.after(RETRY_AFTER, () => ((this.#stopTimer = null), void this.flush()));
    }
  }

  async #keepPlace(): Promise<void> {
    const [recording, place] = [this.#recording, this.#place];
    if (recording === null || place === null || !this.#placeIsNew || this.#durable === null) return;
    this.#placeIsNew = false;
    try {
      await this.#client.call('library.keepPlace', { recording, place });
    } catch {
      this.#placeIsNew = true; // the next move or save carries it; losing it loses no work
    }
  }
}

function marked({ transcript, highlights, cues }: CallResult<'library.open'>): MarkedTranscript | null {
  return transcript && unpackMarked({ transcript, highlights, cues });
}
