// Results made to break their readers: times that are none, names that are JavaScript's own, shapes made to be slow (S2, S3, S8).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonDocument, type ReadDocument } from '../../../src-core/import/document.ts';
import { transcriptText, type Transcript } from '../../../src-core/transcript/transcript.ts';
import { fault } from '../../faults/fault.ts';
import { workTime } from '../../support/work-time.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** JSON as text; numbers JSON cannot hold come as what careless programs write for them. */
const textOf = (value: Json): string => JSON.stringify(value);
const read = (value: Json): ReadDocument => readJsonDocument(textOf(value));

/** Every kind of result over the same words, times given as they are. */
interface Spoken {
  readonly text: Json;
  readonly start: Json | undefined;
  readonly end: Json | undefined;
  readonly type: Json;
  readonly speaker: Json | undefined;
}

const kinds: Readonly<Record<string, (words: readonly Spoken[]) => Json>> = {
  'Amazon Transcribe': (words) => ({
    results: {
      transcripts: [{ transcript: 'a b' }],
      items: words.map(({ text, start, end, type, speaker }) => ({
        type,
        start_time: start,
        end_time: end,
        speaker_label: speaker,
        alternatives: [{ content: text, confidence: '0.9' }],
      })),
      speaker_labels: { segments: words.map(({ start, end, speaker }) => ({ start_time: start, end_time: end, speaker_label: speaker, items: [] })) },
    },
  }),
  'Call Analytics': (words) => ({
    Transcript: [
      {
        ParticipantRole: 'AGENT',
        Content: 'a b',
        Items: words.map(({ text, start, end, type }) => ({ Type: type, Content: text, BeginOffsetMillis: start, EndOffsetMillis: end })),
      },
      ...words.map(({ start, end, speaker }) => ({ ParticipantRole: speaker, Content: 'c d', BeginOffsetMillis: start, EndOffsetMillis: end })),
    ],
  }),
  HealthScribe: (words) => ({
    Conversation: {
      TranscriptItems: words.map(({ text, start, end, type }) => ({ Type: type, Alternatives: [{ Content: text }], BeginAudioTime: start, EndAudioTime: end })),
      TranscriptSegments: words.map(({ speaker }) => ({ Content: 'a b', ParticipantDetails: { ParticipantRole: speaker } })),
    },
  }),
  'Amazon Transcribe stream': (words) => [
    {
      Transcript: {
        Results: [
          {
            ResultId: 'r',
            IsPartial: false,
            Alternatives: [
              {
                Transcript: 'a b',
                Items: words.map(({ text, start, end, type, speaker }) => ({ Type: type, Content: text, StartTime: start, EndTime: end, Speaker: speaker })),
              },
            ],
          },
        ],
      },
    },
  ],
};

const time = fc.constantFrom<Json | undefined>(
  ...['NaN', 'Infinity', '-Infinity', '1e308', '1e999', '-1', '-0', '0x10', '1,5', ' 1', '', 'soon', '0.5', '2', '1.25'],
  ...[-1, 0, 1, 2.5, 1e308, -1e308, 9e15, 1e-320, null, true, [], {}, [1]],
  undefined,
);
const word: fc.Arbitrary<Spoken> = fc.record({
  text: fc.constantFrom<Json>('harbour', '.', '', null, 7, {}, '漢字', '\ud800', ' '),
  start: time,
  end: time,
  type: fc.constantFrom<Json>('pronunciation', 'punctuation', 'PRONUNCIATION', 'music', '', null, 3, {}),
  speaker: fc.constantFrom<Json | undefined>('spk_0', 'spk_1', '__proto__', '', null, 4, {}, undefined),
});

/** What must hold of any transcript: every time a whole number of milliseconds, no word ending before it begins, words of a turn in order. */
function expectSound({ turns }: Transcript): void {
  for (const { words } of turns) {
    words.forEach(({ start, end, text }, index) => {
      expect(Number.isSafeInteger(start) && Number.isSafeInteger(end)).toBe(true);
      expect(start).toBeGreaterThanOrEqual(Math.max(0, words[index - 1]?.end ?? 0));
      expect(end).toBeGreaterThanOrEqual(start);
      expect(text).not.toBe('');
    });
  }
}

