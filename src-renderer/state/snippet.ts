// A search hit's snippet cut into pieces: the studio marks what was found with two private-use signs.

export interface SnippetPiece {
  readonly text: string;
  readonly found: boolean;
}

const BEGIN = '\uE000';
const END = '\uE001';

/** The pieces in order; empty ones are left out. */
export function snippetPieces(snippet: string): SnippetPiece[] {
  const pieces: SnippetPiece[] = [];
  for (const [index, part] of snippet.split(BEGIN).entries()) {
    const end = index === 0 ? -1 : part.indexOf(END);
    if (end >= 0) pieces.push({ text: part.slice(0, end), found: true });
    const rest = end >= 0 ? part.slice(end + 1) : part;
    if (rest !== '') pieces.push({ text: rest, found: false });
  }
  return pieces.filter((piece) => piece.text !== '');
}

const LEAD_KEPT = 40;

/** The pieces with a long lead cut at a word, so that what was found is in sight in a narrow column. */
export function aroundHit(pieces: readonly SnippetPiece[]): SnippetPiece[] {
  const [lead, ...rest] = pieces;
  if (lead === undefined || lead.found || rest.length === 0 || lead.text.length <= LEAD_KEPT) return [...pieces];
  const tail = lead.text.slice(-LEAD_KEPT);
  const space = tail.indexOf(' ');
  return [{ text: `…${space < 0 ? tail : tail.slice(space)}`, found: false }, ...rest];
}
