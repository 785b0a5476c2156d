// Writes what Amazon Transcribe would answer (the era since July 2024): string seconds, item ids, audio_segments, speaker labels
// and, for doubtful stretches, alternatives that hold the right word.
import type { TimedTurn, TimedWord } from './timed-words.ts';

const LABELS = { host: 'spk_0', guest: 'spk_1' } as const;

interface Item {
  readonly id: number;
  readonly type: 'pronunciation' | 'punctuation';
  readonly alternatives: readonly [{ readonly confidence: string; readonly content: string }];
  readonly start_time?: string;
  readonly end_time?: string;
  readonly speaker_label: string;
}

/** A sentence of a turn: the unit of audio_segments and of alternatives. */
interface Stretch {
  readonly label: string;
  readonly words: readonly TimedWord[];
  readonly items: readonly Item[];
}

/** The whole result document. */
export function toTranscribeResult(turns: readonly TimedTurn[], jobName: string): object {
  const stretches = stretchesOf(turns);
  const items = stretches.flatMap((stretch) => stretch.items);
  return {
    jobName,
    accountId: '000000000000',
    status: 'COMPLETED',
    results: {
      transcripts: [{ transcript: joinItems(items.map((item) => ({ type: item.type, content: item.alternatives[0].content }))) }],
      speaker_labels: { segments: stretches.map(speakerSegment), channel_label: 'ch_0', speakers: 2 },
      segments: stretches.map(alternativesOf),
      items,
      audio_segments: stretches.map((stretch, id) => ({
        id,
        transcript: joinItems(stretch.items.map((item) => ({ type: item.type, content: item.alternatives[0].content }))),
        ...spanOf(stretch),
        speaker_label: stretch.label,
        items: stretch.items.map((item) => item.id),
      })),
    },
  };
}

function stretchesOf(turns: readonly TimedTurn[]): Stretch[] {
  let id = 0;
  return turns.flatMap((turn) =>
    turn.sentences.map((words) => {
      const label = LABELS[turn.speaker];
      const items = words.flatMap((word): Item[] => {
        const spoken: Item = {
          id: id++,
          type: 'pronunciation',
          alternatives: [{ confidence: confidenceOf(word, id), content: word.doubt?.heard ?? word.text }],
          start_time: seconds(word.start),
          end_time: seconds(word.end),
          speaker_label: label,
        };
        if (word.punctuation === '') return [spoken];
        return [spoken, { id: id++, type: 'punctuation', alternatives: [{ confidence: '0.0', content: word.punctuation }], speaker_label: label }];
      });
      return { label, words, items };
    }),
  );
}

/** Sure words are as sure as the service's mostly are: between 0.958 and 0.999. */
function confidenceOf(word: TimedWord, id: number): string {
  if (word.doubt) return String(word.doubt.confidence);
  const spread = (id * 7919) % 100;
  return String((999 - (spread < 70 ? spread % 4 : spread % 42)) / 1000);
}

function speakerSegment({ label, items, ...stretch }: Stretch): object {
  return {
    ...spanOf({ label, items, ...stretch }),
    speaker_label: label,
    items: items.filter((item) => item.type === 'pronunciation').map(({ start_time, end_time }) => ({ speaker_label: label, start_time, end_time })),
  };
}

/** Each alternative says the sentence with one more of the engine's other ideas in place, the likeliest first. */
function alternativesOf(stretch: Stretch): object {
  const most = Math.max(0, ...stretch.words.map((word) => word.doubt?.others.length ?? 0));
  const alternatives = Array.from({ length: 1 + most }, (_, rank) => {
    let at = -1;
    const items = stretch.items.map((item) => {
      if (item.type === 'pronunciation') at += 1;
      const word = stretch.words[at];
      const other = item.type === 'pronunciation' && rank > 0 ? word?.doubt?.others[rank - 1] : undefined;
      const confidence = other === undefined ? item.alternatives[0].confidence : (Number(word?.doubt?.confidence ?? 0) / (2 * rank)).toFixed(3);
      const content = other ?? item.alternatives[0].content;
      const { start_time, end_time } = item;
      return { ...(start_time === undefined ? {} : { start_time, end_time }), confidence, type: item.type, content };
    });
    return { transcript: joinItems(items), items };
  });
  return { ...spanOf(stretch), alternatives };
}

function spanOf(stretch: Stretch): { start_time: string; end_time: string } {
  return { start_time: seconds(stretch.words[0]?.start ?? 0), end_time: seconds(stretch.words.at(-1)?.end ?? 0) };
}

/** As the service writes seconds: at least one decimal, at most three. */
function seconds(millis: number): string {
  const text = String(millis / 1000);
  return text.includes('.') ? text : `${text}.0`;
}

function joinItems(items: readonly { readonly type: string; readonly content: string }[]): string {
  return items.map(({ type, content }, index) => (type === 'punctuation' || index === 0 ? content : ` ${content}`)).join('');
}
