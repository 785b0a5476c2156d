// A Cue: a range of the transcript's words shown together for a while, and where its lines break.
// It holds places and times, never a copy of the text. How cues are chosen is cueing.ts.
import { needsSpace } from '../transcript/joint-space.ts';
import type { Span } from '../span.ts';
import type { SpeakerId, Transcript, Word, WordPlace } from '../transcript/transcript.ts';
import type { CueLook } from './cue-look.ts';
import { shownSpace, shownWord } from './shown-text.ts';
import { isSamePlace } from '../transcript/word-stretch.ts';

/** One subtitle. Its span is when it is shown, which may outlast its words so that it can be read. */
export interface Cue extends Span {
  /** First word. */
  readonly from: WordPlace;
  /** Last word, included. In reading order at or after `from`. */
  readonly to: WordPlace;
  /** The words that open a new line, in reading order. Holds `from` only when a speaker's label has the first line to itself. */
  readonly breaks: readonly WordPlace[];
  /** Absent for the plain look. */
  readonly look?: CueLook;
  /** Id of the pin it was made from (cue-track.ts); absent when it was cut automatically. */
  readonly pin?: number;
}

/** The words of a cue in reading order. Throws RangeError when the cue does not belong to this transcript. */
export function* cueWords(transcript: Transcript, cue: Cue): Generator<{ word: Word; place: WordPlace }> {
  for (let turn = cue.from.turn; turn <= cue.to.turn; turn += 1) {
    const words = transcript.turns[turn]?.words;
    if (!words) throw new RangeError(`no turn ${turn}`);
    const last = turn === cue.to.turn ? cue.to.word : words.length - 1;
    for (let index = turn === cue.from.turn ? cue.from.word : 0; index <= last; index += 1) {
      const word = words[index];
      if (!word) throw new RangeError(`no word ${index} in turn ${turn}`);
      yield { word, place: { turn, word: index } };
    }
  }
}

/** The lines of a cue as shown, white space normalised. A line may be empty only where a label stands alone (see `breaks`). */
export function cueLines(transcript: Transcript, cue: Cue): string[] {
  const lines: string[] = [];
  let line = '';
  let nextBreak = 0;
  for (const { word, place } of cueWords(transcript, cue)) {
    const opening = cue.breaks[nextBreak];
    if (isSamePlace(opening, place)) {
      lines.push(line);
      line = '';
      nextBreak += 1;
    }
    const shown = shownWord(word);
    if (shown) line += (line ? spaceInLine(line, word, place) : '') + shown;
  }
  lines.push(line);
  return lines;
}

/** The space between a line so far and its next word. The first word of a turn has none of its own. */
function spaceInLine(line: string, word: Word, place: WordPlace): string {
  if (place.word > 0) return shownSpace(word.space);
  return needsSpace(line, word.text) ? ' ' : '';
}

/** The text of a cue: its lines joined by line feeds, without empty ones. Never a second copy: read from the transcript each time. */
export function cueText(transcript: Transcript, cue: Cue): string {
  return cueLines(transcript, cue).filter(Boolean).join('\n');
}

/**
 * The word of a cue that begins nearest to an offset in `cueText`, UTF-16 units: where a caret there would cut. Of two as near, the later.
 * Null for the very first word, before which there is nothing to cut.
 */
export function wordAtOffset(transcript: Transcript, cue: Cue, offset: number): WordPlace | null {
  let at = 0;
  let best: { place: WordPlace; away: number } | null = null;
  let nextBreak = 0;
  let last = '';
  for (const { word, place } of cueWords(transcript, cue)) {
    const opening = cue.breaks[nextBreak];
    const opensLine = isSamePlace(opening, place);
    if (opensLine) nextBreak += 1;
    const shown = shownWord(word);
    if (shown === '') continue;
    if (at > 0) {
      at += opensLine ? 1 : spaceInLine(last, word, place).length;
      const away = Math.abs(at - offset);
      if (!best || away <= best.away) best = { place, away };
    }
    at += shown.length;
    last = shown;
  }
  return best?.place ?? null;
}

/** Who speaks in a cue, in one over several turns first; null when nobody is named. */
export function cueSpeaker(transcript: Transcript, cue: Cue): SpeakerId | null {
  return transcript.turns[cue.from.turn]?.speaker ?? null;
}
