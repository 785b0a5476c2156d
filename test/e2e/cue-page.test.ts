// Cues beside picture and sound, in a real browser: what is dragged is asked for, what is shown is what will be exported, and the sound's pitches are seen.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import { buildCuePage, removeCuePage, serveCuePage, type ServedCuePage } from '../support/cue-page.ts';
import { filmScene, type PreparedScene } from '../support/cue-scenes.ts';
import { launchBrowser, openPage, see } from '../support/test-browser.ts';

let folder = '';
let built = '';
let browser: Browser;
let film: PreparedScene;
let served: ServedCuePage;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'galley-cue-film-'));
  [built, browser, film] = await Promise.all([buildCuePage(), launchBrowser(), filmScene(folder)]);
  served = await serveCuePage(built, film.scene, film.peaks, film.media);
});

afterAll(async () => {
  await browser.close();
  served.end();
  removeCuePage(built);
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  ({ page, complaints } = await openPage(browser));
  await page.goto(served.url);
  await page.waitForFunction(() => (window as Partial<Window>).cuePage?.ready === true && (document.querySelector('video')?.readyState ?? 0) >= 1);
});

afterEach(async () => {
  expect(complaints).toEqual([]);
  await page.context().close();
});

const PIXELS_A_SECOND = 120;

/** The place of a time of cue `index` on the page, in the row of cues or on the wave above. */
async function placeOf(time: number, where: 'row' | 'wave'): Promise<{ x: number; y: number }> {
  const stage = await page.getByRole('slider', { name: 'Position in the recording' }).boundingBox();
  if (!stage) throw new Error('there is no wave');
  return { x: stage.x + (time / 1000) * PIXELS_A_SECOND, y: stage.y + stage.height - (where === 'row' ? 54 : 140) };
}

async function drag(from: { x: number; y: number }, by: number, key?: 'Shift' | 'Control'): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  if (key) await page.keyboard.down(key);
  await page.mouse.move(from.x + by / 2, from.y);
  await page.mouse.move(from.x + by, from.y);
  await page.mouse.up();
  if (key) await page.keyboard.up(key);
}

const asked = (): Promise<unknown[]> => page.evaluate(() => [...window.cuePage.asked]);
const cueAt = (index: number): Cue => {
  const cue = film.scene.cues[index];
  if (!cue) throw new Error(`the scene has no cue ${index}`);
  return cue;
};

describe('cues on the wave', () => {
  it('are chosen by a press, and heard with Alt', async () => {
    const middle = await placeOf((cueAt(0).start + cueAt(0).end) / 2, 'row');
    await page.mouse.click(middle.x, middle.y);
    await page.keyboard.down('Alt');
    await page.mouse.click(middle.x, middle.y);
    await page.keyboard.up('Alt');
    expect(await asked()).toEqual([
      ['choose', 0, false],
      ['choose', 0, true],
    ]);
  });

  it('ask for the time an edge is dragged to: on a frame, but with Shift wherever it is let go', async () => {
    const { end } = cueAt(0);
    await drag({ ...(await placeOf(end, 'row')), x: (await placeOf(end, 'row')).x - 3 }, -60);
    const [[, , onFrame]] = (await asked()) as [[string, number, { end: number }]];
    expect(onFrame.end % 40).toBe(0);
    expect(Math.abs(onFrame.end - (end - 500))).toBeLessThanOrEqual(110);
    await drag({ ...(await placeOf(onFrame.end, 'row')), x: (await placeOf(onFrame.end, 'row')).x - 3 }, -37, 'Shift');
    const [, [, , free]] = (await asked()) as [unknown, [string, number, { end: number }]];
    expect(Math.abs(free.end - (onFrame.end - (37 / PIXELS_A_SECOND) * 1000))).toBeLessThanOrEqual(9);
  });

  it('give the chosen cue’s edges to the pointer anywhere on the wave, and take a neighbour along with Ctrl', async () => {
    await page.evaluate(() => {
      window.cuePage.chosen = 1;
    });
    await drag(await placeOf(cueAt(1).start, 'wave'), 40, 'Control');
    const [set] = (await asked()) as [[string, number, { start: number }, string]];
    expect([set[0], set[1], set[3]]).toEqual(['set', 1, 'ripple']);
    expect(set[2].start).toBeGreaterThan(cueAt(1).start + 200);
  });

  it('move as a whole, and back where they were on Escape', async () => {
    const { start, end } = cueAt(0);
    const middle = await placeOf((start + end) / 2, 'row');
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x - 30, middle.y);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await asked()).toEqual([]);
    await drag(middle, -30);
    const [[, index, times]] = (await asked()) as [[string, number, { start: number; end: number }]];
    expect(index).toBe(0);
    expect(Math.abs(times.end - times.start - (end - start))).toBeLessThanOrEqual(40);
  });

  it('share the wave with shot changes, which are moved by their notch', async () => {
    const [shot = 0] = film.scene.shots;
    const stage = await page.getByRole('slider', { name: 'Position in the recording' }).boundingBox();
    await drag({ x: (await placeOf(shot, 'wave')).x, y: (stage?.y ?? 0) + 25 }, 60);
    const [[what, from, to]] = (await asked()) as [[string, number, number]];
    expect([what, from, to % 40]).toEqual(['shot', shot, 0]);
    expect(Math.abs(to - (shot + 500))).toBeLessThanOrEqual(20);
  });

  it('are moved by keys where the wave has the focus', async () => {
    await page.evaluate(() => {
      window.cuePage.chosen = 0;
    });
    await page.getByRole('slider', { name: 'Position in the recording' }).focus();
    await page.keyboard.press('>');
    await page.keyboard.press('Shift+O');
    const moved = (await asked()) as [string, number, object, string][];
    expect(moved.map(([what, index, times, neighbours]) => [what, index, Object.keys(times).sort(), neighbours])).toEqual([
      ['set', 0, ['end', 'start'], 'stay'],
      ['set', 0, ['end'], 'ripple'],
    ]);
  });
});

