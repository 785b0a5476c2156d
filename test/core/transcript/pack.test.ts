// The compact form of turns.
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { packedTurnShape, packTurn, unpackTurn } from '../../../src-core/transcript/pack.ts';
import type { Word } from '../../../src-core/transcript/transcript.ts';
import { anyTranscript } from '../../support/random-transcripts.ts';

test('a turn packed, sent as JSON, parsed and unpacked is the same turn', () => {
  fc.assert(
    fc.property(anyTranscript, ({ turns }) => {
      for (const turn of turns) expect(unpackTurn(v.parse(packedTurnShape, JSON.parse(JSON.stringify(packTurn(turn)))))).toEqual(turn);
    }),
  );
});

test('marks travel with their word', () => {
  const base: Word = { text: '[PII]', space: '', start: 0, end: 1, origin: 'heard', confidence: null, channel: 0, source: 3 };
  const words: Word[] = [
    { ...base, marks: { redacted: ['NAME'], language: 'es-US' } },
    { ...base, marks: { filtered: true, entities: ['MEDICATION'] } },
    { ...base, origin: 'carried', marks: { was: { text: 'tow', origin: 'heard', confidence: 0.5 } } },
  ];
  const turn = { id: 1, speaker: 'spk_0', tail: ' ', words };
  expect(unpackTurn(v.parse(packedTurnShape, JSON.parse(JSON.stringify(packTurn(turn)))))).toEqual(turn);
});
