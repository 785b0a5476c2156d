// Libraries with many recordings in them, made once and kept.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openLibrary } from '../src-main/adapters/disk/open-library.ts';
import { systemClock } from '../src-main/adapters/machine/system-clock.ts';
import type { Library } from '../src-main/ports/library.ts';
import type { Log } from '../src-main/ports/machine.ts';
import { randomTranscript } from './random-transcript.ts';

/** A log that says nothing but what went wrong. */
export const quiet: Log = { info: () => undefined, warn: () => undefined, error: (message, thrown) => console.error(message, thrown) };

/** Opens the library of a folder as the studio does. */
export function openAt(folder: string): Library {
  return openLibrary({ folder, clock: systemClock, log: quiet });
}

/** Folder of a library with so many recordings of so many words; made at the first asking. */
export function stockedLibrary(cache: string, recordings: number, words: number, say: (line: string) => void): string {
  const folder = join(cache, `library-${recordings}-of-${words}`);
  if (existsSync(folder)) return folder;
  say(`making a library of ${recordings.toLocaleString('en')} recordings of ${words.toLocaleString('en')} words, once`);
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const library = openAt(unfinished);
  for (let number = 1; number <= recordings; number += 1) stock(library, number, words);
  library.close();
  renameSync(unfinished, folder);
  return folder;
}

function stock(library: Library, number: number, words: number): void {
  const media = { state: 'none' as const, path: null, owned: false, fingerprint: null, proxyPath: null, facts: null, trouble: null };
  const id = `recording-${number}`;
  library.recordings.put({ id, name: `Recording ${number}`, fileName: `${id}.json`, addedAt: number * 60_000, editedAt: null, media });
  library.transcripts.replace(id, randomTranscript(number, words), 'Amazon Transcribe', { problems: [] });
}
