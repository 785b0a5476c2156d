// Full-text search: the index finds the turns, search-terms.ts marks the hits in them.
import { findHits, readQuery, snippet, type SearchPhrase } from '../../../src-core/library/search-terms.ts';
import { turnText, type Turn } from '../../../src-core/transcript/transcript.ts';
import type { TranscriptStore } from '../../ports/library.ts';
import type { LibraryDatabase } from './library-database.ts';
import { textOf, integerOf } from './stored-row.ts';
import { storedTurn } from './turn-row.ts';
import { indexOfRank } from './turn-table.ts';

type SearchFind = ReturnType<TranscriptStore['search']>[number];

const FIND = `
  SELECT r.id, t.recording, t.number, t.rank, t.words, t.start_time, t.end_time, t.packed, t.digest
  FROM (SELECT rowid AS number FROM turn_terms WHERE turn_terms MATCH ? ORDER BY rowid LIMIT ?) AS f
  JOIN turns t ON t.number = f.number
  JOIN recordings r ON r.number = t.recording
  ORDER BY t.recording DESC, t.rank`;

/** The first so many turns in which every phrase of the question occurs: newest recordings first, each in reading order. */
export function searchTurns(db: LibraryDatabase, words: string, limit: number): SearchFind[] {
  const phrases = readQuery(words);
  if (phrases.length === 0 || limit < 1) return [];
  const found: SearchFind[] = [];
  for (const row of db.all(FIND, phrases.map(matchExpression).join(' AND '), limit)) {
    const { turn, rank } = storedTurn(row);
    const text = turn ? turnText(turn) : '';
    const hits = findHits(text, phrases);
    if (!turn || !hits) continue;
    const recording = integerOf(row, 'recording');
    found.push({
      recording: textOf(row, 'id'),
      turn: indexOfRank(db, recording, rank),
      time: timeAt(turn, hits[0]?.start ?? 0),
      snippet: snippet(text, hits),
    });
  }
  return found;
}

/** A phrase in FTS5's own grammar. Terms hold letters, marks and digits only, so quoting needs no escapes. */
function matchExpression({ terms, open }: SearchPhrase): string {
  return `"${terms.join(' ')}"${open ? ' *' : ''}`;
}

/** Start of the word an offset of the turn's text lies in, milliseconds. */
function timeAt(turn: Turn, offset: number): number {
  let end = 0;
  for (const word of turn.words) {
    end += word.space.length + word.text.length;
    if (offset < end) return word.start;
  }
  return turn.words[0]?.start ?? 0;
}
