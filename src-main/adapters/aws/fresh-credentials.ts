// Credentials that are never stale: read again before they expire, when they cannot say when they will, and when AWS calls them expired.
// It holds them in memory only, and never says them in an error or a log line.
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { AwsCredentials, LoadCredentials } from './credentials.ts';

/** Renewed this long before they expire, milliseconds: a slow part must still be signed with good ones. */
const RENEW_BEFORE_MILLIS = 5 * 60 * 1000;

/** Credentials without an expiry are read again after this, milliseconds: another tool may have rewritten the file (A1). */
const REREAD_MILLIS = 5 * 60 * 1000;

/** A program or portal that has not answered by now is told of, milliseconds. It may still answer: nothing is asked twice. */
const PATIENCE_MILLIS = 2 * 60 * 1000;

/** A provider as SDK clients take it. `memoized` keeps the SDK from caching on its own, so that `forget` is obeyed. */
export interface CredentialProvider {
  (): Promise<AwsCredentials>;
  readonly memoized: true;
}

/** One set of credentials, renewed as needed; calls made meanwhile share one reading. */
export class FreshCredentials {
  readonly #load: LoadCredentials;
  readonly #now: () => number;
  #held: { credentials: AwsCredentials; readAt: number } | null = null;
  #reading: Promise<AwsCredentials> | null = null;

  constructor(load: LoadCredentials, now: () => number) {
    this.#load = load;
    this.#now = now;
  }

  /** What SDK clients are given. Rejects with the codes of `loadCredentials`; a failure is never remembered (A2). */
  readonly provider: CredentialProvider = Object.assign(() => this.#current(), { memoized: true as const });

  /** AWS called them expired or unknown: the next call reads them again. */
  forget(): void {
    this.#held = null;
  }

  async #current(): Promise<AwsCredentials> {
    if (this.#held !== null && !this.#isStale(this.#held)) return this.#held.credentials;
    this.#reading ??= this.#read().finally(() => (this.#reading = null));
    try {
      return await withPatience(this.#reading);
    } catch (thrown) {
      // Renewing failed, but what we hold still works for a while: a sign-in portal may be away for a moment.
      const held = this.#held;
      if (held?.credentials.expiration !== undefined && held.credentials.expiration.getTime() > this.#now()) return held.credentials;
      throw thrown;
    }
  }

  async #read(): Promise<AwsCredentials> {
    const credentials = await this.#load();
    this.#held = { credentials, readAt: this.#now() };
    return credentials;
  }

  #isStale({ credentials, readAt }: { credentials: AwsCredentials; readAt: number }): boolean {
    if (credentials.expiration === undefined) return this.#now() - readAt > REREAD_MILLIS;
    return credentials.expiration.getTime() - this.#now() < RENEW_BEFORE_MILLIS;
  }
}

function withPatience(reading: Promise<AwsCredentials>): Promise<AwsCredentials> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new StudioError('no-credentials', { cause: 'slow' })), PATIENCE_MILLIS);
    reading.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
