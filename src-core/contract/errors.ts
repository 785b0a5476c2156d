// The closed list of expected failures. Codes cross the wire; sentences live in the renderer and the CLI.

export const ERROR_CODES = [
  // the studio itself
  'bad-message',
  'unknown-call',
  'host-cannot',
  'not-found',
  'read-only',
  'conflict',
  'bug',
  // the page has lost the studio, or was never let in (details.reason: lost, refused)
  'disconnected',
  // the library
  'library-newer',
  'library-damaged',
  'library-foreign',
  'library-busy',
  'disk-full',
  'disk-refused',
  // files we are given
  'bad-file',
  'file-missing',
  'too-large',
  'offer-expired',
  // the file is still being written (details.size, bytes so far)
  'still-growing',
  // media
  'no-audio',
  'empty-media',
  'playlist-in-disguise',
  'truncated-media',
  'needs-ffmpeg',
  'bad-media',
  'media-missing',
  'media-differs',
  'decoder-failed',
  // AWS
  'no-credentials',
  'credentials-expired',
  'access-denied',
  'no-region',
  'no-bucket',
  'bucket-missing',
  // the bucket answers, but to another account than ours or than it once did (S17)
  'bucket-foreign',
  'wrong-region',
  'clock-wrong',
  'network',
  'intercepted',
  'throttled',
  'quota',
  'bad-request',
  'job-failed',
  'job-expired',
  'result-withheld',
  'result-unreadable',
  'service',
  'source-changed',
  'bad-options',
  'endpoint-refused',
] as const;

/** Why something expected went wrong. Each code has one sentence and one action in `error-text.ts`. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Plain facts a sentence may need: never secrets, never stacks. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** An expected failure. Anything else thrown is a bug. */
export class StudioError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(details)}`, cause === undefined ? undefined : { cause });
    this.name = 'StudioError';
    this.code = code;
    this.details = details;
  }
}

/** Ended because somebody asked for it: never shown, never logged. */
export class CancelledError extends Error {
  constructor() {
    super('cancelled');
    this.name = 'CancelledError';
  }
}

/** A failure as it crosses the wire. */
export interface WireError {
  readonly code: ErrorCode | 'cancelled';
  readonly details: ErrorDetails;
}

/** What crosses the wire for anything thrown: expected failures as they are, bugs without their text. */
export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof StudioError) return { code: thrown.code, details: thrown.details };
  if (thrown instanceof CancelledError) return { code: 'cancelled', details: {} };
  return { code: 'bug', details: {} };
}

/** The error a wire error stands for. An unknown code becomes a bug rather than being trusted. */
export function fromWireError(wire: { code: string; details: ErrorDetails }): StudioError | CancelledError {
  if (wire.code === 'cancelled') return new CancelledError();
  const code = ERROR_CODES.find((known) => known === wire.code);
  return new StudioError(code ?? 'bug', wire.details);
}
