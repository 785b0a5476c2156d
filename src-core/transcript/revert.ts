// Putting the original back in place of changes, as edits: words come back with the times and confidence they had.
// What was changed is compare.ts.
import { turnChanges } from './changes.ts';
import type { Change } from './compare.ts';
import type { SpliceTurns } from './edit.ts';
import { withLetters } from './kept-letters.ts';
import { isSameRuns, noRuns } from './letters.ts';
import { packTurn } from './pack.ts';
import type { Transcript, Turn, Word } from './transcript.ts';

/**
 * The edit that takes one change back. Words return exactly as they were, or as near as their neighbours' times leave room; plain ones in place of words
 * that somebody has made italic since, say, are so too; a turn that is left without words goes, unless it is the only one. Throws RangeError when the change is not of this transcript.
 */
export function revertChange(now: Transcript, change: Change): SpliceTurns {
  const turn = now.turns[change.turn];
  if (!turn || change.after.some((word, index) => turn.words[change.from + index] !== word)) throw new RangeError('the change is not of this transcript');
  const words = wordsWithout(turn, change);
  const turns = words.length === 0 && now.turns.length > 1 ? [] : [{ ...turn, words }];
  return { kind: 'splice-turns', splices: [{ from: change.turn, remove: 1, turns }], nextTurnId: now.nextTurnId, speakers: now.speakers };
}

/** The edit that puts the whole original back, turns and speakers of turns too. Names given to speakers since then stay. */
export function revertAll(original: Transcript, now: Transcript): SpliceTurns {
  const standing = new Map(now.turns.map((turn) => [turn.id, turn]));
  // Turns that are the same are left alone: the edit is as small as what it puts back.
  const turns = original.turns.map((turn) => {
    const same = standing.get(turn.id);
    return same && JSON.stringify(packTurn(same)) === JSON.stringify(packTurn(turn)) ? same : turn;
  });
  const named = new Set(now.speakers.map(({ id }) => id));
  return {
    kind: 'splice-turns',
    splices: turnChanges(now.turns, turns),
    nextTurnId: Math.max(now.nextTurnId, original.nextTurnId),
    speakers: [...now.speakers, ...original.speakers.filter(({ id }) => !named.has(id))],
  };
}

function wordsWithout({ words }: Turn, { from, to, before, after, spaceBehind }: Change): Word[] {
  const next = words[to];
  const low = words[from - 1]?.end ?? 0;
  const high = next?.start ?? Infinity;
  const put = styledLike(after, before).map((word, index) => fitted(withSpace(word, index, { from, after, next }), low, high));
  const all = [...words.slice(0, from), ...inOrder(put), ...words.slice(to)];
  const behind = from + put.length;
  const follower = all[behind];
  if (follower && put.length > 0 && behind > 0 && follower.space === '' && (from === 0 || spaceBehind !== null)) {
    all[behind] = { ...follower, space: spaceBehind ?? ' ' };
  }
  const first = all[0];
  const lead = words[0]?.space ?? '';
  if (from === 0 && first && first.space !== lead) all[0] = { ...first, space: lead };
  return all;
}

/** Words that had no letters of their own look as those that stand in their place, where these all look alike. */
function styledLike(now: readonly Word[], words: readonly Word[]): readonly Word[] {
  const [run] = now[0]?.marks?.letters ?? [];
  const isThroughout = run && now.every(({ text, marks }) => isSameRuns(marks?.letters ?? noRuns, [{ ...run, from: 0, to: text.length }]));
  return isThroughout ? words.map((word) => (word.marks?.letters ? word : withLetters(word, [{ ...run, from: 0, to: word.text.length }]))) : words;
}

/** The first word of a turn has no space before it; put within another turn it needs one. */
function withSpace(word: Word, index: number, { from, after, next }: { from: number; after: readonly Word[]; next: Word | undefined }): Word {
  if (index > 0 || from === 0 || word.space !== '') return word;
  return { ...word, space: after[0]?.space ?? next?.space ?? ' ' };
}

/** Neighbours that were given more time since then keep it. */
function fitted(word: Word, low: number, high: number): Word {
  const start = Math.min(Math.max(word.start, low), Math.max(low, high));
  const end = Math.max(start, Math.min(word.end, high));
  return start === word.start && end === word.end ? word : { ...word, start, end, origin: word.origin === 'estimated' ? 'estimated' : 'carried' };
}

/** Words from two turns that overlapped may overlap each other: the later yields. */
function inOrder(words: readonly Word[]): Word[] {
  let low = 0;
  return words.map((word) => {
    const fit = fitted(word, low, Infinity);
    low = fit.end;
    return fit;
  });
}
