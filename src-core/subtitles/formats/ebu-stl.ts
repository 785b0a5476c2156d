// EBU STL (Tech 3264), the binary file of European broadcasters: a header, then blocks of 128 bytes, one or more a cue. Open subtitling:
// italics, underlining, row and justification are held; weight and colour are teletext's and are not. Times are timecodes.
import type { Problem } from '../../problem.ts';
import type { Millis } from '../../span.ts';
import type { CueLook } from '../cue-look.ts';
import { plainLook } from '../cue-look.ts';
import { frameAt, frameRate, type FrameRate } from '../frame-rate.ts';
import { frameOfTimecode, nominalRate, timecodeOfFrame } from '../timecode.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { plainOptions } from './export-format.ts';
import { counted, viewerLosses, type KeptLook } from './losses.ts';
import { stlHeader, stlLanguage, stlRateCode, TTI_BYTES } from './stl-header.ts';
import { stlBytes, stlTableFor, stlText, type StlTable } from './stl-letters.ts';
import { addRewritten, eachWritten, type WrittenCue } from './written-cues.ts';

/** Rows of the picture that text may stand on, and letters of a row. */
const ROWS = 23;
const COLUMNS = 40;
const TEXT_BYTES = 112;
const DAY: Millis = 24 * 3_600_000;
const [NEW_LINE, FILL] = [0x8a, 0x8f];
const [ITALIC, UPRIGHT, UNDERLINED, NOT_UNDERLINED] = [0x80, 0x81, 0x82, 0x83];

/** What is written of a source: its cues, the table they are written in, and their frames. */
interface StlFile {
  readonly cues: readonly WrittenCue[];
  readonly table: StlTable;
  readonly rate: FrameRate;
  /** Frame of the media's beginning, counted from 00:00:00:00. */
  readonly firstFrame: number;
}

function stlFile(source: ExportSource, options: ExportOptions): StlFile {
  const cues = [...eachWritten(source, options)];
  const rate = frameRate(options.frameRate);
  const firstFrame = frameOfTimecode(options.startTimecode.replace(/[;.](?=\d+$)/, ':'), rate) ?? 0;
  return { cues, table: stlTableFor(cues.map(({ lines }) => lines.join('')).join('')), rate, firstFrame };
}

function framesOf(start: Millis, end: Millis, { rate, firstFrame }: StlFile): { from: number; to: number } {
  const from = firstFrame + frameAt(start, rate);
  return { from, to: Math.max(from + 1, firstFrame + frameAt(end, rate)) };
}

/** What is in the file, a line a cue. */
function listStl(source: ExportSource, options: ExportOptions): string {
  const file = stlFile(source, options);
  const head = `EBU STL, ${stlRateCode(file.rate.id)}, letters ${file.table}, language ${stlLanguage(source.transcript.language)}, starts at ${timecodeOfFrame(file.firstFrame, file.rate, false)}`;
  const lines = file.cues.map(({ cue, lines: texts }, index) => {
    const { from, to } = framesOf(cue.start, cue.end, file);
    const label = (frame: number): string => timecodeOfFrame(frame, file.rate, false);
    return `${String(index + 1).padStart(4)}  ${label(from)}  ${label(to)}  ${stlText(texts.join('\n'), file.table).replaceAll('\n', ' | ')}`;
  });
  return [head, '', ...lines, ''].join('\n');
}

function packStl(source: ExportSource, options: ExportOptions): Uint8Array<ArrayBuffer> {
  const file = stlFile(source, options);
  const blocks = file.cues.flatMap((cue, index) => cueBlocks(cue, index, file));
  const digits = (value: number, length: number): string => String(value).padStart(length, '0').slice(-length);
  const code = (frame: number): string => timecodeOfFrame(frame, file.rate, false).replace(/\D/g, '');
  const first = file.cues[0];
  const header = stlHeader({
    CPN: '850',
    DFC: stlRateCode(file.rate.id),
    DSC: '0',
    CCT: file.table,
    LC: stlLanguage(source.transcript.language),
    // A file depends on nothing but the transcript, so it bears the date of the epoch.
    CD: '700101',
    RD: '700101',
    RN: '00',
    TNB: digits(blocks.length, 5),
    TNS: digits(file.cues.length, 5),
    TNG: '001',
    MNC: String(COLUMNS),
    MNR: String(ROWS),
    TCS: '1',
    TCP: code(file.firstFrame),
    TCF: code(first ? framesOf(first.cue.start, first.cue.end, file).from : file.firstFrame),
    TND: '1',
    DSN: '1',
  });
  const bytes = new Uint8Array(header.length + blocks.length * TTI_BYTES);
  bytes.set(header);
  blocks.forEach((block, index) => bytes.set(block, header.length + index * TTI_BYTES));
  return bytes;
}

