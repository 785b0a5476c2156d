// Reads EBU STL (Tech 3264) from its bytes: blocks of 128 bytes behind a header, joined where a cue takes several. Comments and blocks
// for programs are passed over; teletext's colours are kept, its boxes and heights are what every cue of it has.
import { ProblemList } from '../problem.ts';
import type { CueLook } from '../subtitles/cue-look.ts';
import { GSI_BYTES, isStl, languageOfStl, STL_DROPS, stlField, stlRate, stlTableOf, TTI_BYTES } from '../subtitles/formats/stl-header.ts';
import { stlDecoded, type StlTable } from '../subtitles/formats/stl-letters.ts';
import { frameRate, timeOfFrame, type FrameRate } from '../subtitles/frame-rate.ts';
import { frameOfTimecode, nominalRate } from '../subtitles/timecode.ts';
import { sharedLetters } from '../subtitles/shared-letters.ts';
import { plural, were } from './spoken-item.ts';
import { joinStyled, type StyledText } from '../transcript/styled-text.ts';
import { loosePiece, type FileCue } from './subtitles-cue.ts';
import { readFileCues } from './subtitles-reading.ts';
import { addLateStart, repairedSpan } from './subtitles-span.ts';
import type { ReadSubtitles } from './subtitles-transcript.ts';
import { lookOf, styledAs, tidySpaces } from './subtitles-look.ts';
import { plainLetters, type Letters } from '../transcript/letters.ts';

/** Reads an EBU STL file. Null when the bytes are none. Every defect tolerated is a Problem. */
export function readStl(bytes: Uint8Array): ReadSubtitles | null {
  if (!isStl(bytes)) return null;
  const problems = new ProblemList();
  const rest = (bytes.length - GSI_BYTES) % TTI_BYTES;
  if (rest > 0) problems.add('cut-off', 'loss', () => `The file ends inside a block; its last ${rest} bytes were left out.`);
  const subtitles = joinedBlocks(bytes, problems);
  const header = readHeader(bytes.subarray(0, GSI_BYTES), subtitles, problems);
  const cues = subtitles.flatMap(({ blocks, number }) => stlCue(blocks, number, header, problems) ?? []).sort((a, b) => a.start - b.start);
  const sound = cues.map((cue, index) => {
    const { start, end } = repairedSpan({ ...cue, lines: cue.pieces.map(({ text }) => text) }, cues[index + 1]?.start, problems);
    return { ...cue, start, end };
  });
  addLateStart(problems, sound);
  return readFileCues(sound, header.language, problems);
}

interface StlFacts {
  readonly rate: FrameRate;
  readonly table: StlTable;
  readonly language: string | null;
  readonly rows: number;
  /** Whether rows are those of teletext, each of which begins plain. */
  readonly isTeletext: boolean;
  /** Whether labels are passed over at 29.97 and 59.94. The standard has no word for it; only our own files tell. */
  readonly drop: boolean;
  /** Frames before the programme starts. */
  readonly firstFrame: number;
}

function readHeader(block: Uint8Array, subtitles: readonly StlSubtitle[], problems: ProblemList): StlFacts {
  const code = stlField(block, 'DFC');
  const rate = stlRate(code);
  if (!rate) problems.add('frame-rate-unknown', 'repair', () => `The file’s frame rate (${code}) is not known; 25 frames a second were assumed.`);
  const table = stlTableOf(stlField(block, 'CCT'));
  if (!table) problems.add('letters-unknown', 'repair', () => 'The file’s table of letters is not known; Latin was assumed.');
  const counted = { rate: rate ?? frameRate('25'), drop: stlField(block, 'UDA') === STL_DROPS };
  return {
    ...counted,
    table: table ?? '00',
    language: languageOfStl(stlField(block, 'LC')),
    rows: Number(stlField(block, 'MNR')) || 23,
    isTeletext: /[12]/.test(stlField(block, 'DSC')),
    firstFrame: programmeStart(block, subtitles, counted, problems),
  };
}

