// The subtitles of an open recording as a hand on the keys meets them: the list, the chosen cue, what is found. Judged by what lies on disk.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright';
import { layCues } from '../../src-core/subtitles/cueing.ts';
import { frameRate } from '../../src-core/subtitles/frame-rate.ts';
import { cueLanguage } from '../../src-core/subtitles/cue-language.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import { unpackTrack, type LaidTrack, type PackedPin } from '../../src-core/subtitles/packed-track.ts';
import { checkCues } from '../../src-core/subtitles/rules/findings-keeper.ts';
import { cueProfileFor } from '../../src-core/subtitles/rules/rule-set.ts';
import { ruleSetFor } from '../../src-core/subtitles/rules/rule-sets.ts';
import { openLibrary } from '../../src-main/adapters/disk/open-library.ts';
import { systemClock } from '../../src-main/adapters/machine/system-clock.ts';
import { see } from '../support/test-browser.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The row of a cue, from 0. */
export const cueRow = (page: Page, index: number) => page.getByRole('region', { name: 'Cues' }).locator(`[data-index="${index}"] button`);

/** Goes from the text to the subtitles; the first cue's row has the focus. */
export async function showSubtitles(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+U');
  await see(cueRow(page, 0)).toBeVisible();
}

/** What a recording's library holds: words and cue track. */
export function storedTrack(folder: string, name: string): LaidTrack {
  const library = openLibrary({ folder, clock: systemClock, log: silent });
  try {
    const recording = library.recordings.all().find((known) => known.name === name);
    const stored = recording && library.transcripts.load(recording.id);
    if (!recording || !stored) throw new Error(`the library holds no transcript of “${name}”`);
    return { transcript: stored.transcript, cues: unpackTrack(library.history.cues(recording.id), stored.transcript) };
  } finally {
    library.close();
  }
}

/** The cues those come to, of a sound without a picture: to the millisecond, limits in frames counted at 25. */
export function cuesOf({ transcript, cues: track }: LaidTrack): readonly Cue[] {
  const rate = frameRate(track.plan.frameRate ?? '25');
  const profile = cueProfileFor(ruleSetFor(track.plan.ruleSet, []), cueLanguage(transcript), rate);
  return layCues(transcript, track, { profile, rate: track.plan.frameRate === null ? null : rate });
}

/** Every open finding of those cues by the plan's rules: "rule cue". */
export function findingsIn(laid: LaidTrack): string[] {
  const { transcript, cues: track } = laid;
  const rate = track.plan.frameRate;
  const setting = { set: ruleSetFor(track.plan.ruleSet, []), pins: track.pins, ...(rate !== null && { rate: frameRate(rate) }) };
  return checkCues(transcript, cuesOf(laid), setting).map(({ rule, cue }) => `${rule} ${cue}`);
}

/** Writes pins into a library past the studio that has it open; a page that is loaded afresh shows them. */
export function seedPins(folder: string, name: string, pins: readonly PackedPin[]): void {
  const db = new DatabaseSync(join(folder, 'library.db'), { timeout: 20_000 });
  try {
    const put = db.prepare('INSERT INTO cue_pins (recording, id, body) SELECT number, ?, ? FROM recordings WHERE name = ?');
    for (const pin of pins) put.run(pin.id, JSON.stringify(pin), name);
  } finally {
    db.close();
  }
}
