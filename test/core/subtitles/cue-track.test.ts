// How pins follow their words through edits: laws on random transcripts, pins and edits, and what people see at joints.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPin } from '../../../src-core/subtitles/cue-edits.ts';
import type { CueTrack, PinnedCue } from '../../../src-core/subtitles/cue-track.ts';
import { defaultPlan, mapTrack, nextPinId } from '../../../src-core/subtitles/cue-track.ts';
import type { Edit } from '../../../src-core/transcript/edit.ts';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import type { Transcript, WordPlace } from '../../../src-core/transcript/transcript.ts';
import { isBehind, stretchText, wordsOfStretch } from '../../../src-core/transcript/word-stretch.ts';
import { anyReplacement, anyTranscript as anySmallTranscript, replacementIn } from '../../support/random-transcripts.ts';
import { allPlaces, withPins } from './random-tracks.ts';
import { anyTranscript, said, transcript, turn } from './written-speech.ts';

const trackOf = (pins: readonly PinnedCue[]): CueTrack => ({ pins, plan: defaultPlan });

interface Edited {
  readonly before: Transcript;
  readonly after: Transcript;
  readonly track: CueTrack;
  readonly mapped: CueTrack;
  readonly map: (place: WordPlace) => WordPlace | null;
}

function edited(before: Transcript, track: CueTrack, edit: Edit): Edited {
  const { transcript: after, map } = applyEdit(before, edit);
  return { before, after, track, mapped: mapTrack(track, { before, after, map }), map: (place) => map.map(place) };
}

/** One random edit of any kind: typing, deleting, splitting and joining turns, other times, another speaker. */
const anyEdit = fc.oneof(
  {
    weight: 6,
    arbitrary: anyReplacement.map(
      (random) =>
        (speech: Transcript): Edit =>
          replacementIn(speech, random),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.nat().map((at) => (speech: Transcript): Edit => ({
      kind: 'assign-speaker',
      turns: speech.turns.length > 0 ? [at % speech.turns.length] : [],
      speaker: 'spk_1',
    })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ from: fc.nat(), length: fc.nat(2) }).map(({ from, length }) => (speech: Transcript): Edit => {
      const start = speech.turns.length > 0 ? from % speech.turns.length : 0;
      return {
        kind: 'splice-turns',
        splices: [{ from: start, remove: Math.min(length, speech.turns.length - start), turns: [] }],
        nextTurnId: speech.nextTurnId,
        speakers: speech.speakers,
      };
    }),
  },
);

const speeches = fc.oneof(anyTranscript, anySmallTranscript);

function expectOrdered({ after, mapped }: Edited): void {
  mapped.pins.forEach((pin, index) => {
    for (const { turn: at, word } of [pin.from, pin.to]) expect(after.turns[at]?.words[word]).toBeDefined();
    expect(isBehind(pin.from, pin.to)).toBe(false);
    const before = mapped.pins[index - 1];
    if (before) expect(isBehind(pin.from, before.to)).toBe(true);
    for (const place of pin.breaks ?? []) expect(isBehind(pin.from, place) || isBehind(place, pin.to)).toBe(false);
  });
}

const nameOf = ({ turn: at, word }: WordPlace): string => `${at}:${word}`;

function heirOf({ map }: Edited, place: WordPlace): string | null {
  const now = map(place);
  return now && nameOf(now);
}

/** By word after the edit, the pins that held a word which became it: several where words grew together. */
function heirsOf(step: Edited): Map<string, Set<number>> {
  const heirs = new Map<string, Set<number>>();
  for (const pin of step.track.pins) {
    for (const place of wordsOfStretch(step.before, pin)) {
      const name = heirOf(step, place);
      if (name !== null) heirs.set(name, (heirs.get(name) ?? new Set()).add(pin.id));
    }
  }
  return heirs;
}

