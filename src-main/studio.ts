// The composition root: ports in, one studio out. Every host mounts what this makes.
import { makeDispatch, type Dispatch } from '../src-core/contract/dispatch.ts';
import type { CallResult } from '../src-core/contract/studio-api.ts';
import { makeHandlers } from './api.ts';
import { EventHub } from './event-hub.ts';
import { JobRunner } from './jobs/job-runner.ts';
import { UploadCleaner } from './jobs/upload-cleaner.ts';
import { makeMediaRoute } from './media-route.ts';
import type { DocumentReader } from './ports/documents.ts';
import type { Library, LibraryKeeper } from './ports/library.ts';
import type { Clock, Diagnosis, Ids, Log, PackageList, UpdateSource } from './ports/machine.ts';
import type { MediaFiles, MediaReader, PageDecoder } from './ports/media.ts';
import type { Cloud, SecretStore } from './ports/cloud.ts';
import { BackupService } from './services/backup-service.ts';
import { CredentialsService } from './services/credentials-service.ts';
import type { SampleFiles } from './services/library-import.ts';
import { LibraryService } from './services/library-service.ts';
import { MediaGrants } from './services/media-grants.ts';
import { MediaService } from './services/media-service.ts';
import { Offers } from './services/offers.ts';
import { PagePeaks } from './services/page-peaks.ts';
import { RecordingShelf } from './services/recording-shelf.ts';
import { ReportService } from './services/report-service.ts';
import { ReviewService } from './services/review-service.ts';
import { SessionService } from './services/session-service.ts';
import { ShotService } from './services/shot-service.ts';
import { SettingsService } from './services/settings-service.ts';
import { SpaceWatch } from './services/space-watch.ts';
import { TranscriptionService } from './services/transcription-service.ts';
import { UpdateService } from './services/update-service.ts';

/** Takes in a file a person chose, and answers the capability that stands for it on the wire. */
export interface OfferFile {
  /** `owned` files lie in the library's media folder and are removed when nobody takes the offer. */
  (path: string, name: string, owned: boolean): Promise<string>;
}

/** What a host mounts. */
export interface Studio {
  readonly dispatch: Dispatch;
  /** Answers `/media/TOKEN` requests with byte ranges; any other path gets 404. */
  readonly mediaRoute: (request: Request) => Promise<Response>;
  readonly offer: OfferFile;
  /** Where hosts put files they receive before offering them. */
  readonly uploadFolder: string;
  subscribe(listener: (event: string, payload: unknown) => void): () => void;
  /** Stops timers and jobs in order, saves, closes the library. */
  stop(): Promise<void>;
}

/** Everything a studio is made of. */
export interface StudioPorts {
  readonly library: Library;
  readonly keeper: LibraryKeeper;
  readonly files: MediaFiles;
  /** Makes the reader of media; where the machine has no decoder it asks a page. */
  readonly makeReader: (page: PageDecoder) => MediaReader;
  readonly documents: DocumentReader;
  readonly cloud: Cloud;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly chance: () => number;
  readonly host: CallResult<'session.hello'>['host'];
  readonly version: string;
  readonly platform: string;
  readonly sample: SampleFiles | null;
  /** Whether a path must not be read on a page's word. */
  readonly isOffLimits: (path: string) => Promise<boolean>;
  readonly diagnosis: Diagnosis;
  readonly packages: PackageList;
  readonly updates: UpdateSource;
}

