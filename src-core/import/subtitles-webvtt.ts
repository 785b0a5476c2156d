// Reads WebVTT files as they are found, in one pass over their lines. Takes text; decoding bytes is done before.
import { ProblemList } from '../problem.ts';
import { coloursOfStyles, DEFAULT_COLOURS, placeOfSettings } from '../subtitles/formats/webvtt-style.ts';
import { plural, were } from './spoken-item.ts';
import type { RawFileCue } from './subtitles-cue.ts';
import { fileLines, isBlank } from './subtitles-lines.ts';
import type { CuePosition } from '../subtitles/cue-look.ts';
import { webvttDialect } from './subtitles-markup.ts';
import { readRawCues } from './subtitles-reading.ts';
import type { ReadSubtitles } from './subtitles-transcript.ts';
import type { CueTiming } from './subtitles-timing.ts';
import { readTiming } from './subtitles-timing.ts';

/** Reads a WebVTT file. Never throws and refuses nothing; every defect tolerated is a Problem, and no cue text is lost without one. */
export function readWebvtt(text: string): ReadSubtitles {
  const problems = new ProblemList();
  const { cues: raw, language, colours } = webvttCues(fileLines(text, problems), problems);
  return readRawCues(raw, webvttDialect(colours), language, problems);
}

const HEADER = /^WEBVTT(?:[ \t]|$)/;
const SETTINGS_BLOCK = /^(?:STYLE|REGION)[ \t]*$|^(?:STYLE|REGION|Region):/;
const NOTE_BLOCK = /^NOTE(?:[ \t]|$)/;

interface VttFile {
  readonly cues: RawFileCue[];
  /** The language its header gives, or null. */
  readonly language: string | null;
  /** What its classes colour. */
  readonly colours: ReadonlyMap<string, string>;
}

function webvttCues(lines: readonly string[], problems: ProblemList): VttFile {
  const blocks = cutBlocks(lines);
  const header = blocks[0] && HEADER.test(blocks[0].lines[0] ?? '') ? blocks[0] : null;
  if (!header) problems.add('header-missing', 'repair', () => 'The first line is not “WEBVTT”; the file was read all the same.', { line: 1 });
  if (header && headerSays(header.lines))
    problems.add('header-text', 'note', () => 'What the file’s header says of it (a title, a kind, a time map) is not kept.', { line: 1 });
  const reader = new BlockReader(problems);
  blocks.forEach((block) => reader.read(block, block === header));
  return { cues: reader.cues(), language: header ? headerLanguage(header.lines) : null, colours: reader.colours };
}

