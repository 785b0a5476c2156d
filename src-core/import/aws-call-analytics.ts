// Amazon Transcribe Call Analytics results (batch): two parties, turns of their own that may overlap, times in milliseconds.
import { ProblemList } from '../problem.ts';
import type { Transcript } from '../transcript/transcript.ts';
import { buildTranscript } from './build-transcript.ts';
import { asArray, asNumber, asObject, asString, own, type JsonObject } from './json-value.ts';
import { readConfidence, readSpan, type SpokenItem, were } from './spoken-item.ts';
import { wordsWithoutTimes } from './untimed-text.ts';

/** Reads a whole Call Analytics file (`{ Transcript: [...], Participants, … }`). */
export function readCallAnalytics(file: JsonObject, problems: ProblemList): Transcript {
  const roles = new Map<string, number>();
  for (const participant of asArray(own(file, 'Participants'))) numberOf(roles, asString(own(asObject(participant), 'ParticipantRole')));
  const items: SpokenItem[] = [];
  const turnOf = new Map<number, number>();
  const running: string[] = [];
  asArray(own(file, 'Transcript')).forEach((raw, turn) => {
    const entry = asObject(raw);
    if (!entry) return;
    running.push(asString(own(entry, 'Content')) ?? '');
    for (const item of readTurn(entry, { first: items.length, roles }, problems)) {
      turnOf.set(item.index, turn);
      items.push(item);
    }
  });
  noteWhatIsKeptRaw(file, problems);
  return buildTranscript(
    items,
    { language: asString(own(file, 'LanguageCode')), running: running.join(' '), nameOf: roleName, turnOf: (item) => turnOf.get(item.index) ?? 0 },
    problems,
  );
}

function readTurn(entry: JsonObject, { first, roles }: { first: number; roles: Map<string, number> }, problems: ProblemList): SpokenItem[] {
  const speaker = asString(own(entry, 'ParticipantRole')) ?? asString(own(entry, 'ParticipantId'));
  const channel = speaker === null ? null : numberOf(roles, speaker);
  const rawItems = asArray(own(entry, 'Items'));
  if (rawItems.length === 0) return untimedTurn(entry, { first, speaker, channel }, problems);
  return rawItems.flatMap((raw, offset) => {
    const item = asObject(raw);
    const text = (asString(own(item, 'Content')) ?? '').trim();
    const index = first + offset;
    if (!item || text === '') {
      problems.add(
        'item-without-text',
        'loss',
        (count) => `${count} entr${count === 1 ? 'y' : 'ies'} of the result held no text and ${were(count)} left out.`,
        {
          item: index,
        },
      );
      return [];
    }
    const isPunctuation = asString(own(item, 'Type'))?.toLowerCase() === 'punctuation';
    const span = isPunctuation
      ? { start: null, end: null }
      : readSpan(own(item, 'BeginOffsetMillis'), own(item, 'EndOffsetMillis'), 'milliseconds', problems, index);
    const redacted = Array.isArray(own(item, 'Redaction'));
    const confidence = isPunctuation ? null : readConfidence(own(item, 'Confidence'), problems, index);
    return [{ index, isPunctuation, text, ...span, confidence, speaker, channel, ...(redacted && { marks: { redacted: ['PII'] } }) }];
  });
}

/** A turn with text but no items: its words share the turn's time. */
function untimedTurn(entry: JsonObject, at: { first: number; speaker: string | null; channel: number | null }, problems: ProblemList): SpokenItem[] {
  const { start, end } = readSpan(own(entry, 'BeginOffsetMillis'), own(entry, 'EndOffsetMillis'), 'milliseconds', problems, at.first);
  const words = wordsWithoutTimes(asString(own(entry, 'Content')) ?? '', start !== null && end !== null ? end - start : null, null);
  if (words.length > 0)
    problems.add('no-word-times', 'repair', (count) => `${count} turn${count === 1 ? '' : 's'} held text but no word times; they were estimated.`);
  return words.map((word) => ({
    ...word,
    index: at.first + word.index,
    start: (word.start ?? 0) + (start ?? 0),
    end: (word.end ?? 0) + (start ?? 0),
    speaker: at.speaker,
    channel: at.channel,
  }));
}

function numberOf(roles: Map<string, number>, role: string | null): number {
  const known = roles.get(role ?? '');
  if (known !== undefined) return known;
  roles.set(role ?? '', roles.size);
  return roles.size - 1;
}

/** "AGENT" is "Agent". */
function roleName(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1).toLowerCase().replaceAll('_', ' ');
}

function noteWhatIsKeptRaw(file: JsonObject, problems: ProblemList): void {
  const kept = ['Categories', 'ConversationCharacteristics', 'ContactSummary'].filter((key) => asObject(own(file, key)) !== null);
  const duration = asNumber(own(asObject(own(file, 'ConversationCharacteristics')), 'TotalConversationDurationMillis'));
  if (kept.length > 0 || duration !== null) {
    problems.add('analytics-kept', 'note', () => 'Sentiment, categories and call figures are kept with the original result; the editor does not show them.');
  }
}
