// The laws of a transcript, each broken once.
import { expect, test } from 'vitest';
import { checkTranscript } from '../../../src-core/transcript/check.ts';
import type { Transcript, Word } from '../../../src-core/transcript/transcript.ts';
import { transcriptOf } from '../../support/notation.ts';

const sound = transcriptOf('A: a@0-100 b@100-200 | B: c@50-80 ␣');

function withWord(change: Partial<Word>): Transcript {
  const [first, ...others] = sound.turns;
  return { ...sound, turns: [{ ...first!, words: first!.words.map((word, index) => (index === 1 ? { ...word, ...change } : word)) }, ...others] }; // two turns above
}

const lawsBroken = (transcript: Transcript) => checkTranscript(transcript).map((sentence) => sentence.split(':')[0]);

test('a sound transcript breaks no law, though its turns overlap', () => {
  expect(checkTranscript(sound)).toEqual([]);
});

test('each law is named with the place where it is broken', () => {
  expect(checkTranscript(withWord({ start: 99 }))).toEqual(['words-in-order: turn 0, word 1: starts at 99 ms, before 100 ms']);
  expect(lawsBroken(withWord({ end: 150.5 }))).toEqual(['whole-times']);
  expect(lawsBroken(withWord({ start: 150, end: 120 }))).toEqual(['start-before-end']);
  expect(lawsBroken(withWord({ text: '' }))).toEqual(['text-not-empty']);
  expect(lawsBroken(withWord({ text: 'a\u2028b' }))).toEqual(['one-line']);
  expect(lawsBroken(withWord({ space: 'x' }))).toEqual(['white-space-between']);
  expect(lawsBroken(withWord({ confidence: 1.5 }))).toEqual(['confidence-from-0-to-1']);
  expect(lawsBroken({ ...sound, nextTurnId: 1 })).toEqual(['turn-ids']);
  expect(lawsBroken({ ...sound, turns: [...sound.turns, sound.turns[0]!] })).toEqual(['turn-ids']); // two turns above
  expect(lawsBroken({ ...sound, speakers: [...sound.speakers, { id: 'A', name: 'x' }] })).toEqual(['speaker-ids']);
  expect(lawsBroken({ ...sound, turns: sound.turns.map((turn) => ({ ...turn, tail: '\n' })) })).toEqual(['one-line', 'one-line']);
});
