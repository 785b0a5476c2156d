// Real files of every variant, where they lie beside the checkout: all open, whole.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readJsonDocument } from '../../../src-core/import/document.ts';
import { transcriptText } from '../../../src-core/transcript/transcript.ts';

const ROOT = '../shared/samples/transcribe';
/** Files about jobs rather than of them: refused by name. */
const NOT_TRANSCRIPTS = /eventbridge|job-description\//;

const files = existsSync(ROOT) ? readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json')) : [];

describe('real results', () => {
  it('lie beside this checkout', (context) => {
    if (files.length === 0) context.skip('no real results lie beside this checkout');
    expect(files.length).toBeGreaterThan(5);
  });

  it.each(files.filter((name) => !NOT_TRANSCRIPTS.test(name)))('open whole: %s', (name) => {
    const text = readFileSync(join(ROOT, name), 'utf8');
    const document = readJsonDocument(text);
    if (document.kind === 'refused') throw new Error(document.reason);
    expect(document.problems.filter((problem) => problem.severity === 'loss')).toEqual([]);
    const contents = spokenContents(JSON.parse(text) as SampleFile);
    if (contents !== null) expect(sortedCharacters(transcriptText(document.transcript))).toBe(sortedCharacters(contents.join('')));
  });

  it.each(files.filter((name) => NOT_TRANSCRIPTS.test(name)))('are refused by name when they are none: %s', (name) => {
    expect(readJsonDocument(readFileSync(join(ROOT, name), 'utf8')).kind).toBe('refused');
  });
});

/** As much of a sample as the check below looks at. */
interface SampleFile {
  readonly results?: { readonly items?: readonly { readonly alternatives: readonly { readonly content: string }[] }[] };
  readonly Transcript?: readonly { readonly Items?: readonly { readonly Content: string }[] }[];
}

/** Content of every item of a batch or Call Analytics file, found without our reader; null for other shapes. */
function spokenContents(file: SampleFile): string[] | null {
  if (file.results?.items?.length) return file.results.items.map((item) => item.alternatives[0]?.content ?? '');
  return file.Transcript ? file.Transcript.flatMap((turn) => (turn.Items ?? []).map((item) => item.Content)) : null;
}

function sortedCharacters(text: string): string {
  return [...text.normalize('NFC').replace(/\s/gu, '')].sort().join('');
}
