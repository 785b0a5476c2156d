// What `--help` prints.
import { READ_ENCODINGS } from '../../../src-core/import/text-reading.ts';
import { TEXT_ENCODINGS } from '../../../src-core/subtitles/formats/text-encoding.ts';
import { exportFormats } from '../../../src-core/subtitles/formats/list.ts';
import { RULE_SETS } from '../../../src-core/subtitles/rules/rule-sets.ts';
import type { HelpTopic } from './arguments.ts';
import { defaultLibraryFolder } from '../library-folder.ts';

const GALLEY = `galley: Amazon Transcribe from the command line, with the studio's own services.

  galley transcribe FILE…   upload, transcribe, fetch, export
  galley convert FILE…      turn a transcript or subtitles into another format
  galley check FILE…        check subtitles by the rules of Netflix, the BBC and others
  galley help COMMAND       more about one of them
  galley --version

Exit codes: 0 all went well, 1 something failed (each file is named), 2 the command line was not understood.
Progress and problems go to stderr, results to stdout; --json makes them one JSON object a line.`;

/** The names of the rule sets, on a line of their own. */
function ruleNames(indent: string): string {
  return `\n${indent}${RULE_SETS.map(({ id }) => id).join(', ')}`;
}

/** The encodings that are written. */
function encodingNames(): string {
  return TEXT_ENCODINGS.map(({ id }) => id).join(', ');
}

/** The encodings that are read. */
function readingNames(): string {
  return READ_ENCODINGS.map(({ id }) => id).join(', ');
}

/** Every format by the name the options give it. */
function formatLines(): string {
  return exportFormats.map(({ id, label }) => `  ${id.padEnd(10)} ${label}`).join('\n');
}

const CONVERT = `galley convert FILE|FOLDER… --to FORMAT [-o OUT]

Reads results of Amazon Transcribe (JSON, every variant), SubRip (SRT), WebVTT, TTML, EBU STL, SCC, ASS, SBV, MicroDVD,
MPL2, TMPlayer, LRC or a table of cues, from stdin where FILE is -, and writes
${formatLines()}

  --to FORMAT     what to write (default: by the ending of OUT)
  --rules NAME    cut cues anew by a set of rules (--profile is the same):${ruleNames('                  ')},
                  or FILE.json, a set of your own saved from the settings
                  (default: the cues of FILE; a transcript is cut by its language's rules)
  -o, --out OUT   where to (default: beside each FILE, with the format's ending, stdin's to stdout); - is stdout;
                  for several files and for folders OUT is a folder, in which theirs are mirrored;
                  files of a folder that hold no subtitles are passed by
  -f, --force     replace files that are there
  --json          print what was done as JSON

  --frame-rate N         frames a second, for formats whose times are frames (default 25)
  --start-timecode TC    timecode of the first frame, for formats of timecodes (default 00:00:00:00)
  --offset=TIME          move every cue: seconds (-1.5), a clock time (00:01:02.500) or a timecode (10:00:00:00)
  --speakers STYLE       off, prefix (“Anna: ”) or voice (the format's own field); a FILE with “Anna: ” keeps it
  --plain                drop places, italics and colours
  --first N              number of the first cue (default 1)
  --encoding NAME        ${encodingNames()} (default utf-8)
  --bom, --crlf          begin with a byte order mark; end lines as Windows does; --no-bom and --no-crlf do not
                         A FILE of the format that is written keeps its own of these four unless you say otherwise.
  --from-encoding NAME   how FILE is encoded, when it is not told right:
                         ${readingNames()}`;

const CHECK = `galley check FILE|FOLDER… [--rules NAME]

Checks the cues of each file, cue by cue, and prints what it finds: FILE:CUE: severity: time and finding.
A transcript without cues is cut by the same rules first. Exit code 1 when an error or a warning was found.

  --rules NAME      by whose rules (default netflix; --profile is the same):${ruleNames('                    ')},
                    or FILE.json, a set of your own saved from the settings
  --frame-rate N    frames a second of the picture
  --from-encoding   how FILE is encoded, as for convert
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
