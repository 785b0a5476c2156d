// Cues near shot changes, by Netflix N8 to N10: on the cut or half a second from it, and never at the cost of a word, a gap or a length.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cue } from '../../../src-core/subtitles/cue.ts';
import { newPin } from '../../../src-core/subtitles/cue-edits.ts';
import { emptyTrack } from '../../../src-core/subtitles/cue-track.ts';
import { layCues } from '../../../src-core/subtitles/cueing.ts';
import { FRAME_RATE_IDS, frameAt, frameRate, timeOfFrame } from '../../../src-core/subtitles/frame-rate.ts';
import { profileFor } from '../../../src-core/subtitles/language-profile.ts';
import { checkCues } from '../../../src-core/subtitles/rules/findings-keeper.ts';
import { ruleSetOrNull } from '../../../src-core/subtitles/rules/rule-sets.ts';
import { soundEnd } from '../../../src-core/subtitles/turn-timeline.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { spokenTalk } from '../../support/spoken-talk.ts';
import { anyTranscript, said, transcript, turn, word } from './written-speech.ts';

const rate24 = frameRate('24');
const frames = (count: number): number => timeOfFrame(count, rate24);

function cuesWith(speech: Transcript, shots: readonly number[]): Cue[] {
  return layCues(speech, emptyTrack, { profile: profileFor(speech, rate24), rate: rate24, shots });
}

/** One sentence from frame 96 on, 41 frames long, and another after six seconds. */
const lonely = transcript([turn([...said('They went out in the dark.', frames(96), 62), ...said('Nobody saw them.', 12_000)])]);

describe('A cue begins', () => {
  it.each([
    ['with a cut up to half a second before its first word (N8)', 90, 90],
    ['with a cut less than nine frames after its first word (N9)', 104, 104],
    ['half a second before a cut nine to eleven frames after its first word (N9)', 106, 94],
    ['with its word where a cut is further than half a second away', 80, 96],
  ])('%s', (_, cut, start) => {
    const [cue] = cuesWith(lonely, [frames(cut)]);
    expect(frameAt(cue?.start ?? 0, rate24)).toBe(start);
  });

  it('with its word where a cut before it lies in the words of another cue', () => {
    const speech = transcript([turn(said('They went out in the dark. Nobody saw them go, and nobody asked.', 0, 62))]);
    const [first, second] = layCues(speech, emptyTrack, { profile: profileFor(speech, rate24), rate: rate24 });
    const last = speech.turns[0]?.words[first?.to.word ?? 0];
    const [, moved] = cuesWith(speech, [(last?.end ?? 0) - 250]);
    expect(moved?.start).toBe(second?.start);
  });
});

it('A cue begins with no cut that would put it behind the cue shown after it', () => {
  const speech = transcript([turn([word('There!', 1000, 1010), ...said('They went out in the dark.', 1010, 62)])]);
  const first = { ...newPin(1, { from: { turn: 0, word: 0 }, to: { turn: 0, word: 0 } }), end: 3000 };
  const cues = layCues(speech, { pins: [first] }, { profile: profileFor(speech, rate24), rate: rate24, shots: [1100] });
  expect(cues.map(({ start }) => start)).toEqual(cues.map(({ start }) => start).sort((a, b) => a - b));
  expect(cues[0]?.pin).toBe(1);
});

describe('A cue ends', () => {
  const plain = cuesWith(lonely, [])[0];
  const end = frameAt(plain?.end ?? 0, rate24);

  it.each([
    ['two frames before a cut ahead within half a second (N10)', 6, 4],
    ['two frames before a cut it would just outlast', -1, -3],
    ['as it did where the cut is further away', 13, 0],
  ])('%s', (_, cut, moved) => {
    const [cue] = cuesWith(lonely, [timeOfFrame(end + cut, rate24)]);
    expect(frameAt(cue?.end ?? 0, rate24) - end).toBe(moved);
  });
});

describe('Shot changes', () => {
  const speechWithShots = fc.record({
    speech: anyTranscript,
    shots: fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 40 }),
    id: fc.constantFrom(...FRAME_RATE_IDS),
  });

  it('cost no cue its gap, its length, its words or its place on a frame', () => {
    fc.assert(
      fc.property(speechWithShots, ({ speech, shots, id }) => {
        const rate = frameRate(id);
        const profile = profileFor(speech, rate);
        const ascending = [...new Set(shots)].sort((a, b) => a - b);
        const cues = layCues(speech, emptyTrack, { profile, rate, shots: ascending });
        const [gap, shortest] = [frameAt(profile.minGap, rate), frameAt(profile.leastDuration, rate)];
        cues.forEach((cue, index) => {
          expect(timeOfFrame(frameAt(cue.start, rate), rate)).toBe(cue.start);
          expect(timeOfFrame(frameAt(cue.end, rate), rate)).toBe(cue.end);
          expect(frameAt(cue.end, rate) - frameAt(cue.start, rate)).toBeGreaterThanOrEqual(shortest);
          expect(cue.end - cue.start).toBeLessThanOrEqual(profile.maxDuration + 1);
          const next = cues[index + 1];
          if (next) expect(frameAt(next.start, rate) - frameAt(cue.end, rate)).toBeGreaterThanOrEqual(gap);
        });
      }),
    );
  });

  it('move cues, not the words they hold: no word sounds on after its cue by more than the gap', () => {
    const speech = spokenTalk({ minutes: 5 });
    const shots = Array.from({ length: 60 }, (_, index) => 1700 + index * 4930);
    const plain = cuesWith(speech, []);
    const cues = cuesWith(speech, shots);
    const cut = (list: readonly Cue[]): number =>
      list.filter((cue) => soundEnd(speech.turns[cue.to.turn]?.words[cue.to.word] ?? { ...never }) > cue.end + frames(3)).length;
    expect(cut(cues)).toBeLessThanOrEqual(cut(plain));
  });

  it('leave a third of the findings they would make in cues that do not know of them', () => {
    const speech = spokenTalk({ minutes: 20 });
    const shots = Array.from({ length: 240 }, (_, index) => 1700 + index * 4930);
    const set = ruleSetOrNull('netflix');
    if (!set) throw new Error('no such set');
    const count = (cues: readonly Cue[]): number => checkCues(speech, cues, { set, rate: rate24, shots }).filter(({ rule }) => rule === 'shot-change').length;
    const found = checkCues(speech, cuesWith(speech, shots), { set, rate: rate24, shots }).filter(({ rule }) => rule !== 'nearly-fast');
    expect(found.filter(({ rule }) => rule !== 'shot-change')).toEqual([]);
    expect(found.length * 3).toBeLessThan(count(cuesWith(speech, [])));
  });
});

const never = { text: '', space: '', start: 0, end: 0, origin: 'heard', confidence: null, channel: null, source: null } as const;
