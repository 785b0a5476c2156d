// Drops files that really lie on this disk onto a page, as a hand would: Chromium itself makes the File objects.
import type { Page } from 'playwright';

/** Drops files onto what lies at the middle of the page. */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const input = await page.evaluateHandle(() => {
    const element = document.createElement('input');
    element.type = 'file';
    element.multiple = true;
    return element;
  });
  await input.setInputFiles([...paths]);
  await page.evaluate((element) => {
    const carried = new DataTransfer();
    for (const file of element.files ?? []) carried.items.add(file);
    const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2) ?? document.body;
    for (const type of ['dragenter', 'dragover', 'drop']) target.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }, input);
  await input.dispose();
}
