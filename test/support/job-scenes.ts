// Scenes of transcribing: the jobs, their options, and the connection to AWS.
import { dropFiles } from './electron/drop-files.ts';
import { button, openRecording, openSettings } from './openings.ts';
import { EMPTY, FULL, type Scene } from './scene.ts';
import { see } from './test-browser.ts';

export const jobScenes: readonly Scene[] = [
  {
    name: 'jobs',
    stage: FULL,
    async set({ page }) {
      await page.keyboard.press('Control+Shift+j');
      await see(page.getByRole('heading', { level: 1, name: /Jobs/ })).toBeVisible();
    },
  },
  {
    name: 'transcribe',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Kitchen podcast/);
      await button(page, 'Transcribe…').click();
      await see(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'transcribe-language',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Kitchen podcast/);
      await button(page, 'Transcribe…').click();
      await page.getByRole('dialog').getByRole('radio', { name: 'I know it' }).check();
    },
  },
  {
    name: 'transcribe-again',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Phone call/);
      await button(page, 'Change options…').click();
      await see(page.getByRole('dialog').getByRole('button', { name: /^Start again/ })).toBeVisible();
    },
  },
  {
    name: 'transcribe-without-aws',
    stage: EMPTY,
    async set({ page, props }) {
      await dropFiles(page, [props.film]);
      await see(page.getByText('There is no text yet')).toBeVisible();
      await button(page, 'Transcribe…').click();
      await see(page.getByText('Galley has no AWS credentials yet.')).toBeVisible();
    },
  },
  {
    name: 'narrow-transcribe',
    stage: FULL,
    narrow: true,
    async set({ page }) {
      await button(page, 'Show the library').click();
      await openRecording(page, /^Kitchen podcast/);
      await button(page, 'Transcribe…').click();
      await see(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'settings-aws',
    stage: FULL,
    async set({ page }) {
      await openSettings(page, 'Amazon Web Services');
      await button(page, 'Test connection').click();
      await see(page.getByText('AWS answers')).toBeInViewport();
    },
  },
  {
    name: 'settings-aws-refused',
    stage: FULL,
    async set({ page }) {
      await openSettings(page, 'Amazon Web Services');
      await page.getByRole('combobox', { name: 'Profile' }).selectOption('archive');
      await button(page, 'Test connection').click();
      await see(page.getByText(/AWS did not allow it/)).toBeInViewport();
    },
  },
  {
    name: 'settings-aws-rights',
    stage: FULL,
    async set({ page }) {
      await openSettings(page, 'Amazon Web Services');
      await page.getByRole('combobox', { name: 'Profile' }).selectOption('vault');
      await button(page, 'Test connection').click();
      await see(page.getByText('AWS answers, but rights are missing')).toBeInViewport();
    },
  },
  {
    name: 'settings-aws-rights-narrow',
    stage: FULL,
    narrow: true,
    async set({ page }) {
      await openSettings(page, 'Amazon Web Services');
      await page.getByRole('combobox', { name: 'Profile' }).selectOption('vault');
      await button(page, 'Test connection').click();
      await see(page.getByText('AWS answers, but rights are missing')).toBeInViewport();
    },
  },
];
