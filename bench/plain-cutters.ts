// Two ways others cut words into cues, to compare ours with: lines filled up one after the other, and the engine's own kind of subtitles,
// which go by pauses and sentences. Neither knows of reading speed, syntax or neighbours. Bench only: the product has one cutter.
import type { Cue } from '../src-core/subtitles/cue.ts';
import type { Transcript, Turn } from '../src-core/transcript/transcript.ts';

const LINE = 42;

/** Fills two lines of 42 characters, then begins the next cue; a cue is shown from its first word's start to its last word's end. */
export function greedyCues({ turns }: Transcript): Cue[] {
  return turns.flatMap((turn, index) => cuesOf(turn, index, (width) => width > LINE * 2)).sort((a, b) => a.start - b.start);
}

/** A silence that ends a cue, milliseconds. */
const PAUSE = 500;

/** Ends a cue at a sentence's end, at a pause, or when two lines are full. */
export function pauseCues({ turns }: Transcript): Cue[] {
  return turns
    .flatMap((turn, index) =>
      cuesOf(turn, index, (width, word) => {
        const [before, next] = [turn.words[word - 1], turn.words[word]];
        return width > LINE * 2 || (before !== undefined && next !== undefined && (/[.?!]$/.test(before.text) || next.start - before.end >= PAUSE));
      }),
    )
    .sort((a, b) => a.start - b.start);
}

/** Cuts a turn before each word at which `ends` says so; `width` is how wide the cue would be with the word. */
function cuesOf({ words }: Turn, turn: number, ends: (width: number, word: number) => boolean): Cue[] {
  const cues: Cue[] = [];
  let from = 0;
  let width = 0;
  words.forEach((word, index) => {
    const wider = width + (index > from ? word.space.length : 0) + word.text.length;
    if (index > from && ends(wider, index)) {
      cues.push(cue(words, turn, from, index - 1));
      [from, width] = [index, word.text.length];
    } else width = wider;
  });
  if (words.length > 0) cues.push(cue(words, turn, from, words.length - 1));
  return cues;
}

function cue(words: Turn['words'], turn: number, from: number, to: number): Cue {
  return {
    start: words[from]?.start ?? 0,
    end: words[to]?.end ?? 0,
    from: { turn, word: from },
    to: { turn, word: to },
    breaks: filledLines(words, turn, from, to),
  };
}

/** The second line begins where the first is full. */
function filledLines(words: Turn['words'], turn: number, from: number, to: number): Cue['breaks'] {
  let width = 0;
  for (let index = from; index <= to; index += 1) {
    const word = words[index];
    if (!word) break;
    width += (index > from ? word.space.length : 0) + word.text.length;
    if (width > LINE && index > from) return [{ turn, word: index }];
  }
  return [];
}
