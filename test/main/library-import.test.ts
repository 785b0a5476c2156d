// Files that come in, over stores in memory: what they become, and that a refused one leaves no trace.
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { StudioError } from '../../src-core/contract/errors.ts';
import { studioCalls } from '../../src-core/contract/studio-api.ts';
import { defaultPlan } from '../../src-core/subtitles/cue-track.ts';
import type { Library } from '../../src-main/ports/library.ts';
import { makeMemoryLibrary } from '../fakes/memory-library.ts';
import { bench, failsWith, SRT, utf8, WAV } from './library-bench.ts';

describe('importing media', () => {
  it('makes a recording, has it looked into and tells of it', async () => {
    const { service, told, begun, offer, library } = bench();
    const result = await service.import({ offer: await offer('/music/Talk with Ada.wav', WAV), into: null });
    expect(v.parse(studioCalls['library.import'].result, result)).toEqual(result);
    expect(result).toMatchObject({ outcome: 'media-added', described: 'WAV, 1 min 10 s', recording: { name: 'Talk with Ada', media: { state: 'ready' } } });
    expect(begun).toEqual([result.recording.id]);
    expect(library.recordings.get(result.recording.id)?.media).toMatchObject({ path: '/music/Talk with Ada.wav', owned: false });
    expect(told[0]).toMatchObject({ event: 'library.changed', payload: { recordings: [{ media: { state: 'probing' } }], removed: [] } });
    expect(JSON.stringify(result)).not.toContain('/music');
  });

  it('that is refused leaves no recording behind and the offer open', async () => {
    const { service, offer, refuseMedia, told, library } = bench();
    const id = await offer('/library/media/upload', WAV, true);
    refuseMedia('no-audio');
    await expect(service.import({ offer: id, into: null })).rejects.toThrow(failsWith('no-audio'));
    expect(await service.list()).toEqual([]);
    expect(told.at(-1)).toMatchObject({ payload: { removed: [expect.any(String)] } });
    refuseMedia(null);
    await service.import({ offer: id, into: null });
    expect(library.recordings.all()).toHaveLength(1);
  });

  it('that is there already answers the recording, and removes a second upload of it', async () => {
    const { service, offer, files } = bench();
    const first = await service.import({ offer: await offer('/music/a.wav', WAV), into: null });
    const again = await service.import({ offer: await offer('/library/media/upload', WAV, true), into: null });
    expect(again).toMatchObject({ outcome: 'already-there', recording: { id: first.recording.id } });
    await expect(files.stamp('/library/media/upload')).rejects.toThrow(failsWith('file-missing'));
    expect(await service.list()).toHaveLength(1);
  });

  it('twice at once makes one recording', async () => {
    const { service, offer } = bench();
    const [a, b] = [await offer('/music/a.wav', WAV), await offer('/music/a.wav', WAV)];
    const results = await Promise.all([service.import({ offer: a, into: null }), service.import({ offer: b, into: null })]);
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['already-there', 'media-added']);
    expect(await service.list()).toHaveLength(1);
  });

  it('whose recording has lost it gives the recording its sound back', async () => {
    const { service, offer, files, library } = bench();
    const { recording } = await service.import({ offer: await offer('/music/a.wav', WAV), into: null });
    files.remove('/music/a.wav');
    const again = await service.import({ offer: await offer('/elsewhere/b.wav', WAV), into: null });
    expect(again).toMatchObject({ outcome: 'media-attached', recording: { id: recording.id, media: { state: 'ready' } } });
    expect(library.recordings.get(recording.id)?.media.path).toBe('/elsewhere/b.wav');
  });

  it('into a recording of words alone joins them', async () => {
    const { service, offer, library } = bench();
    const { recording } = await service.import({ offer: await offer('/words.srt', SRT), into: null });
    const result = await service.import({ offer: await offer('/music/a.wav', WAV), into: recording.id });
    expect(result).toMatchObject({ outcome: 'media-attached', recording: { id: recording.id, fileName: 'a.wav', media: { state: 'ready' } } });
    expect(library.transcripts.summary(recording.id)?.turns).toBe(3);
  });

  it('into a recording that is refused leaves the recording as it was', async () => {
    const { service, offer, library, refuseMedia } = bench();
    const { recording } = await service.import({ offer: await offer('/words.srt', SRT), into: null });
    const before = library.recordings.get(recording.id);
    refuseMedia('bad-media');
    await expect(service.import({ offer: await offer('/music/a.wav', WAV), into: recording.id })).rejects.toThrow(failsWith('bad-media'));
    expect(library.recordings.get(recording.id)).toEqual(before);
  });
});

