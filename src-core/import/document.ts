// An outside document, whatever it is: told apart by content, read by the reader of its kind, described in words.
// Decoding bytes to text is done before; the core knows no bytes of text.
import { ProblemList, type Problem } from '../problem.ts';
import type { Cue } from '../subtitles/cue.ts';
import { countWords, type Transcript } from '../transcript/transcript.ts';
import { readCallAnalytics } from './aws-call-analytics.ts';
import { readHealthScribe } from './aws-health-scribe.ts';
import { readStream, streamResults } from './aws-stream.ts';
import { readTranscribeResult } from './aws-transcribe.ts';
import type { CueManner } from '../subtitles/imported-track.ts';
import { asArray, asObject, asString, nestsDeeper, own, type JsonObject } from './json-value.ts';
import { plural } from './spoken-item.ts';

/** What reading a document came to. A refusal is one sentence for a person. */
export type ReadDocument = (ImportedDocument & { readonly kind: 'read' }) | { readonly kind: 'refused'; readonly reason: string };

/** What reading an outside document gave. */
export interface ImportedDocument {
  readonly transcript: Transcript;
  readonly problems: readonly Problem[];
  /** "Amazon Transcribe", "Call Analytics", "SRT" … */
  readonly origin: string;
  /** For people: "Amazon Transcribe, 2 speakers, 1,204 words". */
  readonly described: string;
  /** The cues of a subtitle file over the transcript's words; absent for other documents. */
  readonly cues?: readonly Cue[];
  /** How that file tells who speaks; absent for other documents. */
  readonly manner?: CueManner;
}

/** Deepest nesting a result may have (S1); real ones reach 10. */
const DEEPEST = 64;
/** Most items a result may have (S1); four hours hold about 50,000. */
const MOST_ITEMS = 2_000_000;

type Read = (problems: ProblemList) => Transcript;
type Known = { readonly origin: string; readonly read: Read } | { readonly refused: string };

/** Reads a document that is JSON. Other kinds are read by the readers of subtitles. */
export function readJsonDocument(text: string): ReadDocument {
  if (nestsDeeper(text, DEEPEST)) return refused(`This file nests more than ${DEEPEST} levels deep, which no transcript does.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const lines = readJsonLines(text);
    if (lines === null) return refused('This file begins like JSON but cannot be read to its end: it may be cut off or damaged.');
    value = lines;
  }
  const known = recognise(value);
  if ('refused' in known) return refused(known.refused);
  const problems = new ProblemList();
  const transcript = known.read(problems);
  if (transcript.turns.length === 0) problems.add('no-words', 'note', () => 'The result holds no words: nothing was heard as speech.');
  return { kind: 'read', transcript, problems: problems.toArray(), origin: known.origin, described: describeTranscript(known.origin, transcript) };
}

/** "Amazon Transcribe, 2 speakers, 1,204 words". */
export function describeTranscript(origin: string, transcript: Transcript): string {
  const words = countWords(transcript);
  const parts = [origin];
  if (transcript.speakers.length > 0) parts.push(`${transcript.speakers.length} speaker${plural(transcript.speakers.length)}`);
  parts.push(`${words.toLocaleString('en')} word${plural(words)}`);
  return parts.join(', ');
}

function refused(reason: string): ReadDocument {
  return { kind: 'refused', reason };
}

/** Streams are often saved one event a line. */
function readJsonLines(text: string): unknown[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2) return null;
  try {
    return lines.map((line): unknown => JSON.parse(line));
  } catch {
    return null;
  }
}

/** Tells the kinds of result apart by their keys, never by date or file name. */
function recognise(value: unknown): Known {
  const file = asObject(value);
  const streamed = streamResults(value);
  if (streamed.length > 0) return { origin: 'Amazon Transcribe stream', read: (problems) => readStream(streamed, problems) };
  if (!file) return { refused: 'This JSON file is not a transcript Galley knows.' };
  return (
    recogniseResult(file) ??
    recogniseLookAlike(file) ?? {
      refused: 'This JSON file is not a transcript Galley knows. It opens results of Amazon Transcribe, Call Analytics, Transcribe Medical and HealthScribe.',
    }
  );
}

function recogniseResult(file: JsonObject): Known | null {
  const results = asObject(own(file, 'results'));
  if (results && ['items', 'transcripts', 'channel_labels'].some((key) => Array.isArray(own(results, key)) || asObject(own(results, key)))) {
    if (asArray(own(results, 'items')).length > MOST_ITEMS)
      return { refused: `This result holds more than ${MOST_ITEMS.toLocaleString('en')} words; Galley reads up to that many.` };
    return {
      origin: Array.isArray(own(results, 'entities')) ? 'Transcribe Medical' : 'Amazon Transcribe',
      read: (problems) => readTranscribeResult(file, problems),
    };
  }
  if (asArray(own(file, 'Transcript')).some((turn) => own(asObject(turn), 'LoudnessScore') !== undefined) || own(file, 'CustomerMetadata') !== undefined) {
    return { origin: 'Contact Lens', read: (problems) => readCallAnalytics(file, problems) };
  }
  if (Array.isArray(own(file, 'Transcript'))) return { origin: 'Call Analytics', read: (problems) => readCallAnalytics(file, problems) };
  if (Array.isArray(own(asObject(own(file, 'Conversation')), 'TranscriptItems')))
    return { origin: 'HealthScribe', read: (problems) => readHealthScribe(file, problems) };
  return null;
}

/** Files that come from the same services and are no transcripts: refused by name. */
function recogniseLookAlike(file: JsonObject): Known | null {
  const status = asString(own(file, 'status')) ?? asString(own(file, 'JobStatus'));
  if (status !== null && /failed/i.test(status)) {
    const reason = asString(own(file, 'FailureReason')) ?? asString(own(file, 'failureReason'));
    return { refused: `This job failed and has no transcript${reason ? `: ${reason}` : '.'}` };
  }
  if (asObject(own(file, 'ClinicalDocumentation'))) return { refused: 'This is the clinical note of a HealthScribe job. Open its transcript file instead.' };
  if (own(file, 'SpeechSegments') !== undefined)
    return { refused: 'This is a file of the Post Call Analytics solution. Open the Call Analytics result it was made from instead.' };
  if (asObject(own(file, 'TranscriptionJob')) || own(file, 'TranscriptionJobSummaries') !== undefined) {
    return { refused: 'This describes a Transcribe job; the transcript is the file it points to.' };
  }
  if (own(file, 'detail-type') !== undefined) return { refused: 'This is an event about a Transcribe job; the transcript is the file that job wrote.' };
  return null;
}
