// Scenes of the keys: the settings that give them, a key waited for, one that another command has, and the sheet for the printer.
import type { Page } from 'playwright';
import { FULL, type Scene } from './scene.ts';
import { see } from './test-browser.ts';

async function openKeyboard(page: Page, wanted: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await see(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type('change keyboard');
  await page.keyboard.press('Enter');
  await see(page.getByRole('heading', { name: 'Keyboard', exact: true })).toBeFocused();
  if (wanted !== '') await page.getByRole('searchbox', { name: 'Find a command or a key' }).fill(wanted);
}

/** Gives “Faster” F6 as one more key. */
async function giveOne(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Give Faster a key' }).click();
  await see(page.getByRole('textbox', { name: 'New key for Faster' })).toBeFocused();
  await page.keyboard.press('F6');
  await see(page.getByRole('button', { name: /^F6\s*change this key of Faster$/ })).toBeFocused();
}

/** Asks for a key another command has. */
async function askForTaken(page: Page): Promise<void> {
  await openKeyboard(page, 'speed');
  await page.getByRole('button', { name: 'Give Normal speed a key' }).click();
  await page.keyboard.press('Control+f');
  await see(page.getByRole('button', { name: 'Take it anyway' })).toBeFocused();
}

export const keyScenes: readonly Scene[] = [
  {
    name: 'settings-keyboard',
    stage: FULL,
    async set({ page }) {
      await openKeyboard(page, 'faster');
      await giveOne(page);
      await page.getByRole('searchbox').fill('');
      await page.getByRole('combobox', { name: 'Keys as in' }).selectOption('Express Scribe');
      await see(page.getByRole('button', { name: /^F7\s*change this key of Back 2 seconds$/ })).toBeVisible();
    },
  },
  {
    name: 'settings-keyboard-waiting',
    stage: FULL,
    async set({ page }) {
      await openKeyboard(page, 'seconds');
      await page.getByRole('button', { name: /^F1\s*change this key of Back 2 seconds$/ }).click();
      await page.keyboard.press('Control+c');
      await see(page.getByText('Ctrl+C belongs to writing or to the window.')).toBeVisible();
    },
  },
  { name: 'settings-keyboard-taken', stage: FULL, set: ({ page }) => askForTaken(page) },
  { name: 'narrow-settings-keyboard-taken', stage: FULL, narrow: true, set: ({ page }) => askForTaken(page) },
  {
    name: 'settings-keyboard-none',
    stage: FULL,
    async set({ page }) {
      await openKeyboard(page, 'teleprompter');
      await see(page.getByText(/No command and no key fits/)).toBeVisible();
    },
  },
  {
    name: 'keys-on-paper',
    stage: FULL,
    async set({ page }) {
      await page.keyboard.press('Control+/');
      await see(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
      await page.emulateMedia({ media: 'print' });
    },
  },
];
