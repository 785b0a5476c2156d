// Files coming in: one after the other, one that fails stops none, and a single one is opened.
import { expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { ImportResult } from '../../../src-core/contract/studio-api.ts';
import { Scope } from '../../../src-renderer/scope.ts';
import { NavigationState } from '../../../src-renderer/state/navigation.svelte.ts';
import { NoticesState } from '../../../src-renderer/state/notices.svelte.ts';
import { OffersState } from '../../../src-renderer/state/offers.svelte.ts';
import { settle } from '../../fakes/manual-clock.ts';
import { ManualPageClock, PlainHost, recordingOf, ScriptedStudio } from '../page-fakes.ts';

const imported = (id: string, change: Partial<ImportResult> = {}): ImportResult => ({
  recording: recordingOf(id),
  outcome: 'media-added',
  described: 'MP3, 1 min',
  problems: [],
  ...change,
});

function desk() {
  const studio = new ScriptedStudio().answer('library.import', ({ offer }) => imported(offer));
  const host = new PlainHost();
  const notices = new NoticesState(new ManualPageClock());
  const navigation = new NavigationState();
  const offers = new OffersState(studio.client, host, { notices, navigation }, new Scope());
  return { studio, host, notices, navigation, offers };
}

const file = (name: string): File => new File(['x'], name);

it('opens a single file once it is in', async () => {
  const { offers, navigation } = desk();
  offers.take([file('a.mp3')]);
  await settle();
  expect(navigation.openRecording).toBe('offer-a.mp3');
  expect([offers.entries, offers.busy]).toEqual([[], false]);
});

it('takes the rest in when one is refused, and keeps each reason in sight', async () => {
  const { offers, host, navigation, studio } = desk();
  host.refuses = (name) => (name === 'b.txt' ? new StudioError('bad-file') : null);
  studio.answer('library.import', ({ offer }) => {
    if (offer === 'offer-c.mp3') throw new StudioError('no-audio');
    return imported(offer);
  });
  offers.take(['a.mp3', 'b.txt', 'c.mp3', 'd.mp3'].map(file));
  await settle();
  expect(offers.entries.map(({ name, phase }) => `${name} ${phase}`)).toEqual(['a.mp3 done', 'b.txt failed', 'c.mp3 failed', 'd.mp3 done']);
  expect(offers.entries.map(({ error }) => (error as StudioError | null)?.code ?? null)).toEqual([null, 'bad-file', 'no-audio', null]);
  expect(navigation.openRecording).toBeNull();
  offers.clear();
  expect(offers.entries).toEqual([]);
});

it('reads one file at a time', async () => {
  const { offers, studio } = desk();
  let reading = 0;
  let most = 0;
  studio.answer('library.import', async ({ offer }) => {
    most = Math.max(most, ++reading);
    await settle();
    reading -= 1;
    return imported(offer);
  });
  offers.take([file('a'), file('b')]);
  offers.take([file('c')]);
  for (let turn = 0; turn < 10; turn++) await settle();
  expect([most, studio.argsOf('library.import').length]).toEqual([1, 3]);
});

it('joins files to the recording they were dropped on', async () => {
  const { offers, studio } = desk();
  offers.take([file('a.json')], 'r7');
  await settle();
  expect(studio.argsOf('library.import')).toEqual([{ offer: 'offer-a.json', into: 'r7' }]);
});

it('says a single failure aloud instead of leaving a list of one', async () => {
  const { offers, host, notices } = desk();
  host.refuses = () => new StudioError('empty-media');
  offers.take([file('a.mp3')]);
  await settle();
  expect(offers.entries).toEqual([]);
  expect(notices.toasts[0]?.title).toContain('a.mp3');
  expect(notices.toasts[0]?.text).toHaveLength(2);
});

it('offers the report when something was repaired or left out, and is silent about notes', async () => {
  const problem: ImportResult['problems'][number] = { code: 'overlap', severity: 'repair', message: 'Two cues overlapped.', count: 1, places: [] };
  const { offers, studio, notices, navigation } = desk();
  studio.answer('library.import', ({ offer }) => imported(offer, { problems: [{ ...problem, severity: 'note' }] }));
  offers.take([file('a.srt')]);
  await settle();
  expect(notices.toasts).toEqual([]);
  studio.answer('library.import', ({ offer }) => imported(offer, { problems: [problem] }));
  offers.take([file('a.srt')]);
  await settle();
  notices.toasts[0]?.action?.run();
  expect(navigation.panel).toMatchObject({ kind: 'import-report', problems: [problem] });
});

it('takes in what the system hands over', async () => {
  const { studio, navigation } = desk();
  studio.emit('shell.opened', { offers: [{ offer: 'from-system', name: 'x.mp3' }] });
  await settle();
  expect(navigation.openRecording).toBe('from-system');
});

it('does nothing when a person chooses no file', async () => {
  const { offers, studio } = desk();
  await offers.choose('any');
  expect([offers.entries, studio.calls]).toEqual([[], []]);
});

it('shows bytes moving while chosen files are handed over, then the files themselves', async () => {
  const { offers, host, navigation } = desk();
  host.chosen = [{ offer: 'o1', name: 'long.wav' }];
  const choosing = offers.choose('media');
  await settle();
  expect(offers.entries).toMatchObject([{ phase: 'handing-over', sent: 1, total: 2 }]);
  expect(offers.busy).toBe(true);
  host.finishChoosing();
  await choosing;
  await settle();
  expect([offers.entries, navigation.openRecording]).toEqual([[], 'o1']);
});
