// What was asked for on the command line, or what was wrong with it.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { exportFormats } from '../../../src-core/subtitles/formats/list.ts';
import { RULE_SETS, ruleSetOrNull } from '../../../src-core/subtitles/rules/rule-sets.ts';
import { FRAME_RATE_IDS, type FrameRateId } from '../../../src-core/subtitles/frame-rate.ts';

export type Command = { readonly kind: 'help'; readonly of: HelpTopic } | { readonly kind: 'version' } | ConvertCommand | CheckCommand | TranscribeCommand;

export type HelpTopic = 'galley' | 'convert' | 'check' | 'transcribe';

export interface CheckCommand {
  readonly kind: 'check';
  readonly files: readonly string[];
  /** The rule set's id. */
  readonly rules: string;
  readonly frameRate: FrameRateId | null;
  /** Where a report is written (.csv or .html), or null. */
  readonly report: string | null;
  readonly force: boolean;
  readonly json: boolean;
}

export interface ConvertCommand {
  readonly kind: 'convert';
  readonly file: string;
  readonly format: string;
  /** For formats whose times are frames; null takes their own default. */
  readonly frameRate: FrameRateId | null;
  /** The rule set cues are cut by; null leaves it to the language. */
  readonly rules: string | null;
  readonly out: string | null;
  readonly force: boolean;
  readonly json: boolean;
}

export interface TranscribeCommand {
  readonly kind: 'transcribe';
  readonly files: readonly string[];
  /** A language code, or "auto". */
  readonly language: string;
  readonly speakers: number | null;
  readonly channels: boolean;
  readonly alternatives: number | null;
  readonly out: string;
  readonly formats: readonly string[];
  readonly library: string | null;
  readonly profile: string | null;
  readonly region: string | null;
  readonly bucket: string | null;
  readonly force: boolean;
  readonly json: boolean;
}

/** A command line that cannot be understood; the message says why. */
export class UsageError extends Error {}

/** Formats a file can be written in, as the options name them. */
const FORMATS: readonly string[] = exportFormats.map(({ id }) => id);

const BY_RULES = { rules: { type: 'string' }, 'frame-rate': { type: 'string' } } as const;
const FLAGS = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' }, force: { type: 'boolean', short: 'f' } } as const;

/** Reads the arguments after the program's name. Throws UsageError. */
export function readArguments(args: readonly string[]): Command {
  const [verb, ...rest] = args;
  if (verb === undefined || verb === 'help' || verb === '--help' || verb === '-h') return { kind: 'help', of: helpOf(rest[0]) };
  if (verb === '--version' || verb === 'version') return { kind: 'version' };
  if (verb === 'convert') return readConvert(rest);
  if (verb === 'check') return readCheck(rest);
  if (verb === 'transcribe') return readTranscribe(rest);
  throw new UsageError(`“${verb}” is not a command of galley.`);
}

function helpOf(topic: string | undefined): HelpTopic {
  return topic === 'convert' || topic === 'check' || topic === 'transcribe' ? topic : 'galley';
}

function parse<const Options extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message : 'the arguments could not be read');
  }
}

function readConvert(args: readonly string[]): Command {
  const { values, positionals } = parse(args, { ...FLAGS, to: { type: 'string' }, out: { type: 'string', short: 'o' }, ...BY_RULES });
  if (values.help) return { kind: 'help', of: 'convert' };
  const [file, ...surplus] = positionals;
  if (file === undefined) throw new UsageError('convert wants a file.');
  if (surplus.length > 0) throw new UsageError('convert takes one file at a time.');
  const format = values.to ?? formatOf(values.out);
  if (format === null) throw new UsageError(`convert wants --to ${FORMATS.join('|')}.`);
  return {
    kind: 'convert',
    file,
    format: knownFormat(format),
    frameRate: knownRate(values['frame-rate']),
    rules: values.rules === undefined ? null : knownRules(values.rules),
    out: values.out ?? null,
    force: values.force ?? false,
    json: values.json ?? false,
  };
}

function readCheck(args: readonly string[]): Command {
  const { values, positionals } = parse(args, { ...FLAGS, report: { type: 'string', short: 'o' }, ...BY_RULES });
  if (values.help) return { kind: 'help', of: 'check' };
  if (positionals.length === 0) throw new UsageError('check wants at least one file.');
  if (values.report !== undefined && !/\.(?:csv|html)$/i.test(values.report)) throw new UsageError('--report wants a name that ends in .csv or .html.');
  return {
    kind: 'check',
    files: positionals,
    rules: knownRules(values.rules ?? 'netflix'),
    frameRate: knownRate(values['frame-rate']),
    report: values.report ?? null,
    force: values.force ?? false,
    json: values.json ?? false,
  };
}

function readTranscribe(args: readonly string[]): Command {
  const text = { type: 'string' } as const;
  const { values, positionals } = parse(args, {
    ...FLAGS,
    language: text,
    speakers: text,
    channels: { type: 'boolean' },
    alternatives: text,
    out: { type: 'string', short: 'o' },
    format: text,
    library: text,
    profile: text,
    region: text,
    bucket: text,
  });
  if (values.help) return { kind: 'help', of: 'transcribe' };
  if (positionals.length === 0) throw new UsageError('transcribe wants at least one file.');
  return {
    kind: 'transcribe',
    files: positionals,
    language: values.language ?? 'auto',
    speakers: numberOf('--speakers', values.speakers),
    channels: values.channels ?? false,
    alternatives: numberOf('--alternatives', values.alternatives),
    out: values.out ?? '.',
    formats: (values.format ?? 'srt').split(',').map((format) => knownFormat(format.trim())),
    library: values.library ?? null,
    profile: values.profile ?? null,
    region: values.region ?? null,
    bucket: values.bucket ?? null,
    force: values.force ?? false,
    json: values.json ?? false,
  };
}

function knownFormat(format: string): string {
  if (FORMATS.includes(format)) return format;
  throw new UsageError(`“${format}” is not a format: choose among ${FORMATS.join(', ')}.`);
}

/** The format a file's ending means: the first that is written so. An ending of none is passed on, to be named in the refusal. */
function formatOf(path: string | undefined): string | null {
  const ending = /\.([a-z]+)$/i.exec(path ?? '')?.[1]?.toLowerCase() ?? null;
  return exportFormats.find(({ extension }) => extension.toLowerCase() === ending)?.id ?? ending;
}

function knownRules(id: string): string {
  if (ruleSetOrNull(id)) return id;
  throw new UsageError(`“${id}” is not a set of rules: choose among ${RULE_SETS.map((set) => set.id).join(', ')}.`);
}

function knownRate(rate: string | undefined): FrameRateId | null {
  if (rate === undefined) return null;
  const known = FRAME_RATE_IDS.find((id) => id === rate);
  if (!known) throw new UsageError(`--frame-rate wants one of ${FRAME_RATE_IDS.join(', ')}.`);
  return known;
}

function numberOf(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  if (!/^\d{1,3}$/.test(value)) throw new UsageError(`${name} wants a whole number.`);
  return Number(value);
}
