// A page that is loaded again, as after a crash, comes back to the recording, the caret and the selection; a damaged library to its backups (F8, F12).
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { fault } from '../faults/fault.ts';
import { launchBrowser, see } from '../support/test-browser.ts';
import { startLoopbackStudio } from './loopback-studio.ts';
import { caretAfter, caretPlace, selectWord, sheetOf } from './transcript-sheet.ts';
import { SAMPLE_RESULT, takeTrip } from './trip.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('a studio in a browser', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings), { inSteps: true });

  fault('F8', 'the page is loaded anew in the midst of correcting, a word selected', async (seen) => {
    const { page, drop } = trip.studio;
    await drop([SAMPLE_RESULT]);
    await see(sheetOf(page)).toContainText('Good morning');
    await caretAfter(page, 'Good morning');
    await page.keyboard.type(' indeed');
    await see(page.getByText('Saved', { exact: true })).toBeVisible();
    await selectWord(page, 'morning');
    const before = await caretPlace(page);
    expect(before.selected).toContain('morning');
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem('galley.place'))).toContain('"selection":{');
    await page.reload();
    await see(page.getByRole('heading', { name: 'interview', level: 1 })).toBeVisible();
    await see(sheetOf(page)).toContainText('Good morning indeed');
    seen('the same recording is open, with the words typed last');
    await sheetOf(page).focus();
    await expect.poll(() => caretPlace(page)).toEqual(before);
    seen('the same word is selected');
  });

  fault('F12', 'the library file is overwritten with garbage between two starts of the studio', async (seen) => {
    await trip.studio.restart('quit');
    const path = join(trip.studio.library, 'library.db');
    expect(readdirSync(join(trip.studio.library, 'backups'))).toHaveLength(1);
    seen('a backup was kept when the studio closed');
    await trip.studio.restart('kill');
    writeFileSync(path, 'garbage '.repeat(2000));
    await trip.studio.restart('kill');
    const { page } = trip.studio;
    await see(page.getByRole('heading', { name: 'The library cannot be read as it should.' })).toBeVisible();
    await page.getByRole('button', { name: /^Restore the backup of/ }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click();
    await page.getByRole('button', { name: /^interview/ }).click();
    await see(sheetOf(page)).toContainText('Good morning indeed');
    seen('the page offers it, and restores it with every word');
    const [aside = ''] = readdirSync(join(trip.studio.library, 'set-aside'));
    expect(readFileSync(join(trip.studio.library, 'set-aside', aside, 'library.db'), 'latin1')).toMatch(/^garbage/);
    seen('the garbage is kept beside it');
  });
});
