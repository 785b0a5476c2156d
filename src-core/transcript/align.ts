// Which of two lists' entries are the same: a longest common subsequence whose cost stays in proportion to the lists.
// It compares keys; what a key means is the caller's business.

/** Entry `a` of the first list is entry `b` of the second. Pairs rise in both. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

/** Cells one exact comparison may fill. 512 words against 512; larger stretches are parted at entries that occur once in each. */
const MOST_CELLS = 1 << 18;

interface Stretch {
  a0: number;
  a1: number;
  b0: number;
  b1: number;
}

/** The pairs of equal keys, in order. Exact for short lists; long lists are first anchored at keys unique in both. */
export function alignKeys(a: readonly unknown[], b: readonly unknown[]): Pair[] {
  const pairs: Pair[] = [];
  alignStretch(a, b, { a0: 0, a1: a.length, b0: 0, b1: b.length }, pairs);
  return pairs;
}

function alignStretch(a: readonly unknown[], b: readonly unknown[], stretch: Stretch, pairs: Pair[]): void {
  let { a0, a1, b0, b1 } = stretch;
  while (a0 < a1 && b0 < b1 && a[a0] === b[b0]) pairs.push({ a: a0++, b: b0++ });
  let same = 0;
  while (a0 < a1 && b0 < b1 && a[a1 - 1] === b[b1 - 1]) {
    a1 -= 1;
    b1 -= 1;
    same += 1;
  }
  if (a0 < a1 && b0 < b1) {
    if ((a1 - a0) * (b1 - b0) <= MOST_CELLS) alignExactly(a, b, { a0, a1, b0, b1 }, pairs);
    else alignAtAnchors(a, b, { a0, a1, b0, b1 }, pairs);
  }
  for (let i = 0; i < same; i += 1) pairs.push({ a: a1 + i, b: b1 + i });
}

function alignExactly(a: readonly unknown[], b: readonly unknown[], { a0, a1, b0, b1 }: Stretch, pairs: Pair[]): void {
  const width = b1 - b0 + 1;
  const lengths = new Uint32Array((a1 - a0 + 1) * width);
  const at = (i: number, j: number) => lengths[(i - a0) * width + (j - b0)] ?? 0;
  for (let i = a1 - 1; i >= a0; i -= 1) {
    for (let j = b1 - 1; j >= b0; j -= 1) {
      lengths[(i - a0) * width + (j - b0)] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let i = a0;
  let j = b0;
  while (i < a1 && j < b1) {
    if (a[i] === b[j]) pairs.push({ a: i++, b: j++ });
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
}

/** Parts a long stretch at keys that occur once in each list ("patience"); without any, nothing in it counts as equal. */
function alignAtAnchors(a: readonly unknown[], b: readonly unknown[], { a0, a1, b0, b1 }: Stretch, pairs: Pair[]): void {
  const inA = onlyPlaces(a, a0, a1);
  const inB = onlyPlaces(b, b0, b1);
  const candidates: Pair[] = [];
  for (const [key, place] of inA) {
    const other = inB.get(key);
    if (place >= 0 && other !== undefined && other >= 0) candidates.push({ a: place, b: other });
  }
  const anchors = longestRise(candidates.sort((x, y) => x.a - y.a));
  if (anchors.length === 0) return;
  let last = { a: a0 - 1, b: b0 - 1 };
  for (const anchor of anchors) {
    alignStretch(a, b, { a0: last.a + 1, a1: anchor.a, b0: last.b + 1, b1: anchor.b }, pairs);
    pairs.push(anchor);
    last = anchor;
  }
  alignStretch(a, b, { a0: last.a + 1, a1, b0: last.b + 1, b1 }, pairs);
}

/** Key → its only place, or −1 when it occurs twice. */
function onlyPlaces(list: readonly unknown[], from: number, to: number): Map<unknown, number> {
  const places = new Map<unknown, number>();
  for (let i = from; i < to; i += 1) places.set(list[i], places.has(list[i]) ? -1 : i);
  return places;
}

/** The longest subsequence of pairs (given in rising `a`) that also rises in `b`; O(n log n). */
export function longestRise(pairs: readonly Pair[]): Pair[] {
  const tops: number[] = [];
  const previous = new Int32Array(pairs.length);
  const bOf = (index: number | undefined) => (index === undefined ? -1 : (pairs[index]?.b ?? -1));
  for (let i = 0; i < pairs.length; i += 1) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (bOf(tops[middle]) < bOf(i)) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? (tops[low - 1] ?? -1) : -1;
    tops[low] = i;
  }
  const rise: Pair[] = [];
  for (let i = tops.at(-1) ?? -1; i >= 0; i = previous[i] ?? -1) {
    const pair = pairs[i];
    if (pair) rise.push(pair);
  }
  return rise.reverse();
}
