// The calls about the library, over stores in memory: what comes in, what is told, what is refused and leaves no trace.
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { StudioError, type ErrorCode } from '../../src-core/contract/errors.ts';
import { studioCalls, studioEvents, type EmitEvent } from '../../src-core/contract/studio-api.ts';
import { packTurn } from '../../src-core/transcript/pack.ts';
import type { MediaFacts } from '../../src-core/media/media-facts.ts';
import type { DocumentReader, Library, ReadOnlyReason } from '../../src-main/ports.ts';
import { LibraryService } from '../../src-main/services/library-service.ts';
import { Offers } from '../../src-main/services/offers.ts';
import { VersionKeeper } from '../../src-main/services/version-keeper.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { MemoryFiles } from '../fakes/memory-files.ts';
import { makeMemoryLibrary } from '../fakes/memory-library.ts';
import { aJob, aRecording, aTranscript, aTurn } from './disk/library-samples.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const SRT = utf8('1\n00:00:01,000 --> 00:00:02,000\nHello there\n');
const WAV = new Uint8Array([0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x41, 0x56, 0x45]);
const failsWith = (code: ErrorCode): unknown => expect.objectContaining({ code });

const facts = (size: number): MediaFacts => ({
  container: 'wav',
  size,
  duration: 70_400,
  audio: [{ codec: 'pcm', channels: 1, rate: 16_000, language: null }],
  video: null,
  playable: true,
});

/** Reads any text as one turn a line, in UTF-8 or as asked; refuses what says "bad". */
const documents: DocumentReader = {
  read: (bytes, fileName, encoding) => {
    const text = new TextDecoder(encoding ?? 'utf-8').decode(bytes);
    if (text.includes('bad')) return Promise.reject(new StudioError('bad-file', { reason: 'no transcript' }));
    const problem = { code: 'odd', severity: 'note' as const, message: 'Odd.', count: 1, places: [{ line: 2 }] };
    return Promise.resolve({ transcript: aTranscript(text.trim().split('\n')), problems: [problem], origin: 'Test', described: `Test, ${fileName}` });
  },
  readings: (bytes) =>
    Promise.resolve(
      (['windows-1252', 'windows-1251'] as const).map((encoding) => ({
        encoding,
        label: encoding,
        certainty: 'guess' as const,
        lines: [new TextDecoder(encoding).decode(bytes)],
      })),
    ),
  inUtf8: (bytes, encoding) => Promise.resolve(utf8(new TextDecoder(encoding).decode(bytes))),
  alternatives: () => Promise.resolve([]),
};

interface Bench {
  readonly service: LibraryService;
  readonly library: Library;
  readonly files: MemoryFiles;
  readonly clock: ManualClock;
  readonly offers: Offers;
  readonly told: { event: string; payload: unknown }[];
  readonly begun: string[];
  readonly left: string[];
  readonly offer: (path: string, bytes: Uint8Array, owned?: boolean) => Promise<string>;
  /** From now on media is refused with this code, or taken again. */
  readonly refuseMedia: (code: ErrorCode | null) => void;
}

function bench(options: { readOnly?: ReadOnlyReason; library?: Library } = {}): Bench {
  const library = options.library ?? makeMemoryLibrary(options.readOnly ? { readOnly: options.readOnly } : {});
  const files = new MemoryFiles();
  const clock = new ManualClock();
  const log = { info: () => undefined, warn: () => undefined, error: (message: string) => expect.fail(message) };
  let serial = 0;
  const ids = { uuid: () => `uuid-${++serial}`, token: () => `token-${++serial}` };
  const offers = new Offers({ files, clock, ids, log, isOffLimits: () => Promise.resolve(false) });
  const told: Bench['told'] = [];
  const begun: string[] = [];
  const left: string[] = [];
  let refusal: ErrorCode | null = null;
  const emit: EmitEvent = (event, payload) => {
    v.parse(studioEvents[event], payload);
    told.push({ event, payload });
  };
  const intake = {
    begin: (id: string) => {
      begun.push(id);
      const row = library.recordings.get(id);
      if (refusal) return Promise.reject(new StudioError(refusal));
      if (row) library.recordings.put({ ...row, media: { ...row.media, state: 'ready', facts: facts(WAV.length) } });
      return Promise.resolve();
    },
  };
  const leaving = [(id: string) => Promise.resolve(void left.push(id))];
  const sample = { name: 'Sample interview', media: '/app/sample.wav', result: '/app/sample.json' };
  files.write(sample.media, WAV);
  files.write(sample.result, SRT);
  return {
    service: new LibraryService({ library, offers, documents, files, intake, clock, ids, log, emit, sample, leaving }),
    library,
    files,
    clock,
    offers,
    told,
    begun,
    left,
    offer: (path, bytes, owned = false) => {
      files.write(path, bytes);
      return offers.offer(path, path.split('/').at(-1) ?? path, owned);
    },
    refuseMedia: (code) => void (refusal = code),
  };
}

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

describe('versions kept by themselves', () => {
  const HOUR = 3_600_000;
  const opened = async (): Promise<Bench & { id: string; edit: () => Promise<void>; kinds: () => string[] }> => {
    const made = bench();
    const { recording } = await made.service.import({ offer: await made.offer('/a.srt', SRT), into: null });
    const { id } = recording;
    await made.service.open({ recording: id });
    const edit = async (): Promise<void> => {
      const base = made.library.transcripts.summary(id)?.revision ?? 0;
      await made.service.save({ recording: id, base, splices: [], nextTurnId: 100, speakers: [], place: null });
    };
    return { ...made, id, edit, kinds: () => made.library.versions.list(id).map(({ kind, revision }) => `${kind} ${revision}`) };
  };

  it('are what was found at opening, before the first edit', async () => {
    const { service, id, edit, kinds } = await opened();
    await service.open({ recording: id });
    expect(kinds()).toEqual([]);
    await edit();
    await edit();
    expect(kinds()).toEqual(['opened 1']);
    await service.open({ recording: id });
    await edit();
    expect(kinds()).toEqual(['opened 3', 'opened 1']);
  });

  it('come once an hour while somebody edits, and not while nobody does', async () => {
    const { clock, edit, kinds } = await opened();
    await edit();
    await clock.advance(HOUR - 1);
    await edit();
    expect(kinds()).toEqual(['opened 1']);
    await clock.advance(1);
    await edit();
    await clock.advance(5 * HOUR);
    expect(kinds()).toEqual(['hourly 3', 'opened 1']);
  });

  it('do not repeat one that was just named', async () => {
    const { service, id, edit, kinds } = await opened();
    await service.keepVersion({ recording: id, kind: 'named', name: ' Final ' });
    await edit();
    expect(kinds()).toEqual(['named 1']);
    expect((await service.versions({ recording: id }))[0]?.name).toBe('Final');
    await expect(service.keepVersion({ recording: id, kind: 'named', name: '  ' })).rejects.toThrow(failsWith('bad-message'));
  });

  it('never stand in the way of saving', async () => {
    const { library, clock, id } = await opened();
    const told: string[] = [];
    const log = { info: () => undefined, warn: () => undefined, error: (message: string) => void told.push(message) };
    const keep = (): never => {
      throw new StudioError('disk-full');
    };
    const keeper = new VersionKeeper({ library: { ...library, versions: { ...library.versions, keep } }, clock, log });
    keeper.opened(id);
    keeper.beforeSave(id);
    expect(told).toEqual(['an automatic version could not be kept']);
  });
});
