// Mixed editing, killed at any moment: typing, splitting, joining, speakers, highlights, undo and redo (I1, I2).
import { describe, expect } from 'vitest';
import { checkTranscript } from '../../../src-core/transcript/check.ts';
import { transcriptText } from '../../../src-core/transcript/transcript.ts';
import { fault, type Seen } from '../../faults/fault.ts';
import { startChild } from './child-process.ts';
import { diskLibrary, passingFolder } from './disk-library.ts';
import { digestOf, EditingStream, RECORDING } from './editing-stream.ts';
import { aRecording, aTranscript } from './library-samples.ts';

const KILLS = 200;
/** Undoing everything is done after so many kills. */
const UNDO_EVERY = 40;

describe('an editor killed with kill -9', () => {
  const prove = async (seen: Seen): Promise<void> => {
    const folder = passingFolder();
    const beginning = aTranscript(['Good morning, and welcome.', 'Thank you for having me.', 'Let us begin.']);
    const first = diskLibrary({ folder });
    first.recordings.put(aRecording(RECORDING));
    first.transcripts.replace(RECORDING, beginning, 'SRT', { problems: [] });
    first.close();
    const states = new Map<number, string>();
    let acknowledged = 1;
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const child = startChild('editing-child.ts', [folder]);
      await child.heard(2 + Math.floor(Math.random() * 40));
      await child.kill();
      for (const line of child.lines) {
        const [word, revision = '', digest = ''] = line.split(' ');
        if (word === 'try') states.set(Number(revision), digest);
        else acknowledged = Number(revision);
      }
      const library = diskLibrary({ folder });
      const stream = await EditingStream.open(library, Math.random);
      const { marked } = stream.bench;
      expect(stream.revision).toBeGreaterThanOrEqual(acknowledged);
      expect(stream.revision).toBeLessThanOrEqual(acknowledged + 1);
      expect(digestOf(marked, library.history.range(RECORDING))).toBe(states.get(stream.revision));
      expect([library.transcripts.load(RECORDING)?.problems, checkTranscript(marked.transcript)]).toEqual([[], []]);
      if (kill % UNDO_EVERY === 0) {
        const { done } = library.history.range(RECORDING);
        expect(await stream.undoAll()).toBe(done);
        expect(stream.bench.transcript).toEqual(beginning);
        expect(stream.bench.state.doc.toString()).toBe(transcriptText(beginning));
        expect(stream.bench.highlights).toEqual([]);
      }
      library.close();
    }
    seen('no acknowledged edit lost, nothing half written');
    seen('undo reached back to the first word each time it was tried, highlights and speakers with it');
  };
  fault('F1', `killed ${KILLS} times amid typing, splitting, joining, speakers, highlights, undo and redo`, prove, { timeout: 1_200_000 });
});
