// What each edit does to words and times, case by case, in notation.
import { describe, expect, test } from 'vitest';
import { applyEdit, applyEdits, type Edit, type ReplaceText } from '../../../src-core/transcript/edit.ts';
import { emptyTranscript, transcriptText, type Transcript } from '../../../src-core/transcript/transcript.ts';
import { notationOf, transcriptOf } from '../../support/notation.ts';

/** Replaces `[from, to)` of one turn, or up to an offset in `toTurn`. */
function replace(turn: number, from: number, to: number, text: string, toTurn = turn): ReplaceText {
  return { kind: 'replace-text', from: { turn, offset: from }, to: { turn: toTurn, offset: to }, text };
}

const after = (notation: string, edit: Edit, language = 'en-US') => notationOf(applyEdit(transcriptOf(notation, language), edit).transcript);

/** Types text letter by letter at a place of one turn. */
function typed(start: Transcript, turn: number, offset: number, text: string): Transcript {
  let current = start;
  [...text].forEach((letter, index) => (current = applyEdit(current, replace(turn, offset + index, offset + index, letter)).transcript));
  return current;
}

describe('correcting a word', () => {
  test('keeps its span and source and says that it was carried', () => {
    const { transcript } = applyEdit(transcriptOf('A: Helo@0-400 world@450-900'), replace(0, 3, 3, 'l'));
    expect(notationOf(transcript)).toBe('A: Hello@0-400~ world@450-900');
    expect(transcript.turns[0]?.words[0]).toMatchObject({ source: 0, confidence: null });
  });

  test('leaves a time set by hand as set', () => {
    expect(after('A: Helo@0-400! world@450-900', replace(0, 3, 3, 'l'))).toBe('A: Hello@0-400! world@450-900');
  });

  test('by selecting and typing over it letter by letter is the same as replacing it at once', () => {
    const start = transcriptOf('A: one@0-300 tow@400-700 three@700-900');
    const atOnce = applyEdit(start, replace(0, 4, 7, 'two')).transcript;
    const byLetters = typed(applyEdit(start, replace(0, 4, 7, 't')).transcript, 0, 5, 'wo');
    expect(byLetters).toEqual(atOnce);
  });

  test('remembers what it was: with its old text back it is the heard word again', () => {
    const start = transcriptOf('A: one@0-300 two@400-700');
    const changed = applyEdit(start, replace(0, 7, 7, 'x')).transcript;
    expect(changed.turns[0]?.words[1]).toMatchObject({ origin: 'carried', marks: { was: { text: 'two', origin: 'heard', confidence: 0.9 } } });
    expect(applyEdit(changed, replace(0, 7, 8, '')).transcript).toEqual(start);
  });

  test('keeps what the engine marked', () => {
    const start = transcriptOf('A: aspirn@0-400');
    const marked = {
      ...start,
      turns: start.turns.map((turn) => ({ ...turn, words: turn.words.map((word) => ({ ...word, marks: { entities: ['MEDICATION'] } })) })),
    };
    expect(applyEdit(marked, replace(0, 5, 5, 'i')).transcript.turns[0]?.words[0]?.marks?.entities).toEqual(['MEDICATION']);
  });
});

describe('splitting and merging words', () => {
  test('a word cut by a space shares its time by syllables', () => {
    expect(after('A: everyday@0-800 life@900-1200', replace(0, 5, 5, ' '))).toBe('A: every@0-600~ day@600-800~ life@900-1200');
  });

  test('words joined by deleting the space span both', () => {
    expect(after('A: every@0-400 day@450-800', replace(0, 5, 6, ''))).toBe('A: everyday@0-800~');
  });

  test('one word in place of several spans them', () => {
    expect(after('A: I@0-100 am@200-300 going@320-500 to@500-600 go@700-900', replace(0, 2, 13, 'will'))).toBe('A: I@0-100 will@200-600~ go@700-900');
  });

  test('several words in place of one share its time', () => {
    expect(after('A: I@0-100 gonna@200-600 go@700-900', replace(0, 2, 7, 'am going to'))).toBe('A: I@0-100 am@200-333~ going@333-467~ to@467-600~ go@700-900');
  });

  test('pauses between the old words take no part in the sharing', () => {
    expect(after('A: a@0-100 b@1000-1100', replace(0, 0, 3, 'x y z'))).toBe('A: x@0-67~ y@67-1033~ z@1033-1100~');
  });
});

