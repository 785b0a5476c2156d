// Offers: an id stands for a file, for one taking, for ten minutes.
import { describe, expect, it } from 'vitest';
import { Offers, OFFER_LIFE_MILLIS } from '../../src-main/services/offers.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { MemoryFiles } from '../fakes/memory-files.ts';

const expired: unknown = expect.objectContaining({ code: 'offer-expired' });

function bench(): { offers: Offers; files: MemoryFiles; clock: ManualClock } {
  const files = new MemoryFiles();
  for (const path of ['/music/talk.wav', '/library/media/upload-1', '/library/library.db']) files.write(path, new Uint8Array([1, 2]));
  const clock = new ManualClock();
  let serial = 0;
  const ids = { uuid: () => `uuid-${++serial}`, token: () => `token-${++serial}` };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return { offers: new Offers({ files, clock, ids, log, isOffLimits: (path) => Promise.resolve(path.startsWith('/library')) }), files, clock };
}

async function isThere(files: MemoryFiles, path: string): Promise<boolean> {
  return files.stamp(path).then(
    () => true,
    () => false,
  );
}

describe('an offer', () => {
  it('is seen as often as one likes and taken once', async () => {
    const { offers } = bench();
    const id = await offers.offer('/music/talk.wav', 'Talk.wav', false);
    const file = { path: '/music/talk.wav', name: 'Talk.wav', owned: false };
    expect(id).not.toContain('talk');
    expect(await offers.look(id)).toEqual(file);
    expect(await offers.look(id)).toEqual(file);
    expect(offers.take(id)).toEqual(file);
    expect(() => offers.take(id)).toThrow(expired);
    await expect(offers.look(id)).rejects.toThrow(expired);
  });

  it('expires after ten minutes, and an upload nobody took is removed then', async () => {
    const { offers, files, clock } = bench();
    const upload = await offers.offer('/library/media/upload-1', 'Upload.wav', true);
    const own = await offers.offer('/music/talk.wav', 'Talk.wav', false);
    await clock.advance(OFFER_LIFE_MILLIS - 1);
    expect(await offers.look(upload)).toMatchObject({ owned: true });
    await clock.advance(1);
    await expect(offers.look(upload)).rejects.toThrow(expired);
    await expect(offers.look(own)).rejects.toThrow(expired);
    expect(await isThere(files, '/library/media/upload-1')).toBe(false);
    expect(await isThere(files, '/music/talk.wav')).toBe(true);
  });

  it('leaves an upload to whoever took it, and no timer behind', async () => {
    const { offers, files, clock } = bench();
    offers.take(await offers.offer('/library/media/upload-1', 'Upload.wav', true));
    await clock.advance(2 * OFFER_LIFE_MILLIS);
    expect(await isThere(files, '/library/media/upload-1')).toBe(true);
    expect(clock.waiting).toBe(0);
  });

  it('ends with the studio, and uploads nobody took with it', async () => {
    const { offers, files, clock } = bench();
    const id = await offers.offer('/library/media/upload-1', 'Upload.wav', true);
    await offers.stop();
    await expect(offers.look(id)).rejects.toThrow(expired);
    expect(await isThere(files, '/library/media/upload-1')).toBe(false);
    await clock.advance(0);
    expect(clock.waiting).toBe(0);
  });

  it('is refused for a file that is not there and for one that is off limits', async () => {
    const { offers } = bench();
    await expect(offers.offer('/music/none.wav', 'None.wav', false)).rejects.toThrow(expect.objectContaining({ code: 'file-missing' }));
    await expect(offers.offer('/library/library.db', 'library.db', false)).rejects.toThrow(expect.objectContaining({ code: 'bad-file' }));
  });

  it('does not stand for another file that lies there now', async () => {
    const { offers, files } = bench();
    const id = await offers.offer('/music/talk.wav', 'Talk.wav', false);
    files.stamp = () => Promise.resolve({ size: 2, modifiedAt: 1, inode: 'another' });
    await expect(offers.look(id)).rejects.toThrow(expired);
  });
});
