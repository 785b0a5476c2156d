// What counts as listening: playing at up to twice the speed with the volume on; never seeking, and kept even when the line fails.
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { Scope } from '../../../src-renderer/scope.ts';
import { HearingState } from '../../../src-renderer/state/hearing.svelte.ts';
import { settle } from '../../fakes/manual-clock.ts';
import { transcriptOf } from '../../support/notation.ts';
import { ManualPageClock, ScriptedStudio } from '../page-fakes.ts';

/** A sound that plays when told to. */
class PlayedSound {
  playing = false;
  speed = 1;
  volume = 1;
  time = 0;
  readonly #listeners = new Set<(time: number) => void>();

  onTime(listener: (time: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  tell(): void {
    for (const listener of this.#listeners) listener(this.time);
  }
}

const WORDS = transcriptOf('A: one@0-1000 two@1000-2000 three@2000-3000 four@3000-4000');

function desk(before: [number, number][] = []) {
  const studio = new ScriptedStudio().answer('review.heard', () => before).answer('review.hear', () => ({}));
  const clock = new ManualPageClock();
  const sound = new PlayedSound();
  const scope = new Scope();
  const shown: { transcript: Transcript | null } = { transcript: WORDS };
  const hearing = new HearingState({ client: studio.client, clock, sound, transcript: () => shown.transcript }, scope);
  /** Plays for so long, the page told every `step` milliseconds. */
  const play = async (millis: number, step = 20): Promise<void> => {
    sound.playing = true;
    sound.tell();
    for (let passed = 0; passed < millis; passed += step) {
      await clock.pass(step);
      sound.time += step * sound.speed;
      sound.tell();
    }
    sound.playing = false;
    sound.tell();
  };
  const seek = (time: number): void => {
    sound.time = time;
    sound.tell();
  };
  return { studio, clock, sound, scope, hearing, play, seek };
}

describe('listening', () => {
  it('is what was played, and covers the words spoken there', async () => {
    const { hearing, play } = desk();
    await hearing.open('r1');
    await play(2_000);
    expect(hearing.spans).toEqual([{ start: 0, end: 2_000 }]);
    expect([hearing.words, hearing.share]).toEqual([2, 0.5]);
  });

  it.each([
    ['at twice the speed counts', { speed: 2, volume: 1 }, 4],
    ['faster than that does not', { speed: 2.5, volume: 1 }, 0],
    ['without volume does not', { speed: 1, volume: 0 }, 0],
  ])('%s', async (_name, { speed, volume }, words) => {
    const { hearing, sound, play } = desk();
    await hearing.open('r1');
    Object.assign(sound, { speed, volume });
    await play(2_000);
    expect(hearing.words).toBe(words);
  });

  it('leaves out what was leapt over, forwards and back, while playing', async () => {
    const { hearing, sound, clock, play, seek } = desk();
    await hearing.open('r1');
    sound.playing = true;
    sound.tell();
    await clock.pass(20);
    seek(3_000);
    await play(1_000);
    seek(0);
    await play(200);
    expect(hearing.spans).toEqual([
      { start: 0, end: 200 },
      { start: 3_000, end: 4_000 },
    ]);
  });

  it('goes on in a page that is told of the time seldom', async () => {
    const { hearing, play } = desk();
    await hearing.open('r1');
    await play(4_000, 1_000);
    expect(hearing.spans).toEqual([{ start: 0, end: 4_000 }]);
  });

  it('is joined to what the library knows, and kept soon after', async () => {
    const { hearing, studio, clock, play } = desk([[3_000, 4_000]]);
    await hearing.open('r1');
    expect(hearing.words).toBe(1);
    await play(1_000);
    await clock.pass(5_000);
    expect(studio.argsOf('review.hear')).toEqual([{ recording: 'r1', spans: [[0, 1_000]], words: 2 }]);
  });

  it('is kept when the recording is left, under its own name', async () => {
    const { hearing, studio, sound, play } = desk();
    await hearing.open('r1');
    await play(1_000);
    sound.time = 0;
    await hearing.open('r2');
    expect(studio.argsOf('review.hear')).toEqual([{ recording: 'r1', spans: [[0, 1_000]], words: 1 }]);
    expect(hearing.spans).toEqual([]);
    await play(500);
    await hearing.close();
    expect(studio.argsOf('review.hear').at(-1)).toEqual({ recording: 'r2', spans: [[0, 500]], words: 0 });
  });

  it('of the next recording is not lost to the keeping of the one before', async () => {
    const { hearing, studio, sound, play } = desk();
    let kept: () => void = () => undefined;
    studio.answer('review.hear', () => new Promise((resolve) => (kept = () => resolve({}))));
    await hearing.open('r1');
    await play(1_000);
    const closed = hearing.close();
    sound.time = 2_000;
    await hearing.open('r2');
    await play(1_000);
    kept();
    await closed;
    expect(hearing.spans).toEqual([{ start: 2_000, end: 3_000 }]);
    await play(1_000);
    expect(hearing.words).toBe(2);
  });

  it('that could not be kept is sent again with what is heard next', async () => {
    const { hearing, studio, clock, play } = desk();
    studio.answer('review.hear', () => Promise.reject(new StudioError('disk-full')));
    await hearing.open('r1');
    await play(1_000);
    await clock.pass(5_000);
    studio.answer('review.hear', () => ({}));
    await play(1_000);
    await clock.pass(5_000);
    await settle();
    expect(studio.argsOf('review.hear').at(-1)).toEqual({ recording: 'r1', spans: [[0, 2_000]], words: 2 });
  });

  it('that the library cannot tell of is still gathered', async () => {
    const { hearing, studio, play } = desk();
    studio.answer('review.heard', () => Promise.reject(new StudioError('library-damaged')));
    await hearing.open('r1');
    await play(1_000);
    expect(hearing.words).toBe(1);
  });

  it('ends with the page', async () => {
    const { hearing, scope, play } = desk();
    await hearing.open('r1');
    scope.end();
    await play(1_000);
    expect(hearing.spans).toEqual([]);
  });
});
