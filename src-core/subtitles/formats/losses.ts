// What subtitle and text formats have in common in what they cannot hold, worded as Problems.
import { ProblemList } from '../../problem.ts';
import { isSameLetters, lettersOf, type Letters } from '../../transcript/letters.ts';
import type { StyledText } from '../../transcript/styled-text.ts';
import type { Word } from '../../transcript/transcript.ts';
import { plainLook, type CueLook } from '../cue-look.ts';
import type { Cue } from '../cue.ts';
import { countUnseen } from '../shown-text.ts';
import type { ExportOptions, ExportSource } from './export-format.ts';
import { eachWritten, type WrittenCue } from './written-cues.ts';

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

/** What a format makes of the letters that single words of a line have beyond the look. */
export type KeptRuns = (line: StyledText) => (letters: Letters) => Letters;

/** Of a format that knows no looks. */
const keepsNone: KeptLook = () => plainLook;

/** Of a format that writes the letters of single words as it does those of whole cues. */
const alike =
  (kept: KeptLook): KeptRuns =>
  () =>
  (letters) =>
    kept({ ...plainLook, ...lettersOf(letters) });

/**
 * What every format made of cues leaves out: who speaks, where it is not asked for; word times; what nobody can see; looks beyond what it
 * keeps, `keptRuns` for single words. Further losses follow.
 */
export function viewerLosses(source: ExportSource, options: ExportOptions, kept: KeptLook = keepsNone, keptRuns?: KeptRuns): ProblemList {
  const problems = new ProblemList();
  addSpeakerLoss(problems, source, options);
  addWordFacts(problems, source);
  addUnseen(problems, source);
  addLookLoss(problems, eachWritten(source, { ...options, styling: true }), options.styling ? kept : keepsNone, options.styling ? keptRuns : undefined);
  return problems;
}

/** Looks beyond what a format keeps of them, of cues as they are written with styling. */
export function addLookLoss(problems: ProblemList, cues: Iterable<WrittenCue>, kept: KeptLook = keepsNone, keptRuns: KeptRuns = alike(kept)): void {
  for (const { cue, index, look, parts } of cues) {
    const left = kept(look);
    const where = { item: index, time: cue.start };
    if (left.vertical !== look.vertical || left.side !== look.side)
      problems.add(
        'positions',
        'loss',
        (count) => `${counted(count, 'cue')} will be shown at the bottom centre instead of ${count === 1 ? 'its place' : 'their places'}.`,
        where,
      );
    const losesWords = parts.some((line) => {
      const keptOf = keptRuns(line);
      return line.letters.some((run) => !isSameLetters(run, keptOf(run)));
    });
    if (losesWords || !isSameLetters(left, look))
      problems.add('formatting', 'loss', (count) => `${counted(count, 'cue')} will lose italics, weight, underlining or colour.`, where);
  }
}

/** Letters of single words, by a format of turns that has none. */
export function addLettersLoss(problems: ProblemList, { transcript }: Pick<ExportSource, 'transcript'>): void {
  for (const { words } of transcript.turns)
    for (const { start, marks } of words)
      if (marks?.letters)
        problems.add('formatting', 'loss', (count) => `${counted(count, 'word')} will lose italics, weight, underlining or colour.`, { time: start });
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
