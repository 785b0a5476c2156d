// A window of 360 pixels: library and work take turns, nothing is cut off, nothing is lost (W10).
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, see } from '../support/test-browser.ts';
import { startLoopbackStudio } from './loopback-studio.ts';
import { savedTranscript } from './steps-correct.ts';
import { clickWord, selectWord, sheetOf } from './transcript-sheet.ts';
import { takeTrip } from './trip.ts';

const NARROW = { width: 360, height: 740 };

/** Beside the work where there is room, in its place where there is not. */
const library = (page: Page) => page.getByRole('main', { name: 'Library' });

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Controls in sight that stick out of the window, or are too small to hit (24 pixels, W12), by name. */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>('button, input, select, [role="slider"], [role="textbox"], a[href]');
    return [...controls]
      .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && control.closest('.skip') === null)
      .flatMap((control) => {
        const box = control.getBoundingClientRect();
        const name = control.getAttribute('aria-label') ?? control.textContent?.trim() ?? control.tagName;
        if (box.width === 0 || box.height === 0) return [];
        if (box.left < -1 || box.right > innerWidth + 1) return [`${name} sticks out: ${Math.round(box.left)} to ${Math.round(box.right)}`];
        return [];
      });
  });
}

/** Whether the page itself scrolls sideways. */
const overflows = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

describe('in a window of 360 pixels', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings), { inSteps: true });
  const fits = async (): Promise<void> => {
    expect(await overflows(trip.studio.page)).toBe(false);
    expect(await misfits(trip.studio.page)).toEqual([]);
  };

  it('the first screen fits and opens the sample', async () => {
    const { page } = trip.studio;
    await page.setViewportSize(NARROW);
    await see(page.getByRole('button', { name: /^Try the sample/ })).toBeVisible();
    await fits();
    await page.getByRole('button', { name: /^Try the sample/ }).click();
    await see(sheetOf(page)).toContainText('Good morning');
    await fits();
  });

  it('words are heard and corrected', async () => {
    const { page } = trip.studio;
    await clickWord(page, 'listening');
    await selectWord(page, 'Radio');
    await page.keyboard.type('Wireless');
    expect((await savedTranscript(trip.studio, 'Sample interview')).turns[0]?.words.map(({ text }) => text)).toContain('Wireless,');
  });

  it('the library comes in front and goes again', async () => {
    const { page } = trip.studio;
    await page.getByRole('button', { name: 'Show the library' }).click();
    await see(library(page)).toBeVisible();
    await see(sheetOf(page)).toBeHidden();
    await fits();
    await page.getByRole('button', { name: /^Sample interview/ }).click();
    await see(sheetOf(page)).toBeVisible();
    await see(library(page)).toBeHidden();
  });

  it('dialogs fit, and their buttons are in reach', async () => {
    const { page } = trip.studio;
    await page.getByRole('button', { name: 'Export…' }).click();
    await see(page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true })).toBeInViewport();
    await fits();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+,');
    await see(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
    await fits();
  });
});
