// The journey's end: the corrected words saved in each format, and read by programs that are not ours.
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { ffmpeg } from '../peers/ffmpeg-peer.ts';
import type { Peer, PeerCue, PeerFormat } from '../peers/peer.ts';
import { pythonSrt, ttconv } from '../peers/python-peers.ts';
import { mediaCaptions, webvttParser } from '../peers/script-peers.ts';
import { storedTranscript, wordsOf } from '../support/stored-transcript.ts';
import { see } from '../support/test-browser.ts';
import type { StudioUnderTest } from './studio-under-test.ts';
import type { Trip } from './trip.ts';

const PEERS: readonly Peer[] = [ffmpeg, pythonSrt, ttconv, webvttParser, mediaCaptions];

export async function exportAll({ studio }: Trip): Promise<void> {
  const words = wordsOf(storedTranscript(studio.library, 'morning-report').transcript).map(({ text }) => text);
  const srt = await readAlike(await exported(studio, /SubRip|SRT/), 'srt');
  expect(srt.flatMap(({ text }) => text.split(/\s+/))).toEqual(words);
  const vtt = await readAlike(await exported(studio, /WebVTT/), 'vtt');
  expect(vtt.map(({ start, end }) => ({ start, end }))).toEqual(srt.map(({ start, end }) => ({ start, end })));
  const text = readFileSync(await exported(studio, /text/i), 'utf8');
  expect(text).toContain('only the trawler crews are waiting for better weather.');
}

/** Saves the open recording in a format; answers where. */
async function exported(studio: StudioUnderTest, format: RegExp): Promise<string> {
  const { page } = studio;
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Export/ });
  await dialog.getByRole('radio', { name: format }).check();
  const preview = dialog.getByRole('region', { name: 'Preview' }).locator('pre');
  await see(preview).toContainText('trawler');
  const promised = await preview.textContent();
  const path = await studio.saved(() => dialog.getByRole('button', { name: 'Save', exact: true }).click());
  await see(dialog).toBeHidden();
  await see(page.getByRole('contentinfo')).toContainText('Exported morning-report.');
  expect(readFileSync(path, 'utf8').trimEnd()).toBe(promised?.trimEnd());
  return path;
}

/** What every peer reads in a file: the same cues, times to the millisecond. */
async function readAlike(path: string, format: PeerFormat): Promise<PeerCue[]> {
  const readings = await Promise.all(
    PEERS.filter(({ formats }) => formats.includes(format)).map(async (peer) => ({ peer: peer.name, cues: await cuesBy(peer, path, format) })),
  );
  const [first] = readings;
  for (const { peer, cues } of readings) expect({ peer, cues }).toEqual({ peer, cues: first?.cues });
  return first?.cues ?? [];
}

async function cuesBy(peer: Peer, path: string, format: PeerFormat): Promise<PeerCue[]> {
  const cues = await peer.read(path, format);
  expect(cues.length).toBeGreaterThan(3);
  return cues.map(({ start, end, text }) => ({ start, end, text: text.replaceAll('\r', '').trim() }));
}
