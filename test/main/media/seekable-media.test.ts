// MP3 of variable rate through the media route: one file of an index and the MP3's own bytes, in any range asked for.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { mpegFrameAt } from '../../../src-core/media/mpeg-audio.ts';
import { makeMediaFiles } from '../../../src-main/adapters/media/media-files.ts';
import { makeMediaRoute } from '../../../src-main/media-route.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-seekable-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Silent frames of these bit rates (numbers of the header). */
function framesOf(rates: readonly number[]): Buffer {
  return Buffer.concat(
    rates.map((rate) => {
      const header = Buffer.from([0xff, 0xfb, (rate << 4) | 0x04, 0xc0]);
      return Buffer.concat([header, Buffer.alloc((mpegFrameAt(header, 0)?.size ?? 4) - 4, rate)]);
    }),
  );
}

function routeTo(name: string, bytes: Buffer) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const route = makeMediaRoute(makeMediaFiles(folder), () => ({ path, container: 'mp3', hasPicture: false }));
  return (range?: string) => route(new Request(`http://studio/media/${'a'.repeat(43)}`, { headers: range ? { range } : {} }));
}

it('serves a variable rate as MP4: the index, then the file', async () => {
  const mp3 = framesOf(Array.from({ length: 3000 }, (_, index) => 3 + (index % 9)));
  const get = routeTo('variable.mp3', mp3);
  const whole = await get();
  expect(whole.headers.get('content-type')).toBe('audio/mp4');
  const bytes = Buffer.from(await whole.arrayBuffer());
  expect(bytes.length).toBe(Number(whole.headers.get('content-length')));
  const head = bytes.length - mp3.length;
  expect(head).toBeGreaterThan(3000 * 4);
  expect(bytes.subarray(head).equals(mp3)).toBe(true);
  for (const [start, end] of [
    [0, 10],
    [head - 5, head + 5],
    [head, head + 700],
    [head + 100_000, bytes.length],
    [3, bytes.length - 1],
  ] as const) {
    const part = await get(`bytes=${start}-${end - 1}`);
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/${bytes.length}`);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(start, end))).toBe(true);
  }
  expect((await get(`bytes=${bytes.length}-`)).status).toBe(416);
});

it('serves one rate as it lies on the disk', async () => {
  const mp3 = framesOf(Array.from({ length: 200 }, () => 9));
  const answer = await routeTo('constant.mp3', mp3)();
  expect(answer.headers.get('content-type')).toBe('audio/mpeg');
  expect(Buffer.from(await answer.arrayBuffer()).equals(mp3)).toBe(true);
});
