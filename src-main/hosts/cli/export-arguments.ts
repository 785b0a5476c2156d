// The options of an export as the command line has them: which there are, and what was chosen for a format. Throws UsageError.
import type { ExportFormat, ExportOptions, SpeakerStyle } from '../../../src-core/subtitles/formats/export-format.ts';
import { TEXT_ENCODINGS } from '../../../src-core/subtitles/formats/text-encoding.ts';
import { FRAME_RATE_IDS, frameRate, timeOfFrame, type FrameRateId } from '../../../src-core/subtitles/frame-rate.ts';
import { frameOfTimecode } from '../../../src-core/subtitles/timecode.ts';
import { UsageError } from './usage-error.ts';

/** The options, as `parseArgs` takes them. */
export const EXPORT_FLAGS = {
  encoding: { type: 'string' },
  bom: { type: 'boolean' },
  crlf: { type: 'boolean' },
  first: { type: 'string' },
  speakers: { type: 'string' },
  plain: { type: 'boolean' },
  offset: { type: 'string' },
  'start-timecode': { type: 'string' },
} as const;

/** What was typed for them. */
export interface TypedOptions {
  readonly encoding?: string | undefined;
  readonly bom?: boolean | undefined;
  readonly crlf?: boolean | undefined;
  readonly first?: string | undefined;
  readonly speakers?: string | undefined;
  readonly plain?: boolean | undefined;
  readonly offset?: string | undefined;
  readonly 'start-timecode'?: string | undefined;
}

type Chosen = Partial<ExportOptions>;

/** The choices among a format's options; one that the format does not have is refused, for it would do nothing. */
export function chosenOptions(typed: TypedOptions, rate: FrameRateId | null, format: ExportFormat): Chosen {
  const chosen: Chosen = {
    ...(typed.encoding !== undefined && { encoding: knownEncoding(typed.encoding) }),
    ...(typed.bom !== undefined && { bom: typed.bom }),
    ...(typed.crlf !== undefined && { crlf: typed.crlf }),
    ...(typed.first !== undefined && { startIndex: numberOf('--first', typed.first) }),
    ...(typed.speakers !== undefined && { speakers: knownStyle(typed.speakers, format) }),
    ...(typed.plain !== undefined && { styling: !typed.plain }),
    ...(typed.offset !== undefined && { offset: offsetOf(typed.offset, rate) }),
    ...(typed['start-timecode'] !== undefined && { startTimecode: timecodeOf(typed['start-timecode'], rate) }),
  };
  const surplus = (Object.keys(chosen) as (keyof Chosen)[]).find((option) => !format.uses.includes(option)); // its own keys
  if (surplus !== undefined) throw new UsageError(`--${NAMES[surplus] ?? surplus} does nothing for ${format.id}.`);
  // A rate belongs to the rules as well, so a format without one does not mind.
  return { ...chosen, ...(rate !== null && { frameRate: rate }) };
}

const NAMES: Readonly<Partial<Record<keyof ExportOptions, string>>> = { startIndex: 'first', styling: 'plain', startTimecode: 'start-timecode' };

/** A frame rate by its name; null when none is given. */
export function knownRate(rate: string | undefined): FrameRateId | null {
  if (rate === undefined) return null;
  const known = FRAME_RATE_IDS.find((id) => id === rate);
  if (!known) throw new UsageError(`--frame-rate wants one of ${FRAME_RATE_IDS.join(', ')}.`);
  return known;
}

/** A whole number from 0 to 999,999. */
export function numberOf(name: string, value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new UsageError(`${name} wants a whole number.`);
  return Number(value);
}

function knownEncoding(name: string): ExportOptions['encoding'] {
  const known = TEXT_ENCODINGS.find(({ id }) => id === name.toLowerCase());
  if (!known) throw new UsageError(`--encoding wants one of ${TEXT_ENCODINGS.map(({ id }) => id).join(', ')}.`);
  return known.id;
}

function knownStyle(style: string, { id, speakerStyles }: ExportFormat): SpeakerStyle {
  const known = speakerStyles.find((each) => each === style);
  if (known === undefined) throw new UsageError(`--speakers wants one of ${speakerStyles.join(', ')} for ${id}.`);
  return known;
}

/** "-1.5" seconds, "+00:01:02.500", or a timecode: "10:00:00:00". */
function offsetOf(text: string, rate: FrameRateId | null): number {
  const [, back, label = ''] = /^([+-]?)(\d{1,2}:\d{2}:\d{2}[:;]\d{2})$/.exec(text.trim()) ?? [];
  const frames = frameRate(rate ?? '25');
  const frame = frameOfTimecode(label, frames);
  if (frame !== null) return (back === '-' ? -1 : 1) * timeOfFrame(frame, frames);
  const [, sign, hours = '0', minutes = '0', seconds = '0', fraction = ''] =
    /^([+-]?)(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6})(?:[.,](\d{1,3}))?$/.exec(text.trim()) ?? [];
  if (sign === undefined) throw new UsageError('--offset wants seconds or a clock time behind a sign: --offset=-1.5 or --offset=00:01:02.500.');
  const time = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
  return sign === '-' ? -time : time;
}

function timecodeOf(text: string, rate: FrameRateId | null): string {
  if (frameOfTimecode(text, frameRate(rate ?? '25')) === null) throw new UsageError('--start-timecode wants hours, minutes, seconds and frames: 10:00:00:00.');
  return text;
}
