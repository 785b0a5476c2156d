// How each letter of a cue looks, letter by letter, and written out to be compared: "The [i Titanic]." for a word in italics.
// Made apart from the writers, which are on trial.
import { plainLook } from '../../../src-core/subtitles/cue-look.ts';
import { styledLines, type Cue } from '../../../src-core/subtitles/cue.ts';
import { plainLetters, type Letters } from '../../../src-core/transcript/letters.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';

/** One character as it is seen. */
export interface SeenLetter {
  readonly letter: string;
  readonly letters: Letters;
}

/** Cues and the transcript they are of. */
interface Laid {
  readonly transcript: Transcript;
  readonly cues: readonly Cue[];
}

const isBlank = (letter: string): boolean => /^[\s\p{Cf}]$/u.test(letter);

/** The characters of a cue's lines, each with what was said of it and of its cue. Blanks show nothing and are plain. */
export function seenLetters(transcript: Transcript, cue: Cue): SeenLetter[][] {
  const look = cue.look ?? plainLook;
  return styledLines(transcript, cue)
    .filter(({ text }) => text !== '')
    .map(({ text, letters }) => {
      let at = 0;
      return [...text].map((letter) => {
        const own = letters.find(({ from, to }) => from <= at && at < to) ?? plainLetters;
        at += letter.length;
        const seen = {
          italic: own.italic || look.italic,
          bold: own.bold || look.bold,
          underline: own.underline || look.underline,
          colour: own.colour ?? look.colour,
        };
        return { letter, letters: isBlank(letter) ? plainLetters : seen };
      });
    });
}

/** "i", "bu #ff0000"; "" for plain letters. */
function styleName({ italic, bold, underline, colour }: Letters): string {
  return [(italic ? 'i' : '') + (bold ? 'b' : '') + (underline ? 'u' : ''), colour ?? ''].filter(Boolean).join(' ');
}

/** A line with a bracket around what is not plain. */
export function marked(line: readonly SeenLetter[]): string {
  let text = '';
  let open = '';
  for (const { letter, letters } of line) {
    const name = styleName(letters);
    if (name !== open && !isBlank(letter)) {
      const blanks = /\s*$/.exec(text)?.[0] ?? '';
      text = `${text.slice(0, text.length - blanks.length)}${open === '' ? '' : ']'}${blanks}${name === '' ? '' : `[${name} `}`;
      open = name;
    }
    text += letter;
  }
  return open === '' ? text : `${text}]`;
}

/** All cues written out, a line break as " / ". `kept` is what a format makes of a cue. */
export function markedCues({ transcript, cues }: Laid, kept: (lines: readonly SeenLetter[][]) => readonly SeenLetter[][] = (lines) => lines): string[] {
  return cues.map((cue) => kept(seenLetters(transcript, cue)).map(marked).join(' / '));
}

/** A format that makes the same of every letter. */
export const letterByLetter =
  (kept: (letters: Letters) => Letters) =>
  (lines: readonly SeenLetter[][]): SeenLetter[][] =>
    lines.map((line) => line.map(({ letter, letters }) => ({ letter, letters: kept(letters) })));

/** A format that keeps what all letters of a line have. */
export const lineByLine = (lines: readonly SeenLetter[][]): SeenLetter[][] =>
  lines.map((line) => {
    const seen = line.filter(({ letter }) => !isBlank(letter)).map(({ letters }) => letters);
    const [first = plainLetters] = seen;
    const whole: Letters = {
      italic: seen.every(({ italic }) => italic),
      bold: seen.every(({ bold }) => bold),
      underline: seen.every(({ underline }) => underline),
      colour: seen.every(({ colour }) => colour === first.colour) ? first.colour : null,
    };
    return line.map(({ letter }) => ({ letter, letters: isBlank(letter) ? plainLetters : whole }));
  });
