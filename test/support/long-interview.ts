// An interview of forty minutes by two voices, as it was truly spoken: every word with its time. Made of sentence patterns by a seed.
// It knows nothing of what an engine would hear.
import type { TimedTurn, TimedWord } from '../../assets/sample/timed-words.ts';
import type { Dice } from './seeded-dice.ts';

const WHO =
  'the council|our engineer|the old farmer|a neighbour|the school|the miller|her brother|the ferry company|nobody in the village|the county office'.split('|');
const WHAT =
  'the bridge|the river wall|the old weir|a flood map|the mill|the orchard|the pumping station|the market hall|the harbour road|the church bell'.split('|');
const WHERE = 'behind the kitchen garden|below the mill|at the edge of the field|beside the station|on the hill|along the pier|under the church wall'.split(
  '|',
);
const WHEN = 'that winter|the summer after|early in the morning|the following evening|before the harvest|a year later|after the second storm|in March'.split(
  '|',
);
const DID = 'paid for|argued about|measured|repaired|forgot|painted|inspected|saved|promised|sold'.split('|');
const HOW = 'without a plan|with very little money|in heavy water|by letter|against every rule|for half a year|with two teachers and a boat'.split('|');
const FIGURE = 'twelve|forty|sixteen|ninety|three hundred|eleven|seventy'.split('|');

const QUESTIONS = [
  'And who {did} {what} {where} {when}?',
  'Is it true that {who} {did} {what} {how}?',
  'What happened when {who} {did} {what}?',
  'People say that {who} {did} {what} {when}, so what did you see {where}?',
  'How many letters came from {who} about {what}?',
];
const ANSWERS = [
  'Well, {who} {did} {what} {how}, and {when} we met {where}.',
  '{When} {who} {did} {what}, although {figure} people stood {where}.',
  'I remember that {who} {did} {what} {when}.',
  'We counted {figure} boats {where}, because {who} {did} {what}.',
  'My mother always said that {who} {did} {what} {how}.',
  'It cost {figure} pounds, and {who} {did} nothing {where} {when}.',
  'So {figure} of us walked to {what} {how}.',
];
const SLOTS: Readonly<Record<string, readonly string[]>> = { who: WHO, what: WHAT, where: WHERE, when: WHEN, did: DID, how: HOW, figure: FIGURE };

/** Milliseconds. A word sounds so long, and so much for each letter; after a sentence and between two turns it is quiet, too shortly for a new paragraph. */
const [WORD, LETTER, SENTENCE_PAUSE, TURN_PAUSE] = [100, 52, 250, 280];
/** Longest turn: with its neighbours joined to it, it is still one paragraph to the importer. */
const MOST_SENTENCES = 3;

/** The interview up to so many milliseconds, the host beginning. */
export function longInterview(dice: Dice, length: number): TimedTurn[] {
  const turns: TimedTurn[] = [];
  let at = 600;
  const speak = (text: string): TimedWord => {
    const [, said = text, punctuation = ''] = /^(.*?)([.,?]?)$/.exec(text) ?? [];
    const start = at + dice.roll(60);
    const end = start + WORD + LETTER * said.length + dice.roll(70);
    at = end;
    return { text: said, spoken: said, punctuation, doubt: null, start, end };
  };
  while (at < length) {
    const speaker = turns.length % 2 === 0 ? 'host' : 'guest';
    const count = speaker === 'host' ? 1 + dice.roll(2) : 1 + dice.roll(MOST_SENTENCES);
    const sentences = Array.from({ length: count }, () => {
      const words = sentence(dice, speaker === 'host' ? QUESTIONS : ANSWERS)
        .split(' ')
        .map(speak);
      at += SENTENCE_PAUSE;
      return words;
    });
    turns.push({ speaker, sentences });
    at += TURN_PAUSE - SENTENCE_PAUSE;
  }
  return turns;
}

function sentence(dice: Dice, patterns: readonly string[]): string {
  const filled = dice.pick(patterns).replaceAll(/\{(\w+)\}/g, (_, slot: string) => dice.pick(SLOTS[slot.toLowerCase()] ?? [slot]));
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}

/** A word as it stands in a text. */
export const shown = ({ text, punctuation }: TimedWord): string => text + punctuation;
