// The calls about recordings in the library, over stores in memory: what is stored, what is told, what is refused.
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { studioCalls } from '../../src-core/contract/studio-api.ts';
import { isCorrection } from '../../src-core/history/correction.ts';
import { defaultPlan, type CuePlan } from '../../src-core/subtitles/cue-track.ts';
import type { PackedPin } from '../../src-core/subtitles/packed-track.ts';
import type { PackedHighlight } from '../../src-core/transcript/highlight.ts';
import { packTurn } from '../../src-core/transcript/pack.ts';
import { makeMemoryLibrary } from '../fakes/memory-library.ts';
import { aJob, aRecording, aTranscript, aTurn } from './disk/library-samples.ts';
import { bench, facts, failsWith, SRT, utf8, WAV } from './library-bench.ts';

describe('opening', () => {
  it('answers words as the wire takes them, with place and problems', async () => {
    const { service, offer } = bench();
    const { recording } = await service.import({ offer: await offer('/a.srt', utf8('Hello there\n\nAgain')), into: null });
    await service.keepPlace({ recording: recording.id, place: { turn: 1, offset: 0, topTurn: 0, playhead: 10 } });
    const opened = await service.open({ recording: recording.id });
    expect(v.parse(studioCalls['library.open'].result, opened)).toEqual(opened);
    expect(opened).toMatchObject({ revision: 1, place: { turn: 1 }, problems: [{ code: 'odd' }] });
    expect(opened.transcript?.turns).toEqual(aTranscript(['Hello there', '', 'Again']).turns.map(packTurn));
  });

  it('answers no words before there are any', async () => {
    const { service, offer } = bench();
    const { recording } = await service.import({ offer: await offer('/music/a.wav', WAV), into: null });
    expect(await service.open({ recording: recording.id })).toMatchObject({ transcript: null, revision: 0 });
    await expect(service.open({ recording: 'x' })).rejects.toThrow(failsWith('not-found'));
  });

  it('finds out that media is gone, is another, is back, and says so to everybody', async () => {
    const { service, offer, files, told, library } = bench();
    const { recording } = await service.import({ offer: await offer('/music/a.wav', WAV), into: null });
    const stateNow = async (): Promise<unknown> => (await service.open({ recording: recording.id })).recording.media.state;
    expect(await stateNow()).toBe('ready');
    files.remove('/music/a.wav');
    expect(await stateNow()).toBe('missing');
    expect(library.recordings.get(recording.id)?.media.state).toBe('missing');
    expect(told.at(-1)).toMatchObject({ payload: { recordings: [{ media: { state: 'missing' } }] } });
    files.write('/music/a.wav', new Uint8Array([...WAV, 1]));
    expect(await stateNow()).toBe('replaced');
    files.write('/music/a.wav', WAV);
    expect(await stateNow()).toBe('ready');
  });

  it('looks at media without writing in a library for reading only', async () => {
    const readable = makeMemoryLibrary();
    readable.recordings.put(aRecording('a', { state: 'ready', path: '/gone.wav', fingerprint: 'f', facts: facts(5) }));
    const library = { ...readable, readOnly: 'busy' as const };
    const { service, told } = bench({ library });
    expect((await service.open({ recording: 'a' })).recording.media.state).toBe('missing');
    expect(library.recordings.get('a')?.media.state).toBe('ready');
    expect(told).toEqual([]);
  });
});

