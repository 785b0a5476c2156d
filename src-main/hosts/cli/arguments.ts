// What was asked for on the command line, or what was wrong with it.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { READ_ENCODINGS, readEncodingOrNull, type ReadEncoding } from '../../../src-core/import/text-reading.ts';
import type { ExportFormat, ExportOptions } from '../../../src-core/subtitles/formats/export-format.ts';
import { exportFormatOrNull, exportFormats } from '../../../src-core/subtitles/formats/list.ts';
import { isRuleFile } from '../../../src-core/subtitles/rules/rule-set-file.ts';
import { RULE_SETS, ruleSetOrNull } from '../../../src-core/subtitles/rules/rule-sets.ts';
import type { FrameRateId } from '../../../src-core/subtitles/frame-rate.ts';
import { chosenOptions, EXPORT_FLAGS, knownRate, numberOf } from './export-arguments.ts';
import { UsageError } from './usage-error.ts';

export type Command = { readonly kind: 'help'; readonly of: HelpTopic } | { readonly kind: 'version' } | ConvertCommand | CheckCommand | TranscribeCommand;

export type HelpTopic = 'galley' | 'convert' | 'check' | 'transcribe';

export interface CheckCommand {
  readonly kind: 'check';
  readonly files: readonly string[];
  /** The rule set's id, or its file. */
  readonly rules: string;
  readonly frameRate: FrameRateId | null;
  /** How text is read; null leaves it to the reader. */
  readonly fromEncoding: ReadEncoding | null;
  /** Where a report is written (.csv or .html), or null. */
  readonly report: string | null;
  readonly force: boolean;
  readonly json: boolean;
}

export interface ConvertCommand {
  readonly kind: 'convert';
  /** Files, and folders whose documents are meant. */
  readonly files: readonly string[];
  readonly format: string;
  /** What differs from the format's defaults. */
  readonly options: Partial<ExportOptions>;
  /** How text is read; null leaves it to the reader. */
  readonly fromEncoding: ReadEncoding | null;
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

/** Formats a file can be written in, as the options name them. */
const FORMATS: readonly string[] = exportFormats.map(({ id }) => id);

const BY_RULES = { rules: { type: 'string' }, profile: { type: 'string' }, 'frame-rate': { type: 'string' }, 'from-encoding': { type: 'string' } } as const;
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
    return parseArgs({ args: [...args], options, allowPositionals: true, allowNegative: true, strict: true });
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message : 'the arguments could not be read');
  }
}

function readConvert(args: readonly string[]): Command {
  const { values, positionals } = parse(args, { ...FLAGS, to: { type: 'string' }, out: { type: 'string', short: 'o' }, ...BY_RULES, ...EXPORT_FLAGS });
  if (values.help) return { kind: 'help', of: 'convert' };
  if (positionals.length === 0) throw new UsageError('convert wants a file or a folder.');
  const format = values.to ?? formatOf(values.out);
  if (format === null) throw new UsageError(`convert wants --to ${FORMATS.join('|')}.`);
  const rules = rulesOf(values);
  return {
    kind: 'convert',
    files: positionals,
    format,
    options: chosenOptions(values, knownRate(values['frame-rate']), knownFormat(format)),
    fromEncoding: encodingOf(values['from-encoding']),
    rules: rules === undefined ? null : knownRules(rules),
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
    rules: knownRules(rulesOf(values) ?? 'netflix'),
    frameRate: knownRate(values['frame-rate']),
    fromEncoding: encodingOf(values['from-encoding']),
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
    speakers: values.speakers === undefined ? null : numberOf('--speakers', values.speakers),
    channels: values.channels ?? false,
    alternatives: values.alternatives === undefined ? null : numberOf('--alternatives', values.alternatives),
    out: values.out ?? '.',
    formats: (values.format ?? 'srt').split(',').map((format) => knownFormat(format.trim()).id),
    library: values.library ?? null,
    profile: values.profile ?? null,
    region: values.region ?? null,
    bucket: values.bucket ?? null,
    force: values.force ?? false,
    json: values.json ?? false,
  };
}

function knownFormat(id: string): ExportFormat {
  const format = exportFormatOrNull(id);
  if (format) return format;
  throw new UsageError(`“${id}” is not a format: choose among ${FORMATS.join(', ')}.`);
}

/** The format a file's ending means: the first that is written so. An ending of none is passed on, to be named in the refusal. */
function formatOf(path: string | undefined): string | null {
  const ending = /\.([a-z]+)$/i.exec(path ?? '')?.[1]?.toLowerCase() ?? null;
  return exportFormats.find(({ extension }) => extension.toLowerCase() === ending)?.id ?? ending;
}

/** The rules named; “profile” is what other programs call them. */
function rulesOf({ rules, profile }: { readonly rules?: string | undefined; readonly profile?: string | undefined }): string | undefined {
  if (rules !== undefined && profile !== undefined && rules !== profile) throw new UsageError('--rules and --profile are the same; give one.');
  return rules ?? profile;
}

function encodingOf(name: string | undefined): ReadEncoding | null {
  if (name === undefined) return null;
  const known = readEncodingOrNull(name);
  if (known === null) throw new UsageError(`--from-encoding wants one of ${READ_ENCODINGS.map(({ id }) => id).join(', ')}.`);
  return known;
}

function knownRules(id: string): string {
  if (ruleSetOrNull(id) || isRuleFile(id)) return id;
  throw new UsageError(`“${id}” is not a set of rules: choose among ${RULE_SETS.map((set) => set.id).join(', ')}, or name a file.json of your own.`);
}
