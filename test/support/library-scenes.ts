// Scenes of the library as a whole: its backups and notes, a file that cannot be opened, damaged words, lost media.
import type { Page } from 'playwright';
import { StudioError } from '../../src-core/contract/errors.ts';
import type { StudioHandlers } from '../../src-core/contract/studio-api.ts';
import { makeMemoryStudio } from '../fakes/memory-studio.ts';
import type { Scene } from './scene.ts';
import { see } from './test-browser.ts';

const HELLO = { host: 'test', version: '0.1.0', platform: 'linux', libraryPath: '/home/ines/Galley', ffmpeg: '5.1.6' } as const;
const damaged = (): Promise<never> => Promise.reject(new StudioError('library-damaged', { reason: 'not a database' }));
const full = (overrides: Partial<StudioHandlers> = {}): Scene['stage'] => ({ memory: { scenario: 'full', overrides } });

const CLOSED = full({ 'session.hello': damaged });
const NO_BACKUPS = full({ 'session.hello': () => Promise.reject(new StudioError('library-foreign')), 'library.backups': () => Promise.resolve([]) });
const NOTED = full({
  'session.hello': () =>
    Promise.resolve({
      ...HELLO,
      readOnly: null,
      notes: [
        { kind: 'went-back', changes: 3 },
        { kind: 'low-space', bytes: 812_000_000 },
      ],
    }),
});
const DAMAGED = full({
  'session.hello': () => Promise.resolve({ ...HELLO, readOnly: 'damaged', notes: [{ kind: 'damaged', tables: 'turns' }] }),
});

const DAMAGE = {
  code: 'damaged-turns',
  severity: 'loss',
  message: '2 turns changed on the disk without Galley: check them against the sound.',
  count: 2,
  places: [{ time: 14_200 }, { time: 31_800 }],
} as const;
const sound = makeMemoryStudio({ scenario: 'full' }).handlers;
const DAMAGED_WORDS = full({
  'library.open': async (args) => ({ ...(await sound['library.open'](args)), problems: [{ ...DAMAGE, places: [...DAMAGE.places] }] }),
});

async function openLibrarySettings(page: Page): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('heading', { name: 'Library', level: 2, exact: true }).last().scrollIntoViewIfNeeded();
  await page.getByRole('list', { name: 'Backups' }).scrollIntoViewIfNeeded();
}

async function askRestore(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Restore the backup of/ })
    .first()
    .click();
  await see(page.getByRole('alertdialog')).toBeVisible();
}

export const libraryScenes: readonly Scene[] = [
  { name: 'settings-library', stage: full(), set: ({ page }) => openLibrarySettings(page) },
  { name: 'settings-library-narrow', stage: full(), narrow: true, set: ({ page }) => openLibrarySettings(page) },
  {
    name: 'settings-library-noted',
    stage: NOTED,
    async set({ page }) {
      await see(page.getByText('The library is 3 changes behind where it was')).toBeVisible();
      await openLibrarySettings(page);
    },
  },
  {
    name: 'settings-library-restore',
    stage: full(),
    async set({ page }) {
      await openLibrarySettings(page);
      await askRestore(page);
    },
  },
  { name: 'library-closed', stage: CLOSED, set: ({ page }) => see(page.getByRole('button', { name: /^Restore the backup of/ }).first()).toBeVisible() },
  {
    name: 'library-closed-narrow',
    stage: CLOSED,
    narrow: true,
    async set({ page }) {
      await see(page.getByRole('button', { name: /^Restore the backup of/ }).first()).toBeVisible();
    },
  },
  { name: 'library-closed-empty', stage: NO_BACKUPS, set: ({ page }) => see(page.getByText('There is no backup yet')).toBeVisible() },
  {
    name: 'library-damaged',
    stage: DAMAGED,
    async set({ page }) {
      await see(page.getByText('Reading only: a part of the library is damaged')).toBeVisible();
    },
  },
  {
    name: 'recording-damaged',
    stage: DAMAGED_WORDS,
    async set({ page }) {
      await page
        .getByRole('listitem')
        .getByRole('button', { name: /^Lighthouse interview/ })
        .first()
        .click();
      await see(page.getByText('Words of this recording are damaged in the library')).toBeVisible();
    },
  },
];