describe('zooming', () => {
  it('keeps the wave under its cues: what is drawn anew lies where it was stretched to', async () => {
    const stage = page.getByRole('slider', { name: 'Position in the recording' });
    await stage.hover();
    for (const by of [-120, -60, 200, -90]) {
      await page.keyboard.down('Control');
      await page.mouse.wheel(0, by);
      await page.keyboard.up('Control');
    }
    await see(page.locator('#wave .wave')).not.toHaveAttribute('style', /transform: /);
    const press = { x: 400, y: (await placeOf(0, 'wave')).y };
    await page.mouse.click(press.x, press.y);
    // Where the picture of the peaks has what was pressed, by its own scrolling.
    const [drawn, duration] = await page.evaluate((x) => {
      const scroll = document.querySelector('#wave .wave > div')?.shadowRoot?.querySelector('[part=scroll]');
      return [((scroll?.scrollLeft ?? NaN) + x) / (scroll?.scrollWidth ?? NaN), window.cuePage.duration];
    }, press.x);
    const sought = await page.evaluate(() => window.cuePage.time);
    expect(Math.abs((drawn ?? NaN) * (duration ?? NaN) - sought)).toBeLessThanOrEqual(25);
  });
});

describe('the picture', () => {
  const texts = () => page.locator('.texts p');

  it('shows the cue on screen as it is exported, each at its place', async () => {
    for (const [index, place] of [
      [0, /\bbottom centre\b/],
      [3, /\btop centre\b/],
      [5, /\bbottom left\b/],
    ] as const) {
      await page.evaluate((time) => window.cuePage.seek(time), cueAt(index).start + 100);
      await see(texts()).toHaveAttribute('data-cue', String(index));
      await see(page.locator('.place')).toHaveClass(place);
    }
    await page.evaluate((time) => window.cuePage.seek(time), cueAt(0).start - 100);
    await see(texts()).toHaveCount(0);
  });

  it('breaks lines where they are broken, inside the safe area', async () => {
    const index = film.scene.cues.findIndex(({ breaks }) => breaks.length > 0);
    await page.evaluate(
      ([time]) => {
        window.cuePage.safeArea = true;
        window.cuePage.seek(time ?? 0);
      },
      [cueAt(index).start + 100],
    );
    await see(texts().locator('span')).toHaveCount(2);
    const safe = await page.locator('.safe.title').boundingBox();
    const text = await texts().boundingBox();
    if (!safe || !text) throw new Error('nothing is shown');
    expect(text.x).toBeGreaterThanOrEqual(safe.x);
    expect(text.x + text.width).toBeLessThanOrEqual(safe.x + safe.width);
    expect(text.y + text.height).toBeLessThanOrEqual(safe.y + safe.height + 1);
  });

  it('leaves the page alone from frame to frame while the same cue is shown', async () => {
    await page.evaluate((time) => window.cuePage.seek(time), cueAt(0).start + 50);
    await see(texts()).toHaveAttribute('data-cue', '0');
    const touched = await page.evaluate(
      async (times) => {
        let count = 0;
        const observer = new MutationObserver((changes) => (count += changes.length));
        const picture = document.querySelector('#picture');
        if (picture) observer.observe(picture, { subtree: true, childList: true, attributes: true, characterData: true });
        for (const time of times) {
          window.cuePage.seek(time);
          await new Promise(requestAnimationFrame);
        }
        observer.disconnect();
        return count;
      },
      [100, 150, 200, 250].map((later) => cueAt(0).start + later),
    );
    expect(touched).toBe(0);
  });
});

describe('the figures', () => {
  it('count in timecode from the first frame’s, or in milliseconds', async () => {
    await page.evaluate(() => window.cuePage.seek(9000));
    await see(page.getByText('10:00:09:00')).toBeVisible();
    await page.getByRole('button', { name: /count in milliseconds/ }).click();
    await see(page.getByText('00:00:09.000')).toBeVisible();
  });
});

describe('the spectrogram', () => {
  /** How many different colours lie on the canvas in a strip beneath the wave. */
  const colours = (): Promise<number> =>
    page.evaluate(() => {
      const canvas = document.querySelector('canvas');
      const pixels = canvas?.getContext('2d')?.getImageData(0, Math.round(canvas.height * 0.45), canvas.width, 20).data ?? new Uint8ClampedArray();
      return new Set(new Uint32Array(pixels.buffer)).size;
    });

  it('is read from the sound of what is in view, and goes again', async () => {
    const before = await colours();
    await page.evaluate(() => {
      window.cuePage.spectrogram = true;
    });
    await expect.poll(colours).toBeGreaterThan(before + 200);
    await page.evaluate(() => {
      window.cuePage.spectrogram = false;
    });
    await expect.poll(colours).toBeLessThan(before + 200);
  });
});
