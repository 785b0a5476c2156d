// The contract, call by call, and the service that answers it. A missing, surplus or mistyped line does not compile.
import type { StudioHandlers } from '../src-core/contract/studio-api.ts';
import type { CredentialsService } from './services/credentials-service.ts';
import type { LibraryService } from './services/library-service.ts';
import type { MediaService } from './services/media-service.ts';
import type { SessionService } from './services/session-service.ts';
import type { SettingsService } from './services/settings-service.ts';
import type { TranscriptionService } from './services/transcription-service.ts';

/** Every service of a studio. */
export interface Services {
  readonly session: SessionService;
  readonly settings: SettingsService;
  readonly credentials: CredentialsService;
  readonly library: LibraryService;
  readonly jobs: TranscriptionService;
  readonly media: MediaService;
}

/** The table the dispatcher reads. */
export function makeHandlers({ session, settings, credentials, library, jobs, media }: Services): StudioHandlers {
  return {
    'session.hello': () => session.hello(),

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
    'library.keepPlace': (args) => library.keepPlace(args),
    'library.rename': (args) => library.rename(args),
    'library.remove': (args) => library.remove(args),
    'library.relink': (args) => library.relink(args),
    'library.search': (args) => library.search(args),
    'library.rawResult': (args) => library.rawResult(args),

    'jobs.list': () => jobs.list(),
    'jobs.start': (args) => jobs.start(args),
    'jobs.cancel': (args) => jobs.cancel(args),
    'jobs.retry': (args) => jobs.retry(args),

    'media.grant': (args) => media.grant(args),
    'media.peaks': (args) => media.peaks(args),
    'media.pushPeaks': (args) => media.pushPeaks(args),
  };
}
