// What every Library keeps to of recordings and of what was heard of them.
import { describe, expect, it } from 'vitest';
import { aChange, aJob, aRecording, aTranscript } from './library-samples.ts';
import { failsWith, type LibraryMaker } from './library-maker.ts';

const facts = {
  container: 'mp4',
  size: 1000,
  duration: 60_000,
  audio: [{ codec: 'aac', channels: 2, rate: 48_000, language: null }],
  video: null,
  playable: true,
};

export function recordingLaws(maker: LibraryMaker): void {
  describe('recordings', () => {
    it('are given back as they were put, newest first, after a new start', () => {
      const library = maker.fresh();
      const full = aRecording('b', { state: 'ready', path: '/m/b.mp4', owned: true, fingerprint: 'f', proxyPath: '/p', facts, trouble: 'odd' });
      library.recordings.put(aRecording('a'));
      library.recordings.put({ ...full, editedAt: 5 });
      const again = maker.reopened(library);
      expect(again.recordings.all()).toEqual([{ ...full, editedAt: 5 }, aRecording('a')]);
      expect(again.recordings.get('b')).toEqual({ ...full, editedAt: 5 });
      expect(again.recordings.get('c')).toBeNull();
    });

    it('keep transcript and jobs when their row is put again', () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      library.transcripts.replace('a', aTranscript(['hello']), 'SRT', { problems: [] });
      library.jobs.put(aJob('j', 'a'));
      library.recordings.put({ ...aRecording('a'), name: 'Renamed' });
      expect(library.transcripts.summary('a')?.words).toBe(1);
      expect(library.jobs.all()).toHaveLength(1);
      expect(library.recordings.get('a')?.name).toBe('Renamed');
    });

    it('take everything of theirs along when they are removed', async () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a', { fingerprint: 'f' }));
      library.recordings.put(aRecording('b'));
      library.transcripts.replace('a', aTranscript(['hello there']), 'SRT', { problems: [] });
      library.transcripts.replace('b', aTranscript(['hello again']), 'SRT', { problems: [] });
      await library.results.put('a', 'a.json', new Uint8Array([1]));
      library.jobs.put(aJob('j', 'a'));
      library.jobs.beginUpload('j', 'u', 5);
      library.peaks.append('f', { channels: 1, from: 0, bytes: new Uint8Array(2) });
      library.recordings.remove('a');
      const again = maker.reopened(library);
      expect(again.recordings.all().map(({ id }) => id)).toEqual(['b']);
      expect(again.transcripts.load('a')).toBeNull();
      expect(await again.results.get('a')).toBeNull();
      expect(again.jobs.all()).toEqual([]);
      expect(again.jobs.upload('j')).toBeNull();
      expect(again.peaks.get('f')).toBeNull();
      expect(again.transcripts.search('hello', 10).map(({ recording }) => recording)).toEqual(['b']);
    });

    it('leave peaks which another recording of the same media needs', () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a', { fingerprint: 'f' }));
      library.recordings.put(aRecording('b', { fingerprint: 'f' }));
      library.peaks.append('f', { channels: 1, from: 0, bytes: new Uint8Array(2) });
      library.recordings.remove('a');
      expect(library.peaks.get('f')).not.toBeNull();
    });
  });

  describe('what was heard', () => {
    it('is given back after a new start, counted in the summary, and never more than there are words', () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      library.transcripts.replace('a', aTranscript(['one two three']), 'SRT', { problems: [] });
      expect(library.heard.get('a')).toEqual([]);
      expect(library.transcripts.summary('a')?.heard).toBe(0);
      library.heard.put('a', [{ start: 0, end: 900 }], 2);
      library.heard.put(
        'a',
        [
          { start: 0, end: 900 },
          { start: 1200, end: 1300 },
        ],
        9,
      );
      const again = maker.reopened(library);
      expect(again.heard.get('a')).toEqual([
        { start: 0, end: 900 },
        { start: 1200, end: 1300 },
      ]);
      expect(again.transcripts.summaries().map(({ heard }) => heard)).toEqual([3]);
    });

    it('stays through saving and goes with the transcript', () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      expect(() => library.heard.put('a', [], 0)).toThrow(failsWith('not-found'));
      library.transcripts.replace('a', aTranscript(['one two three']), 'SRT', { problems: [] });
      library.heard.put('a', [{ start: 0, end: 900 }], 2);
      library.transcripts.save('a', 1, aChange([], 9));
      expect(library.heard.get('a')).toHaveLength(1);
      library.transcripts.replace('a', aTranscript(['one']), 'SRT', { problems: [] });
      expect(library.heard.get('a')).toEqual([]);
      expect(library.heard.get('unknown')).toEqual([]);
    });
  });
}
