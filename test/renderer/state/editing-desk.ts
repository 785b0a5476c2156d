// The saving of edits over a studio that holds one transcript, and a page clock moved by hand.
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { StudioClient } from '../../../src-core/contract/client.ts';
import type { CallArgs } from '../../../src-core/contract/studio-api.ts';
import { readSave } from '../../../src-core/contract/whole-save.ts';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import { packTurn, unpackTurn } from '../../../src-core/transcript/pack.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { EditingState } from '../../../src-renderer/state/editing.svelte.ts';
import { SaveParts } from '../../../src-main/services/save-parts.ts';
import { ManualClock, settle } from '../../fakes/manual-clock.ts';
import { transcriptOf } from '../../support/notation.ts';

type Save = CallArgs<'library.save'>;

/** A studio that holds one transcript, and a page clock moved by hand. */
export class Desk {
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

export async function opened(readOnly = false): Promise<Desk> {
  const desk = new Desk(readOnly);
  await desk.editing.open('r');
  return desk;
}
