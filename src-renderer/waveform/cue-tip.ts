// What is said of a cue under the pointer: its number, when it is shown, for how long, and all its words.
import { cueText, type Cue } from '../../src-core/subtitles/cue.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import { clockText } from '../parts/clock-text.ts';

/** Two or more lines. */
export function cueTip(transcript: Transcript, cue: Cue, index: number): string {
  const length = `${((cue.end - cue.start) / 1000).toFixed(2)} s`;
  const held = cue.pin === undefined ? '' : ' · keeps its words';
  return `${index + 1} · ${clockText(cue.start, true)} – ${clockText(cue.end, true)} · ${length}${held}\n${cueText(transcript, cue)}`;
}
