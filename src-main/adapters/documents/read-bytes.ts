// Reads one document from its bytes: what the worker does with each message.
import { describeTranscript, readJsonDocument, type ReadDocument } from '../../../src-core/import/document.ts';
import { readSrt } from '../../../src-core/import/subtitles-srt.ts';
import { readWebvtt } from '../../../src-core/import/subtitles-webvtt.ts';
import { decodeText } from './decode-text.ts';

const SRT_TIMES = /\d{1,3}:\d{1,2}(?::\d{1,2})?[.,]\d{1,3}\s*-+>/;

/** Reads a transcript or subtitles, told apart by content; refuses everything else in a sentence. */
export function readDocumentBytes(bytes: Uint8Array): ReadDocument {
  const decoded = decodeText(bytes);
  if (!decoded) return { kind: 'refused', reason: 'This file is not text: Galley opens transcripts (JSON) and subtitles (SRT, WebVTT).' };
  const text = decoded.text.replace(/^\uFEFF/, '');
  const read = readText(text);
  return read.kind === 'read' ? { ...read, problems: [...decoded.problems, ...read.problems] } : read;
}

function readText(text: string): ReadDocument {
  if (text.trim() === '') return { kind: 'refused', reason: 'This file is empty.' };
  if (/^\s*[{[]/.test(text)) return readJsonDocument(text);
  if (/^WEBVTT(\s|$)/.test(text)) return subtitles('WebVTT', readWebvtt(text));
  if (SRT_TIMES.test(text.slice(0, 100_000))) return subtitles('SRT', readSrt(text));
  return { kind: 'refused', reason: 'This file is neither a transcript (JSON) nor subtitles (SRT, WebVTT).' };
}

function subtitles(origin: string, { transcript, problems, cues }: ReturnType<typeof readSrt>): ReadDocument {
  return { kind: 'read', transcript, problems, cues, origin, described: describeTranscript(origin, transcript) };
}
