// Made-up English speech as long as asked: sentences with clauses, names, numbers and asides, words timed as people say them,
// with hesitations, breaths and changes of pace. The same seed gives the same speech.
import type { Transcript, Turn, Word } from '../../src-core/transcript/transcript.ts';

/** What kind of speech. */
export interface Talk {
  readonly minutes: number;
  readonly seed?: number;
  /** One person alone, or two by turns with short answers among the long ones. */
  readonly speakers?: 1 | 2;
}

const PEOPLE =
  'my father|the old harbour master|Anna Keller|the people of the village|a woman from the council|our neighbour|the engineers|Doctor Lindqvist|they|we|I|nobody'.split(
    '|',
  );
const DEEDS =
  'counted the nets twice|had never seen a winter like that|was not going to wait for an answer|wrote a letter to the ministry in March|carried the lamps up to the lighthouse|could not have known what was coming|said it would take about three years|kept a record of every boat|asked whether anybody had been hurt|moved the whole archive to the second floor'.split(
    '|',
  );
const WHERES =
  'on the far side of the bay|in the summer of 1986|with forty others|under the old bridge|before the first snow|without telling the rest of us|at a quarter to five|from the north of the island'.split(
    '|',
  );
const JOINS = 'and|but|because|so|although|which is why|and then|while|after'.split('|');
const OPENERS = 'Well,|In fact,|To be honest,|Later,|As far as I know,|And|But|So|At first'.split('|');
const ASIDES = 'of course,|believe it or not,|you know,'.split('|');
const SHORT = ['Yes.', 'Exactly.', 'No, not at all.', 'How so?', 'Really?', 'That is right.', 'And then?', 'Not once.'];

/** The speech as a transcript, every word heard. */
export function spokenTalk({ minutes, seed = 1, speakers = 1 }: Talk): Transcript {
  const random = dice(seed);
  const turns: Turn[] = [];
  const end = minutes * 60_000;
  let time = 400;
  while (time < end) {
    const id = turns.length;
    const isAnswer = speakers === 2 && id % 2 === 0 && random.chance(0.3);
    const sentences = isAnswer
      ? [random.pick(SHORT)]
      : Array.from({ length: random.from(speakers === 2 ? 1 : 4, speakers === 2 ? 8 : 14) }, () => sentence(random));
    const { words, silent } = say(sentences, time, random);
    turns.push({ id, speaker: speakers === 2 ? `spk_${id % 2}` : null, words, tail: '' });
    time = silent + random.from(180, 1100) + (random.chance(0.15) ? random.from(1000, 3000) : 0);
  }
  return {
    language: 'en-GB',
    speakers: ['spk_0', 'spk_1'].slice(0, speakers === 2 ? 2 : 0).map((id, at) => ({ id, name: `Speaker ${at + 1}` })),
    turns,
    nextTurnId: turns.length,
  };
}

interface Dice {
  /** A whole number from `low` to `high`. */
  from(low: number, high: number): number;
  chance(share: number): boolean;
  pick(list: readonly string[]): string;
}

function dice(seed: number): Dice {
  let state = seed * 2_654_435_761;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    from: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (share) => next() < share,
    pick: (list) => list[Math.floor(next() * list.length)] ?? '',
  };
}

function sentence(random: Dice): string {
  if (random.chance(0.12)) return random.pick(SHORT);
  const parts: string[] = [];
  if (random.chance(0.3)) parts.push(random.pick(OPENERS));
  const clauses = random.from(1, 3);
  for (let clause = 0; clause < clauses; clause += 1) {
    if (clause > 0) {
      if (random.chance(0.6)) parts[parts.length - 1] += ',';
      parts.push(random.pick(JOINS));
    }
    parts.push(random.pick(PEOPLE));
    if (random.chance(0.12)) parts.push(random.pick(ASIDES));
    parts.push(random.pick(DEEDS));
    if (random.chance(0.5)) parts.push(random.pick(WHERES));
  }
  const text = parts.join(' ').replaceAll(',,', ',');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${random.chance(0.08) ? '?' : '.'}`;
}

/** Letters a second from slow to brisk; 150 to 175 words a minute with the pauses. */
function say(sentences: readonly string[], start: number, random: Dice): { words: Word[]; silent: number } {
  const words: Word[] = [];
  let time = start;
  let silent = start;
  for (const text of sentences) {
    const pace = random.from(54, 70);
    for (const each of text.split(' ')) {
      const end = time + Math.max(90, Math.round(40 + each.length * pace + random.from(-25, 25)));
      words.push({ text: each, space: words.length === 0 ? '' : ' ', start: time, end, origin: 'heard', confidence: 0.97, channel: null, source: null });
      silent = end;
      time = end + pauseAfter(each, random);
    }
  }
  return { words, silent };
}

function pauseAfter(word: string, random: Dice): number {
  if (/[.?]$/.test(word)) return random.chance(0.1) ? random.from(1000, 2600) : random.from(320, 900);
  if (word.endsWith(',')) return random.from(90, 380);
  return random.chance(0.03) ? random.from(200, 700) : random.from(0, 40);
}
