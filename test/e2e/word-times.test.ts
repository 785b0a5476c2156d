// Words and their times in the real page: edges by key and by pointer, re-timing, looping, and every way text comes in. Judged by what lies on disk.
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transcriptText, type Transcript, type Word } from '../../src-core/transcript/transcript.ts';
import { storedTranscript, wordsOf } from '../support/stored-transcript.ts';
import { launchBrowser, see } from '../support/test-browser.ts';
import { startLoopbackStudio } from './loopback-studio.ts';
import { savedTranscript } from './steps-correct.ts';
import { caretAfter, isPlaying, placeOf, selectWord, sheetOf } from './transcript-sheet.ts';
import { takeTrip, type Trip } from './trip.ts';

const NAME = 'Sample interview';
/** How the wave opens: pixels a second, its left edge at the beginning. */
const ZOOM = 120;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const stored = ({ studio }: Trip): Transcript => storedTranscript(studio.library, NAME).transcript;
const saved = ({ studio }: Trip): Promise<Transcript> => savedTranscript(studio, NAME);
const wordIn = (transcript: Transcript, text: string): Word => {
  const word = wordsOf(transcript).find((one) => one.text === text);
  if (!word) throw new Error(`no word “${text}”`);
  return word;
};
/** The transcript with the words of these texts left out: what must not have changed. */
const without = (transcript: Transcript, texts: readonly string[]): Word[] => wordsOf(transcript).filter(({ text }) => !texts.includes(text));
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

