// The library the page's benches open: transcripts of three lengths over four hours of sound whose peaks are read. Made once and kept.
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fiveWordsResult } from './five-words.ts';
import { longResult } from './long-words.ts';
import { longSound } from './long-sound.ts';
import { openStudioHere, type StudioHere } from './studio-here.ts';

/** The recordings by name, and how many words they have. */
export const SHEETS = { tiny: 'Five words', long: '40,000 words', longest: '100,000 words' } as const;

/** Copies the library into a folder of its own, where it may be changed. */
export async function editorLibrary(cache: string, into: string, say: (line: string) => void): Promise<string> {
  const kept = join(cache, 'library-editor');
  if (!existsSync(kept)) await make(kept, cache, say);
  mkdirSync(into, { recursive: true });
  copyFileSync(join(kept, 'library.db'), join(into, 'library.db'));
  return into;
}

async function make(kept: string, cache: string, say: (line: string) => void): Promise<void> {
  say('making a library of long transcripts over four hours of sound, once');
  const sound = longSound(cache, 4);
  const unfinished = `${kept}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const here = await openStudioHere(unfinished);
  try {
    await stock(here, fiveWordsResult(cache), SHEETS.tiny, sound);
    await stock(here, longResult(cache, 40_000), SHEETS.long, sound);
    await stock(here, longResult(cache, 100_000), SHEETS.longest, sound);
  } finally {
    await here.studio.stop();
  }
  renameSync(unfinished, kept);
}

/** Ready when the wave is: the three share their sound, so the first one waits for its peaks. */
async function stock({ client, take }: StudioHere, result: string, name: string, sound: string): Promise<void> {
  const recording = await take(result, 'long.json');
  await client.call('library.rename', { recording, name });
  const { promise: read, resolve } = Promise.withResolvers<void>();
  const stop = client.on('media.peaksGrew', (grown) => {
    if (grown.recording === recording && grown.complete) resolve();
  });
  await take(sound, 'sound-4h.mp3', recording);
  if ((await client.call('media.peaks', { recording, from: 0 })).complete) resolve();
  await read;
  stop();
}
