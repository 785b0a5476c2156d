// Writes what an edit touched and nothing else: plans the rows of the splices, writes them, and moves the figures along.
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { TurnSplice } from '../../../src-core/transcript/edit.ts';
import type { Turn } from '../../../src-core/transcript/transcript.ts';
import type { TranscriptChange } from '../../ports/library.ts';
import type { LibraryDatabase } from './library-database.ts';
import { ranksBetween } from './rank.ts';
import type { TranscriptHead } from './transcript-head.ts';
import { toggled, turnRow, type StoredTurn, type TurnRow } from './turn-row.ts';
import { deleteTurn, hasTurn, insertTurn, latestEnd, readTurnKeys, readTurnRow, updateTurn, type TurnKey } from './turn-table.ts';

/** Rows that go and rows that come. A row whose number is in both is changed in place. */
interface RowPlan {
  readonly before: ReadonlyMap<number, StoredTurn>;
  readonly after: readonly { readonly row: TurnRow; readonly turn: Turn }[];
}

/**
 * Applies a change to the rows of a transcript, inside a transaction, and answers its new head row (not yet written).
 * Throws `bad-message` when the splices do not fit the transcript or a turn's id is taken.
 */
export function applyChange(db: LibraryDatabase, recording: number, head: TranscriptHead, change: TranscriptChange): TranscriptHead {
  checkSplices(change.splices, head.turns);
  const plan = planRows(db, recording, change.splices);
  checkIds(db, plan, change.nextTurnId);
  writeRows(db, recording, plan);
  return {
    ...figuresAfter(db, recording, head, plan),
    revision: head.revision + 1,
    speakers: change.speakers ?? head.speakers,
    nextTurn: change.nextTurnId,
    place: change.place ?? head.place,
  };
}

function checkSplices(splices: readonly TurnSplice[], turns: number): void {
  let end = 0;
  for (const { from, remove } of splices) {
    if (from < end || from + remove > turns) throw new StudioError('bad-message', { reason: 'splice' });
    end = from + remove;
  }
}

function planRows(db: LibraryDatabase, recording: number, splices: readonly TurnSplice[]): RowPlan {
  const before = new Map<number, StoredTurn>();
  const after: { row: TurnRow; turn: Turn }[] = [];
  const keyAt = keysAround(db, recording, splices);
  let lastRank: string | null = null;
  for (const { from, remove, turns } of splices) {
    const removed = Array.from({ length: remove }, (_, index) => keyAt(from + index)).filter((key) => key !== null);
    for (const { number } of removed) before.set(number, readTurnRow(db, number));
    const kept = removed.slice(0, turns.length).map(({ rank }) => rank);
    const low = laterRank(kept.at(-1) ?? keyAt(from - 1)?.rank ?? null, lastRank);
    const ranks = [...kept, ...ranksBetween(low, keyAt(from + remove)?.rank ?? null, turns.length - kept.length)];
    turns.forEach((turn, index) => after.push({ row: turnRow(recording, ranks[index] ?? '', turn), turn }));
    lastRank = ranks.at(-1) ?? lastRank;
  }
  return { before, after };
}

/** Reads the keys of the touched stretch and of its two neighbours once; answers them by turn index. */
function keysAround(db: LibraryDatabase, recording: number, splices: readonly TurnSplice[]): (index: number) => TurnKey | null {
  const last = splices.at(-1);
  if (!last) return () => null;
  const start = Math.max((splices[0]?.from ?? 0) - 1, 0);
  const keys = readTurnKeys(db, recording, start, last.from + last.remove + 1 - start);
  return (index) => (index < start ? null : (keys[index - start] ?? null));
}

function laterRank(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function checkIds(db: LibraryDatabase, { before, after }: RowPlan, nextTurnId: number): void {
  const numbers = new Set(after.map(({ row }) => row.number));
  const clash = after.some(({ row, turn }) => turn.id >= nextTurnId || (!before.has(row.number) && hasTurn(db, row.number)));
  if (clash || numbers.size !== after.length) throw new StudioError('bad-message', { reason: 'turn id' });
}

function writeRows(db: LibraryDatabase, recording: number, { before, after }: RowPlan): void {
  const inPlace = new Set(after.filter(({ row }) => before.get(row.number)?.rank === row.rank).map(({ row }) => row.number));
  for (const number of before.keys()) if (!inPlace.has(number)) deleteTurn(db, number);
  for (const { row, turn } of after) {
    const old = inPlace.has(row.number) ? before.get(row.number) : undefined;
    if (!old) insertTurn(db, recording, row, turn);
    else if (Buffer.compare(old.digest, row.digest) !== 0) updateTurn(db, old, row, turn);
  }
}

function figuresAfter(db: LibraryDatabase, recording: number, head: TranscriptHead, { before, after }: RowPlan): TranscriptHead {
  let { words, digest } = head;
  let endBefore = 0;
  let endAfter = 0;
  for (const row of before.values()) {
    words -= row.words;
    digest = toggled(digest, row.digest);
    endBefore = Math.max(endBefore, row.end ?? 0);
  }
  for (const { row } of after) {
    words += row.words;
    digest = toggled(digest, row.digest);
    endAfter = Math.max(endAfter, row.end ?? 0);
  }
  const shrinks = endBefore === head.duration && endAfter < head.duration;
  const duration = shrinks ? latestEnd(db, recording) : Math.max(head.duration, endAfter);
  return { ...head, words, digest, duration, turns: head.turns - before.size + after.length };
}
