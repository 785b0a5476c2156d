// Script, prototypes and turning characters in every text the page shows: they are text, nothing runs, nothing is reported (S3, S4, S6).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { makeLoopbackHost } from '../../src-main/hosts/loopback/server.ts';
import { randomIds } from '../../src-main/adapters/machine/random-ids.ts';
import { makeMemoryStudio } from '../fakes/memory-studio.ts';
import { fault } from '../faults/fault.ts';
import { launchBrowser, openPage, see } from '../support/test-browser.ts';
import { openWholeStudio } from '../support/whole-studio.ts';
import type { Studio } from '../../src-main/studio.ts';

const IMAGE = '<img src=x onerror="globalThis.ran=1">';
const PAYLOADS = [IMAGE, '"><script>globalThis.ran=1</script>', 'javascript:globalThis.ran=1', '<svg onload=globalThis.ran=1>', '{@html globalThis.ran=1}'];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A page on a studio, which hears of every report of the policy. */
async function openOn(studio: Studio): Promise<{ page: Page; complaints: string[]; close: () => Promise<void> }> {
  const host = await makeLoopbackHost(studio, { rendererFolder: 'out/renderer', ids: randomIds });
  const { page, complaints } = await openPage(browser);
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.effectiveDirective}`));
  });
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog of the browser: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(host.url);
  return {
    page,
    complaints,
    close: async () => {
      await page.context().close();
      await host.close();
    },
  };
}

/** What of the payloads became more than text: elements, scripts that ran, prototypes changed. */
function comeAlive(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const alive = document.querySelectorAll('img[src="x"], [onload], [onerror], [onclick], iframe, a[href^="javascript:"]');
    const found = [...alive].map((element) => new XMLSerializer().serializeToString(element));
    if ('ran' in globalThis) found.push('a script ran');
    if ('polluted' in {}) found.push('the prototype of objects was changed');
    return found;
  });
}

/** A result whose words, speakers, languages and keys are all hostile. */
function hostileResult(): string {
  const texts = [...PAYLOADS, '__proto__', 'constructor', 'harbour'];
  const items = texts.map((content, at) => ({
    type: 'pronunciation',
    start_time: String(at),
    end_time: String(at + 0.5),
    speaker_label: at % 2 === 0 ? IMAGE : '__proto__',
    alternatives: [{ confidence: '0.2', content }],
  }));
  const text = JSON.stringify({
    jobName: IMAGE,
    accountId: IMAGE,
    status: 'COMPLETED',
    results: { language_code: 'en-US', transcripts: [{ transcript: IMAGE }], items },
  });
  return text.replace('"jobName"', '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"jobName"');
}

describe('hostile text', () => {
  fault('S4', 'a result and subtitles with script as words, speakers, voices, tags, file and job names, opened, searched and exported', async (seen) => {
    const whole = await openWholeStudio();
    const result = join(whole.folder, 'result.json');
    writeFileSync(result, hostileResult());
    const vtt = join(whole.folder, 'captions.vtt');
    writeFileSync(vtt, `WEBVTT\n\nNOTE ${IMAGE}\n\n${IMAGE}\n00:01.000 --> 00:02.000\n<v ${IMAGE}>${PAYLOADS.join(' ')}</v>\n`);
    const { recording } = await whole.take(result, `${IMAGE}.json`);
    await whole.take(vtt, '"><script>globalThis.ran=1<script>.vtt');
    await whole.call('library.rename', { recording: recording.id, name: IMAGE });
    const { page, complaints, close } = await openOn(whole.studio);
    await see(page.locator('[data-recording] .name', { hasText: IMAGE })).toBeVisible();
    await page.locator('[data-recording] .name', { hasText: IMAGE }).click();
    const sheet = page.getByRole('textbox', { name: 'Transcript' });
    await see(sheet).toContainText(IMAGE);
    await see(sheet).toContainText('"><script>globalThis.ran=1</script>');
    seen('words, names and headings stand on the page as they were written');
    await page.keyboard.press('Control+e');
    await see(page.getByRole('dialog').locator('pre')).toContainText('script');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('img');
    await see(page.getByRole('dialog')).toContainText(IMAGE);
    await page.keyboard.press('Escape');
    await page.getByRole('textbox', { name: /^Filter names/ }).fill('globalThis');
    await see(page.getByText(/javascript:/).first()).toBeVisible();
    await page.getByRole('textbox', { name: /^Filter names/ }).fill('');
    await page
      .locator('[data-recording] .name', { hasText: /script/ })
      .last()
      .click();
    await see(sheet).toContainText('javascript:');
    expect(await comeAlive(page)).toEqual([]);
    expect(complaints).toEqual([]);
    seen('nothing ran, nothing was fetched, the policy had nothing to report');
    await close();
    await whole.close();
  });

  fault('S4', 'script as reason of failure, bucket, region, job name, trouble with media and origin', async (seen) => {
    const usual = makeMemoryStudio({ scenario: 'errors' });
    const jobs = await usual.handlers['jobs.list']({});
    const recordings = await usual.handlers['library.list']({});
    const studio = makeMemoryStudio({
      scenario: 'errors',
      overrides: {
        'jobs.list': () =>
          Promise.resolve(
            jobs.map((job) => ({
              ...job,
              ...{ serviceName: IMAGE, region: IMAGE, bucket: IMAGE },
              failure: { code: 'job-failed', message: `${IMAGE} is no media`, advice: IMAGE, details: { reason: IMAGE } },
              state: 'failed' as const,
            })),
          ),
        'library.list': () =>
          Promise.resolve(
            recordings.map((recording) => ({
              ...recording,
              ...{ name: IMAGE, fileName: IMAGE, media: { ...recording.media, trouble: IMAGE } },
              transcript: recording.transcript && { ...recording.transcript, origin: IMAGE, language: IMAGE },
            })),
          ),
      },
    });
    const { page, complaints, close } = await openOn(studio);
    await page.keyboard.press('Control+Shift+j');
    await see(page.getByText(`${IMAGE} is no media`).first()).toBeVisible();
    seen('the service’s own words stand there as text');
    for (const row of await page.locator('[data-recording] .name').all()) {
      await row.click();
      await see(page.getByRole('heading', { level: 1, name: IMAGE })).toBeVisible();
    }
    expect(await comeAlive(page)).toEqual([]);
    expect(complaints).toEqual([]);
    seen('nothing ran, nothing was reported');
    await close();
  });

  fault('S3', '__proto__ and constructor as words, speakers and keys of a result, taken in, edited and saved through the page', async (seen) => {
    const whole = await openWholeStudio();
    const result = join(whole.folder, 'result.json');
    writeFileSync(result, hostileResult());
    const { recording } = await whole.take(result);
    const { page, complaints, close } = await openOn(whole.studio);
    await page.locator('[data-recording] .name').first().click();
    const sheet = page.getByRole('textbox', { name: 'Transcript' });
    await see(sheet).toContainText('__proto__');
    await sheet.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('constructor ');
    await see(page.getByText('Saved', { exact: true })).toBeVisible();
    const { transcript } = await whole.call('library.open', { recording: recording.id });
    expect(JSON.stringify(transcript)).toContain('constructor');
    expect(transcript?.speakers.map(({ id }) => id)).toContain('__proto__');
    seen('they are words and names like any other, after saving, too');
    expect(await comeAlive(page)).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(complaints).toEqual([]);
    seen('no prototype is changed, in the page or behind it');
    await close();
    await whole.close();
  });

  fault('S6', 'recordings whose names turn the direction or hide characters, in the list, in headings and in the question before removal', async (seen) => {
    const whole = await openWholeStudio();
    const path = join(whole.folder, 'a.srt');
    const write = (text: string): void => writeFileSync(path, `1\n00:00:01,000 --> 00:00:02,000\n${text}\n`);
    const names = ['invoice\u202egpj.3pm', 'in\u200bvoice', '\u2067مقابلة', 'plain'];
    for (const name of names) {
      write(name);
      const { recording } = await whole.take(path);
      await whole.call('library.rename', { recording: recording.id, name });
    }
    const { page, close } = await openOn(whole.studio);
    const shown = page.locator('[data-recording] .name');
    await see(shown).toHaveCount(names.length);
    const isolation = await shown.evaluateAll((all) => all.map((element) => getComputedStyle(element).unicodeBidi));
    expect(isolation.every((value) => /isolate|plaintext/.test(value))).toBe(true);
    seen('each name is isolated in its row');
    await shown.filter({ hasText: 'gpj' }).click();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('remove');
    await page.keyboard.press('Enter');
    await see(page.getByRole('alertdialog')).toContainText('invoice‹U+202E›gpj.3pm');
    expect(await page.getByRole('alertdialog').innerText()).not.toContain('\u202e');
    seen('before removal every such character is written out as its number');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+e');
    const title = page.getByRole('dialog').getByRole('heading').first();
    await see(title).toContainText('invoicegpj.3pm');
    expect(await title.innerText()).not.toContain('\u202e');
    seen('in other sentences it is left out, the name isolated');
    await close();
    await whole.close();
  });
});
