// A waived finding is told apart with its note, for as long as it is no worse than what was accepted.
import { describe, expect, it } from 'vitest';
import type { CueEdit, CueSource } from '../../../../src-core/subtitles/cue-edits.ts';
import { emptyTrack } from '../../../../src-core/subtitles/cue-track.ts';
import { setBreaks } from '../../../../src-core/subtitles/cue-lines.ts';
import { setOut } from '../../../../src-core/subtitles/cue-times.ts';
import { layCues } from '../../../../src-core/subtitles/cueing.ts';
import { frameRate } from '../../../../src-core/subtitles/frame-rate.ts';
import type { Finding, RuleId } from '../../../../src-core/subtitles/rules/finding.ts';
import { FindingsKeeper, type KeptFindings } from '../../../../src-core/subtitles/rules/findings-keeper.ts';
import { cueProfileFor } from '../../../../src-core/subtitles/rules/rule-set.ts';
import { ruleSetFor } from '../../../../src-core/subtitles/rules/rule-sets.ts';
import { unwaive, waive } from '../../../../src-core/subtitles/rules/waivers.ts';
import { applyEdit } from '../../../../src-core/transcript/edit.ts';
import type { Transcript } from '../../../../src-core/transcript/transcript.ts';
import { said, transcript, turn } from '../written-speech.ts';

const set = ruleSetFor('netflix', []);
const rate = frameRate('25');

function laid(speech: Transcript, track = emptyTrack): CueSource {
  return { transcript: speech, track, cues: layCues(speech, track, { profile: cueProfileFor(set, 'en-US', rate), rate }) };
}
const after = ({ transcript: speech }: CueSource, edit: CueEdit | null): CueSource => {
  if (!edit) throw new Error('nothing was done');
  return laid(speech, edit.track);
};
const checked = ({ transcript: speech, cues, track }: CueSource): KeptFindings => new FindingsKeeper().next(speech, cues, { set, rate, pins: track.pins });
const named = (findings: readonly Finding[], rule: RuleId): Finding => {
  const found = findings.find((finding) => finding.rule === rule);
  if (!found) throw new Error(`no finding ${rule} in ${findings.map((one) => one.rule).join(', ')}`);
  return found;
};

/** Two cues; the first far too fast, and shown no longer than it is said. */
const hurried = (): CueSource => {
  const source = laid(transcript([turn([...said('The the lamp was out, everybody said afterwards.', 0, 22), ...said('We went home.', 9000)])]));
  return after(source, setOut(source, 0, 1400));
};

describe('A waived finding', () => {
  it('is told apart with its note, others of the cue stay open', () => {
    const source = hurried();
    const fast = named(checked(source).all, 'fast');
    const kept = checked(after(source, waive(source, fast, ' Verbatim, agreed. ')));
    expect(kept.waived).toEqual([{ finding: fast, note: 'Verbatim, agreed.' }]);
    expect(kept.all.map(({ rule }) => rule)).toEqual(
      checked(source)
        .all.map(({ rule }) => rule)
        .filter((rule) => rule !== 'fast'),
    );
    expect(kept.open[0]?.some(({ rule }) => rule === 'double-word')).toBe(true);
  });

  it('stays so while it is no worse, and comes back when it is', () => {
    const source = hurried();
    const waived = after(source, waive(source, named(checked(source).all, 'fast'), ''));
    expect(checked(after(waived, setOut(waived, 0, 1440))).waived).toHaveLength(1);
    const worse = checked(after(waived, setOut(waived, 0, 1200)));
    expect(worse.waived).toEqual([]);
    expect(named(worse.all, 'fast').value).toBeGreaterThan(30);
  });

  it('without a figure comes back when it is about other words', () => {
    const source = hurried();
    const waived = after(source, waive(source, named(checked(source).all, 'double-word'), 'A stammer.'));
    const [first] = waived.transcript.turns;
    if (!first) throw new Error('no turn');
    const { transcript: other } = applyEdit(waived.transcript, {
      kind: 'replace-text',
      from: { turn: 0, offset: 0 },
      to: { turn: 0, offset: 7 },
      text: 'An an',
    });
    expect(checked(waived).waived.map(({ note }) => note)).toEqual(['A stammer.']);
    const found = checked(laid(other, waived.track));
    expect(found.waived).toEqual([]);
    expect(named(found.all, 'double-word').detail).toBe('an');
  });

  it('stays waived beside another of the same rule about other words', () => {
    const speech = transcript([turn(said('Sail to the island of the kings.', 0, 70))]);
    const broken = after(
      laid(speech),
      setBreaks(
        laid(speech),
        0,
        [3, 5].map((word) => ({ turn: 0, word })),
      ),
    );
    const splits = checked(broken).all.filter(({ rule }) => rule === 'line-split');
    expect(splits.map(({ detail }) => detail)).toEqual(['the', 'of']);
    const waived = splits.reduce((now, split) => after(now, waive(now, split, 'As told.')), broken);
    expect(checked(waived).waived.map(({ finding }) => finding)).toEqual(splits);
    const back = checked(after(waived, unwaive(waived, splits[0] as Finding))); // there are two, as seen above
    expect([back.waived.map(({ finding }) => finding.detail), named(back.all, 'line-split').detail]).toEqual([['of'], 'the']);
  });

  it('is open again when the waiver is taken back, and has one note only', () => {
    const source = hurried();
    const fast = named(checked(source).all, 'fast');
    const once = after(source, waive(source, fast, 'First.'));
    const twice = after(once, waive(once, fast, 'Second.'));
    expect(checked(twice).waived.map(({ note }) => note)).toEqual(['Second.']);
    const back = after(twice, unwaive(twice, fast));
    expect(checked(back).all).toEqual(checked(source).all);
    expect(unwaive(back, fast)).toBeNull();
  });
});
