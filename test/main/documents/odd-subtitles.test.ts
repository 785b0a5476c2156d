// Two hundred odd subtitle files: read with every repair named, or refused in a sentence; written again they say the same (F25).
import { expect } from 'vitest';
import { exportFile } from '../../../src-core/subtitles/export-file.ts';
import { exportFormatOrNull } from '../../../src-core/subtitles/formats/list.ts';
import { readDocumentBytes } from '../../../src-main/adapters/documents/read-bytes.ts';
import { fault } from '../../faults/fault.ts';

const FILES = 200;

/** Random numbers that are the same every time (Park and Miller). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const SAID = [
  'Grüße aus Łódź',
  'The tide turns',
  '- Yes.\n- No!',
  '<i>softly</i>',
  '{\\an8}Above',
  '昨日は雨',
  'مرحبا',
  '   ',
  'x --> y',
  '<b>never closed',
  '& < >',
  '12',
];
const ENDS = ['\n', '\r\n', '\r', '\n\n', '\u2028'];

/** A time as careless programs write it. */
function timeText(millis: number, style: number): string {
  const [h, m, s, ms] = [Math.floor(millis / 3_600_000), Math.floor(millis / 60_000) % 60, Math.floor(millis / 1000) % 60, millis % 1000].map(Math.abs);
  const two = (value = 0): string => String(value).padStart(2, '0');
  const sign = millis < 0 ? '-' : '';
  if (style === 1) return `${sign}${two(h)}:${two(m)}:${two(s)}.${ms}`;
  if (style === 2) return `${sign}${two(h)}:${two(m)}:${two(s)}:${ms}`;
  if (style === 3) return `${sign}${two(m)}:${two(s)}.${ms}`;
  return `${sign}${two(h)}:${two(m)}:${two(s)},${String(ms).padStart(3, '0')}`;
}

/** The text of file `number`: numbering, times, order, overlaps, line ends, NULs and cuts all over the place. */
function oddText(number: number): string {
  const below = numbers(number + 1);
  const end = ENDS[number % ENDS.length] ?? '\n';
  const isVtt = number % 7 === 0;
  const style = isVtt ? 1 : below(4);
  const cues = Array.from({ length: 1 + below(12) }, (_, cue) => {
    const start = number % 11 === 0 ? below(5000) - 2500 : cue * 1500 + below(3000) - 500;
    const stop = number % 13 === 0 ? start - below(900) : start + below(2500);
    const heading = number % 5 === 0 ? [] : [String(number % 3 === 0 ? below(50) : cue + 1)];
    return [...heading, `${timeText(start, style)} ${number % 17 === 0 ? '->' : '-->'} ${timeText(stop, style)}`, SAID[below(SAID.length)] ?? ''].join(end);
  });
  const text = `${isVtt ? `WEBVTT${end}${end}` : ''}${cues.join(`${end}${end}`)}${end}`;
  const spoiled = number % 19 === 0 ? text.replace(/a/g, 'a\0') : text;
  return number % 23 === 0 ? spoiled.slice(0, Math.floor(spoiled.length * 0.7)) : spoiled;
}

/** The bytes of file `number`, in one of the encodings people have. */
function oddBytes(number: number): Uint8Array {
  const text = oddText(number);
  switch (number % 6) {
    case 1:
      return new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf8'));
    case 2:
      return new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    case 3:
      return new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16());
    case 4:
      return new Uint8Array(Buffer.from(text, 'latin1'));
    default:
      return new Uint8Array(Buffer.from(text, 'utf8'));
  }
}

const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

fault('F25', `${FILES} subtitle files: four encodings, mixed line ends, marks, NULs, negative, reversed and overlapping times, lost numbers, cuts`, (seen) => {
  const srt = exportFormatOrNull('srt');
  if (!srt) throw new Error('there is no SRT');
  let read = 0;
  let repaired = 0;
  for (let number = 0; number < FILES; number += 1) {
    const document = readDocumentBytes(oddBytes(number));
    if (document.kind === 'refused') {
      expect(document.reason, `file ${number}`).toMatch(/\S \S/);
      continue;
    }
    read += 1;
    if (document.problems.length > 0) repaired += 1;
    for (const problem of document.problems) expect(problem.message).toMatch(/\S \S/);
    for (const turn of document.transcript.turns) {
      let before = 0;
      for (const word of turn.words) {
        expect(Number.isInteger(word.start) && Number.isInteger(word.end), `file ${number}`).toBe(true);
        expect(word.start, `file ${number}`).toBeGreaterThanOrEqual(before);
        expect(word.end).toBeGreaterThanOrEqual(word.start);
        before = word.start;
      }
    }
    const once = exportFile(document.transcript, srt, srt.defaults, { cues: document.cues ?? null }).text;
    const again = readDocumentBytes(new TextEncoder().encode(once));
    if (again.kind === 'refused') {
      expect(
        document.transcript.turns.flatMap((turn) => turn.words),
        `file ${number}`,
      ).toEqual([]);
      continue;
    }
    const twice = exportFile(again.transcript, srt, srt.defaults, { cues: again.cues ?? null }).text;
    expect(words(twice), `file ${number}`).toBe(words(once));
  }
  expect(read).toBeGreaterThan(FILES * 0.7);
  expect(repaired).toBeGreaterThan(FILES * 0.2);
  seen('each is read with its repairs named, or refused in a sentence; times are whole, rising and never negative; written and read again it says the same');
});

fault('F25', 'one line of 50 MB after a cue’s times', (seen) => {
  const bytes = new Uint8Array(50 * 1024 * 1024).fill(120);
  bytes.set(new TextEncoder().encode('1\n00:00:01,000 --> 00:00:02,000\n'));
  const document = readDocumentBytes(bytes);
  if (document.kind === 'refused') expect(document.reason).toMatch(/\S \S/);
  else expect(document.transcript.turns.flatMap((turn) => turn.words).length).toBeLessThan(10);
  seen('read as the one word it is, or refused in a sentence; nothing hangs');
});