/** Puts a studio together and takes up whatever work was left. */
export function makeStudio(ports: StudioPorts): Studio {
  const { library, files, documents, cloud, secrets, clock, ids, log } = ports;
  const hub = new EventHub(log);
  const { emit } = hub;
  const shelf = new RecordingShelf(library, emit);
  const grants = new MediaGrants(ids, clock);
  const page = new PagePeaks(clock, (recording) => emit('media.decodeWanted', { recording, token: grants.issue(recording) }));
  const reader = ports.makeReader(page);
  const media = new MediaService({ library, shelf, files, reader, clock, log, emit, page, grants });
  const shots = new ShotService({ library, shelf, reader, clock, log, emit });
  const runner = new JobRunner({
    library,
    files,
    documents,
    clock,
    ids,
    log,
    chance: ports.chance,
    connect: (choice) => cloud.connect(choice),
    changed: (job) => emit('jobs.changed', { jobs: [job] }),
    transcribed: (recording) => shelf.tell(recording),
  });
  const cleaner = new UploadCleaner({ library, clock, log, connect: (choice) => cloud.connect(choice) });
  const offers = new Offers({ files, clock, ids, log, isOffLimits: ports.isOffLimits });
  const leaving = [
    (recording: string) => runner.dropRecording(recording),
    (recording: string) => media.leave(recording),
    (recording: string) => shots.leave(recording),
  ];
  const updates = new UpdateService({ source: ports.updates, library, clock, log, emit });
  const space = new SpaceWatch({ library, clock, log, emit });
  const dispatch = makeDispatch(
    makeHandlers({
      session: new SessionService({
        library,
        notes: () => space.notes(),
        reader,
        host: ports.host,
        version: ports.version,
        platform: ports.platform,
        packages: ports.packages,
      }),
      settings: new SettingsService(library, emit),
      credentials: new CredentialsService({
        cloud,
        secrets,
        settings: library.settings,
        ids,
        settingsChanged: () => emit('settings.changed', library.settings.get()),
        keysChanged: () => runner.hurry(),
      }),
      library: new LibraryService({ library, offers, documents, files, intake: media, clock, ids, log, emit, sample: ports.sample, leaving }),
      backups: new BackupService({ keeper: ports.keeper, library }),
      review: new ReviewService({ library, documents, emit }),
      jobs: new TranscriptionService({ library, files, cloud, runner, clock, ids }),
      media,
      shots,
      report: new ReportService({ library, reader, clock, diagnosis: ports.diagnosis, host: ports.host, version: ports.version }),
      updates,
    }),
    (call, bug) => log.error(`${call} hit a bug`, bug),
  );
  // Another profile or another ffmpeg may be what held work up.
  const stopHearing = hub.subscribe((event) => {
    if (event !== 'settings.changed') return;
    runner.hurry();
    media.resume();
    shots.hopeAgain();
  });
  // A library open for reading belongs to another studio, and so does its work.
  if (library.readOnly === null) {
    media.resume();
    runner.start();
    cleaner.start();
  }
  updates.start();
  space.start();
  return {
    dispatch,
    mediaRoute: makeMediaRoute(files, (token) => media.locate(token)),
    offer: (path, name, owned) => offers.offer(path, name, owned),
    uploadFolder: library.mediaFolder,
    subscribe: hub.subscribe,
    async stop() {
      stopHearing();
      updates.stop();
      space.stop();
      const work = Promise.all([cleaner.stop(), runner.stop(), media.stop(), shots.stop(), offers.stop()]);
      await atMost(clock, STOP_MILLIS, work, (thrown) => log.error('work did not end in order', thrown));
      if (library.readOnly === null) await atMost(clock, BACKUP_MILLIS, library.backUp(), (thrown) => log.error('no backup was made', thrown));
      library.close();
    },
  };
}

/** How long work may take to end, milliseconds: what is not done then is taken up at the next start (reliability.md F30). */
const STOP_MILLIS = 3_500;
/** How long the backup at the end may take; a large library then has none of this day, and an unfinished copy is dropped. */
const BACKUP_MILLIS = 1_500;

/** Waits for work, but not for ever. What fails is told, and so is what takes too long. */
async function atMost(clock: Clock, millis: number, work: Promise<unknown>, failed: (thrown: unknown) => void): Promise<void> {
  const done = new AbortController();
  const late = clock.delay(millis, done.signal).then(
    () => failed(new Error(`not within ${millis} ms`)),
    () => undefined, // the work was done first
  );
  await Promise.race([work.then(() => undefined, failed), late]);
  done.abort();
}
