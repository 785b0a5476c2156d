// Scenes of the first window and its list of recordings: searched, named, taken away, read only, or shut out.
import { button, openPalette, openRecording, transcript } from './openings.ts';
import { EMPTY, FULL, type Scene } from './scene.ts';
import { see } from './test-browser.ts';

export const libraryListScenes: readonly Scene[] = [
  { name: 'first-screen', stage: EMPTY, set: ({ page }) => see(button(page, /^Try the sample/)).toBeVisible() },
  { name: 'library', stage: FULL, set: ({ page }) => see(page.getByText('Lighthouse interview')).toBeVisible() },
  {
    name: 'library-search',
    stage: FULL,
    async set({ page }) {
      await page.getByRole('textbox', { name: /^Filter names/ }).fill('light');
      await see(page.getByRole('heading', { name: /said|Passages|words/i })).toBeVisible();
    },
  },
  {
    name: 'library-nothing-found',
    stage: FULL,
    async set({ page }) {
      await page.getByRole('textbox', { name: /^Filter names/ }).fill('xylophone');
      await see(page.getByText('Nothing found')).toBeVisible();
    },
  },
  {
    name: 'menu',
    stage: FULL,
    async set({ page }) {
      await page.getByText('Lighthouse interview').click({ button: 'right' });
      await see(page.getByRole('menu')).toBeVisible();
    },
  },
  {
    name: 'dropping',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Lighthouse/);
      await page.evaluate(() => {
        const carried = new DataTransfer();
        carried.items.add(new File(['x'], 'x.mp3'));
        document.body.dispatchEvent(new DragEvent('dragenter', { dataTransfer: carried, bubbles: true, cancelable: true }));
      });
      await see(page.getByText('Add to the library')).toBeVisible();
    },
  },
  {
    name: 'rename',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Lighthouse/);
      await openPalette(page, 'rename');
      await page.keyboard.press('Enter');
      await see(page.getByRole('dialog', { name: /Rename/ })).toBeVisible();
    },
  },
  {
    name: 'remove',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Lighthouse/);
      await openPalette(page, 'remove');
      await page.keyboard.press('Enter');
      await see(page.getByRole('alertdialog')).toBeVisible();
    },
  },
  {
    name: 'read-only',
    stage: 'real',
    async set({ page, secondStudio }) {
      await secondStudio();
      await see(page.getByText(/Reading only: another studio/)).toBeVisible();
      await openRecording(page, /^Sample interview/);
      await see(transcript(page)).toBeVisible();
    },
  },
  {
    name: 'no-studio',
    stage: EMPTY,
    async set({ page }) {
      await see(button(page, /^Try the sample/)).toBeVisible();
      await page.evaluate(() => {
        sessionStorage.clear();
      });
      await page.reload();
      await see(page.getByRole('main')).toContainText(/let this window in/);
    },
  },
  { name: 'narrow-first-screen', stage: EMPTY, narrow: true, set: ({ page }) => see(button(page, /^Try the sample/)).toBeVisible() },
  {
    name: 'narrow-library',
    stage: FULL,
    narrow: true,
    async set({ page }) {
      await button(page, 'Show the library').click();
      await see(page.getByText('Lighthouse interview')).toBeVisible();
    },
  },
];
