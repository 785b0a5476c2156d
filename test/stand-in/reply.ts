// One HTTP reply before it is sent: what a service decided, with no socket in sight.
import type { Readable } from 'node:stream';

/** What a service answers. A stream must say its length in bytes. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | { readonly stream: Readable; readonly length: number };
}

/** A reply without a body. */
export function emptyReply(status = 200, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: '' };
}

/** Bytes in a reply's body. */
export function replyLength(reply: Reply): number {
  if (typeof reply.body === 'string') return Buffer.byteLength(reply.body);
  return Buffer.isBuffer(reply.body) ? reply.body.length : reply.body.length;
}
