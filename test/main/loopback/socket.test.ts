// The loopback socket: who may speak, how much, and what ends it (S42–S44).
import { afterEach, describe, expect, it } from 'vitest';
import { SOCKET_CLOSE } from '../../../src-core/contract/socket-frames.ts';
import { MESSAGE_LIMIT_BYTES } from '../../../src-core/contract/wire.ts';
import { RawSocket, serveMemory, type Served } from '../../support/loopback-client.ts';

let served: Served;
afterEach(() => served.close());

const hello = { id: 1, call: 'session.hello', args: {} };

describe('the loopback socket', () => {
  it('swaps the token once, and then takes the session key as often as asked', async () => {
    const told: string[] = [];
    served = await serveMemory({}, { announce: (url) => told.push(url) });
    const { port } = served.host;
    const token = served.token();
    const key = await new RawSocket(port).enter({ token });
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(await new RawSocket(port).enter({ token })).toBeNull();
    expect(await new RawSocket(port).enter({ session: key ?? '' })).toBe(key);
    // The next address is told exactly once, and lets the next tab in.
    expect(told).toEqual([served.host.url]);
    expect(await new RawSocket(port).enter({ token: served.token() })).not.toBeNull();
  });

  it('lets several tabs work on one studio, each hearing what another does', async () => {
    served = await serveMemory();
    const [one, two] = [new RawSocket(served.host.port), new RawSocket(served.host.port)];
    await one.enter({ token: served.token() });
    await two.enter({ token: served.token() });
    one.send({ id: 1, call: 'library.rename', args: { recording: 'interview', name: 'Renamed' } });
    expect(await two.next()).toMatchObject({ event: 'library.changed', payload: { recordings: [{ name: 'Renamed' }] } });
  });

  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['the origin null', { origin: 'null' }],
    ['no origin', { origin: '' }],
    ['a rebound Host', { headers: { host: 'evil.example' } }],
    ['another path', { path: '/' }],
    ['a path with a query', { path: '/wire?token=x' }],
  ])('refuses the upgrade from %s', async (_name, options) => {
    served = await serveMemory();
    await expect(new RawSocket(served.host.port, options).opened()).rejects.toThrow(/refused with 40[35]/);
  });

  it.each([
    ['a wrong token', { token: 'A'.repeat(43) }],
    ['a wrong session key', { session: 'A'.repeat(43) }],
    ['both at once', { token: 'x', session: 'y' }],
    ['a call before the key', hello],
    ['nothing', {}],
  ])('is closed after %s', async (_name, first) => {
    served = await serveMemory();
    const socket = new RawSocket(served.host.port);
    await socket.opened();
    socket.send(first);
    expect(await socket.closed).toBe(SOCKET_CLOSE.refused);
    await expect.poll(() => served.studio.listeners).toBe(0);
  });

  it('is closed when nothing is said in time', async () => {
    served = await serveMemory({}, { helloWithin: 30 });
    const socket = new RawSocket(served.host.port);
    expect(await socket.closed).toBe(SOCKET_CLOSE.tooLate);
  });

  it('takes four sockets and closes a fifth', async () => {
    served = await serveMemory();
    const { port } = served.host;
    for (let count = 0; count < 4; count += 1) expect(await new RawSocket(port).enter({ token: served.token() })).not.toBeNull();
    const fifth = new RawSocket(port);
    await fifth.opened();
    fifth.send({ token: served.token() });
    expect(await fifth.closed).toBe(SOCKET_CLOSE.tooMany);
    expect(served.studio.listeners).toBe(4);
  });

  it('keeps room for a page with a key while strangers hold their sockets open', async () => {
    served = await serveMemory();
    const { port } = served.host;
    const strangers = Array.from({ length: 4 }, () => new RawSocket(port));
    await Promise.all(strangers.map((stranger) => stranger.opened()));
    await expect(new RawSocket(port).opened()).rejects.toThrow(/503/);
    strangers[0]?.socket.terminate();
    await strangers[0]?.closed;
    await expect.poll(async () => new RawSocket(port).enter({ token: served.token() }).catch(() => null)).not.toBeNull();
  });

  it.each([
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
  ])('is closed after %s', async (_name, misbehave) => {
    served = await serveMemory();
    const socket = new RawSocket(served.host.port);
    await socket.enter({ token: served.token() });
    misbehave(socket);
    expect(await socket.closed).toBe(SOCKET_CLOSE.badFrame);
    await expect.poll(() => served.studio.listeners).toBe(0);
  });

  it('is closed by a message over 8 MB before it is whole in memory', async () => {
    served = await serveMemory();
    const socket = new RawSocket(served.host.port);
    await socket.enter({ token: served.token() });
    socket.socket.send(Buffer.alloc(MESSAGE_LIMIT_BYTES + 1));
    expect(await socket.closed).toBe(1009);
  });

  it('takes 64 calls at once and is closed by the 65th', async () => {
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
