// Calls of the group `library`: what views ask of recordings and their transcripts. Taking files in is library-import's.
import { StudioError } from '../../src-core/contract/errors.ts';
import type { CallArgs, CallResult, EmitEvent, ImportResult } from '../../src-core/contract/studio-api.ts';
import { readSave } from '../../src-core/contract/whole-save.ts';
import { isCorrection } from '../../src-core/history/correction.ts';
import type { Recording, RecordingId } from '../../src-core/library/recording.ts';
import { packTranscript, unpackTurn } from '../../src-core/transcript/pack.ts';
import type { DocumentReader } from '../ports/documents.ts';
import type { Library, StoredRecording } from '../ports/library.ts';
import type { Clock, Ids, Log } from '../ports/machine.ts';
import type { MediaFiles } from '../ports/media.ts';
import { LibraryImport, wireProblems, type SampleFiles } from './library-import.ts';
import type { MediaIntake } from './media-intake.ts';
import { presentState } from './media-presence.ts';
import type { Offers } from './offers.ts';
import { RecordingShelf, recordingView } from './recording-shelf.ts';
import { SaveParts } from './save-parts.ts';
import { VersionKeeper } from './version-keeper.ts';

export interface LibraryPorts {
  readonly library: Library;
  readonly offers: Offers;
  readonly documents: DocumentReader;
  readonly files: MediaFiles;
  readonly intake: MediaIntake;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly emit: EmitEvent;
  /** The sample that ships, or null where none does. */
  readonly sample: SampleFiles | null;
  /** Those who work on a recording: each stops its work before the recording is removed. */
  readonly leaving: readonly ((recording: RecordingId) => Promise<void>)[];
}

/** Most places one search answers. */
const MOST_FOUND = 500;
/** Most steps of the editing history one call answers. */
const MOST_STEPS = 1_000;

/** Calls of the group `library`. Each may throw `not-found`, and those that write `read-only` and the codes of the disk. */
export class LibraryService {
  readonly #ports: LibraryPorts;
  readonly #shelf: RecordingShelf;
  readonly #import: LibraryImport;
  readonly #versions: VersionKeeper;
  readonly #parts: SaveParts;

  constructor(ports: LibraryPorts) {
    this.#ports = ports;
    this.#shelf = new RecordingShelf(ports.library, ports.emit);
    this.#import = new LibraryImport({ ...ports, shelf: this.#shelf });
    this.#versions = new VersionKeeper(ports);
    this.#parts = new SaveParts(ports.clock);
  }

