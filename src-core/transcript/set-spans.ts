// Times given to words from outside the text: by hand on the waveform, or estimated from the sound.
// It knows one turn's words; it knows nothing of sound, screens or text.
import type { Span } from '../span.ts';
import type { Word } from './transcript.ts';

/** Which words get which spans; see the Edit of the same name. */
export interface GivenSpans {
  readonly first: number;
  readonly spans: readonly Span[];
  readonly origin: 'set' | 'estimated';
}

/**
 * The words with their new spans; the same list when no span is another.
 * Throws RangeError when there is no such word, when a span is not whole milliseconds with start before end, when the words would
 * overlap each other or a neighbour, and when an estimate would overwrite a time that is better than one (heard, carried or set).
 */
export function setSpans(words: readonly Word[], { first, spans, origin }: GivenSpans): readonly Word[] {
  const made = [...words];
  let isChanged = false;
  spans.forEach(({ start, end }, index) => {
    const at = first + index;
    const word = words[at];
    if (!word) throw new RangeError(`no such word: ${at} of ${words.length}`);
    if (start === word.start && end === word.end) return;
    if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start > end) throw new RangeError(`not a span: ${start}–${end} ms`);
    if (origin === 'estimated' && word.origin !== 'estimated') throw new RangeError(`an estimate cannot overwrite a time that is ${word.origin}`);
    made[at] = { ...word, start, end, origin };
    isChanged = true;
  });
  if (!isChanged) return words;
  for (let at = Math.max(0, first - 1); at <= first + spans.length && at < made.length; at += 1) {
    const low = made[at - 1]?.end ?? 0;
    const { start } = made[at] ?? { start: low };
    if (start < low) throw new RangeError(`word ${at} would begin at ${start} ms, before ${low} ms`);
  }
  return made;
}
