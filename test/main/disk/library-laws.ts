// What every Library keeps to, whatever it is made of. Run on the one on disk and on the one in memory.
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src-core/contract/settings.ts';
import { aChange, aJob, aRecording, aTranscript } from './library-samples.ts';
import { historyLaws } from './history-laws.ts';
import { jobLaws } from './job-laws.ts';
import { failsWith, type LibraryMaker } from './library-maker.ts';
import { mediaLaws } from './media-laws.ts';
import { recordingLaws } from './recording-laws.ts';
import { searchLaws } from './search-laws.ts';
import { transcriptLaws } from './transcript-laws.ts';
import { versionLaws } from './version-laws.ts';

const place = { turn: 1, offset: 3, topTurn: 0, playhead: 1200 };

export function libraryLaws(maker: LibraryMaker): void {
  recordingLaws(maker);
  transcriptLaws(maker);
  searchLaws(maker);
  jobLaws(maker);
  mediaLaws(maker);
  historyLaws(maker);
  versionLaws(maker);

  describe('settings', () => {
    it('are the defaults at first and then what was put', () => {
      const library = maker.fresh();
      expect(library.settings.get()).toEqual(defaultSettings);
      const settings = { ...defaultSettings, theme: 'dark' as const, bucket: 'my-bucket', rewindOnResume: 0 };
      library.settings.put(settings);
      expect(maker.reopened(library).settings.get()).toEqual(settings);
    });
  });

  describe('a library open for reading only', () => {
    it('shows everything and refuses every write', async () => {
      const written = maker.fresh();
      written.recordings.put(aRecording('a'));
      const library = maker.readingOnly(written);
      expect(library.readOnly).not.toBeNull();
      const writes: (() => unknown)[] = [
        () => library.recordings.put(aRecording('b')),
        () => library.recordings.remove('a'),
        () => library.transcripts.replace('a', aTranscript([]), 'SRT', { problems: [] }),
        () => library.transcripts.save('a', 1, aChange([])),
        () => library.transcripts.keepPlace('a', place),
        () => library.jobs.put(aJob('j', 'a')),
        () => library.jobs.beginUpload('j', 'u', 1),
        () => library.jobs.putPart('j', { number: 1, etag: null, checksum: null }),
        () => library.jobs.endUpload('j'),
        () => library.peaks.append('f', { channels: 1, from: 0, bytes: new Uint8Array(2) }),
        () => library.peaks.finish('f'),
        () => library.peaks.remove('f'),
        () => library.settings.put(defaultSettings),
      ];
      for (const write of writes) expect(write).toThrow(failsWith('read-only'));
      await expect(library.results.put('a', 'a', new Uint8Array(1))).rejects.toThrow(failsWith('read-only'));
    });
  });
}
