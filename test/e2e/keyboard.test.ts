// The job without a pointer: every step by keys alone, and no place a key does not lead out of (W1, W2).
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDoubtful } from '../../src-core/transcript/doubt.ts';
import { storedTranscript, wordsOf } from '../support/stored-transcript.ts';
import { launchBrowser, see } from '../support/test-browser.ts';
import { startLoopbackStudio } from './loopback-studio.ts';
import { savedTranscript } from './steps-correct.ts';
import { caretPlace, isPlaying, playhead, sheetOf } from './transcript-sheet.ts';
import { takeTrip } from './trip.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const NAME = 'Sample interview';

/** What has the focus: its role or tag, and its name. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const name = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    return `${element?.getAttribute('role') ?? element?.tagName.toLowerCase() ?? ''} ${name.trim().replace(/\s+/g, ' ').slice(0, 60)}`;
  });
}

/** Presses Tab until something has the focus; answers what had it on the way. Rejects after a full round. */
async function tabTo(page: Page, wanted: RegExp): Promise<string[]> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (wanted.test(now)) return passed;
    passed.push(now);
  }
  throw new Error(`Tab never came to ${String(wanted)}: ${passed.join(' | ')}`);
}

describe('by keys alone', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings), { inSteps: true });

  it('the sample is opened from the command palette', async () => {
    const { page } = trip.studio;
    await see(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('sample');
    await page.keyboard.press('Enter');
    await see(sheetOf(page)).toContainText('Good morning');
    await see(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
  });

  it('Tab goes from the library through the head into the text, and out of it again', async () => {
    const { page } = trip.studio;
    const passed = await tabTo(page, /^textbox Transcript/);
    expect(passed.join(' | ')).toMatch(/Export/);
    await page.keyboard.press('Tab');
    expect(await focused(page)).not.toMatch(/^textbox Transcript/);
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toMatch(/^textbox Transcript/);
  });

  it('playing obeys while the caret is in the text', async () => {
    const { page } = trip.studio;
    await page.keyboard.press('Escape');
    await expect.poll(() => isPlaying(page)).toBe(true);
    await expect.poll(() => playhead(page)).toBeGreaterThan(300);
    await page.keyboard.press('Escape');
    await expect.poll(() => isPlaying(page)).toBe(false);
    const from = await playhead(page);
    await page.keyboard.press('F2');
    await expect.poll(() => playhead(page)).toBeCloseTo(from + 2000, -2);
    await page.keyboard.press('Shift+F2');
    await expect.poll(() => playhead(page)).toBeCloseTo(from + 7000, -2);
    await page.keyboard.press('F1');
    await expect.poll(() => playhead(page)).toBeCloseTo(from + 5000, -2);
    expect(await focused(page)).toMatch(/^textbox Transcript/);
  });

  it('another speed changes nothing but the speed', async () => {
    const { page } = trip.studio;
    const from = await playhead(page);
    await page.keyboard.press('Control+4');
    await see(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('1.1');
    expect(await playhead(page)).toBe(from);
    await page.keyboard.press('Escape');
    await expect.poll(() => isPlaying(page)).toBe(true);
    await page.keyboard.press('Control+0');
    await see(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('1');
    expect(await isPlaying(page)).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => isPlaying(page)).toBe(false);
  });

  it('letters typed are letters, whatever they mean elsewhere', async () => {
    const { page, library } = trip.studio;
    const before = storedTranscript(library, NAME).transcript;
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('jkl-+');
    await see(sheetOf(page)).toContainText('jkl-+Good morning');
    expect(await isPlaying(page)).toBe(false);
    await page.keyboard.press('Control+z');
    expect((await savedTranscript(trip.studio, NAME)).turns).toEqual(before.turns);
  });

  it('the next doubtful word is selected, played, and typed over', async () => {
    const { page } = trip.studio;
    const doubts = wordsOf(storedTranscript(trip.studio.library, NAME).transcript).filter((word) => isDoubtful(word, 0.6));
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await caretPlace(page)).selected).toBe('peer');
    await expect.poll(() => isPlaying(page)).toBe(true);
    await page.keyboard.type('pier');
    await see(page.getByRole('contentinfo')).toContainText(`${doubts.length} doubtful words left`);
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await caretPlace(page)).selected).toMatch(/^Reid/);
    await see(page.getByRole('contentinfo')).toContainText(`${doubts.length - 1} doubtful words left`);
    expect((await savedTranscript(trip.studio, NAME)).turns[0]?.words.map(({ text }) => text)).toContain('pier');
  });

  it('a turn is given its speaker', async () => {
    const { page } = trip.studio;
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('who speaks');
    await page.keyboard.press('Enter');
    await see(page.getByRole('dialog', { name: 'Who speaks?' })).toBeVisible();
    await see(page.getByRole('textbox', { name: /^Name/ })).toBeFocused();
    await page.keyboard.type('Helen Marsh');
    await page.keyboard.press('Enter');
    await see(page.getByRole('dialog')).toBeHidden();
    expect((await savedTranscript(trip.studio, NAME)).speakers[0]?.name).toBe('Helen Marsh');
    await expect.poll(() => focused(page)).toMatch(/^textbox Transcript/);
  });

  it('the wave is a slider', async () => {
    const { page } = trip.studio;
    await expect.poll(() => isPlaying(page)).toBe(false); // the doubtful word has been heard to its end
    await tabTo(page, /^slider Position in the recording/);
    await page.keyboard.press('Home');
    await expect.poll(() => playhead(page)).toBe(0);
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('ArrowRight');
    await expect.poll(() => playhead(page)).toBe(3000);
    const slider = page.getByRole('slider', { name: 'Position in the recording' });
    await see(slider).toHaveAttribute('aria-valuetext', '0:03, Helen Marsh');
    await page.keyboard.press('Space');
    await expect.poll(() => isPlaying(page)).toBe(true);
    await page.keyboard.press('Space');
    await expect.poll(() => isPlaying(page)).toBe(false);
  });

  it('subtitles are exported, and the focus comes back to where it was', async () => {
    const { page } = trip.studio;
    await tabTo(page, /^textbox Transcript/);
    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog', { name: /^Export/ });
    await see(dialog).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await see(dialog.getByRole('radio', { name: /WebVTT/ })).toBeChecked();
    const path = await trip.studio.saved(async () => {
      await tabTo(page, /^button Save/);
      await page.keyboard.press('Enter');
    });
    expect(readFileSync(path, 'utf8')).toMatch(/^WEBVTT[^]*the old\s(<v [^>]*>)?pier/);
    await see(dialog).toBeHidden();
    await expect.poll(() => focused(page)).toMatch(/^textbox Transcript/);
  });
});
