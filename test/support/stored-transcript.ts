// What a library really holds of a recording, read past the studio that has it open: by a second, reading opening.
import { openLibrary } from '../../src-main/adapters/disk/open-library.ts';
import { systemClock } from '../../src-main/adapters/machine/system-clock.ts';
import type { ReadingPlace } from '../../src-core/contract/studio-api.ts';
import { unpackHighlights } from '../../src-core/transcript/highlight.ts';
import { stretchText } from '../../src-core/transcript/word-stretch.ts';
import type { Transcript, Word } from '../../src-core/transcript/transcript.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A recording's transcript on disk, where its reader was, and its revision. Throws when there is none of that name. */
export function storedTranscript(folder: string, name: string): { transcript: Transcript; place: ReadingPlace | null; revision: number } {
  const library = openLibrary({ folder, clock: systemClock, log: silent });
  try {
    const recording = library.recordings.all().find((known) => known.name === name);
    const stored = recording && library.transcripts.load(recording.id);
    if (!stored) throw new Error(`the library holds no transcript of “${name}”`);
    return stored;
  } finally {
    library.close();
  }
}

/** A recording's highlights on disk: what they lie on and their comments. */
export function storedHighlights(folder: string, name: string): { text: string; comment: string }[] {
  const library = openLibrary({ folder, clock: systemClock, log: silent });
  try {
    const recording = library.recordings.all().find((known) => known.name === name);
    const transcript = recording && library.transcripts.load(recording.id)?.transcript;
    if (!recording || !transcript) throw new Error(`the library holds no transcript of “${name}”`);
    const highlights = unpackHighlights(library.history.highlights(recording.id), transcript);
    return highlights.map(({ words, comment }) => ({ text: words ? stretchText(transcript, words) : '', comment }));
  } finally {
    library.close();
  }
}

/** Every word of a transcript in reading order. */
export function wordsOf(transcript: Transcript): Word[] {
  return transcript.turns.flatMap((turn) => [...turn.words]);
}
