// Takes media in as the studio does and prints by how much the process grew: `node taking-in-child.ts file PATH`, or `upload BYTES`
// for a browser's upload of so many. Growth is measured from the studio being open and idle.
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeLoopbackHost } from '../../../src-main/hosts/loopback/server.ts';
import { randomIds } from '../../../src-main/adapters/machine/random-ids.ts';
import { RawSocket } from '../../support/loopback-client.ts';
import { openWholeStudio, type WholeStudio } from '../../support/whole-studio.ts';

const [how = '', what = ''] = process.argv.slice(2);
const whole = await openWholeStudio();
const before = process.memoryUsage().rss;
let peak = before;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
const seen = how === 'file' ? await takeFile(whole, what) : await upload(whole, Number(what));
clearInterval(watch);
await whole.close();
console.log(JSON.stringify({ ...seen, grewMegabytes: (Math.max(peak, process.memoryUsage().rss) - before) / 1024 / 1024 }));

/** Imports a file and waits until its peaks are whole. */
async function takeFile({ take, studio }: WholeStudio, path: string): Promise<object> {
  const whole = new Promise<number>((resolve) => {
    studio.subscribe((event, payload) => {
      const news = payload as { complete?: boolean; buckets?: number }; // every event is an object
      if (event === 'media.peaksGrew' && news.complete === true) resolve(news.buckets ?? 0);
    });
  });
  const { recording } = await take(path);
  return { duration: recording.media.facts?.duration, buckets: await whole };
}

/** Sends bytes as a browser does, through the loopback host. */
async function upload({ studio }: WholeStudio, size: number): Promise<object> {
  const host = await makeLoopbackHost(studio, { rendererFolder: '/nonexistent', ids: randomIds });
  const { port } = host;
  const session = await new RawSocket(port).enter({ token: new URL(host.url).hash.slice(1) });
  const piece = new Uint8Array(64 * 1024).fill(32);
  const headers = { origin: `http://127.0.0.1:${port}`, authorization: `Bearer ${session ?? ''}`, 'x-file-name': 'long.wav', 'content-length': size };
  const sent = request({ host: '127.0.0.1', port, path: '/offer', method: 'POST', headers });
  const answered = new Promise<number>((resolve, reject) => {
    sent.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
  });
  await pipeline(Readable.from(pieces(piece, size)), sent);
  const status = await answered;
  await host.close();
  return { status };
}

function* pieces(piece: Uint8Array, size: number): Generator<Uint8Array> {
  for (let left = size; left > 0; left -= piece.byteLength) yield left >= piece.byteLength ? piece : piece.subarray(0, left);
}