describe('inserting words', () => {
  test('borrows from the gap beside the word before, and leaves room for the next one', () => {
    expect(after('A: one@0-400 four@1400-1800', replace(0, 4, 4, 'two '))).toBe('A: one@0-400 two@400-650? four@1400-1800');
  });

  test.each([
    ['behind a word', 3, ' extraordinary'],
    ['before a word it runs into until the space is typed', 4, 'extraordinary '],
    ['before a word, one after the other', 4, 'quite extraordinary '],
    ['before the first word', 0, 'well '],
    ['behind the last word', 16, ' indeed'],
  ])('typed letter by letter %s gives what typing at once gives to all but what was typed', (_, at, text) => {
    const start = transcriptOf('A: one@0-400 unbelievable@700-1800 | B: yes@3000-3100');
    const once = applyEdit(start, replace(0, at, at, text)).transcript;
    const byLetter = typed(start, 0, at, text);
    const heard = (transcript: Transcript) => transcript.turns.flatMap((turn) => turn.words.filter((word) => word.source !== null));
    expect(heard(byLetter)).toEqual(heard(once));
    if (text.trim().split(' ').length === 1) expect(byLetter).toEqual(once);
  });

  test('before a word that was itself typed, letter by letter, leaves that one where it was', () => {
    const start = transcriptOf('A: one@0-400 three@400-650? four@900-1000');
    expect(notationOf(typed(start, 0, 4, 'two '))).toBe('A: one@0-400 two@400-400? three@400-650? four@900-1000');
  });

  test('gets the empty span at the boundary where there is no gap', () => {
    expect(after('A: one@0-400 three@400-1800', replace(0, 3, 3, ' two'))).toBe('A: one@0-400 two@400-400? three@400-1800');
  });

  test('before the first word of a turn stands right before it, never before the turn above ends', () => {
    expect(after('A: foo@1000-1200 | B: bar@9000-9300', replace(1, 0, 0, 'well '))).toBe('A: foo@1000-1200 | B: well@8500-8750? bar@9000-9300');
    expect(after('A: foo@1000-1200 | B: bar@1100-1300', replace(1, 0, 0, 'well '))).toBe('A: foo@1000-1200 | B: well@1100-1100? bar@1100-1300');
  });

  test('behind the last word of a turn stands right behind it, as far as the turn below begins later', () => {
    expect(after('A: foo@1000-1200 | B: bar@1400-9300', replace(0, 3, 3, ' well'))).toBe('A: foo@1000-1200 well@1200-1300? | B: bar@1400-9300');
    expect(after('A: foo@1000-1200', replace(0, 3, 3, ' well'))).toBe('A: foo@1000-1200 well@1200-1200?');
  });

  test('in a turn without words stands between the turns around it', () => {
    expect(after('A: foo@1000-1200 | B: | A: bar@2000-2300', replace(1, 0, 0, 'yes'))).toBe('A: foo@1000-1200 | B: yes@1200-1450? | A: bar@2000-2300');
  });

  test('takes the channel of its neighbour', () => {
    const start = transcriptOf('A: foo@1000-1200');
    const onChannel = { ...start, turns: [{ ...start.turns[0]!, words: [{ ...start.turns[0]!.words[0]!, channel: 1 }] }] }; // one turn, one word
    expect(applyEdit(onChannel, replace(0, 3, 3, ' bar')).transcript.turns[0]?.words[1]?.channel).toBe(1);
  });
});

describe('retyping a passage', () => {
  test('keeps equal words exactly and carries those that differ in case and punctuation', () => {
    expect(after('A: so@0-200 i@200-300 said@300-500 no@600-700', replace(0, 0, 12, 'So, well, I said no.'))).toBe(
      'A: So,@0-200~ well,@200-200? I@200-300~ said@300-500 no.@600-700~',
    );
  });

  test('tells which of several equal words was deleted', () => {
    expect(after('A: the@0-100 the@100-200 the@200-300', replace(0, 4, 8, ''))).toBe('A: the@0-100 the@200-300');
  });
});

