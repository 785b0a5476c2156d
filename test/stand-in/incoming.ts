// One HTTP request as the services see it: raw parts for signatures, decoded parts for meaning, the body unread.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from './refusal.ts';

/** A request that has arrived. */
export interface Incoming {
  readonly method: string;
  /** Percent-encoded, as sent, without the query. */
  readonly rawPath: string;
  /** Decoded name/value pairs in the order sent; a name without "=" has the value "". */
  readonly query: readonly (readonly [string, string])[];
  /** Lower-case names; repeated headers joined by ",". */
  readonly headers: ReadonlyMap<string, string>;
  /** The body's bytes, as often as the transport hands them over. Answers "100 Continue" first where it was asked for. */
  body(): AsyncIterable<Buffer>;
}

/** Wraps a Node request. `onBytes` is told of every body chunk read. */
export function toIncoming(request: IncomingMessage, response: ServerResponse, onBytes: (count: number) => void): Incoming {
  const [rawPath = '/', rawQuery = ''] = splitOnce(request.url ?? '/', '?');
  return {
    method: request.method ?? 'GET',
    rawPath,
    query: parseQuery(rawQuery),
    headers: joinHeaders(request.rawHeaders),
    async *body() {
      if (request.headers.expect?.toLowerCase() === '100-continue' && !response.headersSent) response.writeContinue();
      for await (const chunk of request) {
        const bytes = chunk as Buffer; // no encoding is set on the request, so chunks are Buffers
        onBytes(bytes.length);
        yield bytes;
      }
    },
  };
}

/** The first value of a query name, or null. */
export function queryValue(incoming: Incoming, name: string): string | null {
  return incoming.query.find(([key]) => key === name)?.[1] ?? null;
}

/** A header's value, or null. */
export function header(incoming: Incoming, name: string): string | null {
  return incoming.headers.get(name) ?? null;
}

/** Reads a small body whole; refuses more than `limit` bytes. */
export async function readSmallBody(incoming: Incoming, limit = 1024 * 1024): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming.body()) {
    size += chunk.length;
    if (size > limit) throw new Refusal(400, 'RequestEntityTooLarge', 'Request body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Splits a raw query. "+" stays "+": signers of AWS encode a space as %20. */
export function parseQuery(raw: string): [string, string][] {
  return raw
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', value = ''] = splitOnce(pair, '=');
      return [decodePart(name), decodePart(value)];
    });
}

/** Percent-decodes, refusing what is no UTF-8. */
export function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function joinHeaders(raw: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const value = raw[index + 1] ?? '';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return headers;
}
