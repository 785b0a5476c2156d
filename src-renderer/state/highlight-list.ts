// Highlights as a list: by time, filtered, with the words they lie on.
import { highlightTime, type Highlight } from '../../src-core/transcript/highlight.ts';
import { stretchText } from '../../src-core/transcript/word-stretch.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import { folded } from './folded.ts';

/** Letters of a highlight shown in a list. */
const MOST_SHOWN = 400;

/** What a list is filtered by; "" lets everything through. */
export interface HighlightFilter {
  readonly label: string;
  /** A speaker's id; the highlight begins with their words. */
  readonly speaker: string;
  /** Letters in its words, comment or label. */
  readonly words: string;
}

/** The words a highlight lies on, or lay on before they were deleted. */
export function highlightText(transcript: Transcript, { words, gone }: Highlight): string {
  if (words) return stretchText(transcript, words, MOST_SHOWN);
  return gone?.text === '' || !gone ? '(its words are not known any more)' : gone.text;
}

/** Those that pass the filter, by time. */
export function shownHighlights(transcript: Transcript, highlights: readonly Highlight[], { label, speaker, words }: HighlightFilter): Highlight[] {
  const wanted = folded(words.trim());
  return highlights
    .filter(
      (one) =>
        (label === '' || one.label === label) &&
        (speaker === '' || (one.words !== null && transcript.turns[one.words.from.turn]?.speaker === speaker)) &&
        (wanted === '' || folded(`${highlightText(transcript, one)} ${one.comment} ${one.label}`).includes(wanted)),
    )
    .sort((a, b) => highlightTime(transcript, a) - highlightTime(transcript, b) || a.madeAt - b.madeAt);
}
