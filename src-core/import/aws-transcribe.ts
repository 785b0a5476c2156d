// Amazon Transcribe's batch results, standard and medical, of every era since 2018, into a Transcript.
// What the reader does not show (alternatives, toxicity) stays in the raw result the library keeps.
import { ProblemList } from '../problem.ts';
import type { Transcript, WordMarks } from '../transcript/transcript.ts';
import { readLabels, type ItemLabels } from './aws-labels.ts';
import { readEntities, type EntityTimes } from './aws-entities.ts';
import { buildTranscript } from './build-transcript.ts';
import { asArray, asNumber, asObject, asString, own, type JsonObject } from './json-value.ts';
import { plural, readConfidence, readSpan, type SpokenItem, were } from './spoken-item.ts';
import { wordsWithoutTimes } from './untimed-text.ts';

/** Reads a whole result file (`{ results: { items, … } }`). */
export function readTranscribeResult(file: JsonObject, problems: ProblemList): Transcript {
  const results = asObject(own(file, 'results')) ?? {};
  const running = runningText(results);
  const rawItems = itemsOf(results);
  noteWhatIsKeptRaw(results, problems);
  const language = mainLanguage(results, file);
  if (rawItems.length === 0 && running.trim() !== '')
    return buildTranscript(untimed(running, { results, language }, problems), { language, running }, problems);
  const items = readItems(rawItems, { labels: readLabels(results, problems), language, entities: readEntities(results, problems) }, problems);
  checkAgainst(running, items, problems);
  const channels = new Set(items.map((item) => item.channel));
  return buildTranscript(items, { language, running, nameOf: channels.size > 1 ? channelSpeakerName : speakerNumber }, problems);
}

function runningText(results: JsonObject): string {
  return asArray(own(results, 'transcripts'))
    .map((entry) => asString(own(asObject(entry), 'transcript')) ?? '')
    .join(' ');
}

/** The items, or where a file has none at the top, those of its channels. */
export function itemsOf(results: JsonObject): readonly unknown[] {
  const items = asArray(own(results, 'items'));
  if (items.length > 0) return items;
  return asArray(own(asObject(own(results, 'channel_labels')), 'channels')).flatMap((channel) => {
    const object = asObject(channel);
    const label = own(object, 'channel_label');
    return asArray(own(object, 'items')).map((item) => ({ channel_label: label, ...asObject(item) }));
  });
}

function untimed(running: string, { results, language }: { results: JsonObject; language: string | null }, problems: ProblemList): SpokenItem[] {
  const seconds = asArray(own(results, 'language_codes')).reduce<number>((sum, entry) => sum + (asNumber(own(asObject(entry), 'duration_in_seconds')) ?? 0), 0);
  problems.add('no-word-times', 'repair', () => 'The file holds text but no word times; they were estimated from the length of the words.');
  return wordsWithoutTimes(running, seconds > 0 ? seconds * 1000 : null, language);
}

interface ItemContext {
  readonly labels: ItemLabels;
  readonly language: string | null;
  readonly entities: EntityTimes;
}

function readItems(rawItems: readonly unknown[], context: ItemContext, problems: ProblemList): SpokenItem[] {
  const items: SpokenItem[] = [];
  let spoken: string | null = null;
  rawItems.forEach((raw, index) => {
    const item = asObject(raw);
    const alternative = asObject(asArray(own(item, 'alternatives'))[0]);
    const text = asString(own(alternative, 'content')) ?? asString(own(item, 'content')) ?? '';
    if (item === null || text.trim() === '') {
      problems.add(
        'item-without-text',
        'loss',
        (count) => `${count} entr${count === 1 ? 'y' : 'ies'} of the result held no text and ${were(count)} left out.`,
        {
          item: index,
        },
      );
      return;
    }
    // Only some items of a mixed-language result name their language; the others go on in the last one named.
    spoken = asString(own(item, 'language_code')) ?? spoken;
    items.push(readItem({ item, alternative, text: text.trim(), index, spoken }, context, problems));
  });
  return items;
}

interface RawItem {
  readonly item: JsonObject;
  readonly alternative: JsonObject | null;
  readonly text: string;
  readonly index: number;
  readonly spoken: string | null;
}

