// The library beside the work: names filtered, words found in what was said, and a second studio that only reads.
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, see } from '../support/test-browser.ts';
import { serveStudio } from '../support/served-studio.ts';
import { speakRecording } from '../support/spoken-recording.ts';
import { storedTranscript } from '../support/stored-transcript.ts';
import { startLoopbackStudio } from './loopback-studio.ts';
import { caretPlace, playhead, scrollPlace, sheetOf } from './transcript-sheet.ts';
import { SAMPLE, SAMPLE_RESULT, takeTrip } from './trip.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('the library', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings), { inSteps: true });
  const box = () => trip.studio.page.getByRole('textbox', { name: 'Filter names and search what was said' });
  const rows = () => trip.studio.page.locator('[data-recording] .name');

  it('lists what was taken in', async () => {
    const { page, drop, choose } = trip.studio;
    const spoken = speakRecording(trip.folder, 'harbour', [{ speaker: 0, text: 'The lighthouse keeper counts every boat that comes home.' }]);
    await drop([spoken.result, SAMPLE]);
    await see(rows()).toHaveCount(2);
    await page.getByRole('button', { name: /^interview/ }).click();
    await choose([SAMPLE_RESULT], () => page.getByRole('button', { name: 'Attach a transcript…' }).click());
    await see(sheetOf(page)).toContainText('Good morning');
  });

  it('shows only the names that fit, and all of them again', async () => {
    await box().fill('HARBOUR');
    await see(rows()).toHaveText(['harbour']);
    await trip.studio.page.getByRole('button', { name: 'Clear the search' }).click();
    await see(rows()).toHaveCount(2);
    await box().fill('nothing is called so');
    await see(trip.studio.page.getByText('Nothing found')).toBeVisible();
    await box().fill('');
  });

  it('finds words in what was said and opens at the spot', async () => {
    const { page, library } = trip.studio;
    await page.setViewportSize({ width: 1100, height: 560 });
    await box().fill('quarter past');
    const hit = page.getByRole('button', { name: /quarter past eight/ });
    await see(hit).toBeVisible();
    await hit.click();
    const { turns } = storedTranscript(library, 'interview').transcript;
    const found = turns[6]?.words.find(({ text }) => text === 'quarter');
    await see(sheetOf(page).locator('.cm-line', { hasText: 'The first boat leaves' })).toBeInViewport();
    await expect.poll(async () => (await scrollPlace(page)).firstLine).toMatch(/^The first boat|We need to pay Margaret/);
    await expect.poll(() => playhead(page)).toBeGreaterThanOrEqual((turns[6]?.words[0]?.start ?? 0) - 50);
    expect(await playhead(page)).toBeLessThanOrEqual((found?.end ?? 0) + 50);
    await sheetOf(page).focus();
    expect((await caretPlace(page)).before).not.toContain('no caret');
  });

  it('is opened for reading only by a second studio, which says so and changes nothing', async () => {
    const { library } = trip.studio;
    const second = await serveStudio({ library, env: process.env });
    try {
      const { page } = await openPage(browser);
      await page.goto(second.url);
      await see(page.getByRole('contentinfo')).toContainText('Reading only: another studio has this library open');
      await see(page.getByRole('button', { name: 'Choose files…' })).toBeDisabled();
      await page.getByRole('button', { name: /^interview/ }).click();
      await see(sheetOf(page)).toContainText('Good morning');
      const before = storedTranscript(library, 'interview');
      await sheetOf(page).focus();
      await page.keyboard.type('This must not be kept. ');
      await see(page.getByText(/Reading only/).first()).toBeVisible();
      await see(sheetOf(page)).not.toContainText('This must not be kept.');
      await page.keyboard.press('Control+s');
      expect(storedTranscript(library, 'interview')).toEqual(before);
      await page.context().close();
    } finally {
      await second.end();
    }
  });
});
