// Which turns differ between two states of a transcript: what autosave writes and what undoing several edits puts back.
// Turns are compared by identity, for an edit rebuilds only the turns it touches; their words are never looked at.
import { longestRise, type Pair } from './align.ts';
import type { TurnSplice } from './edit.ts';
import type { Turn } from './transcript.ts';

/**
 * The splices that make `after` out of `before`, ascending and as few turns as possible: edits far apart give several.
 * Indices are those of `before`. Empty when nothing differs. Cost: one walk over both lists.
 */
export function turnChanges(before: readonly Turn[], after: readonly Turn[]): TurnSplice[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let behind = 0;
  const most = Math.min(before.length, after.length) - start;
  while (behind < most && before[before.length - 1 - behind] === after[after.length - 1 - behind]) behind += 1;

  const places = new Map<Turn, number>();
  for (let b = start; b < after.length - behind; b += 1) {
    const turn = after[b];
    if (turn) places.set(turn, b);
  }
  const same: Pair[] = [];
  for (let a = start; a < before.length - behind; a += 1) {
    const turn = before[a];
    const b = turn && places.get(turn);
    if (b !== undefined) same.push({ a, b });
  }

  const splices: TurnSplice[] = [];
  let last = { a: start, b: start };
  for (const { a, b } of [...longestRise(same), { a: before.length - behind, b: after.length - behind }]) {
    if (a > last.a || b > last.b) splices.push({ from: last.a, remove: a - last.a, turns: after.slice(last.b, b) });
    last = { a: a + 1, b: b + 1 };
  }
  return splices;
}
