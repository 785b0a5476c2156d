// The Transcript: words and their times, as immutable values.
// It knows nothing of files, screens or services; edit.ts is the only way to change one.
import type { Millis, Span } from '../span.ts';
import type { LetterRuns } from './letters.ts';

/**
 * How a word's time came about, weakest last:
 * `set` by hand, `heard` by the engine, `carried` through a correction of the text, `estimated` between neighbours.
 * A weaker origin never overwrites `set`.
 */
export type TimeOrigin = 'set' | 'heard' | 'carried' | 'estimated';

/** What a word was before its text was changed in place. */
export interface FormerWord {
  readonly text: string;
  readonly origin: TimeOrigin;
  readonly confidence: number | null;
}

/** Rare facts about a word. All but `was`, `reviewed` and `letters` are the engine's, about what it heard at this time. */
export interface WordMarks {
  /** Language of this word where it differs from the transcript's, BCP 47. */
  readonly language?: string;
  /** Kinds of personal information the engine redacted here, as it named them. */
  readonly redacted?: readonly string[];
  /** Whether a vocabulary filter in tag mode matched. */
  readonly filtered?: boolean;
  /** Medical or other entity categories, as the engine named them. */
  readonly entities?: readonly string[];
  /**
   * The word as it was before it was changed in place. Should its text come back, alone or cut free from what was typed onto it
   * ("two" before "three" passes through "twothree"), it is that word again, time and confidence and all.
   */
  readonly was?: FormerWord;
  /** Somebody has listened to the word and found it right: it is not asked about again. */
  readonly reviewed?: boolean;
  /** Where in its text letters look otherwise than plain, by somebody's choice or the file's. Never empty. */
  readonly letters?: LetterRuns;
}

/** One word as it stands on screen, punctuation attached ("Hello,"), with its time. */
export interface Word extends Span {
  /** Never empty, NFC, holds no line break. May hold a space where the engine's display form does ("Los Angeles"). */
  readonly text: string;
  /** White space between the previous word of the turn (or the line's start) and this word, exactly as typed: " ", "" in Chinese. */
  readonly space: string;
  readonly origin: TimeOrigin;
  /** The engine's confidence from 0 to 1, or null when it gave none or a person typed the word. */
  readonly confidence: number | null;
  /** Audio channel from 0, or null when channels were not told apart. */
  readonly channel: number | null;
  /** Index of the engine's item this word came from (file order), or null when a person typed it. */
  readonly source: number | null;
  readonly marks?: WordMarks;
}

/** Identity of a turn within its transcript: assigned once, never reused while the turn exists. */
export type TurnId = number;

/** Identity of a speaker within its transcript, as the engine labelled it ("spk_0") or `person-N`. */
export type SpeakerId = string;

/**
 * One speaker's run of words; one line of the editor.
 * Its text is the concatenation of every word's `space + text`, then `tail`.
 */
export interface Turn {
  readonly id: TurnId;
  readonly speaker: SpeakerId | null;
  readonly words: readonly Word[];
  /** White space after the last word, as typed; the whole text of a turn without words. */
  readonly tail: string;
}

/** Somebody who speaks. */
export interface Speaker {
  readonly id: SpeakerId;
  /** The name shown; at import "Speaker 1", "Speaker 2" … in order of appearance. */
  readonly name: string;
}

/**
 * Turns in reading order. Within a turn words are ordered and disjoint in time.
 * Turns may overlap each other: two people may speak at once.
 */
export interface Transcript {
  /** Main language, BCP 47 as the service writes it ("en-US"), or null when unknown. */
  readonly language: string | null;
  readonly speakers: readonly Speaker[];
  readonly turns: readonly Turn[];
  /** The id the next new turn gets. Greater than every id in `turns`. */
  readonly nextTurnId: TurnId;
}

/** A word's place: turn index, then word index within the turn. */
export interface WordPlace {
  readonly turn: number;
  readonly word: number;
}

/** A caret's place: turn index (line from 0), then UTF-16 offset in the turn's text. */
export interface TextPlace {
  readonly turn: number;
  readonly offset: number;
}

/** A transcript with no turns: what an empty result becomes. */
export const emptyTranscript: Transcript = { language: null, speakers: [], turns: [], nextTurnId: 0 };

/** The exact text of a turn as the editor shows it. */
export function turnText(turn: Turn): string {
  let text = '';
  for (const word of turn.words) text += word.space + word.text;
  return text + turn.tail;
}

/** The exact text of the transcript: turns joined by line feeds. */
export function transcriptText(transcript: Transcript): string {
  return transcript.turns.map(turnText).join('\n');
}

/** The time a turn covers, or null when it has no words. */
export function turnSpan(turn: Turn): Span | null {
  const first = turn.words[0];
  if (!first) return null;
  let end = first.end;
  for (const word of turn.words) if (word.end > end) end = word.end;
  return { start: first.start, end };
}

/** The name shown for a speaker, or null for a turn without one or a label nobody described. */
export function speakerName(transcript: Transcript, id: SpeakerId | null): string | null {
  if (id === null) return null;
  return transcript.speakers.find((speaker) => speaker.id === id)?.name ?? null;
}

/** Number of words in the transcript. */
export function countWords(transcript: Transcript): number {
  let count = 0;
  for (const turn of transcript.turns) count += turn.words.length;
  return count;
}

/** The latest end of any word, milliseconds; 0 for an empty transcript. Turns may overlap, so every one is asked; the last word of a turn ends last. */
export function lastEnd(transcript: Transcript): Millis {
  let latest = 0;
  for (const { words } of transcript.turns) latest = Math.max(latest, words[words.length - 1]?.end ?? 0);
  return latest;
}
