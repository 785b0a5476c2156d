// The cue track as it is kept: what was packed comes back, and a change leads from one track to another over other words.
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { newPin } from '../../../src-core/subtitles/cue-edits.ts';
import { emptyTrack, mapTrack, type CuePlan } from '../../../src-core/subtitles/cue-track.ts';
import { DASH_FORMS } from '../../../src-core/subtitles/dialogue-dash.ts';
import { FILE_ODDITIES, type FileManner } from '../../../src-core/subtitles/file-manner.ts';
import { FRAME_RATE_IDS } from '../../../src-core/subtitles/frame-rate.ts';
import {
  changeTrack,
  packedTrackShape,
  packTrack,
  trackAfter,
  trackChange,
  trackChangeShape,
  unpackTrack,
  type LaidTrack,
} from '../../../src-core/subtitles/packed-track.ts';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import { anyReplacement, anyTranscript, replacementIn, type RandomReplacement } from '../../support/random-transcripts.ts';
import { withPins } from './random-tracks.ts';
import { said, transcript, turn } from './written-speech.ts';

const anyFile = fc.record<FileManner>({
  format: fc.constantFrom('srt', 'vtt'),
  encoding: fc.constantFrom('utf-8', 'utf-16be', 'koi8-r'),
  unwritten: fc.constantFrom(null, 'Korean (EUC-KR)'),
  bom: fc.boolean(),
  crlf: fc.boolean(),
  startIndex: fc.nat(9),
  tail: fc.nat(3),
  bareVoices: fc.boolean(),
  oddities: fc.subarray([...FILE_ODDITIES]),
});

/** Every field of a plan at random, so that a change of any one alone is tried. */
const anyPlan = fc.record<CuePlan>({
  ruleSet: fc.constantFrom('netflix', 'bbc'),
  frameRate: fc.constantFrom(null, ...FRAME_RATE_IDS),
  startTimecode: fc.constantFrom(null, '01:00:00:00'),
  labels: fc.boolean(),
  dashes: fc.constantFrom(null, ...DASH_FORMS),
  file: fc.option(anyFile),
});
const anyPlanChange = anyPlan.chain((plan) =>
  fc.subarray(Object.keys(plan) as (keyof CuePlan)[], { maxLength: 1 }).map((keys) => Object.fromEntries(keys.map((key) => [key, plan[key]]))),
);

const laid = withPins(anyTranscript).map(({ transcript, pins }): LaidTrack => ({ transcript, cues: { ...emptyTrack, pins } }));

/** The same track after some text was replaced. */
function edited({ transcript, cues }: LaidTrack, random: RandomReplacement): LaidTrack {
  const { transcript: after, map } = applyEdit(transcript, replacementIn(transcript, random));
  return { transcript: after, cues: mapTrack(cues, { before: transcript, after, map }) };
}

describe('a packed track', () => {
  it('comes back as it was, through JSON and the parser of what is kept', () => {
    fc.assert(
      fc.property(laid, (track) => {
        const kept = v.parse(packedTrackShape, JSON.parse(JSON.stringify(packTrack(track))));
        expect(unpackTrack(kept, track.transcript)).toEqual(track.cues);
      }),
    );
  });

  it('is brought from one state to another, and back, by the change between them', () => {
    fc.assert(
      fc.property(laid, anyReplacement, anyPlanChange, (before, random, planned) => {
        const moved = edited(before, random);
        const after: LaidTrack = { ...moved, cues: { pins: moved.cues.pins.slice(1), plan: { ...moved.cues.plan, ...planned } } };
        for (const [from, to] of [
          [before, after],
          [after, before],
        ] as const) {
          const change = trackChange(from, to);
          if (change) v.parse(trackChangeShape, JSON.parse(JSON.stringify(change)));
          expect(trackAfter(from, to.transcript, change)).toEqual(to.cues);
          const kept = change ? changeTrack(packTrack(from), change) : packTrack(from);
          expect(unpackTrack(kept, to.transcript)).toEqual(to.cues);
        }
      }),
    );
  });

  it('asks for no change where nothing differs, whatever objects it is made of', () => {
    fc.assert(
      fc.property(laid, (track) => {
        expect(trackChange(track, { transcript: structuredClone(track.transcript), cues: structuredClone(track.cues) })).toBeNull();
      }),
    );
  });

  it('of a damaged library gives pins that share no word, and breaks within them in order', () => {
    const speech = transcript([turn(said('One two three four five six'))]);
    const at = (word: number) => ({ turn: 0, word });
    const pins = [
      { ...newPin(1, { from: at(0), to: at(4) }), breaks: [at(3), at(2), at(2), at(0), at(5)] },
      newPin(2, { from: at(1), to: at(1) }),
      newPin(3, { from: at(3), to: at(3) }),
    ];
    const { pins: kept } = unpackTrack(packTrack({ transcript: speech, cues: { ...emptyTrack, pins } }), speech);
    expect(kept).toEqual([{ ...pins[0], breaks: [at(2), at(3)] }]);
  });

  it('leaves out pins whose words are gone, and of two that share words the later', () => {
    fc.assert(
      fc.property(laid, ({ transcript, cues }) => {
        const packed = packTrack({ transcript, cues });
        const [first] = packed.pins;
        if (!first) return;
        const twice = { ...packed, pins: [...packed.pins, { ...first, id: 9999, from: first.to }] };
        expect(unpackTrack(twice, transcript).pins.filter(({ id }) => id === 9999)).toEqual([]);
        expect(unpackTrack(packed, { ...transcript, turns: [] }).pins).toEqual([]);
      }),
    );
  });
});
