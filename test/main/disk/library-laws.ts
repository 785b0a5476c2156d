// What every Library keeps to, whatever it is made of. Run on the one on disk and on the one in memory.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src-core/contract/settings.ts';
import { plainLook } from '../../../src-core/subtitles/cue-look.ts';
import { defaultPlan } from '../../../src-core/subtitles/cue-track.ts';
import type { PackedPin } from '../../../src-core/subtitles/packed-track.ts';
import type { PackedHighlight } from '../../../src-core/transcript/highlight.ts';
import type { HistoryStep } from '../../../src-core/history/history-step.ts';
import type { TurnSplice } from '../../../src-core/transcript/edit.ts';
import { countWords, lastEnd, type Transcript, type Turn } from '../../../src-core/transcript/transcript.ts';
import type { Library } from '../../../src-main/ports.ts';
import { aChange, aJob, aRecording, aTranscript, aTurn } from './library-samples.ts';
import { anySplice, anyTurn } from './random-splices.ts';

/** Makes an empty library, opens it again as a new start would, or opens it for reading only. */
export interface LibraryMaker {
  fresh(): Library;
  reopened(library: Library): Library;
  readingOnly(library: Library): Library;
}

const facts = {
  container: 'mp4',
  size: 1000,
  duration: 60_000,
  audio: [{ codec: 'aac', channels: 2, rate: 48_000, language: null }],
  video: null,
  playable: true,
};
const place = { turn: 1, offset: 3, topTurn: 0, playhead: 1200 };
const failsWith = (code: string): unknown => expect.objectContaining({ code });

