// Scenes of one recording and its sound: played, filmed, not yet transcribed, failed, its file missing.
import { button, hearUntil, openFilm, openRecording, openSample, transcript } from './openings.ts';
import { ERRORS, FULL, type Scene } from './scene.ts';
import { see } from './test-browser.ts';

export const recordingScenes: readonly Scene[] = [
  {
    name: 'studio',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      await hearUntil(stage.page, 23_750);
    },
  },
  {
    name: 'recording-film',
    stage: 'real',
    async set(stage) {
      await openFilm(stage);
      await hearUntil(stage.page, 12_800);
    },
  },
  {
    name: 'recording-before',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Kitchen podcast/);
      await see(page.getByText('There is no text yet')).toBeVisible();
    },
  },
  {
    name: 'recording-uploading',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Harbour board/);
      await see(page.getByRole('article', { name: 'Transcription job' })).toContainText('Uploading');
    },
  },
  {
    name: 'recording-failed',
    stage: FULL,
    async set({ page }) {
      await openRecording(page, /^Phone call/);
      await see(page.getByText(/Amazon Transcribe says/)).toBeVisible();
    },
  },
  {
    name: 'recording-media-missing',
    stage: ERRORS,
    async set({ page }) {
      await openRecording(page, /^Oral history/);
      await see(button(page, /Find the file/)).toBeVisible();
      await see(transcript(page)).toBeVisible();
    },
  },
  {
    name: 'loop',
    stage: 'real',
    async set(stage) {
      await openSample(stage);
      const { page } = stage;
      await transcript(page)
        .getByText('Good morning')
        .first()
        .click({ position: { x: 10, y: 10 } });
      await page.keyboard.press('Control+Home');
      for (let letter = 0; letter < 23; letter += 1) await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('Alt+l');
      await see(page.getByText(/^Looping/).first()).toBeVisible();
    },
  },
  {
    name: 'narrow-studio',
    stage: 'real',
    narrow: true,
    async set(stage) {
      await button(stage.page, 'Show the library').click();
      await openSample(stage);
      await hearUntil(stage.page, 23_750);
    },
  },
];
