// The report says everything that was found and waived, by rule and by cue; no spreadsheet calculates with it and nothing breaks out of the page.
import { describe, expect, it } from 'vitest';
import { cueFigures } from '../../../../src-core/subtitles/cue-figures.ts';
import type { Cue } from '../../../../src-core/subtitles/cue.ts';
import { frameRate } from '../../../../src-core/subtitles/frame-rate.ts';
import { reportCsv, reportPage, type FindingSheet } from '../../../../src-core/subtitles/rules/finding-report.ts';
import { checkCues } from '../../../../src-core/subtitles/rules/findings-keeper.ts';
import { cueProfileFor } from '../../../../src-core/subtitles/rules/rule-set.ts';
import { ruleSetFor } from '../../../../src-core/subtitles/rules/rule-sets.ts';
import { timecodeAt, timecodeFrom } from '../../../../src-core/subtitles/timecode.ts';
import { readTableRows } from '../../../../src-core/table-text.ts';
import { said, transcript, turn } from '../written-speech.ts';

const set = ruleSetFor('netflix', []);
const rate = frameRate('25');

function sheetOf(text: string, name: string): FindingSheet {
  const words = said(text, 0, 20);
  const speech = transcript([turn(words)]);
  const cues: Cue[] = [{ start: 40, end: 640, from: { turn: 0, word: 0 }, to: { turn: 0, word: words.length - 1 }, breaks: [] }];
  const [first, ...findings] = checkCues(speech, cues, { set, rate });
  if (!first) throw new Error('nothing found');
  return {
    name,
    rules: set.name,
    findings,
    waived: [{ finding: first, note: '=agreed, with “them”' }],
    figures: cueFigures(speech, cues, cueProfileFor(set, 'en', rate)),
    timeText: (time) => timecodeAt(time, timecodeFrom('01:00:00:00', rate)),
  };
}

const sheet = sheetOf('=SUM(A1) <script>alert(1)</script> (is shown for far too short a time', '<b>talk</b>');

describe('A report', () => {
  it('as a table holds a row a finding with its file, timecode and note', () => {
    const rows = [...readTableRows(reportCsv([sheet]), { separator: ',', quotes: true })].map(({ cells }) => cells);
    expect(rows[0]).toEqual(['file', 'cue', 'time', 'severity', 'rule', 'finding', 'value', 'limit', 'unit', 'source', 'rules', 'waived']);
    expect(rows).toHaveLength(1 + sheet.findings.length + 1);
    expect(rows.slice(1).every((row) => row.length === 12 && row[2] === '01:00:00:01')).toBe(true);
    expect(rows.at(-1)?.at(-1)).toBe("'=agreed, with “them”");
    expect(rows.filter((row) => row.some((cell) => cell.startsWith('=')))).toEqual([]);
  });

  it('as a page counts by severity and by rule, keeps the waived apart, and lets nothing break out', () => {
    const page = reportPage([sheet]);
    expect(page).not.toMatch(/<script|<b>/);
    expect(page).toContain('1 cue, checked by Netflix:');
    expect(page).toContain('; 1 waived.');
    expect(page).toContain('<h3>By rule</h3>');
    expect(page.indexOf('<h3>Waived</h3>')).toBeGreaterThan(page.indexOf('<h3>Findings</h3>'));
    expect(page).toContain('=agreed, with “them”');
  });

  it('of several files tells them apart, and says where nothing was found', () => {
    const page = reportPage([sheet, { name: 'clean.srt', rules: 'BBC', findings: [] }]);
    expect(page).toContain('<h1>Subtitle findings: 2 files</h1>');
    expect(page).toContain('<h2>clean.srt</h2>\n<p>Checked by BBC: nothing found.</p>');
  });
});
