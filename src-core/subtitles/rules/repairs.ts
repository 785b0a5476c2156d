// Mends findings without touching a spoken word. Every attempt is carried out, its cues made and checked, and kept only when the finding is gone
// and nothing else became an error: what a repair promises holds by trial, not by reasoning. The attempts are time-repairs and layout-repairs.
import { applyEdits } from '../../transcript/edit.ts';
import type { WordPlace } from '../../transcript/transcript.ts';
import { isBehind, type WordStretch } from '../../transcript/word-stretch.ts';
import { holdsWord, type CueEdit } from '../cue-edits.ts';
import type { Cue } from '../cue.ts';
import type { Finding, RuleId } from './finding.ts';
import { RULES } from './finding.ts';
import { FindingsKeeper, type KeptFindings } from './findings-keeper.ts';
import * as layout from './layout-repairs.ts';
import type { Attempt, RepairSite, RepairSource } from './repair-site.ts';
import { repairSite } from './repair-site.ts';
import * as time from './time-repairs.ts';

export type { RepairSource } from './repair-site.ts';

/** How much of the fastest speed a cue uses that is not nearly too fast either. */
const AT_EASE = 0.9;

/** What is tried for each rule, in turn. The other rules are about words, or matters of taste: people mend them. */
const ATTEMPTS: Readonly<Partial<Record<RuleId, (site: RepairSite) => readonly Attempt[]>>> = {
  'no-length': time.noLength,
  order: (site) => [() => time.followWords(site)],
  overlap: time.clearNext,
  gap: time.clearNext,
  chain: time.chain,
  short: time.short,
  long: (site) => [...layout.shorter(site), ...time.onWords(site)],
  fast: layout.slower,
  'nearly-fast': (site) => layout.moreTime(site, AT_EASE),
  'word-speed': (site) => layout.moreTime(site, 1),
  'wide-line': layout.narrower,
  'wide-picture': layout.narrower,
  lines: layout.narrower,
  'needless-break': layout.layLines,
  'unbalanced-lines': layout.layLines,
  'line-split': layout.layLines,
  'cue-split': layout.handOn,
  'two-sentences': layout.oneSentence,
  'two-speakers': layout.onePerLine,
  'off-frame': time.onFrames,
  early: time.onWords,
  late: time.onWords,
  lingers: time.onWords,
  'shot-change': time.onShot,
  'outside-media': time.inMedia,
  empty: time.empty,
  spaces: layout.oneSpace,
  italics: layout.upright,
};

/** Whether there is anything to try for a rule. */
export function isMendable(rule: RuleId): boolean {
  return ATTEMPTS[rule] !== undefined;
}

/** Mends one finding; null when nothing tried helps without doing harm elsewhere. */
export function repairOf(finding: Finding, source: RepairSource): CueEdit | null {
  const cue = source.cues[finding.cue];
  if (!cue || !isMendable(finding.rule)) return null;
  const mending = new Mending(source, finding.rule);
  mending.mend([cue.from]);
  return mending.edit(`Repair “${RULES[finding.rule].about}”`);
}

/** Mends all open findings of a rule that can be mended, as one step; null when none can. */
export function repairAll(rule: RuleId, source: RepairSource): CueEdit | null {
  if (!isMendable(rule)) return null;
  const mending = new Mending(source, rule);
  const places = mending.places();
  mending.mend(places);
  return mending.edit(`Repair “${RULES[rule].about}” (${places.length - mending.places().length})`);
}

/** A source, and what is wrong with it. */
interface Checked {
  readonly source: RepairSource;
  readonly kept: KeptFindings;
}

/** A finding to be mended, known by the first word of its cue; words stay where they are. */
interface Job {
  readonly at: WordPlace;
  /** The attempt to be made next. */
  attempt: number;
}

/** An attempt carried out on top of others. */
interface Trial {
  readonly job: Job;
  readonly edit: CueEdit;
  /** The words whose cues it may reach: its own and two either side. */
  readonly reach: WordStretch;
  readonly cue: Cue;
}

/** Cues an attempt reaches on either side; attempts further apart are tried together. */
const REACH = 2;