function readItem({ item, alternative, text, index, spoken }: RawItem, context: ItemContext, problems: ProblemList): SpokenItem {
  const isPunctuation = readType(item, index, problems);
  const { start, end } = isPunctuation ? { start: null, end: null } : readSpan(own(item, 'start_time'), own(item, 'end_time'), 'seconds', problems, index);
  const channel = context.labels.channelOf(item, index);
  const label = context.labels.speakerOf(item, index);
  const marks = isPunctuation ? null : readMarks(item, alternative, spoken === context.language ? null : spoken, context.entities.during(start, end));
  return {
    index,
    isPunctuation,
    text,
    start,
    end,
    confidence: isPunctuation ? null : readConfidence(own(alternative, 'confidence') ?? own(item, 'confidence'), problems, index),
    speaker: channel !== null && label !== null ? `ch_${channel} ${label}` : (label ?? (channel === null ? null : `ch_${channel}`)),
    channel,
    ...(marks && { marks }),
  };
}

function readType(item: JsonObject, index: number, problems: ProblemList): boolean {
  const type = asString(own(item, 'type'))?.toLowerCase();
  if (type === 'punctuation') return true;
  if (type !== 'pronunciation') {
    problems.add('unknown-type', 'note', (count) => `${count} entr${count === 1 ? 'y' : 'ies'} of an unknown type were read as words.`, { item: index });
  }
  return false;
}

function readMarks(item: JsonObject, alternative: JsonObject | null, language: string | null, entities: readonly string[]): WordMarks | null {
  const redacted = asArray(own(alternative, 'redactions')).map(
    (entry) => asString(own(asObject(entry), 'type')) ?? asString(own(asObject(entry), 'category')) ?? 'PII',
  );
  const filtered = own(item, 'vocabularyFilterMatch');
  const marks: WordMarks = {
    ...(language !== null && { language }),
    ...(redacted.length > 0 && { redacted }),
    ...(typeof filtered === 'boolean' && { filtered }),
    ...(entities.length > 0 && { entities }),
  };
  return Object.keys(marks).length > 0 ? marks : null;
}

/** The language said for the whole file, or the one spoken longest. */
function mainLanguage(results: JsonObject, file: JsonObject): string | null {
  const whole = asString(own(results, 'language_code')) ?? asString(own(file, 'language_code'));
  if (whole !== null) return whole;
  const spoken = asArray(own(results, 'language_codes')).map((entry) => ({
    code: asString(own(asObject(entry), 'language_code')),
    seconds: asNumber(own(asObject(entry), 'duration_in_seconds')) ?? 0,
  }));
  spoken.sort((a, b) => b.seconds - a.seconds);
  return spoken[0]?.code ?? asString(own(asObject(asArray(own(results, 'language_identification'))[0]), 'code'));
}

/** Says what a result holds that the editor does not show. */
function noteWhatIsKeptRaw(results: JsonObject, problems: ProblemList): void {
  const toxic = asArray(own(results, 'toxicity_detection')).length;
  if (toxic > 0)
    problems.add(
      'toxicity-kept',
      'note',
      () => `Toxicity scores of ${toxic} passage${plural(toxic)} are kept with the original result; the editor does not show them.`,
    );
}

/** The items are the truth and the running text a check: a difference is worth a note, never a change. */
function checkAgainst(running: string, items: readonly SpokenItem[], problems: ProblemList): void {
  if (running.trim() === '') return;
  const bare = (text: string): string => text.replace(/\s+/gu, '');
  const spoken = items.map((item) => item.text).join('');
  // Most results differ in plain spaces alone, which are found without a pattern.
  if (running.replaceAll(' ', '') === spoken || bare(running) === bare(spoken)) return;
  problems.add('text-differs', 'note', () => 'The file’s running text differs from its words; the words, which have times, were taken.');
}

function speakerNumber(_label: string, order: number): string {
  return `Speaker ${order + 1}`;
}

/** "ch_0" is "Channel 1"; with speakers told apart on it, "Channel 1, speaker 2". */
function channelSpeakerName(label: string): string {
  const [, channel, speaker] = /^ch_(\d{1,4})(?: .*?(\d{1,4}))?$/.exec(label) ?? [];
  if (channel === undefined) return label;
  const name = `Channel ${Number(channel) + 1}`;
  return speaker === undefined ? name : `${name}, speaker ${Number(speaker) + 1}`;
}