interface Block {
  /** Line of its first line, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

function cutBlocks(lines: readonly string[]): Block[] {
  const blocks: { line: number; lines: string[] }[] = [];
  let open: { line: number; lines: string[] } | null = null;
  lines.forEach((line, index) => {
    if (isBlank(line)) {
      open = null;
    } else if (open) {
      open.lines.push(line);
    } else {
      open = { line: index + 1, lines: [line] };
      blocks.push(open);
    }
  });
  return blocks;
}

/** Whether there is more in the header than its one word; it ends where a cue runs into it. */
function headerSays(lines: readonly string[]): boolean {
  const times = lines.findIndex((line) => timingOf(line) !== null);
  return (
    lines
      .slice(0, times < 0 ? undefined : times)
      .join(' ')
      .trim() !== 'WEBVTT'
  );
}

function headerLanguage(lines: readonly string[]): string | null {
  for (const line of lines) {
    const tag = /^Language:[ \t]*([a-z]{2,3}(?:-[a-z\d]{1,8})*)[ \t]*$/i.exec(line.slice(0, 100))?.[1];
    if (tag !== undefined) return tag;
  }
  return null;
}

class BlockReader {
  readonly colours = new Map(DEFAULT_COLOURS);
  readonly #cues: { start: number; end: number; line: number; lines: string[]; place?: CuePosition }[] = [];
  readonly #problems: ProblemList;

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  cues(): RawFileCue[] {
    for (const cue of this.#cues) if (cue.lines.length === 0) this.#tell('empty-cue', 'note', cue.line, (count) => `${count} cue${plural(count)} had no text.`);
    return this.#cues;
  }

  read(block: Block, isHeader: boolean): void {
    const { line, lines } = block;
    const first = lines[0] ?? '';
    const times = lines.findIndex((text) => timingOf(text) !== null);
    if (!isHeader && NOTE_BLOCK.test(first)) this.#tell('notes', 'loss', line, (count) => `${count} comment${plural(count)} (NOTE) ${were(count)} left out.`);
    else if (SETTINGS_BLOCK.test(first) && times < 0) this.#readStyles(block);
    else if (times >= 0) this.#readCues(block, times, isHeader);
    else if (!isHeader) this.#orphan(line, lines);
  }

  #readCues({ line, lines }: Block, times: number, isHeader: boolean): void {
    if (times === 1 && !isHeader && !/^\s*\d+\s*$/.test(lines[0] ?? '')) this.#tell('identifiers', 'note', line, sayIdentifiers);
    // One line above the times is the cue's identifier; more are text that lost its cue.
    if (times > 1 && !isHeader) this.#orphan(line, lines.slice(0, times - 1));
    for (let index = times; index < lines.length; index += 1) {
      const text = lines[index] ?? '';
      const timing = timingOf(text);
      if (timing) this.#open(timing, line + index, index > times ? (lines[index - 1] ?? null) : null);
      else this.#cues.at(-1)?.lines.push(text.trim());
    }
  }

  /** Begins a cue. `above` is the line over its times where the cue before runs into it: a bare number there was its identifier. */
  #open(timing: CueTiming, line: number, above: string | null): void {
    const last = this.#cues.at(-1);
    if (above !== null && /^\s*\d{1,9}\s*$/.test(above)) last?.lines.pop();
    if (timing.wasNegative) this.#tell('negative-time', 'repair', line, sayNegative);
    const { exact, ...place } = placeOfSettings(timing.settings);
    if (!exact) this.#tell('positions', 'repair', line, sayNearest);
    this.#cues.push({ start: timing.start, end: timing.end, line, lines: [], place });
  }

  /** Colours of classes are kept; whatever else styles say is told. */
  #readStyles({ line, lines }: Block): void {
    const { colours, saysMore } = coloursOfStyles(lines.slice(1).join('\n'));
    for (const [name, colour] of colours) this.colours.set(name, colour);
    if (saysMore || !/^STYLE/.test(lines[0] ?? ''))
      this.#tell('styles', 'loss', line, (count) => `${count} STYLE or REGION block${plural(count)} ${were(count)} left out.`);
  }

  /** A block without times: the rest of a cue that a blank line cut in two, else text outside every cue. */
  #orphan(line: number, lines: readonly string[]): void {
    const last = this.#cues.at(-1);
    if (last) {
      last.lines.push(...lines.map((text) => text.trim()));
      this.#tell('blank-line-inside', 'repair', line, (count) => `${count} cue${plural(count)} had blank lines inside; they were joined.`);
    } else {
      this.#tell('text-outside', 'loss', line, (count) => `${count} block${plural(count)} of text before the first cue ${were(count)} left out.`);
    }
  }

  #tell(code: string, severity: 'note' | 'repair' | 'loss', line: number, say: (count: number) => string): void {
    this.#problems.add(code, severity, say, { line });
  }
}

/** A line of times. WebVTT says where they are, so text with another arrow is never taken for one. */
function timingOf(line: string): CueTiming | null {
  return line.includes('-->') ? readTiming(line) : null;
}

const sayNearest = (count: number): string => `Positions of ${count} cue${plural(count)} were taken for the nearest of nine places.`;
const sayIdentifiers = (count: number): string => `Names of ${count} cue${plural(count)} (identifiers above their times) are not kept.`;
const sayNegative = (count: number): string => `${count} cue${plural(count)} began before the start of the media; that time became 0.`;
