// Reads ASS and SSA: events by the file's own order of fields, text without override codes, karaoke syllables as inner times,
// styles and codes as the look of the cue.
import { ProblemList } from '../problem.ts';
import type { Millis } from '../span.ts';
import type { CueLook } from '../subtitles/cue-look.ts';
import { DEFAULT_STYLE } from '../subtitles/formats/ass.ts';
import { sharedLetters } from '../subtitles/shared-letters.ts';
import { plural, were } from './spoken-item.ts';
import type { AssState, AssStyle } from './subtitles-ass-style.ts';
import { readStyle, styleNamed, USUAL_STYLE_FIELDS, withCodes } from './subtitles-ass-style.ts';
import { CuePieces, loosePiece, type CuePiece, type FileCue } from './subtitles-cue.ts';
import { fileLines } from './subtitles-lines.ts';
import { readFileCues } from './subtitles-reading.ts';
import { repairedSpan } from './subtitles-span.ts';
import type { ReadSubtitles } from './subtitles-transcript.ts';
import { lookOf, styledAs } from './subtitles-look.ts';

/** The order of fields where a file gives none: that of ASS v4+. */
const USUAL_FIELDS = ['layer', 'start', 'end', 'style', 'name', 'marginl', 'marginr', 'marginv', 'effect', 'text'];

interface AssEvent {
  readonly start: Millis;
  readonly end: Millis;
  readonly line: number;
  readonly name: string;
  readonly style: AssStyle;
  /** All of the file, by name. */
  readonly styles: ReadonlyMap<string, AssStyle>;
  readonly text: string;
}

/** Reads an ASS or SSA file. Refuses nothing; styles, positions and drawings are left out and told. */
export function readAss(text: string): ReadSubtitles {
  const problems = new ProblemList();
  const events = assEvents(fileLines(text, problems), problems).sort((a, b) => a.start - b.start);
  const cues = events.flatMap((event, index): FileCue[] => {
    const { start, end } = repairedSpan({ ...event, lines: [event.text] }, events[index + 1]?.start, problems);
    const { pieces, look } = assPieces(event, problems);
    return pieces.some((piece) => piece.text.trim() !== '') ? [{ start, end, line: event.line, pieces, look }] : [];
  });
  return readFileCues(cues, null, problems);
}

function assEvents(lines: readonly string[], problems: ProblemList): AssEvent[] {
  const events: AssEvent[] = [];
  const styles = new Map<string, AssStyle>();
  let fields: readonly string[] = USUAL_FIELDS;
  let styleFields = USUAL_STYLE_FIELDS;
  let section = '';
  lines.forEach((line, index) => {
    const heading = /^\s*\[([^\]]{1,40})\]\s*$/.exec(line.slice(0, 60))?.[1];
    if (heading !== undefined) section = heading.toLowerCase();
    const format = /^\s*Format:\s*(.*)$/i.exec(line)?.[1];
    if (format !== undefined && (section === 'events' || section === '')) fields = format.split(',').map((field) => field.trim().toLowerCase());
    if (format !== undefined && /styles/.test(section)) styleFields = format.split(',').map((field) => field.trim().toLowerCase());
    const style = /styles/.test(section) ? /^\s*Style:\s*(.*)$/i.exec(line.slice(0, 1000))?.[1] : undefined;
    if (style !== undefined) {
      styles.set(...readStyle(style, styleFields, !section.includes('+')));
      if (style.trim() !== DEFAULT_STYLE)
        problems.add('styles', 'loss', (count) => `Fonts, sizes and margins of ${count} style${plural(count)} were left out.`, { line: index + 1 });
    }
    const dialogue = /^\s*Dialogue:\s*(.*)$/i.exec(line)?.[1];
    if (dialogue === undefined) return;
    const event = readEvent(dialogue, fields, { line: index + 1, styles });
    if (event) events.push(event);
    else
      problems.add('lines-unreadable', 'loss', (count) => `${count} event${plural(count)} had no times that can be read and ${were(count)} left out.`, {
        line: index + 1,
      });
  });
  return events;
}

/** An event's fields; only the last, the text, may hold commas. */
function readEvent(
  dialogue: string,
  fields: readonly string[],
  { line, styles }: { readonly line: number; readonly styles: ReadonlyMap<string, AssStyle> },
): AssEvent | null {
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
  if (start === null || end === null) return null;
  return { start, end, line, name: part('name') || part('actor'), style: styleNamed(styles, part('style')), styles, text: part('text') };
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

/** The text of an event in pieces, one, or one a karaoke syllable with its time; and its look. */
function assPieces({ start, name, text, line, style, styles }: AssEvent, problems: ProblemList): { pieces: readonly CuePiece[]; look: CueLook | undefined } {
  const pieces = new CuePieces();
  let sung: Millis = start;
  let time: Millis | null = null;
  let isDrawing = false;
  let dropped = false;
  let now: AssState = { event: style, base: style, style };
  const add = (raw: string): void => {
    if (raw === '' || isDrawing) return;
    const plain = raw.replace(/\\N/g, '\n').replace(/\\n/g, ' ').replace(/\\h/g, '\u00a0');
    pieces.add({ ...loosePiece(styledAs(plain, now.style.letters)), speaker: name === '' ? null : name, time });
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
    const { state, known } = withCodes(now, code, styles);
    now = state;
    dropped ||= !known;
  }
  add(text.slice(from));
  const say = (count: number): string => `Formatting of a kind that is not kept (fonts, exact places, drawings) was left out in ${count} cue${plural(count)}.`;
  if (dropped) problems.add('formatting', 'loss', say, { line, time: start });
  const shared = sharedLetters(pieces.pieces());
  return { pieces: shared.pieces, look: lookOf(shared.common, now.style.place) };
}
