// Reads one document as the studio does and prints what that cost: `node reading-child.ts FILE`.
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { countWords } from '../../../src-core/transcript/transcript.ts';
import { makeDocumentReader } from '../../../src-main/adapters/documents/document-reader.ts';

const [file = ''] = process.argv.slice(2);
const worker = new URL('../../../src-main/adapters/documents/document-worker.ts', import.meta.url);
// Time is no object here: what is measured is the share of it, and memory.
const reader = makeDocumentReader(worker, { bytes: 256 * 1024 * 1024, heapMegabytes: 3072, millis: 600_000 });
const bytes = new Uint8Array(readFileSync(file));
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const before = performance.now();
const { transcript } = await reader.read(bytes, 'huge.json');
const took = performance.now() - before;
console.log(JSON.stringify({ words: countWords(transcript), took, longestDelay: delay.max / 1e6, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
