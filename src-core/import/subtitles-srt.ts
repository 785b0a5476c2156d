// Reads SubRip files as they are found, in one pass over their lines. Takes text; decoding bytes is done before.
import { ProblemList } from '../problem.ts';
import { clockTime } from '../subtitles/formats/clock-time.ts';
import { rateOfLabels, tellRate, timeOfLabel } from './frame-labels.ts';
import { plural, were } from './spoken-item.ts';
import type { RawFileCue } from './subtitles-cue.ts';
import { fileLines, isBlank } from './subtitles-lines.ts';
import { srtDialect } from './subtitles-markup.ts';
import { readRawCues } from './subtitles-reading.ts';
import type { ReadSubtitles } from './subtitles-transcript.ts';
import { looksLikeTiming, readTiming } from './subtitles-timing.ts';

/** Reads an SRT file. Never throws and refuses nothing; every defect tolerated is a Problem, and no text is lost without one. */
export function readSrt(text: string): ReadSubtitles {
  const problems = new ProblemList();
  const raw = srtCues(inClockTimes(fileLines(text, problems), problems), problems);
  return readRawCues(raw, srtDialect, null, problems);
}

const LABELS = /^[ \t]*(\d{1,2}:\d{2}:\d{2}:\d{2})[ \t]*-->[ \t]*(\d{1,2}:\d{2}:\d{2}:\d{2})[ \t]*$/;

/** The lines with times as clocks have them, where a file gives labels of frames instead, as some editing programs write them. */
function inClockTimes(lines: readonly string[], problems: ProblemList): readonly string[] {
  const labels = lines.map((line) => (line.length < 80 ? LABELS.exec(line) : null));
  const rate = rateOfLabels(labels.flatMap((found) => (found ? [found[1] ?? '', found[2] ?? ''] : [])));
  if (!rate) return lines;
  tellRate(problems, rate);
  return lines.map((line, index) => {
    const [start, end] = [1, 2].map((part) => timeOfLabel(labels[index]?.[part] ?? '', rate));
    return start == null || end == null ? line : `${clockTime(start, ',')} --> ${clockTime(end, ',')}`;
  });
}

/** The cues of a file's lines. A cue is its line of times, the number above it, and all lines down to the next such. */
function srtCues(lines: readonly string[], problems: ProblemList): RawFileCue[] {
  const cues: RawFileCue[] = [];
  let open: { start: number; end: number; line: number; lines: string[] } | null = null;
  let lastNumber: number | null | undefined;
  const before: string[] = [];
  const close = (): void => {
    const text = open ? withoutBlanks(open, problems) : before.filter((line) => !isBlank(line));
    if (open) cues.push({ ...open, lines: text });
    else if (text.length > 0)
      problems.add('text-outside', 'loss', () => `${text.length} line${plural(text.length)} before the first cue ${were(text.length)} left out.`, { line: 1 });
  };
  lines.forEach((line, index) => {
    const timing = readTiming(line);
    if (!timing) {
      if (looksLikeTiming(line)) problems.add('times-unreadable', 'repair', sayUnreadable, { line: index + 1 });
      (open ? open.lines : before).push(line);
      return;
    }
    lastNumber = takeNumber(open ? open.lines : before, lastNumber, problems, index + 1);
    close();
    if (timing.wasNegative) problems.add('negative-time', 'repair', sayNegative, { line: index + 1 });
    if (timing.settings !== '') problems.add('positions', 'loss', sayPositions, { line: index + 1 });
    open = { start: timing.start, end: timing.end, line: index + 1, lines: [] };
  });
  close();
  return cues;
}

/**
 * Takes the cue's number off the end of the lines above its times; null when there is none. `lastNumber` is that of the cue before,
 * undefined before the first. A number parted from the times by blank lines is one only if it follows the number before: it may be text.
 */
function takeNumber(lines: string[], lastNumber: number | null | undefined, problems: ProblemList, line: number): number | null {
  let at = lines.length - 1;
  while (at >= 0 && isBlank(lines[at] ?? '')) at -= 1;
  const digits = /^\s*(\d{1,9})\s*[.:]?\s*$/.exec((lines[at] ?? '').slice(0, LONGEST_NUMBER))?.[1];
  if (digits !== undefined && (lines[at] ?? '').length < LONGEST_NUMBER) {
    const number = Number(digits);
    const follows = lastNumber === undefined ? number <= 1 : lastNumber !== null && number === lastNumber + 1;
    const standsAlone = at === lines.length - 1 && (at === 0 || isBlank(lines[at - 1] ?? ''));
    if (follows || standsAlone) {
      lines.length = at;
      return number;
    }
  }
  problems.add('number-missing', 'note', (count) => `${count} cue${plural(count)} had no number.`, { line });
  return null;
}

const LONGEST_NUMBER = 20;

/** A cue's lines without blank ones. Blank lines inside a cue end it for many players, so they are told. */
function withoutBlanks({ lines, line, start }: { lines: readonly string[]; line: number; start: number }, problems: ProblemList): string[] {
  const kept: string[] = [];
  let isInside = false;
  let blanks = 0;
  for (const text of lines) {
    if (isBlank(text)) {
      blanks += 1;
      continue;
    }
    if (blanks > 0 && kept.length > 0) isInside = true;
    blanks = 0;
    kept.push(text.trim());
  }
  if (isInside)
    problems.add('blank-line-inside', 'repair', (count) => `${count} cue${plural(count)} had blank lines inside; they were joined.`, { line, time: start });
  if (kept.length === 0)
    problems.add('empty-cue', 'note', (count) => `${count} cue${plural(count)} had no text and ${were(count)} left out.`, { line, time: start });
  return kept;
}

const sayUnreadable = (count: number): string => `${count} line${plural(count)} of times could not be read; the text below stands with the cue before.`;
const sayNegative = (count: number): string => `${count} cue${plural(count)} began before the start of the media; that time became 0.`;
const sayPositions = (count: number): string => `Positions of ${count} cue${plural(count)} were left out.`;
