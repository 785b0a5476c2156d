// Reading a result in a test.
import { readJsonDocument, type ReadDocument } from '../../../src-core/import/document.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';

export function read(text: string): Extract<ReadDocument, { kind: 'read' }> {
  const document = readJsonDocument(text);
  if (document.kind === 'refused') throw new Error(document.reason);
  return document;
}

export const words = (transcript: Transcript) => transcript.turns.flatMap((turn) => turn.words);
