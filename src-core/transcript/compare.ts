// A transcript beside the one it was made from: which words were changed, turn by turn of what stands now.
// It compares words, not times; of how letters look it tells only in how many words. Putting changes back is revert.ts.
import { alignKeys, type Pair } from './align.ts';
import { isSameRuns, noRuns, type LetterRuns } from './letters.ts';
import type { SpeakerId, Transcript, Word } from './transcript.ts';

/** Words that stand in place of others: `before` in the original, words `from` to `to` (excluded) of turn `turn` now. One side may be empty, never both. */
export interface Change {
  readonly turn: number;
  readonly from: number;
  readonly to: number;
  readonly before: readonly Word[];
  readonly after: readonly Word[];
  /** White space that parts the words before it from the next unchanged one in the original; null where that does not follow within its turn. */
  readonly spaceBehind: string | null;
}

/** A run of words that are the same in both (from and to as indices of the turn now), or a change. */
export type ComparedPart = { readonly kind: 'same'; readonly from: number; readonly to: number } | ({ readonly kind: 'change' } & Change);

/** One turn as it stands now, with what was there before. */
export interface ComparedTurn {
  readonly turn: number;
  readonly parts: readonly ComparedPart[];
  /** Who spoke most of its words before, where that is somebody else than now; else undefined. */
  readonly speakerBefore: SpeakerId | null | undefined;
}

export interface Comparison {
  /** One for each turn that stands now. */
  readonly turns: readonly ComparedTurn[];
  /** Every change in reading order. */
  readonly changes: readonly Change[];
  /** How many unchanged words have italics, weight, underlining or colours otherwise than before. They are no changes: their words are the same. */
  readonly relettered: number;
}

interface Placed {
  readonly word: Word;
  readonly turn: number;
  readonly at: number;
}

/** Compares what stands now with the original. Words are the same when their texts are; of equal texts the engine's item tells which is which. */
export function compareTranscripts(original: Transcript, now: Transcript): Comparison {
  const olds = placedWords(original);
  const news = placedWords(now);
  const pairs = samePairs(olds, news);
  const changes = changesBetween(olds, news, pairs);
  const relettered = pairs.filter(({ a, b }) => !isSameRuns(lettersOf(olds[a]), lettersOf(news[b]))).length;
  return { turns: comparedTurns({ original, now }, { olds, news, pairs }, changes), changes, relettered };
}

function lettersOf(placed: Placed | undefined): LetterRuns {
  return placed?.word.marks?.letters ?? noRuns;
}

function placedWords({ turns }: Transcript): Placed[] {
  return turns.flatMap((turn, index) => turn.words.map((word, at) => ({ word, turn: index, at })));
}

/** Equal words: first those of one item of the engine, then those between them that merely read alike. */
function samePairs(olds: readonly Placed[], news: readonly Placed[]): Pair[] {
  // A typed word has no item: its key is nobody else's.
  const sure = alignKeys(
    olds.map(({ word }, index) => (word.source === null ? `old ${index}` : `${word.source} ${word.text}`)),
    news.map(({ word }, index) => (word.source === null ? `new ${index}` : `${word.source} ${word.text}`)),
  );
  return between(sure, olds.length, news.length, ({ a0, a1, b0, b1 }) =>
    alignKeys(
      olds.slice(a0, a1).map(({ word }) => word.text),
      news.slice(b0, b1).map(({ word }) => word.text),
    ),
  );
}

interface Gap {
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
}

function gapsOf(pairs: readonly Pair[], a: number, b: number): Gap[] {
  const gaps: Gap[] = [];
  let last = { a: -1, b: -1 };
  for (const pair of [...pairs, { a, b }]) {
    if (pair.a > last.a + 1 || pair.b > last.b + 1) gaps.push({ a0: last.a + 1, a1: pair.a, b0: last.b + 1, b1: pair.b });
    last = pair;
  }
  return gaps;
}

/** The pairs, and those found in the gaps between them, in order. */
function between(pairs: readonly Pair[], a: number, b: number, find: (gap: Gap) => Pair[]): Pair[] {
  const found = gapsOf(pairs, a, b).flatMap((gap) =>
    gap.a0 === gap.a1 || gap.b0 === gap.b1 ? [] : find(gap).map((pair) => ({ a: gap.a0 + pair.a, b: gap.b0 + pair.b })),
  );
  return found.length === 0 ? [...pairs] : [...pairs, ...found].sort((x, y) => x.a - y.a);
}

function changesBetween(olds: readonly Placed[], news: readonly Placed[], pairs: readonly Pair[]): Change[] {
  return gapsOf(pairs, olds.length, news.length)
    .flatMap((gap) => cutAtHeirs(olds, news, gap))
    .flatMap((gap) => cutAtTurns(olds, news, gap))
    .map((gap) => changeOf(olds, news, gap))
    .filter((change) => change !== null);
}

