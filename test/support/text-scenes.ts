// Scenes of work on the words: finding, replacing by lists, times of words, who speaks.
import type { Page } from 'playwright';
import { button, openPalette, openSample, selectByFinding, transcript } from './openings.ts';
import { type Scene } from './scene.ts';
import type { Stage } from './stages.ts';
import { see } from './test-browser.ts';

/** Puts the caret behind a text of the transcript and types there. */
async function typeBehind(page: Page, text: string, typed: string): Promise<void> {
  await transcript(page).focus();
  await page.keyboard.press('Control+Home');
  const place = (await transcript(page).locator('.cm-line').first().innerText()).indexOf(text);
  if (place < 0) throw new Error(`“${text}” does not stand in the first turn`);
  for (let letter = 0; letter < place + text.length; letter += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.type(typed);
}

async function replaceInSample(stage: Stage): Promise<void> {
  const { page } = stage;
  await openSample(stage);
  await page.keyboard.press('Control+h');
  await page.getByRole('textbox', { name: 'Find', exact: true }).fill('the');
  await page.getByRole('textbox', { name: 'Replace by' }).fill('this');
  await see(page.getByRole('button', { name: /^Replace all \d+/ })).toBeEnabled();
}

/** A list of replacements read from a file, its rows to be looked over. */
async function readReplacements(stage: Stage): Promise<void> {
  const { page } = stage;
  await openSample(stage);
  await openPalette(page, 'replacement lists');
  await page.keyboard.press('Enter');
  const list = 'Find,Replace\npeer,pier\nGood morning,Good day\n';
  await page.getByLabel('A list to read').setInputFiles({ name: 'Harbour names.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
}

export const textScenes: readonly Scene[] = [
  {
    name: 'recording-find',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await transcript(stage.page).focus();
      await stage.page.keyboard.press('Control+f');
      await stage.page.keyboard.type('ferry');
      await see(stage.page.locator('.cm-hit').first()).toBeVisible();
    },
  },
  {
    name: 'find-bad-pattern',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await stage.page.keyboard.press('Control+f');
      await stage.page.getByRole('checkbox', { name: 'Pattern' }).check();
      await stage.page.getByRole('textbox', { name: 'Find', exact: true }).fill('(harbour');
      await see(stage.page.getByText(/not a pattern that can be read/)).toBeVisible();
    },
  },
  { name: 'replace', stage: 'real', set: replaceInSample },
  {
    name: 'replacement-lists',
    stage: 'real',
    async set(stage) {
      const { page } = stage;
      await readReplacements(stage);
      await see(page.getByRole('textbox', { name: 'Find, row 2' })).toHaveValue('Good morning');
    },
  },
  {
    name: 'replacement-list-preview',
    stage: 'real',
    async set(stage) {
      const { page } = stage;
      await readReplacements(stage);
      await button(page, 'Preview in this transcript').click();
      await see(button(page, /^Apply in all/)).toBeEnabled();
    },
  },
  {
    name: 'narrow-replace',
    stage: 'real',
    narrow: true,
    async set(stage) {
      await button(stage.page, 'Show the library').click();
      await replaceInSample(stage);
    },
  },
  {
    name: 'letters',
    stage: 'real',
    async set(stage) {
      const { page } = stage;
      await openSample(stage);
      for (const [words, keys] of [
        ['Harbor Radio', ['Control+i']],
        ['Port Alden', ['Control+b', 'Control+u']],
      ] as const) {
        await selectByFinding(page, words);
        await transcript(page).focus();
        for (const key of keys) await page.keyboard.press(key);
      }
      await see(page.locator('.cm-bold.cm-underlined')).not.toHaveCount(0);
    },
  },
  {
    name: 'word-times',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      const { page } = stage;
      await typeBehind(page, 'Radio,', ' live from the');
      await page.keyboard.press('Alt+[');
      await page.keyboard.press('Alt+w');
      await see(page.getByRole('region', { name: 'Time of the word' })).toContainText('Set by hand');
    },
  },
  {
    name: 'narrow-word-times',
    stage: 'real',
    narrow: true,
    async set(stage) {
      const { page } = stage;
      await button(page, 'Show the library').click();
      await openSample(stage);
      await typeBehind(page, 'Radio,', ' live');
      await page.keyboard.press('Alt+w');
      await see(page.getByRole('region', { name: 'Time of the word' })).toContainText('Estimated');
    },
  },
  {
    name: 'speaker',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await stage.page.locator('.margin-speaker').first().click();
      await see(stage.page.getByRole('dialog', { name: 'Who speaks?' })).toBeVisible();
    },
  },
  {
    name: 'speaker-of-selection',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await selectByFinding(stage.page, 'With me is');
      await stage.page.keyboard.press('Control+Shift+S');
      await see(stage.page.getByRole('dialog', { name: 'Who speaks?' })).toBeVisible();
    },
  },
];
