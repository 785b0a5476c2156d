// Scenes of what is kept beside the words: highlights with their comments, and versions.
import { button, openSample, selectByFinding } from './openings.ts';
import { type Scene } from './scene.ts';
import type { Stage } from './stages.ts';
import { see } from './test-browser.ts';

/** The sample with two highlights, one of them with a comment, and one whose words are gone. */
async function highlightSample(stage: Stage): Promise<void> {
  const { page } = stage;
  await openSample(stage);
  await selectByFinding(page, 'Good morning, ');
  await page.keyboard.press('Control+Shift+H');
  await selectByFinding(page, 'Daniel Reed');
  await page.keyboard.press('Control+Alt+M');
  const comment = page.getByRole('textbox', { name: /^Comment on the highlight/ });
  await comment.fill('Check the spelling with the harbour office before we publish.');
  await page
    .getByRole('combobox', { name: /^Label of the highlight/ })
    .last()
    .fill('Check');
  await page
    .getByRole('combobox', { name: /^Label of the highlight/ })
    .first()
    .fill('Quote');
  await comment.focus();
  await selectByFinding(page, 'Good morning, ');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+Alt+H');
  await see(page.getByText('Its words were deleted')).toBeVisible();
}

async function openVersions(stage: Stage): Promise<void> {
  const { page } = stage;
  await openSample(stage);
  await selectByFinding(page, 'peer');
  await page.keyboard.type('pier');
  await see(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+Shift+K');
  await page.getByRole('textbox', { name: 'Keep what stands now as' }).fill('Sent to Ines');
  await page.keyboard.press('Enter');
  await see(page.getByText('“Sent to Ines”', { exact: true })).toBeVisible();
}

export const highlightScenes: readonly Scene[] = [
  { name: 'highlights', stage: 'real', set: highlightSample },
  {
    name: 'highlights-none',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await stage.page.keyboard.press('Control+Alt+H');
      await see(stage.page.getByText('Nothing is highlighted')).toBeVisible();
    },
  },
  {
    name: 'narrow-highlights',
    stage: 'real',
    narrow: true,
    async set(stage) {
      await button(stage.page, 'Show the library').click();
      await highlightSample(stage);
    },
  },
  { name: 'versions', stage: 'real', set: openVersions },
  {
    name: 'version-compared',
    stage: 'real',
    async set(stage) {
      await openVersions(stage);
      await button(stage.page, /^Compare As opened/)
        .first()
        .click();
      await see(stage.page.getByText('1 change since')).toBeVisible();
    },
  },
];
