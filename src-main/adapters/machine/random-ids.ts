// The machine's randomness.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Ids } from '../../ports/machine.ts';

const TOKEN_BYTES = 32;

/** Version 4 UUIDs and 256-bit tokens from the system's generator. */
export const randomIds: Ids = {
  uuid: () => randomUUID(),
  token: () => randomBytes(TOKEN_BYTES).toString('base64url'),
};
