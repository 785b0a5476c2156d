// Transcripts as long as asked, made once by the sample's own script and kept.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJsonDocument } from '../src-core/import/document.ts';
import type { Transcript } from '../src-core/transcript/transcript.ts';

const maker = fileURLToPath(new URL('../assets/sample/make-long.ts', import.meta.url));

/** Path of a Transcribe result of about so many words. */
export function longResult(cache: string, words: number): string {
  const folder = join(cache, `words-${words}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.unfinished`;
    execFileSync(process.execPath, [maker, unfinished, '--words', String(words), '--no-sound'], { stdio: ['ignore', 'ignore', 'inherit'] });
    renameSync(unfinished, folder);
  }
  return join(folder, 'long.json');
}

/** The transcript of such a result. */
export function longTranscript(cache: string, words: number): Transcript {
  return transcriptOf(longResult(cache, words));
}

/** The transcript of a result's file. Throws when it is none. */
export function transcriptOf(path: string): Transcript {
  const read = readJsonDocument(readFileSync(path, 'utf8'));
  if (read.kind === 'refused') throw new Error(read.reason);
  return read.transcript;
}
