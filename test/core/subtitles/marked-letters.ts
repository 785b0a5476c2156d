// The letters of cues written out to be compared: "The [i Titanic]." for a word in italics. Made apart from the writers, which are on trial.
import { plainLook } from '../../../src-core/subtitles/cue-look.ts';
import { styledLines, type Cue } from '../../../src-core/subtitles/cue.ts';
import { plainLetters, type Letters } from '../../../src-core/transcript/letters.ts';
import type { StyledText } from '../../../src-core/transcript/styled-text.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';

/** "i", "bu #ff0000"; "" for plain letters. */
export function styleName({ italic, bold, underline, colour }: Letters): string {
  return [(italic ? 'i' : '') + (bold ? 'b' : '') + (underline ? 'u' : ''), colour ?? ''].filter(Boolean).join(' ');
}

/** A line with a bracket around every stretch that is not plain; blanks, which show nothing, go with neither side. */
export function markedLine({ text, letters }: StyledText, below: Letters = plainLetters): string {
  let marked = '';
  let open = '';
  for (const [at, part] of [...text.matchAll(/\s+|\S/gu)].map((match): [number, string] => [match.index, match[0]])) {
    const own = letters.find(({ from, to }) => from <= at && at < to) ?? plainLetters;
    const name = /^\s/.test(part)
      ? ''
      : styleName({
          italic: own.italic || below.italic,
          bold: own.bold || below.bold,
          underline: own.underline || below.underline,
          colour: own.colour ?? below.colour,
        });
    if (name !== open) marked += (open === '' ? '' : ']') + (name === '' ? '' : `[${name} `);
    open = name;
    marked += part;
  }
  return open === '' ? marked : `${marked}]`;
}

/** The lines of a cue, those without text left out. `kept` is what a format makes of letters. */
export function markedCue(transcript: Transcript, cue: Cue, kept: (letters: Letters) => Letters = (letters) => letters): string[] {
  const look = cue.look ?? plainLook;
  return styledLines(transcript, cue)
    .filter(({ text }) => text !== '')
    .map(({ text, letters }) => {
      const runs = letters.map((run) => ({ ...run, ...kept(run) }));
      return markedLine({ text, letters: runs }, kept(look));
    });
}

/** All cues of what was read, a line break as " / ". */
export function markedCues({ transcript, cues }: { readonly transcript: Transcript; readonly cues: readonly Cue[] }): string[] {
  return cues.map((cue) => markedCue(transcript, cue).join(' / '));
}
