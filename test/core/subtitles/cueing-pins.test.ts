// Laws of cues among pins, on random transcripts, pins, edits and frame rates.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPin } from '../../../src-core/subtitles/cue-edits.ts';
import type { Cue } from '../../../src-core/subtitles/cue.ts';
import { cueWords } from '../../../src-core/subtitles/cue.ts';
import { labelsOf } from '../../../src-core/subtitles/cue-label.ts';
import type { CueTrack, PinnedCue } from '../../../src-core/subtitles/cue-track.ts';
import { defaultPlan, emptyTrack, mapTrack } from '../../../src-core/subtitles/cue-track.ts';
import type { CueSetting } from '../../../src-core/subtitles/cueing.ts';
import { cueLayer, layCues, makeCues } from '../../../src-core/subtitles/cueing.ts';
import { FRAME_RATE_IDS, frameAt, frameRate, timeOfFrame } from '../../../src-core/subtitles/frame-rate.ts';
import { profileFor } from '../../../src-core/subtitles/language-profile.ts';
import { checkCues } from '../../../src-core/subtitles/rules/findings-keeper.ts';
import { ruleSetOrNull } from '../../../src-core/subtitles/rules/rule-sets.ts';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import type { Transcript, WordPlace } from '../../../src-core/transcript/transcript.ts';
import { byFirstWord, wordsOfStretch } from '../../../src-core/transcript/word-stretch.ts';
import { anyReplacement, replacementIn } from '../../support/random-transcripts.ts';
import { allPlaces, withPins } from './random-tracks.ts';
import { anyTranscript, said, transcript, turn, word } from './written-speech.ts';

const trackOf = (pins: readonly PinnedCue[]): CueTrack => ({ pins, plan: defaultPlan });
const settingFor = (speech: Transcript, more: Partial<CueSetting> = {}): CueSetting => ({ profile: profileFor(speech), rate: null, ...more });
const anyRate = fc.constantFrom(null, ...FRAME_RATE_IDS.map((id) => frameRate(id)));

const nameOf = ({ turn: at, word }: WordPlace): string => `${at}:${word}`;
const wordsIn = (speech: Transcript, cues: readonly Cue[]): string[] => cues.flatMap((cue) => [...cueWords(speech, cue)].map(({ place }) => nameOf(place)));

/** A cue somebody pins just as it is. */
const pinAs = (cue: Cue, id: number): PinnedCue => newPin(id, cue);

