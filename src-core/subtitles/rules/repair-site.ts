// What a repair has before it: one cue with a finding, its neighbours, the room in time around it, and the operations it may use.
// How attempts are judged is repairs.ts; it knows none of that.
import type { Millis, Span } from '../../span.ts';
import type { Transcript } from '../../transcript/transcript.ts';
import { cueLanguage } from '../cue-language.ts';
import type { CueEdit, CueSource } from '../cue-edits.ts';
import { setTimes, type Neighbours } from '../cue-times.ts';
import type { CueTrack } from '../cue-track.ts';
import type { Cue } from '../cue.ts';
import { frameRate } from '../frame-rate.ts';
import { tickClock, type TickClock } from '../tick-clock.ts';
import type { CheckSetting } from './check-cues.ts';
import { limitReader } from './check-cues.ts';
import type { MeasuredCue } from './measured-cue.ts';
import { measureCue } from './measured-cue.ts';
import type { LimitName } from './rule-set.ts';
import { narrowFor, writtenDashes } from './rule-set.ts';
import { besideInLane } from './lane.ts';

/** What repairs work on: the words, the track and its cues, how they are checked, and how cues are made. */
export interface RepairSource extends CueSource {
  /** What the findings were found by. Its pins are taken from the track. */
  readonly setting: CheckSetting;
  /** The cues of a transcript and a track, as `cues` were made. */
  readonly lay: (transcript: Transcript, track: CueTrack) => readonly Cue[];
}

/** A way to mend a finding, tried when the ones before it did not. Null when it does not apply after all. */
export type Attempt = () => CueEdit | null;

/** How many cues on either side an attempt may change. */
export const REACH = 2;

/** One cue to be mended. */
export interface RepairSite {
  readonly source: RepairSource;
  readonly index: number;
  readonly cue: Cue;
  readonly measured: MeasuredCue;
  /** The next cue in the same part of the picture; and its index where it is so near that an attempt may change it, else null. */
  readonly follower: Cue | undefined;
  readonly next: number | null;
  /** Frames where cues lie on them, else milliseconds. */
  readonly clock: TickClock;
  /** A limit's value; null where the set has none. */
  readonly limit: (name: LimitName) => number | null;
  /** The time free for the cue between its neighbours of the same place on the picture, gaps left out; 0 to the media's end at most. */
  readonly room: Span;
  readonly language: string | null;
}

/** The site of a cue; null when there is none at the index. */
export function repairSite(source: RepairSource, index: number): RepairSite | null {
  const { transcript, cues, setting } = source;
  const cue = cues[index];
  if (!cue) return null;
  const language = cueLanguage(transcript);
  const read = limitReader(setting.set, language, setting.rate ?? frameRate('25'));
  const limit = (name: LimitName): number | null => read(name)?.value ?? null;
  const [earlier, later] = [besideInLane(cues, index, -1), besideInLane(cues, index, 1)];
  const follower = cues[later ?? -1];
  const gap = limit('minGap') ?? 0;
  return {
    source,
    index,
    cue,
    measured: measureCue(transcript, cue, cues[index - 1], {
      labelOf: setting.labelOf,
      narrow: narrowFor(language),
      dashes: writtenDashes(setting.set, language),
    }),
    follower,
    next: later !== null && later - index <= REACH ? later : null,
    clock: tickClock(setting.set.onFrames ? (setting.rate ?? null) : null),
    limit,
    room: {
      start: earlier === null ? 0 : Math.min(cue.start, (cues[earlier]?.end ?? 0) + gap),
      end: Math.max(cue.end, Math.min((follower?.start ?? Infinity) - gap, setting.mediaEnd ?? Infinity)),
    },
    language,
  };
}

/** Shows the cue for this time, laid on the clock; null where that is no time or cuts off what it says. */
export function showFor(site: RepairSite, { start, end }: Span, neighbours: Neighbours = 'stay'): CueEdit | null {
  const { source, index, cue, clock } = site;
  const from = start === cue.start ? start : clock.time(clock.near(start));
  const until = end === cue.end ? end : clock.time(clock.near(end));
  if (!Number.isFinite(from) || !Number.isFinite(until) || from < 0 || until <= from || cutsSound(site, { start: from, end: until })) return null;
  return setTimes(source, index, { start: from, end: until }, neighbours);
}

/** What the gap before the next cue may take of a word's end, and a start on a frame of its beginning, milliseconds: three frames at 24. */
const INAUDIBLE: Millis = 125;

/** Whether less of what is said would be covered than before, by more than a gap's worth. */
function cutsSound({ cue, measured: { said } }: RepairSite, { start, end }: Span): boolean {
  if (!said) return false;
  return end < Math.min(cue.end, said.end) - INAUDIBLE || start > Math.max(cue.start, said.start) + INAUDIBLE;
}
