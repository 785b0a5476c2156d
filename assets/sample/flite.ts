// Speaks a sentence with Debian's flite and tells when each of its words is spoken, by the synthesiser's own phone times.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Samples per second of flite's larger voices. */
export const RATE = 16_000;

/** A spoken sentence: 16-bit samples, and each word's first and last sample. */
export interface Speech {
  readonly samples: Int16Array;
  readonly words: readonly { readonly from: number; readonly to: number }[];
}

/** One of flite's voices, and how slowly it speaks (1 is its own pace). */
export interface Voice {
  readonly name: 'slt' | 'rms' | 'awb';
  readonly stretch: number;
}

/** Speaks words as one sentence, trimmed of the silence around it. `text` is what flite reads: the words with their punctuation. */
export function speak(voice: Voice, text: string, words: readonly string[]): Speech {
  const folder = mkdtempSync(join(tmpdir(), 'galley-flite-'));
  try {
    const path = join(folder, 'sentence.wav');
    const options = ['-voice', voice.name, '--setf', `duration_stretch=${voice.stretch}`];
    const phones = parsePhones(flite([...options, '-psdur', '-t', text, '-o', path]));
    const spans = spansOf(words, phones, (word) => phonesOf(voice, word));
    const samples = readSamples(path);
    const [first, last] = [spans[0]?.from ?? 0, spans.at(-1)?.to ?? samples.length];
    const sound = samples.slice(first, last);
    return { samples: sound, words: spans.map(({ from, to }) => ({ from: from - first, to: to - first })) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Phone {
  readonly name: string;
  /** Samples. */
  readonly from: number;
  readonly to: number;
}

const spelled = new Map<string, string[]>();

/** How flite says a word by itself, as phones. */
function phonesOf(voice: Voice, word: string): string[] {
  const before = spelled.get(word);
  if (before) return before;
  const phones = flite(['-voice', voice.name, '-ps', '-t', word, 'none']).trim().split(/\s+/);
  const spoken = phones.filter((phone) => phone !== 'pau');
  spelled.set(word, spoken);
  return spoken;
}

function parsePhones(text: string): Phone[] {
  let from = 0;
  return text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [name = '', end = ''] = entry.split(':');
      const phone = { name, from, to: Math.round(Number(end) * RATE) };
      from = phone.to;
      return phone;
    });
}

/**
 * Gives each phone of the sentence to a word. In a sentence some words change ("the" before a vowel), so the two strings of
 * phones are aligned by edit distance; more than one change in four means that the sentence was not read as the script says.
 */
function spansOf(words: readonly string[], phones: readonly Phone[], phonesOfWord: (word: string) => string[]): { from: number; to: number }[] {
  const expected = words.flatMap((word, index) => phonesOfWord(word).map((name) => ({ name, word: index })));
  const spoken = phones.filter((phone) => phone.name !== 'pau');
  const cost = Array.from({ length: expected.length + 1 }, (_, i) => Array.from({ length: spoken.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)));
  const at = (i: number, j: number): number => cost[i]?.[j] ?? Infinity;
  const step = (i: number, j: number): number => at(i - 1, j - 1) + (expected[i - 1]?.name === spoken[j - 1]?.name ? 0 : 1);
  for (let i = 1; i <= expected.length; i += 1) {
    for (let j = 1; j <= spoken.length; j += 1) (cost[i] ?? [])[j] = Math.min(step(i, j), at(i - 1, j) + 1, at(i, j - 1) + 1);
  }
  const distance = at(expected.length, spoken.length);
  if (distance > expected.length / 4) throw new Error(`flite did not read "${words.join(' ')}" as written: ${distance} of ${expected.length} sounds differ`);
  const spans = words.map(() => ({ from: Infinity, to: 0 }));
  for (let [i, j] = [expected.length, spoken.length]; i > 0 && j > 0;) {
    const span = spans[expected[i - 1]?.word ?? 0];
    const phone = spoken[j - 1];
    if (at(i, j) === at(i - 1, j) + 1) i -= 1;
    else {
      if (span && phone) Object.assign(span, { from: Math.min(span.from, phone.from), to: Math.max(span.to, phone.to) });
      if (at(i, j) === step(i, j)) i -= 1;
      j -= 1;
    }
  }
  const silent = words.filter((_, index) => (spans[index]?.to ?? 0) === 0);
  if (silent.length > 0) throw new Error(`flite left out ${silent.join(', ')}`);
  return spans;
}

function readSamples(path: string): Int16Array {
  const bytes = readFileSync(path);
  const data = bytes.indexOf('data', 12, 'latin1') + 8;
  if (bytes.readUInt32LE(24) !== RATE) throw new Error(`flite spoke at ${bytes.readUInt32LE(24)} Hz, not ${RATE}`);
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset + data, bytes.byteOffset + bytes.length - ((bytes.length - data) % 2)));
}

function flite(args: readonly string[]): string {
  return execFileSync('flite', args, { encoding: 'utf8' });
}
