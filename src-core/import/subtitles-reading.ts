// What every reader of subtitles does once it has its cues: sound spans, pieces without markup, speakers, and the transcript.
import type { ProblemList } from '../problem.ts';
import type { FileCue, RawFileCue } from './subtitles-cue.ts';
import { dashesOf, readLabels, splitDialogue } from './subtitles-dialogue.ts';
import type { Dialect } from './subtitles-markup.ts';
import { readMarkup } from './subtitles-markup.ts';
import { unroll } from './subtitles-rolling.ts';
import { repairedSpan } from './subtitles-span.ts';
import type { ReadSubtitles } from './subtitles-transcript.ts';
import { buildFromCues } from './subtitles-transcript.ts';

/** Cues whose text still holds the marks of its format. `language` is what the file says, or null. */
export function readRawCues(raw: readonly RawFileCue[], dialect: Dialect, language: string | null, problems: ProblemList): ReadSubtitles {
  const read = raw.map((cue, index): FileCue => {
    const sound = repairedSpan(cue, raw[index + 1]?.start, problems);
    const { start, end, line } = sound;
    return { start, end, line, ...readMarkup(sound, dialect, problems) };
  });
  return readFileCues(read, language, problems);
}

/** Cues already in pieces. */
export function readFileCues(read: readonly FileCue[], language: string | null, problems: ProblemList): ReadSubtitles {
  const shown = unroll(read, problems);
  const cues = shown.map((cue) => splitDialogue(cue, problems));
  const namesEveryCue = cues.some((cue) => cue.pieces.some((piece) => piece.speaker !== null));
  const named = readLabels(cues, problems);
  const manner = { labels: named.labels, dashes: dashesOf(shown, cues) };
  return buildFromCues(named.cues, { language, namesEveryCue, manner }, problems);
}
