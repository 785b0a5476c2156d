// Scenes of the window itself: the palette, the keys, what Galley is and how to report a problem, settings of looks, media and updates.
import { openPalette, openRecording, openSettings, transcript } from './openings.ts';
import { FULL, type Scene } from './scene.ts';
import { see } from './test-browser.ts';

export const windowScenes: readonly Scene[] = [
  { name: 'palette', stage: FULL, set: ({ page }) => openPalette(page, '') },
  {
    name: 'palette-typed',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Lighthouse/);
      await see(transcript(page)).toBeVisible();
      await openPalette(page, 'li');
    },
  },
  {
    name: 'keys',
    stage: FULL,
    async set({ page }) {
      await page.keyboard.press('Control+/');
      await see(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'about',
    stage: FULL,
    async set({ page }) {
      await openPalette(page, 'about');
      await page.keyboard.press('Enter');
      await see(page.getByRole('dialog', { name: /Galley/ })).toBeVisible();
    },
  },
  {
    name: 'licences',
    stage: FULL,
    async set({ page }) {
      await openPalette(page, 'about');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Licences…' }).click();
      await page.getByText('wavesurfer.js').click();
      await see(page.getByRole('region', { name: 'Licence of wavesurfer.js' })).toBeVisible();
    },
  },
  {
    name: 'report',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Lighthouse/);
      await openPalette(page, 'report a problem');
      await page.keyboard.press('Enter');
      await page.getByText('logs/galley.log').click();
      await see(page.getByRole('region', { name: 'logs/galley.log' })).toBeVisible();
    },
  },
  {
    name: 'settings-appearance',
    stage: FULL,
    set: ({ page }) => openSettings(page, 'Appearance'),
  },
  { name: 'settings-media', stage: FULL, set: ({ page }) => openSettings(page, 'Media and playback') },
  {
    name: 'settings-updates',
    stage: FULL,
    async set({ page }) {
      await openPalette(page, 'settings');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Look now' }).click();
      await see(page.getByText(/is ready, and waits/)).toBeVisible();
      await page.getByRole('button', { name: 'Restart now' }).first().scrollIntoViewIfNeeded();
    },
  },
];
