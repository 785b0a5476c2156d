// Text to take away from a transcript: plain, with timecodes, or as a quote that says who, where and when. For people to paste.
import type { Span } from '../span.ts';
import { stretchSpan, type WordStretch } from './word-stretch.ts';
import { rangeOfWord, wordFromOffset } from './query.ts';
import { speakerName, type TextPlace, type Transcript, type Turn } from './transcript.ts';

/** How times are written: milliseconds in, "0:07" or "1:02:45" out. */
type TimeText = (millis: number) => string;

/** The words between two places, taken whole where they are only touched. Null where there is none. */
export function stretchBetween(transcript: Transcript, from: TextPlace, to: TextPlace): WordStretch | null {
  let first: WordStretch['from'] | null = null;
  let last: WordStretch['to'] | null = null;
  for (let turn = from.turn; turn <= to.turn; turn += 1) {
    const { words } = transcript.turns[turn] ?? { words: [] };
    const here = transcript.turns[turn];
    if (!here || words.length === 0) continue;
    const begin = turn === from.turn ? wordFromOffset(here, from.offset) : 0;
    let end = turn === to.turn ? Math.min(wordFromOffset(here, to.offset), words.length - 1) : words.length - 1;
    // A word the stretch only comes up to is none of it.
    if (turn === to.turn && rangeOfWord(here, end).from >= to.offset && end > begin) end -= 1;
    else if (turn === to.turn && rangeOfWord(here, end).from >= to.offset && turn > from.turn) continue;
    if (begin > end) continue;
    first ??= { turn, word: begin };
    last = { turn, word: end };
  }
  return first && last ? { from: first, to: last } : null;
}

/** Turns as paragraphs, without names or times. */
export function plainCopy(transcript: Transcript, stretch: WordStretch): string {
  return pieces(transcript, stretch)
    .map(({ text }) => text)
    .join('\n\n');
}

/** A line a turn: "[0:07] Helen Marsh: Good morning." */
export function timedCopy(transcript: Transcript, stretch: WordStretch, timeText: TimeText): string {
  return pieces(transcript, stretch)
    .map(({ turn, text, start }) => `[${timeText(start)}] ${named(transcript, turn, ': ')}${text}`)
    .join('\n');
}

/** “Good morning.” (Helen Marsh, Harbour interview, 0:07–0:09). Of several speakers each has a line of their own. */
export function quoteCopy(transcript: Transcript, stretch: WordStretch, recording: string, timeText: TimeText): string {
  const span: Span = stretchSpan(transcript, stretch) ?? { start: 0, end: 0 };
  const said = pieces(transcript, stretch);
  const where = `${recording}, ${timeText(span.start)}–${timeText(span.end)}`;
  const speakers = new Set(said.map(({ turn }) => turn.speaker));
  const [only] = said;
  if (only && speakers.size === 1) return `“${said.map(({ text }) => text).join(' ')}” (${named(transcript, only.turn, ', ')}${where})`;
  return `${said.map(({ turn, text }) => `${named(transcript, turn, ': ')}“${text}”`).join('\n')}\n(${where})`;
}

function named(transcript: Transcript, turn: Turn, behind: string): string {
  const name = speakerName(transcript, turn.speaker);
  return name === null ? '' : `${name}${behind}`;
}

function pieces(transcript: Transcript, { from, to }: WordStretch): { turn: Turn; text: string; start: number }[] {
  return transcript.turns.slice(from.turn, to.turn + 1).flatMap((turn, index) => {
    const words = turn.words.slice(index === 0 ? from.word : 0, from.turn + index === to.turn ? to.word + 1 : undefined);
    const [first] = words;
    if (!first) return [];
    const text = words.map((word, at) => (at === 0 ? '' : word.space) + word.text).join('');
    return [{ turn, text, start: first.start }];
  });
}
