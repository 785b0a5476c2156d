// The subtitles of a film under the hand of somebody who does nothing else all day: keys do what they say wherever the hand is, the eye stays where it
// was, and every size of window shows what is worked on.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cueText } from '../../src-core/subtitles/cue.ts';
import { timecodeFrom, timeOfTimecode } from '../../src-core/subtitles/timecode.ts';
import { packTrack } from '../../src-core/subtitles/packed-track.ts';
import { frameRate, frameAt, timeOfFrame } from '../../src-core/subtitles/frame-rate.ts';
import { launchBrowser, NARROW_WINDOW, see, WINDOW } from '../support/test-browser.ts';
import { cueRow, cuesOf, seedPins, showSubtitles, storedTrack } from './cue-list.ts';
import { startLoopbackStudio } from './loopback-studio.ts';
import { sheetOf } from './transcript-sheet.ts';
import { SAMPLE, SAMPLE_RESULT, takeTrip, type Trip } from './trip.ts';

const NAME = 'quay';
const RATE = frameRate('25');

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The sample's sound under a test picture of 25 frames a second, with its words. */
async function openFilm({ studio, folder }: Trip): Promise<void> {
  const path = join(folder, `${NAME}.mp4`);
  const picture = ['-f', 'lavfi', '-i', 'smptehdbars=size=320x180:rate=25'];
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-shortest'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, '-i', SAMPLE, ...codecs, path]);
  const { page } = studio;
  await see(page.getByRole('heading', { level: 1 })).toBeVisible();
  await studio.drop([path]);
  await see(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
  await studio.choose([SAMPLE_RESULT], () => page.getByRole('button', { name: 'Attach a transcript…' }).click());
  await see(sheetOf(page)).toContainText('Good morning');
  await see(playButton(page)).toBeEnabled();
}

const playButton = (page: Page): Locator => page.getByRole('button', { name: 'Play', exact: true });
const pauseButton = (page: Page): Locator => page.getByRole('button', { name: 'Pause', exact: true });

/** Goes to a cue of the list by arrows, from wherever the list is. */
async function walkTo(page: Page, index: number): Promise<void> {
  await see(page.getByRole('region', { name: 'Cues' }).locator('[aria-pressed="true"]')).toBeFocused();
  await page.keyboard.press('Home');
  for (let step = 0; step < index; step += 1) await page.keyboard.press('ArrowDown');
  await see(cueRow(page, index)).toBeFocused();
}

/** Where the film stands, milliseconds. */
const filmTime = (page: Page): Promise<number> => page.locator('video').evaluate((video: HTMLVideoElement) => Math.round(video.currentTime * 1000));

/** What lies beneath the middle of the wave: pressed, it is gone to. */
async function timeBeneath(page: Page): Promise<number> {
  const stage = await page.getByRole('slider', { name: 'Position in the recording' }).boundingBox();
  if (!stage) throw new Error('there is no wave');
  await page.mouse.click(stage.x + stage.width / 2, stage.y + 8);
  await expect.poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.seeking)).toBe(false);
  return filmTime(page);
}

