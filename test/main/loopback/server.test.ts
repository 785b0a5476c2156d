// The loopback server over real HTTP: who is answered, with which headers, and what becomes of an upload (S40–S45, S14).
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLoopbackHost } from '../../../src-main/hosts/loopback/server.ts';
import { randomIds } from '../../../src-main/adapters/machine/random-ids.ts';
import { fault } from '../../faults/fault.ts';
import { ask, RawSocket, serveMemory, type Served } from '../../support/loopback-client.ts';

let served: Served;
let port = 0;
let session = '';
const ours = (): Record<string, string> => ({ origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' });

beforeAll(async () => {
  const rendererFolder = mkdtempSync(join(tmpdir(), 'galley-renderer-'));
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html><html><head><title>Galley</title></head></html>');
  writeFileSync(join(rendererFolder, 'main.js'), 'export {};');
  served = await serveMemory({}, { rendererFolder });
  port = served.host.port;
  session = (await new RawSocket(port).enter({ token: served.token() })) ?? '';
});

afterAll(() => served.close());

describe('the loopback server', () => {
  fault('S40', 'connections tried on every other address of this machine', async (seen) => {
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    for (const host of [...others, '127.0.0.2', '::1']) {
      const outcome = await new Promise<string>((resolve) => {
        const socket = connect({ host, port, timeout: 1000 }, () => {
          resolve('connected');
          socket.destroy();
        });
        socket.on('error', () => {
          resolve('refused');
        });
        socket.on('timeout', () => {
          resolve('refused');
          socket.destroy();
        });
      });
      expect(`${host} ${outcome}`).toBe(`${host} refused`);
    }
    seen('all refused: only 127.0.0.1 listens');
  });

  it('says in which port is taken instead of moving to another', async () => {
    await expect(makeLoopbackHost(served.studio, { rendererFolder: '/', ids: randomIds, port })).rejects.toThrow(/EADDRINUSE/);
  });

  fault('S43', 'the address looked at for its token, and the token sent as a query', async (seen) => {
    const url = new URL(served.host.url);
    expect(url.search).toBe('');
    expect(url.pathname).toBe('/');
    expect(Buffer.from(url.hash.slice(1), 'base64url').length).toBe(32);
    seen('256 bits in the fragment, which no server sees');
    expect((await ask(port, `/?${served.token()}`)).status).toBe(404);
    seen('a query finds nothing');
  });

  fault('S45', 'page, script, media, refusals and missing files asked for', async (seen) => {
    for (const [path, method] of [
      ['/', 'GET'],
      ['/main.js', 'GET'],
      ['/missing.js', 'GET'],
      ['/media/none', 'GET'],
      ['/offer', 'POST'],
      ['/', 'DELETE'],
    ] as const) {
      const { headers } = await ask(port, path, { method });
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).not.toMatch(/unsafe|\*/);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control') || name === 'set-cookie')).toEqual([]);
    }
    seen('each answer carries the policy, nosniff, no-referrer, no-store, same-origin opener and resource policies');
    seen('no CORS header and no cookie on any');
  });

  fault('S45', 'the page asked for three times', async (seen) => {
    const nonces = new Set<string>();
    for (let time = 0; time < 3; time += 1) {
      const { body, headers } = await ask(port, '/');
      const nonce = /<head><meta property="csp-nonce" nonce="([^"]+)">/.exec(body.toString())?.[1] ?? '';
      expect(headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
    seen('each time another nonce, named by the policy');
  });

  it('answers HEAD with the headers of GET and no body', async () => {
    const head = await ask(port, '/main.js', { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '10', 0]);
  });

  fault('S41', 'a rebound Host, a foreign site and a doubled Origin over real HTTP', async (seen) => {
    expect((await ask(port, '/', { headers: { host: `evil.example:${port}` } })).status).toBe(403);
    expect((await ask(port, '/', { headers: { host: `127.0.0.1:${port}`, 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await ask(port, '/', { headers: { origin: [`http://127.0.0.1:${port}`, 'https://evil.example'] } })).status).toBe(403);
    expect((await ask(port, '/', { method: 'OPTIONS' })).status).toBe(405);
    seen('403 each; OPTIONS is answered 405, so no preflight passes');
  });

  fault('S44', 'every route asked for by another user of this machine, who has no key', async (seen) => {
    for (const authorization of ['', `Bearer ${served.token()}`, `Bearer ${'A'.repeat(43)}`, `Basic ${session}`]) {
      const headers = { ...ours(), authorization, 'x-file-name': 'a.mp3' };
      expect((await ask(port, '/offer', { method: 'POST', headers, body: Buffer.from('x') })).status).toBe(403);
    }
    seen('an upload without a key, with the token for a key, with a wrong key: 403');
    expect((await ask(port, `/media/${'A'.repeat(43)}`)).status).toBe(404);
    seen('media without its capability: 404');
    const socket = new RawSocket(port);
    expect(await socket.enter({ session: 'A'.repeat(43) })).toBeNull();
    seen('a socket without the token: closed unheard');
  });

  it('serves media by ranges through the media route', async () => {
    const part = await ask(port, '/media/play-interview', { headers: { range: 'bytes=0-3' } });
    expect([part.status, part.body.toString(), part.headers['accept-ranges']]).toEqual([206, 'RIFF', 'bytes']);
    expect((await ask(port, '/media/play-nobody')).status).toBe(404);
    expect((await ask(port, '/media/..%2f..%2fetc%2fpasswd')).status).toBe(404);
  });
});

describe('an offer to the loopback server', () => {
  const name = encodeURIComponent('Gespräch №1.mp3');
  const post = (headers: Record<string, string>, body: Buffer = Buffer.from('x')): ReturnType<typeof ask> =>
    ask(port, '/offer', { method: 'POST', headers: { ...ours(), ...headers }, body });

  it('is streamed to disk whole and answered with a capability and its name', async () => {
    const body = Buffer.alloc(3_000_000, 'galley');
    const answer = await post({ authorization: `Bearer ${session}`, 'x-file-name': name }, body);
    expect(answer.status).toBe(200);
    const reply = JSON.parse(answer.body.toString()) as { offer: string; name: string }; // the studio's own answer
    expect(reply.name).toBe('Gespräch №1.mp3');
    const [kept = ''] = readdirSync(served.studio.uploadFolder);
    expect(kept).toMatch(/^[0-9a-f-]{36}\.mp3$/);
    expect(readFileSync(join(served.studio.uploadFolder, kept)).equals(body)).toBe(true);
  });

  fault('S12', 'uploads under names that are paths, or nothing but control characters and dots', async (seen) => {
    const answer = await post({ authorization: `Bearer ${session}`, 'x-file-name': encodeURIComponent('..\\..\\a/b/c\u0007d.mp3') });
    expect(JSON.parse(answer.body.toString())).toMatchObject({ name: 'cd.mp3' });
    expect(readdirSync(served.studio.uploadFolder).every((kept) => /^[0-9a-f-]{36}(\.[a-z0-9]{1,8})?$/.test(kept))).toBe(true);
    seen('only the last part is kept as a name, and on disk a random one');
    for (const bad of ['', '%', '%00', '..', encodeURIComponent('a/..')])
      expect((await post({ authorization: `Bearer ${session}`, 'x-file-name': bad })).status, bad).toBe(400);
    seen('no name at all is refused with 400');
  });

  fault('S42', 'an upload from a foreign page that has the key', async (seen) => {
    const headers = { authorization: `Bearer ${session}`, 'x-file-name': name, origin: 'https://evil.example' };
    expect((await post(headers)).status).toBe(403);
    expect((await ask(port, '/offer', { method: 'POST', headers: { authorization: `Bearer ${session}`, 'x-file-name': name } })).status).toBe(403);
    seen('403, and 403 without an origin');
  });

  it('is answered in words when the disk refuses it, after everything was sent', async () => {
    const refusing = await serveMemory();
    const key = await new RawSocket(refusing.host.port).enter({ token: refusing.token() });
    rmSync(refusing.studio.uploadFolder, { recursive: true });
    const headers = { origin: `http://127.0.0.1:${refusing.host.port}`, authorization: `Bearer ${key ?? ''}`, 'x-file-name': 'a.mp3' };
    const answer = await ask(refusing.host.port, '/offer', { method: 'POST', headers, body: Buffer.alloc(20_000_000) });
    expect([answer.status, JSON.parse(answer.body.toString())]).toEqual([500, { code: 'disk-refused', details: {} }]);
    await refusing.close();
  });

  it('that a killed process left half way is cleared at the next start, but not one that may still be running', async () => {
    const first = await serveMemory();
    const { uploadFolder } = first.studio;
    await first.close();
    for (const name of ['old.mp3.part', 'running.mp3.part', 'taken.mp3']) writeFileSync(join(uploadFolder, name), 'x');
    const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000);
    for (const name of ['old.mp3.part', 'taken.mp3']) utimesSync(join(uploadFolder, name), yesterday, yesterday);
    const second = await makeLoopbackHost(first.studio, { rendererFolder: '/nonexistent', ids: randomIds });
    expect(readdirSync(uploadFolder).sort()).toEqual(['running.mp3.part', 'taken.mp3']);
    await second.close();
  });

  it('leaves nothing behind when the browser goes away half way', async () => {
    const before = readdirSync(served.studio.uploadFolder).length;
    const head = [
      'POST /offer HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      `Origin: http://127.0.0.1:${port}`,
      `Authorization: Bearer ${session}`,
      'X-File-Name: half.mp3',
      'Content-Length: 1000000',
    ];
    await new Promise<void>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port }, () => {
        socket.write(`${head.join('\r\n')}\r\n\r\n`);
        socket.write(Buffer.alloc(200_000));
      });
      // Gone as soon as the first bytes lie on disk.
      const watch = setInterval(() => {
        if (readdirSync(served.studio.uploadFolder).length === before) return;
        clearInterval(watch);
        socket.destroy();
        resolve();
      }, 5);
    });
    await expect.poll(() => readdirSync(served.studio.uploadFolder).length).toBe(before);
    expect(existsSync(served.studio.uploadFolder)).toBe(true);
  });
});
