// What the page's policy stops, tried by a page served in its place with the same headers (S31).
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { fault } from '../faults/fault.ts';
import { startElsewhere, writeBreachPage, type Elsewhere } from '../support/breach-page.ts';
import { serveMemory } from '../support/loopback-client.ts';
import { launchBrowser, openPage, see } from '../support/test-browser.ts';

/** Statements by name, and the directive of the policy that stops each. */
const ATTEMPTS: Readonly<Record<string, readonly [directive: string, code: string]>> = {
  eval: ['script-src', `eval('globalThis.ran = true');`],
  'new Function': ['script-src', `new Function('globalThis.ran = true')();`],
  'a timer of text': ['script-src', `setTimeout('globalThis.ran = true', 0);`],
  'an inline script': ['script-src-elem', `put('script', { textContent: 'globalThis.ran = true' });`],
  'an inline handler': [
    'script-src-attr',
    `document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="globalThis.ran = true">'); await new Promise((done) => setTimeout(done, 100));`,
  ],
  'a script from elsewhere': ['script-src-elem', `put('script', { src: 'ELSEWHERE/script.js' });`],
  'a module from elsewhere': ['script-src-elem', `await import('ELSEWHERE/module.js');`],
  'a module of data': ['script-src-elem', `await import('data:text/javascript,globalThis.ran=true');`],
  'a script of a blob': ['script-src-elem', `put('script', { src: URL.createObjectURL(new Blob(['globalThis.ran = true'], { type: 'text/javascript' })) });`],
  'a worker of a blob': ['worker-src', `new Worker(URL.createObjectURL(new Blob(['fetch("ELSEWHERE/worker")'], { type: 'text/javascript' })));`],
  'a fetch elsewhere': ['connect-src', `await fetch('ELSEWHERE/fetch');`],
  'a beacon': ['connect-src', `navigator.sendBeacon('ELSEWHERE/beacon', 'x');`],
  'an event source': ['connect-src', `new EventSource('ELSEWHERE/events');`],
  'a socket elsewhere': ['connect-src', `new WebSocket('ELSEWHERE/socket'.replace('http', 'ws'));`],
  'an image from elsewhere': ['img-src', `put('img', { src: 'ELSEWHERE/image.png' });`],
  'media from elsewhere': ['media-src', `put('video', { src: 'ELSEWHERE/film.mp4' });`],
  'a style from elsewhere': ['style-src-elem', `put('link', { rel: 'stylesheet', href: 'ELSEWHERE/style.css' });`],
  'an inline style': ['style-src-elem', `put('style', { textContent: 'body { background: url(ELSEWHERE/background.png) }' });`],
  'a font from elsewhere': ['font-src', `await new FontFace('Away', 'url(ELSEWHERE/font.woff2)').load();`],
  'a frame': ['frame-src', `put('iframe', { src: 'ELSEWHERE/frame.html' });`],
  'a frame of our own page': ['frame-src', `put('iframe', { src: '/' });`],
  'an object': ['object-src', `put('object', { data: 'ELSEWHERE/object.swf', type: 'application/pdf' });`],
  'an embed': ['object-src', `put('embed', { src: 'ELSEWHERE/embed.swf', type: 'application/pdf' });`],
  'a form sent elsewhere': ['form-action', `put('form', { action: 'ELSEWHERE/form', method: 'post', id: 'away' }); document.getElementById('away').submit();`],
  'another base': ['base-uri', `document.head.append(Object.assign(document.createElement('base'), { href: 'ELSEWHERE/' }));`],
};

let browser: Browser;
let elsewhere: Elsewhere;
beforeAll(async () => {
  browser = await launchBrowser();
  elsewhere = await startElsewhere();
});
afterAll(async () => {
  await browser.close();
  elsewhere.close();
});

describe('the page’s policy', () => {
  fault('S31', 'a page that tries eval, inline code, foreign scripts, workers, connections, images, frames, forms and another base', async (seen) => {
    const attempts = Object.fromEntries(Object.entries(ATTEMPTS).map(([name, [, code]]) => [name, code]));
    const served = await serveMemory({}, { rendererFolder: writeBreachPage(elsewhere.origin, attempts) });
    const { page } = await openPage(browser);
    await page.goto(served.host.url);
    // Asked of the page itself: a form that was refused leaves a navigation behind that may never end, for which a look at the title waits.
    await expect.poll(() => page.evaluate(() => document.title)).toBe('done');
    const told = (): Promise<{ refused: string[]; ran: unknown }> =>
      page.evaluate(() => {
        const { refused, ran } = globalThis as unknown as { refused: string[]; ran: unknown }; // set by the page's script
        return { refused, ran: ran ?? null };
      });
    const wanted = [...new Set(Object.values(ATTEMPTS).map(([directive]) => directive))].sort();
    await expect.poll(async () => [...new Set((await told()).refused)].sort()).toEqual(expect.arrayContaining(wanted));
    seen(`every attempt of ${Object.keys(ATTEMPTS).length} refused by its directive`);
    for (const directive of wanted) {
      const times = Object.values(ATTEMPTS).filter(([each]) => each === directive).length;
      expect((await told()).refused.filter((each) => each === directive).length, directive).toBeGreaterThanOrEqual(times);
    }
    expect((await told()).ran).toBeNull();
    seen('no line of foreign or inline code ran');
    expect(elsewhere.asked).toEqual([]);
    seen('nothing reached the other server');
    await page.context().close();
    await served.close();
  });

  fault('S31', 'the studio’s own page used from end to end', async (seen) => {
    const served = await serveMemory({}, { rendererFolder: 'out/renderer' });
    const { page, complaints } = await openPage(browser);
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.effectiveDirective} ${event.blockedURI}`));
    });
    await page.goto(served.host.url);
    await page.getByText('Lighthouse interview').click();
    await see(page.getByRole('textbox', { name: 'Transcript' })).toBeVisible();
    await page.getByRole('button', { name: 'Export…' }).click();
    await see(page.getByRole('dialog').locator('pre')).not.toBeEmpty();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+,');
    await see(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
    expect(complaints).toEqual([]);
    seen('not one report: the page needs nothing the policy forbids');
    await page.context().close();
    await served.close();
  });
});
