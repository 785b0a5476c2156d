// Scenes of files coming in: their report, and a text whose encoding was guessed.
import { dropFiles } from './electron/drop-files.ts';
import { button } from './openings.ts';
import { type Scene } from './scene.ts';
import type { Stage } from './stages.ts';
import { see } from './test-browser.ts';

/** A file whose encoding was guessed, and the report that lets one choose another. */
async function showReadings({ page, props }: Stage): Promise<void> {
  await dropFiles(page, [props.old]);
  await see(page.getByRole('heading', { name: 'rynok', level: 1 })).toBeVisible();
  await button(page, /^(Show report|\d+ notes?)$/)
    .first()
    .click();
  await see(page.getByRole('dialog').getByRole('group', { name: 'Which of these is right?' })).toBeVisible();
}

export const importScenes: readonly Scene[] = [
  {
    name: 'import-report',
    stage: 'real',
    async set({ page, props }) {
      await dropFiles(page, [props.rough]);
      await see(page.getByRole('heading', { name: 'market-day', level: 1 })).toBeVisible();
      await button(page, /^(Show report|\d+ notes?)$/)
        .first()
        .click();
      await see(page.getByRole('dialog', { name: /was read|report/i })).toBeVisible();
    },
  },
  { name: 'read-as', stage: 'real', set: showReadings },
  { name: 'narrow-read-as', stage: 'real', narrow: true, set: showReadings },
  {
    name: 'files-coming-in',
    stage: 'real',
    async set({ page, props }) {
      await dropFiles(page, [props.rough, props.empty, props.film]);
      await see(page.getByRole('region', { name: 'Files coming in' }).getByRole('heading')).toContainText('refused');
    },
  },
];
