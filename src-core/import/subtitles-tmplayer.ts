// Reads TMPlayer: "00:01:02:first line|second line", whole seconds and no ends. In one of its dialects a line is numbered, "00:01:02,2=second line".
import { ProblemList } from '../problem.ts';
import type { Millis } from '../span.ts';
import { plainText } from '../transcript/styled-text.ts';
import { plural } from './spoken-item.ts';
import { loosePiece, type FileCue } from './subtitles-cue.ts';
import { fileLines, isBlank } from './subtitles-lines.ts';
import { readFileCues } from './subtitles-reading.ts';
import { repairedSpan } from './subtitles-span.ts';
import type { ReadSubtitles } from './subtitles-transcript.ts';

/** Text that goes on with two figures is the frame of a timecode, and what has an arrow the times of another format. */
const LINE = /^\s*(\d{1,2}):([0-5]\d):([0-5]\d)(?:,\d)?[:=](?!\d\d(?:[\s.,;:]|$))(?!.{0,40}-->)(.*)$/;

/** Whether a line is one of TMPlayer. */
export const isTmplayerLine = (line: string): boolean => LINE.test(line);

/** Reads TMPlayer. A cue is shown until an empty one that follows, else as long as it takes to read, at most until the next. */
export function readTmplayer(text: string): ReadSubtitles {
  const problems = new ProblemList();
  const shown: { readonly start: Millis; readonly line: number; readonly lines: string[] }[] = [];
  fileLines(text, problems).forEach((line, index) => {
    const match = LINE.exec(line);
    if (match) {
      const [, hours, minutes, seconds, words = ''] = match;
      const start = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
      const lines = words.split('|').map((one) => one.trim());
      const last = shown.at(-1);
      if (last?.start === start) last.lines.push(...lines);
      else shown.push({ start, line: index + 1, lines });
    } else if (!isBlank(line))
      problems.add('lines-unreadable', 'loss', (count) => `${count} line${plural(count)} could not be read as TMPlayer.`, { line: index + 1 });
  });
  const cues = shown.flatMap(({ start, line, lines }, index): FileCue[] => {
    const kept = lines.filter((one) => one !== '');
    if (kept.length === 0) return [];
    const next = shown[index + 1];
    const isCleared = next?.lines.every((one) => one === '') === true;
    const cue = repairedSpan({ start, end: isCleared ? next.start : start, line, lines: kept }, next?.start, problems);
    return [{ start, end: cue.end, line, pieces: [loosePiece(plainText(kept.join('\n')))] }];
  });
  return readFileCues(cues, null, problems);
}
