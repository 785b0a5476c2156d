// The cues of an export with their lines and looks as written: what every format of cues begins with.
import type { ProblemList } from '../../problem.ts';
import { noRuns } from '../../transcript/letters.ts';
import type { SpeakerId } from '../../transcript/transcript.ts';
import { labelsOf, writtenLines, type WrittenLine } from '../cue-label.ts';
import { plainLook, type CueLook } from '../cue-look.ts';
import type { Cue } from '../cue.ts';
import { cueSpeaker } from '../cue.ts';
import { plainDashes } from '../dialogue-dash.ts';
import { counted } from './losses.ts';
import type { ExportOptions, ExportSource } from './export-format.ts';

/** One cue that shows something. */
export interface WrittenCue {
  readonly cue: Cue;
  /** Its place among the cues given, from 0. */
  readonly index: number;
  /** At least one, none empty; with labels where the options ask for them. */
  readonly lines: readonly string[];
  /** The same lines with the turns they are from, and the letters of single words where styling is kept. */
  readonly parts: readonly WrittenLine[];
  readonly speaker: SpeakerId | null;
  /** The plain look where styling is dropped. */
  readonly look: CueLook;
}

/** Every cue with visible text, in showing order. */
export function* eachWritten(
  { transcript, cues, dashes = plainDashes }: ExportSource,
  options: Pick<ExportOptions, 'speakers' | 'styling'>,
): Generator<WrittenCue> {
  const labelOf = options.speakers === 'prefix' ? labelsOf(transcript) : undefined;
  for (const [index, cue] of cues.entries()) {
    const styled = writtenLines(transcript, cue, cues[index - 1], { labelOf, dashes });
    if (styled.length === 0) continue;
    const parts = options.styling ? styled : styled.map((line) => ({ ...line, letters: noRuns }));
    const lines = parts.map((line) => line.text);
    yield { cue, index, lines, parts, speaker: cueSpeaker(transcript, cue), look: options.styling ? (cue.look ?? plainLook) : plainLook };
  }
}

/** Notes every cue of several named people, of whom a format that names one a cue leaves out all but the first. */
export function addSecondSpeakers(problems: ProblemList, { transcript }: ExportSource, cues: Iterable<WrittenCue>): void {
  for (const { cue, parts, speaker, index } of cues) {
    const names = parts.map(({ turn }) => transcript.turns[turn]?.speaker ?? null);
    if (!names.some((one) => one !== null && one !== speaker)) continue;
    problems.add('second-speakers', 'loss', (count) => `${counted(count, 'cue')} will name only the first of several speakers.`, {
      item: index,
      time: cue.start,
    });
  }
}

/** How a format rewrites a cue's text, its lines joined by line feeds, and what to say of so many cues it changes. */
export interface Rewriting {
  readonly code: string;
  readonly rewrite: (text: string) => string;
  readonly say: (count: number) => string;
}

/** Notes every cue whose text the format cannot carry as it is. */
export function addRewritten(problems: ProblemList, cues: Iterable<WrittenCue>, { code, rewrite, say }: Rewriting): void {
  for (const { cue, lines, index } of cues) {
    const text = lines.join('\n');
    if (rewrite(text) !== text) problems.add(code, 'repair', say, { item: index, time: cue.start });
  }
}
