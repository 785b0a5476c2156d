// What is acknowledged is on the disk: a process is killed in the middle of saving, again and again (I1, F1).
import { expect } from 'vitest';
import { fault } from '../../faults/fault.ts';
import { startChild } from './child-process.ts';
import { diskLibrary, passingFolder } from './disk-library.ts';
import { aRecording } from './library-samples.ts';
import { beginning, RECORDING, turnsAt } from './scripted-edits.ts';

const KILLS = 200;
/** Libraries killed beside each other: starting a process is most of the time, and there are two processors. */
const LANES = 4;

/** A library of its own, killed over and over; answers how many acknowledged saves it went through. */
async function killAgainAndAgain(kills: number): Promise<number> {
  const folder = passingFolder();
  const first = diskLibrary({ folder });
  first.recordings.put(aRecording(RECORDING));
  first.transcripts.replace(RECORDING, beginning, 'SRT', { problems: [] });
  first.close();
  let revision = 1;
  for (let round = 0; round < kills; round += 1) {
    const child = startChild('saving-child.ts', [folder]);
    await child.heard(1 + Math.floor(Math.random() * 40));
    await child.kill();
    const acknowledged = Number(child.lines.at(-1));
    const library = diskLibrary({ folder });
    const loaded = library.transcripts.load(RECORDING);
    revision = loaded?.revision ?? 0;
    expect(library).toMatchObject({ readOnly: null, notes: [] });
    expect(revision).toBeGreaterThanOrEqual(acknowledged);
    expect(revision).toBeLessThanOrEqual(acknowledged + 1);
    expect(loaded?.transcript.turns).toEqual(turnsAt(revision));
    expect(loaded?.problems).toEqual([]);
    // Every tenth time: it walks the whole index.
    if (round % 10 > 0) {
      library.close();
      continue;
    }
    const places = library.transcripts.search('"corrected at revision"', 500);
    expect(places.length).toBe(Math.min(500, turnsAt(revision).filter(({ words }) => words[0]?.text === 'Corrected').length));
    library.close();
  }
  return revision;
}

fault(
  'F1',
  `${KILLS} times kill -9 of a process that saves scripted edits as fast as it can`,
  async (seen) => {
    const revisions = await Promise.all(Array.from({ length: LANES }, () => killAgainAndAgain(KILLS / LANES)));
    expect(Math.min(...revisions)).toBeGreaterThan(KILLS / LANES);
    seen('no acknowledged save lost, none half there; words, revision and search agree; nothing to be told');
  },
  { timeout: 900_000 },
);
