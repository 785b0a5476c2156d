// Every rule finds what it is for, with its figures, and leaves alone what is right; findings hang on a cue and its neighbours only.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cue } from '../../../../src-core/subtitles/cue.ts';
import { plainLook } from '../../../../src-core/subtitles/cue-look.ts';
import { makeCues } from '../../../../src-core/subtitles/cueing.ts';
import { frameRate } from '../../../../src-core/subtitles/frame-rate.ts';
import type { CheckSetting } from '../../../../src-core/subtitles/rules/check-cues.ts';
import { judgeFor } from '../../../../src-core/subtitles/rules/check-cues.ts';
import type { Finding, RuleId } from '../../../../src-core/subtitles/rules/finding.ts';
import { NOT_ASKED, RULES } from '../../../../src-core/subtitles/rules/finding.ts';
import { checkCues } from '../../../../src-core/subtitles/rules/findings-keeper.ts';
import { figureText, findingText } from '../../../../src-core/subtitles/rules/finding-text.ts';
import { cueProfileFor, LIMIT_NAMES, limitsFor, type RuleSet } from '../../../../src-core/subtitles/rules/rule-set.ts';
import { RULE_SETS, ruleSetOrNull } from '../../../../src-core/subtitles/rules/rule-sets.ts';
import { plainLetters, type Letters } from '../../../../src-core/transcript/letters.ts';
import type { Transcript, Word } from '../../../../src-core/transcript/transcript.ts';
import { anyTranscript, said, transcript, turn, word } from '../written-speech.ts';

function setNamed(id: string): RuleSet {
  const set = ruleSetOrNull(id);
  if (!set) throw new Error(`no rule set ${id}`);
  return set;
}

const netflix = setNamed('netflix');

/** One turn a list of words; one cue a list, from its first word's start to its last word's end unless said otherwise. */
function track(lists: readonly (readonly Word[])[], changes: readonly Partial<Cue>[] = []): { speech: Transcript; cues: Cue[] } {
  const speech = transcript(lists.map((words) => turn(words)));
  const cues = lists.map((words, index): Cue => ({
    start: words[0]?.start ?? 0,
    end: words.at(-1)?.end ?? 0,
    from: { turn: index, word: 0 },
    to: { turn: index, word: words.length - 1 },
    breaks: [],
    ...changes[index],
  }));
  return { speech, cues };
}

function rulesOf(
  lists: readonly (readonly Word[])[],
  changes: readonly Partial<Cue>[] = [],
  setting: Partial<CheckSetting> = {},
  language = 'en-US',
): readonly Finding[] {
  const { speech, cues } = track(lists, changes);
  return checkCues({ ...speech, language }, cues, { set: netflix, rate: frameRate('25'), ...setting });
}

const slow = (text: string, start: number): Word[] => said(text, start, 120);
const rules = (findings: readonly Finding[]): RuleId[] => findings.map(({ rule }) => rule);
const italic = { ...plainLook, italic: true };
/** The words with letters of one of them. */
const coloured = (words: readonly Word[], at: number, letters: Partial<Letters>): Word[] =>
  words.map((one, index) => (index === at ? { ...one, marks: { letters: [{ ...plainLetters, ...letters, from: 0, to: one.text.length }] } } : one));
/** On frames of 25 a second, a readable second and more. */
const fine = slow('The lamp was out.', 0);

