// The contract, call by call, and the service that answers it. A missing, surplus or mistyped line does not compile.
import type { StudioHandlers } from '../src-core/contract/studio-api.ts';
import type { BackupService } from './services/backup-service.ts';
import type { CredentialsService } from './services/credentials-service.ts';
import type { LibraryService } from './services/library-service.ts';
import type { MediaService } from './services/media-service.ts';
import type { ReportService } from './services/report-service.ts';
import type { ReviewService } from './services/review-service.ts';
import type { SessionService } from './services/session-service.ts';
import type { ShotService } from './services/shot-service.ts';
import type { SettingsService } from './services/settings-service.ts';
import type { TranscriptionService } from './services/transcription-service.ts';
import type { UpdateService } from './services/update-service.ts';

/** Every service of a studio. */
export interface Services {
  readonly session: SessionService;
  readonly settings: SettingsService;
  readonly credentials: CredentialsService;
  readonly library: LibraryService;
  readonly backups: BackupService;
  readonly review: ReviewService;
  readonly jobs: TranscriptionService;
  readonly media: MediaService;
  readonly shots: ShotService;
  readonly report: ReportService;
  readonly updates: UpdateService;
}

/** The table the dispatcher reads. */
export function makeHandlers({ session, settings, credentials, library, backups, review, jobs, media, shots, report, updates }: Services): StudioHandlers {
  return {
    'session.hello': () => session.hello(),
    'session.licences': () => session.licences(),

    'report.make': (args) => report.make(args),

    'updates.get': () => updates.get(),
    'updates.look': () => updates.look(),
    'updates.install': () => updates.install(),

    'settings.get': () => settings.get(),
    'settings.set': (args) => settings.set(args),

    'credentials.profiles': () => credentials.profiles(),
    'credentials.status': () => credentials.status(),
    'credentials.enter': (args) => credentials.enter(args),
    'credentials.forget': () => credentials.forget(),
    'credentials.test': () => credentials.test(),
    'credentials.makeBucket': () => credentials.makeBucket(),

    'library.list': () => library.list(),
    'library.import': (args) => library.import(args),
    'library.addSample': () => library.addSample(),
    'library.open': (args) => library.open(args),
    'library.save': (args) => library.save(args),
    'library.savePart': (args) => library.savePart(args),
    'library.steps': (args) => library.steps(args),
    'library.versions': (args) => library.versions(args),
    'library.keepVersion': (args) => library.keepVersion(args),
    'library.version': (args) => library.version(args),
    'library.nameVersion': (args) => library.nameVersion(args),
    'library.removeVersion': (args) => library.removeVersion(args),
    'library.keepPlace': (args) => library.keepPlace(args),
    'library.rename': (args) => library.rename(args),
    'library.remove': (args) => library.remove(args),
    'library.relink': (args) => library.relink(args),
    'library.relinkMany': (args) => library.relinkMany(args),
    'library.readAgain': (args) => library.readAgain(args),
    'library.readings': (args) => library.readings(args),
    'library.readAs': (args) => library.readAs(args),
    'library.backups': () => backups.list(),
    'library.backUp': () => backups.make(),
    'library.restore': (args) => backups.restore(args),
    'library.startNew': () => backups.startNew(),
    'library.search': (args) => library.search(args),
    'library.rawResult': (args) => library.rawResult(args),

    'review.alternatives': (args) => review.alternatives(args),
    'review.original': (args) => review.original(args),
    'review.heard': (args) => review.heard(args),
    'review.hear': (args) => review.hear(args),

    'jobs.list': () => jobs.list(),
    'jobs.start': (args) => jobs.start(args),
    'jobs.cancel': (args) => jobs.cancel(args),
    'jobs.retry': (args) => jobs.retry(args),

    'media.grant': (args) => media.grant(args),
    'media.peaks': (args) => media.peaks(args),
    'media.pushPeaks': (args) => media.pushPeaks(args),
    'media.shots': (args) => shots.shots(args),
    'media.setShots': (args) => shots.setShots(args),
  };
}
