// The journey's listening: the transcript on the page, words heard by a click, the spoken word lit.
import { expect } from 'vitest';
import type { Word } from '../../src-core/transcript/transcript.ts';
import { storedTranscript, wordsOf } from '../support/stored-transcript.ts';
import { see } from '../support/test-browser.ts';
import { clickWord, isPlaying, playhead, sheetOf, speakerNames, watchLitWord } from './transcript-sheet.ts';
import type { Trip } from './trip.ts';

/** How far the light may be off, milliseconds: less than anybody notices. */
const TOLERANCE = 50;

export async function seeTranscript({ studio }: Trip): Promise<void> {
  const { page } = studio;
  await see(sheetOf(page)).toContainText("Good morning, you're listening to Harbor Radio");
  await expect.poll(async () => new Set(await speakerNames(page))).toEqual(new Set(['Speaker 1', 'Speaker 2']));
  const { turns, speakers } = storedTranscript(studio.library, 'interview').transcript;
  expect(turns).toHaveLength(8);
  expect(speakers).toHaveLength(2);
  await see(page.getByText('211 words')).toBeVisible();
  await see(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
}

export async function hearWords({ studio }: Trip): Promise<void> {
  const { page } = studio;
  const word = wordNamed(studio.library, 'kitchen');
  await clickWord(page, 'kitchen');
  await expect.poll(() => playhead(page)).toBeCloseTo(word.start, -2);
  expect(Math.abs((await playhead(page)) - word.start)).toBeLessThanOrEqual(TOLERANCE);
  expect(await isPlaying(page)).toBe(false);
  await clickWord(page, 'ferry', ['Alt']);
  await expect.poll(() => isPlaying(page)).toBe(true);
  expect(await playhead(page)).toBeGreaterThanOrEqual(wordNamed(studio.library, 'ferry').start - TOLERANCE);
  await page.keyboard.press('Escape');
  await expect.poll(() => isPlaying(page)).toBe(false);
}

export async function watchSpokenWords({ studio }: Trip): Promise<void> {
  const { page } = studio;
  const words = wordsOf(storedTranscript(studio.library, 'interview').transcript);
  await clickWord(page, 'Slowly', ['Alt']);
  await expect.poll(() => isPlaying(page)).toBe(true);
  const glances = await watchLitWord(page, 4_000);
  await page.keyboard.press('Escape');
  const wrong = glances.filter(({ before, after, lit }) => {
    const possible = words.filter(({ start, end }) => start <= after + TOLERANCE && end >= before - TOLERANCE).map(({ text }) => text);
    const certain = words.some(({ start, end }) => start <= before - TOLERANCE && end >= after + TOLERANCE);
    return lit === null ? certain : !possible.includes(lit);
  });
  expect(wrong).toEqual([]);
  expect(new Set(glances.map(({ lit }) => lit)).size).toBeGreaterThan(6);
}

function wordNamed(library: string, text: string): Word {
  const word = wordsOf(storedTranscript(library, 'interview').transcript).find((known) => known.text === text);
  if (!word) throw new Error(`no word “${text}”`);
  return word;
}
