// A save too heavy for one message: in parts, whole, once. A hundred megabytes go through it, which a check of a minute has no room for.
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { SAVE_PART_BYTES } from '../../../src-core/contract/save-parts.ts';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import { Desk, opened } from './editing-desk.ts';

describe('a save too heavy for one message', () => {
  /** Replaces the whole text by so many words, as a step of its own. */
  const replaceAll = (desk: Desk, words: number, text = 'harbour'): void => {
    const before = { transcript: desk.editing.current ?? desk.stored, highlights: desk.editing.highlights, cues: desk.editing.cues };
    const turns = before.transcript.turns;
    const spoken = Array.from({ length: words }, (_, at) => ({ ...firstWord(desk), text, space: ' ', start: at, end: at + 1 }));
    const splice = { from: 0, remove: turns.length, turns: [{ id: before.transcript.nextTurnId, speaker: null, words: spoken, tail: '' }] };
    const edit = { kind: 'splice-turns' as const, splices: [splice], nextTurnId: before.transcript.nextTurnId + 1, speakers: before.transcript.speakers };
    const after = { ...before, transcript: applyEdit(before.transcript, edit).transcript };
    const at = { anchor: { turn: 0, offset: 0 }, head: { turn: 0, offset: 0 } };
    desk.editing.opened?.history.record({ before, after, at: 1, kind: 'other', touches: false, label: null, selectionBefore: at, selectionAfter: at });
    desk.editing.edited(after);
  };
  const firstWord = (desk: Desk) => {
    const word = desk.stored.turns[0]?.words[0];
    if (!word) throw new Error('no word');
    return word;
  };
  const byTime = { timeout: 60_000 };

  it('goes in parts, 200,000 words and the 200,000 they replace, and is saved once, steps and all', byTime, async () => {
    const desk = await opened();
    replaceAll(desk, 200_000);
    replaceAll(desk, 200_000, 'quayside');
    await desk.pass(1_000);
    await expect.poll(() => desk.editing.save).toBe('saved');
    expect(desk.parts.length).toBeGreaterThan(2);
    expect(Math.max(...desk.parts)).toBe(SAVE_PART_BYTES);
    expect(desk.saves).toHaveLength(1);
    expect(desk.saves[0]?.history).toMatchObject({ first: 1, last: 2, done: 2, put: [{ number: 1 }, { number: 2 }] });
    expect(desk.stored).toEqual(desk.editing.current);
    desk.type('x');
    await desk.pass(1_000);
    await expect.poll(() => desk.editing.save).toBe('saved');
    expect(desk.saves.at(-1)?.history?.put.map(({ number }) => number)).toEqual([]);
  });

  it('is said to be saving until its last part is answered, and what is typed meanwhile follows', byTime, async () => {
    const desk = await opened();
    const sent = Promise.withResolvers<void>();
    desk.sending = sent.promise;
    replaceAll(desk, 100_000);
    await desk.pass(1_000);
    expect([desk.editing.save, desk.saves.length]).toEqual(['saving', 0]);
    desk.type('more ');
    sent.resolve();
    await expect.poll(() => desk.saves.length).toBe(1);
    await desk.pass(1_000);
    await expect.poll(() => desk.editing.save).toBe('saved');
    expect(desk.stored).toEqual(desk.editing.current);
  });

  it('is tried again from its beginning when the line broke between parts', byTime, async () => {
    const desk = await opened();
    const sent = Promise.withResolvers<void>();
    desk.sending = sent.promise;
    replaceAll(desk, 150_000);
    await desk.pass(1_000);
    desk.failing = new StudioError('disconnected');
    sent.resolve();
    await expect.poll(() => desk.editing.save).toBe('failed');
    expect([desk.saves.length, desk.revision]).toEqual([0, 1]);
    desk.failing = null;
    await desk.pass(4_000);
    await expect.poll(() => desk.editing.save).toBe('saved');
    expect(desk.stored).toEqual(desk.editing.current);
  });

  it('leaves out the farthest steps when they and the words are more than 64 MB, and saves all words', byTime, async () => {
    const desk = await opened();
    const long = 'x'.repeat(24 * 1024 * 1024);
    for (const letter of ['a', 'b', 'c', 'd']) replaceAll(desk, 1, letter + long);
    replaceAll(desk, 1, 'short');
    await desk.pass(1_000);
    await expect.poll(() => desk.editing.save).toBe('saved');
    expect(desk.saves[0]?.history).toMatchObject({ first: 4, last: 5, done: 5, put: [{ number: 4 }, { number: 5 }] });
    expect(desk.stored.turns[0]?.words[0]?.text).toBe('short');
  });

  it('says so when the words alone are more than 64 MB, loses nothing, tries no more, and goes on with the next edit', byTime, async () => {
    const desk = await opened();
    replaceAll(desk, 1, 'x'.repeat(65 * 1024 * 1024));
    await desk.pass(1_000);
    await expect.poll(() => desk.editing.save).toBe('failed');
    expect(desk.editing.error).toMatchObject({ code: 'too-large', details: { what: 'save' } });
    await desk.pass(10_000);
    expect([desk.parts, desk.saves.length, desk.editing.current?.turns[0]?.words.length]).toEqual([[], 0, 1]);
    replaceAll(desk, 1, 'short');
    await desk.pass(1_000);
    await expect.poll(() => desk.editing.save).toBe('saved');
    expect(desk.stored.turns[0]?.words[0]?.text).toBe('short');
  });
});