/** The blocks of a cue: one, and extensions where its text is longer than a block. */
function cueBlocks({ cue, lines, look }: WrittenCue, index: number, file: StlFile): Uint8Array[] {
  const text = textBytes(lines, look, file.table);
  const { from, to } = framesOf(cue.start, cue.end, file);
  const count = Math.max(1, Math.ceil(text.length / TEXT_BYTES));
  return Array.from({ length: count }, (_, part) => {
    const block = new Uint8Array(TTI_BYTES).fill(FILL);
    const number = (index + 1) % 0x10000;
    block.set([0, number & 0xff, number >> 8, part === count - 1 ? 0xff : part, 0]);
    block.set([...timeBytes(from, file.rate), ...timeBytes(to, file.rate)], 5);
    block.set([firstRow(look.vertical, lines.length), { left: 1, centre: 2, right: 3 }[look.side], 0], 13);
    block.set(text.slice(part * TEXT_BYTES, (part + 1) * TEXT_BYTES), 16);
    return block;
  });
}

/** Hours, minutes, seconds and frames of a label, a byte each. */
function timeBytes(frame: number, rate: FrameRate): number[] {
  const nominal = nominalRate(rate);
  const seconds = Math.floor(frame / nominal);
  return [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60, frame % nominal];
}

/** The row the first line stands on, from 1 at the top. */
function firstRow(vertical: CueLook['vertical'], lines: number): number {
  if (vertical === 'top') return 1;
  return Math.max(1, vertical === 'bottom' ? ROWS - lines + 1 : Math.round((ROWS - lines) / 2) + 1);
}

/** The text with its codes. Each line says its style anew, for readers forget it at the end of one. */
function textBytes(lines: readonly string[], { italic, underline }: CueLook, table: StlTable): number[] {
  const bytes: number[] = [];
  lines.forEach((line, index) => {
    if (index > 0) bytes.push(NEW_LINE);
    if (italic) bytes.push(ITALIC);
    if (underline) bytes.push(UNDERLINED);
    for (const letter of stlText(line, table)) bytes.push(...(stlBytes(letter, table) ?? []));
    if (underline) bytes.push(NOT_UNDERLINED);
    if (italic) bytes.push(UPRIGHT);
  });
  return bytes;
}

const keptLook: KeptLook = (look) => ({ ...look, bold: plainLook.bold, colour: plainLook.colour });

function stlLosses(source: ExportSource, options: ExportOptions): Problem[] {
  const problems = viewerLosses(source, options, keptLook);
  const { cues, table } = stlFile(source, options);
  problems.add('frames', 'loss', () => `Times are timecodes at ${options.frameRate} frames a second: they hold for pictures of that rate only.`);
  addRewritten(problems, cues, {
    code: 'not-in-encoding',
    rewrite: (text) => stlText(text, table),
    say: (count) => `${counted(count, 'cue')} hold characters that the format’s letters lack; a plainer form or ? is written.`,
  });
  if (options.frameRate !== '25' && options.frameRate !== '29.97')
    problems.add('unusual-rate', 'note', () => 'The standard knows 25 frames a second and NTSC’s 29.97 (as 30); not every program reads other rates.');
  for (const { cue, index } of cues) {
    if (cue.end < DAY) continue;
    problems.add('next-day', 'loss', (count) => `${counted(count, 'cue')} lie a day or more after the start: timecodes begin anew at midnight.`, {
      item: index,
      time: cue.start,
    });
  }
  for (const { cue, index, lines } of cues) {
    if (lines.every((line) => [...line].length <= COLUMNS)) continue;
    problems.add('long-lines', 'note', (count) => `${counted(count, 'cue')} hold a line longer than ${COLUMNS} letters, which players of the format may cut.`, {
      item: index,
      time: cue.start,
    });
  }
  return problems.toArray();
}

/** EBU STL as offered. */
export const ebuStlFormat: ExportFormat = {
  id: 'ebu-stl',
  label: 'EBU STL (binary)',
  extension: 'stl',
  mediaType: 'application/octet-stream',
  group: 'subtitles',
  madeOf: 'cues',
  defaults: plainOptions,
  uses: ['speakers', 'styling', 'frameRate', 'startTimecode', 'offset'],
  speakerStyles: ['off', 'prefix'],
  write: listStl,
  pack: packStl,
  losses: stlLosses,
};
