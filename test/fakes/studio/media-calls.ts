// Calls of the studio in memory: sound, peaks and shot changes.
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { CallResult } from '../../../src-core/contract/studio-api.ts';
import { peaksOf, PEAKS_PER_SECOND } from '../memory-media.ts';
import type { Memory, Group } from './memory.ts';

export function mediaCallsOf(memory: Memory): Group<'media'> {
  return {
    'media.grant': async ({ recording }) => {
      const { media } = memory.recording(recording);
      if (media.state !== 'ready') throw new StudioError('media-missing', { recording });
      return Promise.resolve({ token: `play-${recording}` });
    },
    'media.peaks': async ({ recording, from }) => {
      memory.recording(recording);
      const all = peaksOf(memory.wav(recording));
      const share = recording === 'peaks' ? memory.peaksShare : 1;
      const there = Math.floor((all.length / 2) * share);
      return Promise.resolve({ perSecond: PEAKS_PER_SECOND, channels: 1, from, bytes: all.slice(from * 2, there * 2), complete: share === 1 });
    },
    'media.pushPeaks': () => Promise.resolve({}),
    'media.shots': ({ recording }) => Promise.resolve(shotsOf(memory, recording)),
    'media.setShots': ({ recording, shots }) => {
      if (shots === null) memory.shots.delete(recording);
      else memory.shots.set(recording, shots);
      const view = shotsOf(memory, recording);
      memory.emit('media.shotsChanged', { recording, ...view });
      return Promise.resolve(view);
    },
  };
}

/** A cut every four seconds and a bit, where there is a picture. */
function shotsOf(memory: Memory, recording: string): CallResult<'media.shots'> {
  const { facts } = memory.recording(recording).media;
  const edited = memory.shots.get(recording);
  const until = facts?.duration ?? 0;
  const found = Array.from({ length: Math.floor(until / 4120) }, (_, index) => (index + 1) * 4120);
  if (facts?.video == null)
    return { shots: [...(edited ?? [])], edited: edited !== undefined, complete: false, until: 0, bar: facts ? 'no-picture' : 'no-media' };
  return { shots: [...(edited ?? found)], edited: edited !== undefined, complete: true, until, bar: null };
}
