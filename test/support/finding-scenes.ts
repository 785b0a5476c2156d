// Scenes of what the rules find: a cue in which one rule finds two faults.
import type { StudioHandlers } from '../../src-core/contract/studio-api.ts';
import { noTrack, type PackedPin } from '../../src-core/subtitles/packed-track.ts';
import { makeMemoryStudio } from '../fakes/memory-studio.ts';
import { openRecording } from './openings.ts';
import type { Scene } from './scene.ts';
import { see } from './test-browser.ts';

/** “… to | the | harbour …”: both breaks part what belongs together. */
const TORN: PackedPin = {
  ...{ id: 1, from: [0, 0], to: [0, 7], start: null, end: null, look: null, shown: true, waivers: [] },
  breaks: [
    [0, 5],
    [0, 6],
  ],
};
const studio = makeMemoryStudio({ scenario: 'full' }).handlers;
const torn: Partial<StudioHandlers> = {
  'library.open': async (args) => ({ ...(await studio['library.open'](args)), cues: { ...noTrack(), pins: [TORN] } }),
};

export const findingScenes: readonly Scene[] = [
  {
    name: 'subtitles-torn-twice',
    stage: { memory: { scenario: 'full', overrides: torn } },
    async set({ page }) {
      await openRecording(page, /^Lighthouse interview/);
      await see(page.getByRole('textbox', { name: 'Transcript' })).toBeVisible();
      await page.keyboard.press('Control+Shift+U');
      const found = page.getByRole('list', { name: 'Found in this cue' }).getByRole('listitem');
      await see(found.filter({ hasText: 'parts what belongs together' })).toHaveCount(2);
    },
  },
];
