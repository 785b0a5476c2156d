// What `--help` prints.
import { exportFormats } from '../../../src-core/subtitles/formats/list.ts';
import { RULE_SETS } from '../../../src-core/subtitles/rules/rule-sets.ts';
import type { HelpTopic } from './arguments.ts';
import { defaultLibraryFolder } from '../library-folder.ts';

const GALLEY = `galley: Amazon Transcribe from the command line, with the studio's own services.

  galley transcribe FILE…   upload, transcribe, fetch, export
  galley convert FILE       turn a transcript or subtitles into another format
  galley check FILE…        check subtitles by the rules of Netflix, the BBC and others
  galley help COMMAND       more about one of them
  galley --version

Exit codes: 0 all went well, 1 something failed (each file is named), 2 the command line was not understood.
Progress and problems go to stderr, results to stdout; --json makes them one JSON object a line.`;

/** The names of the rule sets. */
function ruleNames(): string {
  return RULE_SETS.map(({ id }) => id).join(', ');
}

/** Every format by the name the options give it. */
function formatLines(): string {
  return exportFormats.map(({ id, label }) => `  ${id.padEnd(10)} ${label}`).join('\n');
}

const CONVERT = `galley convert FILE --to FORMAT [-o OUT]

Reads a result of Amazon Transcribe (JSON, every variant), SubRip (SRT) WebVTT, TTML, ASS, SBV, MicroDVD,
LRC or a table of cues, and writes
${formatLines()}

  --to FORMAT     what to write (default: by the ending of OUT)
  --rules NAME    cut cues anew by a set of rules: ${ruleNames()}
                  (default: the cues of FILE; a transcript is cut by its language's rules)
  --frame-rate N  frames a second, for formats whose times are frames (default 25)
  -o, --out OUT   where to (default: beside FILE, with the format's ending); - is stdout
  -f, --force     replace OUT when it is there
  --json          print what was done as JSON`;

const CHECK = `galley check FILE… [--rules NAME]

Checks the cues of each file, cue by cue, and prints what it finds: FILE:CUE: severity: time and finding.
A transcript without cues is cut by the same rules first. Exit code 1 when an error or a warning was found.

  --rules NAME      ${ruleNames()} (default netflix)
  --frame-rate N    frames a second of the picture (default 25)
  -o, --report OUT  write a report as well: OUT ends in .csv or .html
  -f, --force       replace OUT when it is there
  --json            print findings as JSON`;

const TRANSCRIBE = `galley transcribe FILE… [options]

Puts each file into the library, uploads it to your bucket, has Amazon Transcribe transcribe it, and writes the result.
An interrupted run is taken up again by the studio or by the same command.

  --language auto|CODE   the language spoken (default auto: Transcribe identifies it)
  --speakers N           tell up to N speakers apart (2 to 30)
  --channels             transcribe two channels apart
  --alternatives N       keep up to N alternatives (2 to 10)
  --format LIST          formats as for convert, separated by commas (default srt)
  -o, --out DIR          where to write (default: here)
  -f, --force            replace files that are there
  --profile NAME         profile of the AWS config files      --region NAME, --bucket NAME
                         (default for all three: the library's settings, then the environment)
  --library DIR          the library to use (default: ${defaultLibraryFolder()})
  --json                 print events as JSON`;

/** The help text of a topic. */
export function helpText(topic: HelpTopic): string {
  return { galley: GALLEY, convert: CONVERT, check: CHECK, transcribe: TRANSCRIBE }[topic];
}
