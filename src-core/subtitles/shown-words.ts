// Words of a turn as they are shown, and where each letter of them stands in the turn's text. Knows no cues.
import { rangeOfWord } from '../transcript/query.ts';
import type { Turn } from '../transcript/transcript.ts';
import { shownSpace, shownWord } from './shown-text.ts';

/** Words as shown, and for each place in their text the place in the turn's; −1 inside words that are not shown letter for letter. */
export interface ShownText {
  readonly text: string;
  readonly places: readonly number[];
}

/** Words `first` … `last` (included) of a turn as one line, and where each UTF-16 unit of it stands in the turn's text. */
export function shownWords(turn: Turn, first: number, last: number): ShownText {
  let text = '';
  const places = [rangeOfWord(turn, first).from];
  for (let index = first; index <= last; index += 1) {
    const word = turn.words[index];
    const shown = word ? shownWord(word) : '';
    if (!word || shown === '') continue;
    if (text !== '') text += shownSpace(word.space);
    const { from, to } = rangeOfWord(turn, index);
    for (let at = 0; at < shown.length; at += 1) places[text.length + at] = at === 0 || shown === word.text ? from + at : -1;
    text += shown;
    places[text.length] = to;
  }
  return { text, places };
}

/** How much of the beginning and of the end stays. Never half a character, nor half a word that is shown otherwise than it is written. */
export function sameEnds({ text: old, places }: ShownText, text: string): { prefix: number; suffix: number } {
  const most = Math.min(old.length, text.length);
  let prefix = 0;
  while (prefix < most && old[prefix] === text[prefix]) prefix += 1;
  while (prefix > 0 && (places[prefix] === -1 || isInPair(old, prefix) || isInPair(text, prefix))) prefix -= 1;
  let suffix = 0;
  while (suffix < most - prefix && old.at(-1 - suffix) === text.at(-1 - suffix)) suffix += 1;
  while (suffix > 0 && (places[old.length - suffix] === -1 || isInPair(old, old.length - suffix) || isInPair(text, text.length - suffix))) suffix -= 1;
  return { prefix, suffix };
}

function isInPair(text: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1));
}
