// A transcript, its track and its cues, as a desk holds them: operations are carried out and cues laid anew. For tests of single operations.
import { readSubtitles } from '../../../src-core/import/subtitles.ts';
import { applyCueEdit, type CueEdit, type CueSource } from '../../../src-core/subtitles/cue-edits.ts';
import { emptyTrack, type CueTrack } from '../../../src-core/subtitles/cue-track.ts';
import { cueText } from '../../../src-core/subtitles/cue.ts';
import { layCues } from '../../../src-core/subtitles/cueing.ts';
import { trackOfCues } from '../../../src-core/subtitles/imported-track.ts';
import { defaultProfile } from '../../../src-core/subtitles/profile.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';

/** Cues laid by the default limits, in milliseconds. */
export function sourceOf(transcript: Transcript, track: CueTrack = emptyTrack): CueSource {
  return { transcript, track, cues: layCues(transcript, track, { profile: defaultProfile, rate: null }) };
}

const clock = (time: number): string => new Date(time).toISOString().slice(11, 23).replace('.', ',');

/** A file's cues, each `[start, end, text]` in milliseconds, taken in as an import is. */
export function fileSource(...cues: readonly (readonly [start: number, end: number, text: string])[]): CueSource {
  const read = readSubtitles(cues.map(([start, end, text], index) => `${index + 1}\n${clock(start)} --> ${clock(end)}\n${text}\n`).join('\n'));
  if (!read) throw new Error('not taken for subtitles');
  return sourceOf(read.transcript, trackOfCues(read.cues));
}

/** What the desk holds after an operation, which must have something to do. */
export function after(source: CueSource, edit: CueEdit | null): CueSource {
  if (!edit) throw new Error('the operation answered null');
  const { transcript, track } = applyCueEdit(source.transcript, edit);
  return sourceOf(transcript, track);
}

/** Cues as `[start, end, text]`, line breaks as "|". */
export function shown({ transcript, cues }: CueSource): [start: number, end: number, text: string][] {
  return cues.map((cue) => [cue.start, cue.end, cueText(transcript, cue).replaceAll('\n', '|')]);
}

/** The texts of the cues alone. */
export function texts(source: CueSource): string[] {
  return shown(source).map(([, , text]) => text);
}

/** Words as "text start-end origin". */
export function timedWords({ transcript }: CueSource): string[] {
  return transcript.turns.flatMap(({ words }) => words.map(({ text, start, end, origin }) => `${text} ${start}-${end} ${origin}`));
}
