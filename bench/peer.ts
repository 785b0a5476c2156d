// Ours beside another editor of transcripts: the same 40,000 words opened in both and typed into, in the same browser, one after the other.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { launchBrowser } from '../test/support/test-browser.ts';
import type { Bench, Figure, Ground } from './bench.ts';
import { editorLibrary, SHEETS } from './editor-library.ts';
import { fiveWordsResult } from './five-words.ts';
import { longTranscript, transcriptOf } from './long-words.ts';
import { caretInPeer, openInPeer, openPeerPage, PEER, peerBundle, peerTranscript } from './peer-editor.ts';
import { openStudioPage } from './studio-page.ts';
import { caretTo, PLACES, SHARES, typeKeys, type Place } from './typing.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const WORDS = 40_000;
const OPENINGS = 3;
const KEYS = 32;
/** Every place is typed at so often: the peer answers faster where nobody has been elsewhere yet. */
const ROUNDS = 2;

/** What one editor took: milliseconds of each opening and each key, and what is on its page. */
interface Taken {
  readonly openings: number[];
  readonly keys: Record<Place, number[]>;
  readonly nodes: number;
}

/** The peer plays no sound and draws no wave here; ours has both. */
export const peer: Bench = {
  name: 'peer',
  against: `${PEER}, without sound or wave, on the same words`,
  async measure(ground) {
    let bundle: string;
    try {
      bundle = await peerBundle(project);
    } catch (thrown) {
      ground.say(`${PEER} cannot be had here, so nothing is compared: ${thrown instanceof Error ? thrown.message.split('\n', 1)[0] : String(thrown)}`);
      return [];
    }
    const ours = await takenByOurs(ground);
    return figures(ours, await takenByPeer(ground, bundle));
  },
};

async function takenByOurs({ program, cache, scratch, say, runs }: Ground): Promise<Taken> {
  const studio = await openStudioPage(program, await editorLibrary(cache, join(scratch, 'peer'), say));
  try {
    const openings: number[] = [];
    for (let run = 0; run < (runs ?? OPENINGS); run += 1) {
      await studio.openRecording(SHEETS.tiny);
      openings.push((await studio.openRecording(SHEETS.long)).fromArrival);
    }
    await studio.page.waitForTimeout(1000); // the wave has been drawn
    const nodes = await elementsOf(studio.page);
    const keys = await typedAt(async (place) => {
      await caretTo(studio.page, place);
      await typeKeys(studio.page, 8); // warms the place up
      return typeKeys(studio.page, KEYS);
    });
    return { openings, keys, nodes };
  } finally {
    await studio.close();
  }
}

async function takenByPeer({ cache, runs }: Ground, bundle: string): Promise<Taken> {
  const [tiny, long] = [peerTranscript(transcriptOf(fiveWordsResult(cache))), peerTranscript(longTranscript(cache, WORDS))];
  const browser = await launchBrowser();
  try {
    const page = await openPeerPage(browser, bundle);
    const openings: number[] = [];
    for (let run = 0; run < (runs ?? OPENINGS); run += 1) {
      await openInPeer(page, tiny);
      openings.push(await openInPeer(page, long));
    }
    const nodes = await elementsOf(page);
    const keys = await typedAt(async (place) => {
      await caretInPeer(page, SHARES[place]);
      await typeKeys(page, 8);
      return typeKeys(page, KEYS);
    });
    return { openings, keys, nodes };
  } finally {
    await browser.close();
  }
}

const elementsOf = (page: Page): Promise<number> => page.evaluate(() => document.querySelectorAll('*').length);

async function typedAt(type: (place: Place) => Promise<number[]>): Promise<Record<Place, number[]>> {
  const keys: Record<Place, number[]> = { start: [], middle: [], end: [] };
  for (let round = 0; round < ROUNDS; round += 1) for (const place of PLACES) keys[place].push(...(await type(place)));
  return keys;
}

function figures(ours: Taken, theirs: Taken): Figure[] {
  const beside = (values: readonly number[]) => ({ name: PEER, values });
  return [
    { what: '40,000 words in hand to painted', unit: 'ms', ours: ours.openings, beside: beside(theirs.openings), target: { mostTimes: 1 } },
    ...PLACES.map((place): Figure => {
      const keys = { ours: ours.keys[place], beside: beside(theirs.keys[place]) };
      return { what: `… a key, ${place}`, unit: 'ms', ...keys, judged: 'p95', target: { mostTimes: 1 } };
    }),
    { what: '… elements on the page', unit: '', ours: [ours.nodes], beside: beside([theirs.nodes]) },
  ];
}
