// Attempts to mend when a cue is shown: longer into the silence beside it, clear of its neighbours, on its words, on frames and shot changes.
import type { Millis } from '../../span.ts';
import { leaveOut } from '../cue-choices.ts';
import { mergeWithNext, mergeWithPrevious } from '../cue-cuts.ts';
import { pinsOf, putPins, type CueEdit } from '../cue-edits.ts';
import { setTimes } from '../cue-times.ts';
import { frameAt, frameRate } from '../frame-rate.ts';
import type { Attempt, RepairSite } from './repair-site.ts';
import { repairSite, showFor } from './repair-site.ts';
import { endConflict, startConflict, type ShotGrid } from './shot-conflict.ts';

/** Gives the cue its own time back: when its words are said, stretched by the rules. Null when nothing was set. */
export function followWords({ source: { track, cues }, index }: Pick<RepairSite, 'source' | 'index'>): CueEdit | null {
  const cue = cues[index];
  const [pin] = cue?.pin === undefined ? [] : pinsOf(track, [cue]);
  if (!pin || (pin.start === null && pin.end === null)) return null;
  return { label: 'Follow the words', edits: [], track: putPins(track, [{ ...pin, start: null, end: null }]), chosen: pin.id };
}

/** Shows the cue for at least so long: into the silence after it, then before it, then at the cost of the next one's beginning. */
export function lengthen(site: RepairSite, length: Millis): Attempt[] {
  const { cue, room, limit, measured, index, source, follower, next, clock } = site;
  const said = measured.said ?? cue;
  const latest = Math.min(room.end, said.end + (limit('maxLinger') ?? Infinity), cue.start + (limit('maxDuration') ?? Infinity));
  const earliest = Math.max(room.start, said.start - (limit('maxEarly') ?? 0));
  const wanted = clock.time(clock.up(length));
  const end = Math.max(cue.end, Math.min(clock.time(clock.down(latest)), cue.start + wanted));
  const start = Math.min(cue.start, Math.max(clock.time(clock.up(earliest)), end - wanted));
  const gap = limit('minGap') ?? 0;
  return [
    () => (end - cue.start >= length ? showFor(site, { start: cue.start, end }) : null),
    () => (end - start >= length ? showFor(site, { start, end }) : null),
    () => {
      // The next cue waits a little: what it says is covered by its checks for lateness.
      if (!follower || next === null) return null;
      const until = clock.time(clock.up(start + length));
      const moved = setTimes(source, next, { start: clock.time(clock.up(until + gap)), end: follower.end });
      return moved && setTimes({ ...source, track: moved.track }, index, { start, end: until });
    },
  ];
}

/** Ends this cue earlier, or begins the next one later, so that the gap asked for is between them; or gives one of them its own time back. */
export function clearNext(site: RepairSite): Attempt[] {
  const { cue, follower, next, limit, clock, source } = site;
  if (!follower) return [];
  const gap = limit('minGap') ?? 0;
  const middle = (cue.end + follower.start - gap) / 2;
  const beside = next === null ? null : repairSite(source, next);
  const begun = (start: Millis): CueEdit | null => beside && showFor(beside, { start, end: follower.end });
  return [
    () => showFor(site, { start: cue.start, end: clock.time(clock.down(follower.start - gap)) }),
    () => begun(clock.time(clock.up(cue.end + gap))),
    () => (next === null ? null : followWords({ source, index: next })),
    () => followWords(site),
    () => {
      const end = clock.time(clock.down(middle));
      const first = showFor(site, { start: cue.start, end });
      const second =
        beside && first && showFor({ ...beside, source: { ...source, track: first.track } }, { start: clock.time(clock.up(end + gap)), end: follower.end });
      return second ?? null;
    },
  ];
}

/** Closes a gap that is neither short nor long: this cue stays until the next, or the next comes sooner. */
export function chain(site: RepairSite): Attempt[] {
  const { cue, follower, next, limit, clock, source, index } = site;
  if (!follower) return [];
  const gap = limit('minGap') ?? 0;
  const beside = next === null ? null : repairSite(source, next);
  return [
    () => showFor(site, { start: cue.start, end: clock.time(clock.down(follower.start - gap)) }),
    () => beside && showFor(beside, { start: clock.time(clock.up(cue.end + gap)), end: follower.end }),
    // Beside a cue that is on no frame the gap can only be right when this one ends on none either.
    () => setTimes(source, index, { start: cue.start, end: Math.ceil(follower.start - gap) }),
    () => followWords(site),
  ];
}

