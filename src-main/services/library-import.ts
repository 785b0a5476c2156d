// Takes files into the library: media, transcripts and subtitles, told apart by what is in them.
import type { ImportedDocument } from '../../src-core/import/document.ts';
import { trackOfCues } from '../../src-core/subtitles/imported-track.ts';
import { packTrack } from '../../src-core/subtitles/packed-track.ts';
import { StudioError } from '../../src-core/contract/errors.ts';
import type { ImportResult } from '../../src-core/contract/studio-api.ts';
import { fileContent, SNIFF_BYTES } from '../../src-core/library/file-content.ts';
import type { ReadEncoding, TextReading } from '../../src-core/import/text-reading.ts';
import type { Recording, RecordingId } from '../../src-core/library/recording.ts';
import type { MediaFacts } from '../../src-core/media/media-facts.ts';
import type { DocumentReader } from '../ports/documents.ts';
import type { Library, StoredRecording } from '../ports/library.ts';
import type { Clock, Ids, Log } from '../ports/machine.ts';
import type { FileStamp, MediaFiles } from '../ports/media.ts';
import type { MediaIntake } from './media-intake.ts';
import type { OfferedFile, Offers } from './offers.ts';
import { presentState } from './media-presence.ts';
import { holdsWork } from './person-work.ts';
import type { RecordingShelf } from './recording-shelf.ts';

/** Largest document read, bytes: 100,000 cues or words weigh a tenth of it (L9). */
export const DOCUMENT_LIMIT_BYTES = 256 * 1024 * 1024;
/** A file is never read in one piece, whatever it is: files refuse longer reads. */
const READ_AT_ONCE_BYTES = 32 * 1024 * 1024;

/** A file that has not changed for so long is taken for finished, milliseconds (reliability.md F26). */
const STILL_MILLIS = 2_000;
const LOOK_EVERY_MILLIS = 500;
/** How long a growing file is waited for before the person is told. */
const LONGEST_WAIT_MILLIS = 6_000;

export interface ImportPorts {
  readonly library: Library;
  readonly shelf: RecordingShelf;
  readonly offers: Offers;
  readonly documents: DocumentReader;
  readonly files: MediaFiles;
  readonly intake: MediaIntake;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** The sample interview that ships with the studio. */
export interface SampleFiles {
  readonly name: string;
  readonly media: string;
  readonly result: string;
}

type MediaRow = StoredRecording['media'];

const NO_MEDIA: MediaRow = { state: 'none', path: null, owned: false, fingerprint: null, proxyPath: null, facts: null, trouble: null };

/** Everything that brings a file into the library. */
export class LibraryImport {
  readonly #ports: ImportPorts;

  constructor(ports: ImportPorts) {
    this.#ports = ports;
  }

  /**
   * Takes in an offered file, as a new recording or into one that is there. The offer is used up only when that went
   * well. Throws `offer-expired`, `still-growing`, `empty-media`, `bad-file`, `too-large`, a code of the media group, `not-found`,
   * `read-only`.
   */
  async take(offer: string, into: RecordingId | null): Promise<ImportResult> {
    const { shelf, offers, files } = this.#ports;
    shelf.mustBeWritable();
    const target = into === null ? null : shelf.stored(into);
    const file = await offers.look(offer);
    const { size } = await this.#settled(file);
    const content = fileContent(await files.read(file.path, 0, Math.min(size, SNIFF_BYTES)));
    if (content === 'empty') throw new StudioError('empty-media');
    if (content === 'document') {
      const result = await this.#takeDocument(file, size, target);
      offers.take(offer);
      await this.#removeOwn(file);
      return result;
    }
    return this.#takeMedia(file, offer, target);
  }

