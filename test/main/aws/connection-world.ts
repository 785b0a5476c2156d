// A connection to the stand-in, and its failures: each is searched for secrets before a test looks at it.
import { expect, onTestFinished } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { CloudConnection } from '../../../src-main/ports/cloud.ts';
import { everythingIn } from './memory-secrets.ts';
import { openStandInCloud, type StandInCloud, type StandInCloudOptions } from './stand-in-cloud.ts';

export const nobody = { profile: null, region: null };
export const never = new AbortController().signal;
export const bytes = new Uint8Array(2000).fill(7);
export const MiB = 1024 * 1024;

/** A stand-in and a connection to it, both closed when the test ends. */
export async function open(options: StandInCloudOptions = {}): Promise<StandInCloud & { connection: CloudConnection }> {
  const opened = await openStandInCloud(options);
  onTestFinished(() => opened.close());
  return { ...opened, connection: await opened.cloud.connect(nobody) };
}

/** The failure of a call; fails the test when any secret of this suite stands in it, in any property, cause or stack. */
export async function failureOf(call: Promise<unknown>): Promise<StudioError> {
  const thrown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  expect(everythingIn(thrown)).not.toMatch(/practice\/secret|canary|AKIA[A-Z0-9]{16}|ASIA[A-Z0-9]{16}|Signature=[0-9a-f]{8}|session-token-of-tests/);
  if (!(thrown instanceof StudioError)) throw new Error(`not an expected failure: ${everythingIn(thrown)}`);
  return thrown;
}
