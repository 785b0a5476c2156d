// The recordings this stand-in can "transcribe": recognised by the SHA-256 of the media's bytes, answered with a prepared result.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../sigv4.ts';

/** One recording and what the service makes of it. */
export interface KnownRecording {
  /** Of the media file, hexadecimal. */
  readonly sha256: string;
  /** As the service names it: "mp3", "m4a" … */
  readonly format: string;
  readonly sampleRate: number;
  /** BCP 47 code of what is spoken. */
  readonly language: string;
  /** A whole Transcribe result with speakers, audio_segments and alternatives; jobs get the parts of it they asked for. */
  readonly resultJson: string;
}

/** Every recording of a folder: each `NAME.sample.json` beside its media file tells of one. */
export function readKnownRecordings(folder: string): KnownRecording[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sample.json'))
    .map((name) => {
      const card = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
        media: string;
        result: string;
        format: string;
        sampleRate: number;
        language: string;
      }; // the project's own file, checked by its test
      return {
        sha256: sha256Hex(readFileSync(join(folder, card.media))),
        format: card.format,
        sampleRate: card.sampleRate,
        language: card.language,
        resultJson: readFileSync(join(folder, card.result), 'utf8'),
      };
    });
}
