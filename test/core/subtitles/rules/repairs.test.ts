// A repair mends what it says and harms nothing: by example for each rule, and on any speech with any pins.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPin, applyCueEdit, type CueEdit } from '../../../../src-core/subtitles/cue-edits.ts';
import { emptyTrack, type CueTrack, type PinnedCue } from '../../../../src-core/subtitles/cue-track.ts';
import { plainLook } from '../../../../src-core/subtitles/cue-look.ts';
import { cueText } from '../../../../src-core/subtitles/cue.ts';
import { cueLayer } from '../../../../src-core/subtitles/cueing.ts';
import { frameRate } from '../../../../src-core/subtitles/frame-rate.ts';
import type { CheckSetting } from '../../../../src-core/subtitles/rules/check-cues.ts';
import { RULE_IDS, RULES, type Finding, type RuleId } from '../../../../src-core/subtitles/rules/finding.ts';
import { checkCues } from '../../../../src-core/subtitles/rules/findings-keeper.ts';
import { cueLanguage } from '../../../../src-core/subtitles/cue-language.ts';
import { drained, isMendable, repairing, repairOf, type RepairSource } from '../../../../src-core/subtitles/rules/repairs.ts';
import { cueProfileFor, type RuleSet } from '../../../../src-core/subtitles/rules/rule-set.ts';
import { ruleSetFor } from '../../../../src-core/subtitles/rules/rule-sets.ts';
import { repairingEverything } from '../../../../src-core/subtitles/rules/whole-repair.ts';
import { waive } from '../../../../src-core/subtitles/rules/waivers.ts';
import type { Transcript, Word, WordPlace } from '../../../../src-core/transcript/transcript.ts';
import { withLetters } from '../../../support/random-transcripts.ts';
import { withPins } from '../random-tracks.ts';
import { allSeenLetters, turnTexts } from '../seen-letters.ts';
import { anyTranscript, said, transcript, turn, word } from '../written-speech.ts';

const rate = frameRate('25');

/** What a person sees: cues as laid, and how they are checked. */
function sourceOf(speech: Transcript, pins: readonly PinnedCue[], set: RuleSet, more: Partial<CheckSetting> = {}): RepairSource {
  const layer = cueLayer();
  const setting = { set, rate, ...more };
  const lay = (of: Transcript, track: CueTrack) => layer(of, track, { profile: cueProfileFor(set, cueLanguage(of), rate), rate, shots: setting.shots });
  const track = { ...emptyTrack, pins };
  return { transcript: speech, track, cues: lay(speech, track), setting, lay };
}

const repairAll = (rule: RuleId, source: RepairSource): CueEdit | null => drained(repairing(rule, source));

function after(source: RepairSource, edit: CueEdit): RepairSource {
  const { transcript: speech, track } = applyCueEdit(source.transcript, edit);
  return { ...source, transcript: speech, track, cues: source.lay(speech, track) };
}

const found = ({ transcript: speech, cues, setting, track }: RepairSource): readonly Finding[] => checkCues(speech, cues, { ...setting, pins: track.pins });
const errors = (source: RepairSource): Map<RuleId, number> => {
  const counts = new Map<RuleId, number>();
  for (const { rule } of found(source)) if (RULES[rule].severity === 'error') counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
};
const seen = (of: RepairSource, rules: readonly RuleId[]): unknown => (rules.includes('italics') ? turnTexts(of) : [turnTexts(of), allSeenLetters(of)]);

const netflix = ruleSetFor('netflix', []);
const ted = ruleSetFor('ted', []);
const bbc = ruleSetFor('bbc', []);
let nextId = 1;
const pin = (from: WordPlace, to: WordPlace, more: Partial<PinnedCue> = {}): PinnedCue => ({ ...newPin(nextId++, { from, to }), ...more });
const at = (word: number, turn = 0): WordPlace => ({ turn, word });

/** One turn of sentences, each `lists` entry beginning when told; one pin each with its changes. */
function pinned(lists: readonly (readonly Word[])[], changes: readonly Partial<PinnedCue>[]): { speech: Transcript; pins: PinnedCue[] } {
  let first = 0;
  const pins = lists.map((list, index) => {
    first += list.length;
    return pin(at(first - list.length), at(first - 1), changes[index]);
  });
  return { speech: transcript([turn(lists.flat())]), pins };
}
const slow = (text: string, start: number): Word[] => said(text, start, 120);
const lamp = slow('The lamp was out.', 0);
const italic = { italic: true, bold: true, underline: false, colour: null };
const boldItalic = slow('مرحبا بكم', 0).with(0, word('مرحبا', 0, 600, { marks: { letters: [{ ...italic, from: 0, to: 5 }] } }));
const home = slow('We all went home.', 4000);

