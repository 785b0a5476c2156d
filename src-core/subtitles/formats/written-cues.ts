// The cues of an export with their lines and looks as written: what every format of cues begins with.
import { noRuns } from '../../transcript/letters.ts';
import type { SpeakerId } from '../../transcript/transcript.ts';
import { labelsOf, writtenLines, type WrittenLine } from '../cue-label.ts';
import { plainLook, type CueLook } from '../cue-look.ts';
import type { Cue } from '../cue.ts';
import { cueSpeaker } from '../cue.ts';
import { plainDashes } from '../dialogue-dash.ts';
import { sharedLetters } from '../shared-letters.ts';
import type { ExportOptions, ExportSource } from './export-format.ts';
import { laidOver } from './laid-letters.ts';

/** One cue that shows something. */
export interface WrittenCue {
  readonly cue: Cue;
  /** Its place among the cues given, from 0. */
  readonly index: number;
  /** At least one, none empty; with labels where the options ask for them. */
  readonly lines: readonly string[];
  /** The same lines with the turns they are from, and what letters of single words have beyond the look, where styling is kept. */
  readonly parts: readonly WrittenLine[];
  readonly speaker: SpeakerId | null;
  /** What all letters have, whether said of the cue or of each of its words. The plain look where styling is dropped. */
  readonly look: CueLook;
}

/** Every cue with visible text, in showing order. */
export function* eachWritten(
  { transcript, cues, dashes = plainDashes }: ExportSource,
  options: Pick<ExportOptions, 'speakers' | 'styling'>,
): Generator<WrittenCue> {
  const labelOf = options.speakers === 'prefix' ? labelsOf(transcript) : undefined;
  for (const [index, cue] of cues.entries()) {
    const written = writtenLines(transcript, cue, cues[index - 1], { labelOf, dashes });
    if (written.length === 0) continue;
    const lines = written.map((line) => line.text);
    const shown = options.styling ? settled(cue.look ?? plainLook, written) : { look: plainLook, parts: written.map((line) => ({ ...line, letters: noRuns })) };
    yield { cue, index, lines, speaker: cueSpeaker(transcript, cue), ...shown };
  }
}

/** One form for what looks the same: the look has what all letters have, a line's runs what only they have. */
function settled(look: CueLook, lines: readonly WrittenLine[]): Pick<WrittenCue, 'look' | 'parts'> {
  if (lines.every(({ letters }) => letters.length === 0)) return { look, parts: lines };
  const { common, pieces } = sharedLetters(lines.map((line) => ({ ...line, ...laidOver(line, look) })));
  return { look: { ...look, ...common }, parts: pieces };
}
