// A read document in parts small enough to cross a thread's border without stopping whoever takes them, and put together again.
// It knows nothing of threads.
import type { ReadDocument } from '../../../src-core/import/document.ts';
import type { Cue } from '../../../src-core/subtitles/cue.ts';
import type { Turn } from '../../../src-core/transcript/transcript.ts';

/** Words, or cues, in one part: taking it in costs about 30 ms (measured), where a whole day of speech at once costs a second. */
const PART_SIZE = 20_000;

/** The first part is the document without its turns and cues; the last is `end`. */
export type DocumentPart =
  | { readonly kind: 'head'; readonly read: ReadDocument }
  | { readonly kind: 'turns'; readonly turns: readonly Turn[] }
  | { readonly kind: 'cues'; readonly cues: readonly Cue[] }
  | { readonly kind: 'end' };

/** The document, cut. Turns stay whole: one that is larger than a part is a part of its own. */
export function* documentParts(read: ReadDocument): Generator<DocumentPart, void> {
  if (read.kind === 'read') {
    const { cues, transcript } = read;
    yield { kind: 'head', read: { ...read, transcript: { ...transcript, turns: [] }, ...(cues && { cues: [] }) } };
    for (const turns of runsOf(transcript.turns, ({ words }) => words.length)) yield { kind: 'turns', turns };
    for (const part of runsOf(cues ?? [], () => 1)) yield { kind: 'cues', cues: part };
  } else yield { kind: 'head', read };
  yield { kind: 'end' };
}

function* runsOf<T>(values: readonly T[], sizeOf: (value: T) => number): Generator<readonly T[], void> {
  let from = 0;
  let size = 0;
  for (const [index, value] of values.entries()) {
    size += sizeOf(value);
    if (size < PART_SIZE && index < values.length - 1) continue;
    yield values.slice(from, index + 1);
    from = index + 1;
    size = 0;
  }
}

/** Puts parts together in the order they were cut. */
export class DocumentInParts {
  #head: ReadDocument | null = null;
  readonly #turns: Turn[] = [];
  readonly #cues: Cue[] = [];

  /** Takes the next part in; answers the whole document once it is the last, until then null. */
  add(part: DocumentPart): ReadDocument | null {
    if (part.kind === 'head') this.#head = part.read;
    else if (part.kind === 'turns') for (const turn of part.turns) this.#turns.push(turn);
    else if (part.kind === 'cues') for (const cue of part.cues) this.#cues.push(cue);
    else return this.#whole();
    return null;
  }

  #whole(): ReadDocument {
    const head = this.#head;
    if (head === null) throw new TypeError('a document ends before it began');
    if (head.kind === 'refused') return head;
    return { ...head, transcript: { ...head.transcript, turns: this.#turns }, ...(head.cues && { cues: this.#cues }) };
  }
}
