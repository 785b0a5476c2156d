// What "Saved" promises: it is said when the studio has answered, everything typed gets there, and nothing else is written.
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { StudioClient } from '../../../src-core/contract/client.ts';
import { SAVE_PART_BYTES } from '../../../src-core/contract/save-parts.ts';
import type { CallArgs } from '../../../src-core/contract/studio-api.ts';
import { readSave } from '../../../src-core/contract/whole-save.ts';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import { emptyTrack, type PinnedCue } from '../../../src-core/subtitles/cue-track.ts';
import type { Highlight } from '../../../src-core/transcript/highlight.ts';
import { packTurn, unpackTurn } from '../../../src-core/transcript/pack.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { EditingState } from '../../../src-renderer/state/editing.svelte.ts';
import { SaveParts } from '../../../src-main/services/save-parts.ts';
import { ManualClock, settle } from '../../fakes/manual-clock.ts';
import { transcriptOf } from '../../support/notation.ts';

type Save = CallArgs<'library.save'>;

/** A studio that holds one transcript, and a page clock moved by hand. */
class Desk {
  stored: Transcript = transcriptOf('A: one@0-400 two@500-900 | B: three@1000-1400');
  revision = 1;
  readonly saves: Save[] = [];
  /** Bytes of each part of heavy saves. */
  readonly parts: number[] = [];
  readonly #parts = new SaveParts(new ManualClock());
  /** What each part waits for. */
  sending: Promise<void> = Promise.resolve();
  failing: StudioError | null = null;
  /** What keeping a place waits for. */
  keeping: Promise<void> = Promise.resolve();
  #timers: { at: number; run: () => void }[] = [];
  #now = 0;
  readonly editing: EditingState;

  constructor(readOnly = false) {
    const clock = {
      now: () => this.#now,
      after: (millis: number, run: () => void) => {
        const timer = { at: this.#now + millis, run };
        this.#timers.push(timer);
        return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
      },
      every: () => () => undefined,
      frame: () => () => undefined,
    };
    this.editing = new EditingState(
      { call: (call: string, args: unknown) => this.#answer(call, args), on: () => () => undefined } as unknown as StudioClient,
      clock,
      () => readOnly,
    ); // only these two are used
  }

  type(text: string): void {
    const current = this.editing.current ?? this.stored;
    const { transcript } = applyEdit(current, { kind: 'replace-text', from: { turn: 0, offset: 0 }, to: { turn: 0, offset: 0 }, text });
    this.editing.edited({ transcript, highlights: this.editing.highlights, cues: this.editing.cues });
  }

  async pass(millis: number): Promise<void> {
    const until = this.#now + millis;
    for (let due = this.#due(until); due; due = this.#due(until)) {
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#now = due.at;
      due.run();
      await settle();
    }
    this.#now = until;
    await settle();
  }

  #due(until: number): { at: number; run: () => void } | undefined {
    return this.#timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
  }

  async #answer(call: string, args: unknown): Promise<unknown> {
    if (call === 'library.keepPlace') return this.keeping.then(() => ({}));
    if (call === 'library.open') {
      const { language, speakers, turns, nextTurnId } = this.stored;
      return { recording: {}, transcript: { language, speakers, nextTurnId, turns: turns.map(packTurn) }, revision: this.revision, place: null, problems: [] };
    }
    if (this.failing) throw this.failing;
    if (call === 'library.savePart') {
      const part = args as CallArgs<'library.savePart'>; // of this very call
      this.parts.push(part.bytes.byteLength);
      const whole = this.#parts.take(part);
      await this.sending;
      return whole ? this.#save(readSave(new TextDecoder().decode(whole))) : { revision: null };
    }
    return this.#save(args as Save); // the only other call
  }

  #save(save: Save): { revision: number } {
    if (save.base !== this.revision) throw new StudioError('conflict');
    this.saves.push(save);
    const splices = save.splices.map((splice) => ({ ...splice, turns: splice.turns.map(unpackTurn) }));
    this.stored = applyEdit(this.stored, {
      kind: 'splice-turns',
      splices,
      nextTurnId: save.nextTurnId,
      speakers: save.speakers ?? this.stored.speakers,
    }).transcript;
    this.revision += 1;
    return { revision: this.revision };
  }
}

async function opened(readOnly = false): Promise<Desk> {
  const desk = new Desk(readOnly);
  await desk.editing.open('r');
  return desk;
}

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
