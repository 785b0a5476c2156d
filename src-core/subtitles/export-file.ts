// A transcript in one of the offered formats: the whole text of the file, and what to say of it before it is saved.
// Pure, so that a preview is the file.
import type { Problem } from '../problem.ts';
import type { Transcript } from '../transcript/transcript.ts';
import type { CueFigures } from './cue-figures.ts';
import { cueFigures } from './cue-figures.ts';
import { labelsOf } from './cue-label.ts';
import type { Cue } from './cue.ts';
import { makeCues } from './cueing.ts';
import type { ExportFormat, ExportOptions } from './formats/export-format.ts';
import type { CueProfile } from './profile.ts';
import { profileFor } from './profile.ts';

/** A file ready to be encoded as UTF-8 and saved. */
export interface ExportFile {
  readonly text: string;
  /** Empty for formats that are not made of cues. */
  readonly cues: readonly Cue[];
  /** Null for formats that are not made of cues. */
  readonly figures: CueFigures | null;
  /** What the format cannot hold of this transcript. */
  readonly losses: readonly Problem[];
}

/** What the cues are: made by a profile, or those given (cues read from a file, or laid by hand). */
export interface CueChoice {
  readonly profile?: CueProfile;
  readonly cues?: readonly Cue[] | null;
}

/** Makes the file. Without a choice the cues follow the profile of the transcript's language. */
export function exportFile(transcript: Transcript, format: ExportFormat, options: ExportOptions = format.defaults, choice: CueChoice = {}): ExportFile {
  const chosen: ExportOptions = format.speakerStyles.includes(options.speakers) ? options : { ...options, speakers: format.defaults.speakers };
  if (format.madeOf === 'turns') {
    const source = { transcript, cues: [] };
    return { text: format.write(source, chosen), cues: [], figures: null, losses: format.losses(source, chosen) };
  }
  const profile = choice.profile ?? profileFor(transcript);
  const labelOf = chosen.speakers === 'prefix' ? labelsOf(transcript) : undefined;
  const cues = choice.cues ?? makeCues(transcript, profile, labelOf);
  const source = { transcript, cues };
  return { text: format.write(source, chosen), cues, figures: cueFigures(transcript, cues, profile, labelOf), losses: format.losses(source, chosen) };
}

/** A file name from a recording's name: characters file systems refuse replaced, no outer points or spaces, at most 200 bytes of UTF-8. */
export function exportFileName(name: string, format: ExportFormat): string {
  const stem = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .replace(/[\\/:*?"<>|]+/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const safe = RESERVED.test(stem) ? `_${stem}` : stem;
  return `${shortened(safe, MOST_BYTES) || 'transcript'}.${format.extension}`;
}

const MOST_BYTES = 200;
/** Names Windows keeps for devices, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

function shortened(text: string, mostBytes: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > mostBytes) return kept.trimEnd();
    kept += character;
  }
  return kept;
}
