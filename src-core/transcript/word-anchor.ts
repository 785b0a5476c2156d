// Places of words as they are kept and sent: turn id and word index, which edits elsewhere do not move. It knows nothing of what lies there.
import * as v from 'valibot';
import type { Transcript, TurnId, WordPlace } from './transcript.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Parser of an anchor: [turn id, word index]. */
export const wordAnchorShape = v.strictTuple([count, count]);
export type WordAnchor = v.InferOutput<typeof wordAnchorShape>;

/** The anchor of a place. Throws RangeError when its turn is not in the transcript. */
export function anchorOf(transcript: Transcript, { turn, word }: WordPlace): WordAnchor {
  const found = transcript.turns[turn];
  if (!found) throw new RangeError(`a word is sought in turn ${turn} of ${transcript.turns.length}`);
  return [found.id, word];
}

/** Finds the places of anchors in a transcript; null for a word that is not there any more. Looks through its turns once. */
export function anchorFinder(transcript: Transcript): (anchor: readonly [TurnId, number]) => WordPlace | null {
  const turns = new Map(transcript.turns.map((turn, index) => [turn.id, { index, count: turn.words.length }]));
  return ([id, word]) => {
    const turn = turns.get(id);
    return turn && word < turn.count ? { turn: turn.index, word } : null;
  };
}
