// A hundred random damages to the library file: nothing is ever silently wrong, and what is not damaged can be used (F13).
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { Library } from '../../../src-main/ports/library.ts';
import { fault } from '../../faults/fault.ts';
import { diskLibrary, passingFolder } from './disk-library.ts';
import { aRecording, aTranscript } from './library-samples.ts';

const DAMAGES = 100;
const PAGE = 4096;
const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];

const textsOf = (id: string): string[] => Array.from({ length: 60 }, (_, turn) => `Turn ${turn} of ${id} speaks of the harbour, the tide and the lights`);
const rawOf = (id: string): Uint8Array => new TextEncoder().encode(JSON.stringify({ of: id, said: textsOf(id) }));

async function wholeLibrary(): Promise<string> {
  const library = diskLibrary();
  for (const id of IDS) {
    library.recordings.put(aRecording(id));
    library.transcripts.replace(id, aTranscript(textsOf(id)), 'SRT', { problems: [] });
    await library.results.put(id, `${id}.json`, rawOf(id));
  }
  library.close();
  return library.path;
}

/** Runs something that may meet damage; null when it was refused as damage, which is as good as being named. */
async function orDamage<T>(work: () => T | Promise<T>): Promise<T | 'damaged'> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof StudioError && thrown.code === 'library-damaged') return 'damaged';
    throw thrown;
  }
}

/** Looks at everything; answers how many recordings are whole. Anything wrong must be named. */
async function wholeOnes(library: Library): Promise<number> {
  let whole = 0;
  const listed = await orDamage(() => library.recordings.all());
  for (const id of IDS) {
    const loaded = await orDamage(() => library.transcripts.load(id));
    const raw = await orDamage(() => library.results.get(id));
    if (raw !== 'damaged' && raw !== null) expect(Buffer.from(raw.bytes).equals(Buffer.from(rawOf(id)))).toBe(true);
    if (loaded === 'damaged' || loaded === null || loaded.problems.length > 0) continue;
    const { turns, speakers, language } = loaded.transcript;
    expect({ turns, speakers, language }, id).toEqual({ turns: aTranscript(textsOf(id)).turns, speakers: aTranscript([]).speakers, language: 'en-US' });
    if (listed !== 'damaged') expect(listed.find((recording) => recording.id === id)?.name).toBe(`Interview ${id}`);
    whole += 1;
  }
  return whole;
}

fault('F13', `${DAMAGES} times a byte of the library is flipped or a page of it zeroed, half of them with its writer killed`, async (seen) => {
  const path = await wholeLibrary();
  const bytes = readFileSync(path);
  let opened = 0;
  let named = 0;
  let usable = 0;
  for (let round = 0; round < DAMAGES; round += 1) {
    const folder = passingFolder();
    const target = join(folder, 'library.db');
    const damaged = Buffer.from(bytes);
    const at = Math.floor(((bytes.length - PAGE) * (round + Math.random())) / DAMAGES);
    if (round % 2 === 0) damaged[at] = (damaged[at] ?? 0) ^ (1 << (round % 8));
    else damaged.fill(0, at - (at % PAGE), at - (at % PAGE) + PAGE);
    writeFileSync(target, damaged);
    // Behind its mark, as after a crash: then the whole file is checked.
    if (round % 4 >= 2) writeFileSync(join(folder, 'library.mark'), '0000000009999999\n');
    const library = await orDamage(() => diskLibrary({ folder }));
    if (library === 'damaged') {
      expect(readFileSync(target).equals(damaged), 'a refused file is left alone').toBe(true);
      continue;
    }
    opened += 1;
    const whole = await wholeOnes(library);
    if (whole < IDS.length) named += 1;
    if (whole > 0) usable += 1;
    library.close();
  }
  expect(opened).toBeGreaterThan(DAMAGES / 2);
  expect(named).toBeGreaterThan(0);
  expect(usable).toBeGreaterThan(DAMAGES / 2);
  seen('every recording is exactly what it was, or its damage is named; nothing else is refused with it; a file beyond opening is left as it is');
});

fault('F13', 'the library’s own list is damaged: media facts and a state nobody knows', (seen) => {
  const first = diskLibrary();
  for (const id of IDS) first.recordings.put(aRecording(id));
  first.close();
  const folder = dirname(first.path);
  const db = new DatabaseSync(first.path);
  db.exec("PRAGMA ignore_check_constraints = ON; UPDATE recordings SET facts = 'xx', media_state = 'melted' WHERE id = 'c'");
  db.close();
  expect(
    diskLibrary({ folder })
      .recordings.all()
      .map(({ id }) => id),
  ).toEqual([...IDS].reverse());
  seen('every recording is listed; the media of that one is looked into again');
});
