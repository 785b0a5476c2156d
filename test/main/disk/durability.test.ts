// What is acknowledged is on the disk: a process is killed in the middle of saving, again and again (I1, F1).
import { describe, expect, it } from 'vitest';
import { startChild } from './child-process.ts';
import { diskLibrary, passingFolder } from './disk-library.ts';
import { aRecording } from './library-samples.ts';
import { beginning, RECORDING, turnsAt } from './scripted-edits.ts';

const KILLS = 20;

describe('a process killed with kill -9 while it saves', () => {
  it(`has lost no acknowledged save after any of ${KILLS} kills`, { timeout: 120_000 }, async () => {
    const folder = passingFolder();
    const first = diskLibrary({ folder });
    first.recordings.put(aRecording(RECORDING));
    first.transcripts.replace(RECORDING, beginning, 'SRT', []);
    first.close();
    for (let round = 0; round < KILLS; round += 1) {
      const child = startChild('saving-child.ts', [folder]);
      await child.heard(1 + Math.floor(Math.random() * 60));
      await child.kill();
      const acknowledged = Number(child.lines.at(-1));
      const library = diskLibrary({ folder });
      const loaded = library.transcripts.load(RECORDING);
      const revision = loaded?.revision ?? 0;
      expect(library.readOnly).toBeNull();
      expect(revision).toBeGreaterThanOrEqual(acknowledged);
      expect(revision).toBeLessThanOrEqual(acknowledged + 1);
      expect(loaded?.transcript.turns).toEqual(turnsAt(revision));
      expect(loaded?.problems).toEqual([]);
      const places = library.transcripts.search('"corrected at revision"', 500);
      expect(places).toHaveLength(turnsAt(revision).filter(({ words }) => words[0]?.text === 'Corrected').length);
      library.close();
    }
  });
});
