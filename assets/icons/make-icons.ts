// Makes the application's icons from the mark the page shows: `node assets/icons/make-icons.ts`. Needs Chromium.
// macOS and Windows formats are containers of the same PNGs (Apple's icns types, Microsoft's ICO directory).
import { readFileSync, writeFileSync } from 'node:fs';

import { launchBrowser } from '../../test/support/test-browser.ts';

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;
type Size = (typeof SIZES)[number];

/** Four-letter types of icns entries that hold a PNG of so many pixels. */
const ICNS_TYPES: readonly (readonly [type: string, size: Size])[] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];
const ICO_SIZES: readonly Size[] = [16, 24, 32, 48, 64, 128, 256];

const here = new URL('./', import.meta.url);
const mark = readFileSync(new URL('../../src-renderer/styles/mark.svg', import.meta.url), 'utf8');

/** The mark on a tile of paper; without the tile where there is no room for it. */
function picture(size: Size): string {
  const inner = mark.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '');
  const svg = (content: string): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 32 32" fill="none">${content}</svg>`;
  if (size < 48) return svg(inner);
  const tile = '<rect x="1.6" y="1.6" width="28.8" height="28.8" rx="6.4" fill="#e9e6df"/>';
  return svg(`${tile}<g transform="translate(16 16) scale(.66) translate(-16 -16)">${inner}</g>`);
}

async function render(): Promise<Map<Size, Buffer>> {
  const browser = await launchBrowser();
  const page = await browser.newPage();
  const made = new Map<Size, Buffer>();
  for (const size of SIZES) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block}</style>${picture(size)}`);
    made.set(size, await page.screenshot({ omitBackground: true }));
  }
  await browser.close();
  return made;
}

function icns(png: (size: Size) => Buffer): Buffer {
  const entries = ICNS_TYPES.map(([type, size]) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(png(size).length + 8, 4);
    return Buffer.concat([head, png(size)]);
  });
  const body = Buffer.concat(entries);
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

function ico(png: (size: Size) => Buffer): Buffer {
  const head = Buffer.alloc(6 + ICO_SIZES.length * 16);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(ICO_SIZES.length, 4);
  let offset = head.length;
  ICO_SIZES.forEach((size, index) => {
    const at = 6 + index * 16;
    // A byte holds no 256: 0 stands for it.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png(size).length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png(size).length;
  });
  return Buffer.concat([head, ...ICO_SIZES.map(png)]);
}

const made = await render();
const png = (size: Size): Buffer => {
  const bytes = made.get(size);
  if (!bytes) throw new Error(`no picture of ${size} pixels`);
  return bytes;
};
for (const size of SIZES) writeFileSync(new URL(`${size}x${size}.png`, here), png(size));
writeFileSync(new URL('icon.icns', here), icns(png));
writeFileSync(new URL('icon.ico', here), ico(png));
