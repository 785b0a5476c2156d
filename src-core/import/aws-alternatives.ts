// What else Amazon Transcribe might have heard: `results.segments`, aligned to the items the transcript was made of.
// Segments repeat the words of whole sentences; what comes out is only where an alternative differs, as small as it can be told.
import type { Alternative } from '../transcript/alternatives.ts';
import { alignKeys } from '../transcript/align.ts';
import { itemsOf } from './aws-transcribe.ts';
import { needsSpace } from '../transcript/joint-space.ts';
import { asArray, asNumber, asObject, asString, nestsDeeper, own, type JsonObject } from './json-value.ts';

/** Deepest nesting read; real results reach 10. */
const DEEPEST = 64;
/** Words of two alternatives begin together when they begin within so many seconds of each other: the service writes hundredths. */
const TOGETHER = 0.021;

/** A word of an alternative. */
interface Said {
  readonly text: string;
  /** Seconds, as the result writes them; null when it does not. */
  readonly start: number | null;
  readonly confidence: number;
  /** The item of the transcript this is, or null. Only the first alternative's words have one. */
  readonly source: number | null;
  /** Marks written behind it. */
  readonly behind: string;
}

/** A stretch of the first alternative and what another has there. */
interface Stretch {
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
}

/** The alternatives of a result's text; none for documents of other kinds, or when it holds none. Each run of items has its likeliest first. */
export function readAlternatives(text: string): Alternative[] {
  if (!text.includes('"segments"') || nestsDeeper(text, DEEPEST)) return [];
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return []; // a stream saved line by line: it has no segments
  }
  const results = asObject(own(asObject(file), 'results'));
  if (!results) return [];
  const sources = new ItemsByTime(itemsOf(results));
  return asArray(own(results, 'segments')).flatMap((segment) => alternativesIn(asObject(segment), sources));
}

function alternativesIn(segment: JsonObject | null, sources: ItemsByTime): Alternative[] {
  const [first, ...others] = asArray(own(segment, 'alternatives')).map((one) => asArray(own(asObject(one), 'items')));
  if (!first) return [];
  const heard = saidOf(first, (item, text) => sources.take(item, text));
  if (others.length === 0) return [];
  const found = new Map<string, Alternative>();
  for (const other of others) {
    const said = saidOf(other, () => null);
    for (const stretch of differences(heard, said)) {
      const alternative = alternativeOf(heard, said, stretch);
      const key = alternative && `${alternative.sources.join()} ${alternative.text}`;
      if (alternative && key !== null && !found.has(key)) found.set(key, alternative);
    }
  }
  return [...found.values()];
}

/** The items of a result, to be found by what the first alternative of a segment repeats of them. */
class ItemsByTime {
  readonly #items = new Map<string, { readonly index: number; readonly text: string }[]>();

  constructor(items: readonly unknown[]) {
    items.forEach((raw, index) => {
      const item = asObject(raw);
      const key = timeKey(item);
      if (key === null) return;
      const text = asString(own(asObject(asArray(own(item, 'alternatives'))[0]), 'content')) ?? '';
      const known = this.#items.get(key);
      if (known) known.push({ index, text });
      else this.#items.set(key, [{ index, text }]);
    });
  }

  /** The item of that time and, where several begin and end together (channels), of that text; each is given once. Null when there is none. */
  take(item: JsonObject, text: string): number | null {
    const key = timeKey(item);
    const known = key === null ? undefined : this.#items.get(key);
    if (!known) return null;
    const at = Math.max(
      0,
      known.findIndex((one) => one.text === text),
    );
    return known.splice(at, 1)[0]?.index ?? null;
  }
}

function timeKey(item: JsonObject | null): string | null {
  const [start, end] = [asNumber(own(item, 'start_time')), asNumber(own(item, 'end_time'))];
  return start === null || end === null ? null : `${start} ${end}`;
}

