// The subtitle view of long transcripts: from the command to the list, walking and scrolling it, and typing in a cue with findings kept live.
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Bench, Figure } from './bench.ts';
import { editorLibrary, SHEETS } from './editor-library.ts';
import { openStudioPage, type StudioPage } from './studio-page.ts';
import { longestTask } from './task-trace.ts';
import { typeKeys } from './typing.ts';

const KEYS = 48;
const STEPS = 40;
const KEY = { what: '… a key in a cue', unit: 'ms', judged: 'p95' } as const;

/** The list of cues. */
export const cueList: Bench = {
  name: 'cue-list',
  against: 'the same view over five words',
  async measure({ cache, scratch, program, runs, say }) {
    const library = await editorLibrary(cache, join(scratch, 'cue-list'), say);
    const studio = await openStudioPage(program, library);
    try {
      const five = await inList(studio, SHEETS.tiny, runs ?? KEYS);
      const figures: Figure[] = [];
      let shorter: number[] | null = null;
      for (const name of [SHEETS.long, SHEETS.longest]) {
        const seen = await inList(studio, name, runs ?? KEYS);
        const key: Figure = shorter
          ? { ...KEY, ours: seen.keys, beside: { name: SHEETS.long, values: shorter }, target: { mostTimes: 1.5 } }
          : { ...KEY, ours: seen.keys, beside: { name: 'five words', values: five.keys }, target: { most: 33 } };
        shorter = seen.keys;
        figures.push(
          {
            what: `${name}: ${seen.cues} cues on screen after the command`,
            unit: 'ms',
            ours: [seen.shown],
            beside: { name: 'five words', values: [five.shown] },
          },
          { what: '… longest task while scrolling', unit: 'ms', ours: [seen.scrolling], target: { most: 50 } },
          { what: '… longest task while walking down', unit: 'ms', ours: [seen.walking], target: { most: 50 } },
          key,
          { what: '… elements on the page', unit: '', ours: [seen.elements], target: { most: 2000 } },
        );
      }
      return figures;
    } finally {
      await studio.close();
    }
  },
};

interface Seen {
  readonly cues: number;
  readonly shown: number;
  readonly scrolling: number;
  readonly walking: number;
  readonly keys: number[];
  readonly elements: number;
}

async function inList(studio: StudioPage, name: string, keys: number): Promise<Seen> {
  const { page } = studio;
  await studio.openRecording(name);
  await page.waitForTimeout(1500); // the wave has been drawn
  const shown = await timeToList(page);
  await page.waitForTimeout(500);
  const cues = Number((await page.locator('.bar .count').first().innerText()).replace(/\D/g, ''));
  const scrolling = await longestTask(page, () => scrollThrough(page));
  const walking = await longestTask(page, () => walkDown(page));
  const elements = await page.evaluate(() => document.querySelectorAll('*').length);
  await page.keyboard.press('Enter');
  await typeKeys(page, 8); // warms the place up
  const latencies = await typeKeys(page, keys);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+U');
  return { cues, shown, scrolling, walking, keys: latencies, elements };
}

/** Milliseconds from the command's key to the paint of the first row. */
async function timeToList(page: Page): Promise<number> {
  const began = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        addEventListener(
          'keydown',
          ({ timeStamp }) => {
            const look = (now: number): void => {
              if (document.querySelector('[data-index="0"] .lines')) requestAnimationFrame((painted) => resolve(Math.max(painted, now) - timeStamp));
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          },
          { once: true, capture: true },
        );
      }),
  );
  await page.waitForTimeout(50);
  await page.keyboard.press('Control+Shift+U');
  return began;
}

/** From top to bottom in some forty jumps, a frame or two each. */
async function scrollThrough(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Cues' }).evaluate(async (list, steps) => {
    for (let step = 0; step <= steps; step += 1) {
      list.scrollTop = (step / steps) * (list.scrollHeight - list.clientHeight);
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
    }
    list.scrollTop = 0;
  }, STEPS);
}

async function walkDown(page: Page): Promise<void> {
  for (let step = 0; step < STEPS; step += 1) await page.keyboard.press('ArrowDown');
}
