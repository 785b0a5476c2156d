// Following a link: what is refused only once a connection or a name is tried.
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readBody } from '../../../src-main/adapters/aws/body-bytes.ts';
import { RESULT_LIMIT_BYTES } from '../../../src-main/adapters/aws/connection-limits.ts';
import { publicLookup, readServiceLink } from '../../../src-main/adapters/aws/link-reader.ts';
import { makeWebAgents } from '../../../src-main/adapters/aws/web-agents.ts';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function serve(listener: RequestListener): Promise<URL> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  return new URL(`http://127.0.0.1:${port}`);
}

const read = async (endpoint: URL): Promise<unknown> => {
  const agents = makeWebAgents({});
  try {
    return await readServiceLink(`${endpoint.origin}/bucket/key?X-Amz-Signature=1`, { region: 'eu-west-1', s3Endpoint: endpoint }, agents);
  } finally {
    agents.destroy();
  }
};

describe('a link', () => {
  it('gives its bytes', async () => {
    const endpoint = await serve((_request, response) => response.end('{"a":1}'));
    expect(await read(endpoint)).toEqual({ kind: 'bytes', bytes: new Uint8Array(Buffer.from('{"a":1}')) });
  });

  it('that announces more than 256 MB is refused before any of it is kept', async () => {
    const endpoint = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': String(RESULT_LIMIT_BYTES + 1) }).write('x');
    });
    await expect(read(endpoint)).rejects.toMatchObject({ code: 'too-large', details: { limit: '256 MB' } });
  });

  it('whose server is busy may be tried again', async () => {
    const busy = await serve((_request, response) => response.writeHead(503).end());
    await expect(read(busy)).rejects.toMatchObject({ code: 'throttled' });
  });

  it('whose server breaks down is the service’s fault', async () => {
    const broken = await serve((_request, response) => response.writeHead(500).end());
    await expect(read(broken)).rejects.toMatchObject({ code: 'service' });
  });
});

describe('a body', () => {
  const chunks = async function* (sizes: number[]): AsyncGenerator<Uint8Array> {
    for (const size of sizes) yield new Uint8Array(size).fill(1);
  };

  it('is read whole up to the limit, and not a byte more', async () => {
    expect((await readBody(chunks([5, 5]), null, 10)).byteLength).toBe(10);
    await expect(readBody(chunks([5, 6]), null, 10)).rejects.toMatchObject({ code: 'too-large' });
    await expect(readBody(chunks([1]), 11, 10)).rejects.toMatchObject({ code: 'too-large' });
  });
});

describe('a name', () => {
  const lookup = (hostname: string): Promise<Error | null> =>
    new Promise((resolve) => publicLookup(new URL(`https://${hostname}/`))(hostname, { all: true }, (error) => resolve(error)));

  it('that leads to this machine is refused after it was looked up', async () => {
    expect(await lookup('localhost')).toMatchObject({ code: 'endpoint-refused', details: { cause: 'private-address' } });
    expect(await lookup('127.0.0.1')).toMatchObject({ code: 'endpoint-refused', details: { cause: 'private-address' } });
  });

  it('that nobody has is the network’s matter', async () => {
    expect(await lookup('no-such-name.invalid')).toMatchObject({ code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) as unknown });
  });
});
