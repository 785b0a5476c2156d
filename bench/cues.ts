// Cutting 40,000 words into cues, and writing them as SRT.
import { makeCues } from '../src-core/subtitles/cueing.ts';
import { profileFor } from '../src-core/subtitles/language-profile.ts';
import { srtFormat, writeSrt } from '../src-core/subtitles/formats/srt.ts';
import type { Bench } from './bench.ts';
import { longTranscript } from './long-words.ts';
import { worked } from './stopwatch.ts';

const WORDS = 40_000;

/** Cueing and one export. */
export const cues: Bench = {
  name: 'cues',
  against: 'its target; no peer does it on words',
  async measure({ runs, cache }) {
    const transcript = longTranscript(cache, WORDS);
    const profile = profileFor(transcript);
    const made = makeCues(transcript, profile);
    const half = { ...transcript, turns: transcript.turns.slice(0, transcript.turns.length >> 1) };
    const ours = worked(runs ?? 9, () => makeCues(transcript, profile));
    const twice = { name: 'half of them, twice', values: worked(runs ?? 9, () => makeCues(half, profile)).map((time) => 2 * time) };
    return [
      // Linear: twice the words cost twice the time.
      { what: 'cueing 40,000 words: processor time', unit: 'ms', ours, beside: twice, target: { most: 400, mostTimes: 1.25 } },
      {
        what: `SRT of its ${made.length.toLocaleString('en')} cues: processor time`,
        unit: 'ms',
        ours: worked(runs ?? 15, () => writeSrt({ transcript, cues: made }, srtFormat.defaults)),
        target: { most: 40 },
      },
    ];
  },
};
