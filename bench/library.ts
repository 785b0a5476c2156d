// Measures the library on disk: search over 500 transcripts of 10,000 words, one durable save, opening 40,000 words,
// starting with 1,000 recordings. Run with `node bench/library.ts [folder]`; the folder is kept for a second run.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Transcript, Turn, Word } from '../src-core/transcript/transcript.ts';
import { openLibrary } from '../src-main/adapters/disk/open-library.ts';
import { systemClock } from '../src-main/adapters/machine/system-clock.ts';
import type { Library, Log } from '../src-main/ports.ts';

const RECORDINGS = 500;
const WORDS = 10_000;
const WORDS_A_TURN = 30;
const VOCABULARY = 20_000;
const SEARCHES = 40;

const quiet: Log = { info: () => undefined, warn: () => undefined, error: (message, thrown) => console.error(message, thrown) };

/** A fixed sequence of numbers in [0, 1), so that every run measures the same words. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Words fall in frequency as those of languages do (Zipf): the commonest is every tenth. */
function vocabularyWord(random: () => number): string {
  const rank = Math.floor(Math.exp(random() * Math.log(VOCABULARY)));
  const letters = 'etaoinshrdlucmfwypvbgk';
  let word = '';
  for (let rest = rank + 22; rest > 0; rest = Math.floor(rest / letters.length)) word += letters[rest % letters.length];
  return word;
}

function randomTranscript(seed: number, words: number): Transcript {
  const random = seeded(seed);
  const turns: Turn[] = [];
  for (let id = 0; id * WORDS_A_TURN < words; id += 1) {
    const own = Array.from({ length: WORDS_A_TURN }, (_, index): Word => {
      const source = id * WORDS_A_TURN + index;
      return {
        text: vocabularyWord(random),
        space: index ? ' ' : '',
        start: source * 360,
        end: source * 360 + 300,
        origin: 'heard',
        confidence: 0.98,
        channel: null,
        source,
      };
    });
    turns.push({ id, speaker: `spk_${id % 2}`, words: own, tail: '' });
  }
  return {
    language: 'en-US',
    speakers: [
      { id: 'spk_0', name: 'Speaker 1' },
      { id: 'spk_1', name: 'Speaker 2' },
    ],
    turns,
    nextTurnId: turns.length,
  };
}

function timed(times: number, work: (run: number) => void): { median: number; p95: number; worst: number } {
  const taken = Array.from({ length: times }, (_, run) => {
    const start = performance.now();
    work(run);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const at = (share: number): number => Number((taken[Math.min(Math.floor(times * share), times - 1)] ?? 0).toFixed(2));
  return { median: at(0.5), p95: at(0.95), worst: at(1) };
}

function put(library: Library, id: string, transcript: Transcript): void {
  const media = { state: 'none' as const, path: null, owned: false, fingerprint: null, proxyPath: null, facts: null, trouble: null };
  library.recordings.put({ id, name: id, fileName: id, addedAt: 0, editedAt: null, media });
  library.transcripts.replace(id, transcript, 'bench', []);
}

function fill(library: Library): void {
  for (let run = 0; run < RECORDINGS; run += 1) put(library, `r${run}`, randomTranscript(run + 1, WORDS));
  put(library, 'long', randomTranscript(9999, 40_000));
}

function measureSearch(library: Library): void {
  const random = seeded(77);
  const sentence = (count: number): string => Array.from({ length: count }, () => vocabularyWord(random)).join(' ');
  const taken = (run: number, from: number, to: number): string => {
    const turn = randomTranscript((run % RECORDINGS) + 1, WORDS).turns[run % 300];
    return (turn?.words.slice(from, to) ?? []).map(({ text }) => text).join(' ');
  };
  const questions: Record<string, (run: number) => string> = {
    'phrase of 2': (run) => `"${taken(run, 3, 5)}"`,
    'phrase of 3': (run) => `"${taken(run, 3, 6)}"`,
    'phrase of 5': (run) => `"${taken(run, 3, 8)}"`,
    'phrase not there': () => `"${sentence(4)}"`,
    'two words': (run) => `${taken(run, 3, 4)} ${taken(run, 9, 10)} `,
    'one word': (run) => `${taken(run, 3, 4)} `,
    'commonest word': () => `${vocabularyWord(() => 0)} `,
    'beginning of 2': (run) => taken(run, 3, 4).slice(0, 2),
    'beginning of 3': (run) => taken(run, 3, 4).slice(0, 3),
  };
  for (const [name, question] of Object.entries(questions)) {
    const asked = Array.from({ length: SEARCHES }, (_, run) => question(run));
    let hits = 0;
    const { median, p95, worst } = timed(SEARCHES, (run) => (hits += library.transcripts.search(asked[run] ?? '', 50).length));
    console.log(`search ${name.padEnd(18)} median ${median} ms, p95 ${p95} ms, worst ${worst} ms, ${hits / SEARCHES} hits`);
  }
}

function measureSave(library: Library): void {
  const random = seeded(5);
  let revision = library.transcripts.summary('long')?.revision ?? 0;
  const { transcript } = library.transcripts.load('long') ?? { transcript: null };
  if (!transcript) return;
  const result = timed(500, () => {
    const from = Math.floor(random() * transcript.turns.length);
    const turn = transcript.turns[from];
    if (!turn) return;
    const words = turn.words.map((word, index) => (index === 3 ? { ...word, text: vocabularyWord(random), origin: 'carried' as const } : word));
    const change = { splices: [{ from, remove: 1, turns: [{ ...turn, words }] }], nextTurnId: transcript.nextTurnId, speakers: null, place: null, editedAt: 1 };
    revision = library.transcripts.save('long', revision, change);
  });
  console.log(`save of one edit in 40,000 words: median ${result.median} ms, p95 ${result.p95} ms, worst ${result.worst} ms`);
  const open = timed(10, () => library.transcripts.load('long'));
  console.log(`load of 40,000 words: median ${open.median} ms`);
}

const folder = process.argv[2] ?? join(tmpdir(), 'galley-bench-library');
mkdirSync(folder, { recursive: true });
const isNew = !existsSync(join(folder, 'library.db'));
const startedAt = performance.now();
const library = openLibrary({ folder, clock: systemClock, log: quiet });
console.log(`open: ${(performance.now() - startedAt).toFixed(1)} ms`);
if (isNew) {
  const start = performance.now();
  fill(library);
  console.log(`filled with ${RECORDINGS} transcripts of ${WORDS} words in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
console.log(`file: ${(statSync(library.path).size / 1e6).toFixed(0)} MB`);
const listing = timed(10, () => [library.recordings.all(), library.transcripts.summaries()]);
console.log(`list: median ${listing.median} ms`);
measureSearch(library);
measureSave(library);
library.close();
