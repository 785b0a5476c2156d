// Findings somebody looked at and accepts, with a note for who receives the file. They are told apart from the open ones, never left out.
// A waiver is for what was seen: it holds while the finding is no worse, whatever else is done to the cue. A cue accepted at 18.2 characters
// a second comes back at 19, not when a comma is taken out of it; where there is no figure, when the finding is about other words.
// Cutting a cue apart or putting two together makes other cues, and voids their waivers (cue-cuts.ts).
import type { Cue } from '../cue.ts';
import type { CueEdit, CueSource } from '../cue-edits.ts';
import { pinsOf, putPins } from '../cue-edits.ts';
import type { PinnedCue, Waiver } from '../cue-track.ts';
import type { Finding } from './finding.ts';

/** A finding kept apart, and why. */
export interface WaivedFinding {
  readonly finding: Finding;
  readonly note: string;
}

/** What a note and the words of a finding are cut to when they are kept. */
const LONGEST_NOTE = 2000;
const LONGEST_DETAIL = 500;

/** Accepts a finding, with a note; the cue is pinned by it. Accepting it again gives it the new note. Null when the cue does not exist. */
export function waive(source: CueSource, finding: Finding, note: string): CueEdit | null {
  const { rule, value, detail } = finding;
  const waiver: Waiver = { rule, note: note.trim().slice(0, LONGEST_NOTE), value, detail: detail.slice(0, LONGEST_DETAIL) };
  return withWaivers(source, finding, 'Waive a finding', (waivers) => [...waivers.filter((one) => !isAbout(finding, one)), waiver]);
}

/** Takes an acceptance back. Null when there is none. */
export function unwaive(source: CueSource, finding: Finding): CueEdit | null {
  return withWaivers(source, finding, 'Take a waiver back', (waivers) => waivers.filter((one) => !isAbout(finding, one)));
}

function withWaivers({ track, cues }: CueSource, { cue: index }: Finding, label: string, change: (waivers: readonly Waiver[]) => Waiver[]): CueEdit | null {
  const cue = cues[index];
  const pin = cue && pinsOf(track, [cue])[0];
  if (!pin) return null;
  const waivers = change(pin.waivers);
  const isSame = waivers.length === pin.waivers.length && waivers.every((one, at) => one === pin.waivers[at]);
  return isSame ? null : { label, edits: [], track: putPins(track, [{ ...pin, waivers }]) };
}

/** Parts the findings of each cue into open and waived ones. A cue without waivers keeps its very array. Cost: linear in cues and pins. */
export function withoutWaived(
  byCue: readonly (readonly Finding[])[],
  cues: readonly Cue[],
  pins: readonly PinnedCue[],
): { open: readonly (readonly Finding[])[]; waived: readonly WaivedFinding[] } {
  const waivers = new Map(pins.filter((pin) => pin.waivers.length > 0).map((pin) => [pin.id, pin.waivers]));
  if (waivers.size === 0) return { open: byCue, waived: [] };
  const waived: WaivedFinding[] = [];
  const open = byCue.map((findings, index) => {
    const own = waivers.get(cues[index]?.pin ?? -1);
    if (!own || findings.length === 0) return findings;
    const left = findings.filter((finding) => {
      const waiver = own.find((one) => isWaivedBy(finding, one));
      if (waiver) waived.push({ finding, note: waiver.note });
      return !waiver;
    });
    return left.length === findings.length ? findings : left;
  });
  return { open, waived };
}

/** A figure may come out a rounding worse without being another: half a percent of the limit. */
const ROUNDING = 0.005;

/** Whether a waiver is for a finding, however grave that is now: for its rule and, where there is no figure, for the same words. */
function isAbout({ rule, value, limit, detail }: Finding, waiver: Waiver): boolean {
  if (rule !== waiver.rule) return false;
  return (value !== null && waiver.value !== null && limit !== null) || detail.slice(0, LONGEST_DETAIL) === waiver.detail;
}

function isWaivedBy(finding: Finding, waiver: Waiver): boolean {
  if (!isAbout(finding, waiver)) return false;
  const { value, limit } = finding;
  if (value === null || waiver.value === null || limit === null) return true;
  // How far beyond the limit, on whichever side of it the rule looks.
  const beyond = (figure: number): number => Math.abs(Math.abs(figure) - limit);
  return beyond(value) <= beyond(waiver.value) + Math.max(1, limit) * ROUNDING;
}