describe('Cues among pins', () => {
  it('hold every word once, but those of pins that are not shown', () => {
    fc.assert(
      fc.property(withPins(anyTranscript), anyRate, ({ transcript: speech, pins }, rate) => {
        const cues = layCues(speech, trackOf(pins), settingFor(speech, { rate }));
        const hidden = new Set(pins.filter(({ shown }) => !shown).flatMap((pin) => wordsOfStretch(speech, pin).map(nameOf)));
        const expected = allPlaces(speech)
          .map(nameOf)
          .filter((place) => !hidden.has(place));
        expect(wordsIn(speech, cues).sort()).toEqual(expected.sort());
      }),
    );
  });

  it('keep the words, set times, set breaks and looks of pins', () => {
    fc.assert(
      fc.property(withPins(anyTranscript), anyRate, ({ transcript: speech, pins }, rate) => {
        const cues = layCues(speech, trackOf(pins), settingFor(speech, { rate }));
        const byPin = new Map(cues.map((cue) => [cue.pin, cue]));
        for (const pin of pins) {
          const cue = byPin.get(pin.id);
          expect(cue !== undefined).toBe(pin.shown);
          if (!cue) continue;
          expect(cue).toMatchObject({ from: pin.from, to: pin.to });
          if (pin.start !== null) expect(cue.start).toBe(pin.start);
          if (pin.end !== null) expect(cue.end).toBe(pin.end);
          if (pin.breaks !== null) expect(cue.breaks).toEqual(pin.breaks);
          expect(cue.look ?? null).toEqual(pin.look);
        }
        expect(cues.filter(({ pin }) => pin !== undefined)).toHaveLength(pins.filter(({ shown }) => shown).length);
      }),
    );
  });

  it('overlap only beside a set time, and never without a finding', () => {
    const netflix = ruleSetOrNull('netflix');
    if (!netflix) throw new Error('no such set');
    fc.assert(
      fc.property(withPins(anyTranscript), anyRate, ({ transcript: speech, pins }, rate) => {
        const cues = layCues(speech, trackOf(pins), settingFor(speech, { rate }));
        const isSet = new Set(pins.filter(({ start, end }) => start !== null || end !== null).map(({ id }) => id));
        const found = new Set(
          checkCues(speech, cues, { set: netflix, ...(rate && { rate }) })
            .filter(({ rule }) => rule === 'overlap')
            .map(({ cue }) => cue),
        );
        cues.forEach((cue, index) => {
          for (const other of cues.slice(index + 1)) {
            expect(other.start).toBeGreaterThanOrEqual(cue.start);
            if (other.start >= cue.end) continue;
            expect([cue, other].some(({ pin }) => pin !== undefined && isSet.has(pin))).toBe(true);
            expect(found.has(index)).toBe(true);
          }
        });
      }),
    );
  });

  it('that were not set have a length, lie on frames and keep the gap between them to the frame', () => {
    fc.assert(
      fc.property(withPins(anyTranscript), fc.constantFrom(...FRAME_RATE_IDS), ({ transcript: speech, pins }, id) => {
        const rate = frameRate(id);
        const profile = profileFor(speech, rate);
        const cues = layCues(speech, trackOf(pins), { profile, rate });
        const set = new Map(pins.map((pin) => [pin.id, pin]));
        const isFree = (cue: Cue, edge: 'start' | 'end'): boolean => cue.pin === undefined || (set.get(cue.pin)?.[edge] ?? null) === null;
        const gap = frameAt(profile.minGap, rate);
        expect(gap).toBe(2);
        cues.forEach((cue, index) => {
          for (const edge of ['start', 'end'] as const) if (isFree(cue, edge)) expect(timeOfFrame(frameAt(cue[edge], rate), rate)).toBe(cue[edge]);
          if (isFree(cue, 'start') && isFree(cue, 'end')) expect(cue.end).toBeGreaterThan(cue.start);
          const next = cues[index + 1];
          if (!next || ![cue, next].every((one) => isFree(one, 'start') && isFree(one, 'end'))) return;
          expect(frameAt(next.start, rate) - frameAt(cue.end, rate)).toBeGreaterThanOrEqual(gap);
        });
      }),
    );
  });

  it('stay as they are when one of them is pinned as it is', () => {
    fc.assert(
      fc.property(anyTranscript, anyRate, fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), fc.boolean(), (speech, rate, chosen, labelled) => {
        const setting = settingFor(speech, { rate, ...(labelled && { labelOf: labelsOf(speech) }) });
        const cues = layCues(speech, emptyTrack, setting);
        if (cues.length === 0) return;
        const indices = new Set(chosen.map((one) => one % cues.length));
        const pins = cues
          .map(pinAs)
          .filter((_, index) => indices.has(index))
          .sort((a, b) => a.from.turn - b.from.turn || a.from.word - b.from.word);
        const again = layCues(speech, trackOf(pins), setting);
        expect(again.map(({ pin: _, ...cue }) => cue)).toEqual(cues);
      }),
      { numRuns: 200 },
    );
  });

  it('stay as they are when one of them is pinned as it is, behind pins with set times too', () => {
    fc.assert(
      fc.property(withPins(anyTranscript), anyRate, fc.nat(), ({ transcript: speech, pins }, rate, chosen) => {
        const setting = settingFor(speech, { rate });
        const cues = layCues(speech, trackOf(pins), setting);
        const loose = cues.filter(({ pin }) => pin === undefined);
        const one = loose[chosen % Math.max(1, loose.length)];
        if (!one) return;
        const more = [...pins, pinAs(one, 100)].sort(byFirstWord);
        const again = layCues(speech, trackOf(more), setting);
        const plain = (cue: Cue) => ({ ...cue, pin: undefined });
        expect(again.map(plain)).toEqual(cues.map(plain));
      }),
      { numRuns: 400 },
    );
  });

  it('wait for a set end behind a pinned cue as they would behind an automatic one', () => {
    const speech = transcript([turn(said('Boats. Home. There, home. She', 0, 40))]);
    const held = { ...pinAs({ start: 0, end: 1, from: { turn: 0, word: 0 }, to: { turn: 0, word: 0 }, breaks: [] }, 1), end: 7000 };
    const setting = settingFor(speech);
    const cues = layCues(speech, trackOf([held]), setting);
    const second = cues.find(({ from }) => from.word === 1);
    if (!second) throw new Error('no cue behind the pin');
    const again = layCues(speech, trackOf([held, pinAs(second, 2)]), setting);
    expect(again.map(({ from, to, start, end }) => [from.word, to.word, start, end])).toEqual(
      cues.map(({ from, to, start, end }) => [from.word, to.word, start, end]),
    );
  });

  it('of several turns give every turn its line', () => {
    const speech = transcript([turn(said('Ready?'), 'spk_0'), turn(said('Yes, always.', 800), 'spk_1'), turn(said('Go.', 2500), 'spk_0')]);
    const pin = { ...pinAs({ start: 0, end: 0, from: { turn: 0, word: 0 }, to: { turn: 1, word: 1 }, breaks: [] }, 7) };
    const [cue, next] = layCues(speech, trackOf([pin]), settingFor(speech));
    expect(cue).toMatchObject({ pin: 7, breaks: [{ turn: 1, word: 0 }], start: 0 });
    expect(next).toMatchObject({ from: { turn: 2, word: 0 } });
  });

  it('of more words than two lines hold break where least is too wide', () => {
    const speech = transcript([turn(said('It was a very long story about the old harbour and everybody who had ever lived and worked there.'))]);
    const [cue] = layCues(
      speech,
      trackOf([pinAs({ start: 0, end: 0, from: { turn: 0, word: 0 }, to: { turn: 0, word: 18 }, breaks: [] }, 1)]),
      settingFor(speech),
    );
    expect(cue?.breaks).toHaveLength(1);
  });

  it('yield to a pin’s set times: the cue before ends the gap earlier, the one after begins the gap later', () => {
    const speech = transcript([turn([...said('We went out at night.'), ...said('Nobody saw us.', 2000), ...said('We were home by four.', 4000)])]);
    const [, middle] = makeCues(speech);
    if (!middle) throw new Error('no second cue');
    const track = trackOf([{ ...pinAs(middle, 1), start: 1000, end: 4400 }]);
    const cues = layCues(speech, track, settingFor(speech));
    expect(cues.map(({ end }) => end)[0]).toBe(920);
    expect(cues.map(({ start }) => start).slice(1)).toEqual([1000, 4480]);
  });
});

