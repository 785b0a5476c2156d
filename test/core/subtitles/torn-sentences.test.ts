// No cue holds the tail of one sentence and the head of the next where there is another way: held against every way there is, on short breaths.
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transcriptOf } from '../../../bench/long-words.ts';
import { newPin } from '../../../src-core/subtitles/cue-edits.ts';
import { emptyTrack } from '../../../src-core/subtitles/cue-track.ts';
import { cueText, type Cue } from '../../../src-core/subtitles/cue.ts';
import { layCues } from '../../../src-core/subtitles/cueing.ts';
import { frameRate } from '../../../src-core/subtitles/frame-rate.ts';
import { profileFor } from '../../../src-core/subtitles/language-profile.ts';
import type { Finding } from '../../../src-core/subtitles/rules/finding.ts';
import { RULES } from '../../../src-core/subtitles/rules/finding.ts';
import { checkCues } from '../../../src-core/subtitles/rules/findings-keeper.ts';
import type { RuleSet } from '../../../src-core/subtitles/rules/rule-set.ts';
import { ruleSetOrNull } from '../../../src-core/subtitles/rules/rule-sets.ts';
import type { Transcript, Word } from '../../../src-core/transcript/transcript.ts';
import { tornCues } from '../../support/torn-cues.ts';
import { said, transcript, turn, word } from './written-speech.ts';

const rate = frameRate('25');

function netflix(): RuleSet {
  const set = ruleSetOrNull('netflix');
  if (!set) throw new Error('no such set');
  return set;
}

/** The cues of a speech, cut anew or before the words named. */
function cuesOf(speech: Transcript, cuts: readonly number[] | null): Cue[] {
  const setting = { profile: profileFor(speech, rate), rate };
  if (cuts === null) return layCues(speech, emptyTrack, setting);
  const words = speech.turns[0]?.words.length ?? 0;
  const edges = [0, ...cuts, words];
  const pins = edges.slice(0, -1).map((from, id) => newPin(id, { from: { turn: 0, word: from }, to: { turn: 0, word: (edges[id + 1] ?? words) - 1 } }));
  return layCues(speech, { ...emptyTrack, pins }, setting);
}

const isTorn = (speech: Transcript, cues: readonly Cue[]): boolean => tornCues(speech, cues).length > 0;

/** The errors and warnings of a cut, by Netflix's rules. */
const faultsOf = (speech: Transcript, cues: readonly Cue[]): Finding[] =>
  checkCues(speech, cues, { set: netflix(), rate }).filter(({ rule }) => RULES[rule].severity !== 'hint');

/** Every way to cut so many words. */
function* everyCut(words: number): Generator<number[]> {
  for (let mask = 0; mask < 2 ** (words - 1); mask += 1) {
    yield Array.from({ length: words - 1 }, (_, at) => at + 1).filter((at) => (mask & (1 << (at - 1))) !== 0);
  }
}

const TEXTS =
  'harbour understanding, the lighthouse keepers and yesterday. Nobody? remembered fishermen, because everybody. Suddenly to neighbours went. Again'.split(' ');
const breath = fc
  .array(
    fc.record({
      text: fc.constantFrom(...TEXTS),
      sound: fc.integer({ min: 120, max: 620 }),
      pause: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 60, max: 700 })),
    }),
    { minLength: 4, maxLength: 11 },
  )
  .map((parts) => {
    let time = 1000;
    const words = parts.map(({ text, sound, pause }): Word => {
      const start = time;
      time = start + sound + (/[.?,]$/.test(text) ? pause : Math.min(pause, 60));
      return word(text, start, start + sound);
    });
    return transcript([turn(words)]);
  });

describe('A cue', () => {
  it('tears no sentence where any other cut of its breath has no error and no warning', () => {
    fc.assert(
      fc.property(breath, (speech) => {
        const cues = cuesOf(speech, null);
        if (!isTorn(speech, cues)) return;
        for (const cuts of everyCut(speech.turns[0]?.words.length ?? 0)) {
          const other = cuesOf(speech, cuts);
          expect(isTorn(speech, other) || faultsOf(speech, other).length > 0, other.map((cue) => cueText(speech, cue)).join(' / ')).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('takes the end of its sentence along rather than leave it to the next one', () => {
    const greeting = said('Good morning, you are listening to Harbour Radio, and I am Helen Marsh.', 0, 58);
    const rest = said('The little ferry between Port Alden and the old pier stopped running eleven years ago.', (greeting.at(-1)?.end ?? 0) + 400, 50);
    const speech = transcript([turn([...greeting, ...rest])]);
    const cues = cuesOf(speech, null);
    expect(cues.map((cue) => cueText(speech, cue).replace('\n', ' ')).filter((text) => /[.?!] .*[^.?!]$/.test(text))).toEqual([]);
    expect(faultsOf(speech, cues)).toEqual([]);
  });

  it('of the sample we bring ends with a sentence or within one, breaks no rule, and tears none', () => {
    const speech = transcriptOf(fileURLToPath(new URL('../../../assets/sample/interview.json', import.meta.url)));
    const cues = cuesOf(speech, null);
    expect(cues.length).toBeGreaterThan(20);
    expect(tornCues(speech, cues)).toEqual([]);
    expect(faultsOf(speech, cues)).toEqual([]);
    expect(cues.map((cue) => cueText(speech, cue).replace('\n', ' ')).filter((text) => /[.?!] .*[^.?!]$/.test(text))).toEqual([]);
  });

  it('holds two whole short sentences', () => {
    const speech = transcript([turn([...said('We sacrificed.'), ...said('We cared about our neighbours.', 850)])]);
    expect(cuesOf(speech, null).map((cue) => cueText(speech, cue))).toEqual(['We sacrificed.\nWe cared about our neighbours.']);
  });
});
