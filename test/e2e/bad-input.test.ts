// Results nobody would wish for, in the real page: each opens, is edited and saved, nothing in it runs and nothing of it is lost (S3, S4, S6).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkTranscript } from '../../src-core/transcript/check.ts';
import { transcriptText, type Transcript } from '../../src-core/transcript/transcript.ts';
import { storedTranscript } from '../support/stored-transcript.ts';
import { launchBrowser, see } from '../support/test-browser.ts';
import { startLoopbackStudio } from './loopback-studio.ts';
import { sheetOf } from './transcript-sheet.ts';
import { takeTrip } from './trip.ts';

interface ResultItem {
  readonly text: string;
  /** Seconds as the service writes them; null where it wrote none. */
  readonly start: string | null;
  readonly end: string | null;
}

/** One bad result. */
interface BadResult {
  readonly name: string;
  readonly items: readonly ResultItem[];
}

/** Words one after the other, so long and so far apart, seconds. */
function wordsOf(texts: readonly string[], length = 0.3, gap = 0.1): ResultItem[] {
  return texts.map((text, index) => {
    const start = index * (length + gap);
    return { text, start: start.toFixed(3), end: (start + length).toFixed(3) };
  });
}

const HOSTILE = [
  '<img src=x onerror="window.hacked=1">',
  '<script>window.hacked=2</script>',
  'javascript:alert(1)',
  '"><svg onload=window.hacked=3>',
  '{{constructor.constructor("window.hacked=4")()}}',
  '${window.hacked=5}',
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  "'; DROP TABLE turns; --",
  '=HYPERLINK("http://example.invalid")',
  '%s%n%x',
  '&lt;b&gt;&#x0;',
];

const RESULTS: readonly BadResult[] = [
  { name: 'no words', items: [] },
  { name: 'one word', items: wordsOf(['Hello.']) },
  { name: 'no times', items: ['these', 'words', 'have', 'no', 'times'].map((text) => ({ text, start: null, end: null })) },
  {
    name: 'all times equal',
    items: wordsOf(
      Array.from({ length: 50 }, (_, index) => `same${index}`),
      0,
      0,
    ),
  },
  {
    name: 'overlapping words',
    items: Array.from({ length: 40 }, (_, index) => ({ text: `over${index}`, start: (index * 0.2).toFixed(3), end: (index * 0.2 + 2).toFixed(3) })),
  },
  { name: 'times that run backwards', items: wordsOf(['one', 'two', 'three', 'four']).toReversed() },
  { name: 'words of seventeen seconds', items: wordsOf(['Hmmm,', 'well.'], 17, 0) },
  { name: 'gaps of 75 seconds', items: wordsOf(['early', 'later', 'latest'], 0.5, 75) },
  { name: 'a turn of twenty thousand characters', items: wordsOf(Array.from({ length: 3400 }, (_, index) => `w${String(index).padStart(4, '0')}`)) },
  { name: 'a word of ten thousand characters', items: wordsOf(['a'.repeat(10_000), 'end']) },
  { name: 'lone combining marks', items: wordsOf(['\u0301', 'e\u0301', '\u0301\u0308', 'a' + '\u0300'.repeat(200), '\u200d', '\ufe0f', 'ok']) },
  { name: 'mixed directions', items: wordsOf(['Hello', 'שלום', 'world', 'مرحبا', '\u202eevil\u202c', '42', '\u2066isolated\u2069', '你好']) },
  { name: 'emoji', items: wordsOf(['👩‍👩‍👧', '👍🏽', '🇩🇪', 'fine']) },
  { name: 'hostile words', items: wordsOf(HOSTILE) },
];

function documentOf({ name, items }: BadResult): string {
  const rows = items.map(({ text, start, end }, id) => ({
    id,
    type: 'pronunciation',
    alternatives: [{ confidence: '0.9', content: text }],
    ...(start !== null && end !== null && { start_time: start, end_time: end }),
  }));
  const results = { transcripts: [{ transcript: items.map(({ text }) => text).join(' ') }], language_code: 'en-US', items: rows };
  return JSON.stringify({ jobName: name.replaceAll(' ', '-'), accountId: '0', status: 'COMPLETED', results });
}

/** Letters in order, whatever was composed or parted. */
const letters = (text: string): string => text.normalize('NFC').replaceAll(/\s/gu, '');

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('a result with', () => {
  const trip = takeTrip((surroundings) => startLoopbackStudio(browser, surroundings));
  const stored = (name: string): Transcript => storedTranscript(trip.studio.library, name).transcript;

  it.each(RESULTS.map((result) => [result.name, result] as const))('%s opens, is edited, saved and undone', async (name, result) => {
    const { studio, folder } = trip;
    const { page } = studio;
    const path = join(folder, `${name}.json`);
    writeFileSync(path, documentOf(result));
    await studio.drop([path]);
    await see(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
    await see(sheetOf(page)).toBeVisible();
    const before = stored(name);
    expect(checkTranscript(before)).toEqual([]);
    // Marks that join the word before them may have done so; no letter is gone and none is new.
    const said = letters(result.items.map(({ text }) => text).join(' '));
    expect([...letters(transcriptText(before))].toSorted()).toEqual([...said].toSorted());

    await sheetOf(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' edited');
    await page.keyboard.press('Enter');
    await page.keyboard.type('again');
    await expect.poll(() => transcriptText(stored(name))).toMatch(/edited\nagain$/);
    const after = stored(name);
    expect(checkTranscript(after)).toEqual([]);
    expect(transcriptText(after).startsWith(transcriptText(before).trimEnd())).toBe(true);
    for (let steps = 0; steps < 20; steps += 1) await page.keyboard.press('Control+z');
    await expect.poll(() => stored(name)).toEqual(before);
  });

  it('none of all this has run anything', async () => {
    const { page, complaints } = trip.studio;
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await page.locator('.cm-content img, .cm-content script, .cm-content svg').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
