// A page that breaks is loaded again twice, and then no more: recovery never loops (I8).
import { describe, expect, it } from 'vitest';
import { PageBreaks } from '../../../src-main/hosts/electron/page-breaks.ts';
import { stoppedDeed, stoppedPage } from '../../../src-main/hosts/electron/stopped-page.ts';

describe('breaks of a page', () => {
  it('within a minute are answered by two loads, then by giving up for as long as they go on', () => {
    const breaks = new PageBreaks();
    expect([0, 10_000, 20_000, 30_000, 75_000].map((at) => breaks.remedy(at))).toEqual(['reload', 'reload', 'give-up', 'give-up', 'give-up']);
  });

  it('an hour apart have nothing to do with each other', () => {
    const breaks = new PageBreaks();
    for (let hour = 0; hour < 10; hour += 1) expect(breaks.remedy(hour * 3_600_000)).toBe('reload');
  });
});

describe('the page in its place', () => {
  it('holds no script, and links to deeds only', () => {
    const page = stoppedPage('n');
    expect(page).not.toMatch(/<script|\son\w+=|javascript:/i);
    const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, href]) => stoppedDeed(`galley://studio${href ?? ''}`, 'galley://studio'));
    expect(links.sort()).toEqual(['again', 'report', 'restart']);
  });

  it.each(['galley://studio/', 'https://evil.example/stopped/restart', 'galley://other/stopped/restart', 'galley://studio/stopped/restart?x'])(
    'knows no deed in %s',
    (url) => {
      expect(stoppedDeed(url, 'galley://studio')).toBeNull();
    },
  );
});