describe('scripts without spaces', () => {
  test('a heard word keeps its edge beside typed letters', () => {
    expect(after('你好@0-500 +世界@600-900', replace(0, 2, 2, '吗'), 'zh-CN')).toBe('你好@0-500 +吗@500-550? +世界@600-900');
    expect(after('今天天气@0-500 +好。@600-900', replace(0, 4, 4, '真的'), 'zh-CN')).toBe('今天天气@0-500 +真的@500-550? +好。@600-900');
  });

  test('a corrected letter stays in its word', () => {
    expect(after('你好@0-500 +世界@600-900', replace(0, 1, 2, '们'), 'zh-CN')).toBe('你们@0-500~ +世界@600-900');
  });

  test('typed letters run together into words', () => {
    const made = typed(transcriptOf('', 'zh-CN'), 0, 0, '世界');
    expect(made.turns[0]?.words.map((word) => word.text)).toEqual(['世界']);
  });
});

describe('a word that holds a space', () => {
  const start = transcriptOf('A: in@0-100 Los_Angeles,@200-900 now@1000-1100');
  const spaced = {
    ...start,
    turns: start.turns.map((turn) => ({ ...turn, words: turn.words.map((word) => ({ ...word, text: word.text.replace('_', ' ') })) })),
  };
  const texts = (edit: Edit) => applyEdit(spaced, edit).transcript.turns[0]?.words.map((word) => `${word.text}@${word.start}-${word.end}`);

  test('stays one word when it is corrected or written on', () => {
    expect(texts(replace(0, 11, 12, 'o'))).toEqual(['in@0-100', 'Los Angeoes,@200-900', 'now@1000-1100']);
    expect(texts(replace(0, 3, 6, 'San'))).toEqual(['in@0-100', 'San Angeles,@200-900', 'now@1000-1100']);
    expect(texts(replace(0, 3, 3, '“'))).toEqual(['in@0-100', '“Los Angeles,@200-900', 'now@1000-1100']);
    expect(texts(replace(0, 15, 15, '”'))).toEqual(['in@0-100', 'Los Angeles,”@200-900', 'now@1000-1100']);
  });

  test('is parted by a space that is typed into it', () => {
    expect(texts(replace(0, 9, 9, ' '))).toEqual(['in@0-100', 'Los An@200-550', 'geles,@550-900', 'now@1000-1100']);
  });
});

