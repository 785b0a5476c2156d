// Reading a Transcribe result of 40,000 words, in this thread and in the document worker, against JSON.parse of the same text.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readDocumentBytes } from '../src-main/adapters/documents/read-bytes.ts';
import { makeDocumentReader } from '../src-main/adapters/documents/document-reader.ts';
import type { Bench } from './bench.ts';
import { longResult } from './long-words.ts';
import { timed, timedAsync, worked } from './stopwatch.ts';

const WORDS = 40_000;

/** Parsing off the main thread and on it. */
export const parse: Bench = {
  name: 'parse',
  against: 'JSON.parse of the same text',
  async measure({ runs, cache, program }) {
    const bytes = new Uint8Array(readFileSync(longResult(cache, WORDS)));
    const count = runs ?? 11;
    const plain = (): unknown => JSON.parse(new TextDecoder().decode(bytes));
    const floor = { name: 'JSON.parse', values: [] as number[] };
    const ours: number[] = [];
    for (let run = 0; run < count; run += 1) {
      floor.values.push(...worked(1, plain, run === 0 ? 3 : 0));
      ours.push(...worked(1, () => readDocumentBytes(bytes), run === 0 ? 3 : 0));
    }
    const reader = makeDocumentReader(pathToFileURL(join(program, 'main', 'document-worker.js')));
    const worker = await timedAsync(count, () => reader.read(bytes, 'long.json'), 1);
    const wall = { name: 'JSON.parse', values: timed(count, plain) };
    return [
      { what: '40,000 words read: the parser’s processor time', unit: 'ms', ours, beside: floor, target: { mostTimes: 2 } },
      { what: '40,000 words read in a new worker, all copies made', unit: 'ms', ours: worker, beside: wall },
    ];
  },
};
