// The contract over Electron's one channel: the real preload, the page's end and the main side's end, between which only a channel is stood in.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BridgeReply, StudioBridge } from '../../src-preload/bridge.d.ts';
import type { HostVerbs } from '../../src-main/hosts/electron/ipc-message.ts';
import { makeElectronHost } from '../../src-renderer/host/electron-host.ts';
import { makeMemoryStudio, type MemoryStudio } from '../fakes/memory-studio.ts';
import { exposedAs, ipcRenderer, paths, resetIpc, sender, sendToPage } from '../support/electron/ipc-pair.ts';
import { fault } from '../faults/fault.ts';
import { contractSuite } from './suite.ts';

vi.mock('electron', () => import('../support/electron/ipc-pair.ts'));

const ours = { parent: null, origin: 'galley://studio' };

async function mount(studio: MemoryStudio, verbs: Partial<HostVerbs> = {}): Promise<StudioBridge> {
  resetIpc();
  sender.frame = ours;
  const { answerPage } = await import('../../src-main/hosts/electron/ipc.ts');
  await import('../../src-preload/preload.ts');
  const none = (): Promise<never> => Promise.reject(new Error('not in this test'));
  answerPage(studio, { offer: none, choose: none, chooseFolder: none, keep: none, write: none, ...verbs });
  studio.subscribe((event, payload) => {
    sendToPage(event, payload);
  });
  return exposedAs('studioBridge') as StudioBridge; // what the preload exposed under this name
}

contractSuite('Electron’s one channel', async (studio) => {
  const bridge = await mount(studio);
  return { wire: makeElectronHost(bridge, 'galley://studio/').wire, close: () => Promise.resolve() };
});

describe('the main side’s end of Electron’s channel', () => {
  let studio: MemoryStudio;
  beforeEach(async () => {
    studio = makeMemoryStudio();
    await mount(studio);
  });
  afterEach(() => {
    resetIpc();
  });
  const send = (message: unknown): Promise<BridgeReply<unknown>> => ipcRenderer.invoke('studio', message) as Promise<BridgeReply<unknown>>;

  const senders = [
    ['a foreign page', { parent: null, origin: 'https://evil.example' }],
    ['a frame within our page', { parent: {}, origin: 'galley://studio' }],
    ['another host of our scheme', { parent: null, origin: 'galley://other' }],
    ['an opaque origin', { parent: null, origin: 'null' }],
    ['a file', { parent: null, origin: 'file://' }],
    ['a frame that is gone', null],
  ] as const;
  fault('S26', 'a call on Electron’s channel by a foreign page, an inner frame, another host of our scheme, a file, a frame that is gone', async (seen) => {
    const before = studio.snapshot();
    for (const [name, frame] of senders) {
      sender.frame = frame;
      expect(await send({ verb: 'call', call: 'library.remove', args: { recording: 'interview' } }), name).toEqual({
        ok: false,
        error: { code: 'bad-message', details: { reason: 'sender' } },
      });
    }
    expect(studio.snapshot()).toBe(before);
    seen('none is heard, nothing is removed');
  });

  const misfits = [
    ['no verb', {}],
    ['an unknown verb', { verb: 'eval', code: '1' }],
    ['a key too many', { verb: 'call', call: 'session.hello', args: {}, extra: 1 }],
    ['a path that is no text', { verb: 'offer', path: 7 }],
    ['an endless path', { verb: 'offer', path: 'x'.repeat(5000) }],
    ['a kind nobody knows', { verb: 'choose', kind: 'folder' }],
    ['bytes that are a list', { verb: 'write', capability: 'x', bytes: [1], last: true }],
    ['a text', 'session.hello'],
    ['nothing', undefined],
  ] as const;
  fault('S26', 'envelopes on Electron’s channel that do not fit, and 10,000 random ones', async (seen) => {
    for (const [name, message] of misfits) expect(await send(message), name).toMatchObject({ ok: false, error: { code: 'bad-message' } });
    seen('unknown verbs, keys too many and paths that are none refused');
    const before = studio.snapshot();
    const anything = fc.anything({ withTypedArray: true, withMap: true, withDate: true, withBigInt: true, maxDepth: 2 });
    const message = fc.oneof(
      anything,
      fc.record(
        { verb: fc.constantFrom('call', 'offer', 'choose', 'chooseFolder', 'keep', 'write', 'eval'), call: anything, path: anything, args: anything },
        { requiredKeys: ['verb'] },
      ),
      fc.record({ verb: fc.constant('call'), call: fc.oneof(fc.string(), fc.constant('library.save')), args: anything }),
    );
    await fc.assert(
      fc.asyncProperty(message, async (sent) => {
        expect(await send(sent)).toMatchObject({ ok: false });
      }),
      { numRuns: 10_000 },
    );
    expect(studio.snapshot()).toBe(before);
    seen('no crash, no change, never a stack');
  });
});

describe('Electron’s bridge', () => {
  it('is exactly these seven functions, and none of them hands Electron out', async () => {
    const bridge = await mount(makeMemoryStudio());
    expect(Object.keys(bridge).sort()).toEqual(['call', 'choose', 'chooseFolder', 'keep', 'offer', 'subscribe', 'write']);
    expect(bridge.subscribe(() => undefined)()).toBeUndefined();
  });

  it('offers a dropped file by its path, which never comes back to the page', async () => {
    const heard: string[] = [];
    const verbs = {
      offer: (path: string) => {
        heard.push(path);
        return Promise.resolve({ offer: 'offer-1', name: 'a.mp3' });
      },
    };
    const host = makeElectronHost(await mount(makeMemoryStudio(), verbs), 'galley://studio/');
    const file = new File(['12345'], 'a.mp3');
    paths.set(file, '/home/ines/a.mp3');
    const progress: number[][] = [];
    expect(await host.offer(file, (sent, total) => progress.push([sent, total]))).toEqual({ offer: 'offer-1', name: 'a.mp3' });
    expect([heard, progress]).toEqual([['/home/ines/a.mp3'], [[5, 5]]]);
  });

  it('saves a file of any size in parts below the limit, the last one marked', async () => {
    const parts: { bytes: number; last: boolean }[] = [];
    const verbs = {
      keep: () => Promise.resolve('capability'),
      write: (_capability: string, bytes: Uint8Array, last: boolean) => {
        parts.push({ bytes: bytes.byteLength, last });
        return Promise.resolve(null);
      },
    };
    const host = makeElectronHost(await mount(makeMemoryStudio(), verbs), 'galley://studio/');
    expect(await host.keep('a.json', new Uint8Array(9_000_000), 'application/json')).toBe(true);
    expect(parts.map(({ last }) => last)).toEqual([false, false, true]);
    expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(9_000_000);
    parts.length = 0;
    expect(await host.keep('empty.txt', new Uint8Array(), 'text/plain')).toBe(true);
    expect(parts).toEqual([{ bytes: 0, last: true }]);
  });

  it('says so when the person thought better of saving', async () => {
    const host = makeElectronHost(await mount(makeMemoryStudio(), { keep: () => Promise.resolve(null) }), 'galley://studio/');
    expect(await host.keep('a.srt', new Uint8Array(1), 'text/plain')).toBe(false);
  });

  it('plays media from the page’s own origin', async () => {
    const host = makeElectronHost(await mount(makeMemoryStudio()), 'galley://studio/');
    expect(host.mediaUrl('a/b c')).toBe('galley://studio/media/a%2Fb%20c');
  });
});
