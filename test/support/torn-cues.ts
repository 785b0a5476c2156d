// Finds cues that tear a sentence: they end one and begin another that goes on in the next cue. The end of a turn ends its last sentence, whatever its mark.
import { breakPlaces } from '../../src-core/subtitles/break-cost.ts';
import { cueLanguage } from '../../src-core/subtitles/cue-language.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import { shownWord } from '../../src-core/subtitles/shown-text.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';

/** The torn ones among cues of one turn each. */
export function tornCues(transcript: Transcript, cues: readonly Cue[]): Cue[] {
  const language = cueLanguage(transcript);
  return cues.filter(({ from, to }) => {
    const words = (transcript.turns[from.turn]?.words ?? []).slice(from.word, to.word + 2);
    const own = to.word - from.word + 1;
    const { sentenceEnds } = breakPlaces(words, words.map(shownWord), language);
    return words.length > own && sentenceEnds[own] !== 1 && sentenceEnds.subarray(1, own).includes(1);
  });
}
