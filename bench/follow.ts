// Playing a long recording: what the lit word, the following text and the moving wave cost for each frame.
import { join } from 'node:path';
import type { Bench, Figure } from './bench.ts';
import { editorLibrary, SHEETS } from './editor-library.ts';
import { openStudioPage, type StudioPage } from './studio-page.ts';
import { longestTask } from './task-trace.ts';

const SECONDS = 5;

interface Playing {
  /** Processor time of the page's main thread for each frame, milliseconds; one value a run. */
  readonly work: number[];
  /** Processor time of the longest task, milliseconds. */
  readonly longest: number;
  readonly words: number;
}

/** Follow-play. */
export const follow: Bench = {
  name: 'follow',
  against: 'the same page with five words, where nothing is lit after the sixth second',
  async measure({ cache, scratch, program, runs, say }) {
    const library = await editorLibrary(cache, join(scratch, 'follow'), say);
    const studio = await openStudioPage(program, library);
    try {
      const five = await play(studio, SHEETS.tiny, runs ?? 3);
      const long = await play(studio, SHEETS.long, runs ?? 3);
      const figures: Figure[] = [
        { what: '40,000 words played: work for a frame', unit: 'ms', ours: long.work, beside: { name: 'five words', values: five.work } },
        { what: '… of which the words cost', unit: 'ms', ours: long.work.map((work, run) => work - (five.work[run] ?? NaN)), target: { most: 2 } },
        { what: '… longest task', unit: 'ms', ours: [long.longest], target: { most: 50 } },
        { what: `… words lit in ${SECONDS} s`, unit: '', ours: [long.words] },
      ];
      return figures;
    } finally {
      await studio.close();
    }
  },
};

async function play(studio: StudioPage, name: string, runs: number): Promise<Playing> {
  const { page } = studio;
  await studio.openRecording(name);
  await page.waitForTimeout(1500);
  await page.getByRole('button', { name: 'Play' }).click();
  await page.waitForFunction(() => (document.querySelector('audio')?.currentTime ?? 0) > 6, null, { timeout: 60_000 });
  const work: number[] = [];
  let words = 0;
  for (let run = 0; run < runs; run += 1) {
    const before = await studio.mainThreadMillis();
    const seen = await watch(studio);
    work.push(((await studio.mainThreadMillis()) - before) / seen.frames);
    words = seen.words;
  }
  const longest = await longestTask(page, () => watch(studio));
  await page.getByRole('button', { name: 'Pause' }).click();
  return { work, longest, words };
}

/** Counts frames, and words as they are lit, for some seconds. */
function watch({ page }: StudioPage): Promise<{ frames: number; words: number }> {
  return page.evaluate(async (millis) => {
    let frames = 0;
    let words = 0;
    let lit = '';
    const until = performance.now() + millis;
    while (performance.now() < until) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      frames += 1;
      const now = document.querySelector('.cm-spoken')?.textContent ?? '';
      if (now !== '' && now !== lit) words += 1;
      lit = now;
    }
    return { frames, words };
  }, SECONDS * 1000);
}
