// What a break between two words costs where it is, of cues or of lines, and how far a pause excuses it.
import { FORBIDDEN } from './break-cost.ts';
import { WEIGHT } from './cost-weights.ts';
import type { MeasuredWords } from './measured-words.ts';

/** What a break before word k costs at so much a point, and for being one at all. A pause makes it cheaper, a forbidden one only so far. */
export function breakCostAt({ pause, breakCost }: MeasuredWords, k: number, perPoint: number, own = 0): number {
  const points = breakCost[k] ?? 0;
  const isForbidden = points >= FORBIDDEN;
  const ease = 1 + (pause[k] ?? 0) / WEIGHT.easingPause;
  return (points * perPoint + own) / (isForbidden ? Math.min(ease, WEIGHT.mostEaseTight) : ease) + (isForbidden ? WEIGHT.forbidden : 0);
}
