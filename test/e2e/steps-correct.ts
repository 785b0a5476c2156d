// The journey's correcting: a word typed over, undo and redo, turns split and joined, a speaker named. Judged by what lies on disk.
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { turnText, type Transcript } from '../../src-core/transcript/transcript.ts';
import { storedTranscript, wordsOf } from '../support/stored-transcript.ts';
import { see } from '../support/test-browser.ts';
import { caretAfter, selectWord, sheetOf, speakerNames } from './transcript-sheet.ts';
import type { StudioUnderTest } from './studio-under-test.ts';
import type { Trip } from './trip.ts';

/** What the library holds once the page says that all is saved. */
export async function savedTranscript({ page, library }: StudioUnderTest, name = 'interview'): Promise<Transcript> {
  await see(page.getByText('Saved', { exact: true })).toBeVisible();
  return storedTranscript(library, name).transcript;
}

export async function correctByTyping({ studio }: Trip): Promise<void> {
  const { page } = studio;
  await see(sheetOf(page).locator('.cm-doubt', { hasText: /^peer$/ })).toBeVisible();
  const before = wordsOf(await savedTranscript(studio));
  await selectWord(page, 'peer');
  await page.keyboard.type('pier');
  await see(sheetOf(page).locator('.cm-doubt', { hasText: 'peer' })).toHaveCount(0);
  await see(sheetOf(page)).toContainText('the old pier stopped');
  const after = wordsOf(await savedTranscript(studio));
  const at = before.findIndex(({ text }) => text === 'peer');
  const [was, is] = [before[at], after[at]];
  expect(is).toMatchObject({ text: 'pier', start: was?.start, end: was?.end, origin: 'carried' });
  expect(after.toSpliced(at, 1)).toEqual(before.toSpliced(at, 1));
}

export async function undoAndRedo({ studio }: Trip): Promise<void> {
  const { page } = studio;
  const corrected = await savedTranscript(studio);
  await page.keyboard.press('Control+z');
  await see(sheetOf(page)).toContainText('the old peer stopped');
  const undone = await savedTranscript(studio);
  const peer = wordsOf(undone).find(({ text }) => text === 'peer');
  expect(peer).toMatchObject({ origin: 'heard', confidence: 0.482 });
  await page.keyboard.press('Control+Shift+z');
  await see(sheetOf(page)).toContainText('the old pier stopped');
  expect(await savedTranscript(studio)).toEqual(corrected);
}

export async function splitAndJoin({ studio }: Trip): Promise<void> {
  const { page } = studio;
  const before = await savedTranscript(studio);
  await caretAfter(page, 'again.');
  await page.keyboard.press('Enter');
  await see(lineOf(page, 'With me is Daniel')).toHaveText(/^With me is Daniel/);
  const split = await savedTranscript(studio);
  expect(split.turns).toHaveLength(before.turns.length + 1);
  expect(split.turns[1]?.speaker).toBe(before.turns[0]?.speaker);
  expect(timesOf(split)).toEqual(timesOf(before));
  await page.keyboard.press('Backspace');
  await see(lineOf(page, 'With me is Daniel')).toHaveText(/^Good morning/);
  const joined = await savedTranscript(studio);
  expect(joined.turns.map(turnText)).toEqual(before.turns.map(turnText));
  expect(timesOf(joined)).toEqual(timesOf(before));
}

export async function nameSpeaker({ studio }: Trip): Promise<void> {
  const { page } = studio;
  await page.locator('.margin-speaker', { hasText: 'Speaker 1' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Who speaks?' });
  await dialog.getByLabel(/^Name/).fill('Helen Marsh');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await see(dialog).toBeHidden();
  await see(page.locator('.margin-speaker', { hasText: 'Helen Marsh' }).nth(2)).toBeAttached();
  expect(new Set(await speakerNames(page))).toEqual(new Set(['Helen Marsh', 'Speaker 2']));
  expect((await savedTranscript(studio)).speakers.map(({ name }) => name)).toEqual(['Helen Marsh', 'Speaker 2']);
}

const lineOf = (page: Page, text: string) => sheetOf(page).locator('.cm-line', { hasText: text });

/** Texts and times alone: what splitting and joining must leave as they are. */
function timesOf(transcript: Transcript): { text: string; start: number; end: number }[] {
  return wordsOf(transcript).map(({ text, start, end }) => ({ text, start, end }));
}
