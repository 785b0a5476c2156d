// What of a word or of the white space before it appears in a subtitle or a page of text:
// runs of white space become one space, characters nobody can see are left out. The transcript itself is not touched.
import type { Turn, Word } from '../transcript/transcript.ts';

const NEEDS_WORK = /[\p{Cc}\p{Cs}\s\ufeff\ufffe\uffff]/u;
const BREAKING_SPACE = /[\t-\r \u0085\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f]+/g;
const UNSEEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g;
/** Marks of direction, joiners and the like, and nothing for them to act on. */
const ONLY_FORMAT = /^\p{Cf}+$/u;
const ALL_NO_BREAK = /^[\u00a0\u2007\u202f]+$/;

/** A word as shown: one line, no control characters, well-formed Unicode. May be empty when the word held nothing visible. */
export function shownWord(word: Word): string {
  const shown = NEEDS_WORK.test(word.text) ? word.text.replace(BREAKING_SPACE, ' ').replace(UNSEEN, '').toWellFormed().trim() : word.text;
  return ONLY_FORMAT.test(shown) ? '' : shown;
}

const BREAKING = new RegExp(BREAKING_SPACE.source, 'u');
const UNSEEN_ONE = new RegExp(UNSEEN.source, 'u');

/** Where each UTF-16 unit of a word as shown stands in the word; null where it is shown letter for letter. */
export function shownPlaces(word: Word): readonly number[] | null {
  const shown = shownWord(word);
  const { text } = word;
  if (shown.length === text.length) return null;
  const places: number[] = [];
  let kept = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    const isSpace = BREAKING.test(unit);
    if (isSpace ? at > 0 && BREAKING.test(text.charAt(at - 1)) : UNSEEN_ONE.test(unit)) continue;
    places.push(at);
    kept += isSpace ? ' ' : unit;
  }
  const lead = kept.length - kept.trimStart().length;
  return places.slice(lead, lead + shown.length);
}

/** The white space before a word as shown: "", " ", one ideographic space, or one no-break space. */
export function shownSpace(space: string): string {
  if (space === ' ' || space === '') return space;
  const typed = space.replaceAll('\ufeff', '');
  if (typed === '') return '';
  if (typed.includes('\u3000')) return '\u3000';
  return ALL_NO_BREAK.test(typed) ? typed.charAt(0) : ' ';
}

/** Whether a line may never be broken at this shown space. */
export function isNoBreakSpace(space: string): boolean {
  return ALL_NO_BREAK.test(space);
}

/** Number of characters of the word that no subtitle or text format shows. */
export function countUnseen(word: Word): number {
  if (!NEEDS_WORK.test(word.text)) return 0;
  return (word.text.match(UNSEEN)?.length ?? 0) + (word.text.isWellFormed() ? 0 : 1);
}

/** A turn's words as one line of shown text, without outer white space. */
export function shownTurn(turn: Turn): string {
  let text = '';
  for (const word of turn.words) {
    const shown = shownWord(word);
    if (shown) text += (text ? shownSpace(word.space) : '') + shown;
  }
  return text;
}
