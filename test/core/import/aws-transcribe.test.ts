// Transcribe’s batch results of every era: each item arrives in the transcript or in a Problem.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonDocument } from '../../../src-core/import/document.ts';
import { transcriptText } from '../../../src-core/transcript/transcript.ts';
import { items, plainResult, resultFile, type Spoken } from './result-maker.ts';
import { read, words } from './read-result.ts';

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
