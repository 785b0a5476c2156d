// How the stage of the wave is divided from above: ruler, wave, spectrogram, rows of cues, words. Heights only, in CSS pixels.
import { WORDS_HEIGHT } from './draw-chips.ts';

/** Height of the ruler above the wave. */
export const RULER_HEIGHT = 20;

/** A row of cues: two lines of text and their edges, or one line where there are two rows or little room. */
const TALL_ROW = 48;
const LOW_ROW = 28;
/** A stage lower than this gives the wave its room before the cues get a second line. */
const LOW_STAGE = 150;
/** Share of what wave and spectrogram have together. */
const SPECTROGRAM_SHARE = 0.55;

/** A strip of the stage. */
export interface Strip {
  readonly top: number;
  readonly height: number;
}

export interface StageLayout {
  readonly wave: Strip;
  /** No height where none is wanted. */
  readonly spectrogram: Strip;
  /** All rows of cues together; no height where there are none. */
  readonly cues: Strip;
  readonly row: number;
  readonly words: Strip;
}

/** Divides a stage of so many pixels. `rows`: 0 without cues, 2 where some are shown while others still are. */
export function stageLayout(height: number, { rows, spectrogram }: { readonly rows: 0 | 1 | 2; readonly spectrogram: boolean }): StageLayout {
  const row = rows === 1 && height >= LOW_STAGE ? TALL_ROW : LOW_ROW;
  const words = { top: Math.max(RULER_HEIGHT, height - WORDS_HEIGHT), height: WORDS_HEIGHT };
  const cues = { top: Math.max(RULER_HEIGHT, words.top - rows * row), height: rows * row };
  const room = cues.top - RULER_HEIGHT;
  const deep = spectrogram ? Math.round(room * SPECTROGRAM_SHARE) : 0;
  const wave = { top: RULER_HEIGHT, height: room - deep };
  return { wave, spectrogram: { top: wave.top + wave.height, height: deep }, cues, row, words };
}