describe('Pins after any edits', () => {
  it('are in order, share no word, and break lines inside themselves', () => {
    fc.assert(
      fc.property(withPins(speeches), fc.array(anyEdit, { maxLength: 8 }), ({ transcript: first, pins }, edits) => {
        let [speech, track] = [first, trackOf(pins)];
        for (const edit of edits) {
          const step = edited(speech, track, edit(speech));
          expectOrdered(step);
          [speech, track] = [step.after, step.mapped];
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keep every word that survives, and lose one only when all its words are gone or grown into another’s', () => {
    fc.assert(
      fc.property(withPins(speeches), anyReplacement, ({ transcript: speech, pins }, random) => {
        const step = edited(speech, trackOf(pins), replacementIn(speech, random));
        const heirs = heirsOf(step);
        for (const pin of pins) {
          const own = wordsOfStretch(speech, pin).flatMap((place) => step.map(place) ?? []);
          const kept = own.filter((place) => heirs.get(nameOf(place))?.size === 1);
          const now = step.mapped.pins.find(({ id }) => id === pin.id);
          if (kept.length > 0) expect(now).toBeDefined();
          if (own.length === 0) expect(now).toBeUndefined();
          if (!now) continue;
          const places = new Set(wordsOfStretch(step.after, now).map(nameOf));
          for (const place of kept) expect(places.has(nameOf(place))).toBe(true);
          expect(now).toMatchObject({ start: pin.start, end: pin.end, look: pin.look, shown: pin.shown, waivers: pin.waivers });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('take in only words typed inside them or at their joint with another', () => {
    fc.assert(
      fc.property(withPins(speeches), anyReplacement, ({ transcript: speech, pins }, random) => {
        const step = edited(speech, trackOf(pins), replacementIn(speech, random));
        const heirs = heirsOf(step);
        const strangers = new Set(allPlaces(speech).flatMap((place) => heirOf(step, place) ?? []));
        for (const pin of step.mapped.pins) {
          for (const place of wordsOfStretch(step.after, pin)) {
            const owners = heirs.get(nameOf(place));
            // A word that was there before is the pin's own; one that was typed may be anybody's.
            if (strangers.has(nameOf(place))) expect(owners?.has(pin.id)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are the very same track when nothing of them moved, and the very same pins where they did not', () => {
    fc.assert(
      fc.property(withPins(anyTranscript), anyReplacement, ({ transcript: speech, pins }, random) => {
        const step = edited(speech, trackOf(pins), replacementIn(speech, random));
        const last = (random.turn % Math.max(1, speech.turns.length)) - 1;
        pins.forEach((pin, index) => {
          if (pin.to.turn < last) expect(step.mapped.pins[index]).toBe(pin);
        });
        const isSame = step.mapped.pins.length === pins.length && step.mapped.pins.every((pin, index) => pin === pins[index]);
        expect(step.mapped === step.track).toBe(isSame);
      }),
      { numRuns: 200 },
    );
  });
});

describe('What is typed', () => {
  const speech = transcript([turn(said('We went out at night. Nobody saw us.')), turn(said('My father did.', 9000))]);
  const pin = (id: number, from: readonly [number, number], to: readonly [number, number]): PinnedCue =>
    newPin(id, { from: { turn: from[0], word: from[1] }, to: { turn: to[0], word: to[1] } });
  const typed = (pins: readonly PinnedCue[], at: { turn: number; offset: number }, text: string): string[] => {
    const step = edited(speech, trackOf(pins), { kind: 'replace-text', from: at, to: at, text });
    return step.mapped.pins.map((one) => stretchText(step.after, one));
  };
  const both = [pin(1, [0, 0], [0, 4]), pin(2, [0, 5], [0, 7])];

  it('inside a pin becomes part of it', () => {
    expect(typed(both, { turn: 0, offset: 7 }, ' far')).toEqual(['We went far out at night.', 'Nobody saw us.']);
  });

  it('between two pins becomes part of one of them', () => {
    const texts = typed(both, { turn: 0, offset: 21 }, ' And then');
    expect(texts.join(' ')).toBe('We went out at night. And then Nobody saw us.');
  });

  it('behind the last pin of a turn stays with it where the next turn opens with another', () => {
    const pins = [pin(1, [0, 5], [0, 7]), pin(2, [1, 0], [1, 2])];
    const [first, second] = typed(pins, { turn: 0, offset: 36 }, ' Really');
    expect([first, second]).toEqual(['Nobody saw us. Really', 'My father did.']);
  });

  it('beside a pin without a neighbour is left to the automatic cues', () => {
    expect(typed([pin(1, [0, 5], [0, 7])], { turn: 0, offset: 36 }, ' Really')).toEqual(['Nobody saw us.']);
  });

  it('as a line break inside a pin splits the turn, not the pin', () => {
    expect(typed(both, { turn: 0, offset: 7 }, '\n')).toEqual(['We went out at night.', 'Nobody saw us.']);
  });
});

describe('The id of a new pin', () => {
  it('is none that is there', () => {
    fc.assert(
      fc.property(withPins(anyTranscript), ({ pins }) => {
        expect(pins.map(({ id }) => id)).not.toContain(nextPinId(pins));
      }),
    );
  });
});
