// Text as full-text search sees it: terms without case and accents, scripts without spaces as pairs of characters.
// The same terms fill the index, read the question and mark the hits, so the three cannot disagree. It knows no database.

/** One term and where it stands, UTF-16 offsets into the text, end excluded. */
export interface SearchTerm {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/** Terms that must follow each other. With `open` the last one may go on ("galle" finds "galley"). */
export interface SearchPhrase {
  readonly terms: readonly string[];
  readonly open: boolean;
}

/** A stretch of text that answers a phrase. */
export interface SearchHit {
  readonly start: number;
  readonly end: number;
}

/** Before and after a hit in a snippet: private-use characters, so that no markup has to be trusted. */
export const HIT_START = '\uE000';
export const HIT_END = '\uE001';

const SNIPPET_BEFORE = 40;
const SNIPPET_LENGTH = 160;

const RUN = /[\p{L}\p{N}\p{M}\u200c\u200d]+/gu;
const CLUSTER = /.[\p{M}\uff9e\uff9f\u200c\u200d]*/gsu;
const UNSPACED = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
/** Accents of Latin, Greek and Cyrillic, Hebrew and Arabic points, tatweel, joiners. Vowel signs of Indic scripts stay. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c\u200d]/g;
/** Compatibility forms may open into signs and spaces ("½", "㎏"); a term holds neither. */
const NO_LETTERS = /[^\p{L}\p{N}\p{M}]/gu;
const LETTERS = /[ßøłđðæœþı]/g;
const SPELLINGS: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', æ: 'ae', œ: 'oe', þ: 'th', ı: 'i' };

/**
 * The terms of a text in order. A run of Chinese, Japanese, Thai, Lao, Khmer or Burmese gives every pair of neighbouring
 * characters, then its last character alone, so that any stretch of it can be found without a dictionary.
 */
export function searchTerms(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const run of text.matchAll(RUN)) addRun(terms, run[0], run.index);
  return terms;
}

function addRun(terms: SearchTerm[], run: string, offset: number): void {
  if (isPlain(run)) {
    terms.push({ term: run.toLowerCase(), start: offset, end: offset + run.length });
    return;
  }
  let word = { text: '', start: offset };
  let unspaced: SearchTerm[] = [];
  const flush = (): void => {
    const term = foldWord(word.text);
    if (term !== '') terms.push({ term, start: word.start, end: word.start + word.text.length });
    unspaced.forEach((own, index) => {
      const next = unspaced[index + 1];
      terms.push(next ? { term: own.term + next.term, start: own.start, end: next.end } : own);
    });
    unspaced = [];
    word = { text: '', start: 0 };
  };
  for (const cluster of run.matchAll(CLUSTER)) {
    const start = offset + cluster.index;
    if (UNSPACED.test(cluster[0])) {
      if (word.text !== '') flush();
      unspaced.push({ term: cluster[0].normalize('NFKC').replace(NO_LETTERS, '').toLowerCase(), start, end: start + cluster[0].length });
    } else {
      if (unspaced.length > 0) flush();
      word = word.text === '' ? { text: cluster[0], start } : { text: word.text + cluster[0], start: word.start };
    }
  }
  flush();
}

function isPlain(run: string): boolean {
  for (let at = 0; at < run.length; at += 1) if (run.charCodeAt(at) > 0x7f) return false;
  return true;
}

function foldWord(word: string): string {
  const bare = word.normalize('NFKD').replace(ACCENTS, '').toLowerCase();
  const spelled = bare.replace(LETTERS, (letter) => SPELLINGS[letter] ?? letter);
  return spelled.replace(ACCENTS, '').replace(NO_LETTERS, '').normalize('NFC');
}

/**
 * What a person typed as phrases, all of which must occur in one turn. Text between double quotes is one phrase of whole
 * words; the last word outside quotes may be unfinished, unless a space follows it.
 */
export function readQuery(words: string): SearchPhrase[] {
  const phrases: SearchPhrase[] = [];
  const parts = [...words.matchAll(/["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|[^\s"“”„«»]+/gu)];
  for (const part of parts) {
    const quoted = part[1] !== undefined;
    const terms = searchTerms(part[1] ?? part[0]).map(({ term }) => term);
    if (terms.length === 0) continue;
    phrases.push({ terms: withoutLooseEnd(terms), open: opensPhrase(terms, !quoted && part.index + part[0].length === words.length) });
  }
  return phrases;
}