describe('a result whose times are none', () => {
  fault('S2', 'NaN, Infinity, 1e308, negative, reversed, missing and mistyped times, unknown types, null lists, in every kind of result', (seen) => {
    let repaired = 0;
    for (const [name, make] of Object.entries(kinds)) {
      fc.assert(
        fc.property(fc.array(word, { maxLength: 12 }), (words) => {
          const document = read(make(words));
          if (document.kind === 'refused') return expect(document.reason, name).toMatch(/\.$/);
          expectSound(document.transcript);
          if (document.problems.some(({ code }) => code.startsWith('time-') || code === 'end-before-start')) repaired += 1;
        }),
        { numRuns: 300 },
      );
    }
    expect(repaired).toBeGreaterThan(100);
    seen('each read with whole, ordered milliseconds, or refused in a sentence');
    const broken: Json = { results: { items: [{ type: 'pronunciation', start_time: 'NaN', end_time: '1e308', alternatives: [{ content: 'a' }] }] } };
    const document = read(broken);
    expect(document.kind === 'read' && document.problems.map(({ code }) => code)).toContain('time-unreadable');
    seen('every repair listed as a problem');
    for (const items of [null, 'x', 7, {}, [null], [[]], [{}], [{ alternatives: null }], [{ alternatives: [null] }]])
      expect(['read', 'refused']).toContain(read({ results: { items, transcripts: null, speaker_labels: null, channel_labels: items } }).kind);
    seen('null and mistyped lists never throw');
  });
});

const OWN_NAMES = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf', '__defineGetter__'];

describe('a result that names things as JavaScript does', () => {
  fault('S3', '__proto__, constructor, prototype and others as speaker, channel, role, word, language and key of a result', (seen) => {
    for (const name of OWN_NAMES) {
      const spoken: Spoken = { text: name, start: '0.5', end: '1', type: 'pronunciation', speaker: name };
      for (const [kind, make] of Object.entries(kinds)) {
        const document = read(make([spoken, { ...spoken, start: '1', end: '2' }]));
        expect(document.kind, kind).toBe('read');
        if (document.kind === 'read') expect(transcriptText(document.transcript), kind).toContain(name);
      }
      const channels = `{"results":{"items":[{"type":"pronunciation","start_time":"0","end_time":"1","channel_label":"${name}","speaker_label":"${name}","alternatives":[{"content":"a"}],"${name}":{"polluted":true}}],"language_code":"${name}","${name}":{"polluted":true}},"${name}":{"polluted":true}}`;
      const document = readJsonDocument(channels);
      expect(document.kind === 'read' && document.transcript.turns[0]?.speaker).toContain(name);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      expect(Object.keys(Object.prototype)).toEqual([]);
    }
    seen('each comes back as plain text');
    expect(readJsonDocument('{"__proto__":{"results":{"items":[]}}}').kind).toBe('refused');
    expect(readJsonDocument('{"results":{"__proto__":{"items":[{"content":"x"}]}}}').kind).toBe('refused');
    seen('nothing is read through a prototype, and none is changed');
  });
});

const pronounced = (index: number, more: Json = {}): Json => ({
  ...{ type: 'pronunciation', start_time: (index / 10).toFixed(1), end_time: (index / 10 + 0.1).toFixed(1), alternatives: [{ content: 'a' }] },
  ...(more as object), // an object in every use below
});
const many = <T>(size: number, make: (index: number) => T): T[] => Array.from({ length: size }, (_, index) => make(index));

