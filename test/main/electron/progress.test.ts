// The machine stays awake while something is uploaded, and not a moment longer.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { showProgress } from '../../../src-main/hosts/electron/progress.ts';
import type { Job } from '../../../src-core/library/job.ts';
import { fullShelf } from '../../fakes/memory-recordings.ts';
import { makeMemoryStudio } from '../../fakes/memory-studio.ts';

const system = vi.hoisted(() => ({ held: new Set<number>(), started: 0 }));
vi.mock('electron', () => ({
  powerSaveBlocker: {
    start: (kind: string) => {
      if (kind !== 'prevent-app-suspension') throw new Error(`the screen need not stay on: ${kind}`);
      system.started += 1;
      system.held.add(system.started);
      return system.started;
    },
    stop: (id: number) => system.held.delete(id),
  },
}));
beforeEach(() => {
  system.held.clear();
});

const uploading = fullShelf().jobs.filter(({ id }) => id === 'job-uploading');
const half = uploading.map((job): Job => ({ ...job, progress: { ...job.progress, bytesDone: 50, bytesTotal: 100 } }));

describe('progress in the taskbar', () => {
  it('holds one wish to stay awake through an upload, whatever its progress, and gives it back', () => {
    const studio = makeMemoryStudio();
    const bars: number[] = [];
    // the one member of a window that is used
    showProgress(studio, () => ({ setProgressBar: (share: number) => bars.push(share) }) as never);
    studio.emit('jobs.changed', { jobs: half });
    studio.emit('jobs.changed', { jobs: half });
    expect(system.held.size).toBe(1);
    expect(bars).toEqual([0.5, 0.5]);
    studio.emit('jobs.changed', { jobs: half.map((job) => ({ ...job, state: 'cancelled' as const })) });
    expect([system.held.size, bars.at(-1)]).toEqual([0, -1]);
    studio.emit('jobs.changed', { jobs: half });
    expect(system.held.size).toBe(1);
  });

  it('stays awake for one upload while news come of other jobs, until its recording is removed', () => {
    const studio = makeMemoryStudio();
    showProgress(studio, () => null);
    studio.emit('jobs.changed', { jobs: half });
    studio.emit('jobs.changed', { jobs: fullShelf().jobs.filter(({ id }) => id === 'job-transcribing') });
    expect(system.held.size).toBe(1);
    studio.emit('library.changed', { recordings: [], removed: half.map(({ recording }) => recording) });
    expect(system.held.size).toBe(0);
  });

  it('stays awake without a window, too', () => {
    const studio = makeMemoryStudio();
    showProgress(studio, () => null);
    studio.emit('jobs.changed', { jobs: half });
    expect(system.held.size).toBe(1);
  });
});
