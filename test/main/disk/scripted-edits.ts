// Edits that follow from the revision alone, so that what a library should hold can be worked out from how far it got.
import type { TranscriptChange } from '../../../src-main/ports/library.ts';
import type { Turn } from '../../../src-core/transcript/transcript.ts';
import { aChange, aTranscript, aTurn } from './library-samples.ts';

export const RECORDING = 'scripted';
const TURNS = 40;

/** What the library begins with, at revision 1. */
export const beginning = aTranscript(Array.from({ length: TURNS }, (_, turn) => `Turn ${turn} as it was heard`));

/** The edit made on a revision: mostly a correction, now and then a split or a merge. */
export function editOf(revision: number): TranscriptChange {
  const from = (revision * 7) % TURNS;
  const said = `Corrected at revision ${revision}`;
  const fresh = 1000 + revision;
  if (revision % 5 === 0) return aChange([{ from, remove: 0, turns: [aTurn(fresh, said)] }], fresh + 1);
  if (revision % 5 === 1 && revision > 1) return aChange([{ from, remove: 1, turns: [] }], fresh + 1);
  return aChange([{ from, remove: 1, turns: [aTurn(fresh, said)] }], fresh + 1);
}

/** The turns a revision has. */
export function turnsAt(revision: number): Turn[] {
  const turns = [...beginning.turns];
  for (let made = 1; made < revision; made += 1) for (const { from, remove, turns: added } of editOf(made).splices) turns.splice(from, remove, ...added);
  return turns;
}