  /** Every recording, newest first. */
  async list(): Promise<Recording[]> {
    return Promise.resolve(this.#shelf.views());
  }

  /** Takes in an offered file; see LibraryImport.take for what it refuses. */
  import({ offer, into }: CallArgs<'library.import'>): Promise<ImportResult> {
    return this.#import.take(offer, into);
  }

  /** Puts the sample interview into the library. Throws `host-cannot` where none ships. */
  async addSample(): Promise<ImportResult> {
    const { sample } = this.#ports;
    if (!sample) throw new StudioError('host-cannot', { what: 'sample' });
    return this.#import.takeSample(sample);
  }

  /** A recording with its words. Looks first whether the media is still there, and stores and tells what it finds. */
  async open({ recording: id }: CallArgs<'library.open'>): Promise<CallResult<'library.open'>> {
    const { library } = this.#ports;
    const stored = await this.#lookedAt(this.#shelf.stored(id));
    const recording = recordingView(stored, library.transcripts.summary(id));
    const loaded = library.transcripts.load(id);
    if (!loaded) return { recording, transcript: null, revision: 0, place: null, problems: [] };
    const { transcript, revision, place, problems } = loaded;
    this.#versions.opened(id);
    return {
      recording,
      transcript: packTranscript(transcript),
      revision,
      place,
      problems: wireProblems({ problems }),
      highlights: library.history.highlights(id),
      cues: library.history.cues(id),
      history: { ...library.history.range(id) },
    };
  }

  /** Saves what an edit touched; durable when answered. Throws `conflict` when the base is old, `bad-message` when it does not fit. */
  async save(args: CallArgs<'library.save'>): Promise<CallResult<'library.save'>> {
    const { library, clock } = this.#ports;
    const { recording, base, splices, nextTurnId, speakers, place, highlights = null, cues = null, history = null } = args;
    this.#versions.beforeSave(recording);
    const unpacked = splices.map(({ from, remove, turns }) => ({ from, remove, turns: turns.map(unpackTurn) }));
    const marks = { highlights, cues, history };
    const editedAt = isCorrection(args) ? clock.now() : null;
    const revision = library.transcripts.save(recording, base, { splices: unpacked, nextTurnId, speakers, place, editedAt, ...marks });
    this.#shelf.tell(recording);
    return Promise.resolve({ revision });
  }

  /** Takes one part of a heavy save; the last one saves. Throws as `save` and as SaveParts.take. */
  async savePart(part: CallArgs<'library.savePart'>): Promise<CallResult<'library.savePart'>> {
    this.#shelf.mustBeWritable();
    const whole = this.#parts.take(part);
    return whole === null ? Promise.resolve({ revision: null }) : this.save(readSave(utf8Text(whole)));
  }

  /** Steps of the editing history, for undoing beyond this start. */
  async steps({ recording, from, to }: CallArgs<'library.steps'>): Promise<CallResult<'library.steps'>> {
    this.#shelf.stored(recording);
    const until = from <= to ? Math.min(to, from + MOST_STEPS - 1) : Math.max(to, from - MOST_STEPS + 1);
    return Promise.resolve(this.#ports.library.history.steps(recording, from, until));
  }

  /** Kept versions, newest first. */
  async versions({ recording }: CallArgs<'library.versions'>): Promise<CallResult<'library.versions'>> {
    this.#shelf.stored(recording);
    return Promise.resolve(this.#ports.library.versions.list(recording));
  }

  /** Keeps what is stored now. Throws `bad-message` for a name of spaces alone. */
  async keepVersion({ recording, kind, name }: CallArgs<'library.keepVersion'>): Promise<CallResult<'library.keepVersion'>> {
    const { library, clock } = this.#ports;
    this.#shelf.stored(recording);
    return Promise.resolve(library.versions.keep(recording, kind, mustName(name), clock.now()));
  }

  /** A version's words, highlights and cues. */
  async version({ recording, version }: CallArgs<'library.version'>): Promise<CallResult<'library.version'>> {
    this.#shelf.stored(recording);
    const { transcript, ...marks } = this.#ports.library.versions.load(recording, version);
    return Promise.resolve({ transcript: packTranscript(transcript), ...marks });
  }

  /** Names a version, which keeps it for good. */
  async nameVersion({ recording, version, name }: CallArgs<'library.nameVersion'>): Promise<CallResult<'library.nameVersion'>> {
    this.#ports.library.versions.rename(recording, version, mustName(name));
    return this.versions({ recording });
  }

  /** Removes a version; the transcript itself is not touched. */
  async removeVersion({ recording, version }: CallArgs<'library.removeVersion'>): Promise<CallResult<'library.removeVersion'>> {
    this.#ports.library.versions.remove(recording, version);
    return this.versions({ recording });
  }

  /** Remembers the reader's place; nothing to remember it by (no transcript, a library for reading) is no error. */
  async keepPlace({ recording, place }: CallArgs<'library.keepPlace'>): Promise<CallResult<'library.keepPlace'>> {
    const { library } = this.#ports;
    this.#shelf.stored(recording);
    if (!library.readOnly && library.transcripts.summary(recording)) library.transcripts.keepPlace(recording, place);
    return Promise.resolve({});
  }

  /** Gives a recording another name. Throws `bad-message` for one of spaces alone. */
  async rename({ recording, name }: CallArgs<'library.rename'>): Promise<Recording> {
    return Promise.resolve(this.#shelf.put({ ...this.#shelf.stored(recording), name: mustName(name) }));
  }

  /** Removes a recording with its transcript, results, jobs, peaks, and those files the studio itself made for it. */
  async remove({ recording: id }: CallArgs<'library.remove'>): Promise<CallResult<'library.remove'>> {
    this.#shelf.mustBeWritable();
    this.#shelf.stored(id);
    for (const leave of this.#ports.leaving) await leave(id);
    const { media } = this.#shelf.stored(id);
    this.#shelf.remove(id);
    for (const path of [media.owned ? media.path : null, media.proxyPath]) if (path !== null && !this.#isShared(path)) await this.#removeOwn(path);
    return {};
  }

  /** Points a recording at its moved media. Throws `media-differs` for another file unless `anyway`; the offer then stays. */
  async relink({ recording: id, offer, anyway }: CallArgs<'library.relink'>): Promise<Recording> {
    const { offers, files } = this.#ports;
    this.#shelf.mustBeWritable();
    const stored = this.#shelf.stored(id);
    const file = await offers.look(offer);
    const fingerprint = await files.fingerprint(file.path);
    const known = stored.media.fingerprint;
    if (known !== null && known !== fingerprint && !anyway) throw new StudioError('media-differs');
    await this.#import.attach(stored, file, fingerprint);
    offers.take(offer);
    return this.#shelf.view(id);
  }

  /** Gives lost media back: every offered file to the recordings it belongs to by content. A file of another offer is left alone. */
  async relinkMany({ offers }: CallArgs<'library.relinkMany'>): Promise<CallResult<'library.relinkMany'>> {
    this.#shelf.mustBeWritable();
    const found: Recording[] = [];
    for (const offer of offers) found.push(...(await this.#import.reunite(offer)));
    return { found };
  }

  /** The kept result of a recording read again, into a recording beside it. Throws `not-found` when none is kept, `library-damaged` when its hash no longer fits. */
  readAgain({ recording }: CallArgs<'library.readAgain'>): Promise<ImportResult> {
    return this.#import.readAgain(this.#shelf.stored(recording));
  }

  /** What the kept file of a recording says in each encoding it may have, the likeliest first. */
  readings({ recording }: CallArgs<'library.readings'>): Promise<CallResult<'library.readings'>> {
    return this.#import.readings(this.#shelf.stored(recording)).then((all) => all.map((reading) => ({ ...reading, lines: [...reading.lines] })));
  }

  /** The kept file of a recording read again in a chosen encoding. Throws as `readAgain`. */
  readAs({ recording, encoding }: CallArgs<'library.readAs'>): Promise<ImportResult> {
    return this.#import.readAs(this.#shelf.stored(recording), encoding);
  }

  /** Where words were said, in every transcript. */
  async search({ words, limit }: CallArgs<'library.search'>): Promise<CallResult<'library.search'>> {
    return Promise.resolve(this.#ports.library.transcripts.search(words, Math.min(limit, MOST_FOUND)));
  }

  /** The latest result as it came, or null. Throws `library-damaged` when its hash no longer fits. */
  async rawResult({ recording }: CallArgs<'library.rawResult'>): Promise<CallResult<'library.rawResult'>> {
    this.#shelf.stored(recording);
    const result = await this.#ports.library.results.get(recording);
    return result && { fileName: result.fileName, bytes: new Uint8Array(result.bytes) };
  }

  async #lookedAt(stored: StoredRecording): Promise<StoredRecording> {
    const state = await presentState(stored, this.#ports.files);
    if (state === stored.media.state) return stored;
    const current = this.#shelf.stored(stored.id);
    const changed = { ...current, media: { ...current.media, state } };
    if (!this.#ports.library.readOnly) this.#shelf.put(changed);
    return changed;
  }

  /** Whether another recording lives from the file: one transcribed again shares its media. */
  #isShared(path: string): boolean {
    return this.#ports.library.recordings.all().some(({ media }) => media.path === path || media.proxyPath === path);
  }

  async #removeOwn(path: string): Promise<void> {
    try {
      await this.#ports.files.removeOwn(path);
    } catch (thrown) {
      this.#ports.log.error('a file of a removed recording is left over', thrown);
    }
  }
}

/** The text of a whole save. Throws `bad-message` for bytes that are none. */
function utf8Text(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new StudioError('bad-message', { call: 'library.save', reason: 'text' });
  }
}

function mustName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw new StudioError('bad-message', { reason: 'name' });
  return trimmed;
}
