// What is said of a cue under the pointer: its number, when it is shown, for how long, and all its words.
import type { Millis, Span } from '../../src-core/span.ts';
import { cueText, type Cue } from '../../src-core/subtitles/cue.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';

/** Two or more lines; of a cue that is dragged one, with the times it would have if it were let go now. */
export function cueTip(
  { transcript, cue, index }: { transcript: Transcript; cue: Cue; index: number },
  timeText: (time: Millis) => string,
  held?: Span,
): string {
  const { start, end } = held ?? cue;
  const times = `${index + 1} · ${timeText(start)} – ${timeText(end)} · ${((end - start) / 1000).toFixed(2)} s`;
  return held ? times : `${times}${cue.pin === undefined ? '' : ' · keeps its words'}\n${cueText(transcript, cue)}`;
}
