// What a save costs: writing follows the edit, never the length of the transcript.
import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LibraryDatabase, openDatabase } from '../../../src-main/adapters/disk/library-database.ts';
import { makeRecordingStore } from '../../../src-main/adapters/disk/recording-store.ts';
import { makeTranscriptStore } from '../../../src-main/adapters/disk/transcript-store.ts';
import { integerOf } from '../../../src-main/adapters/disk/stored-row.ts';
import type { TranscriptStore } from '../../../src-main/ports/library.ts';
import { diskLibrary, heardLog } from './disk-library.ts';
import { aChange, aRecording, aTranscript, aTurn, wordsOf } from './library-samples.ts';

const FRAME_BYTES = 4096 + 24;
const sentence = (turn: number): string => `Turn ${turn} says some twelve words about the weather, the harvest and ${turn % 97} geese.`;

interface Written {
  readonly rows: number;
  readonly frames: number;
}

/** A store over a transcript of so many turns, and what a piece of work with it writes. */
function measuredStore(turns: number): { store: TranscriptStore; written: (work: () => void) => Written } {
  const library = diskLibrary();
  const { path } = library;
  library.recordings.put(aRecording('a'));
  library.transcripts.replace('a', aTranscript(Array.from({ length: turns }, (_, index) => sentence(index))), 'SRT', { problems: [] });
  library.close();
  const db = new LibraryDatabase(openDatabase(path, 'write'), null);
  const rows = (): number => integerOf(db.first('SELECT total_changes() AS n') ?? {}, 'n');
  const bytes = (): number => statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  return {
    store: makeTranscriptStore(db, heardLog()),
    written(work) {
      const before = { rows: rows(), bytes: bytes() };
      work();
      return { rows: rows() - before.rows, frames: Math.round((bytes() - before.bytes) / FRAME_BYTES) };
    },
  };
}

/** Rows a save writes whatever the edit: the library's generation, the transcript's and the recording's own, and the index's own figures. */
const ROWS_ALWAYS = 9;
/** Rows one changed turn may cost, its text index entry with it. */
const ROWS_A_TURN = 10;

describe('saving one edit in a transcript of 1,200 turns', () => {
  it('changes the rows it touched and a constant few', () => {
    const { store, written } = measuredStore(1200);
    const edits = [
      { touched: 1, splices: [{ from: 600, remove: 1, turns: [aTurn(600, 'Corrected.')] }] },
      { touched: 2, splices: [{ from: 300, remove: 1, turns: [aTurn(300, 'Split'), aTurn(1200, 'here.')] }] },
      { touched: 2, splices: [{ from: 900, remove: 2, turns: [aTurn(900, 'Merged with the next.')] }] },
      { touched: 1, splices: [{ from: 0, remove: 0, turns: [aTurn(1201, 'Put before the first.')] }] },
      { touched: 1, splices: [{ from: 1199, remove: 1, turns: [] }] },
    ];
    edits.forEach(({ touched, splices }, index) => {
      const { rows } = written(() => store.save('a', index + 1, aChange(splices, 5000)));
      expect(rows).toBeLessThanOrEqual(ROWS_ALWAYS + touched * ROWS_A_TURN);
    });
  });

  it('changes no row of a turn when only a name changes', () => {
    const { store, written } = measuredStore(1200);
    const { rows } = written(() => store.save('a', 1, { ...aChange([], 5000), speakers: [{ id: 'spk_0', name: 'Ada' }] }));
    expect(rows).toBeLessThanOrEqual(3);
  });

  it('leaves the text index alone when only times or speakers change', () => {
    const { store, written } = measuredStore(1200);
    const splices = [{ from: 5, remove: 1, turns: [{ ...aTurn(5, sentence(5), 77), speaker: 'spk_0' }] }];
    expect(written(() => store.save('a', 1, aChange(splices, 5000))).rows).toBeLessThanOrEqual(4);
  });

  it('writes as many bytes into a transcript of 4,000 turns as into one of 100', () => {
    const framesOf = (turns: number): number => {
      const { store, written } = measuredStore(turns);
      const saves = 12;
      const { frames } = written(() => {
        for (let run = 0; run < saves; run += 1) {
          const from = Math.floor((turns / saves) * run);
          store.save('a', run + 1, aChange([{ from, remove: 1, turns: [aTurn(from, `Corrected ${run}`)] }], 5000));
        }
      });
      return frames / saves;
    };
    const [short, long] = [framesOf(100), framesOf(4000)];
    // The trees are a level or two deeper; nothing else grows.
    expect(long).toBeLessThanOrEqual(short * 2.5);
    expect(long).toBeLessThanOrEqual(20);
  });

  it('stays as cheap after 300 splits at the same place', () => {
    const { store, written } = measuredStore(50);
    for (let run = 0; run < 300; run += 1) store.save('a', run + 1, aChange([{ from: 20, remove: 0, turns: [aTurn(100 + run, `Split ${run}`)] }], 5000));
    const { rows } = written(() => store.save('a', 301, aChange([{ from: 20, remove: 0, turns: [aTurn(900, 'Last')] }], 5000)));
    expect(rows).toBeLessThanOrEqual(ROWS_ALWAYS + ROWS_A_TURN);
    expect(
      store
        .load('a')
        ?.transcript.turns.slice(19, 23)
        .map(({ id }) => id),
    ).toEqual([19, 900, 399, 398]);
  });
});

describe('a failed save', () => {
  it('leaves nothing of itself behind', () => {
    const library = diskLibrary();
    library.recordings.put(aRecording('a'));
    library.transcripts.replace('a', aTranscript(['one', 'two']), 'SRT', { problems: [] });
    const backwards = { ...aTurn(0, 'one'), words: wordsOf('one').map((word) => ({ ...word, start: 90, end: 10 })) };
    expect(() => library.transcripts.save('a', 1, aChange([{ from: 0, remove: 2, turns: [backwards] }]))).toThrow();
    expect(library.transcripts.load('a')).toMatchObject({ revision: 1, transcript: aTranscript(['one', 'two']), problems: [] });
    expect(library.transcripts.search('two', 5)).toHaveLength(1);
    expect(library.transcripts.save('a', 1, aChange([]))).toBe(2);
  });
});

describe('the recordings of a store', () => {
  it('keep their place in the list when they are put again', () => {
    const library = diskLibrary();
    for (const id of ['a', 'b', 'c']) library.recordings.put(aRecording(id));
    library.recordings.put(aRecording('a'));
    library.close();
    const store = makeRecordingStore(new LibraryDatabase(openDatabase(library.path, 'read'), 'busy'), heardLog());
    expect(store.all().map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });
});
