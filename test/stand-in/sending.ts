// Putting a reply on the socket, whole or as the fault script wants it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { hostIdOf, isForeign, type Exchange } from './exchange.ts';
import type { Fault } from './faults.ts';
import { replyLength, type Reply } from './reply.ts';

/** Faults that keep a request from being answered at all. True when the exchange is over. */
export function strikeBefore(fault: Fault | null, response: ServerResponse): boolean {
  if (fault?.do === 'reset') response.socket?.resetAndDestroy();
  return fault?.do === 'reset' || fault?.do === 'silence';
}

/** Resets the connection once so many body bytes have come. */
export function cutUpload(fault: Fault | null, exchange: Exchange, request: IncomingMessage): void {
  if (fault?.do === 'cut-upload' && exchange.entry.bytesIn >= fault.afterBytes) request.socket.resetAndDestroy();
}

/** Sends a reply; the log learns status and bytes. */
export async function send(reply: Reply, exchange: Exchange, response: ServerResponse, now: number): Promise<void> {
  const { fault, entry } = exchange;
  if (fault?.do === 'delay') await wait(fault.millis);
  if (fault?.do === 'lose-reply') {
    entry.status = reply.status;
    dispose(reply);
    response.socket?.resetAndDestroy();
    return;
  }
  const shown = altered(reply, fault);
  entry.status = shown.status;
  const ids: Record<string, string> = isForeign(fault)
    ? {}
    : exchange.service === 's3'
      ? { 'x-amz-request-id': exchange.requestId, 'x-amz-id-2': hostIdOf(exchange.requestId), server: 'AmazonS3' }
      : { 'x-amzn-requestid': exchange.requestId };
  const length = replyLength(shown);
  const hasBody = shown.status !== 204 && shown.status !== 304;
  // a refused upload may still be on its way; the connection is of no further use
  const leftover = response.req.complete ? {} : { connection: 'close' };
  response.writeHead(shown.status, {
    date: new Date(now).toUTCString(),
    ...ids,
    ...leftover,
    ...(hasBody ? { 'content-length': String(length) } : {}),
    ...shown.headers,
  });
  await sendBody(shown, exchange, response, fault?.do === 'cut-reply' ? fault.afterBytes : Infinity);
}

async function sendBody(reply: Reply, exchange: Exchange, response: ServerResponse, cutAfter: number): Promise<void> {
  const source =
    typeof reply.body === 'string' ? Readable.from([Buffer.from(reply.body)]) : Buffer.isBuffer(reply.body) ? Readable.from([reply.body]) : reply.body.stream;
  const { entry } = exchange;
  if (cutAfter === Infinity) {
    await pipeline(
      source,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          entry.bytesOut += chunk.length;
          yield chunk;
        }
      },
      response,
    );
    return;
  }
  for await (const chunk of source) {
    const bytes = (chunk as Buffer).subarray(0, cutAfter - entry.bytesOut); // the sources above all yield Buffers
    entry.bytesOut += bytes.length;
    await new Promise<void>((resolve) => response.write(bytes, () => resolve()));
    if (entry.bytesOut >= cutAfter) break;
  }
  response.socket?.destroy();
}

function altered(reply: Reply, fault: Fault | null): Reply {
  if (fault?.do === 'replace-reply') {
    dispose(reply);
    return { status: fault.status, headers: fault.headers ?? {}, body: fault.body };
  }
  if (fault?.do !== 'wrong-checksum') return reply;
  const lying = Object.entries(reply.headers).map(([name, value]) => [
    name,
    /^x-amz-checksum-(?!type)/.test(name) ? Buffer.from(Buffer.from(value, 'base64').map((byte) => byte ^ 0x55)).toString('base64') : value,
  ]);
  return { ...reply, headers: Object.fromEntries(lying) as Record<string, string> }; // names and values above are strings
}

function dispose(reply: Reply): void {
  if (typeof reply.body !== 'string' && !Buffer.isBuffer(reply.body)) reply.body.stream.destroy();
}
