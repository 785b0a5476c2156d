// Plain text for reading: one paragraph a turn, the speaker's name where it changes, the time where wanted.
// Lines are not wrapped. Right-to-left paragraphs opened by a time or a Latin name get a direction mark (line-direction.ts).
import type { Problem } from '../../problem.ts';
import { ProblemList } from '../../problem.ts';
import type { SpeakerId } from '../../transcript/transcript.ts';
import { labelsOf } from '../cue-label.ts';
import { withDirection } from '../line-direction.ts';
import { shownTurn } from '../shown-text.ts';
import { clockSeconds } from './clock-time.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { addLettersLoss, addSpeakerLoss, addUnseen, addWordFacts } from './losses.ts';

export type TextOptions = Pick<ExportOptions, 'bom' | 'crlf' | 'speakers' | 'timecodes'>;

/** Writes the transcript as paragraphs parted by blank lines. Turns without visible words are left out. */
export function writeText({ transcript }: Pick<ExportSource, 'transcript'>, options: TextOptions): string {
  const labelOf = options.speakers === 'off' ? () => '' : labelsOf(transcript);
  const paragraphs: string[] = [];
  let speakerBefore: SpeakerId | null | undefined;
  for (const turn of transcript.turns) {
    const words = shownTurn(turn);
    const first = turn.words[0];
    if (words === '' || !first) continue;
    const time = options.timecodes ? `[${clockSeconds(first.start)}] ` : '';
    const label = turn.speaker === speakerBefore ? '' : labelOf(turn.speaker);
    speakerBefore = turn.speaker;
    paragraphs.push(...withDirection([time + label + words], transcript.language));
  }
  return asTextFile(paragraphs.map((paragraph) => `${paragraph}\n`).join('\n'), options);
}

function textLosses(source: ExportSource, options: ExportOptions): Problem[] {
  const problems = new ProblemList();
  addSpeakerLoss(problems, source, options);
  if (options.timecodes) addWordFacts(problems, source);
  else problems.add('times-left-out', 'loss', () => 'All times, the engine’s confidence and marks are left out.');
  addUnseen(problems, source);
  addLettersLoss(problems, source);
  return problems.toArray();
}

/** Plain text as offered. */
export const textFormat: ExportFormat = {
  id: 'txt',
  label: 'Plain text',
  extension: 'txt',
  mediaType: 'text/plain',
  group: 'text',
  madeOf: 'turns',
  defaults: { ...plainOptions, speakers: 'prefix' },
  uses: ['encoding', 'bom', 'crlf', 'speakers', 'timecodes'],
  speakerStyles: ['prefix', 'off'],
  write: writeText,
  losses: textLosses,
};
