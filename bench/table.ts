// Figures as one aligned table for a terminal, which is also a Markdown table.
import type { Figure } from './bench.ts';
import { judge, targetText } from './verdict.ts';

const HEAD = ['what', 'best', 'median', 'p95', 'beside', '×', 'best ×', 'target', ''] as const;
const TO_THE_RIGHT = new Set([1, 2, 3, 5, 6]);

/** The table, its lines joined by line feeds. */
export function table(figures: readonly Figure[]): string {
  const rows = [[...HEAD], ...figures.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string => `| ${widths.map((width, column) => pad(row[column] ?? '', width, TO_THE_RIGHT.has(column))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (TO_THE_RIGHT.has(column) ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`;
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].join('\n');
}

function cells(figure: Figure): string[] {
  const { best, median, p95, beside, ratio, bestRatio, word } = judge(figure);
  const { what, unit, ours } = figure;
  return [
    what,
    ours.length > 2 ? amount(best, unit) : '',
    amount(median, unit),
    ours.length > 2 ? amount(p95, unit) : '',
    figure.beside && beside !== null ? `${figure.beside.name} ${amount(beside, unit)}` : '',
    ratio === null ? '' : ratio.toFixed(2),
    bestRatio === null ? '' : bestRatio.toFixed(2),
    targetText(figure),
    word,
  ];
}

/** Three digits that count, no more: "0.043 ms", "12.4 s", "118 MB". */
function amount(value: number, unit: string): string {
  const digits = !Number.isFinite(value) || value === 0 ? 0 : Math.min(Math.max(2 - Math.floor(Math.log10(Math.abs(value))), 0), 3);
  return `${unit === '' ? String(Math.round(value * 100) / 100) : value.toFixed(digits)} ${unit}`.trim();
}

function pad(text: string, width: number, toTheRight: boolean): string {
  return toTheRight ? text.padStart(width) : text.padEnd(width);
}
