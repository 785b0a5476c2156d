// A subtitle file from before UTF-8, in the page: it is read by its letters, can be read otherwise by choosing among its lines, and goes out
// again in the encoding a client asks for.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeText } from '../../src-core/subtitles/formats/text-encoding.ts';
import { launchBrowser, see } from '../support/test-browser.ts';
import { startLoopbackStudio } from './loopback-studio.ts';
import { sheetOf } from './transcript-sheet.ts';
import { takeTrip, type Trip } from './trip.ts';

const RUSSIAN = '1\n00:00:01,000 --> 00:00:03,000\nРыба приходит на рынок в пять утра.\n\n2\n00:00:03,500 --> 00:00:05,500\nК шести её уже почти нет.\n';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Chooses how the open recording's file is read, in the report of how it was. */
async function readAs({ studio }: Trip, label: RegExp): Promise<void> {
  const { page } = studio;
  await page.getByRole('button', { name: /^\d+ notes?$/ }).click();
  const dialog = page.getByRole('dialog', { name: /was read$/ });
  await dialog.getByRole('radio', { name: label }).check();
  await dialog.getByRole('button', { name: 'Read again as chosen' }).click();
  await see(dialog).toBeHidden();
}

describe('subtitles in an encoding nobody names', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings), { inSteps: true });

  it('are read by their letters', async () => {
    const { studio, folder } = trip;
    const path = join(folder, 'rynok.srt');
    writeFileSync(path, encodeText(RUSSIAN, 'windows-1251'));
    await studio.drop([path]);
    await see(sheetOf(studio.page)).toContainText('Рыба приходит на рынок');
  });

  it('are read otherwise when somebody says so, and right again', async () => {
    const { page } = trip.studio;
    await readAs(trip, /KOI8/);
    await see(sheetOf(page)).toContainText('пШАЮ');
    await readAs(trip, /Windows-1251/);
    await see(sheetOf(page)).toContainText('Рыба приходит на рынок');
  });

  it('go out again byte for byte as they came, with nothing to choose', async () => {
    const { studio } = trip;
    const { page } = studio;
    await page.getByRole('button', { name: 'Export…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Export/ });
    await see(dialog.getByRole('combobox', { name: 'Encoding' })).toHaveValue('windows-1251');
    await see(dialog.locator('pre')).toContainText('Рыба');
    const path = await studio.saved(() => dialog.getByRole('button', { name: 'Save', exact: true }).click());
    expect(readFileSync(path).equals(Buffer.from(encodeText(RUSSIAN, 'windows-1251')))).toBe(true);
  });
});
