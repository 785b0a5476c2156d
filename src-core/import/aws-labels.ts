// Who said an item of a Transcribe result, and on which channel. Three eras say it in three places; the best is asked first.
import type { ProblemList } from '../problem.ts';
import { asArray, asNumber, asObject, asString, own, type JsonObject } from './json-value.ts';
import { plural } from './spoken-item.ts';

/** What the labels of a result answer about its items. */
export interface ItemLabels {
  speakerOf(item: JsonObject, index: number): string | null;
  channelOf(item: JsonObject, index: number): number | null;
}

interface LabelledStretch {
  readonly start: number;
  readonly end: number;
  readonly speaker: string;
  /** The latest end of this stretch and all before it. */
  latestEnd: number;
}

/** The labels of a result: item labels (since 2022), then audio_segments (since 2024), then speaker_labels and channel_labels (older). */
export function readLabels(results: JsonObject, problems: ProblemList): ItemLabels {
  // Read when an item first lacks its own label: a result of today repeats every word in each of them.
  const bySegment = once(() => speakersByItemId(results));
  const bySpan = once(() => speakersBySpan(results));
  const channels = once(() => channelsByItem(results));
  let previousSpeaker: string | null = null;
  let previousChannel: number | null = null;
  return {
    speakerOf(item, index) {
      const said = asString(own(item, 'speaker_label')) ?? bySegment().get(itemId(item, index)) ?? bySpan().exact.get(spanKey(item)) ?? null;
      if (said !== null) return (previousSpeaker = said);
      const hasSpeakers = bySegment().size > 0 || bySpan().stretches.length > 0;
      if (!hasSpeakers || isPunctuation(item)) return previousSpeaker;
      const nearest = stretchAround(bySpan().stretches, item) ?? previousSpeaker;
      problems.add('speaker-guessed', 'repair', (count) => `${count} word${plural(count)} named no speaker; the nearest one was taken.`, { item: index });
      return (previousSpeaker = nearest);
    },
    channelOf(item) {
      const label = asString(own(item, 'channel_label'));
      if (label !== null) return (previousChannel = channelNumber(label));
      if (channels().size === 0 || isPunctuation(item)) return previousChannel;
      return (previousChannel = nextOf(channels().get(wordKey(item))) ?? previousChannel);
    },
  };
}

/** Makes a value when it is first asked for, and keeps it. */
function once<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

/** "ch_1" is 1; anything unforeseen is 0. */
export function channelNumber(label: string): number {
  return Number(/(\d{1,2})$/.exec(label)?.[1] ?? 0);
}

function isPunctuation(item: JsonObject): boolean {
  return asString(own(item, 'type'))?.toLowerCase() === 'punctuation';
}

function itemId(item: JsonObject, index: number): number {
  return asNumber(own(item, 'id')) ?? index;
}

function speakersByItemId(results: JsonObject): Map<number, string> {
  const speakers = new Map<number, string>();
  for (const stretch of asArray(own(results, 'audio_segments'))) {
    const object = asObject(stretch);
    const speaker = asString(own(object, 'speaker_label'));
    if (speaker === null) continue;
    for (const id of asArray(own(object, 'items'))) if (typeof id === 'number') speakers.set(id, speaker);
  }
  return speakers;
}

function speakersBySpan(results: JsonObject): { exact: Map<string, string>; stretches: LabelledStretch[] } {
  const exact = new Map<string, string>();
  const stretches: LabelledStretch[] = [];
  for (const stretch of asArray(own(asObject(own(results, 'speaker_labels')), 'segments'))) {
    const object = asObject(stretch);
    const speaker = asString(own(object, 'speaker_label'));
    if (object === null || speaker === null) continue;
    const [start, end] = [asNumber(own(object, 'start_time')), asNumber(own(object, 'end_time'))];
    if (start !== null && end !== null) stretches.push({ start, end, speaker, latestEnd: end });
    for (const item of asArray(own(object, 'items'))) {
      const inner = asObject(item);
      if (inner) exact.set(spanKey(inner), asString(own(inner, 'speaker_label')) ?? speaker);
    }
  }
  stretches.sort((a, b) => a.start - b.start);
  stretches.forEach((stretch, index) => (stretch.latestEnd = Math.max(stretch.end, stretches[index - 1]?.latestEnd ?? stretch.end)));
  return { exact, stretches };
}

/** Times are compared as written: "1.04" in both places. */
function spanKey(item: JsonObject): string {
  return `${timeText(own(item, 'start_time'))}|${timeText(own(item, 'end_time'))}`;
}

function timeText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The speaker of the first stretch around an item's middle, or of the last that began before it. Found by halving: a result may hold as many stretches as words. */
function stretchAround(stretches: readonly LabelledStretch[], item: JsonObject): string | null {
  const [start, end] = [asNumber(own(item, 'start_time')), asNumber(own(item, 'end_time'))];
  if (start === null || end === null) return null;
  const middle = (start + end) / 2;
  const begun = firstWhere(stretches, (stretch) => stretch.start > middle);
  const around = firstWhere(stretches, (stretch) => stretch.latestEnd >= middle);
  return stretches[Math.min(around, begun - 1)]?.speaker ?? null;
}

/** Index of the first value that passes a test which all after it pass, too; the length when none does. */
function firstWhere<T>(values: readonly T[], passes: (value: T) => boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = values[middle];
    if (value !== undefined && !passes(value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Channels on which the same word is repeated, in the file's order, and how many were given out. */
interface RepeatedWord {
  readonly channels: number[];
  given: number;
}

/** The next channel; taking it off the front of the list would move all the others. */
function nextOf(word: RepeatedWord | undefined): number | undefined {
  return word?.channels[word.given++];
}

function wordKey(item: JsonObject): string {
  return `${spanKey(item)}|${asString(own(asObject(asArray(own(item, 'alternatives'))[0]), 'content')) ?? ''}`;
}

/** Old channel files know the channel only in channel_labels, where whole items are repeated per channel. */
function channelsByItem(results: JsonObject): Map<string, RepeatedWord> {
  const channels = new Map<string, RepeatedWord>();
  for (const channel of asArray(own(asObject(own(results, 'channel_labels')), 'channels'))) {
    const object = asObject(channel);
    const number = channelNumber(asString(own(object, 'channel_label')) ?? 'ch_0');
    for (const item of asArray(own(object, 'items'))) {
      const inner = asObject(item);
      if (!inner || isPunctuation(inner)) continue;
      const key = wordKey(inner);
      const known = channels.get(key);
      if (known) known.channels.push(number);
      else channels.set(key, { channels: [number], given: 0 });
    }
  }
  return channels;
}
