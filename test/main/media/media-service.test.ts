// Laws of the media service: states tell what is true, work is done once, survives a restart, and ends with its recording.
import { beforeEach, describe, expect, it } from 'vitest';
import { CancelledError, StudioError } from '../../../src-core/contract/errors.ts';
import type { StudioEvent } from '../../../src-core/contract/studio-api.ts';
import type { Library, StoredRecording } from '../../../src-main/ports/library.ts';
import { MediaGrants } from '../../../src-main/services/media-grants.ts';
import { MediaService } from '../../../src-main/services/media-service.ts';
import { PagePeaks } from '../../../src-main/services/page-peaks.ts';
import { RecordingShelf } from '../../../src-main/services/recording-shelf.ts';
import { FakeReader, bucketsFrom, factsOf, type Reading } from '../../fakes/fake-media.ts';
import { ManualClock, settle } from '../../fakes/manual-clock.ts';
import { MemoryFiles } from '../../fakes/memory-files.ts';
import { makeMemoryLibrary } from '../../fakes/memory-library.ts';

const PATH = '/home/anna/interview.mp3';
const WMA = factsOf({ container: 'wma', audio: [{ codec: 'wmav2', channels: 2, rate: 44_100, language: null }], playable: false });

let clock: ManualClock;
let files: MemoryFiles;
let reader: FakeReader;
let library: Library;
let events: { event: StudioEvent; payload: unknown }[];
let warnings: string[];

beforeEach(() => {
  clock = new ManualClock();
  files = new MemoryFiles();
  reader = new FakeReader();
  library = makeMemoryLibrary();
  events = [];
  warnings = [];
  files.write(PATH, new Uint8Array(1000));
  reader.facts.set(PATH, factsOf());
});

function row(changes: Partial<StoredRecording['media']> = {}, id = 'r1'): StoredRecording {
  const media = { state: 'probing' as const, path: PATH, owned: false, fingerprint: 'fp', proxyPath: null, facts: null, trouble: null, ...changes };
  return { id, name: id, fileName: 'interview.mp3', addedAt: 0, editedAt: null, media };
}

function start(): MediaService {
  const emit = (event: StudioEvent, payload: unknown): void => void events.push({ event, payload });
  let issued = 0;
  const grants = new MediaGrants({ uuid: () => 'id', token: () => `token-${(issued += 1)}` }, clock);
  const page = new PagePeaks(clock, () => {});
  const log = { info: () => {}, warn: (message: string) => void warnings.push(message), error: (message: string) => void warnings.push(`bug: ${message}`) };
  return new MediaService({ library, shelf: new RecordingShelf(library, emit), files, reader, page, grants, clock, log, emit });
}

const media = (id = 'r1'): StoredRecording['media'] => library.recordings.get(id)?.media ?? row().media;

function reading(index = 0): Reading {
  const found = reader.readings[index];
  if (!found) throw new Error(`no reading ${index}`);
  return found;
}

const grown = (): unknown[] => events.filter(({ event }) => event === 'media.peaksGrew').map(({ payload }) => payload);

describe('taking in a recording', () => {
  it('has facts and a state when it answers, and peaks that grow behind', async () => {
    library.recordings.put(row());
    const service = start();
    await service.begin('r1');
    expect(media()).toMatchObject({ state: 'ready', facts: factsOf(), trouble: null });
    await settle();
    reading().give(100);
    expect(await service.peaks({ recording: 'r1', from: 0 })).toMatchObject({
      perSecond: 100,
      channels: 2,
      from: 0,
      bytes: bucketsFrom(0, 100),
      complete: false,
    });
    reading().give(50);
    reading().end();
    await settle();
    expect(await service.peaks({ recording: 'r1', from: 120 })).toMatchObject({ from: 120, bytes: bucketsFrom(120, 30), complete: true });
    expect(grown().at(-1)).toEqual({ recording: 'r1', buckets: 150, complete: true });
  });

  it('refuses what the reader refuses, leaving the row to whoever asked', async () => {
    library.recordings.put(row());
    reader.facts.set(PATH, new StudioError('no-audio'));
    await expect(start().begin('r1')).rejects.toMatchObject({ code: 'no-audio' });
    expect(media().state).toBe('probing');
    expect(reader.readings).toHaveLength(0);
  });

  it('tells of growing peaks at most four times a second', async () => {
    library.recordings.put(row());
    await start().begin('r1');
    await settle();
    for (let i = 0; i < 40; i++) {
      reading().give(10);
      await clock.advance(50);
    }
    expect(grown().length).toBeGreaterThan(5);
    expect(grown().length).toBeLessThanOrEqual(9);
  });

  it('decodes two media at a time, and first what somebody looks at', async () => {
    const service = start();
    for (const id of ['a', 'b', 'c', 'd']) {
      files.write(`/${id}`, new Uint8Array(1000));
      reader.facts.set(`/${id}`, factsOf());
      library.recordings.put(row({ path: `/${id}`, fingerprint: id }, id));
      await service.begin(id);
    }
    await settle();
    expect(reader.readings.map(({ path }) => path)).toEqual(['/a', '/b']);
    await service.peaks({ recording: 'd', from: 0 });
    reading(0).give(1);
    reading(0).end();
    await settle();
    expect(reader.readings.map(({ path }) => path)).toEqual(['/a', '/b', '/d']);
  });

  it('reads the peaks of two recordings of the same media once', async () => {
    library.recordings.put(row({}, 'r1'));
    library.recordings.put(row({}, 'r2'));
    const service = start();
    await service.begin('r1');
    await settle();
    reading().give(10);
    reading().end();
    await settle();
    await service.begin('r2');
    await settle();
    expect(reader.readings).toHaveLength(1);
    expect(await service.peaks({ recording: 'r2', from: 0 })).toMatchObject({ complete: true });
  });
});

