// Scenes of listening again: doubtful words, what was heard, and what was changed since the first draft.
import type { Page } from 'playwright';
import { button, hearUntil, openSample, transcript } from './openings.ts';
import { type Scene } from './scene.ts';
import { see } from './test-browser.ts';

/** Walks to so manyth doubtful word of the open recording, its alternatives there and its sound stopped. */
async function askDoubt(page: Page, count: number): Promise<void> {
  await transcript(page).focus();
  const panel = page.locator('.doubt-panel');
  for (let step = 0; step < count; step += 1) {
    const before = step === 0 ? null : await panel.getAttribute('aria-label');
    await page.keyboard.press('Control+Enter');
    await see(panel).toBeVisible();
    if (before !== null) await see(panel).not.toHaveAttribute('aria-label', before);
  }
  await see(panel.getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('F4');
  await see(button(page, /^Play$/)).toBeVisible();
}

/** Takes two alternatives, types a word, and takes one out. */
async function correctSome(page: Page): Promise<void> {
  await askDoubt(page, 1);
  await page.keyboard.press('1');
  await see(transcript(page)).toContainText('old pier');
  await page.keyboard.press('1');
  await see(transcript(page)).toContainText('Reed');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Well, ');
  await page.keyboard.press('Control+Delete');
  await see(transcript(page)).not.toContainText('Good morning');
}

/** Asks about a doubtful word, and goes to the cues with it. */
async function askAmongCues(page: Page): Promise<void> {
  await askDoubt(page, 3);
  await page.keyboard.press('Control+Shift+u');
  await see(page.getByRole('region', { name: 'The chosen cue' }).locator('.doubt-panel').getByRole('listitem').first()).toBeVisible();
}

export const reviewScenes: readonly Scene[] = [
  {
    name: 'review-doubt',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await askDoubt(stage.page, 4);
    },
  },
  {
    name: 'review-bar',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await hearUntil(stage.page, 9_000);
      await button(stage.page, /^Pause$/).click();
      await stage.page.keyboard.press('Control+Shift+d');
      await see(stage.page.getByRole('region', { name: 'Review' })).toBeVisible();
      await button(stage.page, 'Show the whole recording').click();
      await see(stage.page.getByRole('region', { name: 'Review' })).not.toContainText(/^0 %/);
    },
  },
  {
    name: 'review-doubt-cue',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await askAmongCues(stage.page);
    },
  },
  {
    name: 'narrow-doubt-cue',
    stage: 'real',
    narrow: true,
    async set(stage) {
      await button(stage.page, 'Show the library').click();
      await openSample(stage);
      await askAmongCues(stage.page);
    },
  },
  {
    name: 'narrow-review',
    stage: 'real',
    narrow: true,
    async set(stage) {
      await button(stage.page, 'Show the library').click();
      await openSample(stage);
      await stage.page.keyboard.press('Control+Shift+d');
      await askDoubt(stage.page, 3);
    },
  },
  {
    name: 'compare',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await correctSome(stage.page);
      await stage.page.keyboard.press('Control+Shift+o');
      await see(stage.page.getByText(/^Word error rate/)).toBeVisible();
      await see(stage.page.locator('[data-change="0"]')).toBeFocused();
    },
  },
  {
    name: 'compare-sides',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await correctSome(stage.page);
      await stage.page.keyboard.press('Control+Shift+o');
      await stage.page.getByRole('radio', { name: 'Side by side' }).check();
      await stage.page.getByRole('checkbox', { name: 'Unchanged turns, too' }).check();
      await see(stage.page.getByText(/^Word error rate/)).toBeVisible();
    },
  },
  {
    name: 'compare-nothing',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await askDoubt(stage.page, 1);
      await stage.page.keyboard.press('Escape');
      await stage.page.keyboard.press('Control+i');
      await see(transcript(stage.page).locator('.cm-italic')).toBeVisible();
      await stage.page.keyboard.press('Control+Shift+o');
      await see(stage.page.getByText('No word was changed')).toBeVisible();
      await see(stage.page.getByText(/^Every word stands as it came\. .*differ in 1 word\.$/)).toBeVisible();
    },
  },
  {
    name: 'narrow-compare',
    stage: 'real',
    narrow: true,
    async set(stage) {
      await button(stage.page, 'Show the library').click();
      await openSample(stage);
      await correctSome(stage.page);
      await stage.page.keyboard.press('Control+Shift+o');
      await see(stage.page.getByText(/^Word error rate/)).toBeVisible();
    },
  },
];