async function openSample({ studio }: Trip): Promise<void> {
  const { page } = studio;
  await see(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('sample');
  await page.keyboard.press('Enter');
  await see(sheetOf(page)).toContainText('Good morning');
  await see(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
  await see(page.getByText(/^Reading the sound/)).toHaveCount(0);
}

/** Waits until the library holds what the check asks for. */
async function until(trip: Trip, holds: (transcript: Transcript) => void): Promise<Transcript> {
  await expect.poll(() => (holds(stored(trip)), true)).toBe(true);
  return saved(trip);
}

/** Undoes until the text and times are those of before. */
async function undoTo(trip: Trip, before: Transcript, most = 60): Promise<void> {
  const { page } = trip.studio;
  await sheetOf(page).focus();
  for (let steps = 0; steps < most; steps += 1) {
    await page.keyboard.press('Control+z');
    const now = await saved(trip);
    if (JSON.stringify(now) === JSON.stringify(before)) return;
  }
  expect(await saved(trip)).toEqual(before);
}

/** Where a time stands in the strip of words, or above it in the wave. */
async function onWave(page: Page, time: number, where: 'strip' | 'wave'): Promise<{ x: number; y: number }> {
  const box = await page.getByRole('slider', { name: 'Position in the recording' }).boundingBox();
  if (!box) throw new Error('there is no wave');
  return { x: box.x + (time / 1000) * ZOOM, y: where === 'strip' ? box.y + box.height - 14 : box.y + box.height / 2 };
}

describe('times of words', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings), { inSteps: true });
  let first: Transcript;

  it('are those of the engine when it opens', async () => {
    await openSample(trip);
    first = await saved(trip);
    expect(wordsOf(first).every(({ origin }) => origin === 'heard')).toBe(true);
  });

  it('are nudged by key, the edge between two words as one, and undone step by step', async () => {
    const { page } = trip.studio;
    await caretAfter(page, 'listening');
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Alt+Shift+[');
    const was = wordIn(first, 'listening');
    const now = await until(trip, (transcript) => expect(wordIn(transcript, 'listening').end).toBe(was.end - 30));
    expect(wordIn(now, 'listening')).toEqual({ ...was, end: was.end - 30, origin: 'set' });
    const behind = wordsOf(now)[wordsOf(now).findIndex(({ text }) => text === 'listening') + 1];
    expect(behind?.start).toBe(was.end - 30);
    await undoTo(trip, first);
    await page.keyboard.press('Alt+.');
    const frame = await until(trip, (transcript) => expect(wordIn(transcript, 'listening').start).toBe(was.start + 40));
    expect(wordIn(frame, 'listening').origin).toBe('set');
    await undoTo(trip, first);
  });

  it('are dragged under the wave: freely with Shift, and given up with Escape', async () => {
    const { page } = trip.studio;
    const was = wordIn(first, 'Radio,');
    const from = await onWave(page, was.end, 'strip');
    await caretAfter(page, 'Radio,');
    await page.mouse.move(from.x - 1, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 20, from.y, { steps: 4 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await saved(trip)).toEqual(first);
    await page.keyboard.down('Shift');
    await page.mouse.move(from.x - 1, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 11, from.y, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    const now = await until(trip, (transcript) => expect(wordIn(transcript, 'Radio,').origin).toBe('set'));
    expect(Math.abs(wordIn(now, 'Radio,').end - (was.end + 100))).toBeLessThanOrEqual(10);
    expect(without(now, ['Radio,'])).toEqual(without(first, ['Radio,']));
  });

  it('snap to where speech ends, and are undone from the wave', async () => {
    const { page } = trip.studio;
    const dragged = await saved(trip);
    const was = wordIn(first, 'Radio,');
    const at = await onWave(page, wordIn(dragged, 'Radio,').end, 'wave');
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x - 9, at.y, { steps: 4 });
    await page.mouse.up();
    const now = await until(trip, (transcript) => expect(wordIn(transcript, 'Radio,').end).not.toBe(wordIn(dragged, 'Radio,').end));
    // The synthesiser falls silent at the word's true end.
    expect(Math.abs(wordIn(now, 'Radio,').end - was.end)).toBeLessThanOrEqual(40);
    expect(wordIn(now, 'Radio,').end % 10).toBe(0);
    await page.getByRole('slider', { name: 'Position in the recording' }).focus();
    await page.keyboard.press('Control+z');
    await until(trip, (transcript) => expect(transcript).toEqual(dragged));
    await page.keyboard.press('Control+z');
    await until(trip, (transcript) => expect(transcript).toEqual(first));
  });

  it('are told and set in the panel', async () => {
    const { page } = trip.studio;
    await caretAfter(page, 'Harbor');
    await page.keyboard.press('Alt+w');
    const panel = page.getByRole('region', { name: 'Time of the word' });
    await see(panel).toContainText('Heard by the engine');
    await see(panel).toContainText('Confidence');
    const begins = panel.getByRole('textbox', { name: 'Begins' });
    const was = wordIn(first, 'Harbor');
    await begins.fill(`0:0${((was.start + 50) / 1000).toFixed(3)}`);
    await begins.press('Enter');
    await see(panel).toContainText('Set by hand');
    await begins.press('Shift+ArrowUp');
    const now = await until(trip, (transcript) => expect(wordIn(transcript, 'Harbor').start).toBe(was.start + 150));
    expect(wordIn(now, 'Harbor').origin).toBe('set');
    await panel.getByRole('button', { name: 'Close' }).click();
    await undoTo(trip, first);
  });

  it('of a passage typed again are laid over the speech they stand for', async () => {
    const { page } = trip.studio;
    const passage = 'The little ferry between Port Alden and the old';
    await caretAfter(page, 'Marsh.');
    for (let letter = 0; letter < passage.length + 1; letter += 1) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Delete');
    await see(sheetOf(page)).not.toContainText('little ferry');
    await page.keyboard.type(` ${passage}`);
    const typed = await until(trip, (transcript) => expect(transcriptText(transcript)).toBe(transcriptText(first)));
    const texts = passage.split(' ');
    const at = wordsOf(first).findIndex(({ text }) => text === 'Marsh.') + 1;
    const errorsOf = (transcript: Transcript): number[] =>
      texts.map((_, index) => Math.abs((wordsOf(transcript)[at + index]?.start ?? NaN) - (wordsOf(first)[at + index]?.start ?? NaN)));
    expect(
      wordsOf(typed)
        .slice(at, at + texts.length)
        .every(({ origin }) => origin === 'estimated'),
    ).toBe(true);
    await page.keyboard.press('Alt+r');
    await see(page.getByText(`${texts.length} words re-timed`).first()).toBeVisible();
    const retimed = await until(trip, (transcript) => expect(errorsOf(transcript)).not.toEqual(errorsOf(typed)));
    expect(median(errorsOf(retimed))).toBeLessThan(120);
    expect(median(errorsOf(retimed))).toBeLessThan(median(errorsOf(typed)));
    expect(
      wordsOf(retimed)
        .slice(at, at + texts.length)
        .every(({ origin }) => origin === 'estimated'),
    ).toBe(true);
    await undoTo(trip, first);
  });

  it('of a selection are played over and over', async () => {
    const { page } = trip.studio;
    await selectWord(page, 'listening');
    const { start, end } = wordIn(first, 'listening');
    await page.keyboard.press('Alt+l');
    await see(page.getByText(/^Looping/).first()).toBeVisible();
    await expect.poll(() => isPlaying(page)).toBe(true);
    // Three times round: the playhead falls back each time.
    const rounds = await page.locator('audio[src]').evaluate(async (element, most) => {
      const media = element as HTMLMediaElement; // what the locator asks for
      let falls = 0;
      let last = media.currentTime;
      let highest = 0;
      while (falls < 3) {
        await new Promise(requestAnimationFrame);
        if (media.currentTime < last - 0.1) falls += 1;
        last = media.currentTime;
        highest = Math.max(highest, last * 1000);
        if (highest > most) break;
      }
      return { falls, highest };
    }, end + 2000);
    expect(rounds.falls).toBe(3);
    await page.keyboard.press('Alt+l');
    await page.keyboard.press('Escape');
    await expect.poll(() => isPlaying(page)).toBe(false);
    expect(start).toBeLessThan(end);
  });
});

describe('text that comes in', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings), { inSteps: true });
  let first: Transcript;

  it('begins with the sample', async () => {
    await openSample(trip);
    first = await saved(trip);
  });

  it('through an input method is composed in place, and no other word moves', async () => {
    const { page } = trip.studio;
    await caretAfter(page, 'Radio,');
    await page.keyboard.type(' ');
    const cdp = await page.context().newCDPSession(page);
    for (const text of ['k', 'か', 'かn', 'かん', 'かんじ'])
      await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await cdp.send('Input.imeSetComposition', { text: '漢字', selectionStart: 2, selectionEnd: 2 });
    await cdp.send('Input.insertText', { text: '漢字' });
    await see(sheetOf(page)).toContainText('Radio, 漢字 and');
    const now = await until(trip, (transcript) => expect(transcriptText(transcript)).toContain('Radio, 漢字 and'));
    expect(without(now, ['漢字'])).toEqual(wordsOf(first));
    await undoTo(trip, first);
  });

  it('as a spelling suggestion carries the time of the word it replaces', async () => {
    const { page } = trip.studio;
    await selectWord(page, 'peer');
    await page.evaluate(() => {
      const selection = getSelection();
      const range = selection?.getRangeAt(0);
      const field = document.querySelector('.cm-content');
      if (!range || !field) throw new Error('nothing is selected');
      const carried = new DataTransfer();
      carried.setData('text/plain', 'pier');
      const before = new InputEvent('beforeinput', { inputType: 'insertReplacementText', dataTransfer: carried, bubbles: true, cancelable: true });
      if (!field.dispatchEvent(before)) return;
      document.execCommand('insertText', false, 'pier');
    });
    const was = wordIn(first, 'peer');
    const now = await until(trip, (transcript) => expect(transcriptText(transcript)).toContain('old pier stopped'));
    expect(wordIn(now, 'pier')).toMatchObject({ start: was.start, end: was.end, origin: 'carried' });
    expect(without(now, ['pier'])).toEqual(without(first, ['peer']));
    await undoTo(trip, first);
  });

  it('dragged to another place leaves every other word as it was', async () => {
    const { page } = trip.studio;
    await selectWord(page, 'eleven');
    const from = await placeOf(page, 'eleven');
    const to = await placeOf(page, 'Daniel,');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 8, from.y + 8, { steps: 3 });
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await page.mouse.up();
    await see(sheetOf(page)).not.toContainText('running eleven');
    const now = await until(trip, (transcript) => expect(transcriptText(transcript)).not.toContain('running eleven'));
    const texts = transcriptText(now);
    expect(texts.match(/eleven/g)).toHaveLength(1);
    const touched = (word: Word): boolean =>
      !/eleven|Daniel,/.test(word.text) && !['Dan', 'iel,', 'Da', 'niel,', 'D', 'aniel,', 'Dani', 'el,'].includes(word.text);
    expect(
      wordsOf(now)
        .filter(touched)
        .map(({ text, start, end, origin }) => ({ text, start, end, origin })),
    ).toEqual(
      wordsOf(first)
        .filter(touched)
        .map(({ text, start, end, origin }) => ({ text, start, end, origin })),
    );
    await undoTo(trip, first);
  });

  it('as a whole corrected transcript keeps the time of every word that was not corrected', async () => {
    const { page } = trip.studio;
    const corrected = transcriptText(first)
      .replaceAll(/\bpeer\b/g, 'pier')
      .replaceAll('sales again', 'sails once again')
      .replace('Good morning, ', '')
      .replaceAll('\n', '\n\n');
    await sheetOf(page).focus();
    await page.keyboard.press('Control+a');
    await sheetOf(page).evaluate((field, text) => {
      const carried = new DataTransfer();
      carried.setData('text/plain', text);
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: carried, bubbles: true, cancelable: true }));
    }, corrected);
    const now = await until(trip, (transcript) => expect(transcriptText(transcript)).toBe(corrected.replaceAll('\n\n', '\n')));
    const changed = ['Good', 'morning,', 'peer', 'pier', 'sales', 'sails', 'once', 'again.'];
    expect(without(now, changed).map((word) => ({ ...word, space: '' }))).toEqual(without(first, changed).map((word) => ({ ...word, space: '' })));
    expect(now.turns.map(({ id, speaker }) => ({ id, speaker }))).toEqual(first.turns.map(({ id, speaker }) => ({ id, speaker })));
    await undoTo(trip, first);
    expect(trip.studio.complaints).toEqual([]);
  });
});