describe('the subtitles of a film', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings), { inSteps: true });

  it('play by Space in the list, and take the frame that is seen for an in', async () => {
    const { page, library } = trip.studio;
    await openFilm(trip);
    await showSubtitles(page);
    await walkTo(page, 2);
    await page.keyboard.press('Space');
    await see(pauseButton(page)).toBeVisible();
    const before = cuesOf(storedTrack(library, NAME))[2]?.start ?? 0;
    await expect.poll(() => filmTime(page)).toBeGreaterThan(before + 300);
    await page.keyboard.press('i');
    await expect.poll(() => storedTrack(library, NAME).cues.pins.length).toBe(1);
    await page.keyboard.press('Space');
    await see(playButton(page)).toBeVisible();
    const [pin] = storedTrack(library, NAME).cues.pins;
    const start = pin?.start ?? NaN;
    expect(start).toBeGreaterThan(before);
    expect(start).toBe(timeOfFrame(frameAt(start, RATE), RATE));
    await see(cueRow(page, 2)).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect.poll(() => storedTrack(library, NAME).cues.pins.length).toBe(0);
  });

  it('leave the wave where it is while cues are changed', async () => {
    const { page, library } = trip.studio;
    await walkTo(page, 8);
    const before = await timeBeneath(page);
    expect(before).toBeGreaterThan(15_000);
    await page.keyboard.press(']');
    await expect.poll(() => storedTrack(library, NAME).cues.pins.length).toBe(1);
    expect(await timeBeneath(page)).toBe(before);
    await page.keyboard.press('Control+z');
    await expect.poll(() => storedTrack(library, NAME).cues.pins.length).toBe(0);
    expect(await timeBeneath(page)).toBe(before);
  });

  it('keep the focus on the chosen cue from finding to finding, split and merge, however far it is', async () => {
    const { page, library } = trip.studio;
    const { transcript, cues: track } = storedTrack(library, NAME);
    const cues = cuesOf({ transcript, cues: track });
    const far = cues.length - 2;
    const [cue, next] = [cues[far], cues[far + 1]];
    if (!cue || !next) throw new Error('the film has too few cues');
    const pin = { id: 1, from: cue.from, to: cue.to, start: cue.start, end: cue.start + 200, breaks: null, look: null, shown: true, waivers: [] };
    seedPins(library, NAME, packTrack({ transcript, cues: { ...track, pins: [pin] } }).pins);
    await page.reload();
    await see(sheetOf(page)).toContainText('Good morning');
    await see(playButton(page)).toBeEnabled();
    await page.keyboard.press('Control+Shift+U');
    await see(page.getByRole('region', { name: 'Cues' }).locator('[aria-pressed="true"]')).toBeFocused();
    await walkTo(page, 0);
    await page.keyboard.press('Shift+F8');
    await see(cueRow(page, far)).toBeFocused();
    await see(cueRow(page, far)).toBeInViewport({ ratio: 0.95 });
    await page.keyboard.press('Alt+ArrowUp');
    await see(cueRow(page, far - 1)).toBeFocused();
    await page.keyboard.press('m');
    await see(cueRow(page, far - 1)).toBeFocused();
    await page.keyboard.press('Control+z');
  });

  it('show on the picture the cue that is written, wherever the film stands', async () => {
    const { page } = trip.studio;
    await walkTo(page, 1);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await see(page.getByRole('textbox', { name: /^Text of cue/ })).toBeFocused();
    const shown = page.locator('.texts p');
    await see(shown).toHaveCount(1);
    // The film is sent elsewhere; the words are still looked at.
    await page.keyboard.press('Shift+F1');
    await page.keyboard.press('Shift+F1');
    const written = await page.getByRole('textbox', { name: /^Text of cue/ }).inputValue();
    await see(shown).toHaveText(written.replaceAll('\n', ''));
    await page.keyboard.press('Escape');
    await see(shown).not.toHaveText(written.replaceAll('\n', ''));
  });

  it('do nothing at the caret of the page nobody sees, and say of the chosen cue who speaks', async () => {
    const { page, library } = trip.studio;
    await walkTo(page, 4);
    const before = storedTrack(library, NAME);
    const cue = cuesOf(before)[4];
    if (!cue) throw new Error('the film has too few cues');
    for (const keys of ['Control+j', 'Alt+]', 'Control+Shift+h']) await page.keyboard.press(keys);
    await see(cueRow(page, 4)).toBeFocused();
    await see(playButton(page)).toBeVisible();
    const speakerAt = (laid: ReturnType<typeof storedTrack>): string | null | undefined =>
      laid.transcript.turns.find(({ words }) => words.some(({ start }) => start === wordStart))?.speaker;
    const wordStart = before.transcript.turns[cue.from.turn]?.words[cue.from.word]?.start;
    const other = before.transcript.speakers.findIndex(({ id }) => id !== speakerAt(before));
    await page.keyboard.press(`Alt+Shift+${other + 1}`);
    await expect.poll(() => speakerAt(storedTrack(library, NAME))).toBe(before.transcript.speakers[other]?.id);
    const after = storedTrack(library, NAME).transcript;
    const textOf = (transcript: typeof after): string[] => transcript.turns.flatMap(({ words }) => words.map(({ text, start }) => `${text}@${start}`));
    expect(textOf(after)).toEqual(textOf(before.transcript));
    await see(page.getByRole('region', { name: 'Cues' }).locator('[aria-pressed="true"]')).toContainText(cueText(before.transcript, cue).split(/\s/)[0] ?? '');
    await page.keyboard.press('Control+z');
    await expect.poll(() => storedTrack(library, NAME).transcript).toEqual(before.transcript);
  });

  it('go to what is found, and to a timecode', async () => {
    const { page, library } = trip.studio;
    const laid = storedTrack(library, NAME);
    const cues = cuesOf(laid);
    const texts = cues.map((cue) => cueText(laid.transcript, cue));
    const goal = texts.findLastIndex((text) => (text.match(/[a-z]{6,}/g) ?? []).some((word) => texts.filter((other) => other.includes(word)).length === 1));
    const sought = (texts[goal]?.match(/[a-z]{6,}/g) ?? []).find((word) => texts.filter((other) => other.includes(word)).length === 1) ?? '';
    await walkTo(page, 0);
    const shown = /\d\d:\d\d:\d\d:\d\d/.exec(await cueRow(page, 3).innerText())?.[0] ?? '';
    await page.keyboard.press('Control+f');
    await see(page.getByRole('textbox', { name: 'Find' })).toBeFocused();
    await page.keyboard.type(sought);
    await page.keyboard.press('Enter');
    await see(cueRow(page, goal)).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('Escape');
    await see(cueRow(page, goal)).toBeFocused();
    await page.keyboard.press('Control+g');
    await see(page.getByRole('textbox', { name: 'Time' })).toHaveValue(/^\d\d:\d\d:\d\d:\d\d$/);
    await page.getByRole('textbox', { name: 'Time' }).fill(shown);
    await page.keyboard.press('Enter');
    await expect.poll(() => filmTime(page)).toBe(timeOfTimecode(shown, timecodeFrom(null, RATE)));
    await see(cueRow(page, 3)).toHaveAttribute('aria-pressed', 'true');
    await see(cueRow(page, 3)).toBeFocused();
  });

  it('are put in step by two cues, each told where the film stands', async () => {
    const { page, library } = trip.studio;
    const starts = (): (number | null)[] => storedTrack(library, NAME).cues.pins.map(({ start }) => start);
    const before = storedTrack(library, NAME);
    const told = (which: string, name: string): Locator => page.getByRole('group', { name: which }).getByRole('textbox', { name });
    const putHere = (which: string): Promise<void> => page.getByRole('group', { name: which }).getByRole('button', { name: 'At the playhead' }).click();
    await walkTo(page, 1);
    const first = await filmTime(page);
    await page.keyboard.press('F1');
    await expect.poll(() => filmTime(page)).toBeLessThan(first);
    await page.keyboard.press('Control+Alt+s');
    await page.getByRole('radio', { name: 'Two points' }).check();
    await putHere('First point');
    const here = await told('First point', 'Begins at').inputValue();
    await page.keyboard.press('Escape');
    await see(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('End');
    await see(page.getByRole('region', { name: 'Cues' }).locator('[aria-pressed="true"]')).toBeFocused();
    await page.keyboard.press('Control+Alt+s');
    await see(told('First point', 'Begins at')).toHaveValue(here);
    await see(page.getByRole('group', { name: 'First point' }).getByRole('spinbutton', { name: 'Cue' })).toHaveValue('2');
    await told('Second point', 'Begins at').press('Enter');
    await see(page.getByRole('dialog')).toHaveCount(0);
    await expect.poll(() => starts()[1]).toBe(timeOfTimecode(here, timecodeFrom(null, RATE)));
    expect(starts()[1]).toBeLessThan(first);
    await page.keyboard.press('Control+z');
    await expect.poll(() => storedTrack(library, NAME)).toEqual(before);
  });

  it.each([WINDOW, { width: 900, height: 800 }, { width: 640, height: 800 }, NARROW_WINDOW])(
    'show the chosen cue in the list in a window of $width by $height',
    async (size) => {
      const { page } = trip.studio;
      await page.setViewportSize(WINDOW);
      await walkTo(page, 5);
      await page.setViewportSize(size);
      await see(cueRow(page, 5)).toBeInViewport({ ratio: 0.9 });
      await see(page.locator('video')).toBeInViewport({ ratio: 0.9 });
      const list = await page.getByRole('region', { name: 'Cues' }).boundingBox();
      expect(list?.height ?? 0).toBeGreaterThan(120);
      // A window that was small has taken no key away.
      await page.setViewportSize(WINDOW);
      const before = storedTrack(trip.studio.library, NAME).cues.pins;
      await page.keyboard.press(']');
      await expect.poll(() => storedTrack(trip.studio.library, NAME).cues.pins).not.toEqual(before);
      await page.keyboard.press('Control+z');
      await expect.poll(() => storedTrack(trip.studio.library, NAME).cues.pins).toEqual(before);
    },
  );
});