describe('saving', () => {
  it('stores what an edit touched, dates the recording and tells of it', async () => {
    const { service, offer, told, clock, library } = bench();
    const { recording } = await service.import({ offer: await offer('/a.srt', utf8('one\ntwo\nthree')), into: null });
    const splices = [{ from: 1, remove: 1, turns: [packTurn(aTurn(1, 'two and a half'))] }];
    expect(await service.save({ recording: recording.id, base: 1, splices, nextTurnId: 3, speakers: null, place: null })).toEqual({ revision: 2 });
    expect(library.transcripts.load(recording.id)?.transcript.turns[1]).toEqual(aTurn(1, 'two and a half'));
    expect(told.at(-1)).toMatchObject({ payload: { recordings: [{ editedAt: clock.now(), transcript: { revision: 2, words: 6 } }] } });
    await expect(service.save({ recording: recording.id, base: 1, splices, nextTurnId: 3, speakers: null, place: null })).rejects.toThrow(
      failsWith('conflict'),
    );
  });

  it('corrects a recording by words, names and cues alone, never by what its cues are made for or by a highlight', async () => {
    const { service, offer, clock, library } = bench();
    const { recording } = await service.import({ offer: await offer('/a.srt', utf8('one\ntwo\nthree')), into: null });
    const nothing = { recording: recording.id, splices: [], nextTurnId: 3, speakers: null, place: null };
    const pin = { id: 1, from: [0, 0], to: [0, 0], start: 40, end: null, breaks: null, look: null, shown: true, waivers: [] } satisfies PackedPin;
    const plan = { ...defaultPlan, frameRate: '24', ruleSet: 'bbc', labels: true } satisfies CuePlan;
    const mark = { id: 'h', label: '', comment: '', madeAt: 1, words: { from: [0, 0], to: [0, 0] }, gone: null } satisfies PackedHighlight;
    const editedBy = async (change: object): Promise<number | null> => {
      const base = library.transcripts.load(recording.id)?.revision ?? 0;
      await service.save({ ...nothing, base, ...change });
      return library.recordings.get(recording.id)?.editedAt ?? null;
    };
    expect(await editedBy({ cues: { put: [], remove: [], plan } })).toBeNull();
    expect(await editedBy({ highlights: { put: [mark], remove: [] } })).toBeNull();
    expect(await editedBy({})).toBeNull();
    expect(await editedBy({ cues: { put: [pin], remove: [], plan: null } })).toBe(clock.now());
    for (const change of [
      { speakers: [{ id: 'a', name: 'Anna' }] },
      { cues: { put: [], remove: [1], plan } },
      { splices: [{ from: 0, remove: 1, turns: [] }] },
    ])
      expect(isCorrection({ splices: [], speakers: null, ...change })).toBe(true);
  });

  it('in parts is the same as at once, saves with the last part, and refuses what a message would be refused for', async () => {
    const { service, offer, library } = bench();
    const { recording } = await service.import({ offer: await offer('/a.srt', utf8('one\ntwo\nthree')), into: null });
    const splices = [{ from: 1, remove: 1, turns: [packTurn(aTurn(1, 'two – and a «half» 東京'))] }];
    const save = { recording: recording.id, base: 1, splices, nextTurnId: 3, speakers: null, place: null };
    const send = async (text: string | Uint8Array, id = 'a'): Promise<{ revision: number | null }> => {
      const whole = typeof text === 'string' ? utf8(text) : text;
      for (let at = 0; at + 50 < whole.length; at += 50) {
        expect(await service.savePart({ save: id, at, of: whole.length, bytes: whole.slice(at, at + 50) })).toEqual({ revision: null });
        expect(library.transcripts.summary(recording.id)?.revision).toBe(1);
      }
      const at = Math.floor((whole.length - 1) / 50) * 50;
      return service.savePart({ save: id, at, of: whole.length, bytes: whole.slice(at) });
    };
    for (const bad of ['[]', '{', 'null', JSON.stringify({ ...save, extra: 1 }), JSON.stringify({ ...save, base: -1 }), new Uint8Array([0xff, 0xfe])])
      await expect(send(bad)).rejects.toThrow(failsWith('bad-message'));
    await expect(send(`{"__proto__":{},${JSON.stringify(save).slice(1)}`)).rejects.toThrow(failsWith('bad-message'));
    await expect(send(JSON.stringify({ ...save, base: 7 }))).rejects.toThrow(failsWith('conflict'));
    expect(library.transcripts.summary(recording.id)?.revision).toBe(1);
    expect(await send(JSON.stringify(save))).toEqual({ revision: 2 });
    expect(library.transcripts.load(recording.id)?.transcript.turns[1]).toEqual(aTurn(1, 'two – and a «half» 東京'));
  });

  it('in parts is refused in a library open for reading before anything is sent', async () => {
    const { service } = bench({ readOnly: 'busy' });
    await expect(service.savePart({ save: 'a', at: 0, of: 9, bytes: new Uint8Array(1) })).rejects.toThrow(failsWith('read-only'));
  });

  it('of a place is no error where there is nothing to keep it by', async () => {
    const { service, offer } = bench();
    const { recording } = await service.import({ offer: await offer('/music/a.wav', WAV), into: null });
    const place = { turn: 0, offset: 0, topTurn: 0, playhead: 0 };
    expect(await service.keepPlace({ recording: recording.id, place })).toEqual({});
    await expect(service.keepPlace({ recording: 'x', place })).rejects.toThrow(failsWith('not-found'));
  });
});

describe('renaming', () => {
  it('gives a name without blanks around it, and refuses one of blanks', async () => {
    const { service, offer } = bench();
    const { recording } = await service.import({ offer: await offer('/a.srt', SRT), into: null });
    expect(await service.rename({ recording: recording.id, name: '  Ada in Łódź ' })).toMatchObject({ id: recording.id, name: 'Ada in Łódź' });
    await expect(service.rename({ recording: recording.id, name: ' \t' })).rejects.toThrow(failsWith('bad-message'));
    expect((await service.list())[0]?.name).toBe('Ada in Łódź');
  });
});

