// Finding phrases in every transcript of a large library, snippets made.
import type { Library } from '../src-main/ports/library.ts';
import type { Bench, Figure, Ground } from './bench.ts';
import { randomTranscript, seeded, vocabularyWord } from './random-transcript.ts';
import { openAt, stockedLibrary } from './stocked-library.ts';
import { timed } from './stopwatch.ts';

const WORDS = 10_000;
const HITS = 50;
const TARGET = { most: 50 };

/** Search. */
export const search: Bench = {
  name: 'search',
  against: 'its target',
  async measure(ground) {
    const library = openAt(stockedLibrary(ground.cache, ground.searched, WORDS, ground.say));
    try {
      return questions(ground.searched).map(({ name, ask }) => searched(library, ground, name, ask));
    } finally {
      library.close();
    }
  },
};

function searched(library: Library, { runs, searched: recordings }: Ground, name: string, ask: (run: number) => string): Figure {
  const count = runs ?? 40;
  const asked = Array.from({ length: count }, (_, run) => ask(run));
  const ours = timed(count, (run) => library.transcripts.search(asked[Math.max(run, 0)] ?? '', HITS));
  return { what: `${name} in ${recordings.toLocaleString('en')} × 10,000 words`, unit: 'ms', ours, judged: 'p95', target: TARGET };
}

function questions(recordings: number): { name: string; ask: (run: number) => string }[] {
  const random = seeded(77);
  /** Words that do follow each other somewhere. */
  const said = (run: number, from: number, to: number): string => {
    const turn = randomTranscript((run % recordings) + 1, WORDS).turns[run % 300];
    return (turn?.words.slice(from, to) ?? []).map(({ text }) => text).join(' ');
  };
  return [
    { name: 'phrase of 3', ask: (run) => `"${said(run, 3, 6)}"` },
    { name: 'phrase that was never said', ask: () => `"${Array.from({ length: 4 }, () => vocabularyWord(random)).join(' ')}"` },
    { name: 'two words', ask: (run) => `${said(run, 3, 4)} ${said(run, 9, 10)} ` },
    { name: 'commonest word', ask: () => `${vocabularyWord(() => 0)} ` },
    { name: 'beginning of a word', ask: (run) => said(run, 3, 4).slice(0, 2) },
  ];
}