describe('what the page cannot play', () => {
  beforeEach(() => reader.facts.set(PATH, WMA));

  it('gets a proxy once its peaks are read, and plays that', async () => {
    library.recordings.put(row());
    reader.proxies.push('/memory/media/proxy.m4a');
    files.write('/memory/media/proxy.m4a', new Uint8Array(10));
    const service = start();
    await service.begin('r1');
    expect(media().state).toBe('proxying');
    await settle();
    reading().give(1);
    reading().end();
    await settle();
    expect(media()).toMatchObject({ state: 'ready', proxyPath: '/memory/media/proxy.m4a', trouble: null });
    const { token } = await service.grant({ recording: 'r1' });
    expect(service.locate(token)).toEqual({ path: '/memory/media/proxy.m4a', container: 'mp4', hasPicture: false });
  });

  it('says that ffmpeg is needed where there is none, and tries again when that may have changed', async () => {
    library.recordings.put(row());
    const service = start();
    await service.begin('r1');
    await settle();
    reading().end(new StudioError('needs-ffmpeg'));
    await settle();
    expect(media().state).toBe('unplayable');
    expect(media().trouble).toContain('ffmpeg');
    reader.proxies.push('/memory/media/proxy.m4a');
    service.resume();
    await settle();
    reading(1).give(1);
    reading(1).end();
    await settle();
    expect(media()).toMatchObject({ state: 'ready', trouble: null });
  });

  it('stays playable without a proxy when only the picture is beyond the page', async () => {
    const video = { codec: 'hevc', width: 1920, height: 1080, frameRate: null };
    reader.facts.set(PATH, factsOf({ container: 'mp4', audio: [{ codec: 'aac', channels: 2, rate: 48_000, language: null }], video, playable: false }));
    library.recordings.put(row());
    await start().begin('r1');
    await settle();
    reading().give(1);
    reading().end();
    await settle();
    expect(media()).toMatchObject({ state: 'ready', proxyPath: null, trouble: null });
  });

  it('makes a proxy anew that somebody deleted', async () => {
    library.recordings.put(row({ state: 'ready', facts: WMA, proxyPath: '/memory/media/gone.m4a' }));
    library.peaks.append('fp', { channels: 2, from: 0, bytes: bucketsFrom(0, 1) });
    library.peaks.finish('fp');
    reader.proxies.push('/memory/media/new.m4a');
    await start().grant({ recording: 'r1' });
    await settle();
    expect(media()).toMatchObject({ state: 'ready', proxyPath: '/memory/media/new.m4a' });
  });
});

describe('failure', () => {
  it('costs the waveform and nothing else when the decoder fails, once a run', async () => {
    library.recordings.put(row());
    const service = start();
    await service.begin('r1');
    await settle();
    reading().give(10);
    reading().end(new StudioError('decoder-failed', { reason: 'stalled' }));
    await settle();
    expect(media().state).toBe('ready');
    expect(media().trouble).toContain('waveform');
    expect(await service.peaks({ recording: 'r1', from: 0 })).toMatchObject({ bytes: bucketsFrom(0, 10), complete: true });
    await settle();
    expect(reader.readings).toHaveLength(1);
  });

  it('tries again, without a word, when only a page was wanting', async () => {
    library.recordings.put(row());
    const service = start();
    await service.begin('r1');
    await settle();
    reading().end(new StudioError('decoder-failed', { reason: 'no-page' }));
    await settle();
    expect(media().trouble).toBeNull();
    expect(await service.peaks({ recording: 'r1', from: 0 })).toMatchObject({ complete: false });
    await settle();
    expect(reader.readings).toHaveLength(2);
  });

  it('keeps the peaks of a file that was cut, and says so', async () => {
    library.recordings.put(row());
    const service = start();
    await service.begin('r1');
    await settle();
    reading().give(500);
    reading().end(new StudioError('truncated-media', { expected: 10_000, found: 5000 }));
    await settle();
    expect(library.peaks.get('fp')).toMatchObject({ buckets: 500, complete: true });
    expect(media().trouble).toContain('cut');
  });

  it('logs a bug as one and goes on', async () => {
    library.recordings.put(row());
    await start().begin('r1');
    await settle();
    reading().end(new TypeError('oops'));
    await settle();
    expect(warnings).toContain('bug: media could not be read');
    expect(media().state).toBe('ready');
  });
});