describe('removing', () => {
  it('stops the work on it first, then takes row, words and the studio’s own files, never the user’s', async () => {
    const { service, offer, library, files, left, told } = bench();
    const { recording } = await service.import({ offer: await offer('/library/media/upload', WAV, true), into: null });
    const row = library.recordings.get(recording.id) ?? aRecording('none');
    files.write('/library/media/proxy', WAV);
    library.recordings.put({ ...row, media: { ...row.media, proxyPath: '/library/media/proxy' } });
    library.jobs.put(aJob('j', recording.id));
    await service.remove({ recording: recording.id });
    expect(left).toEqual([recording.id]);
    expect(await service.list()).toEqual([]);
    expect(library.jobs.all()).toEqual([]);
    for (const path of ['/library/media/upload', '/library/media/proxy']) await expect(files.stamp(path)).rejects.toThrow(failsWith('file-missing'));
    expect(told.at(-1)).toEqual({ event: 'library.changed', payload: { recordings: [], removed: [recording.id] } });
    const other = await service.import({ offer: await offer('/music/mine.wav', WAV), into: null });
    await service.remove({ recording: other.recording.id });
    expect(await files.stamp('/music/mine.wav')).toBeDefined();
  });
});

describe('relinking', () => {
  it('wants the same media, or to be told anyway, with the same offer', async () => {
    const { service, offer, library, files } = bench();
    const { recording } = await service.import({ offer: await offer('/music/a.wav', WAV), into: null });
    files.remove('/music/a.wav');
    const same = await offer('/moved/a.wav', WAV);
    expect(await service.relink({ recording: recording.id, offer: same, anyway: false })).toMatchObject({ media: { state: 'ready' } });
    expect(library.recordings.get(recording.id)?.media.path).toBe('/moved/a.wav');
    const other = await offer('/moved/b.wav', new Uint8Array([...WAV, 7]));
    await expect(service.relink({ recording: recording.id, offer: other, anyway: false })).rejects.toThrow(failsWith('media-differs'));
    expect(library.recordings.get(recording.id)?.media.path).toBe('/moved/a.wav');
    await service.relink({ recording: recording.id, offer: other, anyway: true });
    expect(library.recordings.get(recording.id)?.media.path).toBe('/moved/b.wav');
  });

  it('to other media forgets the peaks of the former', async () => {
    const { service, offer, library } = bench();
    const { recording } = await service.import({ offer: await offer('/music/a.wav', WAV), into: null });
    const fingerprint = library.recordings.get(recording.id)?.media.fingerprint ?? '';
    library.peaks.append(fingerprint, { channels: 1, from: 0, bytes: new Uint8Array(2) });
    await service.relink({ recording: recording.id, offer: await offer('/b.wav', new Uint8Array([...WAV, 7])), anyway: true });
    expect(library.peaks.get(fingerprint)).toBeNull();
  });
});

describe('a recording removed while its media is looked into', () => {
  it('stays removed', async () => {
    const { service, offer, library, begun, refuseMedia } = bench();
    const { recording } = await service.import({ offer: await offer('/a.srt', SRT), into: null });
    begun.push = (id) => (library.recordings.remove(id), 0);
    refuseMedia('bad-media');
    await expect(service.import({ offer: await offer('/a.wav', WAV), into: recording.id })).rejects.toThrow(failsWith('bad-media'));
    expect(await service.list()).toEqual([]);
  });
});

describe('searching', () => {
  it('finds words in every recording and answers no more than was asked for', async () => {
    const { service, offer } = bench();
    for (const name of ['a', 'b']) await service.import({ offer: await offer(`/${name}.srt`, utf8('Guten Tag\nbeautiful day\nanother day')), into: null });
    const found = await service.search({ words: 'DAY', limit: 3 });
    expect(v.parse(studioCalls['library.search'].result, found)).toHaveLength(3);
    expect(found[0]).toMatchObject({ turn: 1, time: 10_500 });
  });
});

describe('a library for reading only', () => {
  it('refuses whatever would change it', async () => {
    const { service, offer } = bench({ readOnly: 'busy' });
    const place = { turn: 0, offset: 0, topTurn: 0, playhead: 0 };
    await expect(service.import({ offer: await offer('/a.srt', SRT), into: null })).rejects.toThrow(failsWith('read-only'));
    await expect(service.remove({ recording: 'a' })).rejects.toThrow(failsWith('read-only'));
    await expect(service.relink({ recording: 'a', offer: 'o', anyway: false })).rejects.toThrow(failsWith('read-only'));
    await expect(service.addSample()).rejects.toThrow(failsWith('read-only'));
    await expect(service.keepPlace({ recording: 'a', place })).rejects.toThrow(failsWith('not-found'));
  });
});
