// The contract over a real WebSocket, with the page's own end of it; and what random bytes do to the studio's end.
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { encodeFrame } from '../../src-core/contract/wire.ts';
import { utf8 } from '../../src-main/hosts/loopback/socket.ts';
import { makeLoopbackHost } from '../../src-main/hosts/loopback/server.ts';
import { randomIds } from '../../src-main/adapters/machine/random-ids.ts';
import { fault } from '../faults/fault.ts';
import { RawSocket, serveMemory } from '../support/loopback-client.ts';
import { pageSocket } from '../support/page-socket.ts';
import { contractSuite } from './suite.ts';

contractSuite('a loopback socket', async (studio) => {
  const host = await makeLoopbackHost(studio, { rendererFolder: '/nonexistent', ids: randomIds });
  const page = pageSocket(host.port, new URL(host.url).hash.slice(1));
  // Events reach only those who are in: a page starts with a call, as every page does.
  await page.wire.invoke('session.hello', {});
  return { wire: page.wire, close: () => host.close() };
});

describe('the studio’s end of a loopback socket', () => {
  fault('S26', '10,000 random frames on a loopback socket', async (seen) => {
    const served = await serveMemory();
    const { port } = served.host;
    let socket = new RawSocket(port);
    let key = await socket.enter({ token: served.token() });
    const before = served.studio.snapshot();
    const hostile = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc.json().map((json) => withLength(Buffer.from(json))),
      fc.tuple(fc.nat(5), fc.string(), fc.jsonValue()).map(([id, call, args]) => encodeFrame({ id, call, args }, utf8)),
      fc.tuple(fc.nat(5), fc.string(), fc.jsonValue()).map(([id, call, args]) => encodeFrame({ id, call, args }, utf8)),
      fc.tuple(fc.nat(5), fc.string(), fc.jsonValue()).map(([id, call, args]) => encodeFrame({ id, call, args }, utf8)),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (frame) => {
        if (socket.socket.readyState !== socket.socket.OPEN) {
          socket = new RawSocket(port);
          key = await socket.enter({ session: key ?? '' });
        }
        socket.socket.send(frame);
        const answer = await socket.next();
        if (answer !== null) expect(answer).toMatchObject({ ok: false });
        else expect(await socket.closed).toBe(4400);
      }),
      { numRuns: 10_000 },
    );
    expect(served.studio.snapshot()).toBe(before);
    await served.close();
    seen('each is answered with a refusal or closes its socket, nothing changes');
  });
});

function withLength(json: Buffer): Uint8Array {
  const frame = Buffer.alloc(4 + json.length);
  frame.writeUInt32BE(json.length);
  json.copy(frame, 4);
  return frame;
}
