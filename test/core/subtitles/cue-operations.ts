// Random operations on cues for property tests: which one, on which cue, by how much, and what must hold for the cue it names.
import fc from 'fast-check';
import { expect } from 'vitest';
import { leaveOut, pinCues, restoreCues, setLook, unpinCues } from '../../../src-core/subtitles/cue-choices.ts';
import { mergeRange, splitAtTime, splitAtWord } from '../../../src-core/subtitles/cue-cuts.ts';
import type { CueEdit, CueSource } from '../../../src-core/subtitles/cue-edits.ts';
import { bridgeGaps, extendToNext, extendToPrevious, openGaps, removeGaps } from '../../../src-core/subtitles/cue-gaps.ts';
import { balanceLines, breakLine, joinLines } from '../../../src-core/subtitles/cue-lines.ts';
import { changeFrameRate, everyCue, fromHere, moveCueTo, shiftCues, stretchCues, syncCues } from '../../../src-core/subtitles/cue-shifts.ts';
import { setCueText } from '../../../src-core/subtitles/cue-text.ts';
import { nudgeEdge, setIn, setOut, setTimes } from '../../../src-core/subtitles/cue-times.ts';
import { firstWordFromNext, firstWordToPrevious, lastWordFromPrevious, lastWordToNext } from '../../../src-core/subtitles/cue-words.ts';
import { toggleLetters } from '../../../src-core/subtitles/cue-letters.ts';
import { plainLook } from '../../../src-core/subtitles/cue-look.ts';
import { cueLines, cueText, styledLines, type Cue } from '../../../src-core/subtitles/cue.ts';
import { deleteWithWords } from '../../../src-core/subtitles/deleted-cues.ts';
import { frameAt, frameRate, timeOfFrame } from '../../../src-core/subtitles/frame-rate.ts';
import { duplicateCue, insertCue } from '../../../src-core/subtitles/inserted-cue.ts';
import { linesTyped } from '../../../src-core/subtitles/typed-lines.ts';
import { lettersOver, stretchesOf } from '../../../src-core/transcript/letters.ts';
import type { Transcript, WordPlace } from '../../../src-core/transcript/transcript.ts';
import { wordsOfStretch } from '../../../src-core/transcript/word-stretch.ts';

/** What the operation leaves: cues laid anew. */
export interface Outcome {
  readonly transcript: Transcript;
  readonly cues: readonly Cue[];
}

/** An operation on a source, ready to be carried out. */
interface Tried {
  readonly edit: CueEdit | null;
  /** Holds the outcome against what was asked. */
  readonly holds?: (after: Outcome) => void;
}

interface Seed {
  readonly cue: number;
  readonly other: number;
  readonly word: number;
  readonly time: number;
  readonly text: string;
}

interface Subject {
  readonly source: CueSource;
  readonly seed: Seed;
  readonly index: number;
  readonly cue: Cue;
  readonly words: readonly WordPlace[];
}

const RATE = frameRate('29.97');
const nameOf = ({ turn, word }: WordPlace): string => `${turn}:${word}`;
const wordsOf = (transcript: Transcript, cue: Cue | undefined): string[] => (cue ? wordsOfStretch(transcript, cue).map(nameOf) : []);
const cueWith = ({ cues }: Outcome, pin: number | undefined): Cue | undefined => cues.find((cue) => cue.pin === pin);

/** The cue chosen afterwards is shown at exactly these times. */
const shownAt =
  (edit: CueEdit | null, asked: Partial<Pick<Cue, 'start' | 'end'>>) =>
  (after: Outcome): void => {
    if (edit) expect(cueWith(after, edit.chosen)).toMatchObject(asked);
  };

/** Where the words of one cue went: `from` cut in two, all others as they were. */
const cutInTwo =
  ({ source, cue }: Subject, edit: CueEdit | null) =>
  (after: Outcome): void => {
    if (!edit) return;
    const second = cueWith(after, edit.chosen);
    const first = after.cues.find(({ from }) => nameOf(from) === nameOf(cue.from));
    expect([...wordsOf(after.transcript, first), ...wordsOf(after.transcript, second)]).toEqual(wordsOf(source.transcript, cue));
    if (cue.pin === undefined) return;
    const pin = source.track.pins.find(({ id }) => id === cue.pin);
    if (pin?.start != null) expect(first?.start).toBe(pin.start);
    if (pin?.end != null) expect(second?.end).toBe(pin.end);
  };

