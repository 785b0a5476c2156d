// The laws every transcript keeps, as one function: importers and tests call it, edits keep it true.
// It names what is broken and where; it repairs nothing.
import { isSameRuns, tidyRuns } from './letters.ts';
import type { Transcript, Turn, Word } from './transcript.ts';

/** What a transcript must be. The names appear at the start of each sentence `checkTranscript` answers. */
export type TranscriptLaw =
  | 'whole-times'
  | 'start-before-end'
  | 'words-in-order'
  | 'text-not-empty'
  | 'one-line'
  | 'white-space-between'
  | 'confidence-from-0-to-1'
  | 'letters-in-form'
  | 'turn-ids'
  | 'speaker-ids';

const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;
const LINE_FEED = /[\n\r]/;
const NOT_WHITE = /[^\s\u0085]/;

/**
 * Every law the transcript breaks, one sentence each: "words-in-order: turn 3, word 2: starts at 400 ms, before 450 ms". Empty when it is sound.
 * That a turn's text equals its words needs no check: the words are the only text there is.
 */
export function checkTranscript(transcript: Transcript): string[] {
  const broken: string[] = [];
  const say = (law: TranscriptLaw, where: string) => broken.push(`${law}: ${where}`);
  const ids = new Set<number>();
  transcript.turns.forEach((turn, index) => {
    if (!Number.isSafeInteger(turn.id) || turn.id < 0 || turn.id >= transcript.nextTurnId || ids.has(turn.id)) {
      say('turn-ids', `turn ${index}: id ${turn.id} occurs twice or is not below ${transcript.nextTurnId}`);
    }
    ids.add(turn.id);
    checkTurn(turn, (law, where) => say(law, `turn ${index}${where}`));
  });
  const speakers = new Set(transcript.speakers.map((speaker) => speaker.id));
  if (speakers.size < transcript.speakers.length) say('speaker-ids', 'two speakers share an id');
  return broken;
}

function checkTurn(turn: Turn, say: (law: TranscriptLaw, where: string) => void): void {
  if (NOT_WHITE.test(turn.tail)) say('white-space-between', ': its tail holds more than white space');
  if (LINE_FEED.test(turn.tail)) say('one-line', ': its tail holds a line break');
  let end = 0;
  turn.words.forEach((word, index) => {
    checkWord(word, (law, what) => say(law, `, word ${index}: ${what}`));
    if (word.start < end) say('words-in-order', `, word ${index}: starts at ${word.start} ms, before ${end} ms`);
    end = Math.max(end, word.end);
  });
}

function checkWord({ text, space, start, end, confidence, marks }: Word, say: (law: TranscriptLaw, what: string) => void): void {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0) say('whole-times', `${start}–${end} ms`);
  if (start > end) say('start-before-end', `${start}–${end} ms`);
  if (text === '') say('text-not-empty', 'has no text');
  if (LINE_BREAK.test(text) || LINE_FEED.test(space)) say('one-line', 'holds a line break');
  if (NOT_WHITE.test(space)) say('white-space-between', `${JSON.stringify(space)} is not white space`);
  if (confidence !== null && !(confidence >= 0 && confidence <= 1)) say('confidence-from-0-to-1', String(confidence));
  const letters = marks?.letters;
  if (letters && (letters.length === 0 || !isSameRuns(letters, tidyRuns(letters, text.length)))) {
    say('letters-in-form', `${JSON.stringify(letters)} of ${JSON.stringify(text)}`);
  }
}
