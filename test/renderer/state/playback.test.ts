// Playback over one media element: going back on resume, stopping at a span's end, telling the time each frame, asking for the media again once.
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src-core/contract/settings.ts';
import { Scope } from '../../../src-renderer/scope.ts';
import { NoticesState } from '../../../src-renderer/state/notices.svelte.ts';
import { PlaybackState } from '../../../src-renderer/state/playback.svelte.ts';
import { SettingsState } from '../../../src-renderer/state/settings.svelte.ts';
import { settle } from '../../fakes/manual-clock.ts';
import { ManualPageClock, PlainHost, ScriptedStudio } from '../page-fakes.ts';

/** What the class uses of a media element, moved by hand. */
class HandElement extends EventTarget {
  src = '';
  preload = '';
  preservesPitch = false;
  playbackRate = 1;
  volume = 1;
  duration = 60;
  currentTime = 0;
  paused = true;
  loads = 0;
  /** Changes without telling, as a browser does that queues its events. */
  quiet = false;
  /** How many of the next starts are broken off. */
  refusals = 0;

  load(): void {
    this.loads += 1;
  }
  hasAttribute(name: string): boolean {
    return name === 'src' && this.src !== '';
  }
  removeAttribute(): void {
    this.src = '';
  }
  play(): Promise<void> {
    this.paused = false;
    if (!this.quiet) this.dispatchEvent(new Event('play'));
    return this.refusals-- > 0 ? Promise.reject(new DOMException('paused', 'AbortError')) : Promise.resolve();
  }
  pause(): void {
    this.paused = true;
    if (!this.quiet) this.dispatchEvent(new Event('pause'));
  }
  /** Metadata have come. */
  ready(): void {
    this.dispatchEvent(new Event('loadedmetadata'));
  }
}

let clock: ManualPageClock;
let element: HandElement;
let playback: PlaybackState;
let studio: ScriptedStudio;
const asMedia = (hand: HandElement): HTMLMediaElement => hand as unknown as HTMLMediaElement; // it has all that is used

beforeEach(async () => {
  clock = new ManualPageClock();
  element = new HandElement();
  let grants = 0;
  studio = new ScriptedStudio().answer('media.grant', () => ({ token: `token-${++grants}` })).answer('settings.get', () => defaultSettings);
  const settings = new SettingsState(studio.client, new NoticesState(clock), new Scope());
  await settings.load();
  playback = new PlaybackState({ client: studio.client, host: new PlainHost(), clock, settings });
  playback.attach(asMedia(element));
  await playback.open('r1');
  element.ready();
});

it('opens silently: nothing plays by itself', () => {
  expect([playback.phase, playback.playing, element.paused, element.src]).toEqual(['ready', false, true, 'http://127.0.0.1/media/token-1']);
  expect(playback.duration).toBe(60_000);
});

it('begins where the reader was', async () => {
  await playback.open('r2', 12_345);
  expect(playback.time).toBe(12_345);
  element.ready();
  expect(element.currentTime).toBe(12.345);
});

it('goes back a little when it resumes where it paused, and not after a seek', () => {
  playback.play();
  element.currentTime = 20;
  playback.pause();
  playback.toggle();
  expect(playback.time).toBe(20_000 - defaultSettings.rewindOnResume);
  playback.pause();
  playback.seek(30_000);
  playback.play();
  expect(playback.time).toBe(30_000);
});

it('plays from a clicked word exactly, whatever was paused before', () => {
  element.currentTime = 20;
  playback.play();
  playback.pause();
  playback.playFrom(20_000);
  expect([playback.time, playback.playing]).toEqual([20_000, true]);
});

it('pauses on the second of two quick presses, though the browser has told of neither', () => {
  element.quiet = true;
  playback.toggle();
  playback.toggle();
  expect(element.paused).toBe(true);
});

it('shows that it plays when an earlier start was broken off', async () => {
  element.refusals = 1;
  playback.play();
  playback.pause();
  playback.play();
  await settle();
  expect([element.paused, playback.playing]).toEqual([false, true]);
});

it('stops at the end of a span', () => {
  playback.playSpan({ start: 5000, end: 6000 });
  element.currentTime = 5.99;
  clock.paint();
  expect(playback.playing).toBe(true);
  element.currentTime = 6.01;
  clock.paint();
  expect(playback.playing).toBe(false);
});