type Operation = (subject: Subject) => Tried;

/** Operations that leave the text of the transcript as it is. */
const SILENT: Readonly<Record<string, Operation>> = {
  splitAtWord: (subject) => {
    const edit = splitAtWord(subject.source, subject.index, subject.words[subject.seed.word % subject.words.length] ?? subject.cue.from);
    return { edit, holds: cutInTwo(subject, edit) };
  },
  splitAtTime: (subject) => {
    const { start, end } = subject.cue;
    const edit = splitAtTime(subject.source, subject.index, start + ((end - start) * subject.seed.word) / 1000);
    return { edit, holds: cutInTwo(subject, edit) };
  },
  merge: ({ source, index, seed }) => {
    const last = index + 1 + (seed.other % 3);
    const edit = mergeRange(source, index, last);
    const old = source.cues.slice(index, last + 1).flatMap((cue) => wordsOf(source.transcript, cue));
    return { edit, holds: (after) => edit && expect(wordsOf(after.transcript, cueWith(after, edit.chosen)).sort()).toEqual(old.sort()) };
  },
  wordOn: ({ source, index }) => ({ edit: lastWordToNext(source, index) }),
  wordBack: ({ source, index }) => ({ edit: firstWordToPrevious(source, index) }),
  wordFromNext: ({ source, index }) => ({ edit: firstWordFromNext(source, index) }),
  wordFromPrevious: ({ source, index }) => ({ edit: lastWordFromPrevious(source, index) }),
  setIn: ({ source, index, cue, seed }) => {
    const start = Math.max(0, cue.start + seed.time);
    const edit = setIn(source, index, start);
    return { edit, holds: shownAt(edit, start < cue.end ? { start, end: cue.end } : { start }) };
  },
  setOut: ({ source, index, cue, seed }) => {
    const end = cue.end + seed.time;
    const edit = setOut(source, index, end);
    return { edit, holds: shownAt(edit, end > cue.start ? { start: cue.start, end } : end > 0 ? { end } : {}) };
  },
  ripple: ({ source, index, cue, seed }) => {
    const start = Math.max(0, cue.start + (seed.time % 400));
    const asked = { start, end: Math.max(start + 1, cue.end + (seed.other % 300)) };
    const edit = setTimes(source, index, asked, 'ripple');
    return { edit, holds: shownAt(edit, asked) };
  },
  nudge: ({ source, index, seed, cue }) => {
    const edge = seed.word % 2 === 0 ? 'start' : 'end';
    const frames = (seed.other % 7) - 3;
    const edit = nudgeEdge(source, index, { edge, frames, rate: RATE });
    return {
      edit,
      holds: (after) => {
        const now = edit && cueWith(after, edit.chosen)?.[edge];
        if (now == null) return;
        expect(timeOfFrame(frameAt(now, RATE), RATE)).toBe(now);
        expect(Math.abs(frameAt(now, RATE) - frameAt(cue[edge], RATE))).toBeLessThanOrEqual(Math.max(2, Math.abs(frames)));
      },
    };
  },
  shift: ({ source, seed }) => ({ edit: shiftCues(source, everyCue(source), { by: seed.time }) }),
  shiftFrom: ({ source, index, seed }) => ({ edit: shiftCues(source, fromHere(source, index), { frames: seed.time % 200, rate: RATE }) }),
  move: ({ source, index, cue, seed }) => {
    const start = Math.max(0, cue.start + seed.time);
    const edit = moveCueTo(source, index, start);
    const pin = cue.pin ?? edit?.track.pins.find(({ from }) => nameOf(from) === nameOf(cue.from))?.id;
    return { edit, holds: (after) => edit && expect(cueWith(after, pin)).toMatchObject({ start, end: start + cue.end - cue.start }) };
  },
  stretch: ({ source, index, cue, seed }) => {
    const to = { start: cue.start, end: cue.end + (seed.time % 500) };
    return { edit: stretchCues(source, fromHere(source, index), cue, to) };
  },
  sync: ({ source, index, seed }) => {
    const other = seed.other % source.cues.length;
    const [a, b] = [source.cues[index]?.start ?? 0, source.cues[other]?.start ?? 0];
    const [first, second] = [Math.max(0, a + (seed.time % 900)), Math.max(0, b + (seed.word % 900))];
    const edit = syncCues(source, everyCue(source), { index, time: first }, { index: other, time: second });
    return { edit, holds: ({ cues }) => edit && expect(cues.map(({ start }) => start)).toEqual(expect.arrayContaining([first, second])) };
  },
  frameRate: ({ source }) => ({ edit: changeFrameRate(source, everyCue(source), frameRate('25'), frameRate('23.976')) }),
  extendOn: ({ source, index }) => ({ edit: extendToNext(source, index, { gap: 80 }) }),
  extendBack: ({ source, index }) => ({ edit: extendToPrevious(source, index, { gap: 80, rate: RATE }) }),
  bridge: ({ source }) => ({ edit: bridgeGaps(source, everyCue(source), { below: 700, gap: 67, rate: RATE }) }),
  open: ({ source }) => ({ edit: openGaps(source, everyCue(source), { gap: 120 }) }),
  removeGaps: ({ source }) => ({ edit: removeGaps(source, everyCue(source), 1500) }),
  leaveOut: ({ source, index, words }) => ({
    edit: leaveOut(source, [index]),
    holds: (after) => expect(after.cues.flatMap((cue) => wordsOf(after.transcript, cue))).not.toContain(nameOf(words[0] ?? { turn: 0, word: 0 })),
  }),
  restore: ({ source }) => {
    const hidden = source.track.pins.filter(({ shown }) => !shown).map(({ id }) => id);
    return { edit: restoreCues(source, hidden), holds: ({ cues }) => expect(cues.map(({ pin }) => pin)).toEqual(expect.arrayContaining(hidden)) };
  },
  breakLine: ({ source, index, words, seed, cue }) => {
    const word = words[seed.word % words.length] ?? cue.from;
    const edit = breakLine(source, index, word);
    const wasBroken = cue.breaks.some((place) => nameOf(place) === nameOf(word));
    return { edit, holds: (after) => edit && expect(cueWith(after, edit.chosen)?.breaks.map(nameOf).includes(nameOf(word))).toBe(!wasBroken) };
  },
  joinLines: ({ source, index }) => {
    const edit = joinLines(source, index);
    return { edit, holds: (after) => edit && expect(cueWith(after, edit.chosen)?.breaks).toEqual([]) };
  },
  balance: ({ source }) => ({ edit: balanceLines(source, everyCue(source)) }),
  look: ({ source, index, seed }) => ({ edit: setLook(source, [index], { italic: seed.word % 2 === 0, vertical: seed.other % 2 === 0 ? 'top' : 'bottom' }) }),
  letters: ({ source, index, cue, seed }) => {
    const { length } = cueText(source.transcript, cue);
    const [one, other] = [seed.word % (length + 1), seed.other % (length + 1)];
    const range = { from: Math.min(one, other), to: Math.max(one, other) };
    const style = (['italic', 'bold', 'underline'] as const)[seed.word % 3] ?? 'italic';
    return { edit: toggleLetters(source, index, range, style) };
  },
  pin: ({ source, index, cue }) => ({
    edit: pinCues(source, [index]),
    holds: ({ cues }) => expect(cues.find(({ from }) => nameOf(from) === nameOf(cue.from))).toMatchObject({ from: cue.from, to: cue.to }),
  }),
  unpin: ({ source, index }) => ({ edit: unpinCues(source, [index]) }),
};

