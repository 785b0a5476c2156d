// The subtitles of the open transcript: its cues as they are cut now, which one is chosen, and what is found against the rules.
// Cues are made only while somebody looks at them; nothing of them is stored here. It knows neither list nor picture.
import type { Recording } from '../../src-core/library/recording.ts';
import type { Millis, Span } from '../../src-core/span.ts';
import type { CueEdit, CueSource } from '../../src-core/subtitles/cue-edits.ts';
import { labelsOf } from '../../src-core/subtitles/cue-label.ts';
import { cueLanguage } from '../../src-core/subtitles/cue-language.ts';
import type { CuePlan, CueTrack, PinnedCue } from '../../src-core/subtitles/cue-track.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import { cueLayer, type CueSetting } from '../../src-core/subtitles/cueing.ts';
import type { FrameRate } from '../../src-core/subtitles/frame-rate.ts';
import type { CueProfile } from '../../src-core/subtitles/profile.ts';
import type { CheckSetting, PreviewFont } from '../../src-core/subtitles/rules/check-cues.ts';
import { RULES, type Finding, type Severity } from '../../src-core/subtitles/rules/finding.ts';
import { FindingsKeeper, type KeptFindings } from '../../src-core/subtitles/rules/findings-keeper.ts';
import { measureCue, type MeasuredCue } from '../../src-core/subtitles/rules/measured-cue.ts';
import type { RepairSource } from '../../src-core/subtitles/rules/repairs.ts';
import { cueProfileFor, type RuleSet } from '../../src-core/subtitles/rules/rule-set.ts';
import { ruleSetsWith } from '../../src-core/subtitles/rules/rule-sets.ts';
import { timecodeFrom, type Timecode } from '../../src-core/subtitles/timecode.ts';
import { emptyTranscript, type Transcript, type Word, type WordPlace } from '../../src-core/transcript/transcript.ts';
import { isBehind, stretchSpan } from '../../src-core/transcript/word-stretch.ts';
import { knowsRate, rateOf, ruleSetOf } from './cue-making.ts';
import type { SettingsState } from './settings.svelte.ts';

export interface SubtitlesParts {
  readonly settings: SettingsState;
  readonly transcript: () => Transcript | null;
  readonly track: () => CueTrack;
  readonly recording: () => Recording | null;
  /** Shot changes of the media, ascending, milliseconds. */
  readonly shots: () => readonly Millis[];
}

