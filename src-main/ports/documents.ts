// Outside documents as the services see them: transcripts and subtitles, read off the main thread.
import type { ReadEncoding, TextReading } from '../../src-core/import/text-reading.ts';
import type { Problem } from '../../src-core/problem.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import type { CueManner } from '../../src-core/subtitles/imported-track.ts';
import type { Alternative } from '../../src-core/transcript/alternatives.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';

/** What reading an outside document gave. */
export interface ImportedDocument {
  readonly transcript: Transcript;
  readonly problems: readonly Problem[];
  /** "Amazon Transcribe", "Call Analytics", "SRT" … */
  readonly origin: string;
  /** For people: "Amazon Transcribe, 2 speakers, 1,204 words". */
  readonly described: string;
  /** The cues of a subtitle file over the transcript's words; absent for other documents. */
  readonly cues?: readonly Cue[];
  /** How that file tells who speaks; absent for other documents. */
  readonly manner?: CueManner;
}

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
