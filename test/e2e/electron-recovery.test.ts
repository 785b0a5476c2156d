// When the page of the window breaks (F8): it is loaded again with what it showed, and what keeps breaking gives way to a page that says so.
// Crashes are real: the renderer's process ends. What the stand-in cannot show is a hang as Electron notices it; it says "unresponsive" itself.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { fault } from '../faults/fault.ts';
import { launchStandIn, type StandIn } from '../support/electron/launch.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'galley-recovery-')));
const cues = Array.from({ length: 40 }, (_, at) => {
  const time = (seconds: number): string => `00:00:${String(seconds).padStart(2, '0')},000`;
  return `${at + 1}\n${time(at)} --> ${time(at + 1)}\nSentence number ${at + 1} of forty.\n`;
}).join('\n');

async function openStudio(name: string): Promise<StandIn> {
  const folder = join(base, name);
  mkdirSync(folder);
  const srt = join(folder, `${name}.srt`);
  writeFileSync(srt, cues);
  const app = await launchStandIn({ argv: ['--library', join(folder, 'library'), srt] });
  await app.page.getByText(name, { exact: true }).first().click({ timeout: 20_000 });
  await app.page.locator('.cm-content').waitFor();
  return app;
}

/** What the selection of the page's document holds. */
const selected = (page: Page): Promise<string> => page.evaluate(() => String(getSelection()));

async function crash(app: StandIn): Promise<void> {
  await app.act({ do: 'crash-page' });
}

describe('a page that breaks', () => {
  fault('F8', 'the page’s process ends while text is selected and the last edit is a second old', async (seen) => {
    const app = await openStudio('selected');
    const text = app.page.locator('.cm-content');
    await text.click();
    await app.page.keyboard.press('Control+Home');
    await app.page.keyboard.type('Newly typed. ');
    await app.page.locator('.cm-content', { hasText: 'Newly typed.' }).waitFor();
    await app.page.getByText('Saved', { exact: true }).waitFor();
    await app.page.keyboard.press('Control+Home');
    await app.page.keyboard.press('Shift+End');
    await expect.poll(() => selected(app.page)).toContain('Newly typed. Sentence number 1');
    const before = await selected(app.page);
    await expect.poll(() => app.page.evaluate(() => sessionStorage.getItem('galley.place') ?? '')).toMatch(/"head":\{"turn":0,"offset":[1-9]/);
    await crash(app);
    const again = await app.pageNow();
    await again.locator('.cm-content', { hasText: 'Newly typed.' }).waitFor();
    seen('the window came back by itself with the same recording and the words typed last');
    await expect.poll(() => selected(again)).toBe(before);
    expect(await again.evaluate(() => document.activeElement?.classList.contains('cm-content'))).toBe(true);
    seen('what had been selected was selected, and the text had the focus');
    await app.close();
  });

  fault('F8', 'the page’s process ends again and again', async (seen) => {
    const app = await openStudio('again');
    await crash(app);
    await expect.poll(async () => (await app.shown()).pageLoads).toBe(2);
    await crash(app);
    await expect.poll(async () => (await app.shown()).pageLoads).toBe(3);
    seen('twice the page was loaded again');
    await crash(app);
    await expect.poll(async () => (await app.shown()).pageUrl).toBe('galley://studio/stopped');
    const stopped = await app.pageNow();
    await stopped.getByRole('heading', { name: /stopped working/ }).waitFor();
    expect(await stopped.evaluate(() => document.scripts.length)).toBe(0);
    seen('then a page without script said so');
    const zip = join(base, 'report.zip');
    await app.act({ do: 'answer-dialog', kind: 'save', answer: zip });
    await stopped.getByRole('link', { name: 'Save a report…' }).click();
    await expect.poll(() => existsSync(zip)).toBe(true);
    const names = execFileSync(
      'python3',
      ['-c', 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(*z.namelist())', zip],
      { encoding: 'utf8' },
    );
    expect(names.trim().split(' ')).toEqual(['versions.json', 'settings.json', 'library.json', 'logs/galley.log']);
    seen('its report was saved where the dialog said, and holds no transcript');
    await stopped.getByRole('link', { name: 'Try the window again' }).click();
    await expect.poll(async () => (await app.shown()).pageUrl).toBe('galley://studio/');
    await (await app.pageNow()).locator('.cm-content', { hasText: 'Sentence number 1 of forty.' }).waitFor();
    seen('the studio’s page came back when asked for');
    await app.close();
  });

  fault('F8', 'a restart asked of the page that stands in for a broken one', async (seen) => {
    const app = await openStudio('restart');
    for (const loads of [2, 3, 4]) {
      await crash(app);
      await expect.poll(async () => (await app.shown()).pageLoads).toBe(loads);
    }
    const stopped = await app.pageNow();
    await app.act({ do: 'keep-running' });
    await stopped.getByRole('link', { name: 'Restart Galley' }).click();
    await expect.poll(async () => (await app.shown()).relaunches).toBe(1);
    seen('Galley ended in order and asked to be started again');
    await app.kill();
  });

  fault('F8', 'the page does not answer', async (seen) => {
    const app = await openStudio('hanging');
    await app.act({ do: 'answer-dialog', kind: 'message', answer: 1 });
    await app.act({ do: 'hang-page' });
    await expect.poll(async () => (await app.shown()).dialogs.length).toBe(1);
    expect((await app.shown()).dialogs[0]).toMatchObject({ options: { message: 'The page does not answer.', buttons: ['Load the page again', 'Wait'] } });
    expect((await app.shown()).pageLoads).toBe(1);
    seen('whoever waits keeps the page as it is');
    await app.act({ do: 'answer-dialog', kind: 'message', answer: 0 });
    await app.act({ do: 'hang-page' });
    await expect.poll(async () => (await app.shown()).pageLoads).toBe(2);
    await app.page.locator('.cm-content', { hasText: 'Sentence number 1 of forty.' }).waitFor();
    seen('whoever does not gets it loaded again, with the recording that was open');
    await app.close();
  });
});
