// Laws of the media route: exact ranges, no way to any path, and no descriptor left open whatever the page does (S32).
import { readdirSync, readlinkSync, truncateSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeMediaFiles } from '../../../src-main/adapters/media/media-files.ts';
import { askedRange, makeMediaRoute } from '../../../src-main/media-route.ts';
import { fault, type Seen } from '../../faults/fault.ts';
import { at, fileOf, FOLDER } from './sound-fixtures.ts';

const TOKEN = 'A'.repeat(43);
const SIZE = 1_000_003;
const content = Uint8Array.from({ length: SIZE }, (_, i) => (i * 7919) % 251);
const files = makeMediaFiles(FOLDER);
let container = 'mp3';
const route = makeMediaRoute(files, (token) => (token === TOKEN ? { path: at('media.mp3'), container, hasPicture: false } : null));

beforeAll(() => void fileOf('media.mp3', content));

const ask = (headers: Record<string, string> = {}, init: RequestInit = {}): Promise<Response> =>
  route(new Request(`http://127.0.0.1:4000/media/${TOKEN}`, { headers, ...init }));
const bytesOf = async (response: Response): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer());

describe('a range', () => {
  const cases: [header: string, status: number, start: number, end: number][] = [
    ['bytes=0-0', 206, 0, 1],
    ['bytes=0-', 206, 0, SIZE],
    ['bytes=100-199', 206, 100, 200],
    ['bytes=500000-', 206, 500_000, SIZE],
    [`bytes=0-${'9'.repeat(20)}`, 206, 0, SIZE],
    [`bytes=${SIZE - 1}-`, 206, SIZE - 1, SIZE],
    ['bytes=-1', 206, SIZE - 1, SIZE],
    ['bytes=-5000000', 206, 0, SIZE],
    [`bytes=-${'9'.repeat(20)}`, 206, 0, SIZE],
    ['bytes=5-2', 200, 0, SIZE],
    [`bytes=${'9'.repeat(20)}-5`, 200, 0, SIZE],
    ['bytes=0-1,5-6', 200, 0, SIZE],
    ['bytes=-', 200, 0, SIZE],
    ['bytes=a-b', 200, 0, SIZE],
    ['bytes=0x0-0x5', 200, 0, SIZE],
    ['bytes=+1-2', 200, 0, SIZE],
    ['lines=0-5', 200, 0, SIZE],
    ['', 200, 0, SIZE],
  ];
  fault('S32', 'ranges asked for: 0-0, suffixes, reversed, several, other units, beyond the end, numbers of 20 digits', async (seen) => {
    for (const [range, status, start, end] of cases) {
      const response = await ask(range === '' ? {} : { range });
      expect(response.status, range).toBe(status);
      expect(response.headers.get('content-range'), range).toBe(status === 206 ? `bytes ${start}-${end - 1}/${SIZE}` : null);
      expect(response.headers.get('content-length'), range).toBe(String(end - start));
      expect(Buffer.compare(await bytesOf(response), content.subarray(start, end)), range).toBe(0);
    }
    seen(`${cases.length} headers answered 206 or 200 with exactly those bytes`);
    for (const range of [`bytes=${SIZE}-`, `bytes=${'9'.repeat(20)}-`, `bytes=${'9'.repeat(20)}-${'9'.repeat(21)}`, 'bytes=-0']) {
      const response = await ask({ range });
      expect(response.status, range).toBe(416);
      expect(response.headers.get('content-range'), range).toBe(`bytes */${SIZE}`);
      expect(await bytesOf(response), range).toHaveLength(0);
    }
    seen('416 with the size and no bytes for what lies beyond');
  });

  it('always lies within the file', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 22n }), fc.option(fc.bigInt({ min: 0n, max: 10n ** 22n })), fc.nat(10_000), (first, last, size) => {
        const range = askedRange(`bytes=${first}-${last ?? ''}`, size);
        if (last !== null && last < first) expect(range.kind).toBe('all');
        else if (first >= BigInt(size)) expect(range.kind).toBe('beyond');
        else expect(range).toEqual({ kind: 'part', start: Number(first), end: last === null || last >= BigInt(size) ? size : Number(last) + 1 });
      }),
    );
  });

  it('counts on condition only while the file is the same', async () => {
    const tag = (await ask()).headers.get('etag') ?? '';
    expect((await ask({ range: 'bytes=0-9', 'if-range': tag })).status).toBe(206);
    expect((await ask({ range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
  });
});

describe('an address', () => {
  const addresses = [
    'http://h/media/',
    `http://h/media/${TOKEN}/`,
    `http://h/media/${TOKEN}?x=1`,
    `http://h/media/${TOKEN}%00`,
    `http://h/media/${TOKEN}%2f..%2f..%2fetc%2fpasswd`,
    'http://h/media/..%2f..%2fetc%2fpasswd',
    'http://h/media/%252e%252e%252fetc%252fpasswd',
    'http://h/media/..%5c..%5cwindows',
    'http://h/media/..\\..\\etc\\passwd',
    `http://h/media//${TOKEN}`,
    `http://h//media/${TOKEN}`,
    `http://h/Media/${TOKEN}`,
    `http://h/media/${'B'.repeat(43)}`,
    `http://h/media/${TOKEN.slice(1)}`,
    'http://h/media/C:/Windows/win.ini',
    'http://h/etc/passwd',
    'http://h/',
  ];
  fault('S32', 'media asked for by encoded and doubled slashes, dots, NUL, backslashes, queries, other tokens, paths', async (seen) => {
    for (const url of addresses) {
      const response = await route(new Request(url));
      expect(response.status, url).toBe(404);
      expect(await bytesOf(response), url).toHaveLength(0);
    }
    seen(`404 and no byte for all ${addresses.length}`);
  });

  it('may carry a scheme of a host’s own', async () => {
    expect((await route(new Request(`galley://app/media/${TOKEN}`))).status).toBe(200);
  });
});

describe('an answer', () => {
  it('to HEAD has the headers of GET and no body', async () => {
    const [get, head] = [await ask({ range: 'bytes=5-9' }), await ask({ range: 'bytes=5-9' }, { method: 'HEAD' })];
    expect([...head.headers]).toEqual([...get.headers]);
    expect(head.status).toBe(206);
    expect(head.body).toBeNull();
    await get.body?.cancel();
  });

  fault('S32', 'other methods, and files whose type a browser would run or show', async (seen) => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await ask({}, { method })).status).toBe(405);
    seen('405 for all but GET and HEAD');
    for (const [name, type] of [
      ['mp3', 'audio/mpeg'],
      ['m4a', 'audio/mp4'],
      ['html', 'application/octet-stream'],
      ['constructor', 'application/octet-stream'],
    ] as const) {
      container = name;
      const { headers } = await ask({}, { method: 'HEAD' });
      expect(headers.get('content-type')).toBe(type);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
    }
    container = 'mp3';
    seen('a type from the list or application/octet-stream, with nosniff');
  });

  fault('S32', 'the file cut short while it is sent', async (seen) => {
    fileOf('media.mp3', content);
    const response = await ask();
    truncateSync(at('media.mp3'), 300_000);
    await expect(response.arrayBuffer()).rejects.toThrow();
    writeFileSync(at('media.mp3'), content);
    expect((await bytesOf(await ask({ range: 'bytes=0-4' }))).length).toBe(5);
    seen('that answer ends, the next is whole');
  });

  it('is "not found" when the file is gone', async () => {
    const gone = makeMediaRoute(files, () => ({ path: at('gone.mp3'), container: 'mp3', hasPicture: false }));
    expect((await gone(new Request(`http://h/media/${TOKEN}`))).status).toBe(404);
  });
});

