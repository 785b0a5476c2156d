// The compact form of a turn, shared by the wire and the library's rows.
// A word is a tuple: 40,000 words weigh a third of what named fields would.
import * as v from 'valibot';
import { tidyRuns } from './letters.ts';
import type { TimeOrigin, Transcript, Turn, Word, WordMarks } from './transcript.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Parser of a colour of letters: "#rrggbb". */
export const colourShape = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/));

/** Parser of a stretch of letters, by UTF-16 offsets. */
export const letterRunShape = v.strictObject({
  from: count,
  to: count,
  italic: v.boolean(),
  bold: v.boolean(),
  underline: v.boolean(),
  colour: v.nullable(colourShape),
});

const marksShape = v.strictObject({
  language: v.optional(v.string()),
  redacted: v.optional(v.array(v.string())),
  filtered: v.optional(v.boolean()),
  entities: v.optional(v.array(v.string())),
  was: v.optional(
    v.strictObject({
      text: v.pipe(v.string(), v.minLength(1)),
      origin: v.picklist(['set', 'heard', 'carried', 'estimated']),
      confidence: v.nullable(v.number()),
    }),
  ),
  reviewed: v.optional(v.boolean()),
  letters: v.optional(v.array(letterRunShape)),
});

const ORIGINS = ['set', 'heard', 'carried', 'estimated'] as const satisfies readonly TimeOrigin[];

/** [text, space, start, end, origin index, confidence, channel, source] and the marks when there are any. */
export const packedWordShape = v.union([
  v.strictTuple([
    v.pipe(v.string(), v.minLength(1)),
    v.string(),
    count,
    count,
    v.picklist([0, 1, 2, 3]),
    v.nullable(v.number()),
    v.nullable(v.number()),
    v.nullable(v.number()),
  ]),
  v.strictTuple([
    v.pipe(v.string(), v.minLength(1)),
    v.string(),
    count,
    count,
    v.picklist([0, 1, 2, 3]),
    v.nullable(v.number()),
    v.nullable(v.number()),
    v.nullable(v.number()),
    marksShape,
  ]),
]);

/** Parser of a packed turn, for both ends of the wire and for rows read back. */
export const packedTurnShape = v.strictObject({
  id: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  speaker: v.nullable(v.string()),
  tail: v.string(),
  words: v.array(packedWordShape),
});

export type PackedTurn = v.InferOutput<typeof packedTurnShape>;
type PackedWord = v.InferOutput<typeof packedWordShape>;

/** A whole transcript in its compact form. */
export interface PackedTranscript {
  language: string | null;
  speakers: { id: string; name: string }[];
  turns: PackedTurn[];
  nextTurnId: number;
}

/** A turn in its compact form. */
export function packTurn(turn: Turn): PackedTurn {
  return { id: turn.id, speaker: turn.speaker, tail: turn.tail, words: turn.words.map(packWord) };
}

/** The turn a compact form stands for; `unpackTurn(packTurn(t))` equals `t`. */
export function unpackTurn(packed: PackedTurn): Turn {
  return { id: packed.id, speaker: packed.speaker, tail: packed.tail, words: packed.words.map(unpackWord) };
}

/** A transcript in its compact form. */
export function packTranscript({ language, speakers, turns, nextTurnId }: Transcript): PackedTranscript {
  return { language, speakers: speakers.map((speaker) => ({ ...speaker })), turns: turns.map(packTurn), nextTurnId };
}

/** The transcript a compact form stands for. */
export function unpackTranscript({ language, speakers, turns, nextTurnId }: PackedTranscript): Transcript {
  return { language, speakers, turns: turns.map(unpackTurn), nextTurnId };
}

/** A word in its compact form. */
export function packWord(word: Word): PackedWord {
  const origin = ORIGINS.indexOf(word.origin) as 0 | 1 | 2 | 3; // every TimeOrigin stands in ORIGINS
  const { text, space, start, end, confidence, channel, source, marks } = word;
  if (!marks) return [text, space, start, end, origin, confidence, channel, source];
  const { redacted, entities, letters, ...rest } = marks;
  return [
    text,
    space,
    start,
    end,
    origin,
    confidence,
    channel,
    source,
    {
      ...rest,
      ...(redacted && { redacted: [...redacted] }),
      ...(entities && { entities: [...entities] }),
      ...(letters && { letters: letters.map((run) => ({ ...run })) }),
    },
  ];
}

/** The word a compact form stands for. */
export function unpackWord(packed: PackedWord): Word {
  const [text, space, start, end, origin, confidence, channel, source, marks] = packed;
  const word = { text, space, start, end, origin: ORIGINS[origin], confidence, channel, source };
  const kept = marks && keptMarks(marks, text.length);
  return kept ? { ...word, marks: kept } : word;
}

/** The marks that say something, their letters within the text; undefined when none does. */
function keptMarks({ letters, ...marks }: v.InferOutput<typeof marksShape>, length: number): WordMarks | undefined {
  const runs = letters ? tidyRuns(letters, length) : [];
  const kept: WordMarks = {
    ...Object.fromEntries(Object.entries(marks).filter(([, value]) => value !== undefined)),
    ...(runs.length > 0 && { letters: runs }),
  };
  return Object.keys(kept).length > 0 ? kept : undefined;
}
