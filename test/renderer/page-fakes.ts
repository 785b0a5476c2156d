// What the page's state classes are given in tests: a studio that answers by script, a clock moved by hand, a host that lends nothing.
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { CallArgs, CallResult, EventPayload, StudioCall, StudioEvent } from '../../src-core/contract/studio-api.ts';
import type { Job } from '../../src-core/library/job.ts';
import type { Recording } from '../../src-core/library/recording.ts';
import type { FileKind, FolderSearch, Host, OfferedFile } from '../../src-renderer/host/host.ts';
import type { PageClock } from '../../src-renderer/page-clock.ts';
import { settle } from '../fakes/manual-clock.ts';

type Answer = (args: never) => unknown;

/** A studio whose every answer a test writes. A call without one fails the test by name. */
export class ScriptedStudio {
  readonly calls: { readonly call: StudioCall; readonly args: unknown }[] = [];
  readonly #answers = new Map<StudioCall, Answer>();
  readonly #listeners = new Set<(event: string, payload: unknown) => void>();

  readonly client: StudioClient = {
    call: async (call, args) => {
      this.calls.push({ call, args });
      const answer = this.#answers.get(call);
      if (!answer) throw new Error(`nobody said what ${call} answers`);
      return (await answer(args as never)) as never; // the script is typed where it is written
    },
    on: (event, listener) => {
      const hear = (heard: string, payload: unknown): void => {
        if (heard === event) listener(payload as never); // emitted typed
      };
      this.#listeners.add(hear);
      return () => this.#listeners.delete(hear);
    },
  };

  answer<C extends StudioCall>(call: C, answer: (args: CallArgs<C>) => CallResult<C> | Promise<CallResult<C>>): this {
    this.#answers.set(call, answer); // its call's own arguments
    return this;
  }

  emit<E extends StudioEvent>(event: E, payload: EventPayload<E>): void {
    for (const listener of [...this.#listeners]) listener(event, payload);
  }

  argsOf<C extends StudioCall>(call: C): CallArgs<C>[] {
    return this.calls.filter((made) => made.call === call).map((made) => made.args as CallArgs<C>); // recorded with that call
  }

  get listeners(): number {
    return this.#listeners.size;
  }
}

/** A page's clock that stands still until it is moved. */
export class ManualPageClock implements PageClock {
  #now: number;
  #timers: { at: number; every: number | null; run: () => void }[] = [];
  #frames: (() => void)[] = [];

  constructor(now = Date.UTC(2026, 9, 22, 12)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }
  after(millis: number, run: () => void): () => void {
    return this.#add({ at: this.#now + millis, every: null, run });
  }
  every(millis: number, run: () => void): () => void {
    return this.#add({ at: this.#now + millis, every: millis, run });
  }
  frame(run: () => void): () => void {
    this.#frames.push(run);
    return () => void (this.#frames = this.#frames.filter((other) => other !== run));
  }

  /** Timers that wait. */
  get waiting(): number {
    return this.#timers.length;
  }

  /** Moves time on, running what falls due in order. */
  async pass(millis: number): Promise<void> {
    const until = this.#now + millis;
    for (;;) {
      const due = this.#timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#now = due.at;
      if (due.every === null) this.#timers = this.#timers.filter((timer) => timer !== due);
      else due.at += due.every;
      due.run();
      await settle();
    }
    this.#now = until;
    await settle();
  }

  /** Paints once. */
  paint(): void {
    const frames = this.#frames;
    this.#frames = [];
    for (const run of frames) run();
  }

  #add(timer: { at: number; every: number | null; run: () => void }): () => void {
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
  }
}

/** A host whose files are offered under their own names, and whose line can be cut. */
export class PlainHost implements Host {
  readonly kind = 'loopback';
  readonly wire = { invoke: () => Promise.reject(new Error('not over the wire')), subscribe: () => () => undefined };
  chosen: OfferedFile[] = [];
  refuses: (name: string) => Error | null = () => null;
  readonly #lines = new Set<(connected: boolean) => void>();

  offer(file: File, onProgress?: (sent: number, total: number) => void): Promise<OfferedFile> {
    const refusal = this.refuses(file.name);
    if (refusal) return Promise.reject(refusal);
    onProgress?.(file.size, file.size);
    return Promise.resolve({ offer: `offer-${file.name}`, name: file.name });
  }
  /** Ends a choosing that has begun to move bytes. */
  finishChoosing: () => void = () => undefined;
  choose(_kind: FileKind, onProgress?: (sent: number, total: number) => void): Promise<OfferedFile[]> {
    if (this.chosen.length === 0) return Promise.resolve([]);
    onProgress?.(1, 2);
    return new Promise((resolve) => {
      this.finishChoosing = () => {
        resolve(this.chosen);
      };
    });
  }
  chooseFolder(): Promise<FolderSearch | null> {
    return Promise.resolve({ offered: this.chosen, looked: this.chosen.length });
  }
  keep(): Promise<boolean> {
    return Promise.resolve(true);
  }
  mediaUrl(token: string): string {
    return `http://127.0.0.1/media/${token}`;
  }
  onConnection(listener: (connected: boolean) => void): () => void {
    this.#lines.add(listener);
    return () => this.#lines.delete(listener);
  }
  connection(connected: boolean): void {
    for (const listener of this.#lines) listener(connected);
  }
}

/** A recording with believable facts. */
export function recordingOf(id: string, change: Partial<Recording> = {}): Recording {
  return {
    id,
    name: `Recording ${id}`,
    fileName: `${id}.mp3`,
    addedAt: 1_000,
    editedAt: null,
    media: { state: 'ready', facts: null, trouble: null },
    transcript: null,
    ...change,
  };
}

/** A job on its way. */
export function jobOf(id: string, change: Partial<Job> = {}): Job {
  return {
    id,
    recording: 'r1',
    state: 'queued',
    options: { language: { kind: 'identify', among: [] }, maxSpeakers: 2, channels: false, maxAlternatives: null },
    progress: { step: 'waiting', bytesDone: null, bytesTotal: null, rate: null, since: 0 },
    createdAt: 0,
    changedAt: 0,
    serviceName: `galley-${id}`,
    region: 'eu-central-1',
    bucket: 'recordings',
    failure: null,
    ...change,
  };
}
