// The page in the window as a test of the window reaches it, and the place on the disk such a test begins with.
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { StudioBridge } from '../../src-preload/bridge.d.ts';
import { wavOf } from '../fakes/memory-media.ts';
import { interviewTranscript } from '../fakes/memory-transcript.ts';

export type Bridged = Window & { readonly studioBridge: StudioBridge };

/** What a test of the window has at hand. */
export interface WindowPlace {
  /** The folder all of this lies in. */
  readonly base: string;
  readonly library: string;
  readonly home: string;
  /** A minute of sound. */
  readonly sound: string;
  readonly env: Record<string, string>;
}

/** An empty place for a library, and a home with a key in it and a sound beside it. */
export function makeWindowPlace(): WindowPlace {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'galley-window-')));
  const home = join(base, 'home');
  const sound = join(base, 'harbour.wav');
  mkdirSync(join(home, '.ssh'), { recursive: true });
  writeFileSync(sound, wavOf(interviewTranscript()));
  writeFileSync(join(home, '.ssh', 'known.txt'), 'key');
  return { base, library: join(base, 'library'), home, sound, env: { HOME: home } };
}

/** Calls the studio as the page would. */
export function call(page: Page, name: string, args: object = {}): Promise<{ ok: boolean; value?: unknown; error?: { code: string } }> {
  return page.evaluate(([n, a]) => (window as unknown as Bridged).studioBridge.call(n, a), [name, args] as const); // the preload has put it there
}

export async function recordings(page: Page): Promise<{ id: string; name: string }[]> {
  return (await call(page, 'library.list')).value as { id: string; name: string }[]; // the contract's own result
}
