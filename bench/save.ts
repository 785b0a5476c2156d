// Autosave of one edit in 40,000 words through the studio's own call, against the bare commit it cannot do without.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { packTurn, unpackTurn } from '../src-core/transcript/pack.ts';
import type { Turn } from '../src-core/transcript/transcript.ts';
import type { Bench, Figure, Ground } from './bench.ts';
import { longResult } from './long-words.ts';
import { openStudioHere, type StudioHere } from './studio-here.ts';
import { timed, timedAsync } from './stopwatch.ts';

const WORDS = 40_000;
/** A turn of 30 words as it is stored. */
const ROW_BYTES = 1500;

/** Saving and loading. */
export const save: Bench = {
  name: 'save',
  against: 'a bare commit of SQLite with synchronous FULL on the same disk',
  async measure(ground) {
    const folder = join(ground.scratch, 'save');
    mkdirSync(folder, { recursive: true });
    const here = await openStudioHere(folder);
    try {
      const recording = await here.take(longResult(ground.cache, WORDS), 'long.json');
      return await measured(here, recording, ground);
    } finally {
      await here.studio.stop();
    }
  },
};

async function measured({ client }: StudioHere, recording: string, { runs, scratch }: Ground): Promise<Figure[]> {
  const count = runs ?? 150;
  const floor = bareCommits(join(scratch, 'floor.db'), count);
  const { transcript, revision } = await client.call('library.open', { recording });
  if (!transcript) throw new Error('the transcript is not there');
  const turns = transcript.turns.map(unpackTurn);
  let base = revision;
  const written = bytesWritten();
  const saves = await timedAsync(count, async (run) => {
    const from = (run * 31) % turns.length;
    const splices = [{ from, remove: 1, turns: [packTurn(edited(turns[from], run))] }];
    base = (await client.call('library.save', { recording, base, splices, nextTurnId: transcript.nextTurnId, speakers: null, place: null })).revision;
  });
  const each = written === null ? [] : [((bytesWritten() ?? written) - written) / count / 1000];
  const opens = await timedAsync(9, () => client.call('library.open', { recording }), 1);
  return [
    {
      what: 'one edit in 40,000 words saved, durable',
      unit: 'ms',
      ours: saves,
      beside: { name: 'bare commit', values: floor },
      judged: 'p95',
      target: { most: 5 },
    },
    { what: 'bytes written for it', unit: 'kB', ours: each },
    { what: '40,000 words read back, packed and checked', unit: 'ms', ours: opens },
  ];
}

function edited(turn: Turn | undefined, run: number): Turn {
  if (!turn) throw new RangeError('no such turn');
  return { ...turn, words: turn.words.map((word, index) => (index === 0 ? { ...word, text: `corrected${run + 1}`, origin: 'carried' as const } : word)) };
}

function bareCommits(path: string, count: number): number[] {
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (number INTEGER PRIMARY KEY, packed TEXT)');
  const insert = db.prepare('INSERT INTO rows (packed) VALUES (?)');
  const packed = 'x'.repeat(ROW_BYTES);
  const taken = timed(count, () => insert.run(packed));
  db.close();
  return taken;
}

/** Bytes this process has handed to the system for writing (Linux); null elsewhere. */
function bytesWritten(): number | null {
  try {
    return Number(/^wchar: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1] ?? NaN);
  } catch {
    return null; // no /proc here
  }
}
