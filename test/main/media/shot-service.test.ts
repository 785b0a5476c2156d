// Laws of the calls about shot changes: found once, in the background, in the open; a person's own list wins; what cannot be had says why.
import { beforeEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { CallResult, StudioEvent } from '../../../src-core/contract/studio-api.ts';
import type { Library, StoredRecording } from '../../../src-main/ports/library.ts';
import { RecordingShelf } from '../../../src-main/services/recording-shelf.ts';
import { ShotService } from '../../../src-main/services/shot-service.ts';
import { factsOf, FakeReader, type Look } from '../../fakes/fake-media.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';
import { makeMemoryLibrary } from '../../fakes/memory-library.ts';

const FILM = factsOf({ container: 'mp4', video: { codec: 'avc', width: 640, height: 360, frameRate: { numerator: 25, denominator: 1 } } });

let library: Library;
let reader: FakeReader;
let clock: ManualClock;
let told: CallResult<'media.shots'>[];
let warnings: string[];

beforeEach(() => {
  library = makeMemoryLibrary();
  reader = new FakeReader();
  clock = new ManualClock();
  told = [];
  warnings = [];
});

function row(id = 'film', changes: Partial<StoredRecording['media']> = {}): void {
  const media = { state: 'ready' as const, path: `/${id}.mp4`, owned: false, fingerprint: id, proxyPath: null, facts: FILM, trouble: null, ...changes };
  library.recordings.put({ id, name: id, fileName: `${id}.mp4`, addedAt: 0, editedAt: null, media });
}

function start(of: Library = library): ShotService {
  const emit = (event: StudioEvent, payload: unknown): void => {
    if (event === 'media.shotsChanged') told.push(payload as CallResult<'media.shots'>); // the payload of this event
  };
  const log = { info: () => {}, warn: (message: string) => void warnings.push(message), error: (message: string) => void warnings.push(`bug: ${message}`) };
  return new ShotService({ library: of, shelf: new RecordingShelf(of, emit), reader, clock, log, emit });
}

async function look(index = 0): Promise<Look> {
  await expect.poll(() => reader.looks.length).toBeGreaterThan(index);
  const found = reader.looks[index];
  if (!found) throw new Error(`no look ${index}`);
  return found;
}

describe('asking for shot changes', () => {
  it('has the film looked through once, tells of those found on the way, and keeps them', async () => {
    row();
    const shots = start();
    expect(await shots.shots({ recording: 'film' })).toEqual({ shots: [], edited: false, complete: false, until: 0, bar: null });
    const first = await look();
    first.give({ shots: [480], until: 2000 });
    expect(told).toEqual([]);
    await clock.advance(1000);
    first.give({ shots: [2040], until: 4000 });
    expect(told).toMatchObject([{ shots: [480, 2040], complete: false, until: 4000 }]);
    await shots.shots({ recording: 'film' });
    first.end();
    await expect.poll(() => told.length).toBe(2);
    expect(told[1]).toMatchObject({ recording: 'film', shots: [480, 2040], edited: false, complete: true, until: 10_000, bar: null });
    expect(await start().shots({ recording: 'film' })).toMatchObject({ shots: [480, 2040], complete: true });
    expect(reader.looks).toHaveLength(1);
  });

  it('keeps that there are none', async () => {
    row();
    const shots = start();
    await shots.shots({ recording: 'film' });
    (await look()).end();
    await expect.poll(() => told.length).toBe(1);
    expect(await start().shots({ recording: 'film' })).toMatchObject({ shots: [], complete: true });
  });

  it('looks through one film at a time, and through the same film once', async () => {
    row('first');
    row('second');
    row('copy', { fingerprint: 'first' });
    const shots = start();
    for (const recording of ['first', 'second', 'copy']) await shots.shots({ recording });
    const first = await look();
    expect(first.path).toBe('/first.mp4');
    first.give({ shots: [40], until: 100 });
    first.end();
    const next = await look(1);
    expect(reader.looks).toHaveLength(2);
    next.end();
    await expect.poll(() => told.map(({ complete }) => complete)).toEqual([true, true, true]);
    expect(reader.looks.map(({ path }) => path)).toEqual(['/first.mp4', '/second.mp4']);
    expect(await shots.shots({ recording: 'copy' })).toMatchObject({ shots: [40] });
  });

  it.each<[CallResult<'media.shots'>['bar'], Partial<StoredRecording['media']>]>([
    ['no-picture', { facts: factsOf() }],
    ['no-media', { path: null }],
    ['no-media', { facts: null }],
    ['no-media', { state: 'missing' }],
  ])('says %s where nothing can be looked through', async (bar, changes) => {
    row('film', changes);
    expect(await start().shots({ recording: 'film' })).toMatchObject({ shots: [], complete: false, bar });
    expect(reader.looks).toHaveLength(0);
  });

  it('says no-ffmpeg where there is none, and looks when there may be one', async () => {
    row();
    const shots = start();
    await shots.shots({ recording: 'film' });
    (await look()).end(false);
    await expect.poll(() => told.at(-1)?.bar).toBe('no-ffmpeg');
    await shots.shots({ recording: 'film' });
    expect(reader.looks).toHaveLength(1);
    shots.hopeAgain();
    const again = await look(1);
    again.give({ shots: [40], until: 100 });
    again.end();
    await expect.poll(() => told.at(-1)).toMatchObject({ bar: null, complete: true, shots: [40] });
  });

  it('says failed where the picture cannot be read, without keeping what was found', async () => {
    row();
    const shots = start();
    await shots.shots({ recording: 'film' });
    const first = await look();
    first.give({ shots: [40], until: 100 });
    first.end(new StudioError('decoder-failed', { reason: 'broken' }));
    await expect.poll(() => told.at(-1)?.bar).toBe('failed');
    expect(library.shots.found('film')).toBeNull();
    expect(warnings).toEqual(['shot changes could not be found']);
  });

  it('says read-only in a library that belongs to another studio, and shows what is there', async () => {
    const closed = makeMemoryLibrary({ readOnly: 'busy' });
    const film: StoredRecording['media'] = { state: 'ready', path: '/a', owned: false, fingerprint: 'fp', proxyPath: null, facts: FILM, trouble: null };
    const recordings = { ...closed.recordings, get: () => ({ id: 'film', name: '', fileName: '', addedAt: 0, editedAt: null, media: film }) };
    expect(await start({ ...closed, recordings }).shots({ recording: 'film' })).toMatchObject({ bar: 'read-only' });
    const known = { ...closed, recordings, shots: { ...closed.shots, found: () => [40] } };
    expect(await start(known).shots({ recording: 'film' })).toMatchObject({ shots: [40], complete: true, bar: null });
  });
});

describe('leaving', () => {
  it('ends the search; nothing is written or told after', async () => {
    row();
    const shots = start();
    await shots.shots({ recording: 'film' });
    const first = await look();
    await shots.leave('film');
    expect(first.signal.aborted).toBe(true);
    expect(library.shots.found('film')).toBeNull();
    expect(told).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('ends all of them with the studio, also those that wait', async () => {
    row('first');
    row('second');
    const shots = start();
    for (const recording of ['first', 'second']) await shots.shots({ recording });
    await look();
    await shots.stop();
    expect(reader.looks.map(({ signal }) => signal.aborted)).toEqual([true]);
  });
});

describe('a list of one’s own', () => {
  it('wins over the found one, is put in order, and is given back', async () => {
    row();
    library.shots.keepFound('film', [40, 80]);
    const shots = start();
    expect(await shots.setShots({ recording: 'film', shots: [2000, 40, 40] })).toMatchObject({ shots: [40, 2000], edited: true, complete: true });
    expect(told).toMatchObject([{ recording: 'film', shots: [40, 2000], edited: true }]);
    expect(await start().shots({ recording: 'film' })).toMatchObject({ shots: [40, 2000], edited: true });
    expect(await shots.setShots({ recording: 'film', shots: null })).toMatchObject({ shots: [40, 80], edited: false });
  });

  it('can be made where nothing can be found', async () => {
    row('film', { facts: factsOf() });
    expect(await start().setShots({ recording: 'film', shots: [40] })).toMatchObject({ shots: [40], edited: true, bar: 'no-picture' });
  });

  it('is refused where nothing may be written, and for no recording', async () => {
    await expect(start(makeMemoryLibrary({ readOnly: 'busy' })).setShots({ recording: 'film', shots: [] })).rejects.toMatchObject({ code: 'read-only' });
    await expect(start().setShots({ recording: 'nobody', shots: [] })).rejects.toMatchObject({ code: 'not-found' });
  });
});
