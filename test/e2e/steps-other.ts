// The journey's second recording: refused by the practice service, given a result of its own instead, corrected.
import { expect } from 'vitest';
import { speakRecording, type SpokenRecording } from '../support/spoken-recording.ts';
import { wordsOf } from '../support/stored-transcript.ts';
import { see } from '../support/test-browser.ts';
import { savedTranscript } from './steps-correct.ts';
import { sendRecording } from './steps-transcribe.ts';
import { selectWord, sheetOf } from './transcript-sheet.ts';
import type { Trip } from './trip.ts';

const LINES = [
  { speaker: 0, text: 'Welcome to the harbour office, this is the morning report.' },
  { speaker: 1, text: 'The wind comes from the north west, and the tide turns at half past nine.' },
  { speaker: 0, text: 'Thank you. Are the fishing boats out already?' },
  { speaker: 1, text: 'Most of them left before dawn, only the trawlers are waiting for better weather.' },
] as const;

export async function refuseOther({ studio, folder }: Trip): Promise<SpokenRecording> {
  const { page } = studio;
  const spoken = speakRecording(folder, 'morning-report', LINES);
  await studio.drop([spoken.media]);
  await see(page.getByRole('heading', { name: 'morning-report', level: 1 })).toBeVisible();
  await sendRecording(page);
  const job = page.getByRole('article', { name: 'Transcription job' });
  await see(job).toContainText(/Amazon Transcribe says:.*only the sample recordings/, { timeout: 30_000 });
  await see(job.getByRole('button', { name: 'Try again' })).toBeVisible();
  return spoken;
}

export async function attachResult({ studio }: Trip, { result, words }: SpokenRecording): Promise<void> {
  const { page } = studio;
  await studio.choose([result], () => page.getByRole('button', { name: 'Attach a transcript…' }).click());
  await see(sheetOf(page)).toContainText('The wind comes from the north west');
  const heard = wordsOf(await savedTranscript(studio, 'morning-report'));
  expect(heard.map(({ text, start, end }) => ({ text, start, end }))).toEqual(words.map(({ text, start, end }) => ({ text, start, end })));
  await selectWord(page, 'trawlers');
  await page.keyboard.type('trawler crews');
  const corrected = wordsOf(await savedTranscript(studio, 'morning-report'));
  expect(corrected.map(({ text }) => text)).toContain('crews');
  expect(corrected).toHaveLength(heard.length + 1);
}