describe('descriptors', () => {
  /** Descriptors of the media file in this process; others come and go with the test runner. */
  const open = (): number => readdirSync('/proc/self/fd').filter((descriptor) => linkOf(`/proc/self/fd/${descriptor}`) === at('media.mp3')).length;
  const linkOf = (path: string): string | null => {
    try {
      return readlinkSync(path);
    } catch {
      return null; // closed since it was listed
    }
  };

  const skip = process.platform === 'linux' ? false : 'descriptors are counted in /proc, which only Linux has';
  const seekThenLeave = async (seen: Seen): Promise<void> => {
    const before = open();
    for (let i = 0; i < 1000; i++) {
      const abort = new AbortController();
      const response = await ask({ range: `bytes=${(i * 997) % SIZE}-` }, { signal: abort.signal });
      const reader = response.body?.getReader();
      if (i % 4 === 1) await reader?.read();
      if (i % 4 === 2) void reader?.read().catch(() => {});
      if (i % 4 === 3) await reader?.cancel();
      abort.abort();
      await reader?.closed.catch(() => {});
    }
    for (let i = 0; i < 1000 && open() > before; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(open()).toBeLessThanOrEqual(before);
    seen('as many descriptors open as before');
  };
  fault('S32', '1,000 seeks aborted before, while and after the first bytes', seekThenLeave, { timeout: 60_000, skip });

  it('are not even opened for a body nobody reads', async (context) => {
    if (process.platform !== 'linux') return context.skip('descriptors are counted in /proc, which only Linux has');
    const before = open();
    const unread = await Promise.all(Array.from({ length: 20 }, () => ask()));
    expect(open()).toBeLessThanOrEqual(before);
    for (const response of unread) await response.body?.cancel();
  });
});