export function libraryLaws(maker: LibraryMaker): void {
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

  describe('search', () => {
    const shelf = (): Library => {
      const library = maker.fresh();
      library.recordings.put(aRecording('old'));
      library.recordings.put(aRecording('new'));
      library.transcripts.replace('old', aTranscript(['In the café we met.', 'Die Straße nach Łódź', '昨日、東京大学へ行きました。', 'ภาษาไทยไม่ยาก']), 'SRT', {
        problems: [],
      });
      library.transcripts.replace('new', aTranscript(['Nothing here', 'The Café noir again, CAFE']), 'SRT', { problems: [] });
      return library;
    };
    const places = (library: Library, words: string): string[] => library.transcripts.search(words, 10).map(({ recording, turn }) => `${recording} ${turn}`);

    it('knows no case and no accents, and lists the newest recording first', () => {
      const library = shelf();
      for (const words of ['cafe', 'CAFÉ', 'cafe\u0301']) expect(places(library, words)).toEqual(['new 1', 'old 0']);
      expect(places(library, 'strasse lodz')).toEqual(['old 1']);
    });

    it('finds any stretch of a text written without spaces', () => {
      const library = shelf();
      for (const words of ['東京', '京大学', '学', '東京大学へ行き', '昨日 大学', 'ไทย']) expect(places(library, words)).toHaveLength(1);
      for (const words of ['東大', '京都', '大東']) expect(places(library, words)).toEqual([]);
    });

    it('marks the hits and tells the time of the first word of them', () => {
      const library = shelf();
      const [hit] = library.transcripts.search('noir cafe', 10);
      expect(hit).toEqual({ recording: 'new', turn: 1, time: 10_500, snippet: 'The \uE000Café\uE001 \uE000noir\uE001 again, \uE000CAFE\uE001' });
      expect(library.transcripts.search('東京大', 10)[0]?.snippet).toBe('昨日、\uE000東京大\uE001学へ行きました。');
    });

    it('wants every word in one turn, quoted words side by side, and lets the last be unfinished', () => {
      const library = shelf();
      expect(places(library, 'café met')).toEqual(['old 0']);
      expect(places(library, 'café nothing')).toEqual([]);
      expect(places(library, '"we met"')).toEqual(['old 0']);
      expect(places(library, '"met we"')).toEqual([]);
      expect(places(library, 'not')).toEqual(['new 0']);
      expect(places(library, 'not ')).toEqual([]);
      expect(places(library, '"not"')).toEqual([]);
    });

    it('answers nothing for nothing, for signs alone and for a limit of none', () => {
      const library = shelf();
      for (const words of ['', '   ', '"', '* - ( OR', '""'])
        expect(library.transcripts.search(words, 10).filter(({ snippet }) => !/or/i.test(snippet))).toEqual([]);
      expect(library.transcripts.search('cafe', 0)).toEqual([]);
      expect(library.transcripts.search('cafe', 1)).toHaveLength(1);
    });

    it('follows every edit: a turn is found by what it says now and at the index it has now', () => {
      const library = shelf();
      library.transcripts.save('new', 1, aChange([{ from: 0, remove: 1, turns: [aTurn(50, 'put before'), aTurn(0, 'Something here')] }]));
      expect(places(library, 'nothing')).toEqual([]);
      expect(places(library, 'something')).toEqual(['new 1']);
      expect(places(library, 'noir')).toEqual(['new 2']);
      library.transcripts.save('new', 2, aChange([{ from: 2, remove: 1, turns: [] }]));
      expect(places(library, 'noir')).toEqual([]);
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

  describe('the editing history and highlights', () => {
    const step = (label: string): HistoryStep => {
      const at = { anchor: { turn: 0, offset: 0 }, head: { turn: 0, offset: 0 } };
      return { at: 1, label, change: { splices: [], nextTurnId: 9, speakers: null, highlights: null, cues: null }, before: at, after: at };
    };
    const highlight = (id: string, comment = ''): PackedHighlight => ({
      id,
      label: 'Quote',
      comment,
      madeAt: 1,
      words: { from: [0, 0], to: [0, 0] },
      gone: null,
    });
    const pin = (id: number): PackedPin => ({
      ...{ id, from: [0, 0], to: [0, 1], start: null, end: 900, breaks: [[0, 1]], look: { ...plainLook, italic: true } },
      ...{ shown: true, waivers: [{ rule: 'fast', note: 'as agreed', value: 24.5, detail: '' }] },
    });
    const opened = (): Library => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      library.transcripts.replace('a', aTranscript(['hello there']), 'SRT', { problems: [] });
      return library;
    };
    const none = { first: 1, last: 0, done: 0 };

    it('are saved with the words and read back after a new start', () => {
      const library = opened();
      expect([library.history.range('a'), library.history.highlights('a')]).toEqual([none, []]);
      const put = [1, 2, 3].map((number) => ({ number, step: step(`step ${number}`) }));
      const highlights = { put: [highlight('h1'), highlight('h2')], remove: [] };
      const cues = { put: [pin(2), pin(1)], remove: [], plan: { ...defaultPlan, ruleSet: 'bbc' } };
      library.transcripts.save('a', 1, { ...aChange([]), highlights, cues, history: { first: 1, last: 3, done: 2, put } });
      const again = maker.reopened(library);
      expect(again.history.range('a')).toEqual({ first: 1, last: 3, done: 2 });
      expect(again.history.steps('a', 2, 9)).toEqual(put.slice(1));
      expect(again.history.highlights('a')).toEqual([highlight('h1'), highlight('h2')]);
      expect(again.history.cues('a')).toEqual({ pins: [pin(1), pin(2)], plan: cues.plan });
      again.transcripts.save('a', 2, {
        ...aChange([]),
        cues: { put: [{ ...pin(2), start: 80 }], remove: [1], plan: null },
        highlights: { put: [highlight('h2', 'changed')], remove: ['h1'] },
        history: { first: 1, last: 2, done: 2, put: [{ number: 2, step: step('another') }] },
      });
      expect(again.history.highlights('a')).toEqual([highlight('h2', 'changed')]);
      expect(again.history.cues('a')).toEqual({ pins: [{ ...pin(2), start: 80 }], plan: cues.plan });
      expect(again.history.steps('a', 1, 9).map((one) => one.step.label)).toEqual(['step 1', 'another']);
    });

    it('come with the cues of the file that was read, and go when another transcript takes its place', () => {
      const library = opened();
      library.transcripts.replace('a', aTranscript(['hello there']), 'SRT', { problems: [], cues: { pins: [pin(1)], plan: { ...defaultPlan } } });
      expect(library.history.cues('a').pins).toEqual([pin(1)]);
      library.transcripts.replace('a', aTranscript(['hello there']), 'SRT', { problems: [] });
      expect(library.history.cues('a')).toEqual({ pins: [], plan: { ...defaultPlan } });
    });

    it('are void once the transcript moved on without them, and begin anew', () => {
      const library = opened();
      const put = [{ number: 1, step: step('old') }];
      library.transcripts.save('a', 1, { ...aChange([]), history: { first: 1, last: 1, done: 1, put } });
      library.transcripts.save('a', 2, aChange([]));
      expect([library.history.range('a'), library.history.steps('a', 1, 9)]).toEqual([none, []]);
      library.transcripts.save('a', 3, { ...aChange([]), history: { first: 1, last: 1, done: 1, put: [{ number: 1, step: step('new') }] } });
      expect(library.history.steps('a', 1, 9).map((one) => one.step.label)).toEqual(['new']);
    });

    /** A step that weighs so many bytes and a little more. */
    const heavy = (bytes: number, label = 'heavy'): HistoryStep => {
      const light = step(label);
      return { ...light, change: { ...light.change, speakers: [{ id: 's', name: 'x'.repeat(bytes) }] } };
    };
    const numbers = (library: Library, from: number, to: number): number[] => library.history.steps('a', from, to).map(({ number }) => number);

    it('are read from one step towards another, falling or rising, as many as weigh 1 MB, a heavier one by itself', () => {
      const library = opened();
      const put = [0, 0, 700_000, 700_000, 3_000_000, 0, 0].map((bytes, index) => ({ number: index + 1, step: heavy(bytes, `step ${index + 1}`) }));
      library.transcripts.save('a', 1, { ...aChange([]), history: { first: 1, last: 7, done: 7, put } });
      const again = maker.reopened(library);
      expect([numbers(again, 7, 1), numbers(again, 5, 1), numbers(again, 4, 1), numbers(again, 3, 1)]).toEqual([[7, 6], [5], [4], [3, 2, 1]]);
      expect([numbers(again, 1, 7), numbers(again, 4, 7), numbers(again, 5, 7), numbers(again, 6, 7)]).toEqual([[1, 2, 3], [4], [5], [6, 7]]);
      expect(again.history.steps('a', 5, 5)).toEqual(put.slice(4, 5));
      expect([numbers(again, 9, 8), numbers(again, 8, 9)]).toEqual([[], []]);
    });

    it('are those nearest to where the transcript stands when all together weigh more than 64 MB', { timeout: 60_000 }, () => {
      const library = opened();
      const third = 30 * 1024 * 1024;
      const put = [1, 2, 3, 4].map((number) => ({ number, step: heavy(number === 4 ? 0 : third) }));
      library.transcripts.save('a', 1, { ...aChange([]), history: { first: 1, last: 4, done: 3, put } });
      expect(library.history.range('a')).toEqual({ first: 2, last: 4, done: 3 });
      library.transcripts.save('a', 2, { ...aChange([]), history: { first: 2, last: 4, done: 1, put: [] } });
      expect(library.history.range('a')).toEqual({ first: 2, last: 4, done: 1 });
      library.transcripts.save('a', 3, { ...aChange([]), history: { first: 1, last: 4, done: 1, put: [{ number: 1, step: heavy(third) }] } });
      expect(library.history.range('a')).toEqual({ first: 1, last: 2, done: 1 });
      const tooHeavy = [{ number: 2, step: heavy(65 * 1024 * 1024) }];
      library.transcripts.save('a', 4, { ...aChange([]), history: { first: 1, last: 2, done: 2, put: tooHeavy } });
      library.transcripts.save('a', 5, { ...aChange([]), history: { first: 1, last: 3, done: 3, put: [{ number: 3, step: step('light') }] } });
      expect(library.history.range('a')).toEqual({ first: 3, last: 3, done: 3 });
    });

    it('go with the transcript they belong to', () => {
      const library = opened();
      library.transcripts.save('a', 1, {
        ...aChange([]),
        highlights: { put: [highlight('h1')], remove: [] },
        history: { first: 1, last: 1, done: 1, put: [{ number: 1, step: step('x') }] },
      });
      library.transcripts.replace('a', aTranscript(['another']), 'SRT', { problems: [] });
      expect([library.history.range('a'), library.history.highlights('a')]).toEqual([none, []]);
    });
  });

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
