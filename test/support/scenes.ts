// Every screen and state the studio has, and how to get there: what the pictures show and what axe judges.
import type { Page } from 'playwright';
import { keyScenes } from './key-scenes.ts';
import { libraryScenes } from './library-scenes.ts';
import { rulesScenes } from './rules-scenes.ts';
import { subtitleScenes } from './subtitle-scenes.ts';
import { see } from './test-browser.ts';
import { dropFiles } from './electron/drop-files.ts';
import type { Stage, StageKind } from './stages.ts';

export interface Scene {
  /** File name of its picture. */
  readonly name: string;
  readonly stage: StageKind;
  /** Whether the window is as narrow as a telephone. */
  readonly narrow?: boolean;
  /** Brings the page there. */
  readonly set: (stage: Stage) => Promise<void>;
}

const FULL = { memory: { scenario: 'full' } } as const;
const ERRORS = { memory: { scenario: 'errors' } } as const;
const EMPTY = { memory: { scenario: 'empty' } } as const;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const openRecording = async (page: Page, name: RegExp): Promise<void> => {
  await page.getByRole('listitem').getByRole('button', { name }).first().click();
};
const transcript = (page: Page) => page.getByRole('textbox', { name: 'Transcript' });

/** The sample, open and ready to be heard. */
async function openSample({ page }: Stage): Promise<void> {
  await openRecording(page, /^Sample interview/);
  await see(button(page, /^Play$/)).toBeEnabled();
  await see(page.getByText(/^Reading the sound/)).toHaveCount(0);
}

/** A file whose encoding was guessed, and the report that lets one choose another. */
async function showReadings({ page, props }: Stage): Promise<void> {
  await dropFiles(page, [props.old]);
  await see(page.getByRole('heading', { name: 'rynok', level: 1 })).toBeVisible();
  await button(page, /^(Show report|\d+ notes?)$/)
    .first()
    .click();
  await see(page.getByRole('dialog').getByRole('group', { name: 'Which of these is right?' })).toBeVisible();
}

