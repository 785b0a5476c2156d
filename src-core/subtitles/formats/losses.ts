// What subtitle and text formats have in common in what they cannot hold, worded as Problems.
import { ProblemList } from '../../problem.ts';
import { isSameLetters, lettersOf, type LetterRun, type Letters } from '../../transcript/letters.ts';
import type { StyledText } from '../../transcript/styled-text.ts';
import type { Word } from '../../transcript/transcript.ts';
import { plainLook, type CueLook } from '../cue-look.ts';
import { styledLines, type Cue } from '../cue.ts';
import { countUnseen } from '../shown-text.ts';
import type { ExportOptions, ExportSource } from './export-format.ts';

/** "1 cue", "2 cues". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** "1 cue holds", "2 cues hold": by the verb of many, which takes an s for one. */
export function cuesThat(count: number, verb: string): string {
  return `${counted(count, 'cue')} ${verb}${count === 1 ? 's' : ''}`;
}

/** What a format makes of a look. */
export type KeptLook = (look: CueLook) => CueLook;

/** What a format makes of the letters of a stretch of a line. */
export type KeptRun = (run: LetterRun, line: StyledText) => Letters;

/** Of a format that knows no looks. */
const keepsNone: KeptLook = () => plainLook;

/** Of a format that writes the letters of single words as it does those of whole cues. */
const alike =
  (kept: KeptLook): KeptRun =>
  (run) =>
    kept({ ...plainLook, ...lettersOf(run) });

/**
 * What every format made of cues leaves out: who speaks, where it is not asked for; word times; what nobody can see; looks beyond what it
 * keeps, `keptRun` for single words. Further losses follow.
 */
export function viewerLosses(source: ExportSource, options: ExportOptions, kept: KeptLook = keepsNone, keptRun?: KeptRun): ProblemList {
  const problems = new ProblemList();
  addSpeakerLoss(problems, source, options);
  addWordFacts(problems, source);
  addUnseen(problems, source);
  addLookLoss(problems, source, options.styling ? kept : keepsNone, options.styling ? keptRun : undefined);
  return problems;
}

/** Looks beyond what a format keeps of them. */
export function addLookLoss(problems: ProblemList, { transcript, cues }: ExportSource, kept: KeptLook = keepsNone, keptRun: KeptRun = alike(kept)): void {
  cues.forEach((cue, index) => {
    const look = cue.look ?? plainLook;
    const left = kept(look);
    const where = { item: index, time: cue.start };
    if (left.vertical !== look.vertical || left.side !== look.side)
      problems.add(
        'positions',
        'loss',
        (count) => `${counted(count, 'cue')} will be shown at the bottom centre instead of ${count === 1 ? 'its place' : 'their places'}.`,
        where,
      );
    const losesWords = styledLines(transcript, cue).some((line) => line.letters.some((run) => !isSameLetters(run, keptRun(run, line))));
    if (losesWords || !isSameLetters(left, look))
      problems.add('formatting', 'loss', (count) => `${counted(count, 'cue')} will lose italics, weight, underlining or colour.`, where);
  });
}

/** Word times and what the engine thought of them: no format for viewers holds that. Words of a subtitle file have neither: their times are guesses. */
export function addWordFacts(problems: ProblemList, { transcript }: ExportSource): void {
  if (!transcript.turns.some(({ words }) => words.some(hasFacts))) return;
  problems.add('word-facts', 'loss', () => 'The times of single words, the engine’s confidence and marks are left out.');
}

/** Whether more is known of a word than its letters, which are told of as looks. */
function hasFacts({ origin, confidence, marks }: Word): boolean {
  return origin !== 'estimated' || confidence !== null || Object.keys(marks ?? {}).some((mark) => mark !== 'letters');
}

/** Characters nobody can see. */
export function addUnseen(problems: ProblemList, { transcript }: ExportSource): void {
  const say = (count: number): string => `${counted(count, 'control character')} cannot be shown and will be left out.`;
  for (const turn of transcript.turns) {
    for (const word of turn.words) {
      const unseen = countUnseen(word);
      for (let index = 0; index < unseen; index += 1) problems.add('unseen-characters', 'loss', say, { time: word.start });
    }
  }
}

/** Names left out, when there are speakers and they are not to be shown. */
export function addSpeakerLoss(problems: ProblemList, { transcript }: ExportSource, options: ExportOptions): void {
  if (options.speakers !== 'off' || transcript.speakers.length === 0) return;
  const names = transcript.speakers.length;
  problems.add('speakers-left-out', 'loss', () => `Who speaks is left out (${counted(names, 'speaker')}).`);
}

/** Cues that start at 100 hours or later: some players read no cue at all from such a file. */
export function addLateHours(problems: ProblemList, cues: readonly Cue[]): void {
  cues.forEach((cue, index) => {
    if (cue.end < HUNDRED_HOURS) return;
    problems.add('hundred-hours', 'note', (count) => `${cuesThat(count, 'lie')} at 100 hours or later; some players cannot read such a file.`, {
      item: index,
      time: cue.start,
    });
  });
}

const HUNDRED_HOURS = 100 * 3_600_000;
