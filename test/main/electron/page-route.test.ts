// What galley://studio answers, and what it does not (S31, S32).
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerPageRequest, ownPath, type PageRoute } from '../../../src-main/hosts/electron/page-route.ts';
import { makeMemoryStudio } from '../../fakes/memory-studio.ts';

let route: PageRoute;
beforeAll(() => {
  const rendererFolder = mkdtempSync(join(tmpdir(), 'galley-renderer-'));
  writeFileSync(join(rendererFolder, 'index.html'), '<html><head></head></html>');
  writeFileSync(join(rendererFolder, 'main.js'), 'export {};');
  route = { studio: makeMemoryStudio(), rendererFolder, developmentUrl: null };
});
const ask = (path: string, init: RequestInit = {}): Promise<Response> => answerPageRequest(new Request(`galley://studio${path}`, init), route);

describe('the page route', () => {
  it('answers the page under a policy that names its nonce, and nothing unsafe', async () => {
    const reply = await ask('/');
    const nonce = /nonce="([^"]+)"/.exec(await reply.text())?.[1] ?? '';
    const policy = reply.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`'nonce-${nonce}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toMatch(/unsafe|ws:|http|\*/);
  });

  it('answers media by ranges through the studio’s route', async () => {
    const reply = await ask('/media/play-interview', { headers: { range: 'bytes=0-3' } });
    expect([reply.status, await reply.text(), reply.headers.get('x-content-type-options')]).toEqual([206, 'RIFF', 'nosniff']);
    expect(reply.headers.get('content-range')).toMatch(/^bytes 0-3\//);
  });

  it.each(['/../secret.js', '/..%2fsecret.js', '/%2e%2e%2fsecret.js', '/missing.js', '/main.js?x=1', '/main.js%00', '/..%5cmain.js'])(
    'finds nothing at %s',
    async (path) => {
      expect((await ask(path)).status).toBe(404);
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    expect((await ask('/main.js', { method })).status).toBe(405);
  });

  it.each(['galley://other/', 'galley://studio.evil/', 'galley://studio', 'galley:studio/', 'https://studio/', 'galley://studio/#x', 'galley://x@studio/'])(
    'knows no path in %s',
    (url) => {
      expect(ownPath(url)).toBeNull();
    },
  );

  it('turns whatever breaks inside into an answer without words', async () => {
    const broken: PageRoute = { ...route, studio: { mediaRoute: () => Promise.reject(new Error('secret')) } };
    const reply = await answerPageRequest(new Request('galley://studio/media/x'), broken);
    expect([reply.status, await reply.text()]).toEqual([500, 'failed']);
  });
});
