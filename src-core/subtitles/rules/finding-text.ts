// Findings in words: a sentence each, and a whole report as a table or a page.
import type { Millis } from '../../span.ts';
import { csvCell } from '../../table-text.ts';
import { clockTime } from '../formats/clock-time.ts';
import { xmlText } from '../formats/xml-text.ts';
import type { Finding, FigureUnit } from './finding.ts';
import { RULES } from './finding.ts';

/** "Too fast to read: 23.4 characters a second, at most 17". */
export function findingText({ rule, value, limit, unit, detail }: Finding): string {
  const { about } = RULES[rule];
  const figures = value === null || unit === null ? '' : `: ${figureText(value, unit)}${limit === null ? '' : `, limit ${figureText(limit, unit)}`}`;
  return `${about}${figures}${detail === '' ? '' : ` (${detail})`}`;
}

/** A figure with its unit, as people read it. */
export function figureText(value: number, unit: FigureUnit): string {
  switch (unit) {
    case 'ms':
      return `${(value / 1000).toFixed(3)} s`;
    case 'graphemes':
      return `${round(value)} characters`;
    case 'graphemes/s':
      return `${value.toFixed(1)} characters a second`;
    case 'words/min':
      return `${Math.round(value)} words a minute`;
    case 'lines':
      return `${value} lines`;
    case 'share':
      return `${Math.round(value * 100)} %`;
    case 'px':
      return `${Math.round(value)} px`;
    case 'to 1':
      return `${value.toFixed(1)} to 1`;
    case 'count':
      return String(value);
  }
}

const round = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(1));
const clock = (time: Millis): string => clockTime(Math.max(0, time), '.');

/** A report as CSV (RFC 4180), a row a finding. */
export function findingsCsv(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => {
    const { rule, cue, time, value, limit, unit, source } = finding;
    return [
      String(cue + 1),
      clock(time),
      RULES[rule].severity,
      rule,
      findingText(finding),
      value?.toString() ?? '',
      limit?.toString() ?? '',
      unit ?? '',
      source,
    ];
  });
  return [['cue', 'time', 'severity', 'rule', 'finding', 'value', 'limit', 'unit', 'source'], ...rows].map((row) => `${row.map(csvCell).join(',')}\n`).join('');
}

/** A report as a page that needs nothing but itself. `title` names what was checked. */
export function findingsPage(findings: readonly Finding[], title: string): string {
  const rows = findings.map((finding) => {
    const { severity } = RULES[finding.rule];
    const cells = [String(finding.cue + 1), clock(finding.time), severity, findingText(finding), finding.source];
    return `<tr class="${severity}">${cells.map((text) => `<td>${xmlText(text)}</td>`).join('')}</tr>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${xmlText(title)}</title>
<style>
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1d1d1f; background: #fff; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top; }
td:nth-child(-n+2) { font-variant-numeric: tabular-nums; white-space: nowrap; } .error td:nth-child(3) { font-weight: 700; }
</style></head><body><h1>${xmlText(title)}</h1>
<p>${findings.length === 0 ? 'Nothing found.' : `${findings.length} findings.`}</p>
${rows.length === 0 ? '' : `<table><thead><tr><th>Cue</th><th>Time</th><th>Severity</th><th>Finding</th><th>Source</th></tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`}
</body></html>
`;
}
