// Scenes of the export: captions, text, every other format, and what older programs want.
import { button, openSample } from './openings.ts';
import { type Scene } from './scene.ts';
import { see } from './test-browser.ts';

export const exportScenes: readonly Scene[] = [
  {
    name: 'export',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await button(stage.page, 'Export…').click();
      await see(stage.page.getByRole('dialog').locator('pre')).toContainText('Good morning');
    },
  },
  {
    name: 'export-text',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await button(stage.page, 'Export…').click();
      await stage.page.getByRole('dialog').getByRole('radio', { name: /text/i }).check();
      await see(stage.page.getByRole('dialog').locator('pre')).toContainText('Good morning');
    },
  },
  {
    name: 'export-other',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await button(stage.page, 'Export…').click();
      await stage.page.getByRole('dialog').getByRole('radio', { name: 'Another format' }).check();
      await stage.page.getByRole('dialog').getByRole('combobox', { name: 'Which format' }).selectOption('microdvd');
      await see(stage.page.getByRole('dialog').locator('pre')).toContainText('Good morning');
    },
  },
  {
    name: 'export-older-programs',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await button(stage.page, 'Export…').click();
      const dialog = stage.page.getByRole('dialog');
      await dialog.getByText('Shift all times').click();
      await dialog.getByLabel('Shift by').fill('-1.5');
      await dialog.getByText('For older programs').click();
      await dialog.getByRole('combobox', { name: 'Encoding' }).selectOption('windows-1251');
      await see(dialog.locator('pre')).toContainText('Good morning');
    },
  },
  {
    name: 'export-binary',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await button(stage.page, 'Export…').click();
      const dialog = stage.page.getByRole('dialog');
      await dialog.getByRole('radio', { name: 'Another format' }).check();
      await dialog.getByRole('combobox', { name: 'Which format' }).selectOption('ebu-stl');
      await see(dialog.locator('pre')).toContainText('Good morning');
    },
  },
  ...[false, true].map((narrow): Scene => ({
    name: narrow ? 'narrow-export-wrong' : 'export-wrong',
    stage: 'real',
    narrow,
    async set(stage) {
      if (narrow) await button(stage.page, 'Show the library').click();
      await openSample(stage);
      await button(stage.page, 'Export…').click();
      const dialog = stage.page.getByRole('dialog');
      await dialog.getByRole('radio', { name: 'Another format' }).check();
      await dialog.getByRole('combobox', { name: 'Which format' }).selectOption('ebu-stl');
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
      await openSample(stage);
      await button(stage.page, 'Export…').click();
      await see(stage.page.getByRole('dialog').locator('pre')).toContainText('Good morning');
    },
  },
];
