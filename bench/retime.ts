// One edit in 40,000 words: how long the words take to be re-timed, and whether that depends on how long the document is.
import { applyEdit } from '../src-core/transcript/edit.ts';
import { turnLength } from '../src-core/transcript/query.ts';
import type { Transcript } from '../src-core/transcript/transcript.ts';
import type { Bench } from './bench.ts';
import { longTranscript } from './long-words.ts';
import { seeded } from './random-transcript.ts';

const WORDS = 40_000;
const SHORT_TURNS = 12;
/** Edits are far below a millisecond: so many are timed together. */
const BATCH = 100;

/** Typing as the core sees it. */
export const retime: Bench = {
  name: 'retime',
  against: 'the same edit in a document of a hundredth the length',
  async measure({ runs, cache }) {
    const long = longTranscript(cache, WORDS);
    const short = { ...long, turns: long.turns.slice(0, SHORT_TURNS) };
    const count = runs ?? 40;
    editMany(long, count, 'x'); // warms the compiler up
    editMany(short, count, 'x');
    const beside = (values: number[]) => ({ name: 'short document', values });
    return [
      {
        what: 'a letter typed into 40,000 words',
        unit: 'ms',
        ours: editMany(long, count, 'x'),
        beside: beside(editMany(short, count, 'x')),
        target: { most: 1 },
      },
      { what: 'a word pasted over one of 40,000', unit: 'ms', ours: replaceMany(long, count), beside: beside(replaceMany(short, count)), target: { most: 1 } },
    ];
  },
};

/** Milliseconds an edit, once a batch: a letter put in at a random place, in the document the edit before made. */
function editMany(transcript: Transcript, batches: number, text: string): number[] {
  const random = seeded(1);
  let current = transcript;
  return batchTimes(batches, () => {
    const turn = Math.floor(random() * current.turns.length);
    const of = current.turns[turn];
    const offset = of ? Math.floor(random() * turnLength(of)) : 0;
    current = applyEdit(current, { kind: 'replace-text', from: { turn, offset }, to: { turn, offset }, text }).transcript;
  });
}

function replaceMany(transcript: Transcript, batches: number): number[] {
  const random = seeded(2);
  let current = transcript;
  return batchTimes(batches, () => {
    const turn = Math.floor(random() * current.turns.length);
    const of = current.turns[turn];
    const [first] = of?.words ?? [];
    if (!of || !first) return;
    const to = { turn, offset: first.space.length + first.text.length };
    current = applyEdit(current, { kind: 'replace-text', from: { turn, offset: first.space.length }, to, text: 'Corrected' }).transcript;
  });
}

function batchTimes(batches: number, edit: () => void): number[] {
  return Array.from({ length: batches }, () => {
    const start = performance.now();
    for (let index = 0; index < BATCH; index += 1) edit();
    return (performance.now() - start) / BATCH;
  });
}
