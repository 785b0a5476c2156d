// Jobs under way: cancelled in the middle of an upload, and carried through a studio that ends at every step.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, see } from '../support/test-browser.ts';
import { startLoopbackStudio } from './loopback-studio.ts';
import { BUCKET, chooseBucket, sendRecording } from './steps-transcribe.ts';
import { sheetOf } from './transcript-sheet.ts';
import { SAMPLE, takeTrip } from './trip.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const card = (page: Page) => page.getByRole('article', { name: 'Transcription job' });

describe('an upload of several parts', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings), { buckets: [BUCKET] });

  it('shows its bytes, and leaves nothing behind when it is cancelled', async () => {
    const { studio, cloud, folder } = trip;
    const { page } = studio;
    const tone = join(folder, 'tone.wav');
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=frequency=330:duration=110', '-ac', '2', '-ar', '48000', tone]);
    await chooseBucket(studio, BUCKET);
    cloud.faults.add({ operation: 'UploadPart', nth: 3, times: Infinity, do: 'silence' });
    await studio.drop([tone]);
    await sendRecording(page);
    await see(card(page)).toContainText(/Uploading: 12\.7 of 21\.1 MB|Uploading: 16\.8 of 21\.1 MB/);
    await see(card(page).getByRole('progressbar')).toHaveAttribute('aria-valuetext', /Uploading/);
    expect(cloud.uploads()).toHaveLength(1);
    await card(page).getByRole('button', { name: 'Cancel' }).click();
    await see(card(page)).toContainText('Cancelled');
    await expect.poll(() => cloud.uploads()).toEqual([]);
    expect(cloud.buckets()[0]?.objects).toEqual({});
    expect(await cloud.jobs()).toEqual([]);
    await see(card(page).getByRole('button', { name: 'Try again' })).toBeEnabled();
  });
});

describe('a job', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings), { buckets: [BUCKET] });

  it('goes on after the studio has ended in the middle of every step', async () => {
    const { studio, cloud } = trip;
    const steps = [
      { operation: 'PutObject', do: 'silence', how: 'quit' },
      { operation: 'StartTranscriptionJob', do: 'lose-reply', how: 'kill' },
      { operation: 'ListTranscriptionJobs', do: 'silence', how: 'quit' },
      { operation: 'GetObject', do: 'silence', how: 'kill' },
    ] as const;
    for (const step of steps) cloud.faults.add({ operation: step.operation, do: step.do });
    await chooseBucket(studio, BUCKET);
    await studio.drop([SAMPLE]);
    await sendRecording(studio.page);
    for (const { operation, how } of steps) {
      await expect.poll(() => cloud.log.all(operation).filter(({ fault }) => fault !== null)).toHaveLength(1);
      await studio.restart(how);
    }
    await studio.page.getByRole('button', { name: /^interview/ }).click();
    await see(sheetOf(studio.page)).toContainText('Good morning', { timeout: 30_000 });
    expect(await cloud.jobs()).toHaveLength(1);
    expect(Object.keys(cloud.buckets()[0]?.objects ?? {}).filter((key) => key.endsWith('.ogg'))).toHaveLength(1);
  });
});