describe('lines', () => {
  test('Enter splits a turn at the caret: times stay, the new turn has a new id and the same speaker', () => {
    const { transcript } = applyEdit(transcriptOf('A: foo@1000-1200 bar@1300-1500 | B: baz@1600-1700'), replace(0, 3, 4, '\n'));
    expect(notationOf(transcript)).toBe('A: foo@1000-1200 | A: bar@1300-1500 | B: baz@1600-1700');
    expect(transcript.turns.map((turn) => turn.id)).toEqual([0, 2, 1]);
    expect(transcript.nextTurnId).toBe(3);
  });

  test('Enter within a word shares its time between the lines', () => {
    expect(after('A: foobar@1000-1200', replace(0, 3, 3, '\n'))).toBe('A: foo@1000-1100~ | A: bar@1100-1200~');
  });

  test('joining lines keeps the first id and speaker, and white space as it was', () => {
    const { transcript } = applyEdit(transcriptOf('A: foo@0-100 ␣ | B: bar@200-300'), replace(0, 4, 0, '', 1));
    expect(notationOf(transcript)).toBe('A: foo@0-100 bar@200-300');
    expect(transcript.turns[0]?.id).toBe(0);
  });

  test('joining turns that overlap makes the later words yield', () => {
    expect(after('A: foo@1000-1200 bar@1300-1500 | B: baz@1400-1700 q@1700-1800', replace(0, 7, 0, ' ', 1))).toBe(
      'A: foo@1000-1200 bar@1300-1500 baz@1500-1700~ q@1700-1800',
    );
  });

  test('joining turns that overlap moves no time set by hand', () => {
    const start = transcriptOf('A: a@0-500 b@500-1200 | B: c@400-700! d@900-1500');
    const joined = applyEdit(start, { kind: 'replace-text', from: { turn: 0, offset: 3 }, to: { turn: 1, offset: 0 }, text: ' ' });
    expect(notationOf(joined.transcript)).toBe('A: a@0-400~ b@400-400~ c@400-700! d@900-1500');
    expect(applyEdit(joined.transcript, joined.inverse).transcript).toEqual(start);
  });

  test('pasting lines over lines keeps ids and speakers in their places', () => {
    const { transcript } = applyEdit(transcriptOf('A: a@0-100 | B: b@200-300 | C: c@400-500'), replace(0, 0, 1, 'a\nx\nc', 2));
    expect(notationOf(transcript)).toBe('A: a@0-100 | B: x@200-300~ | C: c@400-500');
    expect(transcript.turns.map((turn) => turn.id)).toEqual([0, 1, 2]);
  });

  test('a whole corrected transcript leaves everybody their words, with a paragraph more, one split and one joined', () => {
    const start = transcriptOf(
      'A: good@0-100 morning@100-200 | B: and@300-400 you@500-600 | A: very@700-800 well@900-1000 thanks@1000-1100 | B: fine@1200-1300',
    );
    const pasted = 'Title here\ngood morning\nand you\nvery well\nmany thanks fine';
    const { transcript } = applyEdit(start, replace(0, 0, 4, pasted, 3));
    expect(notationOf(transcript)).toBe(
      'A: Title@0-0? here@0-0? | A: good@0-100 morning@100-200 | B: and@300-400 you@500-600 | A: very@700-800 well@900-1000 | B: many@1000-1000? thanks@1000-1100 fine@1200-1300',
    );
    expect(transcript.turns.map((turn) => turn.id)).toEqual([0, 4, 1, 2, 3]);
  });

  test('every kind of line break splits once', () => {
    expect(applyEdit(transcriptOf('a@0-1'), replace(0, 1, 1, '\r\nb\rc\nd')).transcript.turns).toHaveLength(4);
  });
});

describe('a document without turns', () => {
  test('is one empty line: typing makes its first turn, undoing takes it away', () => {
    const done = applyEdit(emptyTranscript, replace(0, 0, 0, 'Hello'));
    expect(done.transcript).toMatchObject({ turns: [{ id: 0, speaker: null }], nextTurnId: 1 });
    expect(transcriptText(done.transcript)).toBe('Hello');
    expect(applyEdit(done.transcript, done.inverse).transcript).toEqual(emptyTranscript);
  });

  test('stays as it is when nothing is typed', () => {
    expect(applyEdit(emptyTranscript, replace(0, 0, 0, '')).transcript).toBe(emptyTranscript);
  });

  test('has no second line', () => {
    expect(() => applyEdit(emptyTranscript, replace(0, 0, 0, 'x', 1))).toThrow(RangeError);
  });
});

