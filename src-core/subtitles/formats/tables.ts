// Cues as a table: CSV (RFC 4180) and TSV, a row a cue. A cell that a spreadsheet would take for a formula is made text.
import type { Problem } from '../../problem.ts';
import { ProblemList } from '../../problem.ts';
import { csvCell, tsvCell, withApostrophe } from '../../table-text.ts';
import { shownName } from '../cue-label.ts';
import { clockTime } from './clock-time.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { addLookLoss, addRewritten, addSecondSpeakers, addUnseen, addWordFacts, counted, cuesThat } from './losses.ts';
import { eachWritten } from './written-cues.ts';

/** A table has a column for speakers and no place for looks. */
const PLAIN = { speakers: 'off', styling: false } as const;

const COLUMNS = ['number', 'start', 'end', 'speaker', 'text'] as const;

type CellWriter = (text: string) => string;

function writeTable(source: ExportSource, options: ExportOptions, cell: CellWriter, separator: string): string {
  const rows: string[] = [COLUMNS.join(separator)];
  for (const { cue, lines, speaker } of eachWritten(source, PLAIN)) {
    const who = shownName(source.transcript, speaker) ?? '';
    const cells = [String(options.startIndex + rows.length - 1), clockTime(cue.start, '.'), clockTime(cue.end, '.'), who, lines.join('\n')];
    rows.push(cells.map(cell).join(separator));
  }
  return asTextFile(rows.map((row) => `${row}\n`).join(''), options);
}

function tableLosses(source: ExportSource): Problem[] {
  const problems = new ProblemList();
  addWordFacts(problems, source);
  addUnseen(problems, source);
  addLookLoss(problems, eachWritten(source, { ...PLAIN, styling: true }));
  addRewritten(problems, eachWritten(source, PLAIN), {
    code: 'formulas',
    rewrite: withApostrophe,
    say: (count) => `${cuesThat(count, 'begin')} with a sign a spreadsheet would calculate with; an apostrophe is put before it.`,
  });
  addSecondSpeakers(problems, source, eachWritten(source, PLAIN));
  return problems.toArray();
}

const offered = {
  group: 'data',
  madeOf: 'cues',
  uses: ['encoding', 'bom', 'crlf', 'startIndex', 'offset'],
  speakerStyles: ['voice'],
} as const satisfies Partial<ExportFormat>;

/** CSV as offered: with a byte order mark, without which Excel shows accents wrongly. */
export const csvFormat: ExportFormat = {
  ...offered,
  id: 'csv',
  label: 'Spreadsheet (CSV)',
  extension: 'csv',
  mediaType: 'text/csv',
  defaults: { ...plainOptions, speakers: 'voice', bom: true, crlf: true },
  write: (source, options) => writeTable(source, options, csvCell, ','),
  losses: tableLosses,
};

function tsvLosses(source: ExportSource): Problem[] {
  const problems = new ProblemList();
  for (const { cue, lines, index } of eachWritten(source, PLAIN))
    if (lines.length > 1)
      problems.add('line-breaks', 'loss', (count) => `${counted(count, 'cue')} will have lines joined into one.`, { item: index, time: cue.start });
  return [...tableLosses(source), ...problems.toArray()];
}

/** TSV as offered: a row is a line, so line breaks in a cue become spaces. */
export const tsvFormat: ExportFormat = {
  ...offered,
  id: 'tsv',
  label: 'Tab-separated text',
  extension: 'tsv',
  mediaType: 'text/tab-separated-values',
  defaults: { ...plainOptions, speakers: 'voice' },
  write: (source, options) => writeTable(source, options, tsvCell, '\t'),
  losses: tsvLosses,
};
