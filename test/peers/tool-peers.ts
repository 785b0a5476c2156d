// Programs of Debian that read what is no subtitle for players: Miller for tables, Praat for TextGrid, xmllint with a schema for ELAN.
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PeerCue } from './peer.ts';

const run = promisify(execFile);
const LIMITS = { maxBuffer: 1 << 28 };

function millis(clock: string): number {
  const parts = clock.split(':').map(Number);
  return Math.round(parts.reduce((sum, part) => sum * 60 + part, 0) * 1000);
}

/** Miller's reading of a table with a head row; every cell is text. */
export async function readByMiller(path: string, kind: 'csv' | 'tsv'): Promise<PeerCue[]> {
  const { stdout } = await run('mlr', ['--infer-none', `--i${kind}`, '--ojson', 'cat', path], LIMITS);
  const rows = JSON.parse(stdout.trim() === '' ? '[]' : stdout) as { start: string; end: string; text: string; speaker: string }[]; // the columns of our tables
  return rows.map(({ start, end, text, speaker }) => ({ start: millis(start), end: millis(end), text, voice: speaker }));
}

/** Miller's reading of lines parted by tabs without a head row, which Audacity's labels are. */
export async function readLabelsByMiller(path: string): Promise<PeerCue[]> {
  const { stdout } = await run('mlr', ['--infer-none', '--inidx', '--ifs', 'tab', '--ojson', 'cat', path], LIMITS);
  const rows = JSON.parse(stdout.trim() === '' ? '[]' : stdout) as Record<string, string>[]; // columns by their numbers
  return rows.map((row) => ({ start: Math.round(Number(row['1']) * 1000), end: Math.round(Number(row['2']) * 1000), text: row['3'] ?? '' }));
}

const PRAAT_SCRIPT = `form Intervals of a TextGrid
  sentence File
endform
Read from file: file$
tiers = Get number of tiers
for tier to tiers
  name$ = Get tier name: tier
  intervals = Get number of intervals: tier
  for interval to intervals
    start = Get start time of interval: tier, interval
    end = Get end time of interval: tier, interval
    text$ = Get label of interval: tier, interval
    appendInfoLine: fixed$ (start, 3), tab$, fixed$ (end, 3), tab$, name$, tab$, text$
  endfor
endfor
`;

/** Praat's reading of every interval of every tier, silences included; the tier is the voice. */
export async function readByPraat(path: string): Promise<PeerCue[]> {
  const script = join(mkdtempSync(join(tmpdir(), 'galley-praat-')), 'list.praat');
  writeFileSync(script, PRAAT_SCRIPT);
  const { stdout } = await run('praat', ['--run', '--utf8', script, path], LIMITS);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [start = '', end = '', voice = '', ...text] = line.split('\t');
      return { start: Math.round(Number(start) * 1000), end: Math.round(Number(end) * 1000), voice, text: text.join('\t') };
    });
}

/** What xmllint finds wrong with a document by a schema; "" for nothing. */
export async function schemaFaults(path: string, schema: string): Promise<string> {
  try {
    await run('xmllint', ['--noout', '--nonet', '--schema', schema, path], LIMITS);
    return '';
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

/** The words of a Galley JSON as Miller reads them: start, end and text. */
export async function wordsByMiller(path: string): Promise<string[]> {
  const script = 'for (turn in $turns) { for (word in turn["words"]) { emit1 {"word": word["start"] . " " . word["end"] . " " . word["text"]} } }';
  const { stdout } = await run('mlr', ['--ijson', '--ojson', 'put', '-q', script, path], LIMITS);
  // It reads control characters rightly and writes them into its own JSON as they are, which JSON does not allow.
  const clean = stdout.replace(/[\u0000-\u0009\u000b-\u001f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const rows = JSON.parse(clean.trim() === '' ? '[]' : clean) as { word: string }[]; // as the script emits
  return rows.map(({ word }) => word);
}
