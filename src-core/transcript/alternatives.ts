// What else the engine might have heard, and which of it can be put at a place of the transcript as it stands now.
// It knows words by the engine's items they came from (`source`); how a result writes alternatives is the importers' business.
import type { Transcript, Word, WordPlace } from './transcript.ts';

/** Other words for a run of items the engine heard. `sources` rise and are never empty; `heard` tells what each of them was. */
export interface Alternative {
  readonly sources: readonly number[];
  readonly heard: readonly string[];
  /** "" says that nothing was spoken there. Marks around the run are not part of it. */
  readonly text: string;
}

/** Something to choose in place of the words `from` to `to` of one turn, both included. */
export interface Choice {
  readonly from: WordPlace;
  readonly to: WordPlace;
  /** What would stand there, the present punctuation around it kept; "" leaves the words out. */
  readonly text: string;
}

/** Every alternative of a transcript, to be asked word by word. */
export class AlternativeIndex {
  readonly #bySource = new Map<number, Alternative[]>();

  /** Alternatives in the engine's order, the likeliest first. */
  constructor(alternatives: readonly Alternative[]) {
    for (const alternative of alternatives) {
      for (const source of alternative.sources) {
        const known = this.#bySource.get(source);
        if (known) known.push(alternative);
        else this.#bySource.set(source, [alternative]);
      }
    }
  }

  /** How many words have alternatives. */
  get size(): number {
    return this.#bySource.size;
  }

  /**
   * What may be chosen at a word, the likeliest first, at most `most`. Only what replaces words that all still stand as they were heard, side by side:
   * a correction is never written over. A choice that reads like what stands there is left out, and so is a second one that reads alike.
   */
  choicesAt(transcript: Transcript, place: WordPlace, most = 9): Choice[] {
    const word = transcript.turns[place.turn]?.words[place.word];
    if (!word || word.source === null || word.confidence === null) return [];
    const choices: Choice[] = [];
    const seen = new Set<string>();
    for (const alternative of this.#bySource.get(word.source) ?? []) {
      const choice = choiceOf(transcript, place, alternative);
      if (!choice) continue;
      const key = `${choice.from.word} ${choice.to.word} ${choice.text}`;
      if (seen.has(key)) continue;
      seen.add(key);
      choices.push(choice);
      if (choices.length === most) break;
    }
    return choices;
  }
}

function choiceOf(transcript: Transcript, place: WordPlace, { sources, heard, text }: Alternative): Choice | null {
  const words = transcript.turns[place.turn]?.words ?? [];
  const own = words[place.word]?.source;
  const first = place.word - sources.findIndex((source) => source === own);
  const stretch = words.slice(Math.max(0, first), first + sources.length);
  if (first < 0 || stretch.length < sources.length) return null;
  if (stretch.some((word, index) => word.source !== sources[index] || word.confidence === null)) return null;
  const put = text === '' ? '' : betweenMarks(stretch, heard, text);
  if (put === stretch.map((word, index) => (index === 0 ? '' : word.space) + word.text).join('')) return null;
  return { from: { turn: place.turn, word: first }, to: { turn: place.turn, word: first + sources.length - 1 }, text: put };
}

/** The text between the marks that stand around the words now, which are not part of what the engine heard as words. */
function betweenMarks(stretch: readonly Word[], heard: readonly string[], text: string): string {
  const [first, last] = [stretch[0]?.text ?? '', stretch.at(-1)?.text ?? ''];
  const [firstHeard, lastHeard] = [heard[0] ?? '', heard.at(-1) ?? ''];
  const before = first.indexOf(firstHeard);
  const behind = last.lastIndexOf(lastHeard);
  return (before > 0 ? first.slice(0, before) : '') + text + (behind < 0 ? '' : last.slice(behind + lastHeard.length));
}
