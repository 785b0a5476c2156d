// Every screen and state, in both themes, before axe: WCAG 2.2 A and AA and its best practices. No violation is excused.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { setScene, type Scene } from '../support/scene.ts';
import { scenes } from '../support/scenes.ts';
import { Stages } from '../support/stages.ts';
import { launchBrowser, NARROW_WINDOW, WINDOW } from '../support/test-browser.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const THEMES = ['light', 'dark'] as const;

/** What axe cannot decide and leaves to a person: by rule, the elements a person has looked at and why they are right. Anything else left open fails. */
const LOOKED_AT: Readonly<Record<string, RegExp>> = {
  // Text at the edge of what scrolls, or beside a mark drawn by CSS: axe cannot tell its ground. All colours are tokens, judged pair by pair in tokens.test.ts.
  'color-contrast': /./,
  // The text is scrolled by the caret of the field inside, which Tab reaches.
  'scrollable-region-focusable': /class="cm-scroller"/,
  // The picture of the recording that is being transcribed: its words stand beside it, lit as they are spoken.
  'video-caption': /<video class="film/,
};

let browser: Browser;
let stages: Stages;
beforeAll(async () => {
  browser = await launchBrowser();
  stages = new Stages(browser);
});
afterAll(async () => {
  stages.close();
  await browser.close();
});

/** What axe finds wrong, short enough to read in a report. */
async function findings(scene: Scene): Promise<string[]> {
  const { stage, strike } = await stages.open(scene.stage, { viewport: scene.narrow ? NARROW_WINDOW : WINDOW, reducedMotion: 'reduce' });
  try {
    await setScene(scene, stage);
    const found: string[] = [];
    for (const colorScheme of THEMES) {
      await stage.page.emulateMedia({ colorScheme });
      // one frame only: no second page is needed to gather what frames found
      // Every rule is run; only of those that found nothing is the list of what they passed left out, which takes longer to write than to find.
      const axe = new AxeBuilder({ page: stage.page }).setLegacyMode().options({ resultTypes: ['violations', 'incomplete'] });
      const { violations, incomplete } = await axe.withTags(TAGS).analyze();
      const open = incomplete.map((rule) => ({ ...rule, nodes: rule.nodes.filter(({ html }) => LOOKED_AT[rule.id]?.test(html) !== true) }));
      for (const { id, help, nodes } of [...violations, ...open])
        for (const node of nodes)
          found.push(`${colorScheme}: ${id}: ${help}: ${node.html.slice(0, 200)} ${node.failureSummary?.split('\n').at(1)?.trim() ?? ''}`);
    }
    return found;
  } finally {
    await strike();
  }
}

describe('axe finds nothing wrong with', () => {
  // side by side: most of a scene's time is waiting for its page
  it.concurrent.for(scenes)('$name', async (scene, { expect }) => {
    expect(await findings(scene)).toEqual([]);
  });
});
