// Transcribe's batch results of every era: each item arrives in the transcript or in a Problem.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonDocument, type ReadDocument } from '../../../src-core/import/document.ts';
import { transcriptText, type Transcript } from '../../../src-core/transcript/transcript.ts';
import { items, plainResult, resultFile, running, type Spoken } from './result-maker.ts';

function read(text: string): Extract<ReadDocument, { kind: 'read' }> {
  const document = readJsonDocument(text);
  if (document.kind === 'refused') throw new Error(document.reason);
  return document;
}

const words = (transcript: Transcript) => transcript.turns.flatMap((turn) => turn.words);
const codes = (document: { problems: readonly { code: string }[] }) => document.problems.map((problem) => problem.code);

const HARBOUR: Spoken[] = [
  ['The', 0, 0.2],
  ['harbour', 0.2, 0.71],
  ['opens', 0.8, 1.1],
  ['early', 1.1, 1.52],
  '.',
  ['Nobody', 2, 2.4],
  ['waits', 2.41, 2.9],
  '.',
];

describe('a plain result', () => {
  it('keeps every word with its exact times, confidence and place in the file', () => {
    const { transcript, problems } = read(plainResult(HARBOUR));
    expect(transcriptText(transcript)).toBe('The harbour opens early. Nobody waits.');
    expect(words(transcript).map((word) => [word.start, word.end])).toEqual([
      [0, 200],
      [200, 710],
      [800, 1100],
      [1100, 1520],
      [2000, 2400],
      [2410, 2900],
    ]);
    expect(words(transcript).map((word) => word.source)).toEqual([0, 1, 2, 3, 5, 6]);
    expect(words(transcript).every((word) => word.origin === 'heard' && word.confidence === 0.93)).toBe(true);
    expect(problems).toEqual([]);
  });

  it('reads numbers where other tools write them, and refuses comma decimals, NaN and infinity as times', () => {
    const result = resultFile({
      transcripts: [{ transcript: 'one two three four' }],
      items: [
        { type: 'pronunciation', start_time: 0.5, end_time: 1, alternatives: [{ confidence: 0.4, content: 'one' }] },
        { type: 'pronunciation', start_time: '1,5', end_time: '2,0', alternatives: [{ confidence: '0.4', content: 'two' }] },
        { type: 'pronunciation', start_time: '1e308', end_time: '1e309', alternatives: [{ confidence: '7', content: 'three' }] },
        { type: 'pronunciation', start_time: '3', end_time: '2.5', alternatives: [{ content: 'four' }] },
      ],
    });
    const document = read(result);
    const [one, two, three, four] = words(document.transcript);
    expect(one).toMatchObject({ start: 500, end: 1000, origin: 'heard', confidence: 0.4 });
    expect([two?.origin, three?.origin]).toEqual(['estimated', 'estimated']);
    expect(two?.start).toBeGreaterThanOrEqual(1000);
    expect(three?.end).toBeLessThanOrEqual(3000);
    expect(four).toMatchObject({ start: 3000, end: 3000, confidence: null });
    expect(codes(document)).toEqual(expect.arrayContaining(['time-unreadable', 'end-before-start', 'confidence-unreadable', 'word-without-time']));
  });

  it('never takes the nothing that punctuation says for a time or a doubt', () => {
    const { transcript } = read(plainResult(['¿', ['Qué', 1, 1.4], '?', ['Nada', 2, 2.2]]));
    expect(transcriptText(transcript)).toBe('¿Qué? Nada');
    expect(words(transcript)[0]).toMatchObject({ start: 1000, end: 1400, confidence: 0.93 });
  });

  it('opens a result that ends in the middle of a sentence whole', () => {
    const { transcript } = read(plainResult([...HARBOUR, ['Then', 3, 3.2], ['silence', 3.2, 4]]));
    expect(transcriptText(transcript)).toMatch(/waits\. Then silence$/);
  });

  it('keeps marks that stand before any word with the first word, and names marks without any', () => {
    expect(transcriptText(read(plainResult(['…', ['and', 0, 1]])).transcript)).toBe('…and');
    const lone = read(plainResult(['.']));
    expect(codes(lone)).toContain('mark-without-word');
  });

  it('opens an empty result as an empty transcript that says so', () => {
    const document = read(resultFile({ transcripts: [{ transcript: '' }], items: [], audio_segments: [], speaker_labels: null }));
    expect(document.transcript.turns).toEqual([]);
    expect(codes(document)).toEqual(['no-words']);
  });

  it('keeps a word that holds a space as one word', () => {
    const { transcript } = read(plainResult([['Radio', 0, 1], ['Morning Desk', 1, 2], '.']));
    expect(words(transcript).map((word) => word.text)).toEqual(['Radio', 'Morning Desk.']);
  });

  it('gives words to a result that holds only text, over the time it says was spoken', () => {
    const document = read(
      resultFile({ transcripts: [{ transcript: 'ohne Zeiten geschrieben' }], items: [], language_codes: [{ language_code: 'de-DE', duration_in_seconds: 3 }] }),
    );
    expect(words(document.transcript).map((word) => word.origin)).toEqual(['estimated', 'estimated', 'estimated']);
    expect(words(document.transcript).at(-1)?.end).toBeLessThanOrEqual(3000);
    expect(document.transcript.language).toBe('de-DE');
    expect(codes(document)).toContain('no-word-times');
  });

  it('says when the running text and the words differ, and trusts the words', () => {
    const document = read(resultFile({ transcripts: [{ transcript: 'Something else.' }], items: items(HARBOUR) }));
    expect(codes(document)).toEqual(['text-differs']);
    expect(transcriptText(document.transcript)).toContain('harbour');
  });
});

