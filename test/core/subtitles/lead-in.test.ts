// Cues that are hard to read begin a little before their words: at the cost of silence alone, and never of another cue.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPin } from '../../../src-core/subtitles/cue-edits.ts';
import { emptyTrack } from '../../../src-core/subtitles/cue-track.ts';
import type { Cue } from '../../../src-core/subtitles/cue.ts';
import { layCues } from '../../../src-core/subtitles/cueing.ts';
import { FRAME_RATE_IDS, frameAt, frameRate } from '../../../src-core/subtitles/frame-rate.ts';
import { profileFor } from '../../../src-core/subtitles/language-profile.ts';
import type { RuleId } from '../../../src-core/subtitles/rules/finding.ts';
import { RULES } from '../../../src-core/subtitles/rules/finding.ts';
import { checkCues } from '../../../src-core/subtitles/rules/findings-keeper.ts';
import { cueProfileFor, type RuleSet } from '../../../src-core/subtitles/rules/rule-set.ts';
import { RULE_SETS } from '../../../src-core/subtitles/rules/rule-sets.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { anyTranscript, said, transcript, turn } from './written-speech.ts';

const rate = frameRate('25');

/** What is said before, a silence, and what is hard to read. */
function hurried(silence: number): Transcript {
  const before = said('We slept in the harbour.', 0, 90);
  const start = (before.at(-1)?.end ?? 0) + silence;
  return transcript([turn(before), turn(said('The little ferry between Port Alden', start, 36)), turn(said('and the pier.', start + 1800, 90))]);
}

const startsOf = (speech: Transcript, shots: readonly number[] = []): readonly number[] =>
  layCues(speech, emptyTrack, { profile: profileFor(speech, rate), rate, shots }).map(({ start }) => start);

const soundOf = (speech: Transcript): readonly number[] => speech.turns.map(({ words }) => frameAt(words[0]?.start ?? 0, rate) * 40);

describe('A cue', () => {
  it('that would be too fast begins two frames early, after a silence', () => {
    const speech = hurried(1000);
    const [first = 0, second = 0, third = 0] = soundOf(speech);
    expect(startsOf(speech)).toEqual([first, second - 80, third]);
  });

  it('begins with its sound where there is no silence before it, or time to read it', () => {
    expect(startsOf(hurried(60))).toEqual(soundOf(hurried(60)));
    const easy = transcript([turn(said('We slept in the harbour.', 0, 90)), turn(said('The ferry.', 4000, 90))]);
    expect(startsOf(easy)).toEqual(soundOf(easy));
  });

  it('begins with its sound near a shot change', () => {
    const speech = hurried(1000);
    const shot = soundOf(speech)[1] ?? 0;
    expect(startsOf(speech, [shot])).toEqual(soundOf(speech));
  });
});

/** Rules an early start could break. */
const TOUCHED: readonly RuleId[] = ['fast', 'short', 'long', 'gap', 'chain', 'overlap', 'order', 'early', 'late', 'lingers', 'off-frame'];

function faults(speech: Transcript, cues: readonly Cue[], set: RuleSet, id: (typeof FRAME_RATE_IDS)[number]): string[] {
  return checkCues(speech, cues, { set, rate: frameRate(id) })
    .filter(({ rule }) => TOUCHED.includes(rule) && RULES[rule].severity !== 'hint')
    .map(({ rule, cue }) => `${cue} ${rule}`);
}

describe('Beginning early', () => {
  it('breaks no rule of any guide that was kept without it', () => {
    fc.assert(
      fc.property(anyTranscript, fc.constantFrom(...RULE_SETS), fc.constantFrom(...FRAME_RATE_IDS), (speech, set, id) => {
        const profile = cueProfileFor(set, speech.language, frameRate(id));
        const cues = layCues(speech, emptyTrack, { profile: { ...profile, leadIn: 0 }, rate: frameRate(id) });
        const track = { ...emptyTrack, pins: cues.map((cue, at) => newPin(at, cue)).sort((a, b) => a.from.turn - b.from.turn || a.from.word - b.from.word) };
        const [late, early] = [{ ...profile, leadIn: 0 }, profile].map((each) => layCues(speech, track, { profile: each, rate: frameRate(id) }));
        const before = new Set(faults(speech, late ?? [], set, id));
        expect(faults(speech, early ?? [], set, id).filter((fault) => !before.has(fault))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
