// The keeper says after every edit what a first check would say, and judges again only what the edit reached.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cue } from '../../../../src-core/subtitles/cue.ts';
import { labelsOf } from '../../../../src-core/subtitles/cue-label.ts';
import { plainLook } from '../../../../src-core/subtitles/cue-look.ts';
import { emptyTrack } from '../../../../src-core/subtitles/cue-track.ts';
import { cueLayer, makeCues } from '../../../../src-core/subtitles/cueing.ts';
import { profileFor } from '../../../../src-core/subtitles/language-profile.ts';
import { frameRate } from '../../../../src-core/subtitles/frame-rate.ts';
import type { CheckSetting } from '../../../../src-core/subtitles/rules/check-cues.ts';
import { checkCues, FindingsKeeper } from '../../../../src-core/subtitles/rules/findings-keeper.ts';
import { RULE_SETS, ruleSetOrNull } from '../../../../src-core/subtitles/rules/rule-sets.ts';
import { applyEdit } from '../../../../src-core/transcript/edit.ts';
import { plainLetters } from '../../../../src-core/transcript/letters.ts';
import { turnText, type Transcript } from '../../../../src-core/transcript/transcript.ts';
import { withLetters } from '../../../support/random-transcripts.ts';
import { anyTranscript, said, transcript, turn } from '../written-speech.ts';

interface Step {
  readonly at: number;
  readonly kind: 'type' | 'delete' | 'speaker' | 'rename' | 'time' | 'look' | 'letters' | 'drop' | 'back';
  readonly text: string;
}

const step: fc.Arbitrary<Step> = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('type', 'delete', 'speaker', 'rename', 'time', 'look', 'letters', 'drop', 'back'),
  text: fc.constantFrom('x', ' the the', '...', '…', ' "so"', '\n', '  ', ' (', '<b>'),
});

interface Shown {
  readonly speech: Transcript;
  readonly cues: readonly Cue[];
}

function taken({ speech, cues }: Shown, { at, kind, text }: Step, lay: (speech: Transcript) => readonly Cue[]): Shown {
  if (kind === 'time' || kind === 'look' || kind === 'drop') return { speech, cues: changed(cues, at, kind) };
  const index = at % Math.max(1, speech.turns.length);
  const length = speech.turns[index] ? turnText(speech.turns[index]).length : 0;
  if (kind === 'letters') {
    const words = speech.turns[index]?.words ?? [];
    const word = at % Math.max(1, words.length);
    const letters = [{ ...plainLetters, italic: at % 3 > 0, colour: at % 2 ? '#ffff00' : '#000080', from: 0, to: words[word]?.text.length ?? 0 }];
    const edit = { kind: 'set-letters', words: words[word] ? [{ place: { turn: index, word }, letters }] : [] } as const;
    // A layer need not lay cues anew for letters: they may be the very same.
    return { speech: applyEdit(speech, edit).transcript, cues: at % 5 ? cues : lay(applyEdit(speech, edit).transcript) };
  }
  const from = { turn: index, offset: at % (length + 1) };
  const to = kind === 'delete' ? { turn: index, offset: Math.min(length, from.offset + 6) } : from;
  const edited =
    kind === 'speaker'
      ? applyEdit(speech, { kind: 'assign-speaker', turns: speech.turns[index] ? [index] : [], speaker: 'spk_2' })
      : kind === 'rename'
        ? applyEdit(speech, { kind: 'set-speakers', speakers: speech.speakers.map((one) => ({ ...one, name: `${one.name}${text.trim()}` })) })
        : applyEdit(speech, { kind: 'replace-text', from, to, text: kind === 'delete' ? '' : text });
  return { speech: edited.transcript, cues: lay(edited.transcript) };
}

function changed(cues: readonly Cue[], at: number, kind: 'time' | 'look' | 'drop'): readonly Cue[] {
  const index = at % Math.max(1, cues.length);
  if (kind === 'drop') return cues.filter((_, place) => place !== index);
  const look = { ...plainLook, colour: at % 2 ? '#ffff00' : '#000080' };
  return cues.map((cue, place) => (place !== index ? cue : kind === 'time' ? { ...cue, end: cue.end + 300 } : { ...cue, look }));
}

describe('A keeper of findings', () => {
  it('says after any edits what a first check says', () => {
    fc.assert(
      fc.property(withLetters(anyTranscript), fc.array(step, { maxLength: 8 }), fc.constantFrom(...RULE_SETS), fc.boolean(), (speech, steps, set, labelled) => {
        const keeper = new FindingsKeeper();
        const asked = (of: Transcript): CheckSetting => ({ set, rate: frameRate('25'), shots, doubtBelow: 0.5, ...(labelled && { labelOf: labelsOf(of) }) });
        const shots = [1000, 5000];
        // A layer with a memory gives the same cues again as the same objects, as the page's does.
        const layer = cueLayer();
        const lay = (of: Transcript): readonly Cue[] => layer(of, emptyTrack, { profile: profileFor(of), rate: null });
        let shown: Shown = { speech, cues: lay(speech) };
        let past = shown;
        for (const one of steps) {
          const next = one.kind === 'back' ? past : taken(shown, one, lay);
          past = shown;
          shown = next;
          const setting = asked(shown.speech);
          const found = keeper.next(shown.speech, shown.cues, setting);
          expect(found.all).toEqual(checkCues(shown.speech, shown.cues, setting));
          expect(found.open.map((findings) => findings.every(({ cue }) => findings === found.open[cue]))).not.toContain(false);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('leaves the findings of cues far from an edit the very same, in its own turn too', () => {
    const [netflix = RULE_SETS[0]] = [ruleSetOrNull('netflix')];
    if (!netflix) throw new Error('no rules');
    const sentence = 'Nobody has ever really been able to read a sentence as long as this one so quickly. ';
    const speech = transcript([turn(said(sentence.repeat(40).trim(), 0, 25)), turn(said(sentence.repeat(3).trim(), 400_000, 25))]);
    const keeper = new FindingsKeeper();
    const cues = makeCues(speech);
    const first = keeper.next(speech, cues, { set: netflix });
    expect(first.all.length).toBeGreaterThan(5);
    const { transcript: edited } = applyEdit(speech, { kind: 'replace-text', from: { turn: 0, offset: 3 }, to: { turn: 0, offset: 4 }, text: 'B' });
    const moved = cues.map((cue, index) => (index === 0 ? { ...cue, end: cue.end - 1 } : { ...cue }));
    const second = keeper.next(edited, moved, { set: netflix });
    expect(second.open.length).toBe(first.open.length);
    expect(second.open.slice(2).map((findings, index) => findings === first.open[index + 2])).not.toContain(false);
  });

  it('judges a cue again when the letters of one of its words change, and nothing else', () => {
    const [netflix = RULE_SETS[0]] = [ruleSetOrNull('netflix')];
    if (!netflix) throw new Error('no rules');
    const speech = { ...transcript([turn(said('مرحبا بكم جميعا.', 0, 120))]), language: 'ar-SA' };
    const cues = makeCues(speech);
    const keeper = new FindingsKeeper();
    const italics = (of: Transcript): number => keeper.next(of, cues, { set: netflix }).all.filter(({ rule }) => rule === 'italics').length;
    const letters = [{ ...plainLetters, italic: true, from: 0, to: 3 }];
    const some = applyEdit(speech, { kind: 'set-letters', words: [{ place: { turn: 0, word: 1 }, letters }] });
    expect([italics(speech), italics(some.transcript), italics(applyEdit(some.transcript, some.inverse).transcript)]).toEqual([0, 1, 0]);
  });
});
