// Media that is gone, moved, replaced or still being written, over stores in memory (F19, F20, F26).
import { expect } from 'vitest';
import { StudioError } from '../../src-core/contract/errors.ts';
import type { DocumentReader } from '../../src-main/ports/documents.ts';
import type { StoredRecording } from '../../src-main/ports/library.ts';
import type { FileStamp } from '../../src-main/ports/media.ts';
import { LibraryService } from '../../src-main/services/library-service.ts';
import { Offers } from '../../src-main/services/offers.ts';
import { fault } from '../faults/fault.ts';
import { ManualClock, settle } from '../fakes/manual-clock.ts';
import { MemoryFiles } from '../fakes/memory-files.ts';
import { makeMemoryLibrary } from '../fakes/memory-library.ts';
import { aChange, aTranscript, aTurn } from './disk/library-samples.ts';

const RIFF = [0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x41, 0x56, 0x45];
const wav = (...more: number[]): Uint8Array => new Uint8Array([...RIFF, ...more]);

/** Files whose dates are the clock's, as a disk's are. */
class DatedFiles extends MemoryFiles {
  readonly #clock: ManualClock;
  readonly #dates = new Map<string, number>();

  constructor(clock: ManualClock) {
    super();
    this.#clock = clock;
  }

  override write(path: string, bytes: Uint8Array): void {
    super.write(path, bytes);
    this.#dates.set(path, this.#clock.now());
  }

