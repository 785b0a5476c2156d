// Rolling captions: each cue repeats the line before it and adds one below, as automatic captions on video sites do.
// Read as they stand, every line would be said two or three times.
import { sliceStyled } from '../transcript/styled-text.ts';
import type { ProblemList } from '../problem.ts';
import { plural } from './spoken-item.ts';
import type { CuePiece, FileCue } from './subtitles-cue.ts';

/** A file rolls when at least so many cues, and this share of them, repeat the end of the cue they touch. A refrain repeats less. */
const LEAST_REPEATS = 4;
const LEAST_SHARE = 0.4;
/** Cues so close touch, milliseconds: a frame at 25 a second. Cues that somebody laid, ours among them, have a gap. */
const TOUCHING = 40;
/** A cue that only repeats is a held screen when it is so short, milliseconds; a longer one is somebody saying the same again. */
const HELD = 100;
/** More lines than this roll on no screen. */
const MOST_LINES = 4;

/** The cues without the lines they only repeat; the cues as they are when the file does not roll. */
export function unroll(cues: readonly FileCue[], problems: ProblemList): readonly FileCue[] {
  const repeats = cues.map((cue, index) => repeatedLines(cues[index - 1], cue));
  const rolling = repeats.filter((count) => count > 0).length;
  if (rolling < LEAST_REPEATS || rolling < cues.length * LEAST_SHARE) return cues;
  problems.add('rolling', 'repair', () => `The captions roll: lines repeated by ${rolling} cue${plural(rolling)} were taken once.`);
  return cues.map((cue, index) => ({ ...cue, pieces: withoutLines(cue.pieces, repeats[index] ?? 0) })).filter((cue) => cue.pieces.length > 0);
}

/** How many of the first lines of a cue are the last lines of the cue before it. */
function repeatedLines(before: FileCue | undefined, cue: FileCue): number {
  if (!before || cue.start - before.end > TOUCHING) return 0;
  const [above, below] = [linesOf(before), linesOf(cue)];
  if (below.length <= above.length && below.every((line, index) => line === above.at(index - below.length)) && cue.end - cue.start > HELD) return 0;
  for (let count = Math.min(above.length, below.length, MOST_LINES); count > 0; count -= 1) {
    const ends = above.slice(-count);
    if (ends.every((line, index) => line === below[index])) return count;
  }
  return 0;
}

function linesOf(cue: FileCue): string[] {
  const text = cue.pieces.map((piece) => piece.text).join('');
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Pieces without their first `count` lines that hold text; none when nothing is left. */
function withoutLines(pieces: readonly CuePiece[], count: number): readonly CuePiece[] {
  let left = count;
  let passed = false;
  const kept = pieces.flatMap((piece): CuePiece[] => {
    if (left === 0) return [piece];
    let at = 0;
    while (left > 0 && at < piece.text.length) {
      const end = piece.text.indexOf('\n', at);
      const line = piece.text.slice(at, end < 0 ? undefined : end);
      passed ||= line.trim() !== '';
      if (end < 0) return [];
      if (passed) left -= 1;
      passed = false;
      at = end + 1;
    }
    return left === 0 ? [{ ...piece, ...sliceStyled(piece, at) }] : [];
  });
  return kept.some((piece) => piece.text.trim() !== '') ? kept : [];
}
