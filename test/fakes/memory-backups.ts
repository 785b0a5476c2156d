// Backups and mending as the studio in memory has them: believable, and nothing is ever replaced.
import type { StudioHandlers } from '../../src-core/contract/studio-api.ts';
import type { Backup } from '../../src-core/library/backup.ts';
import type { Recording } from '../../src-core/library/recording.ts';
import { MEMORY_NOW } from './memory-recordings.ts';

const DAY = 86_400_000;

/** Backups of the last days, the oldest of which can no longer be read. */
export const MEMORY_BACKUPS: readonly Backup[] = [
  { name: 'library-v4-g412-2026-11-21T17-42-10-000Z.db', madeAt: MEMORY_NOW - DAY, bytes: 48_400_000, recordings: 42, words: 318_204, state: 'whole' },
  { name: 'library-v4-g377-2026-11-20T18-03-44-000Z.db', madeAt: MEMORY_NOW - 2 * DAY, bytes: 46_900_000, recordings: 41, words: 309_870, state: 'whole' },
  { name: 'library-v4-g301-2026-11-18T16-20-02-000Z.db', madeAt: MEMORY_NOW - 4 * DAY, bytes: 45_100_000, recordings: 39, words: 301_112, state: 'whole' },
  { name: 'library-v1-g0-2026-11-10T09-00-00-000Z.db', madeAt: MEMORY_NOW - 12 * DAY, bytes: 4_096, recordings: 0, words: 0, state: 'unreadable' },
];

type BackupCalls = Pick<
  StudioHandlers,
  | 'library.backups'
  | 'library.backUp'
  | 'library.restore'
  | 'library.startNew'
  | 'library.relinkMany'
  | 'library.readAgain'
  | 'library.readings'
  | 'library.readAs'
>;
/** What is answered here, so that the studio's own table can leave it out. */
export type BackupCall = keyof BackupCalls;

/** The calls, over whoever knows the recordings. */
export function backupCallsOf(recording: (id: string) => Recording): BackupCalls {
  const backups = (): Promise<Backup[]> => Promise.resolve(MEMORY_BACKUPS.map((backup) => ({ ...backup })));
  const setAside = 'set-aside/2026-11-22T12-00-00-000Z';
  return {
    'library.backups': backups,
    'library.backUp': async () => ({ made: false, backups: await backups() }),
    'library.restore': () => Promise.resolve({ setAside }),
    'library.startNew': () => Promise.resolve({ setAside }),
    'library.relinkMany': () => Promise.resolve({ found: [] }),
    'library.readings': () =>
      Promise.resolve([
        { encoding: 'windows-1251', label: 'Cyrillic (Windows-1251)', certainty: 'likely', lines: ['Рыба приходит на рынок в пять утра.'] },
        { encoding: 'koi8-r', label: 'Cyrillic (KOI8-R)', certainty: 'guess', lines: ['пШАЮ ОПХУНДХР МЮ ПШМНЙ Б ОЪРЭ СРПЮ.'] },
        { encoding: 'windows-1252', label: 'Western European (Windows-1252)', certainty: 'guess', lines: ['Ðûáà ïðèõîäèò íà ðûíîê â ïÿòü óòðà.'] },
      ]),
    'library.readAs': async ({ recording: id }) =>
      Promise.resolve({ recording: recording(id), outcome: 'transcript-imported', described: 'SRT, 1,204 words', problems: [] }),
    'library.readAgain': async ({ recording: id }) =>
      Promise.resolve({ recording: recording(id), outcome: 'transcript-imported', described: 'Amazon Transcribe, 2 speakers', problems: [] }),
  };
}
