// Mends findings without touching a spoken word. Every attempt is carried out, its cues made and checked, and kept only when the finding is gone
// and nothing else became an error: what a repair promises holds by trial, not by reasoning. The attempts are time-repairs and layout-repairs.
import { applyEdits, type Edit } from '../../transcript/edit.ts';
import { nextWord, previousWord } from '../../transcript/query.ts';
import type { WordPlace } from '../../transcript/transcript.ts';
import { byFirstWord, isBehind, type WordStretch } from '../../transcript/word-stretch.ts';
import { holdsWord, type CueEdit } from '../cue-edits.ts';
import { nextPinId, type CueTrack, type PinnedCue } from '../cue-track.ts';
import type { Cue } from '../cue.ts';
import { cuesInReading, type ReadingOrder } from './reading-order.ts';
import type { Finding, RuleId } from './finding.ts';
import { RULES } from './finding.ts';
import { FindingsKeeper, type KeptFindings } from './findings-keeper.ts';
import * as layout from './layout-repairs.ts';
import type { Attempt, RepairSite, RepairSource } from './repair-site.ts';
import { REACH, repairSite } from './repair-site.ts';
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
  long: (site) => [...layout.cut(site), ...time.gone(site), ...layout.cutAnew(site)],
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

/** Rules whose attempts change no cue but the one: any number of them are tried together, neighbours too. */
const ALONE: ReadonlySet<RuleId> = new Set<RuleId>([
  'no-length',
  'order',
  'long',
  'wide-line',
  'wide-picture',
  'lines',
  'needless-break',
  'unbalanced-lines',
  'line-split',
  'two-sentences',
  'two-speakers',
  'off-frame',
  'outside-media',
  'empty',
  'spaces',
  'italics',
]);

/** Whether there is anything to try for a rule. */
export function isMendable(rule: RuleId): boolean {
  return ATTEMPTS[rule] !== undefined;
}

/** Mends one finding; null when nothing tried helps without doing harm elsewhere. */
export function repairOf(finding: Finding, source: RepairSource): CueEdit | null {
  const cue = source.cues[finding.cue];
  if (!cue || !isMendable(finding.rule)) return null;
  const mending = new Mending(source, finding.rule);
  drained(mending.mend([cue.from]));
  return mending.edit(`Repair “${RULES[finding.rule].about}”`);
}

/**
 * Mends all open findings of a rule that can be mended, as one step; null when none can. A trial at a time, so that a page can draw and be
 * stopped between them: gives the number of findings not yet settled. A trial of thousands of cues takes some 50 ms.
 */
export function* repairing(rule: RuleId, source: RepairSource): Generator<number, CueEdit | null> {
  if (!isMendable(rule)) return null;
  const mending = new Mending(source, rule);
  const places = mending.places();
  yield* mending.mend(places);
  return mending.edit(`Repair “${RULES[rule].about}” (${places.length - mending.places().length})`);
}

