// Documents as bytes: every encoding people have, every refusal a sentence, and a hostile file costs a thread only.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { ebuStlFormat } from '../../../src-core/subtitles/formats/ebu-stl.ts';
import { exportFile, fileBytes } from '../../../src-core/subtitles/export-file.ts';
import { transcriptText } from '../../../src-core/transcript/transcript.ts';
import { decodeText } from '../../../src-main/adapters/documents/decode-text.ts';
import { makeDocumentReader } from '../../../src-main/adapters/documents/document-reader.ts';
import { readDocumentBytes } from '../../../src-main/adapters/documents/read-bytes.ts';
import { documentWorkerOf } from '../../../src-main/hosts/worker-files.ts';
import { fault } from '../../faults/fault.ts';
import { openWholeStudio } from '../../support/whole-studio.ts';
import { plainResult } from '../../core/import/result-maker.ts';

const RESULT = plainResult([['Überfahrt', 0, 0.6], ['täglich', 0.6, 1.2], '.']);
const SRT = '1\n00:00:01,000 --> 00:00:02,500\nCafé première\n';
const entry = new URL('../../../src-main/hosts/cli/main.ts', import.meta.url).href;
const reader = makeDocumentReader(documentWorkerOf(entry));

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, mark: boolean): Uint8Array => new Uint8Array(Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le'));
const utf16be = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16());
const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

function textOf(bytes: Uint8Array): string {
  const document = readDocumentBytes(bytes);
  if (document.kind === 'refused') throw new Error(document.reason);
  return transcriptText(document.transcript);
}

describe('text in any encoding', () => {
  const encodings = [
    ['UTF-8', utf8(RESULT)],
    ['UTF-8 with a mark', utf8(`\uFEFF${RESULT}`)],
    ['UTF-16 with a mark', utf16(RESULT, true)],
    ['UTF-16 without one', utf16(RESULT, false)],
    ['UTF-16 from the other end', utf16be(RESULT)],
  ] as const;
  fault('S9', 'a result as UTF-8 and UTF-16, with and without byte order mark, from either end', (seen) => {
    for (const [name, bytes] of encodings) expect(textOf(bytes), name).toBe('Überfahrt täglich.');
    seen('the same words each time');
  });

  it('reads EBU STL, which is no text, by its bytes', () => {
    const srt = readDocumentBytes(utf8(SRT));
    if (srt.kind === 'refused') throw new Error(srt.reason);
    const document = readDocumentBytes(fileBytes(exportFile(srt.transcript, ebuStlFormat, ebuStlFormat.defaults, { cues: srt.cues ?? null })));
    if (document.kind === 'refused') throw new Error(document.reason);
    expect([document.origin, document.described, transcriptText(document.transcript)]).toEqual(['EBU STL', 'EBU STL, 2 words', 'Café première']);
  });

  fault('S9', 'subtitles in Latin-1, with and without bytes that are no text there either', async (seen) => {
    const document = readDocumentBytes(latin1(SRT));
    expect(document.kind === 'read' && transcriptText(document.transcript)).toBe('Café première');
    expect(document.kind === 'read' && document.problems.map((problem) => problem.code)).toContain('legacy-encoding');
    expect(decodeText(utf8(SRT))?.problems).toEqual([]);
    seen('read as Western European, with a problem that says so');
    for (let byte = 0x80; byte <= 0xff; byte += 1) expect(decodeText(Uint8Array.of(0x41, 0xff, byte, 0x41))?.text).not.toContain('\ufffd');
    seen('never a replacement character');
    const whole = await openWholeStudio();
    const path = join(whole.folder, 'alt.srt');
    writeFileSync(path, latin1(SRT));
    const { recording, problems } = await whole.take(path);
    expect(problems.map(({ code }) => code)).toContain('legacy-encoding');
    const raw = await whole.call('library.rawResult', { recording: recording.id });
    expect(Buffer.from(raw?.bytes ?? []).equals(Buffer.from(latin1(SRT)))).toBe(true);
    seen('the original bytes are kept as they came');
    await whole.close();
  });

  it('is not called damaged JSON for its bracket: other programs’ subtitles begin with one too', () => {
    const reason = (text: string): string => {
      const read = readDocumentBytes(new TextEncoder().encode(text));
      return read.kind === 'refused' ? read.reason : 'read';
    };
    expect(reason('[music] Hello, you\n')).toMatch(/^This file is neither/);
    expect(reason('[10][35]Hello|you\n')).toBe('read');
    expect(reason('[INFORMATION]\n[SUBTITLE]\n00:00:01.00,00:00:03.50\nHello[br]you\n')).toBe('read');
    expect(reason('{"results": {"items": [')).toMatch(/cut off or damaged/);
    expect(reason('[{"a": 1},')).toMatch(/cut off or damaged/);
  });

  it('that is no text at all is refused', () => {
    expect(readDocumentBytes(new Uint8Array([0x52, 0x49, 0x46, 0x46, 0, 0, 1, 0, 0x57, 0x41])).kind).toBe('refused');
    expect(readDocumentBytes(utf8('   \n')).kind).toBe('refused');
    expect(readDocumentBytes(utf8('Dear editor, …')).kind).toBe('refused');
  });
});

describe('the document reader', () => {
  it('answers from its own thread what reading in place gives', async () => {
    expect(existsSync(documentWorkerOf(entry))).toBe(true);
    const document = await reader.read(utf8(RESULT), 'a.json');
    expect(transcriptText(document.transcript)).toBe('Überfahrt täglich.');
    expect(document.described).toBe('Amazon Transcribe, 2 words');
    expect((await reader.read(utf8(SRT), 'a.srt')).cues).toHaveLength(1);
  });

  it('tells alternatives from its own thread, and none where a document holds none', async () => {
    const said = (content: string) => ({ type: 'pronunciation', start_time: '0.1', end_time: '0.5', content, confidence: '0.4' });
    const { content, confidence, ...item } = said('peer');
    const items = [{ ...item, alternatives: [{ content, confidence }] }];
    const results = { transcripts: [{ transcript: 'peer' }], items, segments: [{ alternatives: [{ items: [said('peer')] }, { items: [said('pier')] }] }] };
    expect(await reader.alternatives(utf16(JSON.stringify({ results }), true), 'a.json')).toEqual([{ sources: [0], heard: ['peer'], text: 'pier' }]);
    for (const bytes of [utf8(RESULT), utf8(SRT), new Uint8Array([0, 1, 2])]) expect(await reader.alternatives(bytes, 'b')).toEqual([]);
  });

  it('refuses with the file named and a sentence', async () => {
    const refusal = await reader.read(utf8('{"hello": 1}'), 'notes.json').catch((thrown: unknown) => thrown);
    expect(refusal).toBeInstanceOf(StudioError);
    expect(refusal).toMatchObject({ code: 'bad-file', details: { file: 'notes.json', reason: expect.stringContaining('not a transcript') as string } });
  });

  it('refuses what is too large before reading it', async () => {
    const huge = { byteLength: 257 * 1024 * 1024 } as Uint8Array; // its length is all that is looked at
    await expect(reader.read(huge, 'huge.json')).rejects.toMatchObject({ code: 'too-large' });
  });

  it('survives a file nested to break parsers, and goes on reading others', async () => {
    await expect(reader.read(utf8('['.repeat(200_000)), 'deep.json')).rejects.toMatchObject({ code: 'bad-file' });
    expect((await reader.read(utf8(RESULT), 'a.json')).origin).toBe('Amazon Transcribe');
  });
});
