// Scenes of the subtitles: the list beside the picture, the chosen cue, what is found, and the dialogs of cues.
import type { Page } from 'playwright';
import { button, openFilm, openPalette, openSample } from './openings.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stages.ts';
import { see } from './test-browser.ts';

/** The row of a cue, from 0. */
const cueRow = (page: Page, index: number) => page.getByRole('region', { name: 'Cues' }).locator(`[data-index="${index}"] button`);

/** Subtitles in place of the open text, the list with the focus. */
async function showSubtitles(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+U');
  await see(cueRow(page, 0)).toBeFocused();
}

async function openSubtitles(stage: Stage): Promise<void> {
  await openSample(stage);
  await showSubtitles(stage.page);
}

/** Walks down so many cues. */
async function walk(page: Page, cues: number): Promise<void> {
  for (let step = 0; step < cues; step += 1) await page.keyboard.press('ArrowDown');
  await see(cueRow(page, cues)).toBeFocused();
}

/** Whether pitches are drawn under the wave: the lowest part of its canvas above the cues holds many tones. */
function isPitched(): boolean {
  const canvas = document.querySelector<HTMLCanvasElement>('.stage > canvas');
  const pixels = canvas?.getContext('2d')?.getImageData(0, Math.round(canvas.height * 0.45), canvas.width, 4).data ?? [];
  const tones = new Set<number>();
  for (let at = 0; at < pixels.length; at += 4) tones.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0));
  return tones.size > 24;
}

/** Words more than can be read in the cue's time, typed behind those of the second cue. */
async function writeTooMuch(page: Page): Promise<void> {
  await walk(page, 1);
  await page.keyboard.press('Enter');
  await see(page.getByRole('textbox', { name: 'Text of cue 2' })).toBeFocused();
  await page.keyboard.type(' and a few words more than any reader could follow in so short a time');
}

export const subtitleScenes: readonly Scene[] = [
  {
    name: 'subtitles',
    stage: 'real',
    async set(stage) {
      await openSubtitles(stage);
      await walk(stage.page, 3);
    },
  },
  {
    name: 'subtitles-film',
    stage: 'real',
    async set(stage) {
      await openFilm(stage);
      await showSubtitles(stage.page);
      await walk(stage.page, 2);
    },
  },
  {
    name: 'subtitles-writing',
    stage: 'real',
    async set(stage) {
      await openSubtitles(stage);
      await writeTooMuch(stage.page);
      await see(stage.page.getByRole('list', { name: 'Found in this cue' })).toBeVisible();
    },
  },
  {
    name: 'subtitles-letters',
    stage: 'real',
    async set(stage) {
      const { page } = stage;
      await openFilm(stage);
      await showSubtitles(page);
      await walk(page, 2);
      await page.keyboard.press('Enter');
      await see(page.getByRole('textbox', { name: 'Text of cue 3' })).toBeFocused();
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('Control+Shift+ArrowRight');
      await page.keyboard.press('Control+i');
      await button(page, 'Colour: white').press('Enter');
      await page.getByRole('menuitemcheckbox', { name: 'Yellow' }).press('Enter');
      await see(page.getByRole('textbox', { name: 'Text of cue 3' })).toBeFocused();
      await page.keyboard.press('Control+End');
      await page.keyboard.press('Control+Shift+ArrowLeft');
      await page.keyboard.press('Control+Shift+ArrowLeft');
      await page.keyboard.press('Control+b');
      await page.keyboard.press('Control+u');
      await see(button(page, 'Underline')).toHaveAttribute('aria-pressed', 'true');
      await openPalette(page, 'letters cyan');
      await see(page.getByRole('dialog').getByRole('option', { selected: true })).toContainText('Colour the letters cyan');
      await page.keyboard.press('Enter');
      await see(page.getByRole('dialog')).toHaveCount(0);
      await see(page.getByRole('textbox', { name: 'Text of cue 3' })).toBeFocused();
      await see(button(page, 'Colour: cyan')).toBeVisible();
    },
  },
  {
    name: 'subtitles-spectrogram',
    stage: 'real',
    async set(stage) {
      await openSubtitles(stage);
      await walk(stage.page, 2);
      await button(stage.page, 'More for cues').click();
      await stage.page.getByRole('menuitem', { name: /spectrogram/ }).click();
      await see(stage.page.getByRole('menu')).toHaveCount(0);
      await stage.page.waitForFunction(isPitched);
    },
  },
  {
    name: 'subtitles-accept',
    stage: 'real',
    async set(stage) {
      const { page } = stage;
      await openSubtitles(stage);
      await writeTooMuch(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Accept…' }).first().click();
      await page.getByRole('textbox', { name: 'Why it is right as it is' }).fill('Sung, and known by heart.');
    },
  },
  {
    name: 'subtitles-repair',
    stage: 'real',
    async set(stage) {
      const { page } = stage;
      await openSubtitles(stage);
      await writeTooMuch(page);
      await page.keyboard.press('Escape');
      await button(page, 'More for cues').click();
      await page.getByRole('menuitem', { name: /^Repair everything/ }).click();
      await see(page.getByRole('dialog', { name: 'Repair everything that can be?' })).toBeVisible();
    },
  },
  {
    name: 'subtitles-more',
    stage: 'real',
    async set(stage) {
      await openSubtitles(stage);
      await button(stage.page, 'More for cues').click();
      await see(stage.page.getByRole('menu')).toBeVisible();
    },
  },
  {
    name: 'subtitles-plan',
    stage: 'real',
    async set(stage) {
      await openSubtitles(stage);
      await button(stage.page, /^Netflix/).click();
      await see(stage.page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'subtitles-timing',
    stage: 'real',
    async set(stage) {
      await openSubtitles(stage);
      await stage.page.keyboard.press('Control+Alt+S');
      await see(stage.page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'subtitles-points',
    stage: 'real',
    async set(stage) {
      const { page } = stage;
      await openSubtitles(stage);
      await walk(page, 2);
      await page.keyboard.press('Control+Alt+s');
      await page.getByRole('radio', { name: 'Two points' }).check();
      await page.getByRole('group', { name: 'First point' }).getByRole('button', { name: 'At the playhead' }).click();
    },
  },
  {
    name: 'narrow-subtitles',
    stage: 'real',
    narrow: true,
    async set(stage) {
      await button(stage.page, 'Show the library').click();
      await openSubtitles(stage);
    },
  },
];
