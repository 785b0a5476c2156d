// Short-lived capabilities for playing media: a token stands for a recording, says nothing of paths, and runs out (S32).
import type { RecordingId } from '../../src-core/library/recording.ts';
import type { Clock, Ids } from '../ports/machine.ts';

/** A working day and a little more: a page that stays open longer asks anew. */
export const GRANT_LIFE_MS = 12 * 60 * 60 * 1000;

/** Tokens in force. They are kept in memory only: a studio that starts again knows none of the old ones. */
export class MediaGrants {
  readonly #ids: Ids;
  readonly #clock: Clock;
  readonly #grants = new Map<string, { readonly recording: RecordingId; readonly endsAt: number }>();

  constructor(ids: Ids, clock: Clock) {
    this.#ids = ids;
    this.#clock = clock;
  }

  /** A new token for a recording's media, 256 random bits. */
  issue(recording: RecordingId): string {
    const now = this.#clock.monotonic();
    for (const [token, { endsAt }] of this.#grants) if (endsAt <= now) this.#grants.delete(token);
    const token = this.#ids.token();
    this.#grants.set(token, { recording, endsAt: now + GRANT_LIFE_MS });
    return token;
  }

  /** The recording a token stands for, or null when it never did or does no longer. */
  recordingOf(token: string): RecordingId | null {
    const grant = this.#grants.get(token);
    return grant && grant.endsAt > this.#clock.monotonic() ? grant.recording : null;
  }

  /** Ends every token of a recording. */
  revoke(recording: RecordingId): void {
    for (const [token, grant] of this.#grants) if (grant.recording === recording) this.#grants.delete(token);
  }
}