describe('A rule', () => {
  it('finds nothing in a cue that is right', () => {
    expect(rulesOf([fine], [{ start: 0, end: 2040 }])).toEqual([]);
  });

  it('holds a cue to the next in its part of the picture, whatever is shown elsewhere between', () => {
    const sign = { start: 1000, end: 2000, look: { ...plainLook, vertical: 'top' as const } };
    const of = (start: number): readonly Finding[] => rulesOf([fine, slow('Harbour', 1000), slow('Go on then.', start)], [{ start: 0, end: 2400 }, sign]);
    expect(of(1960).find(({ rule }) => rule === 'overlap')).toMatchObject({ cue: 0, value: 440 });
    expect(of(2440).find(({ rule }) => rule === 'gap')).toMatchObject({ cue: 0, value: 40 });
    expect(of(2480).filter(({ rule }) => ['overlap', 'gap', 'chain'].includes(rule))).toEqual([]);
  });

  const cases: readonly (readonly [RuleId, () => readonly Finding[], Partial<Finding>])[] = [
    ['no-length', () => rulesOf([fine], [{ start: 1000, end: 1000 }]), { value: 0 }],
    [
      'order',
      () =>
        rulesOf(
          [fine, slow('Go.', 4000)],
          [
            { start: 4000, end: 6000 },
            { start: 2000, end: 3800 },
          ],
        ),
      { value: 2000, limit: 4000 },
    ],
    ['overlap', () => rulesOf([fine, slow('Go on then.', 1960)], [{ start: 0, end: 2400 }]), { value: 440 }],
    ['gap', () => rulesOf([fine, slow('Go on then.', 2080)], [{ start: 0, end: 2040 }]), { value: 40, limit: 80 }],
    ['chain', () => rulesOf([fine, slow('Go on then.', 2400)], [{ start: 0, end: 2040 }]), { value: 360, limit: 500 }],
    ['short', () => rulesOf([fine], [{ start: 0, end: 800 }]), { value: 800, limit: 833 }],
    ['long', () => rulesOf([fine], [{ start: 0, end: 7040 }]), { value: 7040, limit: 7007 }],
    ['fast', () => rulesOf([said('Nobody could have read a line as long as this one.', 0, 20)], [{ end: 1200 }]), { unit: 'graphemes/s', limit: 20 }],
    ['nearly-fast', () => rulesOf([said('Nineteen in a second', 0, 50)], [{ start: 0, end: 1040 }]), { limit: 20 }],
    [
      'word-speed',
      () => rulesOf([said('One two three four five six.', 0, 50)], [{ start: 0, end: 1200 }], { set: setNamed('bbc') }),
      { value: 300, limit: 180 },
    ],
    ['wide-line', () => rulesOf([slow('This line is a good deal longer than the forty-two it may have.', 0)]), { limit: 42 }],
    [
      'lines',
      () =>
        rulesOf(
          [slow('One two three.', 0)],
          [
            {
              end: 3000,
              breaks: [
                { turn: 0, word: 1 },
                { turn: 0, word: 2 },
              ],
            },
          ],
        ),
      { value: 3, limit: 2 },
    ],
    ['needless-break', () => rulesOf([slow('One two.', 0)], [{ end: 2000, breaks: [{ turn: 0, word: 1 }] }]), { value: 8 }],
    [
      'unbalanced-lines',
      () => rulesOf([slow('No, that is not what anybody there had expected.', 0)], [{ breaks: [{ turn: 0, word: 1 }] }], { set: setNamed('ted') }),
      { limit: 0.5 },
    ],
    ['line-split', () => rulesOf([slow('They went out in the dark with a lamp and came back.', 0)], [{ breaks: [{ turn: 0, word: 5 }] }]), { detail: 'the' }],
    ['off-frame', () => rulesOf([fine], [{ start: 0, end: 2050 }]), { value: 2050 }],
    ['early', () => rulesOf([slow('The lamp was out.', 1000)], [{ start: 800, end: 3040 }]), { value: 200, limit: 120 }],
    ['late', () => rulesOf([fine], [{ start: 400, end: 2040 }]), { value: 400, limit: 120 }],
    ['lingers', () => rulesOf([fine], [{ start: 0, end: 4000 }]), { limit: 500 }],
    ['shot-change', () => rulesOf([fine], [{ start: 0, end: 2040 }], { shots: [120] }), { value: 120 }],
    ['unbalanced-marks', () => rulesOf([slow('The lamp (was out.', 0)]), { detail: '( )' }],
    ['glyphs', () => rulesOf([slow('The \ue000lamp was out.', 0)]), { detail: 'U+E000' }],
    ['double-word', () => rulesOf([slow('The the lamp was out.', 0)]), { detail: 'the' }],
    ['doubtful', () => rulesOf([[word('Maybe.', 0, 1000, { confidence: 0.3 })]], [], { doubtBelow: 0.5 }), { value: 1, detail: 'Maybe' }],
    ['outside-media', () => rulesOf([fine], [{ start: 0, end: 2040 }], { mediaEnd: 2000 }), { value: 2040, limit: 2000 }],
    ['two-sentences', () => rulesOf([slow('It ended. Then it', 0)], [], { set: setNamed('ted') }), { detail: 'ended.' }],
    [
      'wide-picture',
      () =>
        rulesOf([slow('MMMM MMMM', 0)], [], { set: setNamed('bbc'), preview: { widthOf: (text) => text.length * 100, width: 1000, picture: '1000 × 562' } }),
      { value: 900, limit: 680, unit: 'px' },
    ],
    ['dash-form', () => rulesOf([slow('- Yes. - No, never.', 0)], [{ end: 2040, breaks: [{ turn: 0, word: 2 }] }]), { detail: '-A / -B' }],
    ['italics', () => rulesOf([slow('مرحبا بكم', 0)], [{ end: 2040, look: italic }], { set: netflix }, 'ar-SA'), { rule: 'italics' }],
    ['italics', () => rulesOf([coloured(slow('مرحبا بكم', 0), 1, { italic: true })], [{ end: 2040 }], { set: netflix }, 'ar-SA'), { rule: 'italics' }],
    ['markup', () => rulesOf([slow('The <i>lamp</i> was out.', 0)]), { detail: '<i>' }],
    ['note-form', () => rulesOf([slow('# The lamp was out #', 0)]), { detail: '♪' }],
    ['sound-form', () => rulesOf([slow('(door slams)', 0)], [{ end: 2040 }]), { detail: '(door slams)' }],
    ['empty', () => rulesOf([[word('\ufeff', 0, 1000)]]), { detail: '' }],
    ['empty', () => rulesOf([[word('\u200f\u200e', 0, 1000)]]), { detail: '' }],
    ['spaces', () => rulesOf([[word('The', 0, 500), word('lamp.', 500, 2040, { space: '  ' })]]), { detail: 'lamp.' }],
    ['ellipsis-form', () => rulesOf([slow('The lamp was...', 0)]), { detail: '…' }],
    ['quote-form', () => rulesOf([slow('“Yes,” she said.', 0), slow('"No," he said.', 4000)]), { cue: 1 }],
    ['colour', () => rulesOf([fine], [{ end: 2040, look: { ...plainLook, colour: '#ff00ff' } }], { set: setNamed('bbc') }), { detail: '#ff00ff' }],
    [
      'colour',
      () => rulesOf([coloured(fine, 1, { colour: '#ff00ff' })], [{ end: 2040, look: { ...plainLook, colour: '#ffff00' } }], { set: setNamed('bbc') }),
      { detail: '#ff00ff' },
    ],
    ['low-contrast', () => rulesOf([coloured(fine, 1, { colour: '#0000ff' })], [{ end: 2040 }]), { limit: 4.5, detail: '#0000ff' }],
    ['low-contrast', () => rulesOf([fine], [{ end: 2040, look: { ...plainLook, colour: '#0000ff' } }]), { limit: 4.5, unit: 'to 1' }],
  ];

  it.each(cases)('finds %s with its figures', (rule, find, figures) => {
    const found = find().find((finding) => finding.rule === rule);
    expect(found).toMatchObject({ rule, ...figures });
    expect(found && findingText(found)).toContain(RULES[rule].about);
    expect(found?.source).not.toBe('');
  });

  it('takes marks of redaction for no sounds, in whatever form sounds are asked for', () => {
    for (const set of RULE_SETS)
      for (const mark of ['[PII]', '[NAME]', '[CREDIT_DEBIT_NUMBER]', '[PHONE-1]'])
        expect(rules(rulesOf([slow(mark, 0)], [{ end: 2040 }], { set }))).not.toContain('sound-form');
    expect(rules(rulesOf([slow('[DOOR SLAMS]', 0)], [{ end: 2040 }]))).toContain('sound-form');
  });

  it('finds a cue that ends on a word of the next, and two people in one line', () => {
    const speech = transcript([turn(slow('They went out in the dark.', 0)), turn(slow('No.', 5000))]);
    const cut: Cue[] = [
      { start: 0, end: 2000, from: { turn: 0, word: 0 }, to: { turn: 0, word: 4 }, breaks: [] },
      { start: 2080, end: 6000, from: { turn: 0, word: 5 }, to: { turn: 1, word: 0 }, breaks: [] },
    ];
    const found = rules(checkCues(speech, cut, { set: netflix }));
    expect(found).toContain('cue-split');
    expect(found).toContain('two-speakers');
  });

  it('finds one colour on two speakers', () => {
    const speech = transcript([turn(slow('The lamp was out.', 0), 'spk_0'), turn(slow('I saw it.', 4000), 'spk_1')]);
    const yellow = { ...plainLook, colour: '#ffff00' };
    const cut = speech.turns.map((_, index): Cue => ({
      start: index * 4000,
      end: index * 4000 + 2040,
      from: { turn: index, word: 0 },
      to: { turn: index, word: 2 },
      breaks: [],
      look: yellow,
    }));
    expect(checkCues(speech, cut, { set: netflix }).filter(({ rule }) => rule === 'shared-colour')).toMatchObject([{ cue: 0, detail: '#ffff00' }, { cue: 1 }]);
    expect(rules(checkCues(speech, cut.slice(0, 1), { set: netflix }))).not.toContain('shared-colour');
  });

  it('takes the colour of all that somebody says in a cue for theirs, and that of a single word for none', () => {
    const yellow = { colour: '#ffff00' };
    const all = (words: readonly Word[]): Word[] => words.reduce<Word[]>((made, _, index) => coloured(made, index, yellow), [...words]);
    const shared = (first: readonly Word[], second: readonly Word[], changes: Partial<Cue> = {}): number[] => {
      const speech = transcript([turn(first, 'spk_0'), turn(second, 'spk_1')]);
      const cues = speech.turns.map(({ words }, index): Cue => ({
        start: index * 4000,
        end: index * 4000 + 2040,
        from: { turn: index, word: 0 },
        to: { turn: index, word: words.length - 1 },
        breaks: [],
        ...changes,
      }));
      return checkCues(speech, cues, { set: netflix }).flatMap(({ rule, cue }) => (rule === 'shared-colour' ? [cue] : []));
    };
    const [lamp, saw] = [slow('The lamp was out.', 0), slow('I saw it.', 4000)];
    expect(shared(all(lamp), all(saw))).toEqual([0, 1]);
    expect(shared(all(lamp), coloured(saw, 1, yellow))).toEqual([]);
    expect(shared(all(lamp), saw)).toEqual([]);
    // Two people in one cue, each in a colour; the other way round in the next.
    const dialogue = (one: string, two: string): readonly number[] => {
      const made = transcript([
        turn(
          lamp.reduce((words, _, index) => coloured(words, index, { colour: one }), lamp),
          'spk_0',
        ),
        turn(
          saw.reduce((words, _, index) => coloured(words, index, { colour: two }), saw),
          'spk_1',
        ),
      ]);
      const cue = { start: 0, end: 6000, from: { turn: 0, word: 0 }, to: { turn: 1, word: 2 }, breaks: [{ turn: 1, word: 0 }] };
      return checkCues(made, [cue], { set: netflix }).flatMap(({ rule, cue: at }) => (rule === 'shared-colour' ? [at] : []));
    };
    expect(dialogue('#ffff00', '#00ffff')).toEqual([]);
    expect(dialogue('#ffff00', '#ffff00')).toEqual([0]);
  });

  it('answers every point of the check list, or says why not', () => {
    const asked = new Set([...Object.values(RULES).flatMap(({ asks }): readonly string[] => asks), ...Object.keys(NOT_ASKED)]);
    const points = Array.from({ length: 31 }, (_, index) => `Q${String(index + 1).padStart(2, '0')}`);
    expect(points.filter((point) => !asked.has(point))).toEqual([]);
    expect(Object.keys(NOT_ASKED).filter((point) => Object.values(RULES).some(({ asks }) => asks.some((ask: string) => ask === point)))).toEqual([]);
  });

  it('is proven by a case here, every one', () => {
    const proven = new Set<string>([...cases.map(([rule]) => rule), 'cue-split', 'two-speakers', 'shared-colour']);
    expect(Object.keys(RULES).filter((rule) => !proven.has(rule))).toEqual([]);
  });
});

