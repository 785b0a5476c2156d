// A subtitle file's text as lines, whatever its line endings and marks. Knows no format.
import type { ProblemList } from '../problem.ts';
import { plural, were } from './spoken-item.ts';

/** More marks on one letter than UAX #15 (Stream-Safe Text Format) expects: normalising such a run takes time with its square. */
const ENDLESS_MARKS = /\p{M}{30}(?=\p{M})/gu;

/** Cuts text into lines at LF, CR LF, CR and CR CR LF; byte order marks, wherever files were glued together, and NULs go. NFC. */
export function fileLines(text: string, problems: ProblemList): string[] {
  let clean = text.replaceAll('\ufeff', '');
  if (clean.includes('\0')) {
    const nuls = clean.split('\0').length - 1;
    clean = clean.replaceAll('\0', '');
    problems.add('nul-characters', 'loss', () => `${nuls} NUL character${plural(nuls)} ${were(nuls)} left out.`);
  }
  if (clean.includes('\ufffd')) {
    const broken = clean.split('\ufffd').length - 1;
    problems.add('broken-characters', 'note', () => `${broken} character${plural(broken)} were already broken (U+FFFD) when the file was read.`);
  }
  if (ENDLESS_MARKS.test(clean)) {
    clean = clean.replaceAll(ENDLESS_MARKS, '$&\u034f');
    problems.add('endless-marks', 'repair', () => 'Letters with more than 30 marks were found; their marks were grouped so that they can be read.');
  }
  return clean.normalize('NFC').split(/\r{0,2}\n|\r/);
}

/** Whether a line shows nothing. */
export function isBlank(line: string): boolean {
  return line.trim() === '';
}
