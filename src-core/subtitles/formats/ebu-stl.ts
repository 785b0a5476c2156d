// EBU STL (Tech 3264), the binary file of European broadcasters: a header, then blocks of 128 bytes, one or more a cue. Open subtitling:
// italics, underlining, row and justification are held; weight and colour are teletext's and are not. Times are timecodes.
import type { Problem } from '../../problem.ts';
import type { Millis } from '../../span.ts';
import { plainLetters, type Letters } from '../../transcript/letters.ts';
import { replaceStyled, type StyledText } from '../../transcript/styled-text.ts';
import type { CueLook } from '../cue-look.ts';
import { plainLook } from '../cue-look.ts';
import { frameAt, frameRate } from '../frame-rate.ts';
import { mayDrop, timecodeFrom, timecodeOfFrame, type Timecode } from '../timecode.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { plainOptions } from './export-format.ts';
import { laidStretches } from './laid-letters.ts';
import { addRewritten, cuesThat, viewerLosses, type KeptLook } from './losses.ts';
import { STL_DROPS, stlHeader, stlLanguage, stlRateCode, TTI_BYTES } from './stl-header.ts';
import { stlBytes, stlTableFor, stlText, type StlTable } from './stl-letters.ts';
import { eachWritten, type WrittenCue } from './written-cues.ts';

/** Rows of the picture that text may stand on, and letters of a row. */
const ROWS = 23;
const COLUMNS = 40;
const TEXT_BYTES = 112;
const DAY: Millis = 24 * 3_600_000;
const [NEW_LINE, FILL] = [0x8a, 0x8f];
const [ITALIC, UPRIGHT, UNDERLINED, NOT_UNDERLINED] = [0x80, 0x81, 0x82, 0x83];

/** What is written of a source: its cues, the table they are written in, and how their frames are counted. */
interface StlFile {
  readonly cues: readonly WrittenCue[];
  readonly table: StlTable;
  readonly clock: Timecode;
}

function stlFile(source: ExportSource, options: ExportOptions): StlFile {
  const cues = [...eachWritten(source, options)];
  return { cues, table: stlTableFor(cues.map(({ lines }) => lines.join('')).join('')), clock: clockOf(options) };
}

/** Labels are dropped where the programme's start says so, for a subtitle bears the timecode of its picture. */
function clockOf({ frameRate: id, startTimecode }: ExportOptions): Timecode {
  return timecodeFrom(startTimecode.replace(/\.(?=\d+$)/, ';'), frameRate(id));
}

/** A frame's label as the file has it. */
const labelOf = (frame: number, { rate, drop }: Timecode): string => timecodeOfFrame(frame, rate, drop);

function framesOf(start: Millis, end: Millis, { rate, firstFrame }: Timecode): { from: number; to: number } {
  const from = firstFrame + frameAt(start, rate);
  return { from, to: Math.max(from + 1, firstFrame + frameAt(end, rate)) };
}

/** What is in the file, a line a cue. */
function listStl(source: ExportSource, options: ExportOptions): string {
  const file = stlFile(source, options);
  const { clock, table } = file;
  const head = `EBU STL, ${stlRateCode(clock.rate.id)}, letters ${table}, language ${stlLanguage(source.transcript.language)}, starts at ${labelOf(clock.firstFrame, clock)}`;
  const lines = file.cues.map(({ cue, lines: texts }, index) => {
    const { from, to } = framesOf(cue.start, cue.end, clock);
    return `${String(index + 1).padStart(4)}  ${labelOf(from, clock)}  ${labelOf(to, clock)}  ${stlText(texts.join('\n'), table).replaceAll('\n', ' | ')}`;
  });
  return [head, '', ...lines, ''].join('\n');
}

function packStl(source: ExportSource, options: ExportOptions): Uint8Array<ArrayBuffer> {
  const file = stlFile(source, options);
  const blocks = file.cues.flatMap((cue, index) => cueBlocks(cue, index, file));
  const digits = (value: number, length: number): string => String(value).padStart(length, '0').slice(-length);
  const { clock } = file;
  const code = (frame: number): string => labelOf(frame, clock).replace(/\D/g, '');
  const first = file.cues[0];
  const header = stlHeader({
    CPN: '850',
    DFC: stlRateCode(clock.rate.id),
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
    TCP: code(clock.firstFrame),
    TCF: code(first ? framesOf(first.cue.start, first.cue.end, clock).from : clock.firstFrame),
    TND: '1',
    DSN: '1',
    UDA: clock.drop ? STL_DROPS : '',
  });
  const bytes = new Uint8Array(header.length + blocks.length * TTI_BYTES);
  bytes.set(header);
  blocks.forEach((block, index) => bytes.set(block, header.length + index * TTI_BYTES));
  return bytes;
}

