// Pausing while somebody types: the sound stops with the first key and goes on after the last, and never against the hand.
import { describe, expect, it } from 'vitest';
import { TypingPause } from '../../../src-renderer/state/typing-pause.ts';
import { ManualPageClock } from '../page-fakes.ts';

function desk(pauseWhileTyping = true) {
  const clock = new ManualPageClock();
  const sound = {
    playing: true,
    isExcerpt: false,
    starts: 0,
    play() {
      this.playing = true;
      this.starts += 1;
    },
    pause() {
      this.playing = false;
    },
  };
  return { clock, sound, typing: new TypingPause({ sound, clock, settings: () => ({ pauseWhileTyping, resumeAfter: 1000 }) }) };
}

describe('typing while the sound plays', () => {
  it('stops it, and it goes on once no key was pressed for as long as was chosen', async () => {
    const { clock, sound, typing } = desk();
    typing.typed();
    expect(sound.playing).toBe(false);
    await clock.pass(900);
    typing.typed();
    await clock.pass(999);
    expect([sound.playing, typing.isWaiting]).toEqual([false, true]);
    await clock.pass(1);
    expect([sound.playing, sound.starts, typing.isWaiting]).toEqual([true, 1, false]);
  });

  it('tells sound that goes on by itself from sound started by hand', async () => {
    const { clock, sound, typing } = desk();
    typing.typed();
    await clock.pass(1000);
    expect([typing.played(), typing.played()]).toEqual([true, false]);
    expect(sound.starts).toBe(1);
  });

  it('starts nothing a second time that the hand has started meanwhile', async () => {
    const { clock, sound, typing } = desk();
    typing.typed();
    sound.play();
    expect(typing.played()).toBe(false);
    await clock.pass(5000);
    expect(sound.starts).toBe(1);
  });

  it('starts nothing that was stopped by hand, or left', async () => {
    const { clock, sound, typing } = desk();
    typing.typed();
    typing.forget();
    await clock.pass(5000);
    expect(sound.starts).toBe(0);
  });

  it('lets a word played by itself finish', () => {
    const { sound, typing } = desk();
    sound.isExcerpt = true;
    typing.typed();
    expect([sound.playing, typing.isWaiting]).toEqual([true, false]);
  });
});

it('starts nothing for who types in silence', async () => {
  const { clock, sound, typing } = desk();
  sound.playing = false;
  typing.typed();
  await clock.pass(5000);
  expect(sound.starts).toBe(0);
});

it('lets the sound run for who did not choose it', () => {
  const { sound, typing } = desk(false);
  typing.typed();
  expect(sound.playing).toBe(true);
});