/** Operations that write in the transcript. */
const WRITING: Readonly<Record<string, Operation>> = {
  insert: ({ source, cue, seed }) => {
    const span = { start: Math.max(0, cue.end + seed.time), end: Math.max(0, cue.end + seed.time) + 1 + seed.other };
    const edit = insertCue(source, { ...span, text: seed.text });
    return { edit, holds: reads(edit, seed.text, span) };
  },
  duplicate: ({ source, index, cue }) => {
    const edit = duplicateCue(source, index, 80);
    const isRead = reads(edit, cueText(source.transcript, cue), { start: cue.end + 80 });
    return {
      edit,
      holds: (after) => {
        isRead(after);
        const double = edit && cueWith(after, edit.chosen);
        if (double) expect(looksIn(after.transcript, double)).toEqual(looksIn(source.transcript, cue));
      },
    };
  },
  deleteWords: ({ source, index }) => ({ edit: deleteWithWords(source, [index]) }),
  setText: ({ source, index, seed }) => {
    const edit = setCueText(source, index, seed.text);
    return { edit, holds: reads(edit, seed.text) };
  },
  typeAtEnd: ({ source, index, cue, seed }) => {
    const text = `${cueText(source.transcript, cue)} ${seed.text}`;
    const edit = setCueText(source, index, text);
    return { edit, holds: reads(edit, text) };
  },
  typeAtStart: ({ source, index, cue, seed }) => {
    const text = `${seed.text} ${cueText(source.transcript, cue)}`;
    const edit = setCueText(source, index, text);
    return { edit, holds: reads(edit, text) };
  },
};

