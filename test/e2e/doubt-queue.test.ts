// Reviewing by keys alone: the doubtful words of the sample walked to the last, what was heard remembered, and the original put back.
// Judged by what lies on disk.
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDoubtful } from '../../src-core/transcript/doubt.ts';
import type { Word } from '../../src-core/transcript/transcript.ts';
import { storedTranscript, wordsOf } from '../support/stored-transcript.ts';
import { launchBrowser, see } from '../support/test-browser.ts';
import { startLoopbackStudio } from './loopback-studio.ts';
import { savedTranscript } from './steps-correct.ts';
import { caretPlace, isPlaying, sheetOf } from './transcript-sheet.ts';
import { takeTrip } from './trip.ts';

const NAME = 'Sample interview';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const panelOf = (page: Page): Locator => page.locator('.doubt-panel');

/** Waits until a word is in question, selected, with the focus in the text. */
async function asks(page: Page, word: string): Promise<void> {
  await see(panelOf(page)).toHaveAttribute('aria-label', `Doubtful word: ${word}`);
  await see(sheetOf(page)).toBeFocused();
  await expect.poll(async () => (await caretPlace(page)).selected).toBe(word);
}

/** The card at the text of the chosen cue. */
const cardOf = (page: Page): Locator => page.getByRole('region', { name: 'The chosen cue' }).locator('.doubt-panel');

/** Waits until a word is in question, selected in the text of its cue. */
async function asksInCue(page: Page, word: string): Promise<void> {
  await see(cardOf(page)).toHaveAttribute('aria-label', `Doubtful word: ${word}`);
  await see(page.getByRole('textbox', { name: /^Text of cue/ })).toBeFocused();
  await expect.poll(() => page.getByRole('textbox', { name: /^Text of cue/ }).evaluate(selectedIn)).toBe(word);
}
function selectedIn(field: unknown): string {
  const { value, selectionStart, selectionEnd } = field as HTMLTextAreaElement; // the text of a cue
  return value.slice(selectionStart, selectionEnd);
}

const left = (page: Page, count: number): Promise<void> =>
  see(page.getByRole('contentinfo')).toContainText(`${count} doubtful word${count === 1 ? '' : 's'} left`);

/** The page's own sentence for screen readers. */
const said = (page: Page): Locator => page.getByRole('status').filter({ hasText: 'Enter: right as it is.' });

