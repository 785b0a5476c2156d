// Every finding that can be mended, rule by rule, as one step. How one rule's findings are mended is repairs.ts.
import { applyCueEdit, joinCueEdits, type CueEdit } from '../cue-edits.ts';
import { checkCues } from './findings-keeper.ts';
import type { RuleId } from './finding.ts';
import type { RepairSource } from './repair-site.ts';
import { isMendable, repairing } from './repairs.ts';

/**
 * Mends whatever can be mended, in the order in which rules are first broken. Gives, trial by trial, how many findings are not yet settled, and in
 * the end the step; null when nothing could be mended. Words are only spaced, cut and laid anew, never changed.
 */
export function* repairingEverything(source: RepairSource): Generator<number, CueEdit | null> {
  const counts = mendable(source);
  let later = [...counts.values()].reduce((sum, count) => sum + count, 0);
  let now = source;
  let whole: CueEdit | null = null;
  for (const [rule, count] of counts) {
    later -= count;
    const edit = yield* alsoOpen(repairing(rule, now), later);
    if (!edit) continue;
    now = after(now, edit);
    whole = whole ? joinCueEdits(whole, edit) : edit;
  }
  return whole && { ...whole, label: 'Repair everything that can be' };
}

/** Open findings of the rules there is something to try for. */
function mendable({ transcript, cues, track, setting }: RepairSource): Map<RuleId, number> {
  const counts = new Map<RuleId, number>();
  for (const { rule } of checkCues(transcript, cues, { ...setting, pins: track.pins })) if (isMendable(rule)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

function after(source: RepairSource, edit: CueEdit): RepairSource {
  const { transcript } = applyCueEdit(source.transcript, edit);
  return { ...source, transcript, track: edit.track, cues: source.lay(transcript, edit.track) };
}

/** The same steps, with the findings of rules to come counted in. */
function* alsoOpen(steps: Generator<number, CueEdit | null>, later: number): Generator<number, CueEdit | null> {
  let step = steps.next();
  while (step.done !== true) {
    yield step.value + later;
    step = steps.next();
  }
  return step.value;
}
