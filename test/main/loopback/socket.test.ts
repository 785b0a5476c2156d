// The loopback socket: who may speak, how much, and what ends it (S42–S44).
import { afterEach, describe, expect, it } from 'vitest';
import { SOCKET_CLOSE } from '../../../src-core/contract/socket-frames.ts';
import { MESSAGE_LIMIT_BYTES } from '../../../src-core/contract/wire.ts';
import { fault } from '../../faults/fault.ts';
import { RawSocket, serveMemory, type Served } from '../../support/loopback-client.ts';

let served: Served;
afterEach(() => served.close());

const hello = { id: 1, call: 'session.hello', args: {} };

describe('the loopback socket', () => {
  fault('S43', 'the token shown a second time, by somebody who saw the address', async (seen) => {
    const told: string[] = [];
    served = await serveMemory({}, { announce: (url) => told.push(url) });
    const { port } = served.host;
    const token = served.token();
    const key = await new RawSocket(port).enter({ token });
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(await new RawSocket(port).enter({ token })).toBeNull();
    seen('refused: a token lets one page in');
    expect(await new RawSocket(port).enter({ session: key ?? '' })).toBe(key);
    // The next address is told exactly once, and lets the next tab in.
    expect(told).toEqual([served.host.url]);
    expect(await new RawSocket(port).enter({ token: served.token() })).not.toBeNull();
    seen('the page let in comes back with its key, and the next tab has a token of its own');
  });

  it('lets several tabs work on one studio, each hearing what another does', async () => {
    served = await serveMemory();
    const [one, two] = [new RawSocket(served.host.port), new RawSocket(served.host.port)];
    await one.enter({ token: served.token() });
    await two.enter({ token: served.token() });
    one.send({ id: 1, call: 'library.rename', args: { recording: 'interview', name: 'Renamed' } });
    expect(await two.next()).toMatchObject({ event: 'library.changed', payload: { recordings: [{ name: 'Renamed' }] } });
  });

  fault('S42', 'upgrades from a foreign origin, from null, from none, under a rebound Host, to other paths, with a token as query', async (seen) => {
    served = await serveMemory();
    for (const options of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: '' },
      { headers: { host: 'evil.example' } },
      { path: '/' },
      { path: '/wire?token=x' },
    ])
      await expect(new RawSocket(served.host.port, options).opened(), JSON.stringify(options)).rejects.toThrow(/refused with 40[35]/);
    seen('no socket opens');
  });

  fault('S44', 'a first message that is a wrong token, a wrong key, both, a call, or nothing', async (seen) => {
    served = await serveMemory();
    for (const first of [{ token: 'A'.repeat(43) }, { session: 'A'.repeat(43) }, { token: 'x', session: 'y' }, hello, {}]) {
      const socket = new RawSocket(served.host.port);
      await socket.opened();
      socket.send(first);
      expect(await socket.closed, JSON.stringify(first)).toBe(SOCKET_CLOSE.refused);
      await expect.poll(() => served.studio.listeners).toBe(0);
    }
    seen('closed, and hears nothing of the studio');
  });

  fault('S44', 'a socket that says nothing', async (seen) => {
    served = await serveMemory({}, { helloWithin: 30 });
    const socket = new RawSocket(served.host.port);
    expect(await socket.closed).toBe(SOCKET_CLOSE.tooLate);
    seen('closed when its time is up');
  });

  fault('S44', 'five sockets with a key each', async (seen) => {
    served = await serveMemory();
    const { port } = served.host;
    for (let count = 0; count < 4; count += 1) expect(await new RawSocket(port).enter({ token: served.token() })).not.toBeNull();
    const fifth = new RawSocket(port);
    await fifth.opened();
    fifth.send({ token: served.token() });
    expect(await fifth.closed).toBe(SOCKET_CLOSE.tooMany);
    expect(served.studio.listeners).toBe(4);
    seen('four work, the fifth is closed');
  });

  fault('S44', 'four strangers who open sockets and never speak', async (seen) => {
    served = await serveMemory();
    const { port } = served.host;
    const strangers = Array.from({ length: 4 }, () => new RawSocket(port));
    await Promise.all(strangers.map((stranger) => stranger.opened()));
    await expect(new RawSocket(port).opened()).rejects.toThrow(/503/);
    strangers[0]?.socket.terminate();
    await strangers[0]?.closed;
    await expect.poll(async () => new RawSocket(port).enter({ token: served.token() }).catch(() => null)).not.toBeNull();
    seen('a fifth stranger is turned away; a page with its token comes in as soon as one of them is gone');
  });

  const misdeeds: readonly (readonly [string, (socket: RawSocket) => void])[] = [
    [
      'text instead of a frame',
      (socket: RawSocket) => {
        socket.socket.send('{"id":1}');
      },
    ],
    [
      'bytes that are no frame',
      (socket: RawSocket) => {
        socket.socket.send(Buffer.from([1, 2, 3]));
      },
    ],
    [
      'a frame whose length lies',
      (socket: RawSocket) => {
        socket.socket.send(Buffer.from([255, 255, 255, 255, 1]));
      },
    ],
    [
      'a frame with broken UTF-8',
      (socket: RawSocket) => {
        socket.socket.send(Buffer.from([0, 0, 0, 2, 0xc3, 0x28]));
      },
    ],
    [
      'an envelope with an unknown key',
      (socket: RawSocket) => {
        socket.send({ ...hello, extra: 1 });
      },
    ],
    [
      'an envelope without arguments',
      (socket: RawSocket) => {
        socket.send({ id: 1, call: 'session.hello' });
      },
    ],
    [
      'an id that is no number',
      (socket: RawSocket) => {
        socket.send({ ...hello, id: '1' });
      },
    ],
    [
      'an id below zero',
      (socket: RawSocket) => {
        socket.send({ ...hello, id: -1 });
      },
    ],
  ];
  fault('S44', 'frames that lie: text, no frame, a false length, broken UTF-8, unknown or missing keys, ids that are none', async (seen) => {
    served = await serveMemory();
    const before = served.studio.snapshot();
    for (const [name, misbehave] of misdeeds) {
      const socket = new RawSocket(served.host.port);
      await socket.enter({ token: served.token() });
      misbehave(socket);
      expect(await socket.closed, name).toBe(SOCKET_CLOSE.badFrame);
      await expect.poll(() => served.studio.listeners).toBe(0);
    }
    expect(served.studio.snapshot()).toBe(before);
    seen(`each of ${misdeeds.length} closes its socket and changes nothing`);
  });

  fault('S44', 'a message of one byte more than 8 MB', async (seen) => {
    served = await serveMemory();
    const socket = new RawSocket(served.host.port);
    await socket.enter({ token: served.token() });
    socket.socket.send(Buffer.alloc(MESSAGE_LIMIT_BYTES + 1));
    expect(await socket.closed).toBe(1009);
    seen('the socket is closed before the message is whole');
  });

  fault('S44', '65 calls at once', async (seen) => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const hold = async (): Promise<never[]> => held.then(() => []);
    served = await serveMemory({ overrides: { 'jobs.list': hold } });
    const polite = new RawSocket(served.host.port);
    const rude = new RawSocket(served.host.port);
    await polite.enter({ token: served.token() });
    await rude.enter({ token: served.token() });
    for (let id = 0; id < 64; id += 1) polite.send({ id, call: 'jobs.list', args: {} });
    for (let id = 0; id < 65; id += 1) rude.send({ id, call: 'jobs.list', args: {} });
    expect(await rude.closed).toBe(SOCKET_CLOSE.badFrame);
    release();
    const replies = [];
    for (let count = 0; count < 64; count += 1) replies.push(await polite.next());
    expect(replies).toHaveLength(64);
    expect(replies.every((reply) => (reply as { ok?: unknown }).ok === true)).toBe(true);
    seen('64 are answered; the 65th closes its own socket and no other');
  });

  it('stops hearing the studio when a page goes away', async () => {
    served = await serveMemory();
    const socket = new RawSocket(served.host.port);
    await socket.enter({ token: served.token() });
    expect(served.studio.listeners).toBe(1);
    socket.socket.terminate();
    await expect.poll(() => served.studio.listeners).toBe(0);
  });
});
