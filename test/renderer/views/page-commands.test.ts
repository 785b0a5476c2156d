// Commands at the caret of a page whose cues are shown in its place.
import { expect, it } from 'vitest';
import { COMMANDS } from '../../../src-core/contract/commands.ts';
import { LETTER_COLOURS } from '../../../src-renderer/state/letter-text.ts';
import { doersOnCues, partedDoers, type Doers } from '../../../src-renderer/views/page-commands.ts';

const everything = (done: string[]): Doers =>
  Object.fromEntries(COMMANDS.map(({ id }) => [id, { run: () => done.push(id), can: () => id !== 'transcript.speaker3' }]));

it('part into those of the caret and the others, none lost', () => {
  const { atCaret, elsewhere } = partedDoers(everything([]));
  const others = ['edit.italic', 'edit.bold', 'edit.underline', ...LETTER_COLOURS.map(({ command }) => command), 'playback.loop'];
  expect(Object.keys(atCaret)).toEqual(COMMANDS.map(({ id }) => id).filter((id) => id.startsWith('transcript.') || others.includes(id)));
  expect(Object.keys(atCaret).length + Object.keys(elsewhere).length).toBe(COMMANDS.length);
});

it('leave only who speaks, said of the words of the chosen cues', () => {
  const done: string[] = [];
  const left = doersOnCues(partedDoers(everything(done)).atCaret, () => done.push('select'));
  expect(Object.keys(left)).toEqual(['transcript.speaker', ...Array.from({ length: 9 }, (_, index) => `transcript.speaker${index + 1}`)]);
  const doer = left['transcript.speaker2'];
  if (typeof doer === 'object') doer.run();
  expect(done).toEqual(['select', 'transcript.speaker2']);
  const [second, third] = [left['transcript.speaker2'], left['transcript.speaker3']].map((one) => (typeof one === 'object' ? one.can?.() : null));
  expect([second, third]).toEqual([true, false]);
});
