// Which turn each new line is, when text with line breaks takes the place of turns.
// It knows turns and where their words went; nothing of text or times.
import type { SpeakerId, Turn, TurnId } from './transcript.ts';

/** Identity and speaker of every new line, and the id the next new turn gets. */
export interface LineIds {
  readonly lines: readonly { readonly id: TurnId; readonly speaker: SpeakerId | null }[];
  readonly next: TurnId;
}

/**
 * The first line is turn `from`, and a last one turn `to` where that is another. A line in between is the turn that claims it (its
 * words were there), once each and in order; a second line of a turn is a new one of its speaker, a line without a claim one of the speaker above.
 */
export function lineIds(turns: readonly Turn[], { from, to }: { from: number; to: number }, claims: readonly (number | null)[], next: TurnId): LineIds {
  const last = claims.length - 1;
  let free = next;
  let used = from;
  let speaker = turns[from]?.speaker ?? null;
  const lines = claims.map((claim, line) => {
    const index = line === 0 ? from : line === last && to > from ? to : claim;
    const turn = index === null ? undefined : turns[index];
    speaker = turn ? turn.speaker : speaker;
    const isKept = turn !== undefined && index !== null && (line === 0 || (index > used && (line === last || index < to)));
    if (!isKept) return { id: free++, speaker };
    used = index;
    return { id: turn.id, speaker };
  });
  return { lines, next: free };
}