class Mending {
  readonly #rule: RuleId;
  readonly #keeper = new FindingsKeeper();
  #now: Checked;
  #edit: CueEdit | null = null;

  constructor(source: RepairSource, rule: RuleId) {
    this.#rule = rule;
    this.#now = this.#checked(source);
  }

  /** The first words of the cues the rule is broken by. */
  places(): WordPlace[] {
    const { source, kept } = this.#now;
    return kept.all.flatMap(({ rule, cue }) => (rule === this.#rule ? (source.cues[cue]?.from ?? []) : []));
  }

  /** What was done, or null. */
  edit(label: string): CueEdit | null {
    return this.#edit && { ...this.#edit, label };
  }

  /** Tries the attempts of all findings at these words, many at a time, until each is mended or has nothing left to try. */
  mend(places: readonly WordPlace[]): void {
    let jobs = places.map((at): Job => ({ at, attempt: 0 }));
    while (jobs.length > 0) {
      const { trials, open } = this.#tried(jobs);
      this.#keepGood(trials);
      jobs = open;
    }
  }

  /** The next attempt of each job that can be made beside the others, and the jobs that are not finished. */
  #tried(jobs: readonly Job[]): { trials: readonly Trial[]; open: Job[] } {
    const { source } = this.#now;
    const indexes = new Map(source.cues.map((cue, index) => [wordKey(cue.from), index]));
    const trials: Trial[] = [];
    const open: Job[] = [];
    let folded = source;
    let reached = -Infinity;
    const placed = jobs.map((job) => ({ job, index: indexes.get(wordKey(job.at)) ?? source.cues.findIndex((cue) => holdsWord(cue, job.at)) }));
    for (const { job, index } of placed.sort((a, b) => a.index - b.index)) {
      if (!this.#isOpen(index)) continue;
      if (index <= reached + 2 * REACH) {
        open.push(job);
        continue;
      }
      const edit = nextEdit(folded, index, { job, rule: this.#rule });
      const cue = source.cues[index];
      if (!edit || !cue) continue;
      trials.push({ job, edit, cue, reach: reachOf(source.cues, index) });
      open.push(job);
      folded = { ...folded, track: edit.track };
      reached = index;
    }
    return { trials, open };
  }

  #isOpen(index: number): boolean {
    return (this.#now.kept.open[index] ?? []).some(({ rule }) => rule === this.#rule);
  }

  /** Keeps the trials that mend and do no harm. One that fails alone is left out; should the rest then fail together, each is tried by itself. */
  #keepGood(trials: readonly Trial[]): void {
    const all = this.#carriedOut(trials);
    const good = all === null ? trials : trials.filter((trial) => this.#isGood(trial, all));
    if (all && good.length === trials.length && !this.#harms(all)) return this.#keep(all, trials);
    const rest = good.length > 1 && good.length < trials.length ? this.#carriedOut(good) : null;
    if (rest && good.every((trial) => this.#isGood(trial, rest)) && !this.#harms(rest)) return this.#keep(rest, good);
    for (const trial of good) {
      const alone = this.#carriedOut([trial]);
      if (alone && this.#isGood(trial, alone) && !this.#harms(alone)) this.#keep(alone, [trial]);
    }
  }

  #keep(next: Checked, trials: readonly Trial[]): void {
    const chosen = trials.length === 1 ? trials[0]?.edit.chosen : undefined;
    const edits = [...(this.#edit?.edits ?? []), ...editsOf(trials)];
    this.#edit = { label: '', edits, track: next.source.track, ...(chosen !== undefined && { chosen }) };
    this.#now = next;
  }

  /** What comes of trials together; null for none, or when they cannot be. */
  #carriedOut(trials: readonly Trial[]): Checked | null {
    if (trials.length === 0) return null;
    const { source } = this.#now;
    // The pins of each trial in place of those of its own reach: so any of them can be left out.
    let track = source.track;
    for (const { edit, reach } of trials) track = { ...track, pins: spliced(track.pins, edit.track.pins, reach) };
    const edits = editsOf(trials);
    const transcript = edits.length === 0 ? source.transcript : applyEdits(source.transcript, edits).transcript;
    return this.#checked({ ...source, transcript, track, cues: source.lay(transcript, track) });
  }

  #checked(source: RepairSource): Checked {
    const setting = { ...source.setting, pins: source.track.pins };
    return { source: { ...source, setting }, kept: this.#keeper.next(source.transcript, source.cues, setting) };
  }

  /** Whether the finding is gone wherever words of its cue are now, and nothing as bad as it has come up around it. */
  #isGood({ cue, reach }: Trial, next: Checked): boolean {
    if (rulesIn(next, cue).has(this.#rule)) return false;
    const [before, after] = [rulesIn(this.#now, reach), rulesIn(next, reach)];
    const least = GRAVITY[RULES[this.#rule].severity];
    return [...after].every(([rule, count]) => GRAVITY[RULES[rule].severity] < least || count <= (before.get(rule) ?? 0));
  }

  /** Whether there are more errors of any kind than before, anywhere. */
  #harms(next: Checked): boolean {
    const [before, after] = [countsOf(this.#now.kept.all), countsOf(next.kept.all)];
    return (
      [...after].some(([rule, count]) => isError(rule) && count > (before.get(rule) ?? 0)) || (after.get(this.#rule) ?? 0) >= (before.get(this.#rule) ?? 0)
    );
  }
}

/** The first edit a job's attempts from its next on come to; the job then stands behind it. Null when all are used up. */
function nextEdit(source: RepairSource, index: number, { job, rule }: { job: Job; rule: RuleId }): CueEdit | null {
  const site = repairSite(source, index);
  const attempts = site ? (ATTEMPTS[rule]?.(site) ?? []) : [];
  for (let attempt = attempts[job.attempt]; attempt; attempt = attempts[job.attempt]) {
    job.attempt += 1;
    const edit = attempt();
    if (edit) return edit;
  }
  return null;
}

const GRAVITY = { hint: 0, warning: 1, error: 2 } as const;
const wordKey = ({ turn, word }: WordPlace): string => `${turn} ${word}`;
const isError = (rule: RuleId): boolean => RULES[rule].severity === 'error';

/** The edits of trials, last place first, so that earlier places stay right. */
function editsOf(trials: readonly Trial[]): CueEdit['edits'] {
  return trials
    .filter(({ edit }) => edit.edits.length > 0)
    .sort((a, b) => (isBehind(a.cue.from, b.cue.from) ? -1 : 1))
    .flatMap(({ edit }) => edit.edits);
}

/** The pins with those that touch a stretch taken from another list. */
function spliced<Pin extends WordStretch>(pins: readonly Pin[], from: readonly Pin[], reach: WordStretch): readonly Pin[] {
  const rest = pins.filter((pin) => !touches(pin, reach));
  return [...rest, ...from.filter((pin) => touches(pin, reach))].sort((a, b) => a.from.turn - b.from.turn || a.from.word - b.from.word);
}

function touches(a: WordStretch, b: WordStretch): boolean {
  return !isBehind(a.from, b.to) && !isBehind(b.from, a.to);
}

/** From the first to the last word, in reading order, of a cue and its neighbours. */
function reachOf(cues: readonly Cue[], index: number): WordStretch {
  const around = cues.slice(Math.max(0, index - REACH), index + REACH + 1);
  const [first] = around;
  if (!first) throw new RangeError(`no cue ${index} of ${cues.length}`);
  let { from, to } = first;
  for (const cue of around) {
    if (isBehind(from, cue.from)) from = cue.from;
    if (isBehind(cue.to, to)) to = cue.to;
  }
  return { from, to };
}

function rulesIn({ source: { cues }, kept }: Checked, stretch: WordStretch): Map<RuleId, number> {
  const found: Finding[] = [];
  cues.forEach((cue, index) => {
    if (touches(cue, stretch)) found.push(...(kept.open[index] ?? []));
  });
  return countsOf(found);
}

function countsOf(findings: readonly Finding[]): Map<RuleId, number> {
  const counts = new Map<RuleId, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}
