// Laws of cue making on random transcripts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCues } from '../../../src-core/subtitles/cueing.ts';
import { labelsOf } from '../../../src-core/subtitles/cue-label.ts';
import { profileFor } from '../../../src-core/subtitles/language-profile.ts';
import { defaultProfile } from '../../../src-core/subtitles/profile.ts';
import { expectLawful } from './cue-laws.ts';
import { anyTranscript } from './written-speech.ts';

describe('Cues of any transcript', () => {
  it('hold every word once, in order, and keep the limits of their language', () => {
    fc.assert(
      fc.property(anyTranscript, (transcript) => {
        expectLawful(transcript, makeCues(transcript), profileFor(transcript));
      }),
      { numRuns: 100 },
    );
  });

  it('keep the limits with labels written before the words', () => {
    fc.assert(
      fc.property(anyTranscript, (transcript) => {
        const labelOf = labelsOf(transcript);
        expectLawful(transcript, makeCues(transcript, defaultProfile, labelOf), defaultProfile, labelOf);
      }),
      { numRuns: 100 },
    );
  });

  it('keep the limits of one-line and of narrow profiles', () => {
    const shape = fc.record({
      lineLength: fc.integer({ min: 10, max: 60 }),
      maxLines: fc.constantFrom(1 as const, 2 as const),
      leadOut: fc.integer({ min: 0, max: 1000 }),
    });
    fc.assert(
      fc.property(anyTranscript, shape, (transcript, limits) => {
        const profile = { ...defaultProfile, ...limits };
        expectLawful(transcript, makeCues(transcript, profile), profile);
      }),
      { numRuns: 100 },
    );
  });

  it('are the same each time', () => {
    fc.assert(
      fc.property(anyTranscript, (transcript) => {
        expect(makeCues(transcript)).toEqual(makeCues(transcript));
      }),
      { numRuns: 30 },
    );
  });
});