const TITLES = 'Titles';
const READ = `1
00:00:00,500 --> 00:00:02,500
They saw <i>Titanic</i>.

2
00:00:03,000 --> 00:00:05,500
Nobody spoke
of it again.
`;

describe('the letters of words', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings));
  const row = (index: number, style: string): Locator => cueRow(trip.studio.page, index).locator(`.words .${style}`);
  const picture = (style: string): Locator => trip.studio.page.locator(`.texts .${style}`);

  it('are seen in the text, the list and the picture, changed by keys, undone, kept, and written again', async () => {
    const { studio, folder } = trip;
    const film = join(folder, `${TITLES}.mp4`);
    const inputs = ['-f', 'lavfi', '-i', 'testsrc=size=320x180:rate=25:duration=6', '-f', 'lavfi', '-i', 'sine=frequency=220:duration=6'];
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...inputs, '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', film]);
    const file = join(folder, `${TITLES}.srt`);
    writeFileSync(file, READ);
    const { page } = studio;
    await see(page.getByRole('heading', { level: 1 })).toBeVisible();
    await studio.drop([film]);
    await see(page.getByRole('heading', { level: 1, name: TITLES })).toBeVisible();
    await studio.choose([file], () => page.getByRole('button', { name: 'Attach a transcript…' }).click());
    await see(sheetOf(page).locator('.cm-italic')).toHaveText(['Titanic']);
    await see(playButton(page)).toBeEnabled();
    const before = storedTrack(studio.library, TITLES);

    await showSubtitles(page);
    await walkTo(page, 0);
    await see(row(0, 'italic')).toHaveText(['Titanic']);
    await page.keyboard.press('Enter');
    await see(page.getByRole('textbox', { name: 'Text of cue 1' })).toBeFocused();
    await see(picture('italic')).toHaveText(['Titanic']);
    await page.keyboard.press('Escape');
    await walkTo(page, 1);

    await page.keyboard.press('Enter');
    const text = page.getByRole('textbox', { name: 'Text of cue 2' });
    await see(text).toBeFocused();
    await page.keyboard.press('Control+Home');
    for (let letter = 0; letter < 'Nobody'.length; letter += 1) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+i');
    await see(row(1, 'italic')).toHaveText(['Nobody']);
    await see(picture('italic')).toHaveText(['Nobody']);
    await see(page.getByRole('button', { name: 'Italic' })).toHaveAttribute('aria-pressed', 'true');
    expect(await text.evaluate((area: HTMLTextAreaElement) => [area.selectionStart, area.selectionEnd])).toEqual([0, 6]);
    await page.keyboard.press('ArrowRight');
    await see(page.getByRole('button', { name: 'Italic' })).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.type('else');
    await see(row(1, 'italic')).toHaveText(['Nobodyelse']);
    await page.keyboard.press('Control+z');
    await see(row(1, 'italic')).toHaveText(['Nobody']);
    await page.keyboard.press('Control+z');
    await see(row(1, 'italic')).toHaveCount(0);
    await expect.poll(() => storedTrack(studio.library, TITLES)).toEqual(before);
    await page.keyboard.press('Control+Shift+z');
    await see(row(1, 'italic')).toHaveText(['Nobody']);

    await page.keyboard.press('Control+Shift+U');
    await see(sheetOf(page)).toBeFocused();
    await see(sheetOf(page).locator('.cm-italic')).toHaveText(['Titanic', 'Nobody']);
    await page.keyboard.press('Control+Home');
    for (let letter = 0; letter < 'They saw Ti'.length; letter += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+b');
    await see(sheetOf(page).locator('.cm-bold')).toHaveText(['Titanic', '.']);
    const lettersIn = (laid: ReturnType<typeof storedTrack>) =>
      laid.transcript.turns.flatMap(({ words }) => words.flatMap(({ marks }) => marks?.letters ?? []));
    await expect.poll(() => lettersIn(storedTrack(studio.library, TITLES))).toHaveLength(3);
    await page.reload();
    await see(sheetOf(page).locator('.cm-italic')).toHaveText(['Titanic', 'Nobody']);
    await see(sheetOf(page).locator('.cm-bold')).toHaveText(['Titanic', '.']);

    const saved = await studio.saved(async () => {
      await page.keyboard.press('Control+e');
      await see(page.getByRole('dialog').locator('pre')).toContainText('<i>Nobody</i>');
      await see(page.getByRole('radio', { name: /^SubRip/ })).toBeFocused();
      await page.keyboard.press('Enter');
    });
    const written = READ.replace('<i>Titanic</i>.', '<b><i>Titanic</i>.</b>').replace('Nobody', '<i>Nobody</i>');
    expect(readFileSync(saved, 'utf8')).toBe(written);
  });
});