function saidOf(items: readonly unknown[], sourceOf: (item: JsonObject, text: string) => number | null): Said[] {
  const said: Said[] = [];
  for (const raw of items) {
    const item = asObject(raw);
    const text = (asString(own(item, 'content')) ?? '').normalize('NFC').trim();
    if (!item || text === '') continue;
    const last = said.at(-1);
    if (asString(own(item, 'type'))?.toLowerCase() === 'punctuation') {
      if (last) said[said.length - 1] = { ...last, behind: last.behind + text };
      continue;
    }
    const confidence = asNumber(own(item, 'confidence')) ?? 1;
    said.push({ text, start: asNumber(own(item, 'start_time')), confidence, source: sourceOf(item, text), behind: '' });
  }
  return said;
}

/** Where two alternatives differ, cut as finely as their words and times allow. No stretch is empty on the first one's side. */
function differences(heard: readonly Said[], said: readonly Said[]): Stretch[] {
  const pairs = alignKeys(
    heard.map(({ text }) => text),
    said.map(({ text }) => text),
  );
  const stretches: Stretch[] = [];
  let [a, b] = [0, 0];
  for (const pair of [...pairs, { a: heard.length, b: said.length }]) {
    if (pair.a > a) stretches.push(...cutTogether(heard, said, { a0: a, a1: pair.a, b0: b, b1: pair.b }));
    else if (pair.b > b) stretches.push(...withNeighbour(heard, said, { a0: a, a1: a, b0: b, b1: pair.b }));
    a = pair.a + 1;
    b = pair.b + 1;
  }
  return stretches;
}

/** Cuts a stretch where words of both sides begin together. */
function cutTogether(heard: readonly Said[], said: readonly Said[], { a0, a1, b0, b1 }: Stretch): Stretch[] {
  if (b0 === b1) return Array.from({ length: a1 - a0 }, (_, index) => ({ a0: a0 + index, a1: a0 + index + 1, b0, b1 }));
  const cuts: Stretch[] = [];
  let from = { a: a0, b: b0 };
  let j = b0 + 1;
  for (let i = a0 + 1; i < a1; i += 1) {
    const start = heard[i]?.start ?? null;
    while (j < b1 && start !== null && (said[j]?.start ?? Infinity) < start - TOGETHER) j += 1;
    if (j >= b1 || start === null || Math.abs((said[j]?.start ?? Infinity) - start) > TOGETHER) continue;
    cuts.push({ a0: from.a, a1: i, b0: from.b, b1: j });
    from = { a: i, b: j };
    j += 1;
  }
  return [...cuts, { a0: from.a, a1, b0: from.b, b1 }];
}

/** A word more than was heard is told with the less sure of the two words around it. */
function withNeighbour(heard: readonly Said[], said: readonly Said[], { a0, a1, b0, b1 }: Stretch): Stretch[] {
  const before = a0 > 0 && b0 > 0 ? heard[a0 - 1] : undefined;
  const behind = b1 < said.length ? heard[a1] : undefined;
  if (before && (!behind || before.confidence <= behind.confidence)) return [{ a0: a0 - 1, a1, b0: b0 - 1, b1 }];
  return behind ? [{ a0, a1: a1 + 1, b0, b1: b1 + 1 }] : [];
}

function alternativeOf(heard: readonly Said[], said: readonly Said[], { a0, a1, b0, b1 }: Stretch): Alternative | null {
  const replaced = heard.slice(a0, a1);
  const sources = replaced.map(({ source }) => source);
  if (!sources.every((source) => source !== null)) return null;
  const text = said.slice(b0, b1).reduce((sum, word, index) => {
    if (index === 0) return word.text;
    const before = sum + (said[b0 + index - 1]?.behind ?? '');
    return before + (needsSpace(before, word.text) ? ' ' : '') + word.text;
  }, '');
  return { sources, heard: replaced.map((word) => word.text), text };
}
