// Calls of the group `review`: what the kept result still knows of a transcript, and what of its sound was listened to.
import type { CallArgs, CallResult, EmitEvent } from '../../src-core/contract/studio-api.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import { packTurn } from '../../src-core/transcript/pack.ts';
import { withHeard, type HeardSpans } from '../../src-core/transcript/heard.ts';
import type { DocumentReader } from '../ports/documents.ts';
import type { Library } from '../ports/library.ts';
import { RecordingShelf } from './recording-shelf.ts';

export interface ReviewPorts {
  readonly library: Library;
  readonly documents: DocumentReader;
  readonly emit: EmitEvent;
}

/** Calls of the group `review`. Each may throw `not-found`; those that read the result `library-damaged` and `bad-file`. */
export class ReviewService {
  readonly #ports: ReviewPorts;
  readonly #shelf: RecordingShelf;

  constructor(ports: ReviewPorts) {
    this.#ports = ports;
    this.#shelf = new RecordingShelf(ports.library, ports.emit);
  }

  /** Everything else the engine might have heard. */
  async alternatives({ recording }: CallArgs<'review.alternatives'>): Promise<CallResult<'review.alternatives'>> {
    const result = await this.#result(recording);
    if (!result) return [];
    const found = await this.#ports.documents.alternatives(result.bytes, result.fileName);
    return found.map(({ sources, heard, text }) => [[...sources], [...heard], text]);
  }

  /** The transcript as the latest kept result was first read. */
  async original({ recording }: CallArgs<'review.original'>): Promise<CallResult<'review.original'>> {
    const result = await this.#result(recording);
    if (!result) return null;
    const { transcript } = await this.#ports.documents.read(result.bytes, result.fileName);
    const { language, speakers, turns, nextTurnId } = transcript;
    return { language, speakers: speakers.map((speaker) => ({ ...speaker })), turns: turns.map(packTurn), nextTurnId };
  }

  /** What was listened to; nothing for a recording without a transcript. */
  async heard({ recording }: CallArgs<'review.heard'>): Promise<CallResult<'review.heard'>> {
    this.#shelf.stored(recording);
    return Promise.resolve(this.#ports.library.heard.get(recording).map(({ start, end }) => [start, end]));
  }

  /**
   * Joins stretches to those already kept: two windows may listen to one recording, and a call may come twice. In a library for reading, and without
   * a transcript, there is nothing to keep them by.
   */
  async hear({ recording, spans, words }: CallArgs<'review.hear'>): Promise<CallResult<'review.hear'>> {
    const { library } = this.#ports;
    this.#shelf.stored(recording);
    const summary = library.transcripts.summary(recording);
    if (library.readOnly || !summary) return Promise.resolve({});
    const known = library.heard.get(recording);
    const all = spans.reduce<HeardSpans>((sum, [start, end]) => withHeard(sum, { start, end }), known);
    const count = Math.min(words, summary.words);
    if (all === known && count === summary.heard) return Promise.resolve({});
    library.heard.put(recording, all, count);
    if (count !== summary.heard) this.#shelf.tell(recording);
    return Promise.resolve({});
  }

  #result(recording: RecordingId): ReturnType<Library['results']['get']> {
    this.#shelf.stored(recording);
    return this.#ports.library.results.get(recording);
  }
}
