// The transcript on the page, as a hand and an eye find it: lines, words by where they stand, the lit word, the sound's clock.
import type { Page } from 'playwright';
import { expect } from 'vitest';

/** The transcript's text field. */
export const sheetOf = (page: Page) => page.getByRole('textbox', { name: 'Transcript' });

/** Names in the margin, one a turn; "" where the turn before has the same speaker. */
export function speakerNames(page: Page): Promise<string[]> {
  return page.locator('.margin-speaker').allInnerTexts();
}

/** A place on the page, CSS pixels. */
interface TextBox {
  readonly x: number;
  readonly y: number;
  readonly right: number;
}

/** Where a stretch of text stands on the page, once it stands still. Rejects when it is not there. */
export async function placeOf(page: Page, text: string): Promise<TextBox> {
  await sheetOf(page).locator('.cm-line', { hasText: text }).first().waitFor();
  let [before, now] = [await boxOf(page, text), await boxOf(page, text)];
  while (now === null || before?.x !== now.x || before.y !== now.y) [before, now] = [now, await boxOf(page, text)];
  return now;
}

/** One look, two frames after the text was brought into view. */
function boxOf(page: Page, text: string): Promise<TextBox | null> {
  return sheetOf(page).evaluate(async (sheet, wanted) => {
    const rangeOf = (line: Element): Range | null => {
      const from = (line.textContent ?? '').indexOf(wanted);
      if (from < 0) return null;
      const range = document.createRange();
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let at = 0;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const length = node.nodeValue?.length ?? 0;
        if (from >= at && from < at + length) range.setStart(node, from - at);
        if (from + wanted.length > at && from + wanted.length <= at + length) range.setEnd(node, from + wanted.length - at);
        at += length;
      }
      return range;
    };
    const find = (): Range | null => [...sheet.querySelectorAll('.cm-line')].map(rangeOf).find((range) => range !== null) ?? null;
    find()?.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const box = find()?.getBoundingClientRect();
    return box ? { x: box.left + box.width / 2, y: box.top + box.height / 2, right: box.right } : null;
  }, text);
}

/** Clicks a word; its text must stand on one line of the screen. */
export async function clickWord(page: Page, text: string, modifiers: ('Alt' | 'Shift')[] = []): Promise<void> {
  const { x, y } = await placeOf(page, text);
  for (const key of modifiers) await page.keyboard.down(key);
  await page.mouse.click(x, y);
  for (const key of modifiers) await page.keyboard.up(key);
}

/** Double-clicks a word, which selects it. */
export async function selectWord(page: Page, text: string): Promise<void> {
  const { x, y } = await placeOf(page, text);
  await page.mouse.dblclick(x, y);
  expect((await caretPlace(page)).selected).toBe(text);
}

/** Puts the caret right behind a stretch of text. */
export async function caretAfter(page: Page, text: string): Promise<void> {
  const { x, y, right } = await placeOf(page, text);
  await page.mouse.click(Math.max(x, right - 1), y);
}

/** What is selected in the transcript, and the text between the line's start and the caret. */
export function caretPlace(page: Page): Promise<{ selected: string; before: string }> {
  return page.evaluate(() => {
    const selection = getSelection();
    const focus = selection?.focusNode ?? null;
    const line = (focus instanceof Element ? focus : focus?.parentElement)?.closest('.cm-line');
    if (!selection || !focus || !line) return { selected: '', before: '(no caret in the text)' };
    const range = document.createRange();
    range.setStart(line, 0);
    range.setEnd(focus, selection.focusOffset);
    return { selected: selection.toString(), before: range.toString() };
  });
}

/** How far the sheet is scrolled, pixels, and the turn at its top. */
export function scrollPlace(page: Page): Promise<{ top: number; firstLine: string }> {
  return page.locator('.cm-scroller').evaluate((scroller) => {
    const edge = scroller.getBoundingClientRect().top;
    const first = [...scroller.querySelectorAll('.cm-line')].find((line) => line.getBoundingClientRect().bottom > edge + 1);
    return { top: scroller.scrollTop, firstLine: first?.textContent ?? '' };
  });
}

/** The element that plays; wavesurfer keeps a silent one beside it. */
const SOUND = 'audio[src], video[src]';

/** The playhead of the page's media element, milliseconds. */
export function playhead(page: Page): Promise<number> {
  return page.locator(SOUND).evaluate((element) => (element instanceof HTMLMediaElement ? element.currentTime * 1000 : -1));
}

/** Whether the sound runs. */
export function isPlaying(page: Page): Promise<boolean> {
  return page.locator(SOUND).evaluate((element) => element instanceof HTMLMediaElement && !element.paused && !element.ended);
}

/** What an eye sees while the sound runs: the lit text, and the clock just before and just after it was looked at, milliseconds. */
interface Glance {
  readonly before: number;
  readonly after: number;
  readonly lit: string | null;
}

/** Looks at the page once a frame for so long of the sound. */
export function watchLitWord(page: Page, millis: number): Promise<Glance[]> {
  return page.evaluate(async (length) => {
    const media = document.querySelector<HTMLMediaElement>('audio[src], video[src]');
    if (!media) throw new Error('there is no sound on the page');
    const glances: { before: number; after: number; lit: string | null }[] = [];
    const until = media.currentTime * 1000 + length;
    while (media.currentTime * 1000 < until && !media.ended && !media.paused) {
      // After the frame's own work: by then the page has drawn what it makes of this moment.
      const before = await new Promise<number>((resolve) => {
        requestAnimationFrame(() => {
          const now = media.currentTime * 1000;
          setTimeout(() => {
            resolve(now);
          });
        });
      });
      const lit = document.querySelector('.cm-spoken')?.textContent ?? null;
      glances.push({ before, after: media.currentTime * 1000, lit });
    }
    return glances;
  }, millis);
}