describe('importing words', () => {
  it('makes a recording without media whatever the file is called, and keeps the file’s bytes exactly', async () => {
    const { service, offer, begun, library } = bench();
    const result = await service.import({ offer: await offer('/music/Interview.mp3', SRT), into: null });
    expect(result).toMatchObject({ outcome: 'transcript-imported', described: 'Test, Interview.mp3', problems: [{ code: 'odd', places: [{ line: 2 }] }] });
    expect(result.recording).toMatchObject({ name: 'Interview', media: { state: 'none' }, transcript: { revision: 1, turns: 3, origin: 'Test' } });
    expect(begun).toEqual([]);
    expect(await library.results.get(result.recording.id)).toEqual({ fileName: 'Interview.mp3', bytes: SRT });
    expect(await service.rawResult({ recording: result.recording.id })).toEqual({ fileName: 'Interview.mp3', bytes: SRT });
  });

  it('into a recording replaces its transcript and keeps its media', async () => {
    const { service, offer } = bench();
    const { recording } = await service.import({ offer: await offer('/music/a.wav', WAV), into: null });
    const result = await service.import({ offer: await offer('/asrOutput.json', utf8('{"a":\n1}')), into: recording.id });
    expect(result.recording).toMatchObject({ id: recording.id, name: 'a', fileName: 'a.wav', media: { state: 'ready' }, transcript: { turns: 2 } });
  });

  it('into a recording somebody has corrected makes another beside it, over the same media', async () => {
    const { service, offer, library, clock } = bench();
    const { recording } = await service.import({ offer: await offer('/music/a.wav', WAV), into: null });
    await service.import({ offer: await offer('/words.srt', SRT), into: recording.id });
    const { revision } = library.transcripts.load(recording.id) ?? { revision: 0 };
    library.transcripts.save(recording.id, revision, {
      splices: [],
      nextTurnId: 50,
      speakers: [{ id: 'x', name: 'Corrected' }],
      place: null,
      editedAt: clock.now(),
    });
    const corrected = library.transcripts.load(recording.id)?.transcript;
    const result = await service.import({ offer: await offer('/asrOutput.json', utf8('{"a":\n1}')), into: recording.id });
    expect(library.transcripts.load(recording.id)?.transcript).toEqual(corrected);
    expect(result.recording).toMatchObject({ name: 'a (Test)', fileName: 'a.wav', media: { state: 'ready' } });
    expect(result.recording.id).not.toBe(recording.id);
  });

  it('into a recording somebody has highlighted words in makes another beside it, too; what its cues are made for does not hold it', async () => {
    const { service, offer, library } = bench();
    const { recording } = await service.import({ offer: await offer('/words.srt', SRT), into: null });
    const save = (change: object): void => {
      const base = library.transcripts.load(recording.id)?.revision ?? 0;
      library.transcripts.save(recording.id, base, { splices: [], nextTurnId: 50, speakers: null, place: null, editedAt: null, ...change });
    };
    save({ cues: { put: [], remove: [], plan: { ...defaultPlan, frameRate: '24' } } });
    const replaced = await service.import({ offer: await offer('/other.srt', utf8('four\nfive')), into: recording.id });
    expect(replaced.recording.id).toBe(recording.id);
    save({ highlights: { put: [{ id: 'h', label: '', comment: '', madeAt: 1, words: { from: [0, 0], to: [0, 0] }, gone: null }], remove: [] } });
    const beside = await service.import({ offer: await offer('/asrOutput.json', utf8('{"a":\n1}')), into: recording.id });
    expect(beside.recording.id).not.toBe(recording.id);
    expect(library.history.highlights(recording.id)).toHaveLength(1);
  });

  it('removes an upload once its bytes are in the library', async () => {
    const { service, offer, files } = bench();
    await service.import({ offer: await offer('/library/media/upload', SRT, true), into: null });
    await expect(files.stamp('/library/media/upload')).rejects.toThrow(failsWith('file-missing'));
  });

  it.each([
    ['cannot be read', utf8('bad'), 'bad-file'],
    ['is empty', new Uint8Array(0), 'empty-media'],
  ] as const)('from a file that %s is refused and leaves nothing', async (_, bytes, code) => {
    const { service, offer, told } = bench();
    await expect(service.import({ offer: await offer('/a.json', bytes), into: null })).rejects.toThrow(failsWith(code));
    expect(await service.list()).toEqual([]);
    expect(told).toEqual([]);
  });

  it('that cannot be stored takes the recording back', async () => {
    const library = makeMemoryLibrary();
    library.results.put = () => Promise.reject(new StudioError('disk-full'));
    const { service, offer } = bench({ library });
    await expect(service.import({ offer: await offer('/a.srt', SRT), into: null })).rejects.toThrow(failsWith('disk-full'));
    expect(library.recordings.all()).toEqual([]);
  });

  it('needs an offer that is open and a recording that is there', async () => {
    const { service, offer } = bench();
    await expect(service.import({ offer: 'nothing', into: null })).rejects.toThrow(failsWith('offer-expired'));
    await expect(service.import({ offer: await offer('/a.srt', SRT), into: 'nobody' })).rejects.toThrow(failsWith('not-found'));
  });
});

