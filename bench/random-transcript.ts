// Transcripts of made-up words that fall as often as those of languages do, always the same for the same seed.
import type { Transcript, Turn, Word } from '../src-core/transcript/transcript.ts';

const WORDS_A_TURN = 30;
const VOCABULARY = 20_000;
const LETTERS = 'etaoinshrdlucmfwypvbgk';

/** A fixed sequence of numbers in [0, 1), so that every run measures the same words. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Words fall in frequency as those of languages do (Zipf): the commonest is every tenth. */
export function vocabularyWord(random: () => number): string {
  const rank = Math.floor(Math.exp(random() * Math.log(VOCABULARY)));
  let word = '';
  for (let rest = rank + LETTERS.length; rest > 0; rest = Math.floor(rest / LETTERS.length)) word += LETTERS[rest % LETTERS.length];
  return word;
}

/** Two speakers by turns, 30 words each. */
export function randomTranscript(seed: number, words: number): Transcript {
  const random = seeded(seed);
  const turns: Turn[] = [];
  for (let id = 0; id * WORDS_A_TURN < words; id += 1) {
    const own = Array.from({ length: Math.min(WORDS_A_TURN, words - id * WORDS_A_TURN) }, (_, index) => word(id * WORDS_A_TURN + index, index, random));
    turns.push({ id, speaker: `spk_${id % 2}`, words: own, tail: '' });
  }
  return {
    language: 'en-US',
    speakers: [
      { id: 'spk_0', name: 'Speaker 1' },
      { id: 'spk_1', name: 'Speaker 2' },
    ],
    turns,
    nextTurnId: turns.length,
  };
}

function word(source: number, index: number, random: () => number): Word {
  return {
    text: vocabularyWord(random),
    space: index ? ' ' : '',
    start: source * 360,
    end: source * 360 + 300,
    origin: 'heard',
    confidence: 0.98,
    channel: null,
    source,
  };
}
