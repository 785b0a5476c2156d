// `npm run screens`: photographs every scene in both themes into docs/screens/, small enough to keep. Names as arguments choose scenes.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setScene, type Scene } from './support/scene.ts';
import { scenes } from './support/scenes.ts';
import { Stages } from './support/stages.ts';
import { launchBrowser, NARROW_WINDOW, WINDOW } from './support/test-browser.ts';

const FOLDER = fileURLToPath(new URL('../docs/screens', import.meta.url));
const THEMES = ['light', 'dark'] as const;

const wanted = process.argv.slice(2);
const chosen = scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
mkdirSync(FOLDER, { recursive: true });
const browser = await launchBrowser();
const stages = new Stages(browser);
let missed = 0;
for (const scene of chosen) for (const theme of THEMES) if (!(await photograph(scene, theme))) missed += 1;
stages.close();
await browser.close();
console.log(`${chosen.length * THEMES.length - missed} pictures in docs/screens${missed === 0 ? '' : `, ${missed} missed`}`);
process.exit(missed === 0 ? 0 : 1);

async function photograph(scene: Scene, theme: 'light' | 'dark'): Promise<boolean> {
  const path = join(FOLDER, `${scene.name}-${theme}.png`);
  const { stage, strike } = await stages.open(scene.stage, { viewport: scene.narrow ? NARROW_WINDOW : WINDOW, colorScheme: theme, reducedMotion: 'reduce' });
  try {
    await setScene(scene, stage);
    const raw = `${path}.raw.png`;
    await stage.page.screenshot({ path: raw, caret: 'initial' });
    shrink(raw, path);
    console.log(`${scene.name}-${theme}.png  ${Math.round(statSync(path).size / 1000)} kB`);
    return true;
  } catch (thrown) {
    console.error(`${scene.name} (${theme}) could not be set: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return false;
  } finally {
    await strike();
  }
}

/** To a palette of 256 colours, which a screen of flat tones does not miss. */
function shrink(from: string, to: string): void {
  const filter = 'split[a][b];[a]palettegen=stats_mode=full:reserve_transparent=0[p];[b][p]paletteuse=dither=none';
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', from, '-vf', filter, '-compression_level', '100', to]);
  rmSync(from);
}
