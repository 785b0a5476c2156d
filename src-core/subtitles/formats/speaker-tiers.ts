// What linguists' programs want: for each speaker a tier of turns and a tier of words, in order and without overlap.
import type { Span } from '../../span.ts';
import type { Transcript } from '../../transcript/transcript.ts';
import { turnSpan } from '../../transcript/transcript.ts';
import { shownName } from '../cue-label.ts';
import { shownTurn, shownWord } from '../shown-text.ts';

/** A stretch of a tier. Longer than nothing. */
export interface TierPart extends Span {
  readonly text: string;
}

export interface SpeakerTier {
  /** The speaker's name; "Transcript" where nobody is named. No two alike. */
  readonly name: string;
  readonly turns: readonly TierPart[];
  readonly words: readonly TierPart[];
}

/** One tier a speaker, in order of first speech. Answers how many parts had to be shortened or left out as well. */
export function speakerTiers(transcript: Transcript): { tiers: SpeakerTier[]; clipped: number } {
  const byName = new Map<string, { turns: TierPart[]; words: TierPart[] }>();
  for (const turn of transcript.turns) {
    const span = turnSpan(turn);
    const text = shownTurn(turn);
    if (!span || text === '') continue;
    const name = shownName(transcript, turn.speaker) ?? 'Transcript';
    let parts = byName.get(name);
    if (!parts) byName.set(name, (parts = { turns: [], words: [] }));
    parts.turns.push({ start: span.start, end: span.end, text });
    for (const word of turn.words) {
      const shown = shownWord(word);
      if (shown) parts.words.push({ start: word.start, end: word.end, text: shown });
    }
  }
  let clipped = 0;
  const apart = (parts: TierPart[]): TierPart[] => {
    const { kept, changed } = withoutOverlap(parts);
    clipped += changed;
    return kept;
  };
  const tiers = [...byName].map(([name, { turns, words }]): SpeakerTier => ({ name, turns: apart(turns), words: apart(words) }));
  return { tiers, clipped };
}

/** Parts in order of time; where two overlap the later one begins when the earlier ends, and goes when nothing is left of it. */
function withoutOverlap(parts: readonly TierPart[]): { kept: TierPart[]; changed: number } {
  const kept: TierPart[] = [];
  let changed = 0;
  let free = 0;
  for (const part of [...parts].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const start = Math.max(part.start, free);
    if (start !== part.start || part.end <= start) changed += 1;
    if (part.end <= start) continue;
    kept.push({ ...part, start });
    free = part.end;
  }
  return { kept, changed };
}
