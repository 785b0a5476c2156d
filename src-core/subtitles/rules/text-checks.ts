// Checks of what a cue says and how it is written: speakers, pairs of marks, glyphs, repeated and doubtful words.
import { isDoubtful } from '../../transcript/doubt.ts';
import type { Trial } from './check-cues.ts';

export function textChecks(trial: Trial): void {
  checkSpeakers(trial);
  checkMarks(trial);
  checkGlyphs(trial);
  checkWords(trial);
}

/** A line holds one person's words: a change of turn inside a line is two people in it. */
function checkSpeakers({ cue: { cue }, find }: Trial): void {
  for (let turn = cue.from.turn + 1; turn <= cue.to.turn; turn += 1) {
    if (!cue.breaks.some((place) => place.turn === turn && place.word === 0)) return find('two-speakers');
  }
}

const PAIRS: readonly (readonly [string, string])[] = [
  ['(', ')'],
  ['[', ']'],
  ['“', '”'],
  ['«', '»'],
];

function checkMarks({ cue, find }: Trial): void {
  const text = cue.lines.map((line) => line.text).join('\n');
  const lonely = PAIRS.find(([open, close]) => count(text, open) !== count(text, close));
  if (lonely) return find('unbalanced-marks', { detail: lonely.join(' ') });
  const notes = count(text, '♪') + count(text, '♫');
  if (notes === 1) find('unbalanced-marks', { detail: '♪' });
}

const count = (text: string, mark: string): number => text.split(mark).length - 1;

/** Control and private-use characters, unassigned ones, and text that is not NFC: what players draw as boxes or compare as different. */
const UNSHOWN = /[\p{Co}\p{Cn}\ufffd]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u;

function checkGlyphs({ cue, find }: Trial): void {
  const text = cue.lines.map((line) => line.text).join('\n');
  const found = UNSHOWN.exec(text)?.[0];
  if (found !== undefined) find('glyphs', { detail: `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}` });
  else if (text !== text.normalize('NFC')) find('glyphs', { detail: 'not in composed form (NFC)' });
}

const BARE = /[^\p{L}\p{N}'’]/gu;

function checkWords({ cue: { words }, doubtBelow, find }: Trial): void {
  const bare = words.map((word) => word.text.replace(BARE, '').toLowerCase());
  // "no, no" is somebody insisting: only words without punctuation between them are a slip.
  const twice = bare.findIndex((word, index) => index > 0 && word !== '' && word === bare[index - 1] && /[\p{L}\p{N}]$/u.test(words[index - 1]?.text ?? ''));
  if (twice > 0) find('double-word', { detail: words[twice]?.text ?? '' });
  if (doubtBelow === null) return;
  const doubtful = words.filter((word) => isDoubtful(word, doubtBelow)).map((word) => word.text);
  if (doubtful.length > 0) find('doubtful', { value: doubtful.length, unit: 'count', detail: doubtful.join(', ') });
}
