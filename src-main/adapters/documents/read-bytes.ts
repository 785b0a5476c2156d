// Reads one document from its bytes: what the worker does with each message.
import { describeTranscript, readJsonDocument, type ReadDocument } from '../../../src-core/import/document.ts';
import { sourceManner, type DecodedAs } from '../../../src-core/import/source-manner.ts';
import { readStl } from '../../../src-core/import/subtitles-stl.ts';
import { readSubtitles, subtitleKindNames } from '../../../src-core/import/subtitles.ts';
import type { ReadEncoding } from '../../../src-core/import/text-reading.ts';
import { XmlRefusal } from '../../../src-core/import/xml-tree.ts';
import { countWords } from '../../../src-core/transcript/transcript.ts';
import { decodeText } from './decode-text.ts';

/** Most words of any document (S1): three weeks of speech. */
const MOST_WORDS = 2_000_000;

/** How bytes are read: in an encoding somebody chose, or in the likeliest; and up to how many words. */
export interface ReadingChoice {
  readonly encoding?: ReadEncoding | null;
  readonly mostWords?: number;
}

/** Reads a transcript or subtitles, told apart by content; refuses everything else in a sentence. */
export function readDocumentBytes(bytes: Uint8Array, { encoding = null, mostWords = MOST_WORDS }: ReadingChoice = {}): ReadDocument {
  const stl = readStl(bytes);
  if (stl) return limited({ kind: 'read', ...stl, origin: STL, described: describeTranscript(STL, stl.transcript) }, mostWords);
  const decoded = decodeText(bytes, encoding);
  if (!decoded) return { kind: 'refused', reason: 'This file is not text: Galley opens transcripts (JSON) and subtitles (SRT, WebVTT, TTML, ASS and others).' };
  const text = decoded.text.replace(/^\uFEFF/, '');
  const read = readText(text, decoded);
  return limited(read.kind === 'refused' ? read : { ...read, problems: [...decoded.problems, ...read.problems] }, mostWords);
}

const STL = 'EBU STL';

/** The document, or why it is too large. */
function limited(read: ReadDocument, mostWords: number): ReadDocument {
  if (read.kind === 'refused') return read;
  const words = countWords(read.transcript);
  if (words > mostWords)
    return { kind: 'refused', reason: `This file holds ${words.toLocaleString('en')} words; Galley reads up to ${mostWords.toLocaleString('en')}.` };
  return read;
}

function readText(text: string, decodedAs: DecodedAs): ReadDocument {
  if (text.trim() === '') return { kind: 'refused', reason: 'This file is empty.' };
  if (JSON_BEGINS.test(text)) return readJsonDocument(text);
  const read = subtitlesOrRefusal(text);
  if (typeof read === 'string') return { kind: 'refused', reason: read };
  if (read) {
    const { transcript, problems, cues } = read;
    const manner = { ...read.manner, file: sourceManner(text, read, decodedAs) };
    const origin = subtitleKindNames[read.kind];
    return { kind: 'read', transcript, problems, cues, manner, origin, described: describeTranscript(origin, transcript) };
  }
  return { kind: 'refused', reason: 'This file is neither a transcript (JSON) nor subtitles (SRT, WebVTT, TTML, ASS and others).' };
}

/** An object with a name in quotes, or a list of such: other brackets open subtitles (MicroDVD, ASS, LRC) or nothing we know. */
const JSON_BEGINS = /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[[{"\]]|$))/;

/** The subtitles, null when the text is none, or why its XML is not read. */
function subtitlesOrRefusal(text: string): ReturnType<typeof readSubtitles> | string {
  try {
    return readSubtitles(text);
  } catch (thrown) {
    if (thrown instanceof XmlRefusal) return thrown.message;
    throw thrown;
  }
}
