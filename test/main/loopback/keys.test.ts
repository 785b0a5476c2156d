// Tokens let one page in once; session keys last as long as the host (S43).
import { describe, expect, it } from 'vitest';
import { LoopbackKeys } from '../../../src-main/hosts/loopback/keys.ts';
import { fault } from '../../faults/fault.ts';

function countingKeys(): LoopbackKeys {
  let count = 0;
  return new LoopbackKeys({ uuid: () => `uuid-${++count}`, token: () => `secret-${++count}` });
}

describe('loopback keys', () => {
  it('swap a token for a session key exactly once', () => {
    const keys = countingKeys();
    const { token } = keys;
    const session = keys.swap(token);
    expect(session).not.toBeNull();
    expect(keys.swap(token)).toBeNull();
    expect(keys.token).not.toBe(token);
  });

  it('keep every session of several tabs alive', () => {
    const keys = countingKeys();
    const first = keys.swap(keys.token);
    const second = keys.swap(keys.token);
    expect(first).not.toBe(second);
    expect(keys.knows(first ?? '')).toBe(true);
    expect(keys.knows(second ?? '')).toBe(true);
  });

  fault('S43', 'tokens and keys guessed: empty, shorter, longer, NUL, a token for a key and a key for a token', (seen) => {
    for (const shown of ['', 'secret', 'secret-11', '\u0000', 'secret-1 ']) {
      const keys = countingKeys();
      expect(keys.swap(shown), shown).toBeNull();
      expect(keys.knows(shown), shown).toBe(false);
    }
    const keys = countingKeys();
    expect(keys.knows(keys.token)).toBe(false);
    const session = keys.swap(keys.token) ?? '';
    expect(keys.swap(session)).toBeNull();
    seen('none accepted, none throws');
  });
});