/** "東京大" is asked for as 東京 + 京大: the character 大 alone would demand that a run ends there. */
function withoutLooseEnd(terms: readonly string[]): readonly string[] {
  const last = terms.at(-1);
  return terms.length > 1 && last !== undefined && isUnspaced(last) && clusterCount(last) === 1 && isUnspaced(terms.at(-2) ?? '') ? terms.slice(0, -1) : terms;
}

function opensPhrase(terms: readonly string[], unfinished: boolean): boolean {
  const last = terms.at(-1) ?? '';
  if (isUnspaced(last)) return terms.length === 1 || !isUnspaced(terms.at(-2) ?? '');
  return unfinished && last.length > 1;
}

function isUnspaced(term: string): boolean {
  return UNSPACED.test(term);
}

function clusterCount(term: string): number {
  return [...term.matchAll(CLUSTER)].length;
}

/** Every hit in a text, in order and without overlap, or null when some phrase does not occur. */
export function findHits(text: string, phrases: readonly SearchPhrase[]): SearchHit[] | null {
  if (phrases.length === 0) return null;
  const terms = searchTerms(text);
  const hits: SearchHit[] = [];
  for (const phrase of phrases) {
    const before = hits.length;
    for (let at = 0; at + phrase.terms.length <= terms.length; at += 1) {
      const first = terms[at];
      const last = terms[at + phrase.terms.length - 1];
      if (first && last && occursAt(terms, at, phrase)) hits.push({ start: first.start, end: hitEnd(last, phrase) });
    }
    if (hits.length === before) return null;
  }
  return joinHits(hits);
}

function occursAt(terms: readonly SearchTerm[], at: number, phrase: SearchPhrase): boolean {
  return phrase.terms.every((wanted, index) => {
    const found = terms[at + index]?.term ?? '';
    return phrase.open && index === phrase.terms.length - 1 ? found.startsWith(wanted) : found === wanted;
  });
}

/** One character asked for is one character marked, though the index holds it as part of a pair. */
function hitEnd(last: SearchTerm, phrase: SearchPhrase): number {
  const wanted = phrase.terms.at(-1) ?? '';
  return phrase.open && isUnspaced(wanted) && last.term !== wanted ? Math.min(last.start + wanted.length, last.end) : last.end;
}

function joinHits(hits: SearchHit[]): SearchHit[] {
  hits.sort((a, b) => a.start - b.start || b.end - a.end);
  const joined: SearchHit[] = [];
  for (const hit of hits) {
    const last = joined.at(-1);
    if (last && hit.start < last.end) joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, hit.end) };
    else joined.push(hit);
  }
  return joined;
}

/** The text around its first hit on one line, hits between HIT_START and HIT_END, cut at spaces with "…". */
export function snippet(text: string, hits: readonly SearchHit[]): string {
  const first = hits[0]?.start ?? 0;
  const from = first <= SNIPPET_BEFORE ? 0 : cutBefore(text, first - SNIPPET_BEFORE, first);
  const until = cutAfter(text, Math.max(from + SNIPPET_LENGTH, hits[0]?.end ?? 0));
  let marked = from > 0 ? '…' : '';
  let at = from;
  for (const hit of hits) {
    if (hit.end > until) break;
    marked += clean(text.slice(at, hit.start)) + HIT_START + clean(text.slice(hit.start, hit.end)) + HIT_END;
    at = hit.end;
  }
  return (marked + clean(text.slice(at, until)) + (until < text.length ? '…' : '')).trim();
}

function cutBefore(text: string, from: number, hit: number): number {
  const space = text.indexOf(' ', from);
  if (space >= 0 && space < hit) return space + 1;
  return isLowSurrogate(text, from) ? from - 1 : from;
}

function cutAfter(text: string, until: number): number {
  if (until >= text.length) return text.length;
  const space = text.lastIndexOf(' ', until);
  if (space > until - SNIPPET_BEFORE) return space;
  return isLowSurrogate(text, until) ? until - 1 : until;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function clean(text: string): string {
  return text.replace(/[\uE000\uE001]/g, '');
}