/** The frame that times count from. A start that lies behind the first subtitle is none: files are about that give times from zero beside it. */
function programmeStart(block: Uint8Array, subtitles: readonly StlSubtitle[], counted: Pick<StlFacts, 'rate' | 'drop'>, problems: ProblemList): number {
  const label = /^(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(stlField(block, 'TCP'))?.slice(1) ?? [];
  const start = label.length === 0 ? 0 : frameOf(Uint8Array.from(label, Number), { ...counted, firstFrame: 0 });
  const first = subtitles.reduce(
    (least, { blocks }) => Math.min(least, frameOf(blocks[0]?.subarray(5, 9) ?? new Uint8Array(4), { ...counted, firstFrame: 0 })),
    Infinity,
  );
  if (start > first) {
    problems.add(
      'start-timecode',
      'repair',
      () => `The programme is said to start at ${label.join(':')}, behind the first subtitle; times were counted from zero.`,
    );
    return 0;
  }
  if (start > 0) problems.add('start-timecode', 'note', () => `Times are counted from the programme’s start, ${label.join(':')}.`);
  return start;
}

interface StlSubtitle {
  readonly blocks: Uint8Array[];
  /** Of its first block, from 1. */
  readonly number: number;
}

/** Blocks put together: those up to one whose extension number is 0xFF are one subtitle. User data (0xFE) and comments are left out. */
function joinedBlocks(bytes: Uint8Array, problems: ProblemList): StlSubtitle[] {
  const subtitles: StlSubtitle[] = [];
  let open: StlSubtitle | null = null;
  for (let at = GSI_BYTES, number = 1; at + TTI_BYTES <= bytes.length; at += TTI_BYTES, number += 1) {
    const block = bytes.subarray(at, at + TTI_BYTES);
    const extension = block[3] ?? 0xff;
    if (extension > 0xef && extension < 0xff) continue;
    if (block[15] === 1) {
      problems.add('notes', 'loss', (count) => `${count} comment${plural(count)} ${were(count)} left out.`, { line: number });
      continue;
    }
    if (open) open.blocks.push(block);
    else subtitles.push((open = { blocks: [block], number }));
    if (extension === 0xff) open = null;
  }
  return subtitles;
}

function stlCue(blocks: readonly Uint8Array[], line: number, header: StlFacts, problems: ProblemList): FileCue | null {
  const first = blocks[0];
  if (!first) return null;
  const times = [first.subarray(5, 9), first.subarray(9, 13)].map((part) => frameOf(part, header));
  const [start = 0, end = 0] = times;
  if ((first[4] ?? 0) > 0)
    problems.add('cumulative', 'note', (count) => `${count} subtitle${plural(count)} build up part by part; each part was read as a cue.`, { line });
  const { lines, isDouble } = readText(blocks, header);
  if (lines.length === 0) return null;
  const place = { vertical: verticalOf(first[13] ?? 0, lines.length * (isDouble ? 2 : 1), header.rows), side: SIDES[first[14] ?? 0] ?? 'centre' } as const;
  const { common, pieces } = sharedLetters([loosePiece(joinStyled(lines, '\n'))]);
  return { start: timeOfFrame(start, header.rate), end: timeOfFrame(Math.max(0, end), header.rate), line, pieces, look: lookOf(common, place) };
}

const SIDES: readonly CueLook['side'][] = ['centre', 'left', 'centre', 'right'];

/** A text at the top begins in the upper third; one in the middle ends before the lower. */
function verticalOf(row: number, height: number, rows: number): CueLook['vertical'] {
  if (row <= rows / 3) return 'top';
  return row + height - 1 <= (rows * 2) / 3 ? 'middle' : 'bottom';
}

/** The frame of a label, from the programme's start. A label that dropping passes over is counted as if none were. */
function frameOf(
  [hours = 0, minutes = 0, seconds = 0, frames = 0]: Uint8Array,
  { rate, drop, firstFrame }: Pick<StlFacts, 'rate' | 'drop' | 'firstFrame'>,
): number {
  const dropped = drop ? frameOfTimecode(`${hours}:${minutes}:${seconds};${frames}`, rate) : null;
  return (dropped ?? ((hours * 60 + minutes) * 60 + seconds) * nominalRate(rate) + frames) - firstFrame;
}

const COLOURS = ['#000000', '#ff0000', '#00ff00', '#ffff00', '#0000ff', '#ff00ff', '#00ffff', null] as const;

interface StlText {
  readonly lines: readonly StyledText[];
  readonly isDouble: boolean;
}

/** The text field: letters, and codes that change how they look. A code of teletext takes the room of a space. */
function readText(blocks: readonly Uint8Array[], { table, isTeletext }: Pick<StlFacts, 'table' | 'isTeletext'>): StlText {
  const lines: StyledText[][] = [[]];
  let now: Letters = plainLetters;
  let run: number[] = [];
  let isDouble = false;
  const endRun = (): void => {
    if (run.length > 0) lines.at(-1)?.push(styledAs(stlDecoded(Uint8Array.from(run), table), now));
    run = [];
  };
  const hasText = (): boolean => (lines.at(-1)?.length ?? 0) > 0;
  for (const byte of blocks.flatMap((block) => [...block.subarray(16)])) {
    if (byte === 0x8f) continue;
    if ((byte >= 0x20 && byte < 0x80) || byte >= 0xa0) {
      run.push(byte);
      continue;
    }
    endRun();
    if (byte === 0x8a) {
      // Lines of double height are parted by two.
      if (hasText()) lines.push([]);
      if (isTeletext) now = plainLetters;
    } else if (byte <= 0x07) now = { ...now, colour: COLOURS[byte] ?? null };
    else if (byte === 0x80 || byte === 0x81) now = { ...now, italic: byte === 0x80 };
    else if (byte === 0x82 || byte === 0x83) now = { ...now, underline: byte === 0x82 };
    else if (byte === 0x0d) isDouble = true;
    if (byte < 0x20 && hasText()) run.push(0x20);
  }
  endRun();
  const tidy = lines.map((parts) => tidySpaces(joinStyled(parts)));
  return { lines: tidy.filter(({ text }) => text !== ''), isDouble };
}
