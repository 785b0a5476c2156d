// Laws of the shot changes on screen: shown at once, kept by the studio, given back when that fails, and always somebody's to say.
import { beforeEach, describe, expect, it } from 'vitest';
import type { CallResult } from '../../../src-core/contract/studio-api.ts';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { ShotsState, shotsStory } from '../../../src-renderer/state/shots.svelte.ts';
import { settle } from '../../fakes/manual-clock.ts';
import { ScriptedStudio } from '../page-fakes.ts';

type Shots = CallResult<'media.shots'>;
const known = (changes: Partial<Shots> = {}): Shots => ({ shots: [], edited: false, complete: true, until: 0, bar: null, ...changes });

let studio: ScriptedStudio;
let failures: string[];
let shots: ShotsState;

beforeEach(() => {
  studio = new ScriptedStudio();
  failures = [];
  shots = new ShotsState({ client: studio.client, fail: (_, what) => void failures.push(what) });
});

describe('shot changes on screen', () => {
  it('are those of the open recording, and more as they are found', async () => {
    studio.answer('media.shots', () => known({ complete: false }));
    await shots.open('film', 10_000);
    expect(shots.story).toBe('Looking for shot changes: 0 %');
    studio.emit('media.shotsChanged', { recording: 'film', ...known({ shots: [40], complete: false, until: 5000 }) });
    studio.emit('media.shotsChanged', { recording: 'another', ...known({ shots: [99] }) });
    expect([shots.list, shots.story]).toEqual([[40], 'Looking for shot changes: 50 %']);
    shots.close();
    expect([shots.list, shots.story, studio.listeners]).toEqual([[], null, 0]);
  });

  it('are not those of a recording that was left while it was asked for', async () => {
    const answers: ((shots: Shots) => void)[] = [];
    studio.answer('media.shots', () => new Promise((resolve) => answers.push(resolve)));
    const [first, second] = [shots.open('first', 1), shots.open('second', 1)];
    answers[1]?.(known({ shots: [2] }));
    answers[0]?.(known({ shots: [1] }));
    await Promise.all([first, second]);
    expect(shots.list).toEqual([2]);
  });

  it('are marked and removed where the playhead is, within reach', async () => {
    studio
      .answer('media.shots', () => known({ shots: [1000] }))
      .answer('media.setShots', ({ shots: set }) => known({ shots: [...(set ?? [1000])], edited: set !== null }));
    await shots.open('film', 10_000);
    shots.toggle(2000.4, 20);
    expect([shots.list, shots.edited]).toEqual([[1000, 2000], true]);
    await settle();
    shots.toggle(1015, 20);
    await settle();
    expect(shots.list).toEqual([2000]);
    shots.move(2000, 2040);
    await settle();
    expect(shots.list).toEqual([2040]);
    shots.takeBack();
    await settle();
    expect([shots.list, shots.edited]).toEqual([[1000], false]);
    expect(studio.argsOf('media.setShots').map(({ shots: set }) => set)).toEqual([[1000, 2000], [2000], [2040], null]);
  });

  it('stay as last set while the studio still answers what was set before', async () => {
    const answers: (() => void)[] = [];
    studio
      .answer('media.shots', () => known())
      .answer('media.setShots', ({ shots: set }) => new Promise((resolve) => answers.push(() => resolve(known({ shots: [...(set ?? [])], edited: true })))));
    await shots.open('film', 10_000);
    shots.toggle(40, 5);
    shots.toggle(80, 5);
    studio.emit('media.shotsChanged', { recording: 'film', ...known({ shots: [40], edited: true }) });
    answers[0]?.();
    await settle();
    expect(shots.list).toEqual([40, 80]);
    answers[1]?.();
    await settle();
    expect(shots.list).toEqual([40, 80]);
  });

  it('come back, and that is told, where they could not be kept', async () => {
    studio.answer('media.shots', () => known({ shots: [40] })).answer('media.setShots', () => Promise.reject(new StudioError('read-only')));
    await shots.open('film', 10_000);
    shots.toggle(40, 5);
    expect(shots.list).toEqual([]);
    await settle();
    expect(shots.list).toEqual([40]);
    expect(failures).toEqual(['Keeping the shot changes']);
  });

  it('are walked from one to the next, past the one the playhead is on', async () => {
    studio.answer('media.shots', () => known({ shots: [1000, 2000, 3000] }));
    await shots.open('film', 10_000);
    expect([shots.next(0, 20), shots.next(1010, 20), shots.next(3000, 20)]).toEqual([1000, 2000, null]);
    expect([shots.previous(5000, 20), shots.previous(2010, 20), shots.previous(1000, 20)]).toEqual([3000, 1000, null]);
  });
});

describe('the sentence on the search', () => {
  it('names what is missing and what works without', () => {
    expect(shotsStory(known({ complete: false, bar: 'no-ffmpeg' }), 1)).toMatch(/FFmpeg.*by hand/);
    expect(shotsStory(known({ complete: false, bar: 'failed' }), 1)).toMatch(/by hand/);
    expect(shotsStory(known({ complete: false, bar: 'no-picture' }), 1)).toBeNull();
    expect(shotsStory(known({ complete: false, bar: 'no-ffmpeg', edited: true }), 1)).toBeNull();
    expect(shotsStory(known(), 1)).toBeNull();
  });
});
