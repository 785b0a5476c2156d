// What is decided about cues besides words, lines and times: held or given back to the rules, shown or left out, how they look, what they are made for.
import { plainLook, isPlainLook, isSameLook, type CueLook } from './cue-look.ts';
import { pinsOf, putPins, type CueEdit, type CueSource } from './cue-edits.ts';
import type { CuePlan, CueTrack, PinnedCue } from './cue-track.ts';
import { handedLetters } from './handed-looks.ts';

/** Holds cues: they keep their words whatever happens around them. Null when all are held already. */
export function pinCues(source: CueSource, indexes: readonly number[]): CueEdit | null {
  const loose = indexes.filter((index) => source.cues[index]?.pin === undefined);
  const pins = pinsAt(source, loose);
  return pins.length > 0 ? { label: labelFor('Hold', pins.length), edits: [], track: putPins(source.track, pins) } : null;
}

/**
 * Gives cues back to the rules with all that was decided about them, but for how their letters look: that goes to the words, wherever these will stand.
 * What was left out stays so. For cutting a passage anew, or with everyCue all of it. Null when none is held.
 */
export function unpinCues({ transcript, track, cues }: CueSource, indexes: readonly number[]): CueEdit | null {
  const held = pinsOf(
    track,
    [...new Set(indexes)].flatMap((index) => (cues[index]?.pin === undefined ? [] : cues[index])),
  );
  if (held.length === 0) return null;
  const label = held.length === 1 ? 'Let a cue follow the rules' : `Cut ${held.length} cues again`;
  const ids = held.map(({ id }) => id);
  return { label, edits: handedLetters(transcript, held), track: putPins(track, [], ids) };
}

/** Leaves cues out of the subtitles: their words stay in the transcript, and restoring them brings back the same cues. */
export function leaveOut(source: CueSource, indexes: readonly number[]): CueEdit | null {
  const pins = pinsAt(source, indexes).map((pin): PinnedCue => ({ ...pin, shown: false }));
  return pins.length > 0 ? { label: labelFor('Leave out', pins.length), edits: [], track: putPins(source.track, pins) } : null;
}

/** Shows left-out words again; `ids` are those of their pins. Null when none of them is left out. */
export function restoreCues({ track }: CueSource, ids: readonly number[]): CueEdit | null {
  const pins = track.pins.filter(({ id, shown }) => !shown && ids.includes(id)).map((pin): PinnedCue => ({ ...pin, shown: true }));
  const [first] = pins;
  if (!first) return null;
  return { label: labelFor('Show', pins.length), edits: [], track: putPins(track, pins), ...(pins.length === 1 && { chosen: first.id }) };
}

/** Changes how cues look: what is not named stays as each of them has it. Null when they look so. */
export function setLook(source: CueSource, indexes: readonly number[], asked: Partial<CueLook>): CueEdit | null {
  const changed = pinsAt(source, indexes).flatMap((pin): PinnedCue[] => {
    const look = { ...(pin.look ?? plainLook), ...asked };
    return isSameLook(look, pin.look ?? plainLook) ? [] : [{ ...pin, look: isPlainLook(look) ? null : look }];
  });
  return changed.length > 0
    ? {
        label: changed.length === 1 ? 'Change the look of a cue' : `Change the look of ${changed.length} cues`,
        edits: [],
        track: putPins(source.track, changed),
      }
    : null;
}

/** Changes what the cues are made for. Null when it is so already. */
export function changePlan({ track }: { readonly track: CueTrack }, asked: Partial<CuePlan>): CueEdit | null {
  const plan = { ...track.plan, ...asked };
  const keys = Object.keys(asked) as (keyof CuePlan)[]; // the type of its own keys
  return keys.some((key) => plan[key] !== track.plan[key]) ? { label: 'Change what subtitles are made for', edits: [], track: { ...track, plan } } : null;
}

function pinsAt({ track, cues }: CueSource, indexes: readonly number[]): PinnedCue[] {
  return pinsOf(
    track,
    [...new Set(indexes)].flatMap((index) => cues[index] ?? []),
  );
}

function labelFor(verb: string, count: number): string {
  return count === 1 ? `${verb} a cue` : `${verb} ${count} cues`;
}