describe('A set start', () => {
  it('that overtakes a waiting cue lets no two automatic ones meet', () => {
    const rate = frameRate('23.976');
    const words = [word('Shipping-forecasts-and-lighthouse-keepers-and-harbour-masters', 0, 40), word('the', 40, 80), word('boats.', 80, 80)];
    const late = [word('They', 80, 120), word('were', 120, 160), word('all', 360, 400), word('out.', 400, 440)];
    const speech = transcript([turn(words, 'spk_0'), turn(late, 'spk_0')]);
    const out = { ...pinAs({ start: 0, end: 0, from: { turn: 1, word: 3 }, to: { turn: 1, word: 3 }, breaks: [] }, 1), start: 79 };
    const found = layCues(speech, trackOf([out]), settingFor(speech, { rate })).filter(({ pin }) => pin === undefined);
    expect(found.length).toBeGreaterThan(1);
    found.slice(1).forEach((cue, index) => expect(frameAt(cue.start, rate) - frameAt(found[index]?.end ?? 0, rate)).toBeGreaterThanOrEqual(2));
  });
});

describe('A cue layer', () => {
  it('gives after any edits what laying anew gives, and the same objects for what did not change', () => {
    fc.assert(
      fc.property(withPins(anyTranscript), fc.array(anyReplacement, { maxLength: 6 }), anyRate, ({ transcript: before, pins }, replacements, rate) => {
        const layer = cueLayer();
        let speech = before;
        let track = trackOf(pins);
        for (const random of replacements) {
          const setting = settingFor(speech, { rate, labelOf: labelsOf(speech) });
          expect(layer(speech, track, setting)).toEqual(layCues(speech, track, setting));
          const again = layer(speech, track, setting);
          layer(speech, track, setting).forEach((cue, index) => expect(cue).toBe(again[index]));
          const result = applyEdit(speech, replacementIn(speech, random));
          track = mapTrack(track, { before: speech, after: result.transcript, map: result.map });
          speech = result.transcript;
        }
        const setting = settingFor(speech, { rate });
        expect(layer(speech, track, setting)).toEqual(layCues(speech, track, setting));
      }),
    );
  });
});
