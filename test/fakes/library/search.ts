// Searches the words of a library in memory.
import { findHits, readQuery, snippet } from '../../../src-core/library/search-terms.ts';
import { turnText, type Turn } from '../../../src-core/transcript/transcript.ts';
import type { TranscriptStore } from '../../../src-main/ports/library.ts';
import { newestFirst, type Shelf } from './shelf.ts';

export function searched(shelf: Shelf, words: string, limit: number): ReturnType<TranscriptStore['search']> {
  const phrases = readQuery(words);
  const found: ReturnType<TranscriptStore['search']> = [];
  for (const { id } of newestFirst(shelf)) {
    const turns = shelf.transcripts.get(id)?.transcript.turns ?? [];
    turns.forEach((turn, index) => {
      const text = turnText(turn);
      const hits = findHits(text, phrases);
      if (hits && found.length < limit) found.push({ recording: id, turn: index, time: timeAt(turn, hits[0]?.start ?? 0), snippet: snippet(text, hits) });
    });
  }
  return found;
}

function timeAt(turn: Turn, offset: number): number {
  let end = 0;
  for (const word of turn.words) {
    end += word.space.length + word.text.length;
    if (offset < end) return word.start;
  }
  return turn.words[0]?.start ?? 0;
}
