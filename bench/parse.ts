// Reading a Transcribe result of 40,000 words, in this thread and in the document worker, against JSON.parse of the same text.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readDocumentBytes } from '../src-main/adapters/documents/read-bytes.ts';
import { makeDocumentReader } from '../src-main/adapters/documents/document-reader.ts';
import type { Bench } from './bench.ts';
import { longResult } from './long-words.ts';
import { timed, timedAsync } from './stopwatch.ts';

const WORDS = 40_000;

/** Parsing off the main thread and on it. */
export const parse: Bench = {
  name: 'parse',
  against: 'JSON.parse of the same text',
  async measure({ runs, cache, program }) {
    const bytes = new Uint8Array(readFileSync(longResult(cache, WORDS)));
    const count = runs ?? 9;
    const floor = (): number[] => timed(count, () => JSON.parse(new TextDecoder().decode(bytes)));
    const before = floor();
    const inline = timed(count, () => readDocumentBytes(bytes));
    const reader = makeDocumentReader(pathToFileURL(join(program, 'main', 'document-worker.js')));
    const worker = await timedAsync(count, () => reader.read(bytes, 'long.json'), 1);
    const beside = { name: 'JSON.parse', values: [...before, ...floor()] };
    return [
      { what: '40,000 words read, the parser alone', unit: 'ms', ours: inline, beside, target: { mostTimes: 2 } },
      { what: '40,000 words read in the worker, its start and all copies', unit: 'ms', ours: worker, beside },
    ];
  },
};