/** Results of a size, each made to cost a careless reader the square of it. */
const slow: Readonly<Record<string, (size: number) => string>> = {
  'a new speaker at every word': (size) => textOf({ results: { items: many(size, (at) => pronounced(at, { speaker_label: `spk_${at}` })) } }),
  'two speakers in turn': (size) => textOf({ results: { items: many(size, (at) => pronounced(at, { speaker_label: `spk_${at % 2}` })) } }),
  'stretches of speakers that fit no word': (size) =>
    textOf({
      results: {
        items: many(size, (at) => pronounced(at)),
        speaker_labels: { segments: many(size, (at) => ({ start_time: String(at / 1e6), end_time: String(at / 1e6), speaker_label: `s${at}` })) },
      },
    }),
  'the same word on every channel': (size) =>
    textOf({
      results: {
        items: many(size, () => pronounced(0)),
        channel_labels: { channels: [{ channel_label: 'ch_0', items: many(size, () => pronounced(0)) }] },
      },
    }),
  'entities around everything': (size) =>
    textOf({
      results: {
        items: many(size, (at) => pronounced(at)),
        entities: many(size, (at) => ({ startTime: at / 1e6, endTime: at / 1e6, category: 'x' })),
      },
    }),
  'entities that all overlap': (size) =>
    textOf({
      results: { items: many(size, (at) => pronounced(at)), entities: many(size, () => ({ startTime: 0, endTime: 1e6, category: 'x' })) },
    }),
  'words without times': (size) => textOf({ results: { items: many(size, () => ({ type: 'pronunciation', alternatives: [{ content: 'a' }] })) } }),
  'words in reverse': (size) => textOf({ results: { items: many(size, (at) => pronounced(size - at)) } }),
  'marks alone': (size) => textOf({ results: { items: many(size, () => ({ type: 'punctuation', alternatives: [{ content: '(' }] })) } }),
  'a running text that fits nothing': (size) =>
    textOf({ results: { transcripts: [{ transcript: 'b'.repeat(size) }], items: many(size, (at) => pronounced(at)) } }),
  'a running text alone': (size) => textOf({ results: { transcripts: [{ transcript: 'a '.repeat(size) }], items: [] } }),
  'a label of digits': (size) =>
    textOf({ results: { items: [pronounced(0, { channel_label: 'ch_0', speaker_label: `${'1'.repeat(size)}x` }), pronounced(1, { channel_label: 'ch_1' })] } }),
  'turns of one channel inside each other': (size) =>
    textOf({
      Transcript: many(size / 4, (at) => ({
        ParticipantRole: at === 0 ? 'B' : 'A',
        Content: 'a a',
        Items: [
          { Type: 'pronunciation', Content: 'a', BeginOffsetMillis: at, EndOffsetMillis: at },
          { Type: 'pronunciation', Content: 'a', BeginOffsetMillis: 9e6 - at, EndOffsetMillis: 9e6 - at },
        ],
      })),
    }),
  'items that fit no turn': (size) =>
    textOf({
      Conversation: {
        TranscriptItems: many(size, () => ({ Type: 'PRONUNCIATION', Alternatives: [{ Content: 'b' }] })),
        TranscriptSegments: many(size, () => ({ Content: 'a', ParticipantDetails: { ParticipantRole: 'x' } })),
      },
    }),
  'one endless turn that fits no item': (size) =>
    textOf({
      Conversation: {
        TranscriptItems: many(size, () => ({ Type: 'PRONUNCIATION', Alternatives: [{ Content: 'b' }] })),
        TranscriptSegments: [{ Content: 'a'.repeat(size), ParticipantDetails: { ParticipantRole: 'x' } }],
      },
    }),
  'a stream of one result again and again': (size) =>
    textOf(many(size, () => ({ Transcript: { Results: [{ ResultId: 'r', Alternatives: [{ Items: [{ Content: 'a' }] }] }] } }))),
  'lines of JSON': (size) => '{"Results":[]}\n'.repeat(size),
  'quotes never closed': (size) => `{"results":"${'\\"'.repeat(size)}`,
};

describe('a result made to be slow', () => {
  fault('S8', 'results of every kind built to cost a careless reader the square of their size', (seen) => {
    for (const [name, make] of Object.entries(slow)) {
      const [small, large] = [make(4_000), make(16_000)];
      const short = workTime(() => readJsonDocument(small), 2);
      const long = workTime(() => readJsonDocument(large), 2);
      // Four times the input: 2.5 squared, and 60 ms for the collector, which runs when it likes.
      expect(long, name).toBeLessThan(short * 6.25 + 60);
    }
    seen(`${Object.keys(slow).length} shapes read in time proportional to their size`);
  });

  it('may have as many turns as words', () => {
    const document = readJsonDocument(textOf({ results: { items: many(150_000, (at) => pronounced(at, { speaker_label: `spk_${at % 2}` })) } }));
    expect(document.kind === 'read' && document.transcript.turns.length).toBe(150_000);
  });
});