/** How every letter of a cue looks that is no white space, its look among it. */
function looksIn(transcript: Transcript, cue: Cue): string[] {
  return styledLines(transcript, cue).flatMap(({ text, letters }) =>
    stretchesOf(letters, text.length).flatMap(
      (run) =>
      text.slice(run.from, run.to).replace(/\s/gu, '').split('').map((unit) => `${unit} ${JSON.stringify(lettersOver(cue.look ?? plainLook, run))}`), // prettier-ignore
    ),
  );
}

/** The cue reads exactly as it was typed, line for line, but for white space. */
function reads(edit: CueEdit | null, text: string, asked: Partial<Pick<Cue, 'start' | 'end'>> = {}): (after: Outcome) => void {
  const typed = linesTyped(text).map(plain);
  return (after) => {
    const cue = edit && cueWith(after, edit.chosen);
    if (!edit || edit.chosen === undefined || typed.length === 0) return;
    // A mark with no letter of its own joins the letter before it, as in any text field: such a line cannot read as it was typed.
    if (typed.some((line) => /^\p{M}/u.test(line))) return;
    if (!cue) throw new Error('the cue that was written is gone');
    const lines = cueLines(after.transcript, cue).map(plain).filter(Boolean);
    if (typed.length > 1) expect(lines).toEqual(typed);
    else expect(lines.join('')).toBe(typed[0]);
    expect(cue).toMatchObject(asked);
  };
}

const plain = (line: string): string => line.normalize('NFC').replace(/[\s\u0000-\u001f\ufeff]/g, '');

const seedShape = fc.record({
  cue: fc.nat(1000),
  other: fc.nat(1000),
  word: fc.nat(1000),
  time: fc.oneof(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -8000, max: 8000 })),
  text: fc
    .array(fc.constantFrom('yes', 'no,', 'Well.', 'Anna Keller', '你好', '世界', 'です。', '👍🏽', 'e\u0301te\u0301', '—', ' ', ' ', ' ', '\n'), { maxLength: 8 })
    .map((pieces) => pieces.join('')),
});

/** A named operation and what it hangs on. */
export type RandomOperation = { readonly name: string; readonly seed: Seed };

const namesOf = (operations: Readonly<Record<string, Operation>>): fc.Arbitrary<string> => fc.constantFrom(...Object.keys(operations));
export const silentOperation: fc.Arbitrary<RandomOperation> = fc.record({ name: namesOf(SILENT), seed: seedShape });
export const anyOperation: fc.Arbitrary<RandomOperation> = fc.record({
  name: fc.oneof({ weight: 2, arbitrary: namesOf(SILENT) }, namesOf(WRITING)),
  seed: seedShape,
});

/** Operations after which words stand in other cues than before. */
export const movingOperation: fc.Arbitrary<RandomOperation> = fc.record({
  name: fc.constantFrom('merge', 'splitAtWord', 'wordOn', 'wordBack', 'wordFromNext', 'wordFromPrevious', 'unpin'),
  seed: seedShape,
});

/** Whether an operation may change the text. */
export function writes({ name }: RandomOperation): boolean {
  return name in WRITING;
}

/** Whether an operation is asked to change how letters look. */
export function asksForLetters({ name }: RandomOperation): boolean {
  return name === 'look' || name === 'letters';
}

/** Tries an operation; null when there is no cue to try it on. */
export function tryOperation(source: CueSource, { name, seed }: RandomOperation): Tried | null {
  const index = seed.cue % Math.max(1, source.cues.length);
  const cue = source.cues[index];
  const operation = SILENT[name] ?? WRITING[name];
  return cue && operation ? operation({ source, seed, index, cue, words: wordsOfStretch(source.transcript, cue) }) : null;
}
