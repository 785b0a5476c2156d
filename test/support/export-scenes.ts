// Scenes of the export: captions, text, every other format, and what older programs want.
import type { Locator } from 'playwright';
import { dropFiles } from './electron/drop-files.ts';
import { button, openSample } from './openings.ts';
import { type Scene } from './scene.ts';
import type { Stage } from './stages.ts';
import { see } from './test-browser.ts';

/** The export of the sample, asked for. */
async function openExport(stage: Stage): Promise<Locator> {
  await openSample(stage);
  await button(stage.page, 'Export…').click();
  return stage.page.getByRole('dialog');
}

async function chooseOther(dialog: Locator, format: string): Promise<void> {
  await dialog.getByRole('radio', { name: 'Another format' }).check();
  await dialog.getByRole('combobox', { name: 'Which format' }).selectOption(format);
}

async function seePreview(dialog: Locator): Promise<void> {
  await see(dialog.locator('pre')).toContainText('Good morning');
}

export const exportScenes: readonly Scene[] = [
  {
    name: 'export',
    stage: 'real',
    async set(stage) {
      const dialog = await openExport(stage);
      await seePreview(dialog);
    },
  },
  {
    name: 'export-text',
    stage: 'real',
    async set(stage) {
      const dialog = await openExport(stage);
      await dialog.getByRole('radio', { name: /text/i }).check();
      await seePreview(dialog);
    },
  },
  {
    name: 'export-other',
    stage: 'real',
    async set(stage) {
      const dialog = await openExport(stage);
      await chooseOther(dialog, 'microdvd');
      await seePreview(dialog);
    },
  },
  {
    // A file from before UTF-8 goes back as it came.
    name: 'export-as-it-came',
    stage: 'real',
    async set({ page, props }) {
      await dropFiles(page, [props.old]);
      await see(page.getByRole('heading', { name: 'rynok', level: 1 })).toBeVisible();
      await button(page, 'Export…').click();
      await see(page.getByRole('dialog').getByRole('combobox', { name: 'Encoding' })).toHaveValue('windows-1251');
      await see(page.getByRole('dialog').locator('pre')).toContainText('Рыба');
    },
  },
  {
    name: 'export-older-programs',
    stage: 'real',
    async set(stage) {
      const dialog = await openExport(stage);
      await dialog.getByText('Shift all times').click();
      await dialog.getByLabel('Shift by').fill('-1.5');
      await dialog.getByText('For older programs').click();
      await dialog.getByRole('combobox', { name: 'Encoding' }).selectOption('windows-1251');
      await seePreview(dialog);
    },
  },
  {
    name: 'export-binary',
    stage: 'real',
    async set(stage) {
      const dialog = await openExport(stage);
      await chooseOther(dialog, 'ebu-stl');
      await seePreview(dialog);
    },
  },
  ...[false, true].map((narrow): Scene => ({
    name: narrow ? 'narrow-export-wrong' : 'export-wrong',
    stage: 'real',
    narrow,
    async set(stage) {
      if (narrow) await button(stage.page, 'Show the library').click();
      const dialog = await openExport(stage);
      await chooseOther(dialog, 'ebu-stl');
      await dialog.getByText('Shift all times').click();
      await dialog.getByLabel('Shift by').fill('an hour');
      await dialog.getByLabel('Timecode of the first frame').fill('10:00:00:25');
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await see(dialog.getByLabel('Timecode of the first frame')).toBeFocused();
    },
  })),
  {
    name: 'narrow-export',
    stage: 'real',
    narrow: true,
    async set(stage) {
      await button(stage.page, 'Show the library').click();
      const dialog = await openExport(stage);
      await seePreview(dialog);
    },
  },
];
