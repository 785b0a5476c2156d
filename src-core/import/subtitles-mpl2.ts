// Reads MPL2, as Polish players write it: "[123][456]first line|second line", tenths of a second. "/", "\" and "_" before a line make it italic, bold
// and underlined (MPL2 specification of 2005; Subtitle Edit).
import { ProblemList } from '../problem.ts';
import { sharedLetters } from '../subtitles/shared-letters.ts';
import { plainLetters, type Letters } from '../transcript/letters.ts';
import { joinStyled, plainText, type StyledText } from '../transcript/styled-text.ts';
import { plural } from './spoken-item.ts';
import { loosePiece, type FileCue } from './subtitles-cue.ts';
import { fileLines, isBlank } from './subtitles-lines.ts';
import { lookOf, styledAs } from './subtitles-look.ts';
import { readFileCues } from './subtitles-reading.ts';
import { repairedSpan } from './subtitles-span.ts';
import type { ReadSubtitles } from './subtitles-transcript.ts';

const LINE = /^\s*\[(\d{1,8})\]\s?\[(\d{0,8})\](.*)$/;
const TENTH = 100;

/** Whether a line is one of MPL2. */
export const isMpl2Line = (line: string): boolean => LINE.test(line);

/** Reads MPL2. A cue without an end is shown as long as it takes to read. */
export function readMpl2(text: string): ReadSubtitles {
  const problems = new ProblemList();
  const read: (Omit<FileCue, 'pieces'> & { readonly shown: StyledText })[] = [];
  fileLines(text, problems).forEach((line, index) => {
    const match = LINE.exec(line);
    if (match) {
      const [, start = '', end = '', words = ''] = match;
      const { common, pieces } = sharedLetters([joinStyled(words.split('|').map(styledLine), '\n')]);
      const from = Number(start) * TENTH;
      const look = lookOf(common, null);
      read.push({ start: from, end: end === '' ? from : Number(end) * TENTH, line: index + 1, look, shown: pieces[0] ?? plainText('') });
    } else if (!isBlank(line))
      problems.add('lines-unreadable', 'loss', (count) => `${count} line${plural(count)} could not be read as MPL2.`, { line: index + 1 });
  });
  const cues = read.map(({ shown, look, ...cue }, index): FileCue => {
    const { start, end, line } = repairedSpan({ ...cue, lines: [shown.text] }, read[index + 1]?.start, problems);
    return { start, end, line, look, pieces: shown.text.trim() === '' ? [] : [loosePiece(shown)] };
  });
  return readFileCues(cues, null, problems);
}

const SIGNS: Readonly<Record<string, Partial<Letters>>> = { '/': { italic: true }, '\\': { bold: true }, _: { underline: true } };

/** A line without the signs before it. */
function styledLine(line: string): StyledText {
  let letters = plainLetters;
  let at = 0;
  const words = line.trim();
  for (let sign = SIGNS[words[at] ?? '']; sign; sign = SIGNS[words[at] ?? '']) {
    letters = { ...letters, ...sign };
    at += 1;
  }
  return styledAs(words.slice(at).trimStart(), letters);
}
