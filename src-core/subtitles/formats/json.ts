// Galley's own JSON: turns and words with everything the studio knows of them, for programs. Described in galley-json.md.
// It holds nothing of the AWS account the result came from.
import type { ExportFormat, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import type { ExportOptions } from './export-format.ts';
import type { Speaker, Turn, Word } from '../../transcript/transcript.ts';
import { turnSpan, turnText } from '../../transcript/transcript.ts';

/** Raised when a reader of the version before would misread a file. */
export const JSON_VERSION = 1;

/** The shape of the file, field by field in galley-json.md. Times are whole milliseconds. */
export interface GalleyJson {
  readonly format: 'galley-transcript';
  readonly version: typeof JSON_VERSION;
  readonly language: string | null;
  readonly speakers: readonly Speaker[];
  readonly turns: readonly GalleyJsonTurn[];
}

export interface GalleyJsonTurn {
  readonly speaker: string | null;
  readonly start: number | null;
  readonly end: number | null;
  /** The turn's text exactly as in the editor. */
  readonly text: string;
  readonly words: readonly GalleyJsonWord[];
}

/** A word; fields that say nothing new are absent. */
export type GalleyJsonWord = Pick<Word, 'text' | 'start' | 'end' | 'origin' | 'confidence'> & {
  /** White space before it, where it is not one space (none for the first word of a turn). */
  readonly space?: string;
  readonly channel?: number;
  readonly marks?: NonNullable<Word['marks']>;
};

/** Writes the transcript as JSON, one word a line so that files can be compared line by line. */
export function writeJson({ transcript }: Pick<ExportSource, 'transcript'>, options: Pick<ExportOptions, 'crlf'>): string {
  const { language, speakers, turns } = transcript;
  const head = [
    '{',
    '  "format": "galley-transcript",',
    `  "version": ${JSON_VERSION},`,
    `  "language": ${JSON.stringify(language)},`,
    `  "speakers": ${list(
      speakers.map(({ id, name }) => JSON.stringify({ id, name })),
      '  ',
    )},`,
    `  "turns": ${list(turns.map(turnJson), '  ')}`,
    '}',
    '',
  ];
  return asTextFile(head.join('\n'), { bom: false, crlf: options.crlf });
}

function turnJson(turn: Turn): string {
  const span = turnSpan(turn);
  const facts = JSON.stringify({ speaker: turn.speaker, start: span?.start ?? null, end: span?.end ?? null }).slice(0, -1);
  return `${facts},\n     "text":${JSON.stringify(turnText(turn))},\n     "words":${list(turn.words.map(wordJson), '    ')}}`;
}

function wordJson(word: Word, index: number): string {
  const { text, start, end, origin, confidence, channel, marks } = word;
  const written: GalleyJsonWord = {
    text,
    ...(word.space !== (index === 0 ? '' : ' ') && { space: word.space }),
    start,
    end,
    origin,
    confidence,
    ...(channel !== null && { channel }),
    ...(marks && { marks }),
  };
  return JSON.stringify(written);
}

function list(entries: readonly string[], indent: string): string {
  return entries.length === 0 ? '[]' : `[\n${entries.map((entry) => `${indent}  ${entry}`).join(',\n')}\n${indent}]`;
}

/** Galley's JSON as offered. */
export const jsonFormat: ExportFormat = {
  id: 'json',
  label: 'Galley JSON',
  extension: 'json',
  mediaType: 'application/json',
  group: 'data',
  madeOf: 'turns',
  defaults: plainOptions,
  uses: ['crlf'],
  speakerStyles: [],
  write: writeJson,
  losses: () => [],
};
