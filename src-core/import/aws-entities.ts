// When a medical result's entities were spoken of, by category. Words are asked about one by one, and there may be as many entities as words.
import type { ProblemList } from '../problem.ts';
import { asArray, asNumber, asObject, asString, own, type JsonObject } from './json-value.ts';
import { plural } from './spoken-item.ts';

/** What the entities of a result answer about a stretch of time. */
export interface EntityTimes {
  /** Categories spoken of between two times, milliseconds; none when a time is missing. */
  during(start: number | null, end: number | null): string[];
}

/** Transcribe Medical has six; each is looked up for every word. */
const MOST_CATEGORIES = 64;

/** A stretch of one category; stretches of a category never overlap. */
interface Stretch {
  readonly start: number;
  end: number;
}

/** Medical entities: unlike the items they write numbers, and in seconds. Categories beyond the sixty-fourth are left out with a Problem. */
export function readEntities(results: JsonObject, problems: ProblemList): EntityTimes {
  const byCategory = new Map<string, Stretch[]>();
  for (const raw of asArray(own(results, 'entities'))) {
    const entity = asObject(raw);
    const [start, end] = [asNumber(own(entity, 'startTime')), asNumber(own(entity, 'endTime'))];
    if (start === null || end === null) continue;
    const category = asString(own(entity, 'category')) ?? 'entity';
    const stretches = byCategory.get(category);
    if (stretches) stretches.push({ start: start * 1000, end: end * 1000 });
    else if (byCategory.size < MOST_CATEGORIES) byCategory.set(category, [{ start: start * 1000, end: end * 1000 }]);
    else
      problems.add(
        'entities-left-out',
        'loss',
        (count) =>
          `${count} entit${count === 1 ? 'y' : 'ies'} of more than ${MOST_CATEGORIES} kind${plural(MOST_CATEGORIES)} ${count === 1 ? 'was' : 'were'} left out.`,
      );
  }
  const merged = [...byCategory].map(([category, stretches]) => [category, withoutOverlaps(stretches)] as const);
  return {
    during(start, end) {
      if (start === null || end === null) return [];
      return merged.filter(([, stretches]) => touches(stretches, start, end)).map(([category]) => category);
    },
  };
}

function withoutOverlaps(stretches: Stretch[]): Stretch[] {
  const apart: Stretch[] = [];
  for (const stretch of stretches.sort((a, b) => a.start - b.start)) {
    const last = apart.at(-1);
    if (last && stretch.start < last.end) last.end = Math.max(last.end, stretch.end);
    else if (stretch.end > stretch.start) apart.push(stretch);
  }
  return apart;
}

/** Whether one of the stretches, in order and apart, overlaps the time between: the first that ends after its start is the one to ask. */
function touches(stretches: readonly Stretch[], start: number, end: number): boolean {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.end ?? Infinity) <= start) low = middle + 1;
    else high = middle;
  }
  return (stretches[low]?.start ?? Infinity) < end;
}
