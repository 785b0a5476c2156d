// The journey's beginning: the way to AWS, a recording in the library, a transcription job watched to its end.
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { see } from '../support/test-browser.ts';
import type { StudioUnderTest } from './studio-under-test.ts';
import { SAMPLE, type Trip } from './trip.ts';

/** The bucket the journey makes. */
export const BUCKET = 'galley-journey';

export async function setUpAws({ studio, cloud }: Trip): Promise<void> {
  const { page } = studio;
  await page.getByRole('button', { name: 'AWS is set up' }).click();
  await see(page.getByRole('heading', { name: 'Amazon Web Services' })).toBeFocused();
  await see(page.getByText(cloud.url).first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Bucket', exact: true }).fill(BUCKET);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await see(page.getByText('AWS answers, but the bucket is not usable yet')).toBeVisible();
  await page.getByRole('button', { name: 'Make this bucket, private and encrypted' }).click();
  await see(page.getByText('AWS answers', { exact: true })).toBeVisible();
  const facts = await factsOf(page);
  expect(facts).toMatchObject({ Account: cloud.account, Region: cloud.region });
  expect(facts['User']).not.toBe('');
  expect(facts['Bucket']).toContain(BUCKET);
  expect(cloud.buckets().map(({ name }) => name)).toEqual([BUCKET]);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
}

/** Names a bucket that is there already, and comes back. */
export async function chooseBucket({ page }: StudioUnderTest, bucket: string): Promise<void> {
  await page.getByRole('button', { name: 'AWS is set up' }).click();
  await page.getByRole('textbox', { name: 'Bucket', exact: true }).fill(bucket);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
}

/** Sends the open recording as the dialog proposes. */
export async function sendRecording(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Transcribe…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Transcribe for about/ })
    .click();
}

/** The list of terms and values in the result of the test. */
function factsOf(page: Page): Promise<Record<string, string>> {
  return page
    .locator('.result dl div')
    .evaluateAll((rows) => Object.fromEntries(rows.map((row) => [row.querySelector('dt')?.textContent ?? '', row.querySelector('dd')?.textContent ?? ''])));
}

export async function addSample({ studio }: Trip): Promise<void> {
  const { page } = studio;
  await studio.choose([SAMPLE], () => page.getByRole('button', { name: 'Choose files…' }).click());
  await see(page.getByRole('heading', { name: 'interview', level: 1 })).toBeVisible();
  await see(page.getByText('There is no text yet')).toBeVisible();
  const file = page.getByRole('region', { name: 'Before the transcript' });
  await see(file).toContainText('OPUS, mono, 48 kHz');
  await see(file).toContainText('1:25');
}

export async function transcribeSample({ studio, cloud }: Trip): Promise<void> {
  const { page } = studio;
  await page.getByRole('button', { name: 'Transcribe…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Transcribe .*interview/ });
  await see(dialog).toContainText(BUCKET);
  await dialog.getByRole('checkbox', { name: 'Tell speakers apart' }).check();
  await dialog.getByRole('checkbox', { name: 'Keep alternatives' }).check();
  const states = noteStates(page);
  await dialog.getByRole('button', { name: /^Transcribe for about \$/ }).click();
  await see(page.getByRole('textbox', { name: 'Transcript' })).toBeVisible({ timeout: 30_000 });
  const seen = await states;
  expect(seen.some((state) => /^(Queued at Transcribe|Transcribing) for \d+ s/.test(state))).toBe(true);
  const [job] = await cloud.jobs();
  expect(job).toMatchObject({ status: 'COMPLETED' });
}

/** Every sentence the job's card shows from now until it is gone. */
function noteStates(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        let wasThere = false;
        const look = (): void => {
          const card = document.querySelector('article.job');
          const state = card?.querySelector('.state')?.textContent ?? null;
          if (state !== null && seen.at(-1) !== state) seen.push(state);
          if (card) wasThere = true;
          else if (wasThere) {
            watch.disconnect();
            resolve(seen);
          }
        };
        const watch = new MutationObserver(look);
        watch.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
  );
}
