// How a person gets from the first window to where a scene begins: the ways several families of scenes share.
import type { Page } from 'playwright';
import { dropFiles } from './electron/drop-files.ts';
import type { Stage } from './stages.ts';
import { see } from './test-browser.ts';

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
export const transcript = (page: Page) => page.getByRole('textbox', { name: 'Transcript' });

export async function openRecording(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('listitem').getByRole('button', { name }).first().click();
}

/** The sample, open and ready to be heard. */
export async function openSample({ page }: Stage): Promise<void> {
  await openRecording(page, /^Sample interview/);
  await see(button(page, /^Play$/)).toBeEnabled();
  await see(page.getByText(/^Reading the sound/)).toHaveCount(0);
}

/** The film of the sample with its words, ready to be heard. */
export async function openFilm({ page, props }: Stage): Promise<void> {
  await dropFiles(page, [props.film]);
  await see(page.getByRole('heading', { name: 'harbour-film', level: 1 })).toBeVisible();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, 'Attach a transcript…').click()]);
  await chooser.setFiles(props.result);
  await see(transcript(page)).toContainText('Good morning');
  await see(button(page, /^Play$/)).toBeEnabled();
}

/** Plays up to a moment of the sample, milliseconds, and stops the sound there as if it ran on. */
export async function hearUntil(page: Page, time: number): Promise<void> {
  const sound = page.locator('audio[src], video[src]');
  await button(page, /^Play$/).click();
  await sound.evaluate(
    (media, goal) => {
      (media as HTMLMediaElement).currentTime = goal; // what the locator asks for
    },
    time / 1000 - 0.4,
  );
  await page.waitForFunction((goal) => (document.querySelector<HTMLMediaElement>('audio[src], video[src]')?.currentTime ?? 0) >= goal, time / 1000);
}

export async function openPalette(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await see(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type(typed);
}

export async function openSettings(page: Page, part: string): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('heading', { name: part }).scrollIntoViewIfNeeded();
}

/** Selects a stretch of the sample's text by finding it, and leaves the panel again. */
export async function selectByFinding(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find', exact: true }).fill(words);
  await page.keyboard.press('Enter');
  await see(page.getByRole('region', { name: 'Found places' }).getByRole('button').first()).toContainText(words.trim());
  await see(page.locator('.cm-hit-here').first()).toBeVisible();
  await page.keyboard.press('Escape');
}
