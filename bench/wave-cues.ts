// Thousands of cues on the wave: what a frame costs while it is scrolled and zoomed, against the same wave without a cue.
import type { CDPSession, Page } from 'playwright';
import { buildCuePage, removeCuePage, serveCuePage } from '../test/support/cue-page.ts';
import { longScene, type PreparedScene } from '../test/support/cue-scenes.ts';
import { launchBrowser, openPage } from '../test/support/test-browser.ts';
import type { Bench, Figure } from './bench.ts';

/** Words that make some 4,000 cues. */
const WORDS = 66_000;
const FRAMES = 180;

/** Ways of moving, each a step a frame. */
const MOVES = ['scroll', 'zoom', 'all in view'] as const;
type Move = (typeof MOVES)[number];

interface Moved {
  /** From frame to frame, milliseconds; one value a frame. */
  readonly frames: number[];
  /** Processor time of the page's main thread for each frame, milliseconds; one value a run. */
  readonly work: number[];
}

/** Cues on the wave. */
export const waveCues: Bench = {
  name: 'wave-cues',
  against: 'the same wave without cues',
  async measure({ runs, say }) {
    const scene = longScene(WORDS);
    say(`${scene.scene.cues.length} cues over ${Math.round(scene.scene.duration / 60_000)} minutes`);
    const built = await buildCuePage();
    try {
      const ours = await movesOf(built, scene, runs ?? 3);
      const bare = await movesOf(built, { ...scene, scene: { ...scene.scene, cues: [], findings: [], leftOut: [], shots: [] } }, runs ?? 3);
      return MOVES.flatMap((move): Figure[] => [
        {
          what: `${scene.scene.cues.length.toLocaleString('en-GB')} cues, ${move}: frame to frame`,
          unit: 'ms',
          ours: ours[move].frames,
          beside: { name: 'no cues', values: bare[move].frames },
          judged: 'p95',
          target: { most: 17.5 },
        },
        { what: '… work for a frame', unit: 'ms', ours: ours[move].work, beside: { name: 'no cues', values: bare[move].work }, target: { most: 8 } },
      ]);
    } finally {
      removeCuePage(built);
    }
  },
};

async function movesOf(built: string, { scene, peaks, media }: PreparedScene, runs: number): Promise<Record<Move, Moved>> {
  const browser = await launchBrowser();
  const served = await serveCuePage(built, scene, peaks, media);
  try {
    const { page } = await openPage(browser);
    await page.goto(served.url);
    await page.waitForFunction(() => (window as Partial<Window>).cuePage?.ready === true);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const moved: Partial<Record<Move, Moved>> = {};
    for (const move of MOVES) {
      const [frames, work]: [number[], number[]] = [[], []];
      await run(page, move);
      for (let count = 0; count < runs; count += 1) {
        const before = await mainThreadMillis(session);
        frames.push(...(await run(page, move)));
        work.push(((await mainThreadMillis(session)) - before) / FRAMES);
      }
      moved[move] = { frames, work };
    }
    return moved as Record<Move, Moved>; // every move was made
  } finally {
    served.end();
    await browser.close();
  }
}

/** Moves the wave a step every frame; answers how long each frame took. */
function run(page: Page, move: Move): Promise<number[]> {
  return page.evaluate(
    async ({ move: how, count }) => {
      const stage = document.querySelector<HTMLElement>('[role=slider]');
      if (!stage) throw new Error('there is no wave');
      const middle = stage.getBoundingClientRect();
      const turn = (deltaX: number, deltaY: number, ctrlKey: boolean): void =>
        void stage.dispatchEvent(
          new WheelEvent('wheel', { deltaX, deltaY, ctrlKey, clientX: middle.left + middle.width / 2, bubbles: true, cancelable: true }),
        );
      if (how === 'all in view') window.cuePage.zoomToAll();
      for (let step = 0; step < 3; step += 1) await new Promise(requestAnimationFrame);
      const frames: number[] = [];
      let last = performance.now();
      for (let frame = 0; frame < count; frame += 1) {
        if (how === 'scroll') turn(frame < count / 2 ? 24 : -24, 0, false);
        else if (how === 'zoom') turn(0, frame < count / 2 ? 6 : -6, true);
        else turn(frame % 2 === 0 ? 1 : -1, 0, false);
        const now = await new Promise<number>(requestAnimationFrame);
        frames.push(now - last);
        last = now;
      }
      return frames.slice(1);
    },
    { move, count: FRAMES },
  );
}

async function mainThreadMillis(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
}
