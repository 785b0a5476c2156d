// Steps in a map, read as the library reads them: from one number towards another, nearest first.
import type { HistoryStep, NumberedStep } from '../../src-core/history/history-step.ts';

export function keptSteps(kept: ReadonlyMap<number, HistoryStep>, from: number, to: number): NumberedStep[] {
  const stride = from <= to ? 1 : -1;
  const within = [...kept].filter(([number]) => (number - from) * (number - to) <= 0);
  return within.sort(([a], [b]) => (a - b) * stride).map(([number, step]) => ({ number, step }));
}