/** The blocks of a cue: one, and extensions where its text is longer than a block. */
function cueBlocks({ cue, parts, look }: WrittenCue, index: number, file: StlFile): Uint8Array[] {
  const text = textBytes(parts, look, file.table);
  const { from, to } = framesOf(cue.start, cue.end, file.clock);
  const count = Math.max(1, Math.ceil(text.length / TEXT_BYTES));
  return Array.from({ length: count }, (_, part) => {
    const block = new Uint8Array(TTI_BYTES).fill(FILL);
    const number = (index + 1) % 0x10000;
    block.set([0, number & 0xff, number >> 8, part === count - 1 ? 0xff : part, 0]);
    block.set([...timeBytes(from, file.clock), ...timeBytes(to, file.clock)], 5);
    block.set([firstRow(look.vertical, parts.length), { left: 1, centre: 2, right: 3 }[look.side], 0], 13);
    block.set(text.slice(part * TEXT_BYTES, (part + 1) * TEXT_BYTES), 16);
    return block;
  });
}

/** Hours, minutes, seconds and frames of a label, a byte each. */
const timeBytes = (frame: number, clock: Timecode): number[] => labelOf(frame, clock).split(/[:;]/).map(Number);

/** The row the first line stands on, from 1 at the top. */
function firstRow(vertical: CueLook['vertical'], lines: number): number {
  if (vertical === 'top') return 1;
  return Math.max(1, vertical === 'bottom' ? ROWS - lines + 1 : Math.round((ROWS - lines) / 2) + 1);
}

/** The text with its codes, which take no room of a row. Each line says its style anew, for readers forget it at the end of one. */
function textBytes(lines: readonly StyledText[], look: CueLook, table: StlTable): number[] {
  const bytes: number[] = [];
  lines.forEach((line, index) => {
    if (index > 0) bytes.push(NEW_LINE);
    let now: Letters = plainLetters;
    for (const { text, letters } of laidStretches(composed(line), look)) {
      const written = [...stlText(text, table)].flatMap((letter) => stlBytes(letter, table) ?? []);
      if (written.length === 0) continue;
      bytes.push(...styleCodes(now, letters), ...written);
      now = letters;
    }
    bytes.push(...styleCodes(now, plainLetters));
  });
  return bytes;
}

/** The codes that make letters others: what was begun last ends first. */
function styleCodes(from: Letters, to: Letters): number[] {
  return [
    ...(from.underline && !to.underline ? [NOT_UNDERLINED] : []),
    ...(from.italic && !to.italic ? [UPRIGHT] : []),
    ...(!from.italic && to.italic ? [ITALIC] : []),
    ...(!from.underline && to.underline ? [UNDERLINED] : []),
  ];
}

/** Letters with the marks on them made one, where that is to be had: no change of style parts them. */
const composed = (line: StyledText): StyledText => replaceStyled(line, /\P{M}\p{M}+/gu, (letter) => letter.normalize('NFC'));

const keptLook: KeptLook = (look) => ({ ...look, bold: plainLook.bold, colour: plainLook.colour });

function stlLosses(source: ExportSource, options: ExportOptions): Problem[] {
  const problems = viewerLosses(source, options, keptLook);
  const { cues, table, clock } = stlFile(source, options);
  problems.add('frames', 'loss', () => `Times are timecodes at ${options.frameRate} frames a second: they hold for pictures of that rate only.`);
  addRewritten(problems, cues, {
    code: 'not-in-encoding',
    rewrite: (text) => stlText(text, table),
    say: (count) => `${cuesThat(count, 'hold')} characters that the format’s letters lack; a plainer form or ? is written.`,
  });
  if (options.frameRate !== '25' && options.frameRate !== '29.97')
    problems.add('unusual-rate', 'note', () => 'The standard knows 25 frames a second and NTSC’s 29.97 (as 30); not every program reads other rates.');
  if (mayDrop(clock.rate) && !clock.drop)
    problems.add(
      'labels-kept',
      'note',
      () => 'Timecodes are not dropped: programs that take them for the clock show cues 3.6 s an hour early. A start such as 00:00:00;00 drops them.',
    );
  for (const { cue, index } of cues) {
    if (cue.end < DAY) continue;
    problems.add('next-day', 'loss', (count) => `${cuesThat(count, 'lie')} a day or more after the start: timecodes begin anew at midnight.`, {
      item: index,
      time: cue.start,
    });
  }
  for (const { cue, index, lines } of cues) {
    if (lines.every((line) => [...line].length <= COLUMNS)) continue;
    problems.add('long-lines', 'note', (count) => `${cuesThat(count, 'hold')} a line longer than ${COLUMNS} letters, which players of the format may cut.`, {
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
