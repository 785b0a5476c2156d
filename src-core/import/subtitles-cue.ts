// A cue as a subtitle file states it, before it becomes words: the common ground of the readers. Knows no format.
import type { Millis } from '../span.ts';
import type { CueLook } from '../subtitles/cue-look.ts';
import type { Place } from './subtitles-look.ts';

/** A stretch of a cue's text by one speaker. */
export interface CuePiece {
  /** The name the file gives, or null. */
  readonly speaker: string | null;
  /** Without markup; line feeds where the file breaks lines. */
  readonly text: string;
  /** When the file says it begins inside its cue, or null. */
  readonly time: Millis | null;
  /** Whether the file marks a change of speaker here without a name (a dialogue dash, ">>"). */
  readonly changesSpeaker: boolean;
}

/** One cue of a file, its span repaired. */
export interface FileCue {
  readonly start: Millis;
  readonly end: Millis;
  /** Line of its times in the file, from 1. */
  readonly line: number;
  readonly pieces: readonly CuePiece[];
  /** Absent for the plain look. */
  readonly look?: CueLook | undefined;
}

/** One cue with its text as the file has it. */
export interface RawFileCue {
  readonly start: Millis;
  readonly end: Millis;
  readonly line: number;
  readonly lines: readonly string[];
  /** How it looks, when that is known before its text is read. */
  readonly look?: CueLook | undefined;
  /** Where it stands, when its file says so outside its text. */
  readonly place?: Place | undefined;
}
