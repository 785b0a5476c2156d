// How the letters of a run of words look after it was rewritten. Which old word stands for which new one, and when they are said, is retime.ts.
import { isSameRuns, mappedRuns, noRuns, keptEnds, slicedRuns, type LetterRuns } from './letters.ts';
import { joinStyled, plainText, type StyledText } from './styled-text.ts';
import type { Token } from './tokens.ts';
import type { Word, WordMarks } from './transcript.ts';

/** The word with exactly these letters; the very word where it has them. */
export function withLetters(word: Word, letters: LetterRuns): Word {
  if (isSameRuns(word.marks?.letters ?? noRuns, letters)) return word;
  const { marks, ...bare } = word;
  const { letters: _former, ...others } = marks ?? {};
  if (letters.length > 0) return { ...bare, marks: { ...others, letters } };
  return Object.keys(others).length > 0 ? { ...bare, marks: others } : bare;
}

/** The marks of a word to be, with its letters where there are any. */
export function marksWith(marks: WordMarks, letters: LetterRuns): WordMarks {
  return letters.length > 0 ? { ...marks, letters } : marks;
}

/** The letters of several tokens in place of some words: those of the whole passage, as it was rewritten. */
export function rewrittenLetters(olds: readonly Word[], tokens: readonly Token[]): LetterRuns[] {
  const before = joinedWords(olds);
  if (before.letters.length === 0) return tokens.map(() => noRuns);
  const runs = mappedRuns(before.letters, before.text, textOf(tokens));
  let at = 0;
  return tokens.map(({ space, text }) => {
    const from = at + space.length;
    at = from + text.length;
    return slicedRuns(runs, from, at);
  });
}

/**
 * A draft of words with the letters of whatever a run keeps of its beginning and its end, character for character. Which old word a token stands for is
 * guessed where words were cut and joined; how a character looks that nobody touched is not. `draft` has one entry a token; `ending` is how much of the old words' end is known to have been left alone, UTF-16 units.
 */
export function keepLetters(old: readonly Word[], tokens: readonly Token[], draft: readonly (Word | Token)[], ending = 0): readonly (Word | Token)[] {
  if (old.every(({ marks }) => marks?.letters === undefined)) return draft;
  const before = joinedWords(old);
  const after = textOf(tokens);
  const { same, until } = keptEnds(before.text, after, ending);
  const grown = after.length - before.text.length;
  const begun = until + grown;
  let at = 0;
  return draft.map((entry) => {
    const { space, text } = entry;
    const from = at + space.length;
    const to = (at = from + text.length);
    if (from >= same && to <= begun) return entry;
    const [head, tail] = [Math.max(0, Math.min(to, same) - from), Math.max(0, begun - from)];
    const own = 'origin' in entry ? (entry.marks?.letters ?? noRuns) : noRuns;
    const { letters } = joinStyled([
      { text: text.slice(0, head), letters: slicedRuns(before.letters, from, from + head) },
      { text: text.slice(head, tail), letters: slicedRuns(own, head, tail) },
      { text: text.slice(tail), letters: slicedRuns(before.letters, from + tail - grown, to - grown) },
    ]);
    return 'origin' in entry ? withLetters(entry, letters) : { ...entry, letters };
  });
}

/** Words as one text: each with the white space before it, which is plain. */
function joinedWords(words: readonly Word[]): StyledText {
  return joinStyled(words.flatMap(({ space, text, marks }) => [plainText(space), { text, letters: marks?.letters ?? noRuns }]));
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ space, text }) => space + text).join('');
}