describe('times out of order', () => {
  it('are put in order, overlaps trimmed at the end, and starts never moved', () => {
    const document = read(
      plainResult([
        ['a', 1, 1.31],
        ['b', 1.3, 2],
        ['d', 5, 6],
        ['c', 3, 3.5],
      ]),
    );
    expect(words(document.transcript).map((word) => [word.text, word.start, word.end])).toEqual([
      ['a', 1000, 1300],
      ['b', 1300, 2000],
      ['c', 3000, 3500],
      ['d', 5000, 6000],
    ]);
    expect(codes(document)).toEqual(['out-of-order', 'words-overlap']);
  });

  it('leave a word of 17 seconds as long as it is', () => {
    expect(
      words(
        read(
          plainResult([
            ['Wait', 1, 18.4],
            ['no', 18.4, 19],
          ]),
        ).transcript,
      )[0],
    ).toMatchObject({ start: 1000, end: 18_400 });
  });
});

describe('speakers', () => {
  const TALK: Spoken[] = [['Ready', 0, 0.5], '?', ['Always', 1, 1.5], '.', ['Good', 2, 2.4]];
  const labels = ['spk_1', 'spk_1', 'spk_0', 'spk_0', 'spk_1'];
  const labelled = items(TALK).map((item, index) => ({ ...item, id: index, speaker_label: labels[index] }));
  const stretches = [
    { speaker_label: 'spk_1', start_time: '0.0', end_time: '0.6', items: [{ start_time: '0', end_time: '0.5', speaker_label: 'spk_1' }] },
    { speaker_label: 'spk_0', start_time: '0.9', end_time: '1.6', items: [{ start_time: '1', end_time: '1.5', speaker_label: 'spk_0' }] },
    { speaker_label: 'spk_1', start_time: '1.9', end_time: '2.5', items: [] },
  ];
  const inTurns = (transcript: Transcript) =>
    transcript.turns.map((turn) => [
      transcript.speakers.find((speaker) => speaker.id === turn.speaker)?.name,
      transcriptText({ ...transcript, turns: [turn] }),
    ]);
  const TURNS = [
    ['Speaker 1', 'Ready?'],
    ['Speaker 2', 'Always.'],
    ['Speaker 1', 'Good'],
  ];

  it('are found on the items of new results', () => {
    expect(inTurns(read(resultFile({ transcripts: [{ transcript: running(TALK) }], items: labelled })).transcript)).toEqual(TURNS);
  });

  it('are found in audio_segments where items are bare', () => {
    const audio = [
      { speaker_label: 'spk_1', items: [0, 1] },
      { speaker_label: 'spk_0', items: [2, 3] },
      { speaker_label: 'spk_1', items: [4] },
    ];
    expect(inTurns(read(resultFile({ transcripts: [], items: items(TALK).map((item, id) => ({ ...item, id })), audio_segments: audio })).transcript)).toEqual(
      TURNS,
    );
  });

  it('are found in speaker_labels of old results, by the stretch around a word its stretch does not list', () => {
    const document = read(
      resultFile({ transcripts: [{ transcript: running(TALK) }], items: items(TALK), speaker_labels: { speakers: 2, segments: stretches } }),
    );
    expect(inTurns(document.transcript)).toEqual(TURNS);
    expect(document.problems.find((problem) => problem.code === 'speaker-guessed')?.count).toBe(1);
  });

  it('are numbered in order of appearance, whatever the labels say', () => {
    expect(read(resultFile({ transcripts: [], items: labelled })).transcript.speakers).toEqual([
      { id: 'spk_1', name: 'Speaker 1' },
      { id: 'spk_0', name: 'Speaker 2' },
    ]);
  });

  it('called __proto__ or constructor stay plain text', () => {
    const hostile = items(TALK).map((item, index) => ({ ...item, speaker_label: index < 2 ? '__proto__' : 'constructor' }));
    const { transcript } = read(resultFile({ transcripts: [], items: hostile }));
    expect(transcript.speakers.map((speaker) => speaker.id)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('channels', () => {
  const left: Spoken[] = [['Hello', 0.1, 0.5], ['desk', 0.5, 1], '.', ['Thanks', 6, 6.5], '.'];
  const right: Spoken[] = [['Yes', 2, 2.3], ['caller', 2.3, 3], '?'];
  const whole = {
    channels: [
      { channel_label: 'ch_0', items: items(left) },
      { channel_label: 'ch_1', items: items(right) },
    ],
    number_of_channels: 2,
  };
  const expected = ['Hello desk.', 'Yes caller?', 'Thanks.'];
  const lines = (transcript: Transcript) => transcriptText(transcript).split('\n');

  it('become parallel turns, from labelled items in blocks a channel', () => {
    const blocks = [...items(left, { channel_label: 'ch_0' }), ...items(right, { channel_label: 'ch_1' })];
    const { transcript, problems } = read(resultFile({ transcripts: [], items: blocks, channel_labels: whole }));
    expect(lines(transcript)).toEqual(expected);
    expect(transcript.turns.map((turn) => turn.words[0]?.channel)).toEqual([0, 1, 0]);
    expect(transcript.speakers.map((speaker) => speaker.name)).toEqual(['Channel 1', 'Channel 2']);
    expect(problems).toEqual([]);
  });

  it('are found for old results whose items do not name them', () => {
    const merged = [...items(left.slice(0, 3)), ...items(right), ...items(left.slice(3))];
    expect(lines(read(resultFile({ transcripts: [], items: merged, channel_labels: whole })).transcript)).toEqual(expected);
  });

  it('are read even where the file has no items at the top', () => {
    expect(lines(read(resultFile({ transcripts: [], channel_labels: whole })).transcript)).toEqual(expected);
  });

  it('may overlap: both voices keep their own times', () => {
    const [a, b] = [items([['mine', 1, 3]], { channel_label: 'ch_0' }), items([['yours', 1.5, 2.5]], { channel_label: 'ch_1' })];
    const { transcript, problems } = read(resultFile({ transcripts: [], items: [...a, ...b] }));
    expect(words(transcript).map((word) => [word.start, word.end])).toEqual([
      [1000, 3000],
      [1500, 2500],
    ]);
    expect(problems).toEqual([]);
  });

  it('with speakers told apart name both', () => {
    const both = [
      ...items([['one', 0, 1]], { channel_label: 'ch_0', speaker_label: 'spk_0' }),
      ...items([['two', 2, 3]], { channel_label: 'ch_1', speaker_label: 'spk_0' }),
    ];
    expect(read(resultFile({ transcripts: [], items: both })).transcript.speakers.map((speaker) => speaker.name)).toEqual([
      'Channel 1, speaker 1',
      'Channel 2, speaker 1',
    ]);
  });
});

describe('marks on words', () => {
  it('keep redaction, filter matches and the language of single words', () => {
    const spoken = items([
      ['Call', 0, 1],
      ['[PII]', 1, 2, { alternatives: [{ content: '[PII]', redactions: [{ confidence: '0.99', type: 'NAME', category: 'PII' }] }] }],
      ['blast', 2, 3, { vocabularyFilterMatch: true }],
      ['merci', 3, 4, { language_code: 'fr-FR' }],
      ['bien', 4, 5],
    ]);
    const { transcript } = read(
      resultFile(
        {
          transcripts: [],
          items: spoken,
          language_codes: [
            { language_code: 'en-GB', duration_in_seconds: 3 },
            { language_code: 'fr-FR', duration_in_seconds: 2 },
          ],
        },
        { isRedacted: true },
      ),
    );
    expect(transcript.language).toBe('en-GB');
    expect(words(transcript).map((word) => word.marks)).toEqual([
      undefined,
      { redacted: ['NAME'] },
      { filtered: true },
      { language: 'fr-FR' },
      { language: 'fr-FR' },
    ]);
    expect(words(transcript)[1]?.confidence).toBeNull();
  });

  it('keep medical entities on the words they cover', () => {
    const { transcript } = read(
      resultFile({
        transcripts: [],
        items: items([
          ['Doctor', 0, 1],
          ['Okoro', 1, 2],
        ]),
        entities: [{ content: 'Okoro', category: 'PHI-Personal', startTime: 1.01, endTime: 1.9, confidence: 0.98 }],
      }),
    );
    expect(words(transcript).map((word) => word.marks?.entities)).toEqual([undefined, ['PHI-Personal']]);
  });
});

describe('writing without spaces', () => {
  it('joins Chinese and Japanese as the running text does', () => {
    const spoken: Spoken[] = [['今天', 0, 0.5], ['天气', 0.5, 1], ['很好', 1, 1.5], '。', ['我们', 2, 2.4], ['走吧', 2.4, 3]];
    const text = '今天天气很好。我们走吧';
    const { transcript, problems } = read(resultFile({ transcripts: [{ transcript: text }], items: items(spoken) }));
    expect(transcriptText(transcript)).toBe(text);
    expect(problems).toEqual([]);
  });

  it('decides by script where there is no running text, and spaces Korean', () => {
    expect(
      transcriptText(
        read(
          resultFile({
            transcripts: [],
            items: items([
              ['東京', 0, 1],
              ['タワー', 1, 2],
              ['is', 2, 3],
              ['red', 3, 4],
            ]),
          }),
        ).transcript,
      ),
    ).toBe('東京タワー is red');
    expect(
      transcriptText(
        read(
          resultFile({
            transcripts: [],
            items: items([
              ['안녕하세요', 0, 1],
              ['여러분', 1, 2],
            ]),
          }),
        ).transcript,
      ),
    ).toBe('안녕하세요 여러분');
  });

  it('follows the running text for scripts that use both', () => {
    const spoken = items([
      ['สวัสดี', 0, 1],
      ['ครับ', 1, 2],
      ['ผม', 2, 3],
    ]);
    expect(transcriptText(read(resultFile({ transcripts: [{ transcript: 'สวัสดีครับ ผม' }], items: spoken })).transcript)).toBe('สวัสดีครับ ผม');
  });

  it('drops the space 2018 results wrote before marks', () => {
    expect(
      transcriptText(
        read(resultFile({ transcripts: [{ transcript: 'Is it ?  Yes .' }], items: items([['Is', 0, 1], ['it', 1, 2], '?', ['Yes', 2, 3], '.']) })).transcript,
      ),
    ).toBe('Is it? Yes.');
  });
});

describe('paragraphs', () => {
  it('cut a monologue at full stops, and never let a line grow beyond 350 words', () => {
    const monologue: Spoken[] = Array.from({ length: 2_000 }, (_, index): Spoken[] => [
      [`word${index}`, index * 0.4, index * 0.4 + 0.39],
      ...(index % 12 === 11 ? ['.'] : []),
    ]).flat();
    const turns = read(plainResult(monologue)).transcript.turns;
    expect(turns.length).toBeGreaterThan(10);
    expect(Math.max(...turns.map((turn) => turn.words.length))).toBeLessThanOrEqual(350);
    expect(turns.slice(0, -1).every((turn) => turn.words.at(-1)?.text.endsWith('.'))).toBe(true);
    const breathless = read(plainResult(monologue.filter((one) => typeof one !== 'string'))).transcript.turns;
    expect(Math.max(...breathless.map((turn) => turn.words.length))).toBeLessThanOrEqual(350);
  });
});

describe('any result at all', () => {
  const anyItem = fc.oneof(
    fc.record({
      type: fc.constantFrom('pronunciation', 'punctuation', 'noise', 'PRONUNCIATION'),
      start_time: fc.oneof(fc.double({ min: -5, max: 4000 }).map(String), fc.double(), fc.constantFrom('', 'abc', '1,5', null, undefined)),
      end_time: fc.oneof(fc.double({ min: -5, max: 4000 }).map(String), fc.double(), fc.constantFrom('', 'NaN', null, undefined)),
      speaker_label: fc.constantFrom('spk_0', 'spk_1', '__proto__', undefined),
      channel_label: fc.constantFrom('ch_0', 'ch_1', undefined),
      alternatives: fc.oneof(
        fc.constant([]),
        fc.constant(null),
        fc.array(fc.record({ confidence: fc.constantFrom('0.5', '9', null, undefined, 0.2), content: fc.string({ unit: 'grapheme', maxLength: 8 }) }), {
          maxLength: 2,
        }),
      ),
    }),
    fc.constantFrom(null, 7, 'x', []),
  );

  it('loses no item, keeps words in order within a turn, and lets no bad number through', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 40 }), fc.string({ unit: 'grapheme' }), (raw, text) => {
        const document = readJsonDocument(resultFile({ transcripts: [{ transcript: text }], items: raw }));
        if (document.kind === 'refused') throw new Error(document.reason);
        const lost = document.problems.filter((problem) => problem.severity === 'loss').reduce((sum, problem) => sum + problem.count, 0);
        const spoken = raw
          .map((item) => (item !== null && typeof item === 'object' && !Array.isArray(item) ? (item.alternatives?.[0]?.content ?? '') : '').trim())
          .filter((content) => content !== '');
        const bare = (value: string): string => [...value.normalize('NFC').replace(/\s/gu, '')].sort().join('');
        if (raw.length > 0 && lost === raw.length - spoken.length) expect(bare(transcriptText(document.transcript))).toBe(bare(spoken.join('')));
        for (const turn of document.transcript.turns) {
          turn.words.forEach((word, index) => {
            expect(Number.isSafeInteger(word.start) && Number.isSafeInteger(word.end) && word.start >= 0 && word.start <= word.end).toBe(true);
            const before = turn.words[index - 1];
            if (before) expect(before.end).toBeLessThanOrEqual(word.start);
          });
        }
      }),
      { numRuns: 400 },
    );
  });
});
