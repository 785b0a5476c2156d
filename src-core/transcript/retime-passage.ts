// Times for the estimated words of a passage from where the sound says that somebody speaks.
// It knows words and stretches of speech; not how speech was found. It answers Edits, so that undo and saving know them.
import type { Millis, Span } from '../span.ts';
import type { SetSpans } from './edit.ts';
import { nextWord, previousWord, wordAtPlace } from './query.ts';
import { spreadWords } from './spread-words.ts';
import type { Transcript, Word, WordPlace } from './transcript.ts';

/** Words from `from` to `to` in reading order, both included. */
export interface Passage {
  readonly from: WordPlace;
  readonly to: WordPlace;
}

/** Estimated words that follow each other in reading order, across turns where no better time stands between, and the free time around them. */
export interface EstimatedRun {
  /** In order, one entry a turn. */
  readonly parts: readonly { readonly place: WordPlace; readonly words: readonly Word[] }[];
  readonly room: Span;
}

/**
 * The runs of estimated words in a passage, each with the time between the words before and behind it whose times are better.
 * A passage that begins or ends within a run takes in the whole of it: half a run has no room of its own.
 * `end` is the end of the media, milliseconds: how far a run without a word behind it may reach.
 */
export function estimatedRuns(transcript: Transcript, { from, to }: Passage, end: Millis): EstimatedRun[] {
  const runs: EstimatedRun[] = [];
  const isIn = (place: WordPlace | null): place is WordPlace => place !== null && (place.turn < to.turn || (place.turn === to.turn && place.word <= to.word));
  for (let place: WordPlace | null = runStart(transcript, from); isIn(place);) {
    if (wordAtPlace(transcript, place)?.origin !== 'estimated') {
      place = nextWord(transcript, place);
      continue;
    }
    const before = previousWord(transcript, place);
    const { parts, behind } = collect(transcript, place);
    const low = (before && wordAtPlace(transcript, before)?.end) ?? 0;
    const high = (behind && wordAtPlace(transcript, behind)?.start) ?? Math.max(end, parts.at(-1)?.words.at(-1)?.end ?? 0);
    runs.push({ parts, room: { start: low, end: Math.max(low, high) } });
    place = behind;
  }
  return runs;
}

/** The edits that lay a run over the speech in its room, one a turn; none where no speech was found or nothing would move. */
export function retimeRunOver({ parts }: EstimatedRun, speech: readonly Span[]): SetSpans[] {
  const words = parts.flatMap((part) => part.words.map(({ text }, at) => ({ text, endsTurn: at === part.words.length - 1 })));
  const spans = spreadWords(words, speech);
  if (!spans) return [];
  let done = 0;
  return parts.flatMap((part): SetSpans[] => {
    const own = spans.slice(done, (done += part.words.length));
    const isMoved = own.some(({ start, end }, at) => part.words[at]?.start !== start || part.words[at]?.end !== end);
    return isMoved ? [{ kind: 'set-spans', place: part.place, spans: own, origin: 'estimated' }] : [];
  });
}

function collect(transcript: Transcript, first: WordPlace): { parts: EstimatedRun['parts']; behind: WordPlace | null } {
  const parts: { place: WordPlace; words: Word[] }[] = [];
  let place: WordPlace | null = first;
  for (let word = wordAtPlace(transcript, first); place && word?.origin === 'estimated'; word = place && wordAtPlace(transcript, place)) {
    const last = parts.at(-1);
    if (last?.place.turn === place.turn) last.words.push(word);
    else parts.push({ place, words: [word] });
    place = nextWord(transcript, place);
  }
  return { parts, behind: place };
}

/** The first word of the run a place lies in; the place itself when its word is not estimated. */
function runStart(transcript: Transcript, from: WordPlace): WordPlace {
  let start = from;
  if (wordAtPlace(transcript, start)?.origin !== 'estimated') return start;
  for (let before = previousWord(transcript, start); before; before = previousWord(transcript, start)) {
    if (wordAtPlace(transcript, before)?.origin !== 'estimated') break;
    start = before;
  }
  return start;
}