describe('the other edits', () => {
  const start = transcriptOf('A: a@0-100 b@200-300 | B: c@400-500 | A: d@600-700');

  test('a speaker is assigned to the turns named, and taken back', () => {
    const done = applyEdit(start, { kind: 'assign-speaker', turns: [0, 2], speaker: 'B' });
    expect(done.transcript.turns.map((turn) => turn.speaker)).toEqual(['B', 'B', 'B']);
    expect(done.inverse.splices).toHaveLength(2);
    expect(applyEdit(done.transcript, done.inverse).transcript).toEqual(start);
    expect(applyEdit(start, { kind: 'assign-speaker', turns: [1], speaker: 'B' }).transcript).toBe(start);
  });

  test('speakers are renamed once, everywhere', () => {
    const done = applyEdit(start, { kind: 'set-speakers', speakers: [{ id: 'A', name: 'Ada' }] });
    expect(done.transcript.turns).toBe(start.turns);
    expect(applyEdit(done.transcript, done.inverse).transcript).toEqual(start);
    const twice = [1, 2].map((n) => ({ id: 'A', name: `${n}` }));
    expect(() => applyEdit(start, { kind: 'set-speakers', speakers: twice })).toThrow(RangeError);
  });

  test('a span set by hand is kept within its neighbours and says so', () => {
    const done = applyEdit(start, { kind: 'set-spans', place: { turn: 0, word: 1 }, spans: [{ start: 100, end: 900 }], origin: 'set' });
    expect(notationOf(done.transcript)).toBe('A: a@0-100 b@100-900! | B: c@400-500 | A: d@600-700');
    expect(applyEdit(done.transcript, done.inverse).transcript).toEqual(start);
    for (const span of [
      { start: 99, end: 300 },
      { start: 300, end: 200 },
      { start: 200.5, end: 300 },
      { start: -1, end: 300 },
    ]) {
      expect(() => applyEdit(start, { kind: 'set-spans', place: { turn: 0, word: 1 }, spans: [span], origin: 'set' })).toThrow(RangeError);
    }
    expect(() => applyEdit(start, { kind: 'set-spans', place: { turn: 0, word: 0 }, spans: [{ start: 0, end: 201 }], origin: 'set' })).toThrow(RangeError);
  });

  test('splices must ascend within the transcript', () => {
    const splice = (splices: { from: number; remove: number }[]): Edit => ({
      kind: 'splice-turns',
      splices: splices.map((each) => ({ ...each, turns: [] })),
      nextTurnId: 3,
      speakers: [],
    });
    expect(
      notationOf(
        applyEdit(
          start,
          splice([
            { from: 0, remove: 1 },
            { from: 2, remove: 1 },
          ]),
        ).transcript,
      ),
    ).toBe('B: c@400-500');
    expect(() =>
      applyEdit(
        start,
        splice([
          { from: 1, remove: 1 },
          { from: 0, remove: 1 },
        ]),
      ),
    ).toThrow(RangeError);
    expect(() => applyEdit(start, splice([{ from: 2, remove: 2 }]))).toThrow(RangeError);
  });

  test('places outside the text are refused', () => {
    for (const edit of [
      replace(0, 0, 4, ''),
      replace(0, 2, 1, ''),
      replace(3, 0, 0, 'x'),
      replace(0, -1, 0, ''),
      replace(1, 0, 0, '', 0),
      replace(0, 0.5, 1, ''),
    ]) {
      expect(() => applyEdit(start, edit)).toThrow(RangeError);
    }
  });
});

describe('following words', () => {
  test('a map leads through edits, splits and joins, and to nowhere for what was deleted', () => {
    const start = transcriptOf('A: a@0-100 b@200-300 c@300-400 | B: d@400-500');
    const { map, transcript } = applyEdits(start, [replace(0, 2, 3, 'bee'), replace(0, 5, 6, '\n'), replace(0, 0, 2, '')]);
    expect(notationOf(transcript)).toBe('A: bee@200-300~ | A: c@300-400 | B: d@400-500');
    expect(map.map({ turn: 0, word: 0 })).toBeNull();
    expect(map.map({ turn: 0, word: 1 })).toEqual({ turn: 0, word: 0 });
    expect(map.map({ turn: 0, word: 2 })).toEqual({ turn: 1, word: 0 });
    expect(map.map({ turn: 1, word: 0 })).toEqual({ turn: 2, word: 0 });
  });

  test('a map of an undone edit leads back through a corrected and a split word', () => {
    const start = transcriptOf('A: a@0-100 everyday@200-800 c@800-900');
    const done = applyEdits(start, [replace(0, 7, 7, ' '), replace(0, 0, 1, 'A')]);
    const back = applyEdit(done.transcript, done.inverse).map;
    for (const word of [0, 1, 2]) expect(back.map(done.map.map({ turn: 0, word })!)).toEqual({ turn: 0, word }); // nothing was deleted
    expect(back.map({ turn: 0, word: 2 })).toEqual({ turn: 0, word: 1 });
  });
});
