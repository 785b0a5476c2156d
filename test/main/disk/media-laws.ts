// What every Library keeps to of what media and AWS gave it: results, peaks and shot changes.
import { describe, expect, it } from 'vitest';
import { aRecording } from './library-samples.ts';
import { failsWith, type LibraryMaker } from './library-maker.ts';

export function mediaLaws(maker: LibraryMaker): void {
  describe('results', () => {
    it('come back byte for byte, the latest of a recording', async () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      const bytes = Uint8Array.from({ length: 5000 }, (_, at) => (at * 31) & 0xff);
      await library.results.put('a', 'first.json', new Uint8Array([1, 2]));
      await library.results.put('a', 'second.json', bytes);
      await library.results.put('a', 'second.json', new Uint8Array([3]));
      const again = maker.reopened(library);
      expect(await again.results.get('a')).toEqual({ fileName: 'second.json', bytes: new Uint8Array([3]) });
      // The file as it came, before it was kept otherwise.
      expect(await again.results.getFirst('a')).toEqual({ fileName: 'second.json', bytes });
      expect(await again.results.getFirst('x')).toBeNull();
    });

    it('may be empty and need their recording', async () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      await library.results.put('a', 'empty', new Uint8Array(0));
      expect(await library.results.get('a')).toEqual({ fileName: 'empty', bytes: new Uint8Array(0) });
      expect(await library.results.get('x')).toBeNull();
      await expect(library.results.put('x', 'a', new Uint8Array(1))).rejects.toThrow(failsWith('not-found'));
    });
  });

  describe('peaks', () => {
    const stretch = (from: number, ...bytes: number[]) => ({ channels: 2, from, bytes: new Uint8Array(bytes) });

    it('grow by stretches and are read from any bucket on', () => {
      const library = maker.fresh();
      expect(library.peaks.get('f')).toBeNull();
      expect(library.peaks.read('f', 0)).toEqual(new Uint8Array(0));
      library.peaks.append('f', stretch(0, 1, 2, 3, 4, 5, 6, 7, 8));
      library.peaks.append('f', stretch(2, 9, 10, 11, 12));
      const again = maker.reopened(library);
      expect(again.peaks.get('f')).toEqual({ channels: 2, buckets: 3, complete: false });
      expect([...again.peaks.read('f', 1)]).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
      expect([...again.peaks.read('f', 7)]).toEqual([]);
      again.peaks.finish('f');
      expect(again.peaks.get('f')?.complete).toBe(true);
      again.peaks.remove('f');
      expect(again.peaks.get('f')).toBeNull();
    });

    it('take no harm from being read twice, and refuse a gap, other channels and half a bucket', () => {
      const library = maker.fresh();
      library.peaks.append('f', stretch(0, 1, 2, 3, 4));
      library.peaks.append('f', stretch(0, 1, 2, 3, 4, 5, 6, 7, 8));
      expect([...library.peaks.read('f', 0)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(() => library.peaks.append('f', stretch(3, 1, 2, 3, 4))).toThrow(RangeError);
      expect(() => library.peaks.append('f', { channels: 1, from: 2, bytes: new Uint8Array(2) })).toThrow(RangeError);
      expect(() => library.peaks.append('f', stretch(2, 1, 2))).toThrow(RangeError);
      expect(() => library.peaks.finish('g')).toThrow(failsWith('not-found'));
    });
  });

  describe('shot changes', () => {
    it('are kept by media as found, an empty list too, and by recording as set', () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      expect(library.shots.found('fp')).toBeNull();
      expect(library.shots.edited('a')).toBeNull();
      library.shots.keepFound('fp', []);
      library.shots.keepFound('other', [40, 80]);
      library.shots.putEdited('a', [40]);
      const again = maker.reopened(library);
      expect(again.shots.found('fp')).toEqual([]);
      expect(again.shots.found('other')).toEqual([40, 80]);
      expect(again.shots.edited('a')).toEqual([40]);
      again.shots.putEdited('a', null);
      expect(again.shots.edited('a')).toBeNull();
      expect(() => again.shots.putEdited('x', [])).toThrow(failsWith('not-found'));
    });

    it('go with the last recording of their media', () => {
      const library = maker.fresh();
      for (const id of ['a', 'b']) {
        const recording = aRecording(id);
        library.recordings.put({ ...recording, media: { ...recording.media, fingerprint: 'shared' } });
        library.shots.putEdited(id, [40]);
      }
      library.shots.keepFound('shared', [40]);
      library.recordings.remove('a');
      expect(library.shots.found('shared')).toEqual([40]);
      expect(library.shots.edited('a')).toBeNull();
      library.recordings.remove('b');
      expect(library.shots.found('shared')).toBeNull();
    });
  });
}
