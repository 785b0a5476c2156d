// The calls of the group `review` over the studio in memory: alternatives for the doubtful words of its interview, and listening kept in a map.
import { StudioError } from '../../src-core/contract/errors.ts';
import type { StudioHandlers } from '../../src-core/contract/studio-api.ts';
import { withHeard, type HeardSpans } from '../../src-core/transcript/heard.ts';
import { packTranscript } from '../../src-core/transcript/pack.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';

type ReviewCalls = { readonly [C in keyof StudioHandlers as C extends `review.${string}` ? C : never]: StudioHandlers[C] };

/** What the calls need of the studio. */
export interface ReviewedStudio {
  /** The transcript as it was first there, or null; throws `not-found`. */
  original(recording: string): Transcript | null;
  /** How many words are heard by now; throws `not-found`. */
  heard(recording: string, words: number): void;
}

/** The handlers. */
export function reviewCallsOf(studio: ReviewedStudio): ReviewCalls {
  const spans = new Map<string, HeardSpans>();
  return {
    'review.alternatives': async ({ recording }) => Promise.resolve(alternativesOf(studio.original(recording))),
    'review.original': async ({ recording }) => {
      const transcript = studio.original(recording);
      return Promise.resolve(transcript && packTranscript(transcript));
    },
    'review.heard': async ({ recording }) => {
      studio.original(recording);
      return Promise.resolve((spans.get(recording) ?? []).map(({ start, end }) => [start, end]));
    },
    'review.hear': async ({ recording, spans: more, words }) => {
      if (!studio.original(recording)) throw new StudioError('not-found', { recording });
      spans.set(
        recording,
        more.reduce<HeardSpans>((sum, [start, end]) => withHeard(sum, { start, end }), spans.get(recording) ?? []),
      );
      studio.heard(recording, words);
      return Promise.resolve({});
    },
  };
}

/** Two more ideas for every unsure word: one that sounds alike, one that is longer. */
function alternativesOf(transcript: Transcript | null): [number[], string[], string][] {
  const unsure = (transcript?.turns ?? []).flatMap(({ words }) => words).filter(({ confidence }) => confidence !== null && confidence < 0.7);
  return unsure.flatMap(({ text, source }): [number[], string[], string][] => {
    const heard = text.replace(/[^\p{L}\p{N}]+$/u, '');
    return source === null ? [] : ['s', 'ing'].map((end) => [[source], [heard], heard + end]);
  });
}
