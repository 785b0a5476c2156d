// Four thousand cues against the Netflix rules: all of them at once, and after a letter typed anywhere.
import { cueLanguage } from '../src-core/subtitles/cue-language.ts';
import type { Cue } from '../src-core/subtitles/cue.ts';
import { emptyTrack } from '../src-core/subtitles/cue-track.ts';
import { cueLayer } from '../src-core/subtitles/cueing.ts';
import { frameRate } from '../src-core/subtitles/frame-rate.ts';
import type { CheckSetting } from '../src-core/subtitles/rules/check-cues.ts';
import { checkCues, FindingsKeeper } from '../src-core/subtitles/rules/findings-keeper.ts';
import { cueProfileFor } from '../src-core/subtitles/rules/rule-set.ts';
import { ruleSetOrNull } from '../src-core/subtitles/rules/rule-sets.ts';
import { applyEdit } from '../src-core/transcript/edit.ts';
import { turnLength } from '../src-core/transcript/query.ts';
import type { Transcript } from '../src-core/transcript/transcript.ts';
import type { Bench } from './bench.ts';
import { longTranscript } from './long-words.ts';
import { seeded } from './random-transcript.ts';
import { timed, worked } from './stopwatch.ts';

const CUES = 4000;
const WORDS = 40_000;
const EDITS = 120;

interface Shown {
  readonly transcript: Transcript;
  readonly cues: readonly Cue[];
}

/** Checking, whole and after each edit. */
export const findings: Bench = {
  name: 'findings',
  against: 'a check of all cues from scratch',
  async measure({ runs, cache }) {
    const set = ruleSetOrNull('netflix');
    if (!set) throw new Error('There are no Netflix rules.');
    const setting: CheckSetting = { set, rate: frameRate('25') };
    const layer = cueLayer();
    const rate = frameRate('25');
    const lay = (transcript: Transcript): Shown => {
      const profile = cueProfileFor(set, cueLanguage(transcript), rate);
      return { transcript, cues: layer(transcript, emptyTrack, { profile, rate }).slice(0, CUES) };
    };
    const shown = lay(longTranscript(cache, WORDS));
    const whole = worked(runs ?? 9, () => checkCues(shown.transcript, shown.cues, setting));
    const edited = typed(shown, runs ?? EDITS, lay);
    const after = calmest(Array.from({ length: REPEATS }, () => checkedOneByOne(shown, edited, setting)));
    const beside = { name: 'all anew', values: whole };
    return [
      { what: `findings of ${shown.cues.length.toLocaleString('en')} cues: processor time`, unit: 'ms', ours: whole },
      { what: 'findings after a letter typed anywhere in them', unit: 'ms', ours: after, beside, judged: 'p95', target: { most: 5 } },
    ];
  },
};

const WARM_UP = 10;
/** Far shorter than the ticks processor time is counted in, and than the turns a busy machine gives: each edit is timed so often. */
const REPEATS = 5;

/** Milliseconds of each check after the first, by one keeper of findings. */
function checkedOneByOne(shown: Shown, edited: readonly Shown[], setting: CheckSetting): number[] {
  const keeper = new FindingsKeeper();
  keeper.next(shown.transcript, shown.cues, setting);
  return timed(
    edited.length - WARM_UP,
    (run) => {
      const { transcript, cues } = edited[run + WARM_UP] ?? shown;
      keeper.next(transcript, cues, setting);
    },
    WARM_UP,
  );
}

/** The shortest of several times of each edit. */
function calmest(repeats: readonly (readonly number[])[]): number[] {
  const [first = []] = repeats;
  return first.map((_, edit) => Math.min(...repeats.map((times) => times[edit] ?? Infinity)));
}

/** The document after each of so many letters typed at random places, cut into cues anew each time. */
function typed(from: Shown, edits: number, lay: (transcript: Transcript) => Shown): Shown[] {
  const random = seeded(3);
  let { transcript } = from;
  return Array.from({ length: edits + WARM_UP }, () => {
    const turn = Math.floor(random() * transcript.turns.length);
    const of = transcript.turns[turn];
    const place = { turn, offset: of ? Math.floor(random() * turnLength(of)) : 0 };
    transcript = applyEdit(transcript, { kind: 'replace-text', from: place, to: place, text: 'x' }).transcript;
    return lay(transcript);
  });
}
