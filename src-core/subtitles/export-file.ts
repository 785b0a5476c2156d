// A transcript in one of the offered formats: the whole of the file, and what to say of it before it is saved.
// Pure, so that a preview is the file.
import { ProblemList, type Problem } from '../problem.ts';
import type { Millis } from '../span.ts';
import type { Transcript } from '../transcript/transcript.ts';
import type { CueFigures } from './cue-figures.ts';
import { cueFigures } from './cue-figures.ts';
import { labelsOf } from './cue-label.ts';
import type { Cue } from './cue.ts';
import { makeCues } from './cueing.ts';
import { frameRate, type FrameRate } from './frame-rate.ts';
import { fileLosses, fileOptions, leavesDashes, withFileTail, type FileManner } from './file-manner.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './formats/export-format.ts';
import { counted } from './formats/losses.ts';
import { encodeText, lackedBy, type TextEncoding } from './formats/text-encoding.ts';
import type { CueProfile } from './profile.ts';
import { profileFor } from './language-profile.ts';

/** A file ready to be saved: `fileBytes` makes its bytes. */
export interface ExportFile {
  /** The file's text with its line ends; of a file that is no text, what is in it. */
  readonly text: string;
  readonly encoding: TextEncoding;
  /** The bytes of a file that is no text; null when the text is the file. */
  readonly packed: Uint8Array<ArrayBuffer> | null;
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
  /** How the file is written the words were read from. */
  readonly file?: FileManner | null;
  /** On whose frames cues made here are laid; without one on those the file counts in, else by the millisecond. */
  readonly rate?: FrameRate | null;
}

/** The rate whose frames a file of these options counts its times in; null for times told otherwise. A cue that lies between frames would be moved. */
export function framesOf(format: ExportFormat, options: ExportOptions): FrameRate | null {
  return format.madeOf === 'cues' && format.uses.includes('frameRate') ? frameRate(options.frameRate) : null;
}

/** What a format is written with unless somebody says otherwise: names before words where those are wanted and the format writes them so; as the file is
 * written the words were read from, where that is of the same format. */
export function defaultsFor(format: ExportFormat, labels: boolean, file: FileManner | null = null): ExportOptions {
  const named = labels && format.speakerStyles.includes('prefix');
  return { ...format.defaults, ...(named && { speakers: 'prefix' }), ...fileOptions(file, format) };
}

/** Makes the file. Without a choice the cues follow the profile of the transcript's language. */
export function exportFile(transcript: Transcript, format: ExportFormat, options: ExportOptions = format.defaults, choice: CueChoice = {}): ExportFile {
  const chosen: ExportOptions = format.speakerStyles.includes(options.speakers) ? options : { ...options, speakers: format.defaults.speakers };
  const { file = null } = choice;
  if (format.madeOf === 'turns') return { ...written({ transcript, cues: [] }, format, chosen, file), cues: [], figures: null };
  const profile = choice.profile ?? profileFor(transcript);
  const labelOf = chosen.speakers === 'prefix' ? labelsOf(transcript) : undefined;
  const cues = choice.cues ?? makeCues(transcript, profile, labelOf, choice.rate ?? framesOf(format, chosen));
  const isMoved = format.uses.includes('offset') && chosen.offset !== 0;
  const dashes = leavesDashes(file, format, chosen) ? null : profile.dashes;
  const made = written({ transcript, cues: isMoved ? movedBy(cues, chosen.offset) : cues, dashes }, format, chosen, file);
  const before = isMoved ? beforeZero(cues, chosen.offset) : [];
  return { ...made, losses: [...before, ...made.losses], cues, figures: cueFigures(transcript, cues, profile, labelOf) };
}

/** The file as it is saved. */
export function fileBytes({ text, encoding, packed }: Pick<ExportFile, 'text' | 'encoding' | 'packed'>): Uint8Array<ArrayBuffer> {
  return packed ?? encodeText(text, encoding);
}

type Written = Pick<ExportFile, 'text' | 'encoding' | 'packed' | 'losses'>;

function written(source: ExportSource, format: ExportFormat, options: ExportOptions, file: FileManner | null): Written {
  const text = withFileTail(format.write(source, options), file, format);
  const encoding = format.uses.includes('encoding') ? options.encoding : 'utf-8';
  const lacked = format.pack ? [] : lackedBy(text, encoding);
  const losses = [...format.losses(source, options), ...fileLosses(file, format, options), ...(lacked.length > 0 ? [sayLacked(lacked)] : [])];
  return { text, encoding, packed: format.pack?.(source, options) ?? null, losses };
}

/** Characters an encoding has no place for, as a Problem. */
export function sayLacked(lacked: readonly string[]): Problem {
  const shown = lacked.slice(0, 12).join(' ');
  const message = `The encoding lacks ${counted(lacked.length, 'character')} (${shown}${lacked.length > 12 ? ' …' : ''}): a plainer form or ? is written.`;
  return { code: 'not-in-encoding', severity: 'loss', message, count: lacked.length, places: [] };
}

/** The cues so many milliseconds later; what would begin before zero begins there, and what would end before it is gone. */
function movedBy(cues: readonly Cue[], offset: Millis): Cue[] {
  return cues.flatMap((cue) => (cue.end + offset <= 0 ? [] : [{ ...cue, start: Math.max(0, cue.start + offset), end: cue.end + offset }]));
}

function beforeZero(cues: readonly Cue[], offset: Millis): Problem[] {
  const problems = new ProblemList();
  for (const [index, { start, end }] of cues.entries()) {
    if (start + offset >= 0) continue;
    const where = { item: index, time: start };
    if (end + offset <= 0) problems.add('before-zero', 'loss', (count) => `${counted(count, 'cue')} would lie before zero and will be left out.`, where);
    else problems.add('begins-at-zero', 'repair', (count) => `${counted(count, 'cue')} would begin before zero and will begin there.`, where);
  }
  return problems.toArray();
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
