// What a format is to those who offer it: names, options, a pure writer and a list of what it cannot hold.
// The formats themselves are beside this file; the list of them is list.ts.
import type { Problem } from '../../problem.ts';
import type { Millis } from '../../span.ts';
import type { Transcript } from '../../transcript/transcript.ts';
import type { Cue } from '../cue.ts';
import type { DashForm } from '../dialogue-dash.ts';
import type { FrameRateId } from '../frame-rate.ts';
import type { TextEncoding } from './text-encoding.ts';

/** How speakers are shown: not at all, as "Name:" where the speaker changes, or in the format's own field. */
export type SpeakerStyle = 'off' | 'prefix' | 'voice';

/** Every choice a person has; a format uses some of them (`ExportFormat.uses`) and ignores the rest. */
export interface ExportOptions {
  readonly encoding: TextEncoding;
  /** Begin with a byte order mark (U+FEFF), which some Windows programs want and many others choke on. */
  readonly bom: boolean;
  /** End lines with CR LF instead of LF. */
  readonly crlf: boolean;
  /** Number of the first cue. Transcribe's own files begin at 0, which players do not expect; ours at 1. */
  readonly startIndex: number;
  readonly speakers: SpeakerStyle;
  /** Write places and letter styles of cues; false writes every cue plain. */
  readonly styling: boolean;
  /** Begin each paragraph with its time. */
  readonly timecodes: boolean;
  /** Frames a second of the picture, for formats whose times are frames. */
  readonly frameRate: FrameRateId;
  /** Added to every time, milliseconds; may be negative. */
  readonly offset: Millis;
  /** Timecode of the media's first frame, for formats whose times are timecodes: "10:00:00:00". */
  readonly startTimecode: string;
}

/** What is written: the transcript, and its cues for the formats made of cues. */
export interface ExportSource {
  readonly transcript: Transcript;
  /** In showing order; empty for formats that are not made of cues. */
  readonly cues: readonly Cue[];
  /** How two people in one cue are told apart where they are not named; null not at all. As most languages have it, where nothing is said. */
  readonly dashes?: DashForm | null;
}

/** One format we offer. */
export interface ExportFormat {
  readonly id: string;
  readonly label: string;
  /** Without the point. */
  readonly extension: string;
  readonly mediaType: string;
  /** What people look for it under: subtitles for players, text to read, data for other programs. */
  readonly group: 'subtitles' | 'text' | 'data';
  /** Whether it is made of cues or of turns. */
  readonly madeOf: 'cues' | 'turns';
  readonly defaults: ExportOptions;
  /** The options that change what is written. */
  readonly uses: readonly (keyof ExportOptions)[];
  readonly speakerStyles: readonly SpeakerStyle[];
  /**
   * The whole file as text, to be encoded as the options say; of a format that is no text (`pack`) what is in it, line by line, for people.
   * Never repairs: what cannot be written as it is stands in `losses`.
   */
  write(source: ExportSource, options: ExportOptions): string;
  /** The bytes of a file that is no text. Absent for text. */
  readonly pack?: (source: ExportSource, options: ExportOptions) => Uint8Array<ArrayBuffer>;
  /** What of this source the format cannot hold, or holds differently. What an encoding lacks is added by whoever encodes. */
  losses(source: ExportSource, options: ExportOptions): Problem[];
}

/** Options nobody has changed. */
export const plainOptions: ExportOptions = {
  encoding: 'utf-8',
  bom: false,
  crlf: false,
  startIndex: 1,
  speakers: 'off',
  styling: true,
  timecodes: false,
  frameRate: '25',
  offset: 0,
  startTimecode: '00:00:00:00',
};

/** Ends the making of a text file: line endings and byte order mark as chosen. `text` uses line feeds. */
export function asTextFile(text: string, { bom, crlf }: Pick<ExportOptions, 'bom' | 'crlf'>): string {
  return (bom ? '\ufeff' : '') + (crlf ? text.replaceAll('\n', '\r\n') : text);
}