  override async stamp(path: string): Promise<FileStamp> {
    return { ...(await super.stamp(path)), modifiedAt: this.#dates.get(path) ?? 0 };
  }
}

function bench(): {
  service: LibraryService;
  files: DatedFiles;
  clock: ManualClock;
  library: ReturnType<typeof makeMemoryLibrary>;
  offer: (path: string) => Promise<string>;
  add: (path: string, bytes: Uint8Array) => Promise<string>;
} {
  const clock = new ManualClock();
  const files = new DatedFiles(clock);
  const library = makeMemoryLibrary();
  const log = { info: () => undefined, warn: () => undefined, error: (message: string) => expect.fail(message) };
  let serial = 0;
  const ids = { uuid: () => `uuid-${++serial}`, token: () => `token-${++serial}` };
  const offers = new Offers({ files, clock, ids, log, isOffLimits: () => Promise.resolve(false) });
  const documents: DocumentReader = {
    read: () => Promise.reject(new StudioError('bad-file')),
    readings: () => Promise.resolve([]),
    inUtf8: (bytes) => Promise.resolve(bytes),
    alternatives: () => Promise.resolve([]),
  };
  const intake = {
    async begin(id: string): Promise<void> {
      const row = library.recordings.get(id);
      if (!row?.media.path) return;
      const { size } = await files.stamp(row.media.path);
      const facts = {
        container: 'wav',
        size,
        duration: 70_000,
        audio: [{ codec: 'pcm', channels: 1, rate: 16_000, language: null }],
        video: null,
        playable: true,
      };
      const media: StoredRecording['media'] = { ...row.media, state: 'ready', facts };
      library.recordings.put({ ...row, media });
    },
  };
  const service = new LibraryService({ library, offers, documents, files, intake, clock, ids, log, emit: () => undefined, sample: null, leaving: [] });
  const offer = (path: string): Promise<string> => offers.offer(path, path.split('/').at(-1) ?? path, false);
  const add = async (path: string, bytes: Uint8Array): Promise<string> => {
    files.write(path, bytes);
    await clock.advance(5_000);
    const { recording } = await service.import({ offer: await offer(path), into: null });
    return recording.id;
  };
  return { service, files, clock, library, offer, add };
}

fault('F19', 'the media’s file is removed while its transcript is open', async (seen) => {
  const { service, files, library, add } = bench();
  const id = await add('/drive/a.wav', wav(1));
  library.transcripts.replace(id, aTranscript(['one', 'two']), 'Test', { problems: [] });
  files.remove('/drive/a.wav');
  const opened = await service.open({ recording: id });
  expect(opened.recording.media.state).toBe('missing');
  expect(opened.transcript?.turns).toHaveLength(2);
  library.transcripts.save(id, 1, aChange([{ from: 0, remove: 1, turns: [aTurn(0, 'corrected')] }]));
  expect((await service.open({ recording: id })).revision).toBe(2);
  seen('told as missing; its words open and are saved as before');
});

fault('F19', 'a folder of four recordings has moved; one file in it is another, one is not there', async (seen) => {
  const { service, files, library, clock, offer, add } = bench();
  const ids: string[] = [];
  for (const [number, name] of ['a', 'b', 'c', 'd'].entries()) ids.push(await add(`/drive/${name}.wav`, wav(number)));
  for (const name of ['a', 'b', 'c', 'd']) files.remove(`/drive/${name}.wav`);
  files.write('/moved/one.wav', wav(0));
  files.write('/moved/two.wav', wav(1));
  files.write('/moved/c.wav', wav(77));
  await clock.advance(5_000);
  const offers = [await offer('/moved/one.wav'), await offer('/moved/two.wav'), await offer('/moved/c.wav')];
  const { found } = await service.relinkMany({ offers });
  expect(found.map(({ id }) => id)).toEqual([ids[0], ids[1]]);
  expect(ids.map((id) => library.recordings.get(id)?.media.path)).toEqual(['/moved/one.wav', '/moved/two.wav', '/drive/c.wav', '/drive/d.wav']);
  expect((await service.open({ recording: ids[0] ?? '' })).recording.media.state).toBe('ready');
  expect((await service.open({ recording: ids[2] ?? '' })).recording.media.state).toBe('missing');
  seen('two are found again by content, under other names; a file of the same name and size but other content is not taken');
});

fault('F20', 'another file of the same name lies where the media was', async (seen) => {
  const { service, files, clock, library, offer, add } = bench();
  const id = await add('/drive/a.wav', wav(1));
  files.write('/drive/a.wav', wav(2, 3));
  await clock.advance(5_000);
  expect((await service.open({ recording: id })).recording.media.state).toBe('replaced');
  seen('told as replaced');
  const other = await offer('/drive/a.wav');
  await expect(service.relink({ recording: id, offer: other, anyway: false })).rejects.toMatchObject({ code: 'media-differs' });
  expect(library.recordings.get(id)?.media.fingerprint).not.toBe(await files.fingerprint('/drive/a.wav'));
  await service.relink({ recording: id, offer: other, anyway: true });
  expect((await service.open({ recording: id })).recording.media.state).toBe('ready');
  seen('taken for it only when the person says so');
});

fault('F26', 'a file grows while it is taken in, and stops', async (seen) => {
  const { service, files, clock, library, offer } = bench();
  files.write('/cards/take.wav', wav(1));
  let isDone = false;
  const taking = service.import({ offer: await offer('/cards/take.wav'), into: null }).then((result) => {
    isDone = true;
    return result;
  });
  for (let step = 2; step < 5; step += 1) {
    await clock.advance(500);
    files.write('/cards/take.wav', wav(...Array.from({ length: step }, () => 1)));
    expect(library.recordings.all()).toEqual([]);
  }
  const whole = wav(1, 1, 1, 1);
  while (!isDone) {
    await clock.advance(500);
    await settle();
  }
  const { recording } = await taking;
  expect(recording.media.facts?.size).toBe(whole.length);
  seen('waited for until it has been still for two seconds, then taken in whole');
});

fault('F26', 'a file goes on growing', async (seen) => {
  const { service, files, clock, library, offer } = bench();
  files.write('/cards/take.wav', wav(1));
  const taking = service.import({ offer: await offer('/cards/take.wav'), into: null }).then(
    () => 'taken',
    (thrown: unknown) => thrown,
  );
  let answer: unknown = null;
  void taking.then((value) => (answer = value));
  for (let step = 2; answer === null; step += 1) {
    files.write('/cards/take.wav', wav(...Array.from({ length: step }, () => 1)));
    await clock.advance(500);
  }
  expect(answer).toMatchObject({ code: 'still-growing' });
  expect(library.recordings.all()).toEqual([]);
  seen('refused with that reason; nothing half of it is in the library');
});
