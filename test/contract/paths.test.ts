// Paths stay on the main side: none goes out with an answer or an event, and none that comes in is read (S28).
import { copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { StudioCall } from '../../src-core/contract/studio-api.ts';
import { fault } from '../faults/fault.ts';
import { openWholeStudio, type WholeStudio } from '../support/whole-studio.ts';

const SAMPLES = fileURLToPath(new URL('../../assets/sample/', import.meta.url));
/** A folder whose name shows wherever a path gets out. */
const CANARY = 'kept-to-itself-4711';

let whole: WholeStudio;
let recording = '';
beforeAll(async () => {
  whole = await openWholeStudio(CANARY);
  for (const name of ['interview.ogg', 'interview.json']) copyFileSync(join(SAMPLES, name), join(whole.folder, name));
  recording = (await whole.take(join(whole.folder, 'interview.ogg'))).recording.id;
  await whole.call('library.import', { offer: await whole.studio.offer(join(whole.folder, 'interview.json'), 'interview.json', false), into: recording });
});
afterAll(() => whole.close());

describe('paths on the wire', () => {
  fault('S28', 'recordings taken in from a folder with a tell-tale name, and every answer and event searched for it', async (seen) => {
    const ready = async (): Promise<string | undefined> => (await whole.call('library.list', {})).find(({ id }) => id === recording)?.media.state;
    await expect.poll(ready, { timeout: 20_000 }).toBe('ready');
    const reads: readonly (readonly [StudioCall, object])[] = [
      ['library.list', {}],
      ['library.open', { recording }],
      ['library.search', { words: 'harbour', limit: 10 }],
      ['jobs.list', {}],
      ['settings.get', {}],
      ['credentials.status', {}],
      ['credentials.profiles', {}],
      ['media.grant', { recording }],
      ['media.peaks', { recording, from: 0 }],
    ];
    for (const [call, args] of reads) {
      const reply = await whole.studio.dispatch(call, args);
      expect(reply.ok, call).toBe(true);
      expect(JSON.stringify(reply), call).not.toContain(CANARY);
    }
    seen('no answer holds a path');
    expect(whole.events.length).toBeGreaterThan(2);
    expect(JSON.stringify(whole.events)).not.toContain(CANARY);
    seen('no event holds one');
    const hello = await whole.call('session.hello', {});
    expect(hello.libraryPath).toContain(CANARY);
    seen('only the library’s own place is told, for display');
  });

  fault('S28', 'raw paths sent where a capability belongs: as offer, recording, media token', async (seen) => {
    const raw = join(whole.folder, 'interview.json');
    expect(existsSync(raw)).toBe(true);
    const before = await whole.call('library.list', {});
    for (const path of [raw.slice(0, 64), '/etc/passwd', 'file:///etc/passwd', '../library.db', 'C:\\Windows\\win.ini']) {
      expect(await whole.studio.dispatch('library.import', { offer: path, into: null }), path).toMatchObject({ ok: false, error: { code: 'offer-expired' } });
      expect(await whole.studio.dispatch('library.relink', { recording, offer: path, anyway: true })).toMatchObject({ error: { code: 'offer-expired' } });
      expect(await whole.studio.dispatch('media.grant', { recording: path })).toMatchObject({ ok: false, error: { code: 'not-found' } });
      const media = await whole.studio.mediaRoute(new Request(`http://h/media/${encodeURIComponent(path)}`));
      expect(media.status).toBe(404);
    }
    expect(await whole.call('library.list', {})).toEqual(before);
    seen('every one refused unread, the library unchanged');
  });

  fault('S28', 'files offered on a page’s word that are the library itself, or lie in .ssh or .aws behind a link, or are no files', async (seen) => {
    const { studio, folder, library } = whole;
    await expect(studio.offer(join(library, 'library.db'), 'library.db', false)).rejects.toMatchObject({ code: 'bad-file' });
    symlinkSync(join(library, 'library.db'), join(folder, 'innocent.json'));
    await expect(studio.offer(join(folder, 'innocent.json'), 'innocent.json', false)).rejects.toMatchObject({ code: 'bad-file' });
    seen('the library refused, by its name and by a link’s');
    mkdirSync(join(folder, 'a-folder.mp3'));
    await expect(studio.offer(join(folder, 'a-folder.mp3'), 'a-folder.mp3', false)).rejects.toMatchObject({ code: 'bad-file' });
    await expect(studio.offer('/dev/zero', 'zero.mp3', false)).rejects.toMatchObject({ code: 'bad-file' });
    seen('folders and devices refused');
    const fresh = join(folder, 'fresh.srt');
    writeFileSync(fresh, '1\n00:00:01,000 --> 00:00:02,000\nHello.\n');
    const offer = await studio.offer(fresh, 'fresh.srt', false);
    expect(Buffer.from(offer, 'base64url').byteLength).toBeGreaterThanOrEqual(16);
    await whole.call('library.import', { offer, into: null });
    await expect(whole.call('library.import', { offer, into: null })).rejects.toMatchObject({ code: 'offer-expired' });
    seen('an offer is 128 random bits or more, and good for one taking');
  });
});
