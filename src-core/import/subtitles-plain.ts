// Readers of the plain formats: SBV (SubViewer as YouTube writes it), MicroDVD and LRC. One pass over the lines each.
import { ProblemList } from '../problem.ts';
import type { Millis } from '../span.ts';
import type { CueLook } from '../subtitles/cue-look.ts';
import { frameRateOf, timeOfFrame } from '../subtitles/frame-rate.ts';
import { clockTime } from '../subtitles/formats/clock-time.ts';
import { sharedLetters } from '../subtitles/shared-letters.ts';
import { plainLetters, type Letters } from '../transcript/letters.ts';
import { joinStyled, plainText, type StyledText } from '../transcript/styled-text.ts';
import { plural } from './spoken-item.ts';
import { loosePiece, type FileCue, type RawFileCue } from './subtitles-cue.ts';
import { dialogueLines } from './subtitles-dialogue.ts';
import { fileLines, isBlank } from './subtitles-lines.ts';
import { lookOf, styledAs } from './subtitles-look.ts';
import type { Dialect } from './subtitles-markup.ts';
import { readFileCues, readRawCues } from './subtitles-reading.ts';
import { repairedSpan } from './subtitles-span.ts';
import type { ReadSubtitles } from './subtitles-transcript.ts';

const NO_TAGS: Dialect = { tags: new Set(), entities: false, overrides: false };

const SBV_TIMES = /^\s*(\d{1,6}):(\d{1,2}):(\d{1,2})[.,](\d{1,3}),(\d{1,6}):(\d{1,2}):(\d{1,2})[.,](\d{1,3})\s*$/;

/** Whether a line opens a cue of SBV. */
export const isSbvTimes = (line: string): boolean => line.length < 80 && SBV_TIMES.test(line);

/** Reads SBV. Text before the first cue is a Problem. */
export function readSbv(text: string): ReadSubtitles {
  const problems = new ProblemList();
  const cues: { start: Millis; end: Millis; line: number; lines: string[] }[] = [];
  fileLines(text, problems).forEach((line, index) => {
    const match = line.length < 80 ? SBV_TIMES.exec(line) : null;
    const open = cues.at(-1);
    if (match) cues.push({ start: clockOf(match.slice(1, 5)), end: clockOf(match.slice(5, 9)), line: index + 1, lines: [] });
    else if (isBlank(line)) return;
    else if (open) open.lines.push(line.trim());
    else problems.add('text-outside', 'loss', (count) => `${count} line${plural(count)} before the first cue left out.`, { line: index + 1 });
  });
  // YouTube writes its own line breaks as "[br]".
  return readRawCues(
    cues.map((cue) => ({ ...cue, lines: cue.lines.flatMap((line) => line.split('[br]')) })),
    NO_TAGS,
    null,
    problems,
  );
}

function clockOf([hours, minutes, seconds, fraction = '']: readonly string[]): Millis {
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
}

const DVD_LINE = /^\{(\d{1,9})\}\{(\d{0,9})\}(.*)$/;
const DVD_FORMAT = /\{([a-z]):([^{}]*)\}/gi;

/** Whether a line is one of MicroDVD. */
export const isMicrodvdLine = (line: string): boolean => DVD_LINE.test(line);

/** Frames a second assumed of a file that does not tell: PAL, as most such files are. */
const ASSUMED_RATE = 25;

/** Reads MicroDVD. Its rate is that of its first cue when that holds a number only, else 25, which is told. */
export function readMicrodvd(text: string): ReadSubtitles {
  const problems = new ProblemList();
  const lines = fileLines(text, problems);
  const header = lines.map((line) => DVD_LINE.exec(line)).find((match) => match !== null);
  const told = header && Number(header[1]) <= 1 && /^\d{1,3}(?:\.\d+)?$/.test(header[3]?.trim() ?? '') ? Number(header[3]) : null;
  if (told === null) problems.add('frame-rate-unknown', 'repair', () => `The file does not tell its frame rate; ${ASSUMED_RATE} frames a second were assumed.`);
  const rate = told ?? ASSUMED_RATE;
  const exact = frameRateOf(rate);
  const timeOf = (frame: number): Millis => (exact ? timeOfFrame(frame, exact) : Math.round((frame * 1000) / rate));
  const read: (DvdText & Omit<FileCue, 'pieces'>)[] = [];
  let formatted = 0;
  lines.forEach((line, index) => {
    const match = DVD_LINE.exec(line);
    if (!match) {
      if (!isBlank(line))
        problems.add('lines-unreadable', 'loss', (count) => `${count} line${plural(count)} could not be read as MicroDVD.`, { line: index + 1 });
      return;
    }
    const [, start = '0', end = '', raw = ''] = match;
    if (told !== null && match.index === 0 && Number(start) <= 1 && Number(raw) === told) return;
    const shown = readDvdText(raw);
    if (shown.dropped) formatted += 1;
    const from = timeOf(Number(start));
    read.push({ ...shown, start: from, end: end === '' ? from : timeOf(Number(end)), line: index + 1 });
  });
  if (formatted > 0) problems.add('formatting', 'loss', () => `Formatting of a kind that is not kept was left out in ${formatted} cue${plural(formatted)}.`);
  const cues = read.map(({ text, look, ...cue }, index): FileCue => {
    const { start, end, line } = repairedSpan({ ...cue, lines: [text.text] }, read[index + 1]?.start, problems);
    return { start, end, line, pieces: text.text.trim() === '' ? [] : [loosePiece(text)], look };
  });
  return readFileCues(cues, null, problems);
}

