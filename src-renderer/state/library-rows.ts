// The rows of the library's list: recordings by name, then what was said, one flat list for a virtual scroller.
import type { Recording } from '../../src-core/library/recording.ts';
import type { SearchHit } from './library.svelte.ts';

export type LibraryRow =
  | { readonly kind: 'recording'; readonly key: string; readonly recording: Recording }
  | { readonly kind: 'heading'; readonly key: string; readonly words: string }
  | { readonly kind: 'hit'; readonly key: string; readonly hit: SearchHit; readonly name: string };

/** Rows in order. Hits of recordings nobody knows any more are left out. */
export function libraryRows(shown: readonly Recording[], hits: readonly SearchHit[], nameOf: (id: string) => string | null): LibraryRow[] {
  const rows: LibraryRow[] = shown.map((recording) => ({ kind: 'recording', key: recording.id, recording }));
  const known = hits.flatMap((hit) => {
    const name = nameOf(hit.recording);
    return name === null ? [] : [{ hit, name }];
  });
  if (known.length === 0) return rows;
  const recordings = new Set(known.map(({ hit }) => hit.recording)).size;
  const words = `${known.length} ${known.length === 1 ? 'passage' : 'passages'} in ${recordings} ${recordings === 1 ? 'recording' : 'recordings'}`;
  rows.push({ kind: 'heading', key: 'heading', words });
  for (const [index, { hit, name }] of known.entries()) rows.push({ kind: 'hit', key: `${hit.recording}:${hit.turn}:${index}`, hit, name });
  return rows;
}

/** The next row that can be gone to, from one index in a direction; the same index at the end. */
export function nextRow(rows: readonly LibraryRow[], from: number, step: number): number {
  for (let index = from + step; index >= 0 && index < rows.length; index += step) if (rows[index]?.kind !== 'heading') return index;
  return from;
}
