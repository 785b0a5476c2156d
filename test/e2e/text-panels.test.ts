// Finding, replacing, highlighting, versions, speakers and undo over a new start, all by keys; judged by what lies on disk.
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { turnText, type Transcript } from '../../src-core/transcript/transcript.ts';
import { storedHighlights, wordsOf } from '../support/stored-transcript.ts';
import { launchBrowser, see } from '../support/test-browser.ts';
import { startLoopbackStudio } from './loopback-studio.ts';
import { savedTranscript } from './steps-correct.ts';
import { caretPlace, sheetOf } from './transcript-sheet.ts';
import { takeTrip } from './trip.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const NAME = 'Sample interview';
const textOf = ({ turns }: Transcript): string => turns.map(turnText).join('\n');

describe('the text by keys alone', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings), { inSteps: true });
  let beginning: Transcript;

  const page = (): Page => trip.studio.page;
  const saved = (): Promise<Transcript> => savedTranscript(trip.studio, NAME);
  /** Finds words and leaves them selected, the focus in the text. */
  const select = async (words: string): Promise<void> => {
    await page().keyboard.press('Control+f');
    await see(page().getByRole('textbox', { name: 'Find', exact: true })).toBeFocused();
    await page().keyboard.press('Control+a');
    await page().keyboard.type(words);
    await page().keyboard.press('Enter');
    await expect.poll(() => page().locator('.cm-hit-here').allInnerTexts()).toEqual([words]);
    await page().keyboard.press('Escape');
    await see(sheetOf(page())).toBeFocused();
    expect((await caretPlace(page())).selected).toBe(words);
  };

  it('one hit is replaced, the next is selected, and every word keeps its time', async () => {
    await page().keyboard.press('Control+k');
    await page().keyboard.type('sample');
    await page().keyboard.press('Enter');
    await see(sheetOf(page())).toContainText('Good morning');
    beginning = await saved();
    await sheetOf(page()).focus();
    await page().keyboard.press('Control+Home');
    await page().keyboard.press('Control+h');
    await page().keyboard.type('the');
    await page().getByRole('checkbox', { name: 'Whole words' }).focus();
    await page().keyboard.press('Space');
    await page().getByRole('textbox', { name: 'Replace by' }).focus();
    await page().keyboard.type('that');
    await page().keyboard.press('Enter');
    await expect.poll(async () => textOf(await saved())).toContain('that little ferry');
    const [before, after] = [wordsOf(beginning), wordsOf(await saved())];
    expect(after.map(({ start, end }) => [start, end])).toEqual(before.map(({ start, end }) => [start, end]));
    await see(page().getByRole('region', { name: 'Found places' }).locator('[aria-current=true]')).toContainText(/Port Alden and thethat old/);
  });

  it('all the others are replaced as one step, with a version kept before, and one undo brings them back', async () => {
    const one = textOf(await saved());
    await page().keyboard.press('Alt+Enter');
    await expect.poll(async () => textOf(await saved())).not.toMatch(/\bthe\b/i);
    await page().keyboard.press('Escape');
    await page().keyboard.press('Control+z');
    await expect.poll(async () => textOf(await saved())).toBe(one);
    await page().keyboard.press('Control+z');
    await expect.poll(async () => textOf(await saved())).toBe(textOf(beginning));
    expect((await saved()).turns).toEqual(beginning.turns);
  });

  it('a pattern that cannot be read is told in a sentence, and one without end is ended', async () => {
    await page().keyboard.press('Control+f');
    await page().getByRole('checkbox', { name: 'Whole words' }).uncheck();
    await page().getByRole('checkbox', { name: 'Pattern' }).check();
    await page().getByRole('textbox', { name: 'Find', exact: true }).fill('(ferry');
    await see(page().getByText('This is not a pattern that can be read: unterminated group.')).toBeVisible();
    await page().getByRole('textbox', { name: 'Find', exact: true }).fill('^(([a-z]+)+ ?)+$#');
    await see(page().getByText(/^This pattern takes too long here|Not yet right: This pattern takes too long/)).toBeVisible();
    await page().getByRole('textbox', { name: 'Find', exact: true }).fill('f.rry');
    await see(page().getByRole('region', { name: 'Found places' }).getByRole('button').first()).toContainText('ferry');
    await page().getByRole('checkbox', { name: 'Pattern' }).uncheck();
    await page().keyboard.press('Escape');
  });

  it('words are highlighted and commented on, and the highlight stays on them', async () => {
    await select('Helen Marsh');
    await page().keyboard.press('Control+Alt+M');
    await see(page().getByRole('textbox', { name: /^Comment on the highlight/ })).toBeFocused();
    await page().keyboard.type('Ask her about the year.');
    await page().keyboard.press('Escape');
    await see(sheetOf(page())).toBeFocused();
    await page().keyboard.press('Control+Home');
    await page().keyboard.type('So. ');
    await page().keyboard.press('Enter');
    await expect.poll(async () => (await saved()).turns.length).toBe(beginning.turns.length + 1);
    await expect.poll(() => storedHighlights(trip.studio.library, NAME)).toEqual([{ text: 'Helen Marsh.', comment: 'Ask her about the year.' }]);
  });

  it('a turn is given to another from the caret on, at the word the caret is in', async () => {
    await select('Daniel, how');
    await page().keyboard.press('ArrowLeft');
    const before = await saved();
    await page().keyboard.press('Alt+Shift+Digit2');
    await expect.poll(async () => (await saved()).turns.length).toBe(before.turns.length + 1);
    const after = await saved();
    const given = after.turns.find((turn) => turnText(turn).startsWith('Daniel, how'));
    expect(given?.speaker).toBe(after.speakers[1]?.id);
    const timed = (transcript: Transcript) => wordsOf(transcript).map(({ text, start, end }) => [text, start, end]);
    expect(timed(after)).toEqual(timed(before));
  });

  it('a named version is kept, and going back to it can be undone', async () => {
    const kept = await saved();
    await page().keyboard.press('Control+Shift+K');
    await see(page().getByRole('textbox', { name: 'Keep what stands now as' })).toBeFocused();
    await page().keyboard.type('For Ines');
    await page().keyboard.press('Enter');
    await see(page().getByRole('button', { name: 'Go back to “For Ines”' })).toBeVisible();
    await page().keyboard.press('Escape');
    await page().keyboard.press('Control+End');
    await page().keyboard.type(' Goodbye.');
    await expect.poll(async () => textOf(await saved())).toMatch(/Goodbye\.$/);
    await page().keyboard.press('Control+Alt+K');
    await page().getByRole('button', { name: 'Go back to “For Ines”' }).focus();
    await page().keyboard.press('Enter');
    await expect.poll(async () => textOf(await saved())).toBe(textOf(kept));
    await page().keyboard.press('Escape');
    await page().keyboard.press('Control+z');
    await expect.poll(async () => textOf(await saved())).toMatch(/Goodbye\.$/);
  });

  it('after kill -9 everything is undone, back to the first word, by the same key', { timeout: 240_000 }, async () => {
    await saved();
    await trip.studio.restart('kill');
    await page()
      .getByRole('button', { name: new RegExp(`^${NAME}`) })
      .click();
    await see(sheetOf(page())).toContainText('Good morning');
    await sheetOf(page()).focus();
    await expect
      .poll(async () => {
        await page().keyboard.press('Control+z');
        return textOf(await saved());
      })
      .toBe(textOf(beginning));
    await page().keyboard.press('Control+z');
    await page().keyboard.press('Control+z');
    expect(await saved()).toEqual({ ...beginning, nextTurnId: expect.any(Number) as number });
    expect(storedHighlights(trip.studio.library, NAME)).toEqual([]);
  });
});
