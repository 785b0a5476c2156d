// Files on their way into the library: many at once, some of them bad, each refusal in a sentence.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, see } from '../support/test-browser.ts';
import { startLoopbackStudio } from './loopback-studio.ts';
import { sheetOf } from './transcript-sheet.ts';
import { SAMPLE, SAMPLE_RESULT, takeTrip } from './trip.ts';

const SUBTITLES = `1
00:00:01,000 --> 00:00:03,500
The tide turns at half past nine.

2
00:00:04,000 --> 00:00:06,000
Then the boats come in.
`;

const PLAYLIST = '#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:9,\nhttp://169.254.169.254/latest/meta-data\n#EXT-X-ENDLIST\n';

/** Bytes that are no format at all, the same every time. */
function noise(length: number): Buffer {
  let state = 0x9e3779b9;
  return Buffer.from(
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    }),
  );
}

/** Bytes in a regular order: what headerless formats are easily seen in. */
const pattern = (length: number): Buffer => Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 7919 + ((at * at) >> 3)) & 255));

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('files dropped on the window', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings), { inSteps: true });
  const file = (name: string, content: string | Buffer): string => {
    const path = join(trip.folder, name);
    writeFileSync(path, content);
    return path;
  };
  const listed = () => trip.studio.page.getByRole('complementary', { name: 'Library' }).locator('[data-recording] .name');

  it('are taken in one after the other, and a bad one among them stops none', async () => {
    const { studio } = trip;
    await studio.drop([SAMPLE, file('empty.mp3', ''), file('tide.srt', SUBTITLES)]);
    const batch = studio.page.getByRole('region', { name: 'Files coming in' });
    await see(batch.getByRole('heading')).toHaveText('2 files added, 1 refused');
    await see(batch.getByRole('listitem').filter({ hasText: 'empty.mp3' })).toContainText('This file is empty.');
    await expect.poll(async () => (await listed().allInnerTexts()).sort()).toEqual(['interview', 'tide']);
    await batch.getByRole('button', { name: 'Dismiss' }).click();
    await see(batch).toHaveCount(0);
  });

  it.each([
    ['of no bytes', 'silence.wav', Buffer.alloc(0), 'This file is empty.', 'Check that it was copied completely, then choose it again.'],
    [
      'that is a playlist named .mp4',
      'film.mp4',
      Buffer.from(PLAYLIST),
      'This is a playlist that points elsewhere, not a recording.',
      'Choose the recording itself.',
    ],
    ['of random bytes', 'noise.mp3', noise(60_000), 'This file could not be read as audio or video.', 'Try to play it elsewhere'],
    ['of regular bytes', 'pattern.mp3', pattern(60_000), 'This file could not be read as audio or video.', 'Try to play it elsewhere'],
    ['of half a JSON text', 'notes.json', Buffer.from('{"hello": [1, 2'), 'it may be cut off or damaged', 'Choose an audio or video file'],
    ['of somebody else’s JSON', 'other.json', Buffer.from('{"hello": [1, 2]}'), 'This JSON file is not a transcript', 'Choose an audio or video file'],
  ])('alone and %s, are refused in a sentence with what to do', async (_kind, name, content, happened, next) => {
    const { page, drop } = trip.studio;
    await drop([file(name, content)]);
    const toast = page.getByRole('region', { name: 'Messages' }).filter({ hasText: name });
    await see(toast).toContainText(happened);
    await see(toast).toContainText(next);
    await see(toast).not.toContainText(/undefined|\[object|Error:/);
    await see(listed()).toHaveCount(2);
    await toast.getByRole('button', { name: /^Dismiss/ }).click();
    await see(toast).toHaveCount(0);
  });

  it('that are there already open what is there', async () => {
    const { page, drop } = trip.studio;
    await drop([SAMPLE]);
    await see(page.getByRole('heading', { name: 'interview', level: 1 })).toBeVisible();
    await see(page.getByRole('contentinfo')).toContainText('already in the library');
    await see(listed()).toHaveCount(2);
  });

  it('on an open recording can be joined to it', async () => {
    const { page } = trip.studio;
    await trip.studio.choose([SAMPLE_RESULT], () => page.getByRole('button', { name: 'Attach a transcript…' }).click());
    await see(sheetOf(page)).toContainText('Good morning');
    await see(listed()).toHaveCount(2);
  });
});