/** What steps come to in the end. */
export function drained<T>(steps: Generator<unknown, T>): T {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** A source, and what is wrong with it. */
interface Checked {
  readonly source: RepairSource;
  readonly kept: KeptFindings;
  readonly reading: ReadingOrder;
}

/** A finding to be mended, known by the first word of its cue; words stay where they are. */
interface Job {
  readonly at: WordPlace;
  /** The attempt to be made next. */
  attempt: number;
}

/** What an attempt comes to: the pins it wants in a stretch, by itself of everything else that is tried. */
interface Trial {
  readonly cue: Cue;
  /** The words whose cues it answers for: from two before to two after, or for an attempt that is alone from the one before to its own. */
  readonly reach: WordStretch;
  /** The words whose pins it puts. */
  readonly stretch: WordStretch;
  readonly pins: readonly PinnedCue[];
  /** The highest id a pin had before: those above are new, and get ids of their own when they are put into the track. */
  readonly known: number;
  readonly edits: readonly Edit[];
  readonly chosen: number | undefined;
}

/** How often trials that failed are left out before the rest is halved, and how often it is halved before it is given up. */
const PASSES = 4;
const HALVINGS = 5;

class Mending {
  readonly #rule: RuleId;
  readonly #keeper = new FindingsKeeper();
  #now: Checked;
  #edits: readonly Edit[] = [];
  #chosen: number | undefined;
  #isMended = false;

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
    if (!this.#isMended) return null;
    return { label, edits: this.#edits, track: this.#now.source.track, ...(this.#chosen !== undefined && { chosen: this.#chosen }) };
  }

  /** Tries the attempts of all findings at these words, many at a time, until each is mended or has nothing left to try; gives how many are open. */
  *mend(places: readonly WordPlace[]): Generator<number, void> {
    let jobs = places.map((at): Job => ({ at, attempt: 0 }));
    while (jobs.length > 0) {
      const { trials, open } = this.#tried(jobs);
      for (const _ of this.#keepGood(trials)) yield jobs.length;
      jobs = open;
    }
    if (places.length > 1) this.#chosen = undefined;
  }

  /** The next attempt of each job that can be made beside the others, and the jobs that are not finished. */
  #tried(jobs: readonly Job[]): { trials: readonly Trial[]; open: Job[] } {
    const { source } = this.#now;
    const indexes = new Map(source.cues.map((cue, index) => [wordKey(cue.from), index]));
    const spacing = ALONE.has(this.#rule) ? 0 : 2 * REACH;
    const trials: Trial[] = [];
    const open: Job[] = [];
    let reached = -Infinity;
    const placed = jobs.map((job) => ({ job, index: indexes.get(wordKey(job.at)) ?? source.cues.findIndex((cue) => holdsWord(cue, job.at)) }));
    for (const { job, index } of placed.sort((a, b) => a.index - b.index)) {
      if (!(this.#now.kept.open[index] ?? []).some(({ rule }) => rule === this.#rule)) continue;
      if (index <= reached + spacing) {
        open.push(job);
        continue;
      }
      const site = this.#siteOf(index);
      // Beside people speaking at once a cue's neighbours in the text are not those on the clock.
      if (site && spacing > 0 && trials.some(({ stretch }) => touches(stretch, site.stretch))) {
        open.push(job);
        continue;
      }
      const trial = site && this.#nextTrial(site, index, job);
      if (!trial) continue;
      trials.push(trial);
      open.push(job);
      reached = index;
    }
    return { trials, open };
  }

  /** What attempts at a cue may change, and answer for; null when there is no such cue. */
  #siteOf(index: number): Pick<Trial, 'cue' | 'reach' | 'stretch'> | null {
    const { source, reading } = this.#now;
    const { cues, transcript } = source;
    const cue = cues[index];
    if (!cue) return null;
    if (ALONE.has(this.#rule)) return { cue, stretch: cue, reach: stretchOver(cues.slice(Math.max(0, index - 1), index + 1)) };
    const around = stretchOver(cues.slice(Math.max(0, index - REACH), index + REACH + 1));
    const edges = [previousWord(transcript, around.from), nextWord(transcript, around.to)].filter((place) => place !== null);
    const beside = edges.flatMap((place) => reading.within({ from: place, to: place })).flatMap((place) => cues[place] ?? []);
    const stretch = stretchOver([around, ...beside]);
    return { cue, stretch, reach: stretch };
  }

  /** The next attempt of a job that comes to anything, over the pins within its stretch alone. Null when all are used up. */
  #nextTrial({ cue, reach, stretch }: Pick<Trial, 'cue' | 'reach' | 'stretch'>, index: number, job: Job): Trial | null {
    const { source } = this.#now;
    const pins = pinsWithin(source.track.pins, stretchOver([stretch, reach]));
    const known = nextPinId(pins) - 1;
    const site = repairSite({ ...source, track: { ...source.track, pins } }, index);
    const attempts = site ? (ATTEMPTS[this.#rule]?.(site) ?? []) : [];
    for (let attempt = attempts[job.attempt]; attempt; attempt = attempts[job.attempt]) {
      job.attempt += 1;
      const edit = attempt();
      if (edit) return { cue, reach, stretch, pins: pinsWithin(edit.track.pins, stretch), known, edits: edit.edits, chosen: edit.chosen };
    }
    return null;
  }

  /** Keeps the trials that mend and do no harm: those that fail are left out until the rest holds; else each half is tried by itself. */
  *#keepGood(trials: readonly Trial[], halvings = HALVINGS): Generator<void, void> {
    let good = trials;
    for (let pass = 0; pass < PASSES && good.length > 0; pass += 1) {
      yield;
      const { next, chosen } = this.#carriedOut(good);
      const left = good.filter((trial) => this.#isGood(trial, next));
      if (left.length === good.length) {
        if (this.#harms(next)) break;
        this.#edits = [...this.#edits, ...editsOf(good)];
        this.#chosen = chosen ?? this.#chosen;
        this.#isMended = true;
        this.#now = next;
        return;
      }
      good = left;
    }
    if (good.length < 2 || halvings === 0) return;
    const half = good.length >> 1;
    yield* this.#keepGood(good.slice(0, half), halvings - 1);
    yield* this.#keepGood(good.slice(half), halvings - 1);
  }

  /** What comes of trials together. */
  #carriedOut(trials: readonly Trial[]): { next: Checked; chosen: number | undefined } {
    const { source } = this.#now;
    const { track, chosen } = withTrials(source.track, trials);
    const edits = editsOf(trials);
    const transcript = edits.length === 0 ? source.transcript : applyEdits(source.transcript, edits).transcript;
    return { next: this.#checked({ ...source, transcript, track, cues: source.lay(transcript, track) }), chosen };
  }

  #checked(source: RepairSource): Checked {
    const setting = { ...source.setting, pins: source.track.pins };
    return { source: { ...source, setting }, kept: this.#keeper.next(source.transcript, source.cues, setting), reading: cuesInReading(source.cues) };
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

const GRAVITY = { hint: 0, warning: 1, error: 2 } as const;
const wordKey = ({ turn, word }: WordPlace): string => `${turn} ${word}`;
const isError = (rule: RuleId): boolean => RULES[rule].severity === 'error';

/** The track with the pins of trials in place of those in their stretches. Each new pin gets an id no other has. */
function withTrials(track: CueTrack, trials: readonly Trial[]): { track: CueTrack; chosen: number | undefined } {
  const gone = new Set(trials.flatMap(({ stretch }) => pinsWithin(track.pins, stretch)));
  const pins = track.pins.filter((pin) => !gone.has(pin));
  let id = nextPinId(track.pins);
  let chosen: number | undefined;
  for (const trial of trials) {
    for (const pin of trial.pins) {
      const put = pin.id > trial.known ? { ...pin, id: id++ } : pin;
      pins.push(put);
      if (pin.id === trial.chosen) chosen = put.id;
    }
  }
  return { track: { ...track, pins: pins.sort(byFirstWord) }, chosen };
}

/** The edits of trials, last place first, so that earlier places stay right. */
function editsOf(trials: readonly Trial[]): readonly Edit[] {
  const editing = trials.filter(({ edits }) => edits.length > 0);
  return editing.sort((a, b) => (isBehind(a.cue.from, b.cue.from) ? -1 : 1)).flatMap(({ edits }) => edits);
}

/** The pins that share words with a stretch; pins are in reading order, and so are the answers. */
function pinsWithin(pins: readonly PinnedCue[], { from, to }: WordStretch): PinnedCue[] {
  let [low, high] = [0, pins.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const pin = pins[middle];
    if (pin && isBehind(from, pin.to)) low = middle + 1;
    else high = middle;
  }
  const within: PinnedCue[] = [];
  for (let pin = pins[low]; pin && !isBehind(pin.from, to); pin = pins[(low += 1)]) within.push(pin);
  return within;
}

/** From the first to the last word, in reading order, of one stretch or more. */
function stretchOver(stretches: readonly WordStretch[]): WordStretch {
  const [one] = stretches;
  if (!one) throw new RangeError('no stretch of words');
  let { from, to } = one;
  for (const stretch of stretches) {
    if (isBehind(from, stretch.from)) from = stretch.from;
    if (isBehind(stretch.to, to)) to = stretch.to;
  }
  return { from, to };
}

function touches(a: WordStretch, b: WordStretch): boolean {
  return !isBehind(a.from, b.to) && !isBehind(b.from, a.to);
}

function rulesIn({ kept, reading }: Checked, stretch: WordStretch): Map<RuleId, number> {
  return countsOf(reading.within(stretch).flatMap((index) => kept.open[index] ?? []));
}

function countsOf(findings: readonly Finding[]): Map<RuleId, number> {
  const counts = new Map<RuleId, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}