interface DvdText {
  /** Its lines, with what only some of their letters have. */
  readonly text: StyledText;
  readonly look: CueLook | undefined;
  /** Whether some formatting is of a kind that is not kept. */
  readonly dropped: boolean;
}

/** The lines of a cue without their codes: a capital letter ({Y:i}) holds for all lines, a small one or a leading slash for its own. */
function readDvdText(raw: string): DvdText {
  let all = plainLetters;
  let dropped = false;
  const lines = raw.split('|').map((line) => {
    let own = all;
    let words = line.replace(DVD_FORMAT, (code, kind: string, value: string) => {
      const { change, known } = dvdChange(kind, value);
      dropped ||= !known;
      own = { ...own, ...change };
      if (kind === kind.toUpperCase()) all = { ...all, ...change };
      return '';
    });
    if (words.startsWith('/')) {
      words = words.slice(1);
      own = { ...own, italic: true };
    }
    return styledAs(words, own);
  });
  const { common, pieces } = sharedLetters([joinStyled(lines, '\n')]);
  return { text: pieces[0] ?? plainText(''), look: lookOf(common, null), dropped };
}

const DVD_STYLES: Readonly<Record<string, Partial<Letters>>> = { i: { italic: true }, b: { bold: true }, u: { underline: true } };

/** What a code does to letters, and whether it does no more than is kept. */
function dvdChange(kind: string, value: string): { readonly change: Partial<Letters>; readonly known: boolean } {
  if (/^y$/i.test(kind)) {
    const styles = [...value.toLowerCase().replace(/[\s,]/g, '')].map((letter) => DVD_STYLES[letter]);
    return { change: styles.reduce<Partial<Letters>>((all, style) => ({ ...all, ...style }), {}), known: styles.length > 0 && !styles.includes(undefined) };
  }
  const [, blue = '', green = '', red = ''] = /^\$([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(value.trim()) ?? [];
  const isColour = /^c$/i.test(kind) && red !== '';
  return { change: isColour ? { colour: `#${red}${green}${blue}`.toLowerCase() } : {}, known: isColour };
}

const LRC_STAMPS = /^\s*((?:\[\d{1,4}:\d{1,2}(?:[.:]\d{1,3})?\]\s*)+)(.*)$/;
const LRC_STAMP = /\[(\d{1,4}:\d{1,2}(?:[.:]\d{1,3})?)\]/g;
/** The enhanced form's time of the word behind it. */
const LRC_WORD = /<(\d{1,4}:\d{1,2}(?:[.:]\d{1,3})?)>/g;
const LRC_OFFSET = /^\s*\[offset:\s*([+-]?\d{1,7})\s*\]/i;
const LRC_TAG = /^\s*\[[a-z#]+:[^\]]*\]\s*$/i;

/** Whether a line opens with a time of LRC. */
export const isLrcLine = (line: string): boolean => line.length < 2000 && LRC_STAMPS.test(line);

/** Reads LRC: a line lasts until the next; several times before a line repeat it; word times of the enhanced form are kept. */
export function readLrc(text: string): ReadSubtitles {
  const problems = new ProblemList();
  const lines = fileLines(text, problems);
  const offset = Number(lines.map((line) => LRC_OFFSET.exec(line.slice(0, 60))?.[1]).find((found) => found !== undefined) ?? 0);
  const starts: { start: Millis; line: number; text: string }[] = [];
  const timed = (stamps: number, words: string): string =>
    words.replace(LRC_WORD, (_, time: string) => (stamps > 1 ? '' : `<${clockTime(Math.max(0, lrcTime(time) - offset), '.')}>`));
  lines.forEach((line, index) => {
    const match = line.length < 2000 ? LRC_STAMPS.exec(line) : null;
    if (match) {
      const stamps = [...(match[1] ?? '').matchAll(LRC_STAMP)];
      // Times of words are those of one singing; of a line that comes again they hold for no other.
      const words = timed(stamps.length, (match[2] ?? '').trim());
      for (const [, time = ''] of stamps) starts.push({ start: Math.max(0, lrcTime(time) - offset), line: index + 1, text: words });
    } else if (LRC_OFFSET.test(line.slice(0, 60))) return;
    else if (LRC_TAG.test(line.slice(0, 500)))
      problems.add('tags', 'loss', (count) => `${count} line${plural(count)} about the file (title, artist and the like) left out.`, { line: index + 1 });
    else if (!isBlank(line)) problems.add('lines-unreadable', 'loss', (count) => `${count} line${plural(count)} without a time left out.`, { line: index + 1 });
  });
  starts.sort((a, b) => a.start - b.start);
  // Lines of one time are shown together: the lines of one cue.
  const shown: { start: Millis; line: number; lines: string[] }[] = [];
  for (const { start, line, text: words } of starts) {
    const last = shown.at(-1);
    if (last?.start === start) last.lines.push(words);
    else shown.push({ start, line, lines: [words] });
  }
  const cues = shown.flatMap(({ start, line, lines: words }, index): RawFileCue[] =>
    words.every((text) => text === '') ? [] : [{ start, end: shown[index + 1]?.start ?? start, line, lines: words.flatMap(dialogueLines) }],
  );
  return readRawCues(cues, { ...NO_TAGS, innerTimes: true }, null, problems);
}

/** Milliseconds of "3:02.50". */
function lrcTime(text: string): Millis {
  const [minutes, seconds, fraction = ''] = text.split(/[.:]/);
  return (Number(minutes) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
}