it('tells the time every frame while it plays, after a seek, and not otherwise', () => {
  const heard: number[] = [];
  const stop = playback.onTime((time) => heard.push(time));
  playback.seek(1000);
  playback.play();
  element.currentTime = 1.5;
  clock.paint();
  element.currentTime = 1.6;
  clock.paint();
  playback.pause();
  clock.paint();
  expect(heard).toEqual([1000, 1500, 1600, 1600]);
  stop();
  playback.seek(0);
  expect(heard).toHaveLength(4);
});

it('keeps within the media', () => {
  playback.skip(-5000);
  expect(playback.time).toBe(0);
  playback.seek(90_000);
  expect(playback.time).toBe(60_000);
  playback.play();
  expect(playback.time).toBe(0);
});

it('keeps pitch and steps through speeds to their ends', () => {
  expect(element.preservesPitch).toBe(true);
  for (let step = 0; step < 20; step++) playback.faster();
  expect([playback.speed, element.playbackRate]).toEqual([3, 3]);
  for (let step = 0; step < 20; step++) playback.slower();
  expect(playback.speed).toBe(0.5);
  playback.setSpeed(1);
  expect(element.playbackRate).toBe(1);
});

it('shuttles: on plays, then speeds up; back slows down, then goes back', () => {
  playback.seek(20_000);
  playback.shuttleOn();
  expect([element.paused, playback.speed]).toEqual([false, 1]);
  playback.shuttleOn();
  expect(playback.speed).toBe(1.1);
  playback.shuttleBack(2000);
  expect([playback.speed, playback.time]).toEqual([1, 20_000]);
  playback.shuttleBack(2000);
  expect([playback.speed, playback.time, element.paused]).toEqual([1, 18_000, false]);
});

it('steps by a picture standing still', () => {
  playback.playFrom(10_000);
  playback.step(40);
  expect([element.paused, playback.time]).toEqual([true, 10_040]);
  playback.step(-40);
  expect(playback.time).toBe(10_000);
});

it('knows an excerpt, which ends by itself, from playing on', () => {
  playback.playSpan({ start: 1000, end: 2000 });
  expect(playback.isExcerpt).toBe(true);
  playback.play();
  expect(playback.isExcerpt).toBe(false);
});

describe('when the media is refused', () => {
  it('asks for it once more and goes on where it was, then gives up', async () => {
    element.currentTime = 33;
    element.dispatchEvent(new Event('error'));
    await settle();
    expect(element.src).toBe('http://127.0.0.1/media/token-2');
    element.ready();
    expect(element.currentTime).toBe(33);
    element.dispatchEvent(new Event('error'));
    await settle();
    expect(playback.phase).toBe('failed');
    expect(studio.argsOf('media.grant')).toHaveLength(2);
  });
});

it('lets go of the element it no longer has', () => {
  playback.attach(null);
  element.dispatchEvent(new Event('play'));
  expect([playback.playing, playback.time]).toEqual([false, 0]);
});

describe('a looped span', () => {
  it('is played over and over, until somebody seeks out of it', () => {
    playback.setLoop({ start: 2000, end: 3000 });
    expect(element.currentTime).toBe(2);
    expect(element.paused).toBe(false);
    for (let round = 0; round < 3; round += 1) {
      element.currentTime = 3.01;
      clock.paint();
      expect(element.currentTime).toBe(2);
    }
    playback.seek(2500);
    expect(playback.loop).toEqual({ start: 2000, end: 3000 });
    playback.seek(3000);
    expect(playback.loop).toBeNull();
  });

  it('is not left by going back on resume', () => {
    playback.setLoop({ start: 2000, end: 3000 });
    element.currentTime = 2.3;
    playback.pause();
    playback.play();
    expect(element.currentTime).toBe(2);
  });

  it('is none when it is empty, and ends with the media', () => {
    playback.setLoop({ start: 2000, end: 2000 });
    expect(playback.loop).toBeNull();
    playback.setLoop({ start: 2000, end: 3000 });
    playback.close();
    expect(playback.loop).toBeNull();
  });
});
