// Opening a long transcript: from a click in the list, and from the arrival of its words, to a text that can be typed into.
import { join } from 'node:path';
import type { Bench, Figure, Ground } from './bench.ts';
import { editorLibrary, SHEETS } from './editor-library.ts';
import { residentMegabytes } from './process-memory.ts';
import { openStudioPage, type StudioPage } from './studio-page.ts';

const SETTLE_MILLIS = 1500;

/** Opening, and what is in memory afterwards. */
export const open: Bench = {
  name: 'open',
  against: 'a transcript of five words in the same page',
  async measure(ground) {
    const library = await editorLibrary(ground.cache, join(ground.scratch, 'open'), ground.say);
    const studio = await openStudioPage(ground.program, library);
    try {
      return await measured(studio, ground);
    } finally {
      await studio.close();
    }
  },
};

async function measured(studio: StudioPage, { runs }: Ground): Promise<Figure[]> {
  const first = await studio.openRecording(SHEETS.long);
  const memory = await memoryOf(studio);
  const opened = { tiny: [] as Opening[], long: [] as Opening[], longest: [] as Opening[] };
  for (let run = 0; run < (runs ?? 7); run += 1) {
    for (const sheet of ['tiny', 'long', 'longest'] as const) opened[sheet].push(await studio.openRecording(SHEETS[sheet]));
  }
  const beside = (of: keyof Opening) => ({ name: 'five words', values: opened.tiny.map((one) => one[of]) });
  const arrival = { unit: 'ms', beside: beside('fromArrival') } as const;
  const click = { unit: 'ms', beside: beside('fromClick') } as const;
  return [
    { what: '40,000 words: arrival to editable', ours: opened.long.map((one) => one.fromArrival), ...arrival, target: { most: 250 } },
    { what: '40,000 words: click to editable', ours: opened.long.map((one) => one.fromClick), ...click },
    { what: '40,000 words: click to editable, first time in a page', ours: [first.fromClick], unit: 'ms' },
    { what: '100,000 words: arrival to editable', ours: opened.longest.map((one) => one.fromArrival), ...arrival },
    { what: '100,000 words: click to editable', ours: opened.longest.map((one) => one.fromClick), ...click },
    ...memory,
  ];
}

type Opening = Awaited<ReturnType<StudioPage['openRecording']>>;

async function memoryOf(studio: StudioPage): Promise<Figure[]> {
  await studio.page.waitForTimeout(SETTLE_MILLIS);
  return [
    { what: '40,000 words and 4 h of wave: DOM nodes', ours: [await studio.nodeCount()], unit: '', target: { most: 2000 } },
    { what: '… JavaScript heap', ours: [await studio.heapMegabytes()], unit: 'MB' },
    { what: '… the page, resident', ours: [await studio.rendererMegabytes()], unit: 'MB', target: { most: 300 } },
    { what: '… the studio’s main process, resident', ours: [residentMegabytes(studio.studioPid)], unit: 'MB' },
  ];
}
