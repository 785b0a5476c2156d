// A whole corrected transcript pasted over the old one: every word that was not corrected keeps its time, whatever was changed around it.
import { expect, test } from 'vitest';
import { checkTranscript } from '../../../src-core/transcript/check.ts';
import { applyEdit, type EditResult } from '../../../src-core/transcript/edit.ts';
import { transcriptText, turnText, type Transcript, type Turn, type Word } from '../../../src-core/transcript/transcript.ts';

const WORDS = 10_000;
const WORDS_A_TURN = 25;
const VOCABULARY = 700;

function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** Common words often, rare ones rarely; none of those the corrections put in. */
function longTranscript(): Transcript {
  const random = randomNumbers(3);
  const turns = Array.from({ length: WORDS / WORDS_A_TURN }, (_, id): Turn => ({
    id,
    speaker: `spk_${id % 3}`,
    tail: '',
    words: Array.from({ length: WORDS_A_TURN }, (_unused, at): Word => {
      const source = id * WORDS_A_TURN + at;
      const text = `w${Math.floor(VOCABULARY ** random())}`;
      return { text, space: at > 0 ? ' ' : '', start: source * 400, end: source * 400 + 350, origin: 'heard', confidence: 0.9, channel: null, source };
    }),
  }));
  return { language: 'en-US', speakers: [], turns, nextTurnId: turns.length };
}

interface Corrected {
  readonly text: string;
  /** By index in the new text: the source of a word that was left alone, or null. */
  readonly sources: readonly (number | null)[];
  /** By new line: its speaker. */
  readonly speakers: readonly (string | null)[];
}

/** One word in twenty corrected, doubled, dropped or joined by a new one; a paragraph split, two joined, one put in. */
function corrected(transcript: Transcript): Corrected {
  const random = randomNumbers(9);
  const sources: (number | null)[] = [];
  const lines: { text: string; speaker: string | null }[] = [];
  for (const turn of transcript.turns) {
    const kept: string[] = [];
    for (const word of turn.words) {
      const chance = random();
      if (chance < 0.01) continue;
      const isCorrected = chance < 0.04;
      kept.push(isCorrected ? `fixed${word.source}` : word.text);
      sources.push(isCorrected ? null : word.source);
      if (chance < 0.96) continue;
      kept.push('added');
      sources.push(null);
    }
    lines.push({ text: kept.join(' '), speaker: turn.speaker });
  }
  const [fifth] = lines.splice(5, 1);
  if (fifth) lines[4] = { text: `${lines[4]?.text ?? ''} ${fifth.text}`, speaker: lines[4]?.speaker ?? null };
  return { text: lines.map(({ text }) => text).join('\n'), sources, speakers: lines.map(({ speaker }) => speaker) };
}

test('ten thousand words pasted with five hundred corrections keep the times of all others, and everybody their words', () => {
  const start = longTranscript();
  const { text, sources, speakers } = corrected(start);
  const last = start.turns.length - 1;
  const whole = {
    from: { turn: 0, offset: 0 },
    to: { turn: last, offset: turnText(start.turns[last] ?? { id: 0, speaker: null, words: [], tail: '' }).length },
  };
  const done: EditResult = applyEdit(start, { kind: 'replace-text', ...whole, text });
  expect(checkTranscript(done.transcript)).toEqual([]);
  expect(transcriptText(done.transcript)).toBe(text);
  expect(applyEdit(done.transcript, done.inverse).transcript).toEqual(start);
  const before = start.turns.flatMap((turn) => turn.words);
  const after = done.transcript.turns.flatMap((turn) => turn.words);
  // A common word beside a dropped or doubled one may be taken for its like next to it: a handful in ten thousand.
  const strayed = sources.filter(
    (source, index) => source !== null && (after[index]?.start !== before[source]?.start || after[index]?.end !== before[source]?.end),
  );
  expect(strayed.length).toBeLessThan(10);
  expect(done.transcript.turns.map((turn) => turn.speaker)).toEqual(speakers);
  const corrections = after.filter(({ origin }) => origin !== 'heard');
  expect(corrections.length).toBeGreaterThan(400);
});
