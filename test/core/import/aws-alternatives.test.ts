// Alternatives out of results: each is a real piece of what the engine said, told at the words it stands for.
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAlternatives } from '../../../src-core/import/aws-alternatives.ts';
import { readJsonDocument } from '../../../src-core/import/document.ts';
import { AlternativeIndex } from '../../../src-core/transcript/alternatives.ts';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import type { Transcript, WordPlace } from '../../../src-core/transcript/transcript.ts';

interface Said {
  readonly text: string;
  readonly start: number;
  readonly confidence?: number;
}

const timed = ({ text, start, confidence = 0.5 }: Said) => ({
  start_time: String(start / 100),
  end_time: String((start + 10) / 100),
  confidence: String(confidence),
  type: 'pronunciation',
  content: text,
});
const mark = (content: string) => ({ confidence: '0.0', type: 'punctuation', content });

/** A result of one sentence: its items are those of the first alternative. */
function resultOf(...alternatives: readonly (readonly (Said | string)[])[]): string {
  const written = alternatives.map((said) => said.map((one) => (typeof one === 'string' ? mark(one) : timed(one))));
  const items = (written[0] ?? []).map(({ content, confidence, ...item }) => ({ ...item, alternatives: [{ content, confidence }] }));
  return JSON.stringify({
    results: {
      transcripts: [{ transcript: '' }],
      items,
      segments: [{ start_time: '0.0', end_time: '9.0', alternatives: written.map((list) => ({ transcript: '', items: list })) }],
    },
  });
}

function transcriptIn(text: string): Transcript {
  const read = readJsonDocument(text);
  if (read.kind === 'refused') throw new Error(read.reason);
  return read.transcript;
}

const said = (text: string, step = 20): Said[] => text.split(' ').map((word, index) => ({ text: word, start: index * step }));
const choices = (text: string, word: number): string[] =>
  new AlternativeIndex(readAlternatives(text)).choicesAt(transcriptIn(text), { turn: 0, word }).map((choice) => choice.text);
const at = (word: number): WordPlace => ({ turn: 0, word });

describe('alternatives of a result', () => {
  test('are told word by word where words begin together', () => {
    const text = resultOf(said('it is to many'), said('it is two money'), said('it is too many'));
    expect(choices(text, 2)).toEqual(['two', 'too']);
    expect(choices(text, 3)).toEqual(['money']);
    expect(choices(text, 0)).toEqual([]);
  });

  test('may be one word for several, or several for one', () => {
    const text = resultOf(said('please wreck a nice beach'), [...said('please'), { text: 'recognise', start: 20 }, { text: 'beach', start: 80 }]);
    const index = new AlternativeIndex(readAlternatives(text));
    for (const word of [1, 2, 3]) expect(index.choicesAt(transcriptIn(text), at(word))).toEqual([{ from: at(1), to: at(3), text: 'recognise' }]);
    const other = resultOf([...said('please'), { text: 'recognise', start: 20 }, { text: 'beach', start: 80 }], said('please wreck a nice beach'));
    expect(choices(other, 1)).toEqual(['wreck a nice']);
  });

  test('may leave a word out, or put one in beside the less sure neighbour', () => {
    expect(
      choices(
        resultOf(said('down this steep street'), [
          { text: 'down', start: 0 },
          { text: 'steep', start: 40 },
          { text: 'street', start: 60 },
        ]),
        1,
      ),
    ).toEqual(['']);
    const more = resultOf(
      [
        { text: 'down', start: 0, confidence: 0.9 },
        { text: 'steep', start: 40, confidence: 0.4 },
      ],
      said('down the steep'),
    );
    expect(choices(more, 1)).toEqual(['the steep']);
    expect(choices(more, 0)).toEqual([]);
  });

  test('keep the marks that stand around the words now', () => {
    const text = resultOf([...said('hello world'), '.'], [...said('hello whirled'), '?']);
    expect(choices(text, 1)).toEqual(['whirled.']);
  });

  test('are never offered over a correction, nor over words that moved apart', () => {
    const text = resultOf(said('please wreck a nice beach'), [...said('please'), { text: 'recognise', start: 20 }, { text: 'beach', start: 80 }]);
    const index = new AlternativeIndex(readAlternatives(text));
    const corrected = applyEdit(transcriptIn(text), {
      kind: 'replace-text',
      from: { turn: 0, offset: 15 },
      to: { turn: 0, offset: 19 },
      text: 'kind',
    }).transcript;
    const between = applyEdit(transcriptIn(text), {
      kind: 'replace-text',
      from: { turn: 0, offset: 12 },
      to: { turn: 0, offset: 12 },
      text: ' really',
    }).transcript;
    const split = applyEdit(transcriptIn(text), { kind: 'replace-text', from: { turn: 0, offset: 12 }, to: { turn: 0, offset: 13 }, text: '\n' }).transcript;
    for (const transcript of [corrected, between, split]) expect(index.choicesAt(transcript, at(1))).toEqual([]);
  });

  test('are at most nine', () => {
    const text = resultOf(said('a b'), ...Array.from({ length: 14 }, (_, index) => said(`a x${index}`)));
    expect(choices(text, 1)).toHaveLength(9);
  });

  test('of texts without any are none', () => {
    for (const text of [
      '',
      '{',
      '1\n00:00:01,000 --> 00:00:02,000\nHi',
      '{"segments":3}',
      '{"results":{"segments":[null,{"alternatives":[{}]},7]}}',
      '['.repeat(200) + '"segments"',
    ])
      expect(readAlternatives(text)).toEqual([]);
  });

  test('come with the shipped sample at every word its engine got wrong', () => {
    const text = readFileSync(new URL('../../../assets/sample/interview.json', import.meta.url), 'utf8');
    const transcript = transcriptIn(text);
    const index = new AlternativeIndex(readAlternatives(text));
    const found = transcript.turns.flatMap(({ words }, turn) =>
      words.flatMap((word, at) => index.choicesAt(transcript, { turn, word: at }).map((choice) => `${word.text} → ${choice.text}`)),
    );
    expect(found).toEqual(
      expect.arrayContaining(['peer → pier', 'peer → beer', 'Reid, → Reed,', 'T. → tea.', '614 → 640', 'Thorton → Thornton', 'writers → riders']),
    );
  });
});

