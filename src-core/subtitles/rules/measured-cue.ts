// A cue measured for checking: what is written, how wide, how fast, and when its words are really said.
import type { Millis } from '../../span.ts';
import type { Transcript, Word, WordPlace } from '../../transcript/transcript.ts';
import type { VoiceMarks, WrittenLine } from '../cue-label.ts';
import { writtenLines } from '../cue-label.ts';
import type { Cue } from '../cue.ts';
import { cueLines, cueWords } from '../cue.ts';
import { measureWidth } from '../graphemes.ts';
import { soundEnd } from '../turn-timeline.ts';
import { isSamePlace } from '../../transcript/word-stretch.ts';

export interface MeasuredCue {
  readonly cue: Cue;
  readonly words: readonly Word[];
  /** Which of its words, by index, open a line within their turn. */
  readonly opens: readonly number[];
  /** Whether the words of a turn go on in the line of the turn before. */
  readonly sharesLine: boolean;
  readonly lines: readonly WrittenLine[];
  /** The lines as written, joined by line feeds. */
  readonly text: string;
  /** Its lines without labels and dashes put before them when they are written. */
  readonly typed: readonly string[];
  /** Width of each line, graphemes as the language counts them. */
  readonly widths: readonly number[];
  /** Graphemes to read, a space at each line break included. */
  readonly width: number;
  /** Graphemes a second; Infinity for a cue of no length. */
  readonly speed: number;
  /** Words a minute. */
  readonly wordSpeed: number;
  /** When its first word begins and its last falls silent; null for a cue whose words have no heard or set times. */
  readonly said: { readonly start: Millis; readonly end: Millis } | null;
}

/** How a cue is measured: with what is written before its words, and what characters before Hangul count. */
export interface Measuring extends VoiceMarks {
  readonly narrow: number;
}

/** Measures a cue. `before` is the cue shown before it. */
export function measureCue(transcript: Transcript, cue: Cue, before: Cue | undefined, measuring: Measuring): MeasuredCue {
  const placed = [...cueWords(transcript, cue)];
  const words = placed.map(({ word }) => word);
  const lines = writtenLines(transcript, cue, before, measuring);
  const widths = lines.map((line) => measureWidth(line.text, measuring.narrow));
  const width = widths.reduce((sum, part) => sum + part, 0) + spacesAtBreaks(transcript, cue);
  const seconds = Math.max(0, cue.end - cue.start) / 1000;
  const spoken = words.filter((word) => /[\p{L}\p{N}]/u.test(word.text)).length;
  return {
    cue,
    words,
    opens: openingsOf(placed, cue),
    sharesLine: placed.some(({ place }) => place.word === 0 && place.turn > cue.from.turn && !cue.breaks.some((opening) => isSamePlace(opening, place))),
    lines,
    text: lines.map((line) => line.text).join('\n'),
    typed: cueLines(transcript, cue).filter(Boolean),
    widths,
    width,
    speed: seconds === 0 ? (width === 0 ? 0 : Infinity) : width / seconds,
    wordSpeed: seconds === 0 ? 0 : (spoken * 60) / seconds,
    said: saidSpan(words),
  };
}

function openingsOf(placed: readonly { readonly place: WordPlace }[], { from, breaks }: Cue): number[] {
  return breaks.flatMap(({ turn, word }) => {
    if (word === 0 || (turn === from.turn && word === from.word)) return [];
    const at = placed.findIndex(({ place }) => place.turn === turn && place.word === word);
    return at > 0 ? [at] : [];
  });
}

function spacesAtBreaks(transcript: Transcript, cue: Cue): number {
  return cue.breaks.filter(({ turn, word }) => transcript.turns[turn]?.words[word]?.space).length;
}

/** Estimated times prove nothing: only a word heard, carried or set tells when a cue is said. */
function saidSpan(words: readonly Word[]): { start: Millis; end: Millis } | null {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last || first.origin === 'estimated' || last.origin === 'estimated') return null;
  return { start: first.start, end: words.reduce((end, word) => Math.max(end, soundEnd(word)), first.start) };
}
