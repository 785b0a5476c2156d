// Transcripts as one line of text, for tests: "A: Hello@0-400 world@450-900 | B: yes@1000-1200".
// Turns are parted by "|", the speaker stands before ":", a word is text@start-end with its origin behind: "" heard, "~" carried, "?" estimated, "!" set.
// "+" before a word says that no space precedes it; every "␣" before a word is one more space, at a turn's end one space of its tail.
import type { TimeOrigin, Transcript, Turn, Word } from '../../src-core/transcript/transcript.ts';

const ORIGINS = { '': 'heard', '~': 'carried', '?': 'estimated', '!': 'set' } as const satisfies Record<string, TimeOrigin>;
const SIGNS = { heard: '', carried: '~', estimated: '?', set: '!' } as const satisfies Record<TimeOrigin, string>;

/** The transcript a notation stands for. Heard words get confidence 0.9 and count up their sources from 0. Throws SyntaxError. */
export function transcriptOf(notation: string, language: string | null = 'en-US'): Transcript {
  const parts = notation.trim() === '' ? [] : notation.split('|');
  let source = 0;
  const turns = parts.map((part, id): Turn => {
    const [, speaker, body = ''] = /^\s*(?:([\p{L}\p{N}_-]+):(?=\s|$))?\s*(.*?)\s*$/su.exec(part) ?? [];
    const words: Word[] = [];
    let tail = '';
    for (const piece of body === '' ? [] : body.split(' ')) {
      if (/^␣+$/u.test(piece)) tail += ' '.repeat(piece.length);
      else words.push(wordOf(piece, words.length === 0, () => source++));
    }
    return { id, speaker: speaker ?? null, words, tail };
  });
  const speakers = [...new Set(turns.map((turn) => turn.speaker))].filter((id) => id !== null).map((id) => ({ id, name: id }));
  return { language, speakers, turns, nextTurnId: turns.length };
}

function wordOf(piece: string, isFirst: boolean, nextSource: () => number): Word {
  const match = /^(\+?)(␣*)([^@]+)@(\d+)-(\d+)([~?!]?)$/u.exec(piece);
  if (!match) throw new SyntaxError(`not a word in notation: ${piece}`);
  const [, joined, spaces = '', text = '', start, end, sign = ''] = match;
  const origin = ORIGINS[sign as keyof typeof ORIGINS]; // the pattern admits these four signs only
  const isHeard = origin === 'heard';
  return {
    text,
    space: (isFirst || joined ? '' : ' ') + ' '.repeat(spaces.length),
    start: Number(start),
    end: Number(end),
    origin,
    confidence: isHeard ? 0.9 : null,
    channel: null,
    source: isHeard ? nextSource() : null,
  };
}

/** A transcript in notation; `transcriptOf` reads it back but for ids, sources, confidence and names. Throws SyntaxError where notation has no sign for the text. */
export function notationOf(transcript: Transcript): string {
  return transcript.turns.map(turnNotation).join(' | ');
}

function turnNotation(turn: Turn): string {
  const words = turn.words.map((word, index) => {
    if (/[@|\n\r]|^[+␣]| /u.test(word.text) || /[^ ]/u.test(word.space)) throw new SyntaxError(`no notation for ${JSON.stringify(word)}`);
    const usual = index === 0 ? 0 : 1;
    const lead = word.space.length < usual ? '+' : '␣'.repeat(word.space.length - usual);
    return `${lead}${word.text}@${word.start}-${word.end}${SIGNS[word.origin]}`;
  });
  const tail = '␣'.repeat(turn.tail.length);
  return [...(turn.speaker === null ? [] : [`${turn.speaker}:`]), ...words, ...(tail ? [tail] : [])].join(' ');
}
