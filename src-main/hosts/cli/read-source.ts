// Reads the documents a command line names: bytes by path, told apart and read by the studio's own reader.
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { ImportedDocument } from '../../../src-core/import/document.ts';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { ReadEncoding } from '../../../src-core/import/text-reading.ts';
import type { DocumentReader } from '../../ports/documents.ts';

/** Reads a transcript or subtitles (from stdin for "-"), text in the encoding named or in the likeliest. Throws `file-missing`, `bad-file` and what the reader throws. */
export async function readSource(path: string, documents: DocumentReader, encoding: ReadEncoding | null = null): Promise<ImportedDocument> {
  if (path === '-') return documents.read(await buffer(process.stdin), 'stdin', encoding);
  const found = await stat(path).catch(() => null);
  if (!found) throw new StudioError('file-missing', { file: path });
  if (!found.isFile()) throw new StudioError('bad-file', { file: path, reason: 'It is not a file.' });
  return documents.read(await readFile(path), basename(path), encoding);
}