interface Broken {
  readonly rule: RuleId;
  readonly source: () => RepairSource;
  /** What is seen of the cues afterwards. */
  readonly seen: (source: RepairSource) => unknown;
  readonly expected: unknown;
}

const spans = ({ cues }: RepairSource): number[][] => cues.map(({ start, end }) => [start, end]);
const texts = ({ transcript: speech, cues }: RepairSource): string[] => cues.map((cue) => cueText(speech, cue));
const made =
  (lists: readonly (readonly Word[])[], changes: readonly Partial<PinnedCue>[], set = netflix, more: Partial<CheckSetting> = {}) =>
  (): RepairSource => {
    const { speech, pins } = pinned(lists, changes);
    return sourceOf(speech, pins, set, more);
  };

const long = slow('They had been out with the boats since before the sun came up that day.', 0);
const BROKEN: readonly Broken[] = [
  {
    rule: 'overlap',
    source: made(
      [lamp, slow('We all went.', 2200)],
      [
        { start: 0, end: 2400 },
        { start: 2200, end: 4000 },
      ],
    ),
    seen: spans,
    expected: [
      [0, 2120],
      [2200, 4000],
    ],
  },
  {
    rule: 'gap',
    source: made(
      [lamp, slow('We all went.', 2200)],
      [
        { start: 0, end: 2160 },
        { start: 2200, end: 4000 },
      ],
    ),
    seen: spans,
    expected: [
      [0, 2120],
      [2200, 4000],
    ],
  },
  {
    rule: 'chain',
    source: made(
      [lamp, slow('We all went.', 2280)],
      [
        { start: 0, end: 2000 },
        { start: 2280, end: 4000 },
      ],
    ),
    seen: spans,
    expected: [
      [0, 2200],
      [2280, 4000],
    ],
  },
  { rule: 'short', source: made([said('Yes.', 0, 60), home], [{ start: 0, end: 400 }]), seen: (one) => spans(one)[0], expected: [0, 840] },
  {
    rule: 'fast',
    source: made([said('Nobody could have read it all.', 0, 30), home], [{ start: 0, end: 1160 }]),
    seen: (one) => spans(one)[0],
    expected: [0, 1520],
  },
  {
    rule: 'nearly-fast',
    source: made([said('Nobody could have read it all.', 0, 45), home], [{ start: 0, end: 1600 }]),
    seen: (one) => spans(one)[0],
    expected: [0, 1680],
  },
  { rule: 'long', source: made([long], [{ start: 0, end: 7400 }]), seen: (one) => one.cues.length, expected: 2 },
  {
    rule: 'wide-line',
    source: made([slow('They had been out with the boats since before sunrise.', 0)], [{ breaks: [] }]),
    seen: (one) => one.cues[0]?.breaks.length,
    expected: 1,
  },
  { rule: 'lines', source: made([lamp], [{ breaks: [at(1), at(2)] }]), seen: texts, expected: ['The lamp was out.'] },
  { rule: 'needless-break', source: made([lamp], [{ breaks: [at(2)] }]), seen: texts, expected: ['The lamp was out.'] },
  {
    rule: 'unbalanced-lines',
    source: made([slow('No, that is not what anybody there had expected.', 0)], [{ breaks: [at(1)] }], ted),
    seen: (one) => found(one).map(({ rule }) => rule),
    expected: [],
  },
  {
    rule: 'line-split',
    source: made([slow('They went out in the dark with a lamp and came back.', 0)], [{ breaks: [at(5)] }]),
    seen: (one) => one.cues[0]?.breaks[0]?.word === 5,
    expected: false,
  },
  {
    rule: 'cue-split',
    source: made([slow('They went out in the', 0), slow('dark with a lamp.', 4000)], [{}, {}]),
    seen: texts,
    expected: ['They went out', 'in the dark with a lamp.'],
  },
  {
    rule: 'two-sentences',
    source: made([slow('It ended. Then it began', 0), slow('again.', 4000)], [{}, {}], ted),
    seen: texts,
    expected: ['It ended.', 'Then it began', 'again.'],
  },
  { rule: 'off-frame', source: made([lamp], [{ start: 3, end: 2050 }]), seen: spans, expected: [[0, 2040]] },
  { rule: 'early', source: made([home], [{ start: 3000, end: 6000 }]), seen: (one) => spans(one)[0]?.[0], expected: 4000 },
  { rule: 'late', source: made([lamp], [{ start: 400, end: 2200 }]), seen: (one) => spans(one)[0]?.[0], expected: 0 },
  { rule: 'lingers', source: made([lamp], [{ start: 0, end: 6000 }]), seen: (one) => (spans(one)[0]?.[1] ?? 0) < 2600, expected: true },
  { rule: 'outside-media', source: made([lamp], [{ start: 0, end: 2200 }], netflix, { mediaEnd: 2080 }), seen: spans, expected: [[0, 2080]] },
  { rule: 'no-length', source: made([lamp], [{ start: 40, end: 40 }]), seen: (one) => spans(one)[0]?.[0], expected: 0 },
  {
    rule: 'shot-change',
    source: made([slow('The lamp was out.', 120)], [{ start: 120, end: 2200 }], netflix, { shots: [40] }),
    seen: (one) => spans(one)[0],
    expected: [40, 2200],
  },
  { rule: 'shot-change', source: made([lamp], [{ start: 0, end: 2200 }], netflix, { shots: [2240] }), seen: (one) => spans(one)[0], expected: [0, 2160] },
  {
    rule: 'spaces',
    source: made([[word('The', 0, 500, { space: '' }), word('lamp.', 500, 2040, { space: '   ' })]], [{}]),
    seen: (one) => one.transcript.turns[0]?.words.map(({ space }) => space),
    expected: ['', ' '],
  },
  { rule: 'empty', source: made([[word('\ufeff', 0, 1000)], home], [{}]), seen: texts, expected: ['We all went home.'] },
  {
    rule: 'word-speed',
    source: made([said('One two three four five six.', 0, 50), home], [{ start: 0, end: 1200 }], bbc),
    seen: (one) => (spans(one)[0]?.[1] ?? 0) >= 2000,
    expected: true,
  },
  {
    rule: 'wide-picture',
    source: made([slow('They had been out with the boats.', 0)], [{ breaks: [] }], bbc, {
      preview: { widthOf: (text) => text.length * 25, width: 1000, picture: '1000 × 562' },
    }),
    seen: (one) => [one.cues.length, one.cues[0]?.breaks.length],
    expected: [1, 1],
  },
  {
    rule: 'italics',
    source: () => sourceOf(transcript([turn(boldItalic)], 'ar-SA'), [pin(at(0), at(1), { look: { ...plainLook, ...italic } })], netflix),
    seen: (one) => [one.cues[0]?.look?.italic, one.transcript.turns[0]?.words[0]?.marks?.letters?.[0]?.italic],
    expected: [false, false],
  },
  {
    rule: 'two-speakers',
    source: () => sourceOf(transcript([turn(slow('Is it out?', 0), 'a'), turn(slow('It is.', 1400), 'b')]), [pin(at(0), at(1, 1), { breaks: [] })], netflix),
    seen: (one) => one.cues.map(({ breaks }) => breaks),
    expected: [[at(0, 1)]],
  },
];

