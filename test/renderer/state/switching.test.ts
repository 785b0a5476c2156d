// Another recording is opened while the last edit waits to be saved: every save lands in its own (F29).
import { expect, it } from 'vitest';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import { unpackTurn, packTurn } from '../../../src-core/transcript/pack.ts';
import { transcriptText, type Transcript } from '../../../src-core/transcript/transcript.ts';
import type { StudioClient } from '../../../src-core/contract/client.ts';
import type { CallArgs } from '../../../src-core/contract/studio-api.ts';
import { EditingState } from '../../../src-renderer/state/editing.svelte.ts';
import { fault } from '../../faults/fault.ts';
import { settle } from '../../fakes/manual-clock.ts';
import { transcriptOf } from '../../support/notation.ts';
import { ManualPageClock } from '../page-fakes.ts';

const SWITCHES = 1_000;
const IDS = ['a', 'b', 'c'];

/** A studio of three recordings that refuses a save on an old base. */
function threeRecordings(): { client: StudioClient; stored: Map<string, { transcript: Transcript; revision: number }> } {
  const stored = new Map(IDS.map((id) => [id, { transcript: transcriptOf(`A: ${id}@0-400 two@500-900 | B: three@1000-1400`), revision: 1 }]));
  const call = async (name: string, args: unknown): Promise<unknown> => {
    const { recording } = args as { recording: string }; // every call used names one
    const kept = stored.get(recording);
    if (!kept) throw new Error(`no recording ${recording}`);
    await settle();
    if (name === 'library.open') {
      const { language, speakers, turns, nextTurnId } = kept.transcript;
      const packed = { language, speakers, nextTurnId, turns: turns.map(packTurn) };
      return { recording: {}, transcript: packed, revision: kept.revision, place: null, problems: [], highlights: [], history: { first: 1, last: 0, done: 0 } };
    }
    if (name !== 'library.save') return {};
    const save = args as CallArgs<'library.save'>; // just named
    expect(save.base).toBe(kept.revision);
    const splices = save.splices.map((splice) => ({ ...splice, turns: splice.turns.map(unpackTurn) }));
    const edit = { kind: 'splice-turns' as const, splices, nextTurnId: save.nextTurnId, speakers: save.speakers ?? kept.transcript.speakers };
    stored.set(recording, { transcript: applyEdit(kept.transcript, edit).transcript, revision: kept.revision + 1 });
    return { revision: kept.revision + 1 };
  };
  return { client: { call, on: () => () => undefined } as unknown as StudioClient, stored }; // only these two are used
}

fault('F29', `${SWITCHES} times another recording is opened 0 to 600 ms after a key`, async (seen) => {
  const { client, stored } = threeRecordings();
  const clock = new ManualPageClock();
  const editing = new EditingState(client, clock, () => false);
  const typed = new Map(IDS.map((id) => [id, '']));
  for (let turn = 0; turn < SWITCHES; turn += 1) {
    const id = IDS[turn % IDS.length] ?? '';
    await editing.open(id);
    const current = editing.current;
    if (!current) throw new Error('nothing is open');
    const letter = String.fromCharCode(97 + (turn % 26));
    const edit = { kind: 'replace-text' as const, from: { turn: 1, offset: 0 }, to: { turn: 1, offset: 0 }, text: letter };
    editing.edited({ transcript: applyEdit(current, edit).transcript, highlights: [], cues: editing.cues });
    typed.set(id, `${letter}${typed.get(id) ?? ''}`);
    await clock.pass((turn * 7) % 601);
  }
  await editing.close();
  for (const id of IDS) expect(transcriptText(stored.get(id)?.transcript ?? transcriptOf(''))).toBe(`${id} two\n${typed.get(id) ?? ''}three`);
  seen('every letter is in the recording it was typed in, in order, and in no other');
});

it('says “Saved” in no library open for reading only', async () => {
  const { client } = threeRecordings();
  const editing = new EditingState(client, new ManualPageClock(), () => true);
  await editing.open('a');
  expect(editing.readOnly).toBe(true);
  if (editing.current) editing.edited({ transcript: editing.current, highlights: [], cues: editing.cues });
  expect(editing.save).toBe('read-only');
});
