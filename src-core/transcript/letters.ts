// How letters look by somebody's choice, and in which stretches of a text they look so. Knows no words, formats and screens.
import { isGraphemeBound } from './grapheme-bounds.ts';

/** How letters look. */
export interface Letters {
  readonly italic: boolean;
  readonly bold: boolean;
  readonly underline: boolean;
  /** "#rrggbb", or null for the player's own. */
  readonly colour: string | null;
}

/** Upright, in the player's colour. */
export const plainLetters: Letters = { italic: false, bold: false, underline: false, colour: null };

/** A stretch of a text whose letters look otherwise than plain: from a UTF-16 offset up to another. */
export interface LetterRun extends Letters {
  readonly from: number;
  readonly to: number;
}

/** Runs as they are kept: in order, disjoint, none empty, none plain, and no two alike that touch. */
export type LetterRuns = readonly LetterRun[];

/** Of a text whose letters are plain. */
export const noRuns: LetterRuns = [];

export function isSameLetters(a: Letters, b: Letters): boolean {
  return a.italic === b.italic && a.bold === b.bold && a.underline === b.underline && a.colour === b.colour;
}

export function isSameRuns(a: LetterRuns, b: LetterRuns): boolean {
  return a.length === b.length && a.every((run, index) => isSameRun(run, b[index]));
}

function isSameRun(a: LetterRun, b: LetterRun | undefined): boolean {
  return b !== undefined && a.from === b.from && a.to === b.to && isSameLetters(a, b);
}

/** The letters without what a run has beside them. */
export function lettersOf({ italic, bold, underline, colour }: Letters): Letters {
  return { italic, bold, underline, colour };
}

/** What is asked of some letters laid over what they have: a style that either asks for, and the upper colour. */
export function lettersOver(below: Letters, above: Letters): Letters {
  return {
    italic: below.italic || above.italic,
    bold: below.bold || above.bold,
    underline: below.underline || above.underline,
    colour: above.colour ?? below.colour,
  };
}

/** What two sets of letters have in common. */
export function commonLetters(a: Letters, b: Letters): Letters {
  return { italic: a.italic && b.italic, bold: a.bold && b.bold, underline: a.underline && b.underline, colour: a.colour === b.colour ? a.colour : null };
}

/** Any runs made such as are kept, within a text of a length; where they overlap the earlier stands. */
export function tidyRuns(runs: LetterRuns, length: number): LetterRuns {
  const tidy: LetterRun[] = [];
  for (const run of [...runs].sort((a, b) => a.from - b.from)) {
    const last = tidy.at(-1);
    const from = Math.max(run.from, last?.to ?? 0);
    const to = Math.min(run.to, length);
    if (from >= to || isSameLetters(run, plainLetters)) continue;
    if (last && last.to === from && isSameLetters(last, run)) tidy[tidy.length - 1] = { ...last, to };
    else tidy.push({ from, to, ...lettersOf(run) });
  }
  return tidy.length === 0 ? noRuns : tidy;
}

/** A whole text cut where its letters change, plain stretches among them; nothing for an empty text. */
export function stretchesOf(runs: LetterRuns, length: number): LetterRun[] {
  const stretches: LetterRun[] = [];
  let at = 0;
  for (const run of runs) {
    if (run.from > at) stretches.push({ from: at, to: run.from, ...plainLetters });
    stretches.push(run);
    at = run.to;
  }
  if (at < length) stretches.push({ from: at, to: length, ...plainLetters });
  return stretches;
}

/** The runs of a part of a text, counted from the part's beginning. Costs as much as the runs in it. */
export function slicedRuns(runs: LetterRuns, from: number, to: number): LetterRuns {
  if (from >= to) return noRuns;
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.to ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  const within: LetterRun[] = [];
  for (let run = runs[low]; run && run.from < to; run = runs[(low += 1)])
    within.push({ ...run, from: Math.max(from, run.from) - from, to: Math.min(to, run.to) - from });
  return within.length === 0 ? noRuns : within;
}

/** The letters that go on from a text of a length into the text behind it: what stands between the two looks so; null where none do. */
export function lettersRunningOn(before: LetterRuns, length: number, behind: LetterRuns): Letters | null {
  const [left, right] = [before.at(-1), behind[0]];
  return left && right && left.to === length && right.from === 0 && isSameLetters(left, right) ? lettersOf(left) : null;
}

/** The runs of a text that stands so much further on in another. */
export function shiftedRuns(runs: LetterRuns, by: number): LetterRuns {
  return by === 0 || runs.length === 0 ? runs : runs.map((run) => ({ ...run, from: run.from + by, to: run.to + by }));
}

/** The runs of a text of a length after its letters between two offsets were changed. */
export function changedRuns(
  runs: LetterRuns,
  within: { readonly from: number; readonly to: number; readonly length: number },
  change: Partial<Letters>,
): LetterRuns {
  const { from, to, length } = within;
  const changed = stretchesOf(runs, length).flatMap((run): LetterRun[] => {
    const [low, high] = [Math.max(run.from, from), Math.min(run.to, to)];
    if (low >= high) return [run];
    return [
      { ...run, to: low },
      { ...run, ...change, from: low, to: high },
      { ...run, from: high },
    ];
  });
  return tidyRuns(changed, length);
}

/** The runs of a text of a length once all its letters have what was said of them together: each run lies over it. */
export function underlaidRuns(runs: LetterRuns, below: Letters, length: number): LetterRuns {
  if (isSameLetters(below, plainLetters)) return runs;
  return tidyRuns(
    stretchesOf(runs, length).map((run) => ({ ...run, ...lettersOver(below, run) })),
    length,
  );
}

/**
 * The runs of a text that was rewritten as another: they keep to what both begin and end with; one that reaches into what was rewritten
 * takes all of that in. So a word in italics stays so whatever it becomes, and the comma behind it stays upright.
 */
export function mappedRuns(runs: LetterRuns, before: string, after: string): LetterRuns {
  if (runs.length === 0 || before === after) return runs;
  const { same, until } = keptEnds(before, after);
  const grown = after.length - before.length;
  const mapped = runs.map((run) => ({
    ...run,
    from: run.from >= until && run.from > 0 ? run.from + grown : Math.min(run.from, same),
    // What is written where a run ends goes on with it, and what is written on at the beginning of the text belongs to a run that began there.
    to: run.to >= until ? run.to + grown : run.to <= same ? run.to : until + grown,
  }));
  return tidyRuns(mapped, after.length);
}

/**
 * What of a text stays as it is rewritten as another: it keeps its beginning up to `same`, and what stands from `until` on is the other's end.
 * Neither parts a character. What could be of either, as the "h" before which one is typed, is the beginning's, but for the `ending` UTF-16 units
 * that are known to have been left alone.
 */
export function keptEnds(before: string, after: string, ending = 0): { same: number; until: number } {
  const most = Math.min(before.length, after.length);
  let end = sharedEnd(before, after, Math.min(ending, most));
  let same = sharedBeginning(before, after, most - end);
  while (!isGraphemeBound(before, same) || !isGraphemeBound(after, same)) same -= 1;
  end = sharedEnd(before, after, most - same);
  while (!isGraphemeBound(before, before.length - end) || !isGraphemeBound(after, after.length - end)) end -= 1;
  return { same, until: before.length - end };
}

function sharedBeginning(a: string, b: string, most: number): number {
  let length = 0;
  while (length < most && a[length] === b[length]) length += 1;
  return length;
}

function sharedEnd(a: string, b: string, most: number): number {
  let length = 0;
  while (length < most && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length;
}
