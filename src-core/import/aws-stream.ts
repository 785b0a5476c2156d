// Saved results of a real-time stream: one event, or many as an array or as lines of JSON. Only final results count.
import { ProblemList } from '../problem.ts';
import type { Transcript } from '../transcript/transcript.ts';
import { channelNumber } from './aws-labels.ts';
import { buildTranscript } from './build-transcript.ts';
import { asArray, asObject, asString, own, type JsonObject } from './json-value.ts';
import { plural, readConfidence, readSpan, type SpokenItem, were } from './spoken-item.ts';

/** The results inside any shape a stream event is saved in; empty when there are none. */
export function streamResults(value: unknown): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(streamResults);
  const object = asObject(value);
  if (!object) return [];
  const inner = ['TranscriptResultStream', 'TranscriptEvent', 'Transcript']
    .map((key) => own(object, key))
    .find((found) => asObject(found) !== null || Array.isArray(found));
  const results = own(object, 'Results');
  if (Array.isArray(results))
    return asArray(results)
      .map(asObject)
      .filter((result) => result !== null);
  return inner === undefined ? [] : streamResults(inner);
}

/** Reads the final results of a stream. A result seen again replaces its earlier form. */
export function readStream(results: readonly JsonObject[], problems: ProblemList): Transcript {
  const latest = new Map<string, JsonObject>();
  results.forEach((result, order) => {
    if (own(result, 'IsPartial') === true)
      problems.add('partial-result', 'note', (count) => `${count} partial result${plural(count)} ${were(count)} left out; their final form is what counts.`);
    else latest.set(asString(own(result, 'ResultId')) ?? `unnamed ${order}`, result);
  });
  const items: SpokenItem[] = [];
  const running: string[] = [];
  for (const result of latest.values()) {
    const alternative = asObject(asArray(own(result, 'Alternatives'))[0]);
    running.push(asString(own(alternative, 'Transcript')) ?? '');
    const channelLabel = asString(own(result, 'ChannelId'));
    const channel = channelLabel === null ? null : channelNumber(channelLabel);
    for (const raw of asArray(own(alternative, 'Items'))) items.push(...readItem(asObject(raw), { index: items.length, channel }, problems));
  }
  const language = asString(own(results[0] ?? null, 'LanguageCode'));
  return buildTranscript(items, { language, running: running.join(' ') }, problems);
}

function readItem(item: JsonObject | null, { index, channel }: { index: number; channel: number | null }, problems: ProblemList): SpokenItem[] {
  const text = (asString(own(item, 'Content')) ?? '').trim();
  if (!item || text === '') return [];
  const isPunctuation = asString(own(item, 'Type'))?.toLowerCase() === 'punctuation';
  const span = isPunctuation ? { start: null, end: null } : readSpan(own(item, 'StartTime'), own(item, 'EndTime'), 'seconds', problems, index);
  const label = asString(own(item, 'Speaker'));
  const confidence = isPunctuation ? null : readConfidence(own(item, 'Confidence'), problems, index);
  return [{ index, isPunctuation, text, ...span, confidence, speaker: label === null ? null : `spk_${label}`, channel }];
}
