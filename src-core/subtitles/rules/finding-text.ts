// Findings in words, a sentence each. A whole report is finding-report.ts.
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
