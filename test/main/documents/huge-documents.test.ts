// Documents made to be too much: what is refused, what it costs to read the largest, and that the studio goes on meanwhile (S1, S8).
import { execFile } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect } from 'vitest';
import { errorSentence } from '../../../src-core/contract/error-text.ts';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { makeDocumentReader } from '../../../src-main/adapters/documents/document-reader.ts';
import { readDocumentBytes } from '../../../src-main/adapters/documents/read-bytes.ts';
import { fault } from '../../faults/fault.ts';
import { openWholeStudio } from '../../support/whole-studio.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'galley-huge-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const here = (name: string): URL => new URL(name, import.meta.url);
const worker = here('../../../src-main/adapters/documents/document-worker.ts');
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const GENEROUS = { bytes: 256 * 1024 * 1024, heapMegabytes: 3072, millis: 600_000 };

/** Why a document is not read, as a person is told. */
async function refusal(bytes: Uint8Array, limits = GENEROUS): Promise<string> {
  const thrown: unknown = await makeDocumentReader(worker, limits)
    .read(bytes, 'huge.json')
    .catch((error: unknown) => error);
  if (!(thrown instanceof StudioError)) throw new Error('it was read', { cause: thrown });
  return errorSentence(thrown);
}

/** A result of so many bytes at least, written piece by piece; answers its path and words. */
function hugeResult(bytes: number): { path: string; words: number } {
  const path = join(FOLDER, 'huge.json');
  const file = openSync(path, 'w');
  let size = writeSync(file, '{"jobName":"long","accountId":"000000000000","status":"COMPLETED","results":{"transcripts":[{"transcript":"…"}],"items":[');
  let words = 0;
  while (size < bytes) {
    const piece: string[] = [];
    for (let count = 0; count < 5000; count += 1, words += 1) {
      const [start, end] = [(words * 0.32).toFixed(2), (words * 0.32 + 0.3).toFixed(2)];
      const alternatives = '"alternatives":[{"confidence":"0.998","content":"harbour"}]';
      const speaker = `"speaker_label":"spk_${Math.floor(words / 40) % 2}"`;
      piece.push(`{"id":${words},"type":"pronunciation",${alternatives},"start_time":"${start}","end_time":"${end}",${speaker}}`);
    }
    size += writeSync(file, (words === 5000 ? '' : ',') + piece.join(','));
  }
  writeSync(file, ']}}');
  closeSync(file);
  return { path, words };
}

interface Cost {
  readonly words: number;
  readonly took: number;
  readonly longestDelay: number;
  readonly peakMegabytes: number;
}

const three = '1\n00:00:01,000 --> 00:00:02,000\nOne two three.\n';

describe('a document made to be too much', () => {
  fault(
    'S1',
    'results nested 65 deep and 200,000 deep, and one of 2,000,001 items',
    async (seen) => {
      expect(await refusal(utf8(`{"a":${'['.repeat(65)}`))).toContain('more than 64 levels deep');
      expect(await refusal(utf8('['.repeat(200_000)))).toContain('more than 64 levels deep');
      seen('refused as nesting more than 64 levels, before parsing');
      const items = `{"results":{"items":[0${',0'.repeat(2_000_000)}]}}`;
      expect(await refusal(utf8(items))).toContain('more than 2,000,000 words');
      const few = readDocumentBytes(utf8(three), { mostWords: 2 });
      expect(few.kind === 'refused' && few.reason).toContain('3 words; Galley reads up to 2');
      seen('refused as more than 2,000,000 words, whatever kind of document they are in');
    },
    { timeout: 120_000 },
  );

  fault('S1', 'a file of one byte more than 256 MB, imported into a library', async (seen) => {
    const whole = await openWholeStudio();
    const path = join(FOLDER, 'sparse.json');
    const file = openSync(path, 'w');
    writeSync(file, `{"results":{"items":[${'0,'.repeat(100_000)}`);
    ftruncateSync(file, 256 * 1024 * 1024 + 1);
    closeSync(file);
    const before = process.memoryUsage().rss;
    const thrown: unknown = await whole.take(path).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1024 * 1024);
    seen('refused with the limit named, before it is read');
    expect(await whole.call('library.list', {})).toEqual([]);
    seen('the library unchanged');
    await whole.close();
  });

  fault(
    'S1',
    'a document that needs more memory than its thread has',
    async (seen) => {
      const items = `{"results":{"items":[${'{"type":"pronunciation","alternatives":[{"content":"a"}]},'.repeat(200_000)}0]}}`;
      expect(await refusal(utf8(items), { ...GENEROUS, heapMegabytes: 24 })).toContain('more than 24 MB of memory');
      seen('only that thread ends, and the sentence says so');
      const small = await makeDocumentReader(worker).read(utf8('1\n00:00:01,000 --> 00:00:02,000\nHello there.\n'), 'a.srt');
      expect(small.described).toContain('2 words');
      seen('the next document is read');
    },
    { timeout: 60_000 },
  );

  fault(
    'S1',
    'a result of 118 MB, three days of speech, read in a process of its own',
    async (seen) => {
      const { path, words } = hugeResult(118_000_000);
      const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(here('./reading-child.ts')), path]);
      const cost = JSON.parse(stdout) as Cost; // printed by our own program
      expect(cost.words).toBe(words);
      seen('every word read, in a thread whose heap is limited to 3 GB');
      expect(cost.longestDelay).toBeLessThan(cost.took / 8);
      seen('the main thread is never held up for an eighth of the time it takes');
      expect(cost.peakMegabytes).toBeLessThan(2048);
      seen('the whole process stays below 2 GB');
    },
    { timeout: 300_000 },
  );

  fault('S8', 'a document whose reader never ends', async (seen) => {
    const reader = makeDocumentReader(here('./looping-child.ts'), { ...GENEROUS, millis: 250 });
    const thrown: unknown = await reader.read(utf8('{}'), 'endless.json').catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'bad-file', details: { file: 'endless.json' } });
    expect(errorSentence(thrown)).toContain('took longer than');
    seen('the thread is stopped when its time is up, the file named');
  });
});
