// Subtitles in the real page, by keys alone: ten wrong times put right, a cue written, cut and joined, undone across both views, and the file that
// comes out. Judged by what lies on disk and in the exported file.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TimedTurn } from '../../assets/sample/timed-words.ts';
import { toTranscribeResult } from '../../assets/sample/transcribe-result.ts';
import { cueText, type Cue } from '../../src-core/subtitles/cue.ts';
import { packTrack } from '../../src-core/subtitles/packed-track.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import { spokenTalk } from '../support/spoken-talk.ts';
import { launchBrowser, see } from '../support/test-browser.ts';
import { cueRow, cuesOf, findingsIn, seedPins, showSubtitles, storedTrack } from './cue-list.ts';
import { startLoopbackStudio } from './loopback-studio.ts';
import { sheetOf } from './transcript-sheet.ts';
import { takeTrip, type Trip } from './trip.ts';

const NAME = 'Sample interview';
const FRAME = 40;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function openSample({ studio }: Trip): Promise<void> {
  const { page } = studio;
  await see(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('open the sample');
  await page.keyboard.press('Enter');
  await see(sheetOf(page)).toContainText('Good morning');
  await see(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
}

/** Wrong times for every other cue from the second: what is done to in and out, milliseconds, and how a person mends it. */
const ERRORS = [
  { about: 'begins before the cue above has ended', start: -600, end: 0, keys: null },
  { about: 'begins late', start: 15 * FRAME, end: 0, keys: Array<string>(15).fill('[') },
  { about: 'is gone at once', start: 0, end: 'short', keys: null },
  { about: 'stays into the next', start: 0, end: 20 * FRAME, keys: Array<string>(20).fill('Shift+[') },
  { about: 'comes late as a whole', start: 500, end: 500, keys: ['u'] },
] as const;

function wrong(cue: Cue, { start, end }: (typeof ERRORS)[number]): { start: number; end: number } {
  return { start: cue.start + start, end: end === 'short' ? cue.start + 10 * FRAME : cue.end + end };
}

describe('ten wrong times', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings));

  it('are put right by keyboard alone', async () => {
    const { studio } = trip;
    await openSample(trip);
    const before = storedTrack(studio.library, NAME);
    const cues = cuesOf(before);
    const seeded = Array.from({ length: 10 }, (_, at) => ({ index: 2 * at + 1, error: ERRORS[at % ERRORS.length] ?? ERRORS[0] }));
    const pins = seeded.flatMap(({ index, error }, at) => {
      const cue = cues[index];
      return cue ? [{ id: at + 1, from: cue.from, to: cue.to, ...wrong(cue, error), breaks: null, look: null, shown: true, waivers: [] }] : [];
    });
    expect(pins).toHaveLength(10);
    seedPins(studio.library, NAME, packTrack({ transcript: before.transcript, cues: { ...before.cues, pins } }).pins);
    const spoiled = storedTrack(studio.library, NAME);
    expect(findingsIn(spoiled).length).toBeGreaterThan(findingsIn(before).length + 9);

    const { page } = studio;
    await page.reload();
    await see(sheetOf(page)).toContainText('Good morning');
    await showSubtitles(page);
    for (const { index, error } of seeded) {
      while ((await page.locator('[aria-pressed="true"][tabindex="0"]').count()) === 0) await page.keyboard.press('Home');
      await page.keyboard.press('Home');
      for (let step = 0; step < index; step += 1) await page.keyboard.press('ArrowDown');
      await see(cueRow(page, index)).toBeFocused();
      for (const key of error.keys ?? []) await page.keyboard.press(key);
      // What keys by hand leave, and what is left to it, the repair does: once a finding.
      for (
        let tries = 0;
        tries < 4 &&
        (await cueRow(page, index)
          .getByText(/^Found:/)
          .count()) > 0;
        tries += 1
      ) {
        const said = await cueRow(page, index).innerText();
        await page.keyboard.press('Control+.');
        if ((await cueRow(page, index).innerText()) === said) break;
      }
    }
    await expect.poll(() => findingsIn(storedTrack(studio.library, NAME)).filter((finding) => !findingsIn(before).includes(finding))).toEqual([]);
    const after = cuesOf(storedTrack(studio.library, NAME));
    expect(after.map((cue) => cueText(before.transcript, cue))).toEqual(cues.map((cue) => cueText(before.transcript, cue)));
    for (const { index } of seeded) expect(Math.abs((after[index]?.start ?? NaN) - (cues[index]?.start ?? NaN))).toBeLessThanOrEqual(3 * FRAME);
  });
});