  /**
   * Points a recording at other media and has it looked into; when that is refused, the recording is as it was before.
   * The former media's own copy and proxy are removed. Throws a code of the media group.
   */
  async attach(target: StoredRecording, file: OfferedFile, fingerprint: string): Promise<void> {
    const { shelf } = this.#ports;
    const former = target.media;
    const isSame = former.fingerprint === fingerprint;
    const media: MediaRow = { ...(isSame ? former : NO_MEDIA), state: 'probing', path: file.path, owned: file.owned, fingerprint, trouble: null };
    shelf.put({ ...target, fileName: file.name, media });
    try {
      await this.#ports.intake.begin(target.id);
    } catch (thrown) {
      // Removed meanwhile: putting the row back would bring it back to life.
      if (this.#ports.library.recordings.get(target.id)) shelf.put(target);
      throw thrown;
    }
    if (former.owned && former.path !== null && former.path !== file.path) await this.#removeOwn({ path: former.path, owned: true });
    if (isSame) return;
    if (former.proxyPath !== null) await this.#removeOwn({ path: former.proxyPath, owned: true });
    if (former.fingerprint !== null && !this.#byFingerprint(former.fingerprint)) this.#ports.library.peaks.remove(former.fingerprint);
  }

  /**
   * Gives an offered file to every recording that has lost the media of this very content; answers them. Without any the offer
   * is ended. Throws `offer-expired` and the codes of reading a file.
   */
  async reunite(offer: string): Promise<Recording[]> {
    const { library, shelf, offers, files } = this.#ports;
    const file = await offers.look(offer);
    const fingerprint = await files.fingerprint(file.path);
    const lost: StoredRecording[] = [];
    for (const stored of library.recordings.all()) {
      if (stored.media.fingerprint !== fingerprint) continue;
      const state = await presentState(stored, files);
      if (state === 'missing' || state === 'replaced') lost.push(stored);
    }
    for (const stored of lost) await this.attach(stored, file, fingerprint);
    offers.take(offer);
    if (lost.length === 0) await this.#removeOwn(file);
    return lost.map(({ id }) => shelf.view(id));
  }

  /** Reads the kept result again into a recording beside this one, which stays as it is. Throws `not-found`, `library-damaged`, `bad-file`. */
  async readAgain(stored: StoredRecording): Promise<ImportResult> {
    const { library, shelf, documents } = this.#ports;
    shelf.mustBeWritable();
    const kept = await library.results.get(stored.id);
    if (!kept) throw new StudioError('not-found', { what: 'result' });
    const document = await documents.read(kept.bytes, kept.fileName);
    const row = this.#beside(stored, 'read again');
    shelf.put(row);
    try {
      await this.#keep(row.id, kept.fileName, kept.bytes, document);
    } catch (thrown) {
      shelf.remove(row.id);
      throw thrown;
    }
    return { recording: shelf.tell(row.id), outcome: 'transcript-imported', described: document.described, problems: wireProblems(document) };
  }

  /** What the kept file of a recording says in each encoding it may have; empty when none is kept, or when it is no text. */
  async readings(stored: StoredRecording): Promise<TextReading[]> {
    const kept = await this.#ports.library.results.getFirst(stored.id);
    return kept ? this.#ports.documents.readings(kept.bytes) : [];
  }

  /**
   * Reads the kept file again in the encoding a person chose: in place while nobody has corrected anything, else into a recording beside.
   * The choice is kept with it, as the same text in UTF-8 behind the file as it came. Throws as `readAgain`.
   */
  async readAs(stored: StoredRecording, encoding: ReadEncoding): Promise<ImportResult> {
    const { library, shelf, documents } = this.#ports;
    shelf.mustBeWritable();
    const kept = await library.results.getFirst(stored.id);
    if (!kept) throw new StudioError('not-found', { what: 'result' });
    const document = await documents.read(kept.bytes, kept.fileName, encoding);
    const isBeside = holdsWork(library, stored);
    const row = isBeside ? this.#beside(stored, encoding) : stored;
    if (isBeside) shelf.put(row);
    try {
      if (isBeside) await library.results.put(row.id, kept.fileName, kept.bytes);
      await this.#keep(row.id, kept.fileName, await documents.inUtf8(kept.bytes, encoding), document);
    } catch (thrown) {
      if (isBeside) shelf.remove(row.id);
      throw thrown;
    }
    return { recording: shelf.tell(row.id), outcome: 'transcript-imported', described: document.described, problems: wireProblems(document) };
  }

  /** Puts the sample into the library, or answers the one that is there. */
  async takeSample(sample: SampleFiles): Promise<ImportResult> {
    const { library, shelf, files } = this.#ports;
    const fingerprint = await files.fingerprint(sample.media);
    const known = this.#byFingerprint(fingerprint);
    if (known && library.transcripts.summary(known.id))
      return { recording: shelf.view(known.id), outcome: 'already-there', described: sample.name, problems: [] };
    shelf.mustBeWritable();
    const media = { path: sample.media, name: fileNameOf(sample.media), owned: false };
    const row = known ?? { ...this.#newRow(media.name, NO_MEDIA), name: sample.name };
    if (!known) shelf.put(row);
    const { size } = await files.stamp(sample.result);
    const result = await this.#takeDocument({ path: sample.result, name: fileNameOf(sample.result), owned: false }, size, row);
    if (!known) await this.attach(shelf.stored(row.id), media, fingerprint);
    return { ...result, recording: shelf.view(row.id) };
  }

  async #takeDocument(file: OfferedFile, size: number, target: StoredRecording | null): Promise<ImportResult> {
    const { shelf, documents, files } = this.#ports;
    if (size > DOCUMENT_LIMIT_BYTES) throw new StudioError('too-large', { size, limit: `${DOCUMENT_LIMIT_BYTES / 1024 / 1024} MB` });
    const bytes = await readWhole(files, file.path, size);
    const document = await documents.read(bytes, file.name);
    const into = target && holdsWork(this.#ports.library, target) ? this.#beside(target, document.origin) : target;
    const row = into ?? this.#newRow(file.name, NO_MEDIA);
    const isNew = row !== target;
    if (isNew) shelf.put(row);
    try {
      await this.#keep(row.id, file.name, bytes, document);
    } catch (thrown) {
      if (isNew) shelf.remove(row.id);
      throw thrown;
    }
    const recording = shelf.tell(row.id);
    return { recording, outcome: 'transcript-imported', described: document.described, problems: wireProblems(document) };
  }

  /**
   * The stamp of a file nobody is writing to. A file of our own is whole; one changed a moment ago is waited for until it has been
   * still for two seconds. Throws `still-growing` when it is not still in good time (F26).
   */
  async #settled({ path, owned }: OfferedFile): Promise<FileStamp> {
    const { files, clock } = this.#ports;
    const stamp = await files.stamp(path);
    const age = clock.now() - stamp.modifiedAt;
    // Dates ahead of ours come from another machine's clock and say nothing.
    if (owned || age >= STILL_MILLIS || age < 0) return stamp;
    let last = stamp;
    let stillFor = age;
    for (let waited = 0; waited < LONGEST_WAIT_MILLIS; waited += LOOK_EVERY_MILLIS) {
      await clock.delay(LOOK_EVERY_MILLIS);
      const now = await files.stamp(path);
      stillFor = now.size === last.size && now.modifiedAt === last.modifiedAt ? stillFor + LOOK_EVERY_MILLIS : 0;
      if (stillFor >= STILL_MILLIS) return now;
      last = now;
    }
    throw new StudioError('still-growing', { size: last.size });
  }

  /** A recording beside another, over the same media: corrections are never replaced by a document somebody attaches. */
  #beside(target: StoredRecording, origin: string): StoredRecording {
    const { ids, clock } = this.#ports;
    return { ...target, id: ids.uuid(), name: `${target.name} (${origin})`, addedAt: clock.now(), editedAt: null };
  }

  /** The raw bytes first: from them everything else can be made again. */
  async #keep(recording: RecordingId, fileName: string, bytes: Uint8Array, document: ImportedDocument): Promise<void> {
    const { library } = this.#ports;
    await library.results.put(recording, fileName, bytes);
    const { transcript, problems, origin, cues, manner } = document;
    const track = cues ? packTrack({ transcript, cues: trackOfCues(cues, manner) }) : null;
    library.transcripts.replace(recording, transcript, origin, { problems, cues: track });
  }