/** Plays up to a moment of the sample, milliseconds, and stops the sound there as if it ran on. */
async function hearUntil(page: Page, time: number): Promise<void> {
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

/** Puts the caret behind a text of the transcript and types there. */
async function typeBehind(page: Page, text: string, typed: string): Promise<void> {
  await transcript(page).focus();
  await page.keyboard.press('Control+Home');
  const place = (await transcript(page).locator('.cm-line').first().innerText()).indexOf(text);
  if (place < 0) throw new Error(`“${text}” does not stand in the first turn`);
  for (let letter = 0; letter < place + text.length; letter += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.type(typed);
}

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

async function openPalette(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await see(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type(typed);
}

async function openSettings(page: Page, part: string): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('heading', { name: part }).scrollIntoViewIfNeeded();
}

/** Selects a stretch of the sample's text by finding it, and leaves the panel again. */
async function selectByFinding(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find', exact: true }).fill(words);
  await page.keyboard.press('Enter');
  await see(page.getByRole('region', { name: 'Found places' }).getByRole('button').first()).toContainText(words.trim());
  await see(page.locator('.cm-hit-here').first()).toBeVisible();
  await page.keyboard.press('Escape');
}

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

async function replaceInSample(stage: Stage): Promise<void> {
  const { page } = stage;
  await openSample(stage);
  await page.keyboard.press('Control+h');
  await page.getByRole('textbox', { name: 'Find', exact: true }).fill('the');
  await page.getByRole('textbox', { name: 'Replace by' }).fill('this');
  await see(page.getByRole('button', { name: /^Replace all \d+/ })).toBeEnabled();
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

/** Sets a scene and waits until nothing moves any more: fonts are there, and two frames have been drawn since. */
export async function setScene(scene: Scene, stage: Stage): Promise<void> {
  await scene.set(stage);
  await stage.page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  });
}

export const scenes: readonly Scene[] = [
  { name: 'first-screen', stage: EMPTY, set: ({ page }) => see(button(page, /^Try the sample/)).toBeVisible() },
  {
    name: 'studio',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await hearUntil(stage.page, 23_750);
    },
  },
  { name: 'library', stage: FULL, set: ({ page }) => see(page.getByText('Lighthouse interview')).toBeVisible() },
  {
    name: 'library-search',
    stage: FULL,
    async set({ page }) {
      await page.getByRole('textbox', { name: /^Filter names/ }).fill('light');
      await see(page.getByRole('heading', { name: /said|Passages|words/i })).toBeVisible();
    },
  },
  {
    name: 'library-nothing-found',
    stage: FULL,
    async set({ page }) {
      await page.getByRole('textbox', { name: /^Filter names/ }).fill('xylophone');
      await see(page.getByText('Nothing found')).toBeVisible();
    },
  },
  {
    name: 'recording-film',
    stage: 'real',
    async set({ page, props }) {
      await dropFiles(page, [props.film]);
      await see(page.getByRole('heading', { name: 'harbour-film', level: 1 })).toBeVisible();
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, 'Attach a transcript…').click()]);
      await chooser.setFiles(props.result);
      await see(transcript(page)).toContainText('Good morning');
      await see(button(page, /^Play$/)).toBeEnabled();
      await hearUntil(page, 12_800);
    },
  },
  {
    name: 'recording-before',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Kitchen podcast/);
      await see(page.getByText('There is no text yet')).toBeVisible();
    },
  },
  {
    name: 'recording-uploading',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Harbour board/);
      await see(page.getByRole('article', { name: 'Transcription job' })).toContainText('Uploading');
    },
  },
  {
    name: 'recording-failed',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Phone call/);
      await see(page.getByText(/Amazon Transcribe says/)).toBeVisible();
    },
  },
  {
    name: 'recording-media-missing',
    stage: ERRORS,
    async set({ page }) {
      await openRecording(page, /^Oral history/);
      await see(button(page, /Find the file/)).toBeVisible();
      await see(transcript(page)).toBeVisible();
    },
  },
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
    name: 'word-times',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      const { page } = stage;
      await typeBehind(page, 'Radio,', ' live from the');
      await page.keyboard.press('Alt+[');
      await page.keyboard.press('Control+i');
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
      await page.keyboard.press('Control+i');
      await see(page.getByRole('region', { name: 'Time of the word' })).toContainText('Estimated');
    },
  },
  {
    name: 'loop',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      const { page } = stage;
      await transcript(page)
        .getByText('Good morning')
        .first()
        .click({ position: { x: 10, y: 10 } });
      await page.keyboard.press('Control+Home');
      for (let letter = 0; letter < 23; letter += 1) await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('Alt+l');
      await see(page.getByText(/^Looping/).first()).toBeVisible();
    },
  },
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
      await stage.page.keyboard.press('Control+Shift+o');
      await see(stage.page.getByText('Nothing was changed')).toBeVisible();
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
    name: 'jobs',
    stage: FULL,
    async set({ page }) {
      await page.keyboard.press('Control+Shift+j');
      await see(page.getByRole('heading', { level: 1, name: /Jobs/ })).toBeVisible();
    },
  },
  {
    name: 'settings-appearance',
    stage: FULL,
    set: ({ page }) => openSettings(page, 'Appearance'),
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
  { name: 'settings-media', stage: FULL, set: ({ page }) => openSettings(page, 'Media and playback') },
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
  {
    name: 'speaker',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await stage.page.locator('.margin-speaker').first().click();
      await see(stage.page.getByRole('dialog', { name: 'Who speaks?' })).toBeVisible();
    },
  },
  { name: 'replace', stage: 'real', set: replaceInSample },
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
  {
    name: 'replacement-lists',
    stage: 'real',
    async set(stage) {
      const { page } = stage;
      await openSample(stage);
      await openPalette(page, 'replacement lists');
      await page.keyboard.press('Enter');
      await page
        .getByLabel('A list to read')
        .setInputFiles({ name: 'Harbour names.csv', mimeType: 'text/csv', buffer: Buffer.from('Find,Replace\npeer,pier\nGood morning,Good day\n') });
      await see(page.getByRole('textbox', { name: 'Find, row 2' })).toHaveValue('Good morning');
    },
  },
  {
    name: 'replacement-list-preview',
    stage: 'real',
    async set(stage) {
      const { page } = stage;
      await openSample(stage);
      await openPalette(page, 'replacement lists');
      await page.keyboard.press('Enter');
      await page
        .getByLabel('A list to read')
        .setInputFiles({ name: 'Harbour names.csv', mimeType: 'text/csv', buffer: Buffer.from('Find,Replace\npeer,pier\nGood morning,Good day\n') });
      await button(page, 'Preview in this transcript').click();
      await see(button(page, /^Apply in all/)).toBeEnabled();
    },
  },
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
    name: 'narrow-highlights',
    stage: 'real',
    narrow: true,
    async set(stage) {
      await button(stage.page, 'Show the library').click();
      await highlightSample(stage);
    },
  },
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
  {
    name: 'rename',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Lighthouse/);
      await openPalette(page, 'rename');
      await page.keyboard.press('Enter');
      await see(page.getByRole('dialog', { name: /Rename/ })).toBeVisible();
    },
  },
  {
    name: 'remove',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Lighthouse/);
      await openPalette(page, 'remove');
      await page.keyboard.press('Enter');
      await see(page.getByRole('alertdialog')).toBeVisible();
    },
  },
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
  {
    name: 'menu',
    stage: FULL,
    async set({ page }) {
      await page.getByText('Lighthouse interview').click({ button: 'right' });
      await see(page.getByRole('menu')).toBeVisible();
    },
  },
  {
    name: 'dropping',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Lighthouse/);
      await page.evaluate(() => {
        const carried = new DataTransfer();
        carried.items.add(new File(['x'], 'x.mp3'));
        document.body.dispatchEvent(new DragEvent('dragenter', { dataTransfer: carried, bubbles: true, cancelable: true }));
      });
      await see(page.getByText('Add to the library')).toBeVisible();
    },
  },
  {
    name: 'read-only',
    stage: 'real',
    async set({ page, secondStudio }) {
      await secondStudio();
      await see(page.getByText(/Reading only: another studio/)).toBeVisible();
      await openRecording(page, /^Sample interview/);
      await see(transcript(page)).toBeVisible();
    },
  },
  {
    name: 'no-studio',
    stage: EMPTY,
    async set({ page }) {
      await see(button(page, /^Try the sample/)).toBeVisible();
      await page.evaluate(() => {
        sessionStorage.clear();
      });
      await page.reload();
      await see(page.getByRole('main')).toContainText(/let this window in/);
    },
  },
  { name: 'narrow-first-screen', stage: EMPTY, narrow: true, set: ({ page }) => see(button(page, /^Try the sample/)).toBeVisible() },
  {
    name: 'narrow-library',
    stage: FULL,
    narrow: true,
    async set({ page }) {
      await button(page, 'Show the library').click();
      await see(page.getByText('Lighthouse interview')).toBeVisible();
    },
  },
  {
    name: 'narrow-studio',
    stage: 'real',
    narrow: true,
    async set(stage) {
      await button(stage.page, 'Show the library').click();
      await openSample(stage);
      await hearUntil(stage.page, 23_750);
    },
  },
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
  ...keyScenes,
  ...libraryScenes,
  ...rulesScenes,
  ...subtitleScenes,
];
