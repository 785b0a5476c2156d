// What every Library keeps to of versions of a transcript.
import { describe, expect, it } from 'vitest';
import { aChange, aRecording, aTranscript, aTurn } from './library-samples.ts';
import { failsWith, type LibraryMaker } from './library-maker.ts';

export function versionLaws(maker: LibraryMaker): void {
  describe('versions', () => {
    it('hold the transcript as it stood, whatever is saved later, and outlive one that is replaced', () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      const before = aTranscript(['hello there', '', 'Grüße 🎙']);
      library.transcripts.replace('a', before, 'SRT', { problems: [] });
      const made = library.versions.keep('a', 'named', 'First', 5);
      expect(made).toMatchObject({ kind: 'named', name: 'First', madeAt: 5, revision: 1, turns: 3 });
      library.transcripts.save('a', 1, aChange([{ from: 0, remove: 1, turns: [aTurn(0, 'changed')] }]));
      const later = library.versions.keep('a', 'before', 'Second', 6);
      library.transcripts.replace('a', aTranscript(['other']), 'SRT', { problems: [] });
      const again = maker.reopened(library);
      expect(again.versions.list('a')).toEqual([later, made]);
      expect(again.versions.load('a', made.number).transcript).toEqual(before);
      expect(again.versions.load('a', later.number).transcript.turns[0]).toEqual(aTurn(0, 'changed'));
    });

    it('are named and removed one by one, and go with their recording', () => {
      const library = maker.fresh();
      for (const id of ['a', 'b']) {
        library.recordings.put(aRecording(id));
        library.transcripts.replace(id, aTranscript(['hello']), 'SRT', { problems: [] });
      }
      const [one, other] = [library.versions.keep('a', 'opened', '', 1), library.versions.keep('b', 'opened', '', 1)];
      library.versions.rename('a', one.number, 'Final');
      expect(library.versions.list('a')).toEqual([{ ...one, kind: 'named', name: 'Final' }]);
      expect(() => library.versions.load('a', other.number)).toThrow(failsWith('not-found'));
      expect(() => {
        library.versions.rename('a', other.number, 'No');
      }).toThrow(failsWith('not-found'));
      library.versions.remove('a', one.number);
      library.versions.remove('a', one.number);
      expect(library.versions.list('a')).toEqual([]);
      library.recordings.remove('b');
      expect(() => library.versions.list('b')).toThrow(failsWith('not-found'));
    });

    it('cannot be made of nothing, nor in a library for reading', () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      expect(() => library.versions.keep('a', 'named', 'x', 1)).toThrow(failsWith('not-found'));
      expect(() => maker.readingOnly(library).versions.keep('a', 'named', 'x', 1)).toThrow(failsWith('read-only'));
    });
  });
}