/** A changed word keeps the item it came from: a gap is cut where such a word begins, so that each change is one thing. */
function cutAtHeirs(olds: readonly Placed[], news: readonly Placed[], gap: Gap): Gap[] {
  const heirs = alignKeys(
    olds.slice(gap.a0, gap.a1).map(({ word }) => word.source ?? {}),
    news.slice(gap.b0, gap.b1).map(({ word }) => word.source ?? {}),
  );
  const gaps: Gap[] = [];
  let from = { a: gap.a0, b: gap.b0 };
  for (const heir of heirs) {
    const at = { a: gap.a0 + heir.a, b: gap.b0 + heir.b };
    if (at.a > from.a || at.b > from.b) gaps.push({ a0: from.a, a1: at.a, b0: from.b, b1: at.b });
    from = at;
  }
  return [...gaps, { a0: from.a, a1: gap.a1, b0: from.b, b1: gap.b1 }];
}

/** A change lies within one turn: the original's words go to the turn that is spoken when they were. */
function cutAtTurns(olds: readonly Placed[], news: readonly Placed[], { a0, a1, b0, b1 }: Gap): Gap[] {
  const gaps: Gap[] = [];
  let a = a0;
  for (let b = b0; b < b1;) {
    let end = b + 1;
    while (end < b1 && news[end]?.turn === news[b]?.turn) end += 1;
    const next = news[end]?.word.start ?? Infinity;
    let until = a;
    while (until < a1 && (end === b1 || (olds[until]?.word.start ?? 0) < next)) until += 1;
    gaps.push({ a0: a, a1: until, b0: b, b1: end });
    a = until;
    b = end;
  }
  return b0 === b1 ? [{ a0, a1, b0, b1 }] : gaps;
}

function changeOf(olds: readonly Placed[], news: readonly Placed[], { a0, a1, b0, b1 }: Gap): Change | null {
  const before = olds.slice(a0, a1).map(({ word }) => word);
  const after = news.slice(b0, b1).map(({ word }) => word);
  const place = placeOf(olds, news, { a0, a1, b0, b1 });
  if (!place) return null;
  const [old, next] = [olds[a1], news[b1]];
  const follows = old && next && old.at > 0 && next.turn === place.turn && old.word.text === next.word.text;
  return { turn: place.turn, from: place.at, to: place.at + after.length, before, after, spaceBehind: follows ? old.word.space : null };
}

/** Where a change stands now. Words that are gone stand behind the word before them, or before the one behind where that is of their own turn. */
function placeOf(olds: readonly Placed[], news: readonly Placed[], { a0, a1, b0, b1 }: Gap): { turn: number; at: number } | null {
  const first = news[b0];
  if (b1 > b0) return first ?? null;
  const before = news[b0 - 1];
  const isOfNext = first !== undefined && first.at === 0 && olds[a1]?.turn === olds[a0]?.turn && olds[a0 - 1]?.turn !== olds[a0]?.turn;
  if (before && !isOfNext) return { turn: before.turn, at: before.at + 1 };
  if (first) return { turn: first.turn, at: first.at };
  return null;
}

interface Alignment {
  readonly olds: readonly Placed[];
  readonly news: readonly Placed[];
  readonly pairs: readonly Pair[];
}

function comparedTurns({ original, now }: { original: Transcript; now: Transcript }, alignment: Alignment, changes: readonly Change[]): ComparedTurn[] {
  const byTurn = Map.groupBy(changes, (change) => change.turn);
  const speakers = formerSpeakers(original, alignment);
  return now.turns.map((turn, index) => {
    const parts: ComparedPart[] = [];
    let at = 0;
    for (const change of byTurn.get(index) ?? []) {
      if (change.from > at) parts.push({ kind: 'same', from: at, to: change.from });
      parts.push({ kind: 'change', ...change });
      at = change.to;
    }
    if (at < turn.words.length) parts.push({ kind: 'same', from: at, to: turn.words.length });
    const before = speakers.get(index);
    return { turn: index, parts, speakerBefore: before === turn.speaker ? undefined : before };
  });
}

/** By turn as it stands now: who spoke most of its unchanged words in the original. */
function formerSpeakers(original: Transcript, { olds, news, pairs }: Alignment): Map<number, SpeakerId | null> {
  const votes = new Map<number, Map<SpeakerId | null, number>>();
  for (const { a, b } of pairs) {
    const [turn, speaker] = [news[b]?.turn ?? 0, original.turns[olds[a]?.turn ?? 0]?.speaker ?? null];
    const said = votes.get(turn) ?? new Map<SpeakerId | null, number>();
    votes.set(turn, said.set(speaker, (said.get(speaker) ?? 0) + 1));
  }
  return new Map([...votes].map(([turn, said]) => [turn, [...said].reduce((most, one) => (one[1] > most[1] ? one : most))[0]]));
}
