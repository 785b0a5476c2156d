// Where one is: back leads where one came from, a narrow window shows one thing, nothing points at what is gone.
import { expect, it } from 'vitest';
import { NavigationState } from '../../../src-renderer/state/navigation.svelte.ts';

it('goes back from settings to the recording that was open', () => {
  const navigation = new NavigationState();
  navigation.openRecordingAt('a');
  navigation.go({ kind: 'settings', part: 'aws' });
  navigation.go({ kind: 'settings', part: 'media' });
  navigation.back();
  expect(navigation.openRecording).toBe('a');
});

it('begins at the start, and back from nowhere leads there', () => {
  const navigation = new NavigationState();
  navigation.back();
  expect(navigation.place).toEqual({ kind: 'start' });
});

it('takes turns between library and work in a narrow window, and shows both in a wide one', () => {
  const navigation = new NavigationState();
  navigation.setNarrow(true);
  expect(navigation.libraryShown).toBe(false);
  navigation.toggleLibrary();
  navigation.openRecordingAt('a');
  expect(navigation.libraryShown).toBe(false);
  navigation.setNarrow(false);
  expect(navigation.libraryShown).toBe(true);
  navigation.openRecordingAt('b');
  expect(navigation.libraryShown).toBe(true);
});

it('counts going to the same spot again, so that a second click on a hit is heard', () => {
  const navigation = new NavigationState();
  navigation.openRecordingAt('a', { turn: 3, time: 500 });
  const before = navigation.visits;
  navigation.openRecordingAt('a', { turn: 3, time: 500 });
  expect(navigation.visits).toBe(before + 1);
});

it('lets nothing point at a recording that is gone', () => {
  const navigation = new NavigationState();
  navigation.openRecordingAt('a');
  navigation.go({ kind: 'jobs' });
  navigation.show({ kind: 'export', recording: 'a' });
  navigation.leaveRecording('a');
  expect(navigation.panel).toBeNull();
  navigation.back();
  expect(navigation.place).toEqual({ kind: 'start' });
});
