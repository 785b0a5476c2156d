// Where a Problem was found, in words.
import type { ProblemPlace } from '../../src-core/problem.ts';
import { clockText } from '../parts/clock-text.ts';

/** "line 12", "at 0:14.2", "item 40": the most useful hint there is. */
export function placeText(place: { readonly [K in keyof ProblemPlace]?: number | undefined }): string {
  if (place.time !== undefined) return `at ${clockText(place.time, true)}`;
  if (place.line !== undefined) return `line ${place.line}`;
  return place.item === undefined ? 'somewhere in the file' : `item ${place.item + 1}`;
}