describe('of random alternatives', () => {
  const sentence = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 8 }).map((words) => {
    let clock = 0;
    return words.map(([text, length]): Said => ({ text, start: (clock += length * 10) }));
  });

  test('each says a piece of another alternative in place of a piece of the first, at the items of that piece', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 5 }), (sentences) => {
        const text = resultOf(...sentences);
        const first = sentences[0]?.map((word) => word.text) ?? [];
        for (const { sources, heard, text: other } of readAlternatives(text)) {
          expect(heard).toEqual(sources.map((source) => first[source]));
          expect(sources).toEqual(sources.map((_, index) => (sources[0] ?? 0) + index));
          const isSaid = sentences.slice(1).some((words) => ` ${words.map((word) => word.text).join(' ')} `.includes(other === '' ? ' ' : ` ${other} `));
          expect(isSaid).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('accepting one changes the words it stands for, keeps to their time, and no other word', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 2, maxLength: 4 }), fc.nat(), fc.nat(), (sentences, pick, which) => {
        const text = resultOf(...sentences);
        const transcript = transcriptIn(text);
        const words = transcript.turns[0]?.words ?? [];
        const found = new AlternativeIndex(readAlternatives(text)).choicesAt(transcript, at(pick % words.length));
        const choice = found[which % Math.max(1, found.length)];
        fc.pre(choice !== undefined && choice.text !== '');
        if (!choice) return;
        const before = words.slice(0, choice.from.word);
        const offsetOf = (count: number): number => words.slice(0, count).reduce((sum, word) => sum + word.space.length + word.text.length, 0);
        const from = offsetOf(choice.from.word) + (words[choice.from.word]?.space.length ?? 0);
        const now = applyEdit(transcript, {
          kind: 'replace-text',
          from: { turn: 0, offset: from },
          to: { turn: 0, offset: offsetOf(choice.to.word + 1) },
          text: choice.text,
        }).transcript;
        const after = now.turns[0]?.words ?? [];
        const behind = words.length - 1 - choice.to.word;
        const put = after.slice(before.length, after.length - behind);
        expect(put.map((word) => word.text).join(' ')).toBe(choice.text);
        expect(after.slice(0, before.length)).toEqual(before);
        expect(behind === 0 ? [] : after.slice(-behind)).toEqual(behind === 0 ? [] : words.slice(-behind));
        // A word more than was heard borrows from the gap beside it; what replaces a word stays in its time.
        const isLonger = put.some((word) => word.origin === 'estimated');
        const low = isLonger ? (before.at(-1)?.end ?? 0) : (words[choice.from.word]?.start ?? Infinity);
        const high = isLonger ? (words[choice.to.word + 1]?.start ?? Infinity) : (words[choice.to.word]?.end ?? -1);
        expect(put[0]?.start).toBeGreaterThanOrEqual(low);
        expect(put.at(-1)?.end).toBeLessThanOrEqual(high);
      }),
      { numRuns: 500 },
    );
  });
});
