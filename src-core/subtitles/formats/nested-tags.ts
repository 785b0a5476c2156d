// Letters as tags that open and close in order, around as much as they hold for. Which tags they are is the format's business.
import type { Letters } from '../../transcript/letters.ts';
import type { LetterStretch } from '../../transcript/styled-text.ts';

/** What letters have that a tag says, in the order in which tags open that end together. */
const STYLES = ['colour', 'bold', 'italic', 'underline'] as const;
type Style = (typeof STYLES)[number];

/** What a tag stands for: a style, or a colour. */
export interface TagMeaning {
  readonly style: Style;
  /** "#rrggbb"; null for styles. */
  readonly colour: string | null;
}

/** The tags of a format. */
export interface LetterTags {
  open(meaning: TagMeaning): string;
  close(meaning: TagMeaning): string;
}

/** The stretches with tags around them. A tag stays open over all neighbours that want it; of several the one that holds longest opens first. */
export function withTags(stretches: readonly LetterStretch[], tags: LetterTags): string {
  const reach = reaches(stretches.map(({ letters }) => letters));
  const open: TagMeaning[] = [];
  let written = '';
  const closeFrom = (depth: number): void => {
    while (open.length > depth) {
      const last = open.pop();
      if (last) written += tags.close(last);
    }
  };
  stretches.forEach(({ text, letters }, index) => {
    const ended = open.findIndex((meaning) => !wants(letters, meaning));
    if (ended >= 0) closeFrom(ended);
    const opening = STYLES.filter((style) => isOn(letters, style) && !open.some((meaning) => meaning.style === style));
    opening.sort((a, b) => (reach[b][index] ?? 0) - (reach[a][index] ?? 0));
    for (const style of opening) {
      const meaning = { style, colour: style === 'colour' ? letters.colour : null };
      written += tags.open(meaning);
      open.push(meaning);
    }
    written += text;
  });
  closeFrom(0);
  return written;
}

const isOn = (letters: Letters, style: Style): boolean => (style === 'colour' ? letters.colour !== null : letters[style]);
const wants = (letters: Letters, { style, colour }: TagMeaning): boolean => (style === 'colour' ? letters.colour === colour : letters[style]);

/** For each style and stretch, up to which stretch it holds from there on. */
function reaches(letters: readonly Letters[]): Readonly<Record<Style, readonly number[]>> {
  const reachOf = (style: Style): number[] => {
    const ends = letters.map((_, index) => index);
    for (let index = letters.length - 2; index >= 0; index -= 1) {
      const [here, next] = [letters[index], letters[index + 1]];
      if (here && next && isOn(here, style) && here[style] === next[style]) ends[index] = ends[index + 1] ?? index;
    }
    return ends;
  };
  return { colour: reachOf('colour'), bold: reachOf('bold'), italic: reachOf('italic'), underline: reachOf('underline') };
}
