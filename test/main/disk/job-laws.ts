// What every Library keeps to of jobs, their uploads and what they left in a bucket.
import { describe, expect, it } from 'vitest';
import { aJob, aRecording } from './library-samples.ts';
import { failsWith, type LibraryMaker } from './library-maker.ts';

export function jobLaws(maker: LibraryMaker): void {
  describe('jobs', () => {
    it('come back as they were put, oldest first, after a new start', () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      const failed = { ...aJob('late', 'a'), createdAt: 9, state: 'failed' as const, failure: { code: 'quota', message: 'No', advice: null } };
      library.jobs.put(failed);
      library.jobs.put(aJob('early', 'a'));
      library.jobs.put({ ...aJob('early', 'a'), attempts: 3 });
      const again = maker.reopened(library);
      expect(again.jobs.all()).toEqual([{ ...aJob('early', 'a'), attempts: 3 }, failed]);
      expect(again.jobs.get('late')).toEqual(failed);
      expect(again.jobs.get('none')).toBeNull();
      expect(() => again.jobs.put(aJob('x', 'unknown'))).toThrow(failsWith('not-found'));
    });

    it('leave behind what they began in a bucket, after them and their recording, until it is forgotten', () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      library.jobs.put(aJob('j', 'a'));
      const begun = { bucket: 'b', key: 'galley/1.wav', region: 'eu-west-1', profile: null, bucketOwner: null, job: 'j', uploadId: null, begunAt: 2 };
      const other = { ...begun, key: 'galley/2.wav', profile: 'desk', bucketOwner: '111122223333', begunAt: 1 };
      library.begunUploads.note(begun);
      library.begunUploads.note(other);
      library.begunUploads.note({ ...begun, uploadId: 'u1' });
      library.recordings.remove('a');
      const again = maker.reopened(library);
      expect(again.begunUploads.all()).toEqual([other, { ...begun, uploadId: 'u1' }]);
      again.begunUploads.forget('b', 'galley/2.wav');
      again.begunUploads.forget('b', 'never');
      expect(again.begunUploads.all()).toEqual([{ ...begun, uploadId: 'u1' }]);
    });

    it('know of their upload the parts that were answered, in order', () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      library.jobs.put(aJob('j', 'a'));
      expect(library.jobs.upload('j')).toBeNull();
      expect(() => library.jobs.putPart('j', { number: 1, etag: null, checksum: null })).toThrow(failsWith('not-found'));
      expect(() => library.jobs.beginUpload('x', 'u', 8)).toThrow(failsWith('not-found'));
      library.jobs.beginUpload('j', 'u1', 8);
      library.jobs.putPart('j', { number: 2, etag: null, checksum: null });
      library.jobs.putPart('j', { number: 10, etag: 'e10', checksum: 'c10' });
      library.jobs.putPart('j', { number: 3, etag: 'e3', checksum: 'c3' });
      const parts = [
        { number: 3, etag: 'e3', checksum: 'c3' },
        { number: 10, etag: 'e10', checksum: 'c10' },
      ];
      const again = maker.reopened(library);
      expect(again.jobs.upload('j')).toEqual({ uploadId: 'u1', partSize: 8, parts });
      again.jobs.beginUpload('j', 'u2', 16);
      expect(again.jobs.upload('j')).toEqual({ uploadId: 'u2', partSize: 16, parts: [] });
      again.jobs.endUpload('j');
      expect(again.jobs.upload('j')).toBeNull();
    });
  });
}