describe('Word times', () => {
  it('that are estimates prove nothing about a cue', () => {
    const words = fine.map((one): Word => ({ ...one, origin: 'estimated' }));
    expect(rules(rulesOf([words], [{ start: 1000, end: 9000 }]))).not.toContain('late');
  });

  it('excuse a cue that waits for the one before', () => {
    expect(
      rules(
        rulesOf(
          [fine, slow('Go on then, go.', 1000)],
          [
            { start: 0, end: 2040 },
            { start: 2120, end: 4000 },
          ],
        ),
      ),
    ).not.toContain('late');
  });
});

describe('A shot change', () => {
  const shots = [4000];
  const at = (start: number, end: number): RuleId[] => rules(rulesOf([slow('The lamp was out.', 4240)], [{ start, end }], { shots }));

  it('draws a cue onto itself, earlier than it is said, and finds one beside it', () => {
    expect(at(4000, 6200)).toEqual([]);
    expect(at(4240, 6200)).toEqual(['shot-change']);
    expect(rules(rulesOf([slow('The lamp was out.', 4240)], [{ start: 4000, end: 6200 }]))).toEqual(['early']);
  });

  it.each([
    ['on it', 4000, false],
    ['shortly before it', 3800, true],
    ['less shortly before it', 3560, true],
    ['half a second before it', 3480, false],
    ['half a second behind it', 4520, false],
  ])('is minded by a cue that begins %s', (_, start, found) => {
    expect(at(start, 8000).includes('shot-change')).toBe(found);
  });

  it.each([
    ['two frames before it', 3920, false],
    ['on it', 4000, true],
    ['a little behind it', 4240, true],
    ['half a second behind it', 4520, false],
  ])('is minded by a cue that ends %s', (_, end, found) => {
    expect(at(2000, end).includes('shot-change')).toBe(found);
  });
});

