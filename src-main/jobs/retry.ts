// What to do after a failure, by code alone: try again, wait for a sign-in, or give up and tell.
import type { ErrorCode } from '../../src-core/contract/errors.ts';

/**
 * `again`    passing trouble of the network or the service: back off and try again, never fail the job (A4, A5, A8, A31, A40)
 * `sign-in`  credentials ran out or are missing: hold the job and look again every 30 s (A1, A2)
 * `give-up`  a person has to change something first
 */
export type RetryAdvice = 'again' | 'sign-in' | 'give-up';

const AGAIN: ReadonlySet<ErrorCode> = new Set(['network', 'intercepted', 'throttled', 'quota', 'service', 'clock-wrong'] satisfies ErrorCode[]);
const SIGN_IN: ReadonlySet<ErrorCode> = new Set(['credentials-expired', 'no-credentials'] satisfies ErrorCode[]);

/** What to do after a failure with this code. */
export function retryAdvice(code: ErrorCode): RetryAdvice {
  if (AGAIN.has(code)) return 'again';
  return SIGN_IN.has(code) ? 'sign-in' : 'give-up';
}

const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 60_000;
/** A sign-in done outside the studio is noticed within 30 s (A2). */
export const SIGN_IN_CHECK_MILLIS = 30_000;

/** Milliseconds before the n-th next try (n from 1): 1 s doubling to 60 s, spread by `chance` in [0, 1) over the upper half (A5). */
export function backOffMillis(attempt: number, chance: number): number {
  const full = Math.min(FIRST_DELAY * 2 ** (attempt - 1), LONGEST_DELAY);
  return Math.round(full / 2 + (full / 2) * chance);
}
