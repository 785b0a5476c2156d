// A page with unsaved words saves them before it goes; nothing else is held back.
import { describe, expect, it } from 'vitest';
import { holdLeaving } from '../../../src-renderer/host/leaving.ts';

function leave(
  kind: 'electron' | 'loopback',
  work: { isUnsaved: () => boolean; save: () => Promise<void> },
): { page: EventTarget & { closed: number }; held: boolean; stop: () => void } {
  const page = Object.assign(new EventTarget(), { closed: 0, close: () => (page.closed += 1) });
  const stop = holdLeaving(page as unknown as Window, kind, work); // what it uses of a window
  const event = new Event('beforeunload', { cancelable: true });
  page.dispatchEvent(event);
  return { page, held: event.defaultPrevented, stop };
}

describe('leaving a page', () => {
  it('goes at once when everything is saved', () => {
    const { held } = leave('electron', { isUnsaved: () => false, save: () => Promise.reject(new Error('nothing to save')) });
    expect(held).toBe(false);
  });

  it('is held while words are unsaved, and an Electron window closes itself once they are safe', async () => {
    let unsaved = true;
    const save = (): Promise<void> => Promise.resolve().then(() => void (unsaved = false));
    const { page, held } = leave('electron', { isUnsaved: () => unsaved, save });
    expect(held).toBe(true);
    await expect.poll(() => page.closed).toBe(1);
  });

  it('is not forced when saving failed: the person is asked by the window', async () => {
    let tries = 0;
    const { page, held } = leave('electron', { isUnsaved: () => true, save: () => Promise.resolve(void (tries += 1)) });
    expect(held).toBe(true);
    await expect.poll(() => tries).toBe(1);
    expect(page.closed).toBe(0);
  });

  it('saves before a browser asks, and never closes the tab itself', async () => {
    let unsaved = true;
    const { page, held } = leave('loopback', { isUnsaved: () => unsaved, save: () => Promise.resolve(void (unsaved = false)) });
    expect([held, unsaved]).toEqual([true, false]);
    await Promise.resolve();
    expect(page.closed).toBe(0);
  });

  it('is no longer watched once stopped', () => {
    const { page, stop } = leave('electron', { isUnsaved: () => true, save: () => Promise.resolve() });
    stop();
    const event = new Event('beforeunload', { cancelable: true });
    page.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });
});