const lengthOf = (cue: Cue | undefined): number => (cue ? cue.end - cue.start : NaN);

describe('a cue', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings));

  it('is written, cut, joined and looked at by keys; undo goes back through both views; the file holds what the list shows', async () => {
    const { studio } = trip;
    const { page } = studio;
    await openSample(trip);
    const before = storedTrack(studio.library, NAME);
    await showSubtitles(page);
    const cues = cuesOf(before);
    const count = cues.length;
    const [, second] = cues;
    if (!second) throw new Error('the sample has but one cue');
    const [first = '', next = ''] = cueText(before.transcript, second).split(/\s/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const text = page.getByRole('textbox', { name: 'Text of cue 2' });
    await see(text).toBeFocused();
    await page.keyboard.press('Control+Home');
    for (let letter = 0; letter < first.length; letter += 1) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.type('Quince');
    await see(cueRow(page, 1)).toContainText(`Quince ${next}`);
    for (let letter = 0; letter < next.length + 1; letter += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+Alt+v');
    await expect.poll(() => cuesOf(storedTrack(studio.library, NAME)).length).toBe(count + 1);
    await see(cueRow(page, 1)).toContainText(`Quince ${next}`);
    await page.keyboard.press('Escape');
    await see(cueRow(page, 2)).toBeFocused();
    await page.keyboard.press('Shift+M');
    await expect.poll(() => cuesOf(storedTrack(studio.library, NAME)).length).toBe(count);
    const length = page.getByRole('textbox', { name: 'Length' });
    await length.fill('1,5');
    await length.press('Enter');
    await see(length).toHaveValue('1.500 s');
    await expect.poll(() => lengthOf(cuesOf(storedTrack(studio.library, NAME))[1])).toBe(1500);
    await cueRow(page, 1).focus();
    await page.keyboard.press('t');
    await expect.poll(() => cuesOf(storedTrack(studio.library, NAME))[1]?.look?.vertical).toBe('top');

    const saved = await studio.saved(async () => {
      await page.keyboard.press('Control+e');
      await see(page.getByRole('dialog').locator('pre')).toContainText(`Quince ${next}`);
      await page.keyboard.press('Enter');
    });
    const srt = readFileSync(saved, 'utf8');
    expect(srt).toContain(`{\\an8}Quince ${next}`);
    expect(srt.match(/-->/g)).toHaveLength(count);

    await page.keyboard.press('Control+Shift+U');
    await see(sheetOf(page)).toBeFocused();
    await see(sheetOf(page)).toContainText(`Quince ${next}`);
    for (let steps = 0; steps < 12; steps += 1) await page.keyboard.press('Control+z');
    await see(sheetOf(page)).not.toContainText('Quince');
    await expect.poll(() => storedTrack(studio.library, NAME)).toEqual(before);
  });
});

describe('a talk', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings));

  it.each([20, 240])('of %i minutes becomes subtitles by one command, and nothing is found against the rules', async (minutes) => {
    const { studio, folder } = trip;
    const { page } = studio;
    const name = `talk ${minutes}`;
    const path = join(folder, `${name}.json`);
    const talk = spokenTalk({ minutes });
    writeFileSync(path, JSON.stringify(toTranscribeResult(timedTurns(talk), name)));
    await see(page.getByRole('heading', { level: 1 })).toBeVisible();
    await studio.drop([path]);
    await see(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await see(sheetOf(page)).toContainText(talk.turns[0]?.words[0]?.text ?? '');
    await page.keyboard.press('Control+Shift+U');
    await see(cueRow(page, 0)).toBeVisible();
    await see(page.getByText(/^Nothing found/)).toBeVisible();
    const count = cuesOf(storedTrack(studio.library, name)).length;
    await see(page.getByText(`${count.toLocaleString('en')} cues`)).toBeVisible();
    expect(count).toBeGreaterThan(minutes * 12);
    await page.keyboard.press('End');
    await see(cueRow(page, count - 1)).toBeFocused();
    await page.keyboard.press('Control+Shift+U');
    await see(sheetOf(page)).toBeFocused();
  });
});

/** A transcript as the words of a recording, for making an engine's result of it. */
function timedTurns({ turns }: Transcript): TimedTurn[] {
  return turns.map(({ words }) => {
    const timed = words.map(({ text, start, end }) => {
      const [, said = text, punctuation = ''] = /^(.*?)([.,?]?)$/.exec(text) ?? [];
      return { text: said, spoken: said, punctuation, doubt: null, start, end };
    });
    return { speaker: 'host', sentences: [timed] };
  });
}
