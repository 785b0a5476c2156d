// Rows as the reporter wrote them.
import { readFileSync } from 'node:fs';
import type { FaultOutcome } from './table.ts';

/** Reads the file of GALLEY_FAULTS. Only rows of tests that ran or said why not are in it. */
export function readOutcomes(path: string): FaultOutcome[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as FaultOutcome); // written by our own reporter
}
