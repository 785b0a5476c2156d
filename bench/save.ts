// Autosave of one edit in 40,000 words through the studio's own call, against the bare commit it cannot do without.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { packTurn, unpackTurn } from '../src-core/transcript/pack.ts';
import type { Turn } from '../src-core/transcript/transcript.ts';
import type { Bench, Figure } from './bench.ts';
import { longResult } from './long-words.ts';
import { openStudioHere, type StudioHere } from './studio-here.ts';
import { timedAsync } from './stopwatch.ts';

const WORDS = 40_000;
const FEW_WORDS = 400;
/** Saves that are not measured: they fill caches. */
const WARM_UP = 20;
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
      const count = ground.runs ?? 150;
      const recording = await here.take(longResult(ground.cache, WORDS), 'long.json');
      const short = await savesOf(here, await here.take(longResult(ground.cache, FEW_WORDS), 'short.json'));
      const long = await savesOf(here, recording);
      const floor = bareCommits(join(ground.scratch, 'floor.db'));
      // By turns, so that each meets the same neighbours on the disk.
      for (let run = -WARM_UP; run < count; run += 1) for (const one of [floor, short, long]) await one.once(run);
      floor.close();
      const opens = await timedAsync(9, () => here.client.call('library.open', { recording }), 1);
      return figures(floor, short, long, opens);
    } finally {
      await here.studio.stop();
    }
  },
};

/** What is done again and again, and what each time took once it is warm. */
interface Repeated {
  once(run: number): Promise<void>;
  /** Milliseconds. */
  readonly taken: readonly number[];
}

interface Saves extends Repeated {
  /** Milliseconds of processor time of the studio's thread. */
  readonly worked: readonly number[];
  /** kB written; empty where the system does not tell. */
  readonly written: readonly number[];
}

function figures({ taken: floor }: Repeated, short: Saves, long: Saves, opens: number[]): Figure[] {
  const bare = { name: 'bare commit', values: floor };
  const few = `${FEW_WORDS} words`;
  return [
    { what: 'one edit in 40,000 words saved, durable', unit: 'ms', ours: long.taken, beside: bare, judged: 'p95', target: { most: 5 } },
    { what: '… its work, without waiting for the disk', unit: 'ms', ours: long.worked, beside: { name: few, values: short.worked } },
    { what: '… against one in a short document', unit: 'ms', ours: long.taken, beside: { name: few, values: short.taken } },
    { what: '… bytes written for it', unit: 'kB', ours: long.written, beside: { name: few, values: short.written }, target: { mostTimes: 2 } },
    { what: '40,000 words read back, packed and checked', unit: 'ms', ours: opens },
  ];
}

/** Saves of one edit each, far apart. */
async function savesOf({ client }: StudioHere, recording: string): Promise<Saves> {
  const { transcript, revision } = await client.call('library.open', { recording });
  if (!transcript) throw new Error('the transcript is not there');
  const turns = transcript.turns.map(unpackTurn);
  let base = revision;
  const saveOne = async (run: number): Promise<void> => {
    const from = ((run + WARM_UP) * 31) % turns.length;
    const splices = [{ from, remove: 1, turns: [packTurn(edited(turns[from], run))] }];
    base = (await client.call('library.save', { recording, base, splices, nextTurnId: transcript.nextTurnId, speakers: null, place: null })).revision;
  };
  const taken: number[] = [];
  const worked: number[] = [];
  const written: number[] = [];
  return {
    ...{ taken, worked, written },
    async once(run) {
      const [bytes, thread] = [bytesWritten(), process.threadCpuUsage()];
      const [time = 0] = await timedAsync(1, () => saveOne(run));
      const { user, system } = process.threadCpuUsage(thread);
      const after = bytesWritten();
      if (run < 0) return;
      taken.push(time);
      worked.push((user + system) / 1000);
      if (bytes !== null && after !== null) written.push((after - bytes) / 1000);
    },
  };
}

function edited(turn: Turn | undefined, run: number): Turn {
  if (!turn) throw new RangeError('no such turn');
  return { ...turn, words: turn.words.map((word, index) => (index === 0 ? { ...word, text: `corrected${run + 1}`, origin: 'carried' as const } : word)) };
}

function bareCommits(path: string): Repeated & { close(): void } {
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (number INTEGER PRIMARY KEY, packed TEXT)');
  const insert = db.prepare('INSERT INTO rows (packed) VALUES (?)');
  const packed = 'x'.repeat(ROW_BYTES);
  const taken: number[] = [];
  return {
    taken,
    once(run) {
      const start = performance.now();
      insert.run(packed);
      if (run >= 0) taken.push(performance.now() - start);
      return Promise.resolve();
    },
    close: () => db.close(),
  };
}

/** Bytes this process has handed to the system for writing (Linux); null elsewhere. */
function bytesWritten(): number | null {
  try {
    return Number(/^wchar: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1] ?? NaN);
  } catch {
    return null; // no /proc here
  }
}