  async #takeMedia(file: OfferedFile, offer: string, target: StoredRecording | null): Promise<ImportResult> {
    const { shelf, offers, files, intake } = this.#ports;
    const fingerprint = await files.fingerprint(file.path);
    const known = this.#byFingerprint(fingerprint);
    if (known && (!target || target.id === known.id)) return this.#meetAgain(known, file, offer);
    if (target) {
      await this.attach(target, file, fingerprint);
      offers.take(offer);
      return this.#mediaResult(target.id, 'media-attached');
    }
    const row = this.#newRow(file.name, { ...NO_MEDIA, state: 'probing', path: file.path, owned: file.owned, fingerprint });
    shelf.put(row);
    try {
      await intake.begin(row.id);
    } catch (thrown) {
      shelf.remove(row.id);
      throw thrown;
    }
    offers.take(offer);
    return this.#mediaResult(row.id, 'media-added');
  }

  /** The same media again: where the library has lost it, this is how it comes back. */
  async #meetAgain(known: StoredRecording, file: OfferedFile, offer: string): Promise<ImportResult> {
    const { offers, files } = this.#ports;
    const state = await presentState(known, files);
    const isLost = state === 'missing' || state === 'replaced';
    if (isLost) await this.attach(known, file, known.media.fingerprint ?? '');
    offers.take(offer);
    if (!isLost && file.path !== known.media.path) await this.#removeOwn(file);
    return this.#mediaResult(known.id, isLost ? 'media-attached' : 'already-there');
  }

  #mediaResult(id: RecordingId, outcome: ImportResult['outcome']): ImportResult {
    const recording = this.#ports.shelf.view(id);
    const { facts } = recording.media;
    return { recording, outcome, described: facts ? describeMedia(facts) : recording.fileName, problems: [] };
  }

  #byFingerprint(fingerprint: string): StoredRecording | null {
    return this.#ports.library.recordings.all().find(({ media }) => media.fingerprint === fingerprint) ?? null;
  }

  #newRow(fileName: string, media: MediaRow): StoredRecording {
    const { clock, ids } = this.#ports;
    return { id: ids.uuid(), name: titleOf(fileName), fileName, addedAt: clock.now(), editedAt: null, media };
  }

  async #removeOwn({ path, owned }: Pick<OfferedFile, 'path' | 'owned'>): Promise<void> {
    if (!owned) return;
    try {
      await this.#ports.files.removeOwn(path);
    } catch (thrown) {
      this.#ports.log.error('a file of our own could not be removed', thrown);
    }
  }
}

