// The loopback host's tokens and session keys (S43): a token lets one page in once, its session key lasts as long as the host.
// Compared in constant time; never logged, never in a URL's query, never in a cookie.
import { timingSafeEqual } from 'node:crypto';
import type { Ids } from '../../ports/machine.ts';

export class LoopbackKeys {
  readonly #ids: Ids;
  readonly #sessions: Buffer[] = [];
  #token: string;

  constructor(ids: Ids) {
    this.#ids = ids;
    this.#token = ids.token();
  }

  /** The one token nobody has used yet. */
  get token(): string {
    return this.#token;
  }

  /** Swaps the unused token for a session key and makes the next token; null when this is not it. */
  swap(token: string): string | null {
    if (!isSame(Buffer.from(this.#token), token)) return null;
    this.#token = this.#ids.token();
    const session = this.#ids.token();
    this.#sessions.push(Buffer.from(session));
    return session;
  }

  /** Whether this is a session key we gave out. Looks at every key, so that time tells nothing. */
  knows(session: string): boolean {
    let found = false;
    for (const known of this.#sessions) if (isSame(known, session)) found = true;
    return found;
  }
}

function isSame(secret: Buffer, shown: string): boolean {
  const bytes = Buffer.from(shown);
  // Lengths are no secret: every key of ours is equally long.
  return bytes.length === secret.length && timingSafeEqual(bytes, secret);
}
