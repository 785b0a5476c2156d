// Makes long data for measuring: the sample's sentences, shuffled, as one recording with the result that belongs to it.
//   node assets/sample/make-long.ts FOLDER [--words 40000] [--format mp3|ogg|flac|wav] [--alternatives] [--no-sound]
// 40,000 words come to just under four hours, the longest Transcribe takes. Writes FOLDER/long.json and FOLDER/long.mp3.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { RATE } from './flite.ts';
import { INTERVIEW, parseTurn } from './interview-text.ts';
import type { TimedTurn, TimedWord } from './timed-words.ts';
import { toTranscribeResult } from './transcribe-result.ts';

const CODECS: Readonly<Record<string, readonly string[]>> = {
  mp3: ['-c:a', 'libmp3lame', '-b:a', '48k'],
  ogg: ['-c:a', 'libopus', '-b:a', '24k', '-application', 'voip'],
  flac: ['-c:a', 'flac'],
  wav: ['-c:a', 'pcm_s16le'],
};
/** Silence after a sentence, milliseconds: it makes 40,000 words last four hours. */
const PAUSE = 130;
const MOST_SENTENCES_A_TURN = 6;

/** A sentence of the sample with its sound. */
interface Sentence {
  readonly speaker: 'host' | 'guest';
  /** Times from the sentence's own start, milliseconds. */
  readonly words: readonly TimedWord[];
  readonly samples: Int16Array;
}

/** The sample taken apart. */
function sentencesOfSample(): Sentence[] {
  const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  const pcm = execFileSync('ffmpeg', ['-v', 'error', '-i', path('interview.ogg'), '-f', 's16le', '-ar', String(RATE), '-ac', '1', '-'], { maxBuffer: 2 ** 26 });
  const sound = new Int16Array(pcm.buffer.slice(pcm.byteOffset, pcm.byteOffset + pcm.length));
  const truth = JSON.parse(readFileSync(path('truth.json'), 'utf8')) as { turns: { words: { start: number; end: number }[] }[] }; // written by make-sample.ts
  const times = truth.turns.flatMap((turn) => turn.words);
  let at = 0;
  return INTERVIEW.flatMap(({ speaker, text }) =>
    parseTurn(text).map((script): Sentence => {
      const own = times.slice(at, (at += script.length));
      const [start, end] = [own[0]?.start ?? 0, own.at(-1)?.end ?? 0];
      const words = script.map((word, index) => ({ ...word, start: (own[index]?.start ?? 0) - start, end: (own[index]?.end ?? 0) - start }));
      return { speaker, words, samples: sound.slice((start * RATE) / 1000, (end * RATE) / 1000) };
    }),
  );
}

/** Sentences in an order that is always the same, speakers by turns, until there are enough words. */
function* shuffled(sentences: readonly Sentence[], words: number): Generator<Sentence[]> {
  let state = 20_261_122;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const bySpeaker = { host: sentences.filter((one) => one.speaker === 'host'), guest: sentences.filter((one) => one.speaker === 'guest') };
  for (let count = 0, turn = 0; count < words; turn += 1) {
    const own = bySpeaker[turn % 2 === 0 ? 'host' : 'guest'];
    const chosen = Array.from({ length: 1 + random(MOST_SENTENCES_A_TURN) }, () => own[random(own.length)]).filter((one) => one !== undefined);
    count += chosen.reduce((sum, one) => sum + one.words.length, 0);
    yield chosen;
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      words: { type: 'string', default: '40000' },
      format: { type: 'string', default: 'mp3' },
      alternatives: { type: 'boolean', default: false },
      'no-sound': { type: 'boolean', default: false },
    },
  });
  const [folder] = positionals;
  const codec = CODECS[values.format];
  if (folder === undefined || !codec) throw new Error('Say: node assets/sample/make-long.ts FOLDER [--words N] [--format mp3|ogg|flac|wav]');
  mkdirSync(folder, { recursive: true });
  const plan = [...shuffled(sentencesOfSample(), Number(values.words))];
  const { turns, length } = layOut(plan);
  const result = toTranscribeResult(turns, 'galley-long') as { results: Record<string, unknown> }; // the document it makes is an object of objects
  if (!values.alternatives) delete result.results['segments'];
  writeFileSync(join(folder, 'long.json'), JSON.stringify(result));
  const words = turns.flatMap((turn) => turn.sentences.flat()).length;
  process.stdout.write(`${words} words, ${turns.length} turns, ${(length / 3_600_000).toFixed(3)} h\n`);
  if (!values['no-sound']) await writeSound(plan, codec, join(folder, `long.${values.format}`));
}

/** Puts the sentences on one time line. `length` is the whole recording's, milliseconds. */
function layOut(plan: readonly (readonly Sentence[])[]): { turns: TimedTurn[]; length: number } {
  let at = PAUSE;
  const turns = plan.map((sentences): TimedTurn => {
    const timed = sentences.map((sentence) => {
      const words = sentence.words.map((word) => ({ ...word, start: word.start + at, end: word.end + at }));
      at += (sentence.words.at(-1)?.end ?? 0) + PAUSE;
      return words;
    });
    return { speaker: sentences[0]?.speaker ?? 'host', sentences: timed };
  });
  return { turns, length: at };
}

async function writeSound(plan: readonly (readonly Sentence[])[], codec: readonly string[], path: string): Promise<void> {
  const input = ['-f', 's16le', '-ar', String(RATE), '-ac', '1', '-i', 'pipe:0'];
  const ffmpeg = spawn('ffmpeg', ['-v', 'error', '-y', ...input, ...codec, '-map_metadata', '-1', '-fflags', '+bitexact', path], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const ended = once(ffmpeg, 'exit');
  const silence = Buffer.alloc(((PAUSE * RATE) / 1000) * 2);
  const write = async (bytes: Buffer): Promise<void> => {
    if (!ffmpeg.stdin.write(bytes)) await once(ffmpeg.stdin, 'drain');
  };
  await write(silence);
  for (const sentence of plan.flat()) {
    await write(Buffer.from(sentence.samples.buffer));
    await write(silence);
  }
  ffmpeg.stdin.end();
  const [code] = (await ended) as [number | null]; // an exit event carries its code first
  if (code !== 0) throw new Error(`ffmpeg ended with ${String(code)}`);
}

await main();
