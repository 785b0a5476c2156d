// Cue tracks for property tests: pins of random words of a transcript, with and without set times, breaks and looks.
import fc from 'fast-check';
import type { PinnedCue } from '../../../src-core/subtitles/cue-track.ts';
import { plainLook, type CueLook } from '../../../src-core/subtitles/cue-look.ts';
import type { Transcript, WordPlace } from '../../../src-core/transcript/transcript.ts';
import { stretchSpan, wordsOfStretch } from '../../../src-core/transcript/word-stretch.ts';

/** What a random pin is made of, apart from its transcript. */
interface PinSeed {
  readonly skip: number;
  readonly words: number;
  readonly start: number | null;
  readonly end: number | null;
  readonly breakAt: number | null;
  readonly shown: boolean;
  readonly look: Partial<CueLook> | null;
}

const ITALIC: Partial<CueLook> = { italic: true };
const never = fc.constant(null);
/** How far a set time lies from the words' own: mostly a little. */
const setTime = fc.oneof(
  { weight: 4, arbitrary: never },
  { weight: 3, arbitrary: fc.integer({ min: -300, max: 900 }) },
  fc.integer({ min: -20_000, max: 20_000 }),
);

const seeds: fc.Arbitrary<readonly PinSeed[]> = fc.array(
  fc.record({
    skip: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat(30)),
    words: fc.integer({ min: 1, max: 16 }),
    start: setTime,
    end: setTime,
    breakAt: fc.oneof(never, fc.nat(15)),
    shown: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
    look: fc.constantFrom<(Partial<CueLook> | null)[]>(null, null, ITALIC, ITALIC, { ...ITALIC, underline: true, colour: '#ff0000' }, { colour: '#00ffff' }),
  }),
  { maxLength: 12 },
);

/** The words of a transcript in reading order. */
export function allPlaces({ turns }: Transcript): WordPlace[] {
  return turns.flatMap((turn, index) => turn.words.map((_, word) => ({ turn: index, word })));
}

/** A transcript of the arbitrary with random pins in it, in order and disjoint. */
export function withPins(transcripts: fc.Arbitrary<Transcript>): fc.Arbitrary<{ transcript: Transcript; pins: readonly PinnedCue[] }> {
  return fc.record({ transcript: transcripts, seeds }).map(({ transcript, seeds: made }) => ({ transcript, pins: pinsOf(transcript, made) }));
}

function pinsOf(transcript: Transcript, made: readonly PinSeed[]): PinnedCue[] {
  const places = allPlaces(transcript);
  const pins: PinnedCue[] = [];
  let next = 0;
  for (const seed of made) {
    next += seed.skip;
    const [from, to] = [places[next], places[Math.min(next + seed.words, places.length) - 1]];
    if (!from || !to) break;
    pins.push(pinOf(transcript, { from, to }, pins.length + 1, seed));
    next += seed.words;
  }
  return pins;
}

function pinOf(transcript: Transcript, stretch: { from: WordPlace; to: WordPlace }, id: number, seed: PinSeed): PinnedCue {
  const sound = stretchSpan(transcript, stretch) ?? { start: 0, end: 0 };
  const start = seed.start === null ? null : Math.max(0, sound.start + seed.start);
  const end = seed.end === null ? null : Math.max((start ?? 0) + 1, sound.end + seed.end);
  const opening = seed.breakAt === null ? undefined : wordsOfStretch(transcript, stretch)[seed.breakAt];
  const breaks = seed.breakAt === null ? null : opening && seed.breakAt > 0 ? [opening] : [];
  return { ...stretch, id, start, end, breaks, look: seed.look && { ...plainLook, ...seed.look }, shown: seed.shown, waivers: [] };
}
