// A cue as a subtitle file states it, before it becomes words: the common ground of the readers. Knows no format.
import type { Millis } from '../span.ts';
import type { CueLook, CuePosition } from '../subtitles/cue-look.ts';
import { joinStyled, type StyledText } from '../transcript/styled-text.ts';

/** A stretch of a cue's text by one speaker, without markup; line feeds where the file breaks lines. */
export interface CuePiece extends StyledText {
  /** The name the file gives, or null. */
  readonly speaker: string | null;
  /** When the file says it begins inside its cue, or null. */
  readonly time: Millis | null;
  /** Whether the file marks a change of speaker here without a name (a dialogue dash, ">>"). */
  readonly changesSpeaker: boolean;
}

/** A piece of nobody in particular, without a time of its own. */
export function loosePiece({ text, letters }: StyledText): CuePiece {
  return { speaker: null, text, letters, time: null, changesSpeaker: false };
}

/** The pieces of a cue in the making. */
export class CuePieces {
  readonly #made: { readonly first: CuePiece; readonly parts: StyledText[] }[] = [];

  /** Adds text: to the piece before where voice and time are the same and it opens no change of speaker. */
  add(piece: CuePiece): void {
    const last = this.#made.at(-1);
    if (last && last.first.speaker === piece.speaker && last.first.time === piece.time && !piece.changesSpeaker) last.parts.push(piece);
    else if (piece.text !== '') this.#made.push({ first: piece, parts: [piece] });
  }

  /** The pieces so far. Parts are joined here at once, for a cue may be cut into ever so many by its tags (S8). */
  pieces(): CuePiece[] {
    return this.#made.map(({ first, parts }) => ({ ...first, ...joinStyled(parts) }));
  }
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
  /** Where it stands, when its file says so outside its text. */
  readonly place?: CuePosition | undefined;
}