describe('reading words in another encoding', () => {
  const OLD = new Uint8Array([0xc4, 0xe0]); // "Да" in Windows-1251
  const said = (library: Library, id: string): string | undefined => library.transcripts.load(id)?.transcript.turns[0]?.words[0]?.text;

  it('shows what the file says in each, and nothing for a recording without one', async () => {
    const { service, offer } = bench();
    const { recording } = await service.import({ offer: await offer('/old.srt', OLD), into: null });
    expect((await service.readings({ recording: recording.id })).map(({ encoding, lines }) => [encoding, lines[0]])).toEqual([
      ['windows-1252', 'Äà'],
      ['windows-1251', 'Да'],
    ]);
    const media = await service.import({ offer: await offer('/music/a.wav', WAV), into: null });
    expect(await service.readings({ recording: media.recording.id })).toEqual([]);
    await expect(service.readAs({ recording: media.recording.id, encoding: 'windows-1251' })).rejects.toEqual(failsWith('not-found'));
  });

  it('changes the words in place while nobody has corrected them, and can be thought better of', async () => {
    const { service, offer, library } = bench();
    const { recording } = await service.import({ offer: await offer('/old.srt', OLD), into: null });
    const read = await service.readAs({ recording: recording.id, encoding: 'windows-1251' });
    expect(read.recording.id).toBe(recording.id);
    expect(said(library, recording.id)).toBe('Да');
    // What is read from now on is what was chosen; the file as it came is behind it.
    expect((await library.results.get(recording.id))?.bytes).toEqual(utf8('Да'));
    expect((await library.results.getFirst(recording.id))?.bytes).toEqual(OLD);
    await service.readAs({ recording: recording.id, encoding: 'windows-1252' });
    expect(said(library, recording.id)).toBe('Äà');
  });

  it('makes a recording beside one that has been corrected', async () => {
    const { service, offer, library, clock } = bench();
    const { recording } = await service.import({ offer: await offer('/old.srt', OLD), into: null });
    library.recordings.put({ ...(library.recordings.get(recording.id) ?? expect.fail('no recording')), editedAt: clock.now() });
    const { recording: beside } = await service.readAs({ recording: recording.id, encoding: 'windows-1251' });
    expect(beside.id).not.toBe(recording.id);
    expect(said(library, beside.id)).toBe('Да');
    expect((await library.results.getFirst(beside.id))?.bytes).toEqual(OLD);
    expect(library.transcripts.load(recording.id)?.revision).toBe(1);
  });
});

describe('the sample', () => {
  it('comes with words and sound, once', async () => {
    const { service } = bench();
    const first = await service.addSample();
    expect(first).toMatchObject({
      outcome: 'transcript-imported',
      recording: { name: 'Sample interview', media: { state: 'ready' }, transcript: { turns: 3 } },
    });
    expect(await service.addSample()).toMatchObject({ outcome: 'already-there', recording: { id: first.recording.id } });
    expect(await service.list()).toHaveLength(1);
  });
});