/** Gone once it was said, or as soon as it may be. */
export function gone(site: RepairSite): Attempt[] {
  const { cue, measured, limit, clock } = site;
  const most = cue.start + (limit('maxDuration') ?? Infinity);
  return [() => showFor(site, { start: cue.start, end: clock.time(clock.down(Math.min(most, measured.said?.end ?? most))) }), () => followWords(site)];
}

/** A cue too short: longer, else put together with a neighbour. */
export function short(site: RepairSite): Attempt[] {
  const { limit, source, index } = site;
  const least = limit('minDuration') ?? 0;
  return [...lengthen(site, least), () => followWords(site), () => mergeWithNext(source, index), () => mergeWithPrevious(source, index)];
}

/** A cue that ends before it begins. */
export function noLength(site: RepairSite): Attempt[] {
  const { cue, limit } = site;
  return [() => followWords(site), () => showFor(site, { start: cue.start, end: cue.start + Math.max(1, limit('minDuration') ?? 1000) })];
}

/** Back onto the words: at the first of them, or gone soon after the last. */
export function onWords(site: RepairSite): Attempt[] {
  const { cue, measured, limit, room, clock } = site;
  const { said } = measured;
  if (!said) return [() => followWords(site)];
  const start = clock.time(clock.near(said.start));
  const speed = limit('maxSpeed');
  const reading = speed === null ? 0 : (measured.width / speed) * 1000;
  const from = Math.abs(cue.start - said.start) <= (limit('maxEarly') ?? 0) ? cue.start : Math.max(start, room.start);
  const latest = Math.min(room.end, said.end + (limit('maxLinger') ?? 0));
  const end = Math.max(said.end, from + (limit('minDuration') ?? 0), Math.min(latest, from + reading));
  return [
    () => showFor(site, { start: from, end: cue.end }),
    () => showFor(site, { start: cue.start, end: clock.time(clock.up(end)) }),
    () => showFor(site, { start: cue.start, end: clock.time(clock.down(latest)) }),
    () => showFor(site, { start: from, end: clock.time(clock.up(end)) }),
    () => followWords(site),
    () => showFor(site, { start, end: Math.max(cue.end, clock.time(clock.up(end))) }, 'ripple'),
  ];
}

/** Both times to the nearest frames, to the ones inside, or to the ones outside. */
export function onFrames(site: RepairSite): Attempt[] {
  const { cue, clock } = site;
  const edges =
    (start: Millis, end: Millis): Attempt =>
    () =>
      showFor(site, { start: clock.time(start), end: clock.time(end) });
  return [
    edges(clock.near(cue.start), clock.near(cue.end)),
    edges(clock.up(cue.start), clock.down(cue.end)),
    edges(clock.down(cue.start), clock.up(cue.end)),
    edges(clock.down(cue.start), clock.down(cue.end)),
    () => followWords(site),
  ];
}

/** Onto the shot change, or away from it (N8 to N10); the edge of a neighbour that touches goes along. */
export function onShot(site: RepairSite): Attempt[] {
  const { cue, limit, source } = site;
  const { shots, rate } = source.setting;
  const gap = limit('shotGap') ?? 0;
  const zone = limit('shotZone');
  if (!shots || zone === null) return [];
  const picture = rate ?? frameRate('25');
  const grid: ShotGrid = { shots, rate: picture, zone, gap: frameAt(gap, picture) };
  const starts = startConflict(cue.start, grid)?.targets ?? [cue.start];
  const ends = endConflict(cue.end, grid)?.targets ?? [cue.end];
  const spans = starts.flatMap((start) => ends.map((end) => ({ start, end })));
  return (['stay', 'ripple'] as const).flatMap((neighbours) =>
    spans.map(
      (span): Attempt =>
        () =>
          showFor(site, span, neighbours),
    ),
  );
}

/** Within the media. */
export function inMedia(site: RepairSite): Attempt[] {
  const { cue, source, clock } = site;
  const end = source.setting.mediaEnd ?? Infinity;
  return [() => showFor(site, { start: Math.max(0, cue.start), end: Math.min(cue.end, clock.time(clock.down(end))) }), () => followWords(site)];
}

/** A cue without a letter says nothing: it is left out. */
export function empty({ source, index }: RepairSite): Attempt[] {
  return [() => leaveOut(source, [index])];
}
