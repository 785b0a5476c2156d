// The sample interview: its word times are true to its sound, its result is what the service would write, and the errors in it
// can be put right from it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readKnownRecordings } from './transcribe/known-recordings.ts';

interface TruthWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly heard?: string;
  readonly doubtful?: boolean;
}
interface Item {
  readonly id: number;
  readonly type: string;
  readonly start_time?: string;
  readonly end_time?: string;
  readonly speaker_label: string;
  readonly alternatives: readonly { readonly confidence: string; readonly content: string }[];
}
interface Result {
  readonly accountId: string;
  readonly results: {
    readonly transcripts: readonly { readonly transcript: string }[];
    readonly items: readonly Item[];
    readonly audio_segments: readonly { readonly items: readonly number[]; readonly transcript: string }[];
    readonly segments: readonly {
      readonly start_time: string;
      readonly alternatives: readonly { readonly items: readonly { readonly content: string }[] }[];
    }[];
    readonly speaker_labels: { readonly speakers: number; readonly segments: readonly { readonly items: readonly unknown[] }[] };
  };
}

const folder = fileURLToPath(new URL('../../assets/sample/', import.meta.url));
const read = (name: string): unknown => JSON.parse(readFileSync(folder + name, 'utf8'));
const truth = read('truth.json') as { duration: number; turns: { speaker: string; words: TruthWord[] }[] }; // written by make-sample.ts
const { accountId, results } = read('interview.json') as Result; // written by make-sample.ts, held to its shape below
const words = truth.turns.flatMap((turn) => turn.words);
const spoken = results.items.filter((item) => item.type === 'pronunciation');

const FFMPEG = '/usr/bin/ffmpeg';
const RATE = 16_000;

/** The sound as one loudness per 5 ms, in decibels below full scale. */
function loudness(): number[] {
  const bytes = execFileSync(FFMPEG, ['-v', 'error', '-i', `${folder}interview.ogg`, '-f', 's16le', '-ar', String(RATE), '-ac', '1', '-'], {
    maxBuffer: 2 ** 26,
  });
  const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
  const window = RATE / 200;
  return Array.from({ length: Math.floor(samples.length / window) }, (_, at) => {
    const power = samples.subarray(at * window, (at + 1) * window).reduce((sum, sample) => sum + (sample / 32768) ** 2, 0) / window;
    return 10 * Math.log10(power + 1e-10);
  });
}

/** Power between two times, in decibels. */
function level(windows: readonly number[], start: number, end: number): number {
  const part = windows.slice(Math.round(start / 5), Math.max(Math.round(start / 5) + 1, Math.round(end / 5)));
  return 10 * Math.log10(part.reduce((sum, one) => sum + 10 ** (one / 10), 0) / part.length);
}

test('sound lies inside the words and silence between them', (context) => {
  context.skip(!existsSync(FFMPEG), `no ffmpeg at ${FFMPEG}`);
  const windows = loudness();
  const quietest = Math.min(...words.map((word) => level(windows, word.start, word.end)));
  const pauses = words.slice(1).flatMap((word, at) => {
    const before = words[at];
    return before && word.start - before.end >= 100 ? [{ start: before.end + 30, end: word.start - 30 }] : [];
  });
  const loudest = Math.max(...pauses.map((pause) => level(windows, pause.start, pause.end)));
  expect(pauses.length).toBeGreaterThan(25);
  expect(quietest - loudest).toBeGreaterThan(20);
});

test('after each long pause the sound begins where its word does, and ends where the last word did', (context) => {
  context.skip(!existsSync(FFMPEG), `no ffmpeg at ${FFMPEG}`);
  const windows = loudness();
  const loud = (at: number): boolean => (windows[at] ?? -100) > -50;
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    if (!before || word.start - before.end < 350) continue;
    const middle = Math.round((before.end + word.start) / 10);
    let [begin, end] = [middle, middle];
    while (!loud(begin)) begin += 1;
    while (!loud(end)) end -= 1;
    expect(Math.abs(begin * 5 - word.start), `the start of "${word.text}"`).toBeLessThanOrEqual(60);
    expect(Math.abs((end + 1) * 5 - before.end), `the end of "${before.text}"`).toBeLessThanOrEqual(70);
  }
});