async function readWhole(files: Pick<MediaFiles, 'read'>, path: string, size: number): Promise<Uint8Array> {
  const whole = new Uint8Array(size);
  for (let start = 0; start < size; start += READ_AT_ONCE_BYTES) {
    const end = Math.min(start + READ_AT_ONCE_BYTES, size);
    const place = whole.subarray(start, end);
    const bytes = await files.read(path, start, end, place);
    if (bytes.buffer !== place.buffer) place.set(bytes);
  }
  return whole;
}

/** Problems as the wire takes them: same values, lists that may be written to. */
export function wireProblems({ problems }: Pick<ImportedDocument, 'problems'>): ImportResult['problems'] {
  return problems.map((problem) => ({ ...problem, places: problem.places.map((place) => ({ ...place })) }));
}

/** "MP4 video, 1 h 2 min" for people. */
export function describeMedia({ container, video, duration }: MediaFacts): string {
  return `${container.toUpperCase()}${video ? ' video' : ''}, ${describeLength(duration)}`;
}

function describeLength(millis: number): string {
  const seconds = Math.round(millis / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function fileNameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

/** A file's name without its extension, for a title; the whole name when nothing else would be left. */
function titleOf(fileName: string): string {
  return fileName.replace(/(?:\.json)?\.[^./\\]{1,10}$/i, '').trim() || fileName;
}
