// The fault table: rows of all tests by code, codes without a test, and the page docs/faults.md.
import { FAULT_CODES, type FaultCode, type FaultEntry } from './codes.ts';

/** A test's row, with how it ended. */
export interface FaultOutcome {
  readonly code: FaultCode;
  readonly injected: string;
  readonly seen: readonly string[];
  readonly outcome: 'pass' | 'FAIL' | 'skipped';
  /** Why it was skipped. */
  readonly reason: string | null;
}

const CODES = Object.keys(FAULT_CODES) as FaultCode[]; // the object's own keys
const entryOf = (code: FaultCode): FaultEntry => FAULT_CODES[code];

/** Rows in the order of the codes, then of what was injected. */
export function inOrder(outcomes: readonly FaultOutcome[]): FaultOutcome[] {
  return [...outcomes].sort((a, b) => CODES.indexOf(a.code) - CODES.indexOf(b.code) || (a.injected < b.injected ? -1 : 1));
}

/** Codes that have neither a test nor a reason, and codes that have both. */
export function untrueCodes(outcomes: readonly FaultOutcome[]): string[] {
  const tested = new Set(outcomes.map(({ code }) => code));
  const bare = CODES.filter((code) => !tested.has(code) && entryOf(code).without === undefined);
  const both = CODES.filter((code) => tested.has(code) && entryOf(code).without !== undefined);
  return [...bare.map((code) => `${code} has no test`), ...both.map((code) => `${code} has tests and a reason for none`)];
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The table as a page of Markdown. */
export function faultPage(outcomes: readonly FaultOutcome[]): string {
  const rows = inOrder(outcomes).map(({ code, injected, seen, outcome, reason }) => {
    const told = reason === null ? seen.join('; ') : reason;
    return `| ${code} | ${entryOf(code).fault} | ${cell(injected)} | ${cell(told)} | ${outcome} |`;
  });
  const without = CODES.filter((code) => entryOf(code).without !== undefined).map(
    (code) => `- **${code}** ${entryOf(code).fault}: ${entryOf(code).without ?? ''}.`,
  );
  return [
    '# Faults',
    '',
    'What goes wrong, what was done to the studio in a test, and what was seen. Made by `npm run test:faults`.',
    '',
    '| code | fault | injected | seen | |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...(without.length > 0 ? ['## Do not apply yet', '', ...without, ''] : []),
  ].join('\n');
}

/** The same for a terminal: a line a row. */
export function faultLines(outcomes: readonly FaultOutcome[]): string[] {
  return inOrder(outcomes).map(({ code, injected, seen, outcome, reason }) =>
    [code.padEnd(4), outcome.padEnd(8), entryOf(code).fault, '·', injected, '·', reason ?? seen.join('; ')].join(' '),
  );
}