describe('the doubtful words of the sample', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings), { inSteps: true });
  let before: readonly Word[] = [];

  it('open with the recording, eight of them marked and counted', async () => {
    const { page, library } = trip.studio;
    await see(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('sample');
    await page.keyboard.press('Enter');
    await see(sheetOf(page)).toContainText('Good morning');
    await see(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
    before = wordsOf(storedTranscript(library, NAME).transcript);
    expect(before.filter((word) => isDoubtful(word, 0.6))).toHaveLength(8);
    await left(page, 8);
  });

  it('come one by one, played, with what else was heard', async () => {
    const { page } = trip.studio;
    await page.keyboard.press('Control+k');
    await page.keyboard.type('next doubtful');
    await page.keyboard.press('Enter');
    await asks(page, 'peer');
    await see(panelOf(page).getByRole('listitem')).toHaveText(['1pier', '2beer']);
    await see(said(page)).toHaveText('peer, 48 % sure. 1: pier. 2: beer. Enter: right as it is. 8 doubtful words left.');
    await expect.poll(() => isPlaying(page)).toBe(true);
  });

  it('take an alternative by its number, keep its time, and the next one comes', async () => {
    const { page } = trip.studio;
    await page.keyboard.press('1');
    await asks(page, 'Reid,');
    await left(page, 7);
    const after = wordsOf(await savedTranscript(trip.studio, NAME));
    const at = before.findIndex(({ text }) => text === 'peer');
    const [was, is] = [before[at], after[at]];
    expect(is).toMatchObject({ text: 'pier', start: was?.start, end: was?.end, source: was?.source });
    expect(after.toSpliced(at, 1)).toEqual(before.toSpliced(at, 1));
  });

  it('are confirmed by Enter, which splits no turn and changes no text', async () => {
    const { page } = trip.studio;
    await page.keyboard.press('Enter');
    await asks(page, 'Aldon');
    await left(page, 6);
    const transcript = await savedTranscript(trip.studio, NAME);
    expect(wordsOf(transcript).find(({ text }) => text === 'Reid,')).toMatchObject({ origin: 'heard', confidence: 0.571, marks: { reviewed: true } });
  });

  it('are left by Escape, which neither plays nor stops the sound, and are found again', async () => {
    const { page } = trip.studio;
    await page.keyboard.press('F4');
    await expect.poll(() => isPlaying(page)).toBe(false);
    await page.keyboard.press('Escape');
    await see(panelOf(page)).toHaveCount(0);
    await see(sheetOf(page)).toBeFocused();
    expect(await isPlaying(page)).toBe(false);
    await left(page, 6);
    await page.keyboard.press('Control+Enter');
    await asks(page, 'Aldon');
    await page.keyboard.press('1');
    await asks(page, 'T.');
    await see(sheetOf(page)).toContainText('the Alden Ferry Trust');
  });

  it('are corrected by typing, digits and all once nothing stands behind them', async () => {
    const { page } = trip.studio;
    await page.keyboard.type('tea.');
    await see(panelOf(page)).toHaveCount(0);
    await left(page, 4);
    await page.keyboard.press('Control+Enter');
    await asks(page, '614');
    await page.keyboard.press('9');
    await see(panelOf(page)).toHaveCount(0);
    await see(sheetOf(page)).toContainText('we have 9 members');
    await page.keyboard.press('Control+z');
    await see(sheetOf(page)).toContainText('we have 614 members');
  });

  it('are reached inside the panel by Tab, too', async () => {
    const { page } = trip.studio;
    await page.keyboard.press('Control+Enter');
    await asks(page, '614');
    await page.keyboard.press('Tab');
    await see(panelOf(page).getByRole('button', { name: '640' })).toBeFocused();
    await page.keyboard.press('Enter');
    await asks(page, 'counsel');
    await see(sheetOf(page)).toContainText('we have 640 members');
  });

  it('go on among the cues, at the word in question, and from there back on the page', async () => {
    const { page } = trip.studio;
    await page.keyboard.press('Control+Shift+u');
    await asksInCue(page, 'counsel');
    await page.keyboard.press('1');
    await asksInCue(page, 'Thorton');
    await left(page, 2);
    await page.keyboard.press('Escape');
    await see(cardOf(page)).toHaveCount(0);
    await page.keyboard.press('Escape');
    await see(page.getByRole('region', { name: 'Cues' }).locator(':focus')).toHaveCount(1);
    await page.keyboard.press('Home');
    await see(page.getByRole('region', { name: 'Cues' }).locator('[data-index="0"] button')).toBeFocused();
    await page.keyboard.press('Control+Enter');
    await asksInCue(page, 'Thorton');
    await page.keyboard.press('Enter');
    await asksInCue(page, 'writers');
    await page.keyboard.press('Control+z');
    await left(page, 2);
    await page.keyboard.press('Control+Enter');
    await asksInCue(page, 'writers');
    await page.keyboard.press('Control+Enter');
    await asksInCue(page, 'Thorton');
    await page.keyboard.press('Control+Shift+u');
    await asks(page, 'Thorton');
  });

  it('end when the last is decided', async () => {
    const { page } = trip.studio;
    await page.keyboard.press('1');
    await asks(page, 'writers');
    await page.keyboard.press('1');
    await see(panelOf(page)).toHaveCount(0);
    await see(page.getByRole('contentinfo')).toContainText('No doubtful words are left');
    await left(page, 0);
    expect(wordsOf(await savedTranscript(trip.studio, NAME)).filter((word) => isDoubtful(word, 0.6))).toEqual([]);
  });

  it('stay decided, and what was heard stays heard, when the page comes again', async () => {
    const { page } = trip.studio;
    const heard = page.getByRole('region', { name: 'Review' }).getByText(/listened to$/);
    await page.keyboard.press('F4');
    await page.keyboard.press('Control+Shift+d');
    await see(heard).not.toHaveText('0 % listened to');
    // Leaving the recording has what was heard kept.
    await page.keyboard.press('Control+Shift+w');
    await see(page.getByRole('button', { name: /^Sample interview/ })).toContainText(/\d+ % heard/);
    await page.reload();
    await page.getByRole('button', { name: /^Sample interview/ }).focus();
    await page.keyboard.press('Enter');
    await see(sheetOf(page)).toContainText('340 riders a day');
    await left(page, 0);
    await see(page.getByRole('contentinfo')).not.toContainText('0 % heard');
  });

  it('come back one by one with undo', async () => {
    const { page } = trip.studio;
    await sheetOf(page).focus();
    await page.keyboard.press('Control+z');
    await see(sheetOf(page)).toContainText('340 writers a day');
    await left(page, 1);
    await page.keyboard.press('Control+Shift+Z');
    await see(sheetOf(page)).toContainText('340 riders a day');
    await left(page, 0);
  });

  it('are compared with the original, and put back from there', async () => {
    const { page } = trip.studio;
    await page.keyboard.press('Control+Shift+o');
    const view = page.getByRole('region', { name: 'Compared with the original' });
    await see(view).toContainText('7 changes');
    await see(view).toContainText('Word error rate of the original: 3.3 % (7 wrong, 0 left out, 0 put in; 211 words)');
    await see(view.getByRole('button', { name: /peer became pier/ })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await see(view.getByRole('button', { name: /Aldon became Alden/ })).toBeFocused();
    await page.keyboard.press('Delete');
    await see(view).toContainText('6 changes');
    await see(view).toContainText('2.8 % (6 wrong');
    await page.keyboard.press('Escape');
    await see(view).toHaveCount(0);
    await see(sheetOf(page)).toBeFocused();
    await see(sheetOf(page)).toContainText('the Aldon Ferry Trust');
    await left(page, 1);
    const transcript = await savedTranscript(trip.studio, NAME);
    expect(wordsOf(transcript).find(({ text }) => text === 'Aldon')).toEqual(before.find(({ text }) => text === 'Aldon'));
  });
});
