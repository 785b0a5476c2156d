// The journey's interruption: the studio is killed right after "Saved", and everything is as it was when it is opened again.
import { expect } from 'vitest';
import { see } from '../support/test-browser.ts';
import { savedTranscript } from './steps-correct.ts';
import { caretAfter, caretPlace, scrollPlace, sheetOf } from './transcript-sheet.ts';
import type { Trip } from './trip.ts';

/** A window in which the interview does not fit. */
const LOW = { width: 1100, height: 560 };
const TYPED = ' Ten knots, at most.';

/** Answers the text of the turn at the top of the page when it ended. */
export async function breakOff({ studio }: Trip): Promise<string> {
  const { page } = studio;
  await page.setViewportSize(LOW);
  await caretAfter(page, 'keep the lights on.');
  await page.keyboard.press('End');
  await page.keyboard.type(TYPED);
  await see(page.getByText('Saved', { exact: true })).toBeVisible();
  const { firstLine } = await scrollPlace(page);
  await studio.restart('kill');
  return firstLine;
}

export async function findPlaceAgain({ studio }: Trip, topTurn: string): Promise<void> {
  const { page } = studio;
  await page.setViewportSize(LOW);
  await page.getByRole('button', { name: /^interview/ }).click();
  await see(sheetOf(page)).toContainText(`keep the lights on.${TYPED}`);
  await sheetOf(page).focus();
  expect((await caretPlace(page)).before).toMatch(/keep the lights on\. Ten knots, at most\.$/);
  const { top, firstLine } = await scrollPlace(page);
  expect(top).toBeGreaterThan(0);
  expect(firstLine).toBe(topTurn);
  await savedTranscript(studio);
}
