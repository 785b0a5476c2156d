// Reads ASS and SSA: events by the file's own order of fields, text without override codes, karaoke syllables as inner times.
import { ProblemList } from '../problem.ts';
import type { Millis } from '../span.ts';
import { plural, were } from './spoken-item.ts';
import type { CuePiece, FileCue } from './subtitles-cue.ts';
import { fileLines } from './subtitles-lines.ts';
import { readFileCues } from './subtitles-reading.ts';
import { repairedSpan } from './subtitles-span.ts';
import type { ReadSubtitles } from './subtitles-transcript.ts';

/** The order of fields where a file gives none: that of ASS v4+. */
const USUAL_FIELDS = ['layer', 'start', 'end', 'style', 'name', 'marginl', 'marginr', 'marginv', 'effect', 'text'];

interface AssEvent {
  readonly start: Millis;
  readonly end: Millis;
  readonly line: number;
  readonly name: string;
  readonly text: string;
}

/** Reads an ASS or SSA file. Refuses nothing; styles, positions and drawings are left out and told. */
export function readAss(text: string): ReadSubtitles {
  const problems = new ProblemList();
  const events = assEvents(fileLines(text, problems), problems).sort((a, b) => a.start - b.start);
  const cues = events.flatMap((event, index): FileCue[] => {
    const { start, end } = repairedSpan({ ...event, lines: [event.text] }, events[index + 1]?.start, problems);
    const pieces = assPieces(event, problems);
    return pieces.some((piece) => piece.text.trim() !== '') ? [{ start, end, line: event.line, pieces }] : [];
  });
  return readFileCues(cues, null, problems);
}

function assEvents(lines: readonly string[], problems: ProblemList): AssEvent[] {
  const events: AssEvent[] = [];
  let fields: readonly string[] = USUAL_FIELDS;
  let section = '';
  lines.forEach((line, index) => {
    const heading = /^\s*\[([^\]]{1,40})\]\s*$/.exec(line.slice(0, 60))?.[1];
    if (heading !== undefined) section = heading.toLowerCase();
    const format = /^\s*Format:\s*(.*)$/i.exec(line)?.[1];
    if (format !== undefined && (section === 'events' || section === '')) fields = format.split(',').map((field) => field.trim().toLowerCase());
    const dialogue = /^\s*Dialogue:\s*(.*)$/i.exec(line)?.[1];
    if (dialogue === undefined) return;
    const event = readEvent(dialogue, fields, index + 1);
    if (event) events.push(event);
    else
      problems.add('lines-unreadable', 'loss', (count) => `${count} event${plural(count)} had no times that can be read and ${were(count)} left out.`, {
        line: index + 1,
      });
  });
  return events;
}

/** An event's fields; only the last, the text, may hold commas. */
function readEvent(dialogue: string, fields: readonly string[], line: number): AssEvent | null {
  const parts: string[] = [];
  let at = 0;
  for (let field = 1; field < fields.length; field += 1) {
    const comma = dialogue.indexOf(',', at);
    if (comma < 0) return null;
    parts.push(dialogue.slice(at, comma));
    at = comma + 1;
  }
  parts.push(dialogue.slice(at));
  const part = (name: string): string => parts[fields.indexOf(name)]?.trim() ?? '';
  const start = assTime(part('start'));
  const end = assTime(part('end'));
  return start === null || end === null ? null : { start, end, line, name: part('name') || part('actor'), text: part('text') };
}

/** "1:02:03.45" → milliseconds. */
function assTime(text: string): Millis | null {
  const match = /^(-?)(\d{1,4}):(\d{1,2}):(\d{1,2})(?:[.:](\d{1,3}))?$/.exec(text);
  if (!match) return null;
  const [, sign, hours, minutes, seconds, fraction = ''] = match;
  const time = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
  return sign ? 0 : time;
}

const OVERRIDES = /\{([^{}]*)\}/g;
/** A syllable's length in hundredths of a second: \\k, \\K, \\kf, \\ko. */
const KARAOKE = /\\k[fo]?(\d{1,6})/i;
const DRAWING = /\\p([0-9])(?![a-z])/;

/** The text of an event in pieces: one, or one a karaoke syllable with its time. */
function assPieces({ start, name, text, line }: AssEvent, problems: ProblemList): CuePiece[] {
  const pieces: { speaker: string | null; text: string; time: Millis | null; changesSpeaker: boolean }[] = [];
  let sung: Millis = start;
  let time: Millis | null = null;
  let isDrawing = false;
  let dropped = false;
  const add = (raw: string): void => {
    if (raw === '' || isDrawing) return;
    const plain = raw.replace(/\\N/g, '\n').replace(/\\n/g, ' ').replace(/\\h/g, '\u00a0');
    const last = pieces.at(-1);
    if (last && last.time === time) last.text += plain;
    else pieces.push({ speaker: name === '' ? null : name, text: plain, time, changesSpeaker: false });
  };
  let from = 0;
  for (const match of text.matchAll(OVERRIDES)) {
    add(text.slice(from, match.index));
    from = match.index + match[0].length;
    const code = match[1] ?? '';
    const syllable = KARAOKE.exec(code)?.[1];
    if (syllable !== undefined) {
      time = sung;
      sung += Number(syllable) * 10;
    }
    isDrawing = DRAWING.test(code) ? !/\\p0/.test(code) : isDrawing;
    if (code !== '' && syllable === undefined) dropped = true;
  }
  add(text.slice(from));
  if (dropped)
    problems.add('formatting', 'loss', (count) => `Formatting of ${count} cue${plural(count)} (styles, positions, drawings) was left out.`, {
      line,
      time: start,
    });
  return pieces;
}