describe('A repair of', () => {
  it.each(BROKEN.map((one) => [one.rule, one] as const))('%s does what the rule asks', (rule, { source: make, seen, expected }) => {
    const source = make();
    const finding = found(source).find((one) => one.rule === rule);
    if (!finding)
      throw new Error(
        `only ${found(source)
          .map((one) => one.rule)
          .join(', ')} found at ${JSON.stringify(spans(source))}`,
      );
    const edit = repairOf(finding, source);
    if (!edit)
      throw new Error(
        `not mended; found ${found(source)
          .map((one) => one.rule)
          .join(', ')} at ${JSON.stringify(spans(source))}`,
      );
    const mended = after(source, edit);
    expect(found(mended).map((one) => one.rule)).not.toContain(rule);
    expect(seen(mended)).toEqual(expected);
    expect(edit.label).toContain(RULES[rule].about);
  });

  it('every rule a machine may mend is shown here, but the order, which laid cues always have', () => {
    const here = new Set(BROKEN.map(({ rule }) => rule));
    expect(RULE_IDS.filter((rule) => isMendable(rule) && !here.has(rule))).toEqual(['order']);
  });

  it('words, marks and colours is left to people', () => {
    expect(RULE_IDS.filter((rule) => !isMendable(rule))).toEqual([
      'dash-form',
      'markup',
      'unbalanced-marks',
      'note-form',
      'sound-form',
      'glyphs',
      'ellipsis-form',
      'quote-form',
      'colour',
      'shared-colour',
      'low-contrast',
      'double-word',
      'doubtful',
    ]);
  });
});

const speechAndPins = withPins(withLetters(anyTranscript));
const anySet = fc.constantFrom(...['netflix', 'bbc', 'ted', 'shorts'].map((id) => ruleSetFor(id, [])));

it('A repair gives two speakers a line each beside a turn without words', () => {
  const speech = transcript([turn(slow('Is it out?', 0), 'a'), turn([], 'a'), turn(slow('It is.', 1400), 'b')]);
  const source = sourceOf(speech, [pin(at(0), at(1, 2), { breaks: [] })], netflix);
  const mended = after(source, repairAll('two-speakers', source) ?? { label: '', edits: [], track: source.track });
  expect(texts(mended)).toEqual(['Is it out?\nIt is.']);
});

