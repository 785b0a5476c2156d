// What "Saved" promises: it is said when the studio has answered, everything typed gets there, and nothing else is written.
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import { emptyTrack, type PinnedCue } from '../../../src-core/subtitles/cue-track.ts';
import type { Highlight } from '../../../src-core/transcript/highlight.ts';
import { settle } from '../../fakes/manual-clock.ts';
import { opened } from './editing-desk.ts';

describe('autosave', () => {
  it('writes within a second of the first key, only the turn that was touched', async () => {
    const desk = await opened();
    desk.type('x');
    expect(desk.editing.save).toBe('unsaved');
    await desk.pass(1_000);
    expect(desk.editing.save).toBe('saved');
    expect(desk.saves).toHaveLength(1);
    expect(desk.saves[0]?.splices.map(({ from, remove, turns }) => [from, remove, turns.length])).toEqual([[0, 1, 1]]);
    expect(desk.stored).toEqual(desk.editing.current);
  });

  it('does not wait for a pause in typing', async () => {
    const desk = await opened();
    for (let key = 0; key < 30; key += 1) {
      desk.type('x');
      await desk.pass(100);
    }
    expect(desk.saves.length).toBeGreaterThanOrEqual(3);
  });

  it('saves nothing where nothing changed', async () => {
    const desk = await opened();
    await desk.editing.flush();
    await desk.pass(5_000);
    expect(desk.saves).toEqual([]);
  });

  it('keeps trying after a failure and says so meanwhile', async () => {
    const desk = await opened();
    desk.failing = new StudioError('disk-full');
    desk.type('kept ');
    await desk.pass(1_000);
    expect(desk.editing.save).toBe('failed');
    desk.failing = null;
    await desk.pass(3_000);
    expect(desk.editing.save).toBe('saved');
    expect(desk.stored.turns[0]?.words[0]?.text).toBe('kept');
  });

  it('never overwrites another window’s version unasked, and does so when asked', async () => {
    const desk = await opened();
    desk.revision += 5;
    desk.type('mine ');
    await desk.pass(1_000);
    expect(desk.editing.save).toBe('conflict');
    await desk.pass(10_000);
    expect(desk.saves).toEqual([]);
    await desk.editing.keepMine();
    expect(desk.editing.save).toBe('saved');
    expect(desk.stored).toEqual(desk.editing.current);
  });

  it('saves into the recording that was edited when another is opened at once', async () => {
    const desk = await opened();
    desk.type('first ');
    await desk.editing.open('other');
    expect(desk.saves.map((save) => save.recording)).toEqual(['r']);
  });

  it('writes nothing to a library open for reading', async () => {
    const desk = await opened(true);
    desk.type('x');
    await desk.pass(5_000);
    expect(desk.editing.save).toBe('read-only');
    expect(desk.saves).toEqual([]);
  });
});

describe('going from one recording to the next', () => {
  it('shows nothing of the former one meanwhile', async () => {
    const desk = await opened();
    const opening = desk.editing.open('other');
    expect(desk.editing.opened).toBeNull();
    expect(desk.editing.phase).toBe('loading');
    await opening;
    expect(desk.editing.phase).toBe('ready');
  });

  it('keeps the next one when the former one’s place is written late', async () => {
    const desk = await opened();
    const kept = Promise.withResolvers<void>();
    desk.keeping = kept.promise;
    desk.editing.placed({ turn: 0, offset: 1, topTurn: 0, playhead: 0 });
    // As a view does: the one that goes closes, the one that comes opens.
    void desk.editing.close();
    const opening = desk.editing.open('other');
    await settle();
    kept.resolve();
    await opening;
    await settle();
    expect(desk.editing.phase).toBe('ready');
    expect(desk.editing.opened).not.toBeNull();
  });
});

describe('what lies over and behind the words', () => {
  const highlight = (word: number): Highlight => ({
    id: 'h',
    label: '',
    comment: '',
    madeAt: 1,
    words: { from: { turn: 0, word }, to: { turn: 0, word } },
    gone: null,
  });

  const pin: PinnedCue = {
    id: 1,
    from: { turn: 0, word: 0 },
    to: { turn: 0, word: 1 },
    start: 40,
    end: null,
    breaks: [{ turn: 0, word: 1 }],
    look: null,
    shown: true,
    waivers: [],
  };

  it('is saved with them: highlights and cues by turn and word, and the steps that undo', async () => {
    const desk = await opened();
    const before = { transcript: desk.stored, highlights: [], cues: emptyTrack };
    const after = {
      transcript: applyEdit(desk.stored, { kind: 'set-speakers', speakers: [] }).transcript,
      highlights: [highlight(1)],
      cues: { ...emptyTrack, pins: [pin] },
    };
    const at = { anchor: { turn: 0, offset: 0 }, head: { turn: 0, offset: 0 } };
    desk.editing.opened?.history.record({ before, after, at: 1, kind: 'other', touches: false, label: 'Highlight', selectionBefore: at, selectionAfter: at });
    desk.editing.edited(after);
    await desk.pass(1_000);
    expect(desk.saves[0]?.highlights).toEqual({ put: [expect.objectContaining({ id: 'h', words: { from: [0, 1], to: [0, 1] } })], remove: [] });
    expect(desk.saves[0]?.cues).toEqual({ put: [expect.objectContaining({ id: 1, from: [0, 0], to: [0, 1], breaks: [[0, 1]] })], remove: [], plan: null });
    expect(desk.saves[0]?.history).toMatchObject({ first: 1, last: 1, done: 1, put: [{ number: 1, step: { label: 'Highlight' } }] });
    desk.type('x');
    await desk.pass(1_000);
    expect(desk.saves[1]?.history?.put).toEqual([]);
  });

  it('is saved again when saving failed', async () => {
    const desk = await opened();
    desk.failing = new StudioError('disk-full');
    desk.editing.edited({ transcript: desk.stored, highlights: [highlight(0)], cues: emptyTrack });
    await desk.pass(1_000);
    desk.failing = null;
    await desk.pass(4_000);
    expect(desk.saves.map(({ highlights }) => highlights?.put.length)).toEqual([1]);
    expect(desk.editing.save).toBe('saved');
  });
});