describe('A rule set', () => {
  it('tells the source and unit of every limit', () => {
    for (const set of RULE_SETS) {
      for (const limits of [set.limits, ...Object.values(set.byLanguage)]) {
        for (const name of LIMIT_NAMES) {
          const limit = limits[name];
          if (limit) expect([limit.source.length > 3, Number.isFinite(limit.value)]).toEqual([true, true]);
        }
      }
    }
    expect(new Set(RULE_SETS.map(({ id }) => id)).size).toBe(RULE_SETS.length);
  });

  it('follows the language', () => {
    expect(limitsFor(netflix, 'en-GB').maxSpeed?.value).toBe(20);
    expect(limitsFor(netflix, 'de').maxSpeed?.value).toBe(17);
    expect(limitsFor(netflix, 'ja').lineLength?.value).toBe(23);
    expect(cueProfileFor(netflix, 'ja', frameRate('24'))).toMatchObject({ lineLength: 23, minDuration: 500, chainBelow: 0, minGap: 83 });
  });

  it('has its general limits for a language a file has made up', () => {
    expect(cueProfileFor(netflix, 'constructor', frameRate('25'))).toEqual(cueProfileFor(netflix, 'xx', frameRate('25')));
  });
});

describe('Findings', () => {
  it('of a cue hang on it and its neighbours alone', () => {
    fc.assert(
      fc.property(anyTranscript, fc.constantFrom(...RULE_SETS), fc.nat(), (speech, set, at) => {
        const cues = makeCues(speech);
        if (cues.length < 5) return;
        const index = 2 + (at % (cues.length - 4));
        const moved = cues.map((cue, place) => (place === index ? { ...cue, end: cue.end + 400 } : cue));
        const judge = judgeFor(speech, { set });
        for (const place of cues.keys()) if (Math.abs(place - index) > 1) expect(judge(moved, place).findings).toEqual(judge(cues, place).findings);
      }),
      { numRuns: 60 },
    );
  });

  it('are told with their figures as people read them', () => {
    expect([figureText(0.25, 'share'), figureText(833, 'ms'), figureText(3.24, 'to 1')]).toEqual(['25 %', '0.833 s', '3.2 to 1']);
  });
});