it('A repair clears the next cue in the same part of the picture, not the one shown elsewhere between', () => {
  const source = made(
    [lamp, slow('Harbour', 2000), slow('We all went.', 3200)],
    [
      { start: 0, end: 3400 },
      { start: 2000, end: 2900, look: { ...plainLook, vertical: 'top' } },
      { start: 3200, end: 5000 },
    ],
  )();
  const mended = after(source, repairAll('overlap', source) ?? { label: '', edits: [], track: source.track });
  expect(spans(mended)).toEqual([
    [0, 3120],
    [2000, 2900],
    [3200, 5000],
  ]);
});

describe('Any repair', () => {
  it('leaves every word as it is, adds no error, and mends what it says or does nothing', () => {
    let mendedAny = 0;
    fc.assert(
      fc.property(speechAndPins, anySet, fc.nat(), ({ transcript: speech, pins }, set, seed) => {
        const source = sourceOf(speech, pins, set, { shots: [2000, 9000, 15_000] });
        const open = found(source).filter(({ rule }) => isMendable(rule));
        const finding = open[seed % Math.max(1, open.length)];
        if (!finding) return;
        const edit = repairOf(finding, source);
        if (!edit) return;
        mendedAny += 1;
        const mended = after(source, edit);
        expect(seen(mended, [finding.rule])).toEqual(seen(source, [finding.rule]));
        expect(found(mended).filter(({ rule }) => rule === finding.rule).length).toBeLessThan(found(source).filter(({ rule }) => rule === finding.rule).length);
        const before = errors(source);
        for (const [rule, count] of errors(mended)) expect([rule, count <= (before.get(rule) ?? 0)]).toEqual([rule, true]);
      }),
      { numRuns: 150 },
    );
    expect(mendedAny).toBeGreaterThan(20);
  });

  it('of all findings of a rule is one step that does the same', () => {
    fc.assert(
      fc.property(speechAndPins, anySet, fc.nat(), ({ transcript: speech, pins }, set, seed) => {
        const source = sourceOf(speech, pins, set);
        const rules = [...new Set(found(source).map(({ rule }) => rule))].filter(isMendable);
        const rule = rules[seed % Math.max(1, rules.length)];
        const edit = rule && repairAll(rule, source);
        if (!edit) return;
        const mended = after(source, edit);
        expect(seen(mended, [rule])).toEqual(seen(source, [rule]));
        const count = (of: RepairSource): number => found(of).filter((one) => one.rule === rule).length;
        expect(count(mended)).toBeLessThan(count(source));
        expect(edit.label).toContain(`(${count(source) - count(mended)})`);
        const before = errors(source);
        for (const [one, after] of errors(mended)) expect([one, after <= (before.get(one) ?? 0)]).toEqual([one, true]);
      }),
      { numRuns: 60 },
    );
  });

  it('of everything is one step, tells how much is left, keeps every word and adds no error', () => {
    let mendedAny = 0;
    fc.assert(
      fc.property(speechAndPins, anySet, ({ transcript: speech, pins }, set) => {
        const source = sourceOf(speech, pins, set);
        const steps = repairingEverything(source);
        let step = steps.next();
        for (; step.done !== true; step = steps.next()) expect(step.value).toBeGreaterThan(0);
        if (!step.value) return;
        mendedAny += 1;
        const mended = after(source, step.value);
        const rules = found(source).map(({ rule }) => rule);
        expect(seen(mended, rules)).toEqual(seen(source, rules));
        const before = errors(source);
        for (const [rule, count] of errors(mended)) expect([rule, count <= (before.get(rule) ?? 0)]).toEqual([rule, true]);
      }),
      { numRuns: 40 },
    );
    expect(mendedAny).toBeGreaterThan(5);
  });

  it('of all mends many cues at once', () => {
    const sentences = Array.from({ length: 30 }, (_, index) => slow('We all went home again.', index * 5000));
    const source = made(
      sentences,
      sentences.map((list, index) => ({ start: list[0]?.start ?? 0, end: (list[0]?.start ?? 0) + 2003 + (index % 3) })),
    )();
    expect(found(source).filter(({ rule }) => rule === 'off-frame')).toHaveLength(30);
    const edit = repairAll('off-frame', source);
    expect(edit?.label).toContain('(30)');
    expect(edit && found(after(source, edit)).filter(({ rule }) => rule === 'off-frame')).toEqual([]);
  });

  it('does not touch what was waived', () => {
    const source = made(
      [lamp, home],
      [
        { start: 3, end: 2050 },
        { start: 4003, end: 6050 },
      ],
    )();
    const [first] = found(source);
    const waived = first && waive(source, first, 'The client’s own times.');
    if (!waived) throw new Error('nothing to waive');
    const next = after(source, waived);
    const edit = repairAll('off-frame', next);
    expect(edit && spans(after(next, edit))).toEqual([
      [3, 2050],
      [4000, 6040],
    ]);
  });
});