const NO_CUES: readonly Cue[] = [];
/** The worst first. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'hint'];
const rank = ({ rule }: Finding): number => SEVERITIES.indexOf(RULES[rule].severity);

export class SubtitlesState {
  readonly #parts: SubtitlesParts;
  readonly #layer = cueLayer();
  readonly #keeper = new FindingsKeeper();
  #shown = $state(false);
  /** The chosen cue by its first word, when that is said, and where it was in the list should that word have gone elsewhere. */
  #choice = $state.raw<{ readonly from: WordPlace | null; readonly said: Millis | null; readonly index: number }>({ from: null, said: null, index: 0 });
  /** The other end of a selection of several; equals the choice for one. */
  #anchor = $state<number | null>(null);

  #preview = $state.raw<PreviewFont | null>(null);
  #writing = $state(false);

  readonly #plan = $derived.by(() => this.#parts.track().plan);
  readonly #rate = $derived.by(() => rateOf(this.#plan, this.#parts.recording()));
  readonly #grid = $derived.by(() => (knowsRate(this.#plan, this.#parts.recording()) ? this.#rate : null));
  readonly #set = $derived.by(() => ruleSetOf(this.#plan, this.#parts.settings.value.ruleSets));
  readonly #language = $derived.by(() => cueLanguage(this.#parts.transcript() ?? emptyTranscript));
  readonly #profile = $derived(cueProfileFor(this.#set, this.#language, this.#rate));
  readonly #labelOf = $derived.by(() => {
    const transcript = this.#parts.transcript();
    return transcript && this.#plan.labels ? labelsOf(transcript) : undefined;
  });
  readonly #cues = $derived.by(() => (this.#shown ? this.#layCues() : NO_CUES));
  readonly #checked = $derived.by(() => this.#keeper.next(this.#parts.transcript() ?? emptyTranscript, this.#cues, this.checkSetting));
  readonly #counts = $derived.by(() => {
    const { all, waived } = this.#checked;
    const hints = all.filter(({ rule }) => RULES[rule].severity === 'hint').length;
    return { findings: all.length - hints, hints, accepted: waived.length };
  });
  readonly #worst = $derived.by(() => {
    const worst = new Map<number, Severity>();
    this.#checked.open.forEach((findings, index) => {
      if (findings.length === 0) return;
      const severities = new Set(findings.map(({ rule }) => RULES[rule].severity));
      const highest = SEVERITIES.find((severity) => severities.has(severity));
      if (highest) worst.set(index, highest);
    });
    return worst;
  });
  readonly #index = $derived.by(() => this.#chosenIndex());

  constructor(parts: SubtitlesParts) {
    this.#parts = parts;
  }

  /** Whether the subtitles are on screen. */
  get shown(): boolean {
    return this.#shown;
  }
  show(): void {
    this.#shown = true;
  }
  hide(): void {
    this.#shown = false;
    this.#writing = false;
  }
  /** Whether somebody writes in the chosen cue: then it is looked at wherever the playhead is. */
  get writing(): boolean {
    return this.#writing;
  }
  set writing(writing: boolean) {
    this.#writing = writing;
  }

  /** In showing order; empty while the subtitles are not on screen. */
  get cues(): readonly Cue[] {
    return this.#cues;
  }
  get plan(): CuePlan {
    return this.#plan;
  }
  get rate(): FrameRate {
    return this.#rate;
  }
  /** The rate on whose frames times are laid; null where nobody has told the picture's rate. */
  get grid(): FrameRate | null {
    return this.#grid;
  }
  get set(): RuleSet {
    return this.#set;
  }
  /** Ours and the person's own. */
  get sets(): readonly RuleSet[] {
    return ruleSetsWith(this.#parts.settings.value.ruleSets);
  }
  get profile(): CueProfile {
    return this.#profile;
  }
  get timecode(): Timecode {
    return timecodeFrom(this.#plan.startTimecode ?? this.#parts.recording()?.media.facts?.startTimecode ?? null, this.#rate);
  }
  /** What operations look at. */
  get source(): CueSource {
    return { transcript: this.#parts.transcript() ?? emptyTranscript, track: this.#parts.track(), cues: this.#cues };
  }
  /** The worst that is found in each cue that has findings, by index. */
  get worst(): ReadonlyMap<number, Severity> {
    return this.#worst;
  }
  /** When the left-out words are spoken. */
  get leftOutSpans(): readonly Span[] {
    const { transcript } = this.source;
    return this.leftOut.map((pin) => stretchSpan(transcript, pin)).filter((span) => span !== null);
  }
  /** What repairs work on. */
  get repairSource(): RepairSource {
    const { transcript, track, cues } = this.source;
    // Attempts differ in a cue or two: what they share is cut once.
    const layer = cueLayer();
    const lay = (words: Transcript, changed: CueTrack): readonly Cue[] => layer(words, changed, this.#laying);
    return { transcript, track, cues, setting: this.checkSetting, lay };
  }
  /** Words somebody left out, in reading order. */
  get leftOut(): readonly PinnedCue[] {
    return this.#parts.track().pins.filter(({ shown }) => !shown);
  }

  /** Lets lines be measured in the font they are drawn in. */
  drawnIn(font: PreviewFont | null): void {
    this.#preview = font;
  }

  get checkSetting(): CheckSetting {
    const labelOf = this.#labelOf;
    const mediaEnd = this.#parts.recording()?.media.facts?.duration ?? null;
    return {
      set: this.#set,
      mediaEnd,
      shots: this.#parts.shots(),
      pins: this.#parts.track().pins,
      doubtBelow: this.#parts.settings.value.doubtBelow,
      // Nothing need lie on the frames of a picture nobody has told the rate of.
      ...(this.#grid && { rate: this.#grid }),
      ...(labelOf && { labelOf }),
      ...(this.#preview && { preview: this.#preview }),
    };
  }
  /** The figures of the cue at an index, with what is written before its words: those the rules go by. */
  measure(cue: Cue, index: number): MeasuredCue {
    const { narrow, dashes } = this.#profile;
    return measureCue(this.#parts.transcript() ?? emptyTranscript, cue, this.#cues[index - 1], { labelOf: this.#labelOf, narrow, dashes });
  }
  /** Everything found, cue by cue. */
  get checked(): KeptFindings {
    return this.#checked;
  }
  /** What is to be mended, what is only to be thought of, and what was accepted. */
  get counts(): { readonly findings: number; readonly hints: number; readonly accepted: number } {
    return this.#counts;
  }
  /** What is found in a cue, the worst first. */
  findingsOf(index: number): readonly Finding[] {
    const found = this.#checked.open[index] ?? [];
    return found.length < 2 ? found : found.toSorted((a, b) => rank(a) - rank(b));
  }

  /** The chosen cue's place in showing order; -1 where there are no cues. */
  get index(): number {
    return this.#index;
  }
  get chosen(): Cue | null {
    return this.#cues[this.#index] ?? null;
  }
  /** The indices of the selected cues, ascending: those between the chosen one and where the selection began. */
  get selected(): readonly number[] {
    const anchor = Math.min(this.#anchor ?? this.#index, this.#cues.length - 1);
    const [first, last] = [Math.min(anchor, this.#index), Math.max(anchor, this.#index)];
    return this.#index < 0 ? [] : Array.from({ length: last - first + 1 }, (_, at) => first + at);
  }

  /** Chooses a cue; `extend` keeps the other end of the selection where it is. */
  choose(index: number, extend = false): void {
    const at = Math.max(0, Math.min(index, this.#cues.length - 1));
    this.#anchor = extend ? (this.#anchor ?? this.#index) : null;
    const from = this.#cues[at]?.from ?? null;
    this.#choice = { from, said: (from && this.#wordAt(from)?.start) ?? null, index: at };
  }

  /** The cue that holds a word; -1 where none does. */
  indexOfWord(place: WordPlace): number {
    return this.#cues.findIndex((cue) => !isBehind(cue.from, place) && !isBehind(place, cue.to));
  }

  /** Chooses what is shown at a time, or the cue shown last before it. */
  chooseAt(time: Millis): void {
    this.choose(Math.max(0, this.indexBefore(time)));
  }

  /** Goes where an operation wants to be. To be called once its track is on screen. */
  follow({ chosen }: CueEdit): void {
    const index = chosen === undefined ? -1 : this.#cues.findIndex((cue) => cue.pin === chosen);
    if (index >= 0) this.choose(index);
  }

  /** The last cue that begins at or before a time; -1 before the first. Starts never fall. */
  indexBefore(time: Millis): number {
    let low = 0;
    let high = this.#cues.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#cues[middle]?.start ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The cue on screen at a time, or null. */
  indexAt(time: Millis): number | null {
    const index = this.indexBefore(time);
    return index >= 0 && (this.#cues[index]?.end ?? 0) > time ? index : null;
  }

  /** The next or previous cue with a finding, round the end: with hints alone only when nothing worse is left; null where there is none. */
  findingFrom(index: number, by: 1 | -1): number | null {
    const count = this.#cues.length;
    const isMeant = (severity: Severity | undefined): boolean => severity !== undefined && (severity !== 'hint' || this.counts.findings === 0);
    for (let step = 1; step <= count; step += 1) {
      const at = (((index + by * step) % count) + count) % count;
      if (isMeant(this.#worst.get(at))) return at;
    }
    return null;
  }

  #layCues(): readonly Cue[] {
    const transcript = this.#parts.transcript();
    return transcript ? this.#layer(transcript, this.#parts.track(), this.#laying) : NO_CUES;
  }

  /** Names are the speakers' as they are now: no repair changes them. */
  get #laying(): CueSetting {
    return { profile: this.#profile, rate: this.#grid, shots: this.#parts.shots(), labelOf: this.#labelOf };
  }

  #chosenIndex(): number {
    const { from, said, index } = this.#choice;
    if (this.#cues.length === 0) return -1;
    if (from === null) return Math.min(index, this.#cues.length - 1);
    const isHere = (cue: Cue): boolean => !isBehind(cue.from, from) && !isBehind(from, cue.to);
    // Turns that come, go or part before it give the word another place; when it is said stays.
    const isSaid = (cue: Cue): boolean => said !== null && (this.#wordAt(cue.from)?.start ?? Infinity) <= said && said <= (this.#wordAt(cue.to)?.start ?? -1);
    const known = this.#cues[index];
    if (known && (isHere(known) || isSaid(known))) return index;
    const found = this.#cues.findIndex(isSaid);
    if (found >= 0) return found;
    const there = this.#cues.findIndex(isHere);
    return there >= 0 ? there : Math.min(index, this.#cues.length - 1);
  }

  #wordAt(place: WordPlace): Word | undefined {
    return this.#parts.transcript()?.turns[place.turn]?.words[place.word];
  }
}
