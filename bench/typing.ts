// Typing into long transcripts: from a key's going down to the paint that shows it, at the start, in the middle and at the end.
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Bench, Figure, Ground } from './bench.ts';
import { editorLibrary, SHEETS } from './editor-library.ts';
import { openStudioPage, type StudioPage } from './studio-page.ts';
import { longestTask } from './task-trace.ts';

const KEYS = 64;
/** Sixteen keys a second and what the machine needs for them: faster than anybody types for long. */
const PAUSE_MILLIS = 60;
const TYPED = 'and then she said that nobody had ever asked her about it, so. ';
/** Where in the text is typed, and how far down that is, 0 to 1. */
export const PLACES = ['start', 'middle', 'end'] as const;
export type Place = (typeof PLACES)[number];
export const SHARES: Readonly<Record<Place, number>> = { start: 0, middle: 0.5, end: 1 };

interface Typing {
  readonly latencies: number[];
  /** Processor time of the page's main thread for each key, milliseconds. */
  readonly work: number;
  /** Processor time of the longest task, milliseconds. */
  readonly longest: number;
}

/** Keystrokes. */
export const typing: Bench = {
  name: 'typing',
  against: 'the same editor, wave and all, with five words',
  async measure(ground) {
    const library = await editorLibrary(ground.cache, join(ground.scratch, 'typing'), ground.say);
    const studio = await openStudioPage(ground.program, library);
    try {
      return await measured(studio, ground);
    } finally {
      await studio.close();
    }
  },
};

async function measured(studio: StudioPage, { runs }: Ground): Promise<Figure[]> {
  const keys = runs ?? KEYS;
  const bare = await typeBare(studio.page, keys);
  const typed = await typeInto(studio, SHEETS.tiny, keys);
  const empty = { latencies: PLACES.flatMap((place) => typed[place].latencies), work: PLACES.map((place) => typed[place].work) };
  const figures: Figure[] = [{ what: 'a key in five words', unit: 'ms', ours: empty.latencies, beside: { name: 'textarea', values: bare } }];
  for (const name of [SHEETS.long, SHEETS.longest]) figures.push(...keysIn(name, await typeInto(studio, name, keys), empty));
  return figures;
}

function keysIn(name: string, typed: Record<Place, Typing>, empty: { latencies: number[]; work: number[] }): Figure[] {
  const work = PLACES.map((place) => typed[place].work);
  return [
    ...PLACES.map((place) => keyFigure(`a key in ${name}, ${place}`, typed[place].latencies, empty.latencies)),
    { what: `${name}: main thread’s work for a key`, unit: 'ms', ours: work, beside: { name: 'five words', values: empty.work }, target: { mostTimes: 1.3 } },
    { what: `${name}: longest task while typing`, unit: 'ms', ours: PLACES.map((place) => typed[place].longest), target: { most: 50 } },
  ];
}

function keyFigure(what: string, ours: number[], empty: number[]): Figure {
  return { what, unit: 'ms', ours, beside: { name: 'five words', values: empty }, judged: 'p95', target: { most: 33, mostTimes: 1.3 } };
}

async function typeInto(studio: StudioPage, name: string, keys: number): Promise<Record<Place, Typing>> {
  const { page } = studio;
  await studio.openRecording(name);
  await page.waitForTimeout(1000); // the wave has been drawn
  const typed: Partial<Record<Place, Typing>> = {};
  for (const place of PLACES) {
    await caretTo(page, place);
    await typeKeys(page, 8); // warms the place up
    const before = await studio.mainThreadMillis();
    const latencies = await typeKeys(page, keys);
    const work = ((await studio.mainThreadMillis()) - before) / keys;
    // By itself: tracing slows the keys it looks at.
    const longest = await longestTask(page, () => typeKeys(page, Math.min(keys, 24)));
    typed[place] = { latencies, work, longest };
  }
  return typed as Record<Place, Typing>; // every place was visited
}

/** Puts the caret at the end of a line there, as a hand does: scroll, then click. */
export async function caretTo(page: Page, place: Place): Promise<void> {
  await page.locator('.cm-scroller').evaluate((scroller, to) => (scroller.scrollTop = to * (scroller.scrollHeight - scroller.clientHeight)), SHARES[place]);
  await page.waitForTimeout(200);
  const box = await page.locator('.cm-scroller').boundingBox();
  if (!box) throw new Error('the sheet is not on the page');
  await page.mouse.click(box.x + box.width / 2, place === 'end' ? box.y + box.height * 0.5 : box.y + 60);
  await page.keyboard.press('End');
}

/** Milliseconds from each key to its paint. */
export async function typeKeys(page: Page, keys: number): Promise<number[]> {
  await page.evaluate(() => (window.galleyProbe.keys.length = 0));
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press(TYPED[key % TYPED.length] === ' ' ? 'Space' : (TYPED[key % TYPED.length] ?? 'x'));
    await page.waitForTimeout(PAUSE_MILLIS);
  }
  await page.waitForFunction((count) => window.galleyProbe.keys.length >= count, keys);
  return page.evaluate(() => [...window.galleyProbe.keys]);
}

/** The least a page of this browser needs: a text field and nothing else. */
async function typeBare(page: Page, keys: number): Promise<number[]> {
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    field.id = 'bare';
    field.style.cssText = 'position:fixed;inset:0;z-index:999';
    document.body.append(field);
    field.focus();
  });
  await typeKeys(page, 8);
  const latencies = await typeKeys(page, keys);
  await page.evaluate(() => document.querySelector('#bare')?.remove());
  return latencies;
}
