// Listening by one's own habits: keys given in the settings hold in the text and outside it and after a restart; the text follows the
// sound until the hand says otherwise; the sound waits for the typing.
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, see } from '../support/test-browser.ts';
import { startLoopbackStudio } from './loopback-studio.ts';
import { isPlaying, playhead, sheetOf } from './transcript-sheet.ts';
import { takeTrip, type Trip } from './trip.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function run({ studio: { page } }: Trip, command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await see(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
  await see(page.getByRole('dialog', { name: 'Command palette' })).toBeHidden();
}

async function openSample(trip: Trip): Promise<void> {
  const { page } = trip.studio;
  await page.getByRole('button', { name: /^Sample interview/ }).click();
  await see(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
  await sheetOf(page).focus();
}

describe('listening', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings), { inSteps: true });
  const speed = () => trip.studio.page.getByRole('combobox', { name: 'Speed' });

  it('a key given to a command in the settings does it in the text', async () => {
    const { page } = trip.studio;
    await see(page.getByRole('heading', { level: 1 })).toBeVisible();
    await run(trip, 'sample');
    await see(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
    await run(trip, 'change keyboard');
    await page.getByRole('combobox', { name: 'Keys as in' }).selectOption('J K L (film editing)');
    await page.getByRole('searchbox', { name: 'Find a command or a key' }).fill('faster');
    await page.getByRole('button', { name: 'Give Faster a key' }).click();
    await page.keyboard.press('Alt+8');
    await see(page.getByRole('button', { name: /^Alt\+8\s*change this key of Faster$/ })).toBeFocused();
    await openSample(trip);
    const before = await sheetOf(page).innerText();
    await page.keyboard.press('Alt+8');
    await see(speed()).toHaveValue('1.1');
    expect(await sheetOf(page).innerText()).toBe(before);
  });

  it('a key of the chosen keymap plays, while the same letter alone is typed', async () => {
    const { page } = trip.studio;
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('k');
    await see(sheetOf(page)).toContainText('kGood morning');
    expect(await isPlaying(page)).toBe(false);
    await page.keyboard.press('Alt+k');
    await expect.poll(() => isPlaying(page)).toBe(true);
    await page.keyboard.press('Alt+k');
    await expect.poll(() => isPlaying(page)).toBe(false);
    await page.getByRole('button', { name: 'Follow the sound' }).focus();
    await page.keyboard.press('k');
    await expect.poll(() => isPlaying(page)).toBe(true);
    await page.keyboard.press('k');
    await expect.poll(() => isPlaying(page)).toBe(false);
    await see(sheetOf(page)).not.toContainText('kkGood');
  });

  it('both are there after a restart', async () => {
    await trip.studio.restart('kill');
    await openSample(trip);
    const { page } = trip.studio;
    await page.keyboard.press('Alt+8');
    await see(speed()).toHaveValue('1.1');
    await page.keyboard.press('Alt+k');
    await expect.poll(() => isPlaying(page)).toBe(true);
  });

  it('the text is followed until somebody scrolls or types, and again at a key', async () => {
    const { page } = trip.studio;
    const follow = page.getByRole('button', { name: 'Follow the sound' });
    await see(follow).toHaveAttribute('aria-pressed', 'true');
    await sheetOf(page).hover();
    await page.mouse.wheel(0, 200);
    await see(follow).toHaveAttribute('aria-pressed', 'false');
    await sheetOf(page).focus();
    await page.keyboard.press('Control+Shift+l');
    await see(follow).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.type('a');
    await see(follow).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.press('Control+Shift+l');
    await see(follow).toHaveAttribute('aria-pressed', 'true');
  });

  it('sound that waits for typing stops with the first letter and goes on by itself, the text left where it is', async () => {
    const { page } = trip.studio;
    await run(trip, 'settings');
    await page.getByRole('checkbox', { name: 'Pause while typing' }).check();
    await page.getByRole('combobox', { name: 'Go on after' }).selectOption('0.5 seconds');
    await openSample(trip);
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Alt+k');
    await expect.poll(() => isPlaying(page)).toBe(true);
    const sound = page.locator('audio[src]');
    await sound.evaluate((media) => {
      media.addEventListener('pause', () => (media.dataset['paused'] = 'yes'), { once: true });
    });
    await page.keyboard.type('x');
    await see(sound).toHaveAttribute('data-paused', 'yes');
    await expect.poll(() => isPlaying(page)).toBe(true);
    await see(page.getByRole('button', { name: 'Follow the sound' })).toHaveAttribute('aria-pressed', 'false');
    const here = await playhead(page);
    await expect.poll(() => playhead(page)).toBeGreaterThan(here);
  });
});
