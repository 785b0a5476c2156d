// A report on cues for whoever receives them: what was found, what was waived and why, and how the whole measures; as a table or a page.
// The page needs nothing but itself and runs nothing.
import type { Millis } from '../../span.ts';
import { csvCell } from '../../table-text.ts';
import type { CueFigures } from '../cue-figures.ts';
import { clockTime } from '../formats/clock-time.ts';
import { xmlText } from '../formats/xml-text.ts';
import { RULE_IDS, RULES, type Finding, type RuleId, type Severity } from './finding.ts';
import { figureText, findingText } from './finding-text.ts';
import type { WaivedFinding } from './waivers.ts';

/** One list of cues and what is wrong with it. */
export interface FindingSheet {
  /** The recording or the file. */
  readonly name: string;
  /** The rules it was checked by. */
  readonly rules: string;
  readonly findings: readonly Finding[];
  readonly waived?: readonly WaivedFinding[];
  /** Absent where the cues were not measured. */
  readonly figures?: CueFigures;
  /** How times are written: timecode where the picture has one, else to the millisecond. */
  readonly timeText?: (time: Millis) => string;
}

const clock = (time: Millis): string => clockTime(Math.max(0, time), '.');
const HEADS = ['file', 'cue', 'time', 'severity', 'rule', 'finding', 'value', 'limit', 'unit', 'source', 'rules', 'waived'] as const;

/** A report as CSV (RFC 4180), a row a finding; waived ones follow the open ones of their file, with their note ("yes" where there is none). */
export function reportCsv(sheets: readonly FindingSheet[]): string {
  const rows = sheets.flatMap((sheet) => [
    ...sheet.findings.map((finding) => csvRow(sheet, finding, '')),
    ...(sheet.waived ?? []).map(({ finding, note }) => csvRow(sheet, finding, note === '' ? 'yes' : note)),
  ]);
  return [[...HEADS], ...rows].map((row) => `${row.map(csvCell).join(',')}\n`).join('');
}

function csvRow({ name, rules, timeText = clock }: FindingSheet, finding: Finding, waived: string): string[] {
  const { rule, cue, time, value, limit, unit, source } = finding;
  const figures = [value, limit].map((figure) => figure?.toString() ?? '');
  return [name, String(cue + 1), timeText(time), RULES[rule].severity, rule, findingText(finding), ...figures, unit ?? '', source, rules, waived];
}

/** A report as a page. */
export function reportPage(sheets: readonly FindingSheet[]): string {
  const title = sheets.length === 1 ? `Subtitle findings: ${sheets[0]?.name ?? ''}` : `Subtitle findings: ${sheets.length} files`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${xmlText(title)}</title>
<style>${STYLE}</style></head><body><h1>${xmlText(title)}</h1>
${sheets.map((sheet) => sheetBody(sheet, sheets.length > 1)).join('\n')}
</body></html>
`;
}

const STYLE = `
:root { color-scheme: light dark; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; color: light-dark(#1d1d1f, #e7e6e2); background: light-dark(#fff, #191b1f); }
h2 { margin-top: 2.5rem; } h3 { margin-top: 1.5rem; font-size: 1rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid light-dark(#ddd, #3d4047); vertical-align: top; }
td.n { font-variant-numeric: tabular-nums; white-space: nowrap; } td.error { font-weight: 700; } .source { color: light-dark(#5c6067, #979ba2); }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
`;

function sheetBody(sheet: FindingSheet, isOneOfMany: boolean): string {
  const { name, findings, waived = [], timeText = clock } = sheet;
  const rows = findings.map((finding) => findingCells(finding, timeText));
  const kept = waived.map(({ finding, note }) => [...findingCells(finding, timeText), cell(note)]);
  return [
    isOneOfMany ? `<h2>${xmlText(name)}</h2>` : '',
    `<p>${xmlText(summary(sheet))}</p>`,
    figuresLine(sheet.figures),
    findings.length + waived.length === 0 ? '' : `<h3>By rule</h3>${tableOf(['Rule', 'Severity', 'Open', 'Waived'], totals(findings, waived))}`,
    rows.length === 0 ? '' : `<h3>Findings</h3>${tableOf(FINDING_HEADS, rows)}`,
    kept.length === 0 ? '' : `<h3>Waived</h3>${tableOf([...FINDING_HEADS, 'Note'], kept)}`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

const FINDING_HEADS = ['Cue', 'Time', 'Severity', 'Finding', 'Source'] as const;
const cell = (text: string, look = ''): string => `<td${look === '' ? '' : ` class="${look}"`}>${xmlText(text)}</td>`;

function findingCells(finding: Finding, timeText: (time: Millis) => string): string[] {
  const { severity } = RULES[finding.rule];
  return [
    cell(String(finding.cue + 1), 'n'),
    cell(timeText(finding.time), 'n'),
    cell(severity, severity),
    cell(findingText(finding)),
    cell(finding.source, 'source'),
  ];
}

function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${rows.map((row) => `<tr>${row.join('')}</tr>`).join('\n')}\n</tbody></table>`;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'hint'];

/** "412 cues, checked by Netflix: 3 errors, 1 warning; 2 waived." */
function summary({ findings, waived = [], figures, rules }: FindingSheet): string {
  const cues = figures ? `${counted(figures.cues, 'cue')}, checked` : 'Checked';
  const counts = SEVERITIES.flatMap((severity) => {
    const count = findings.filter(({ rule }) => RULES[rule].severity === severity).length;
    return count === 0 ? [] : [counted(count, severity)];
  });
  return `${cues} by ${rules}: ${counts.length === 0 ? 'nothing found' : counts.join(', ')}${waived.length === 0 ? '' : `; ${waived.length} waived`}.`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function figuresLine(figures: CueFigures | undefined): string {
  if (!figures || figures.cues === 0) return '';
  const fastest = Number.isFinite(figures.fastest) ? figureText(figures.fastest, 'graphemes/s') : '–';
  return `<p>${xmlText(`Longest line ${figureText(figures.longestLine, 'graphemes')}; fastest cue ${fastest}.`)}</p>`;
}

/** A row for each rule that is broken, in the order of the rules. */
function totals(findings: readonly Finding[], waived: readonly WaivedFinding[]): string[][] {
  const open = countsOf(findings);
  const kept = countsOf(waived.map(({ finding }) => finding));
  return RULE_IDS.filter((rule) => open.has(rule) || kept.has(rule)).map((rule) => {
    const { about, severity } = RULES[rule];
    return [cell(about), cell(severity, severity), cell(String(open.get(rule) ?? 0), 'n'), cell(String(kept.get(rule) ?? 0), 'n')];
  });
}

function countsOf(findings: readonly Finding[]): Map<RuleId, number> {
  const counts = new Map<RuleId, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}
