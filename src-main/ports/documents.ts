// Outside documents as the services see them: transcripts and subtitles, read off the main thread.
import type { ImportedDocument } from '../../src-core/import/document.ts';
import type { ReadEncoding, TextReading } from '../../src-core/import/text-reading.ts';
import type { Alternative } from '../../src-core/transcript/alternatives.ts';

/** Reads transcripts and subtitles off the main thread. Refuses with `bad-file` (details.reason) or `too-large`. */
export interface DocumentReader {
  /** Text is read in the encoding named, else in the likeliest. */
  read(bytes: Uint8Array, fileName: string, encoding?: ReadEncoding | null): Promise<ImportedDocument>;
  /** What the bytes say in each encoding they may be text of, the likeliest first; empty for what is no text. */
  readings(bytes: Uint8Array): Promise<TextReading[]>;
  /** The same text in UTF-8. */
  inUtf8(bytes: Uint8Array, encoding: ReadEncoding): Promise<Uint8Array>;
  /** What else the engine might have heard; empty for documents that hold no alternatives. */
  alternatives(bytes: Uint8Array, fileName: string): Promise<Alternative[]>;
}
