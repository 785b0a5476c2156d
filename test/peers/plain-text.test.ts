// Plain text as two programs read it that decode bytes, end lines and part paragraphs in ways of their own: Python and Perl.
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportFile, fileBytes } from '../../src-core/subtitles/export-file.ts';
import type { ExportOptions } from '../../src-core/subtitles/formats/export-format.ts';
import { textFormat } from '../../src-core/subtitles/formats/text.ts';
import { shownTurn } from '../../src-core/subtitles/shown-text.ts';
import { speakerName, type Transcript } from '../../src-core/transcript/transcript.ts';
import { PYTHON } from '../support/machine.ts';
import { randomSpeech, speeches } from './speeches.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'galley-plain-text-'));

/** A form of the file, and what both readers call its encoding. */
interface Form {
  readonly name: string;
  readonly options: Partial<ExportOptions>;
  readonly codec: 'utf-8-sig' | 'utf-8' | 'utf-16' | 'cp1252';
}

const FORMS: readonly Form[] = [
  { name: 'UTF-8', options: {}, codec: 'utf-8' },
  { name: 'UTF-8 with its mark, CRLF and times', options: { bom: true, crlf: true, timecodes: true }, codec: 'utf-8-sig' },
  { name: 'UTF-16, without names', options: { encoding: 'utf-16le', speakers: 'off' }, codec: 'utf-16' },
];
/** Of speech a code page holds. */
const WESTERN: Form = { name: 'Windows-1252, CRLF', options: { encoding: 'windows-1252', crlf: true }, codec: 'cp1252' };

const SPOKEN: Readonly<Record<string, Transcript>> = { ...speeches, 'random speech': randomSpeech };
const CASES = Object.entries(SPOKEN).flatMap(([about, transcript]) =>
  (about === 'an interview' ? [...FORMS, WESTERN] : FORMS).map((form) => ({ title: `${about}, ${form.name}`, transcript, form })),
);

/** What a reader of the file is to find: stated here again on purpose, the writer is on trial. */
function paragraphsOf(transcript: Transcript, { speakers = 'prefix', timecodes = false }: Partial<ExportOptions>): string[] {
  let before: string | null | undefined;
  return transcript.turns.flatMap((turn) => {
    const words = shownTurn(turn);
    if (words === '') return [];
    const name = speakerName(transcript, turn.speaker)?.replace(/\s+/g, ' ').trim() ?? '';
    const label = speakers === 'off' || name === '' || turn.speaker === before ? '' : `${name}: `;
    before = turn.speaker;
    const time = new Date(turn.words[0]?.start ?? 0);
    const hours = String(Math.floor(time.getTime() / 3_600_000)).padStart(2, '0');
    return [`${timecodes ? `[${hours}${time.toISOString().slice(13, 19)}] ` : ''}${label}${words}`];
  });
}

/** Each prints a list of paragraphs a file: parted by blank lines, marks of direction before them left off. */
const BY_PYTHON = `
import json, sys
found = []
for line in open(sys.argv[1], encoding="utf-8"):
    codec, path = line.rstrip("\\n").split("\\t")
    with open(path, encoding=codec) as file:
        found.append([part.strip("\\n").lstrip("\\u200e\\u200f") for part in file.read().split("\\n\\n") if part.strip("\\n")])
print(json.dumps(found))
`;
const BY_PERL = `
use strict; use utf8; use open qw(:std :encoding(UTF-8)); use JSON::PP;
my @found;
open my $list, '<', $ARGV[0] or die;
while (my $line = <$list>) {
  chomp $line;
  my ($codec, $path) = split /\\t/, $line;
  my $layer = $codec eq 'utf-8-sig' ? 'utf-8' : $codec;
  open my $file, "<:raw:encoding($layer):crlf", $path or die;
  local $/ = '';
  my @parts = <$file>;
  for (@parts) { s/\\n+$//; s/^\\x{feff}//; s/^[\\x{200e}\\x{200f}]+//; }
  push @found, [grep { $_ ne '' } @parts];
}
print JSON::PP->new->encode(\\@found);
`;

let byPython: string[][] = [];
let byPerl: string[][] = [];

beforeAll(async () => {
  const rows = CASES.map(({ transcript, form }, index) => {
    const path = join(folder, `${index}.txt`);
    writeFileSync(path, fileBytes(exportFile(transcript, textFormat, { ...textFormat.defaults, ...form.options })));
    return `${form.codec}\t${path}\n`;
  });
  const list = join(folder, 'list');
  writeFileSync(list, rows.join(''));
  const read = async (program: string, args: readonly string[]): Promise<string[][]> => {
    const { stdout, stderr } = await run(program, [...args, list], { maxBuffer: 1 << 26 });
    expect(stderr).toBe('');
    return JSON.parse(stdout) as string[][]; // printed by the scripts above
  };
  byPython = await read(PYTHON, ['-I', '-c', BY_PYTHON]);
  byPerl = await read('perl', ['-e', BY_PERL]);
});

describe('Plain text is read by Python and by Perl as it was meant', () => {
  it.each(CASES.map((one, index) => ({ ...one, index })))('$title', ({ transcript, form, index }) => {
    const meant = paragraphsOf(transcript, form.options);
    expect(byPython[index]).toEqual(meant);
    expect(byPerl[index]).toEqual(meant);
  });
});