test('times are in order, inside the sound, and the same in result and truth', () => {
  expect(truth.duration).toBeGreaterThan(60_000);
  expect(truth.duration).toBeLessThan(120_000);
  let last = 0;
  for (const [at, word] of words.entries()) {
    expect(word.start).toBeGreaterThanOrEqual(last);
    expect(word.end).toBeGreaterThan(word.start);
    last = word.end;
    const item = spoken[at];
    expect([Number(item?.start_time), Number(item?.end_time)]).toEqual([word.start / 1000, word.end / 1000]);
    expect(item?.start_time).toMatch(/^\d+\.\d{1,3}$/);
  }
  expect(spoken).toHaveLength(words.length);
  expect(truth.duration).toBeGreaterThan(last);
});

test('the result is whole: ids, speakers, stretches, and a transcript made of its items', () => {
  expect(accountId).toBe('000000000000');
  expect(results.items.map((item) => item.id)).toEqual(results.items.map((_, index) => index));
  expect(results.items.every((item) => item.alternatives.length === 1)).toBe(true);
  expect(
    results.items.filter((item) => item.type === 'punctuation').every((item) => item.start_time === undefined && item.alternatives[0]?.confidence === '0.0'),
  ).toBe(true);
  expect(new Set(results.items.map((item) => item.speaker_label))).toEqual(new Set(['spk_0', 'spk_1']));
  expect(results.speaker_labels.speakers).toBe(2);
  expect(results.speaker_labels.segments.flatMap((one) => one.items)).toHaveLength(spoken.length);
  expect(results.audio_segments.flatMap((one) => one.items)).toEqual(results.items.map((item) => item.id));
  expect(results.audio_segments.map((one) => one.transcript).join(' ')).toBe(results.transcripts[0]?.transcript);
  expect(words.length).toBeGreaterThanOrEqual(200);
  expect(words.length).toBeLessThanOrEqual(260);
});

test('about a dozen words are doubtful, most of them wrong, and each wrong one has its right word among the alternatives', () => {
  const doubtful = words.filter((word) => word.doubtful);
  expect(doubtful.length).toBeGreaterThanOrEqual(10);
  expect(doubtful.filter((word) => word.heard !== undefined).length).toBeGreaterThanOrEqual(6);
  const unsure = spoken.filter((item) => Number(item.alternatives[0]?.confidence) < 0.8).map((item) => item.id);
  expect(unsure).toHaveLength(doubtful.length);
  for (const word of doubtful.filter((one) => one.heard !== undefined)) {
    const stretch = results.segments.filter((one) => Number(one.start_time) * 1000 <= word.start).at(-1);
    const said = stretch?.alternatives.map((alternative) => alternative.items.map((item) => item.content));
    expect(said?.[0]).toContain(word.heard);
    expect(said?.slice(1).flat()).toContain(word.text.replace(/[.,?]$/, ''));
  }
});

test('the long recording made of it lasts as long as its words say', (context) => {
  context.skip(!existsSync(FFMPEG), `no ffmpeg at ${FFMPEG}`);
  const made = mkdtempSync(join(tmpdir(), 'galley-long-'));
  try {
    execFileSync(process.execPath, [`${folder}make-long.ts`, made, '--words', '600', '--format', 'wav']);
    const long = JSON.parse(readFileSync(join(made, 'long.json'), 'utf8')) as Result; // as interview.json
    const times = long.results.items.filter((item) => item.type === 'pronunciation').map((item) => [Number(item.start_time), Number(item.end_time)]);
    expect(times.length).toBeGreaterThanOrEqual(600);
    expect(times.flat()).toEqual(times.flat().sort((a, b) => a - b));
    const seconds = (statSync(join(made, 'long.wav')).size - 44) / (2 * RATE);
    expect(Math.abs(seconds - (times.at(-1)?.[1] ?? 0) - 0.13)).toBeLessThan(0.05);
  } finally {
    rmSync(made, { recursive: true });
  }
});

test('the stand-in knows it by its bytes, and it is small', () => {
  expect(readKnownRecordings(folder)).toMatchObject([{ format: 'ogg', language: 'en-US' }]);
  expect(statSync(`${folder}interview.ogg`).size).toBeLessThan(1.2 * 1024 * 1024);
});
