// What every Library keeps to of transcripts: read back word for word, changed by splices, one revision after another.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TurnSplice } from '../../../src-core/transcript/edit.ts';
import { countWords, lastEnd, type Transcript, type Turn } from '../../../src-core/transcript/transcript.ts';
import { aChange, aRecording, aTranscript, aTurn } from './library-samples.ts';
import { anySplice, anyTurn } from './random-splices.ts';
import { failsWith, type LibraryMaker } from './library-maker.ts';

const place = { turn: 1, offset: 3, topTurn: 0, playhead: 1200 };

export function transcriptLaws(maker: LibraryMaker): void {
  describe('transcripts', () => {
    it('come back word for word with place and problems after a new start', () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      const transcript = aTranscript(['Hello there, Straße.', '東京大学へ行く', '']);
      const problem = { code: 'overlap', severity: 'repair' as const, message: '1 overlap', count: 1, places: [{ item: 3, time: 20 }, {}] };
      expect(library.transcripts.replace('a', transcript, 'Amazon Transcribe', { problems: [problem] })).toBe(1);
      library.transcripts.keepPlace('a', place);
      const again = maker.reopened(library);
      expect(again.transcripts.load('a')).toEqual({ transcript, revision: 1, place, problems: [problem] });
      expect(again.transcripts.load('b')).toBeNull();
    });

    it('are whatever a list would be after the same splices, and so are their figures', () => {
      fc.assert(
        fc.property(fc.array(anyTurn, { maxLength: 12 }), fc.array(fc.array(anySplice, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), (first, edits) => {
          const library = maker.fresh();
          library.recordings.put(aRecording('a'));
          let model: Transcript = { ...aTranscript([]), turns: first.map((turn, id) => ({ ...turn, id })), nextTurnId: first.length };
          let revision = library.transcripts.replace('a', model, 'SRT', { problems: [] });
          for (const edit of edits) {
            const { splices, nextTurnId } = fitted(model, edit);
            model = { ...model, turns: spliced(model.turns, splices), nextTurnId };
            revision = library.transcripts.save('a', revision, { ...aChange(splices), nextTurnId });
          }
          expect(library.transcripts.load('a')).toEqual({ transcript: model, revision, place: null, problems: [] });
          expect(library.transcripts.summary('a')).toMatchObject({ revision, words: countWords(model), turns: model.turns.length, duration: lastEnd(model) });
          library.close();
        }),
        { numRuns: 40 },
      );
    });

    it('answer a new revision for each save and refuse one made on an older', () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      library.transcripts.replace('a', aTranscript(['one', 'two']), 'SRT', { problems: [] });
      expect(library.transcripts.save('a', 1, aChange([{ from: 0, remove: 1, turns: [aTurn(0, 'uno')] }]))).toBe(2);
      expect(() => library.transcripts.save('a', 1, aChange([]))).toThrow(failsWith('conflict'));
      expect(library.transcripts.load('a')?.transcript.turns[0]).toEqual(aTurn(0, 'uno'));
      expect(library.recordings.get('a')?.editedAt).toBe(aChange([]).editedAt);
    });

    it('are dated by a save that corrects, and stay as they were dated by one that does not', () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      library.transcripts.replace('a', aTranscript(['one', 'two']), 'SRT', { problems: [] });
      library.transcripts.save('a', 1, { ...aChange([]), editedAt: null });
      expect(library.recordings.get('a')?.editedAt).toBeNull();
      library.transcripts.save('a', 2, { ...aChange([]), editedAt: 7 });
      library.transcripts.save('a', 3, { ...aChange([]), editedAt: null });
      expect(library.recordings.get('a')?.editedAt).toBe(7);
    });

    it('go on counting revisions when they are replaced', () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      library.transcripts.replace('a', aTranscript(['one']), 'SRT', { problems: [] });
      library.transcripts.keepPlace('a', place);
      expect(library.transcripts.replace('a', aTranscript(['two']), 'VTT', { problems: [] })).toBe(2);
      expect(library.transcripts.load('a')).toEqual({ transcript: aTranscript(['two']), revision: 2, place: null, problems: [] });
      expect(library.transcripts.search('one', 5)).toEqual([]);
    });

    it('keep speakers and place until a save brings others', () => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      library.transcripts.replace('a', aTranscript(['one']), 'SRT', { problems: [] });
      const speakers = [{ id: 'spk_0', name: 'Ada' }];
      library.transcripts.save('a', 1, { ...aChange([]), speakers, place });
      library.transcripts.save('a', 2, aChange([]));
      expect(library.transcripts.load('a')).toMatchObject({ transcript: { speakers }, place });
      expect(library.transcripts.summary('a')?.speakers).toBe(1);
    });

    it.each([
      ['outside the transcript', [{ from: 2, remove: 1, turns: [] }]],
      [
        'out of order',
        [
          { from: 1, remove: 1, turns: [] },
          { from: 0, remove: 1, turns: [] },
        ],
      ],
      ['with an id that another turn has', [{ from: 0, remove: 1, turns: [aTurn(1, 'one')] }]],
      ['with one id twice', [{ from: 0, remove: 1, turns: [aTurn(7, 'one'), aTurn(7, 'two')] }]],
      ['with an id not given out yet', [{ from: 0, remove: 1, turns: [aTurn(1000, 'one')] }]],
    ])('refuse splices %s and stay as they were', (_, splices) => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      library.transcripts.replace('a', aTranscript(['one', 'two']), 'SRT', { problems: [] });
      expect(() => library.transcripts.save('a', 1, aChange(splices))).toThrow(failsWith('bad-message'));
      expect(library.transcripts.load('a')).toMatchObject({ revision: 1, transcript: aTranscript(['one', 'two']) });
    });

    it('need their recording', () => {
      const library = maker.fresh();
      expect(() => library.transcripts.replace('x', aTranscript([]), 'SRT', { problems: [] })).toThrow(failsWith('not-found'));
      expect(() => library.transcripts.save('x', 1, aChange([]))).toThrow(failsWith('not-found'));
      expect(() => library.transcripts.keepPlace('x', place)).toThrow(failsWith('not-found'));
    });
  });
}

type SpliceDraw = typeof anySplice extends fc.Arbitrary<infer T> ? T : never;

/** Draws of splices made to fit a transcript: in order, within it, with ids nobody has. */
function fitted(transcript: Transcript, draws: readonly SpliceDraw[]): { splices: TurnSplice[]; nextTurnId: number } {
  let nextTurnId = transcript.nextTurnId;
  let end = 0;
  const splices = draws
    .map((draw) => ({ ...draw, from: Math.round(draw.at * transcript.turns.length) }))
    .sort((a, b) => a.from - b.from)
    .map(({ from: wanted, remove: most, turns, keepIds }) => {
      const from = Math.max(wanted, end);
      const remove = Math.min(most, transcript.turns.length - from);
      end = from + remove;
      const kept = keepIds ? transcript.turns.slice(from, end) : [];
      return { from, remove, turns: turns.map((turn, index): Turn => ({ ...turn, id: kept[index]?.id ?? nextTurnId++ })) };
    });
  return { splices, nextTurnId };
}

function spliced(turns: readonly Turn[], splices: readonly TurnSplice[]): Turn[] {
  const result = [...turns];
  for (const { from, remove, turns: added } of [...splices].reverse()) result.splice(from, remove, ...added);
  return result;
}
