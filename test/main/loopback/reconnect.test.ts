// What a tab does when its line breaks: it comes back by itself with the same key, and never pretends to know a lost answer (loopback host).
import { afterEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { makeLoopbackHost } from '../../../src-main/hosts/loopback/server.ts';
import { randomIds } from '../../../src-main/adapters/machine/random-ids.ts';
import { serveMemory, type Served } from '../../support/loopback-client.ts';
import { pageSocket, type PageSocket } from '../../support/page-socket.ts';

let served: Served;
afterEach(() => served.close());

const hello = (page: PageSocket): Promise<unknown> => page.wire.invoke('session.hello', {});
/** The pauses before the next try; calls that wait for a line have timers of ten seconds. */
const pausesOf = (page: PageSocket): PageSocket['timers'] => page.timers.filter(({ millis }) => millis <= 5000);
const heardBy = (page: PageSocket): boolean[] => {
  const heard: boolean[] = [];
  page.wire.onConnection((connected) => heard.push(connected));
  return heard;
};

describe('a tab on the loopback host', () => {
  it('keeps its key and comes back with it after a broken line', async () => {
    served = await serveMemory();
    const page = pageSocket(served.host.port, served.token());
    const heard = heardBy(page);
    await hello(page);
    const { key } = page.kept;
    page.sockets[0]?.terminate();
    await expect.poll(() => heard).toEqual([false]);
    expect(page.timers.map(({ millis }) => millis)).toContain(250);
    page.timers.find(({ millis }) => millis === 250)?.run();
    await hello(page);
    expect([heard, page.kept.key, page.sockets.length]).toEqual([[false, true], key, 2]);
  });

  it('waits longer each time it fails, up to five seconds', async () => {
    served = await serveMemory();
    const page = pageSocket(served.host.port, served.token());
    await hello(page);
    await served.close();
    const pauses: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      await expect.poll(() => pausesOf(page).length).toBe(1);
      const [timer] = pausesOf(page);
      pauses.push(timer?.millis ?? 0);
      timer?.run();
    }
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
  });

  it('tries at once when the machine wakes up', async () => {
    served = await serveMemory();
    const page = pageSocket(served.host.port, served.token());
    await hello(page);
    page.sockets[0]?.terminate();
    await expect.poll(() => pausesOf(page).length).toBe(1);
    page.wire.hurry();
    await hello(page);
    expect(pausesOf(page)).toEqual([]);
  });

  it('refuses the calls whose answers were lost, and sends those that had not gone out', async () => {
    let calls = 0;
    served = await serveMemory({ overrides: { 'jobs.list': () => new Promise(() => (calls += 1)) } });
    const page = pageSocket(served.host.port, served.token());
    await hello(page);
    const lost = page.wire.invoke('jobs.list', {});
    await expect.poll(() => calls).toBe(1);
    page.sockets[0]?.terminate();
    await expect(lost).rejects.toMatchObject({ code: 'disconnected', details: { reason: 'lost' } });
    const later = hello(page);
    page.timers.find(({ millis }) => millis === 250)?.run();
    expect(await later).toMatchObject({ host: 'test' });
  });

  it('gives a waiting call up after ten seconds without a line', async () => {
    served = await serveMemory();
    const page = pageSocket(served.host.port, served.token());
    await hello(page);
    await served.close();
    await expect.poll(() => pausesOf(page).length).toBe(1);
    const waiting = hello(page);
    for (const timer of [...page.timers]) if (timer.millis === 10_000) timer.run();
    await expect(waiting).rejects.toMatchObject({ code: 'disconnected' });
  });

  it('falls back to its own key when the token of its address was used up (a reload, a bookmark)', async () => {
    served = await serveMemory();
    const token = served.token();
    const page = pageSocket(served.host.port, token);
    await hello(page);
    const again = pageSocket(served.host.port, token, page.kept.key);
    expect(await hello(again)).toMatchObject({ host: 'test' });
  });

  it('is told for good when its key is of an earlier start, and does not knock again', async () => {
    served = await serveMemory();
    const page = pageSocket(served.host.port, null, 'A'.repeat(43));
    const heard = heardBy(page);
    await expect(hello(page)).rejects.toMatchObject({ code: 'disconnected', details: { reason: 'refused' } });
    page.timers.find(({ millis }) => millis === 0)?.run();
    expect([heard, page.sockets.length]).toEqual([[false], 1]);
    await expect(hello(page)).rejects.toBeInstanceOf(StudioError);
  });

  it('needs no socket at all to know that it has neither token nor key', async () => {
    served = await serveMemory();
    const page = pageSocket(served.host.port, null);
    await expect(hello(page)).rejects.toMatchObject({ code: 'disconnected', details: { reason: 'refused' } });
    expect(page.sockets).toEqual([]);
  });

  it('keeps calls beyond the limit back instead of being thrown out', async () => {
    let running = 0;
    let most = 0;
    served = await serveMemory({
      overrides: {
        'jobs.list': async () => {
          most = Math.max(most, (running += 1));
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
          return [];
        },
      },
    });
    const page = pageSocket(served.host.port, served.token());
    const answers = await Promise.all(Array.from({ length: 500 }, () => page.wire.invoke('jobs.list', {})));
    expect([answers.length, most <= 64]).toEqual([500, true]);
  });

  it('finds the studio again after it was started anew on the same port with a new token', async () => {
    served = await serveMemory();
    const { port } = served.host;
    const page = pageSocket(port, served.token());
    await hello(page);
    await served.close();
    const second = await makeLoopbackHost(served.studio, { rendererFolder: '/nonexistent', ids: randomIds, port });
    const again = pageSocket(port, new URL(second.url).hash.slice(1), page.kept.key);
    expect(await hello(again)).toMatchObject({ host: 'test' });
    expect(again.kept.key).not.toBe(page.kept.key);
    await second.close();
  });
});
