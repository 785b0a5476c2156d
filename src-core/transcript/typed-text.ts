// Keeps text in NFC while it is typed: a combining mark that arrives after its letter becomes one letter with it.
// applyEdit takes text exactly as given; an editor passes its changes through here first, so that both hold the same.
import type { ReplaceText } from './edit.ts';
import type { Transcript } from './transcript.ts';
import { turnText } from './transcript.ts';

/** Marks, and the Hangul vowels and finals that join the syllable before them (UAX #15: what may compose with a preceding character). */
const JOINS_BEFORE = /[\p{M}\u1160-\u11ff]/u;

/**
 * The same replacement with its result in NFC and its line breaks as line feeds, widened over neighbouring letters only where these compose with the new text
 * ("e" before the caret and a typed U+0301). Answers the edit itself when nothing changes.
 * Throws RangeError when a place lies outside the transcript.
 */
export function composeText(transcript: Transcript, edit: ReplaceText): ReplaceText {
  const given = edit.text.replace(/\r\n?/g, '\n');
  const before = lineAt(transcript, edit.from.turn).slice(0, edit.from.offset);
  const after = lineAt(transcript, edit.to.turn).slice(edit.to.offset);
  const left = needsLeft(given, after) ? tailCluster(before) : '';
  const right = headMarks(after);
  const composed = (left + given + right).normalize('NFC');
  let lead = 0;
  while (lead < left.length && left[lead] === composed[lead]) lead += 1;
  let trail = 0;
  while (trail < right.length && trail < composed.length - lead && right.at(-1 - trail) === composed.at(-1 - trail)) trail += 1;
  const text = composed.slice(lead, composed.length - trail);
  if (text === edit.text && lead === left.length && trail === right.length) return edit;
  return {
    kind: 'replace-text',
    from: { turn: edit.from.turn, offset: edit.from.offset - (left.length - lead) },
    to: { turn: edit.to.turn, offset: edit.to.offset + right.length - trail },
    text,
  };
}

function lineAt(transcript: Transcript, index: number): string {
  const turn = transcript.turns[index];
  if (turn) return turnText(turn);
  if (index === 0 && transcript.turns.length === 0) return '';
  throw new RangeError(`no such turn: ${index} of ${transcript.turns.length}`);
}

function needsLeft(given: string, after: string): boolean {
  const [first] = given === '' ? after : given;
  return first !== undefined && JOINS_BEFORE.test(first);
}

/** The last letter with the marks on it. */
function tailCluster(text: string): string {
  return /[^]?[\p{M}\u1160-\u11ff]*$/u.exec(text)?.[0] ?? '';
}

/** The marks a text begins with. */
function headMarks(text: string): string {
  return /^[\p{M}\u1160-\u11ff]*/u.exec(text)?.[0] ?? '';
}