describe('leaving and coming back', () => {
  it('ends the work on a recording before it is removed, and writes nothing afterwards', async () => {
    library.recordings.put(row());
    const service = start();
    await service.begin('r1');
    await settle();
    const { token } = await service.grant({ recording: 'r1' });
    await service.leave('r1');
    expect(reading().signal.aborted).toBe(true);
    expect(service.locate(token)).toBeNull();
    library.recordings.remove('r1');
    expect(() => reading().give(1)).toThrow(CancelledError);
    expect(library.recordings.all()).toEqual([]);
    expect(library.peaks.get('fp')).toBeNull();
  });

  it('takes up unfinished work at the next start, keeping the peaks that are there', async () => {
    library.recordings.put(row());
    const first = start();
    await first.begin('r1');
    await settle();
    reading().give(100);
    await first.stop();
    const second = start();
    second.resume();
    await settle();
    reading(1).give(80);
    expect(library.peaks.get('fp')).toMatchObject({ buckets: 100, complete: false });
    reading(1).give(70);
    reading(1).end();
    await settle();
    expect(await second.peaks({ recording: 'r1', from: 0 })).toMatchObject({ bytes: bucketsFrom(0, 150), complete: true });
  });

  it('looks into media again that was never looked into, and stores the refusal', async () => {
    library.recordings.put(row());
    reader.facts.set(PATH, new StudioError('bad-media'));
    start().resume();
    await settle();
    expect(media()).toMatchObject({ state: 'unplayable', facts: null });
    expect(media().trouble).not.toBeNull();
  });

  it('does nothing at start for what is finished or gone, nor in a library for reading', async () => {
    library.peaks.append('fp', { channels: 2, from: 0, bytes: bucketsFrom(0, 1) });
    library.peaks.finish('fp');
    library.recordings.put(row({ state: 'ready', facts: factsOf() }, 'done'));
    library.recordings.put(row({ state: 'missing', facts: factsOf(), fingerprint: 'x' }, 'gone'));
    library.recordings.put(row({ state: 'none', path: null }, 'text'));
    start().resume();
    await settle();
    expect(reader.readings).toHaveLength(0);
    expect(events).toEqual([]);
    library = makeMemoryLibrary({ readOnly: 'busy' });
    start().resume();
    expect(events).toEqual([]);
  });

  it('replaces the work under way when it begins anew', async () => {
    library.recordings.put(row());
    const service = start();
    await service.begin('r1');
    await settle();
    await Promise.allSettled([service.begin('r1'), service.begin('r1')]);
    await settle();
    expect(reader.readings.filter(({ signal }) => !signal.aborted)).toHaveLength(1);
  });
});

describe('tokens', () => {
  it('stand for nothing after twelve hours', async () => {
    library.recordings.put(row({ state: 'ready', facts: factsOf() }));
    const service = start();
    const { token } = await service.grant({ recording: 'r1' });
    expect(service.locate(token)).toEqual({ path: PATH, container: 'mp3', hasPicture: false });
    await clock.advance(12 * 3_600_000 - 1);
    expect(service.locate(token)).not.toBeNull();
    await clock.advance(1);
    expect(service.locate(token)).toBeNull();
    expect(service.locate('made-up')).toBeNull();
  });

  it('are not given for media that is gone, replaced, or was never there', async () => {
    const service = start();
    await expect(service.grant({ recording: 'nobody' })).rejects.toMatchObject({ code: 'not-found' });
    library.recordings.put(row({ state: 'none', path: null }, 'text'));
    await expect(service.grant({ recording: 'text' })).rejects.toMatchObject({ code: 'media-missing' });
    library.recordings.put(row({ state: 'ready', facts: factsOf() }));
    files.remove(PATH);
    await expect(service.grant({ recording: 'r1' })).rejects.toMatchObject({ code: 'media-missing' });
    expect(media().state).toBe('missing');
    files.write(PATH, new Uint8Array(77));
    await expect(service.grant({ recording: 'r1' })).rejects.toMatchObject({ code: 'media-differs' });
    expect(media().state).toBe('replaced');
  });
});
