// Runs searches: plain ones at once, patterns in a worker that is ended when they take too long.
import type { FindResult } from '../../src-core/transcript/find.ts';
import type { PageClock } from '../page-clock.ts';
import { answerTo, type FindAnswer, type FindOrder } from './find-answer.ts';

/** A pattern may run so long, milliseconds: the longest transcripts take a hundredth of it. */
const LONGEST = 2_000;

/** What became of a search: places, a pattern that cannot be read (and which rule it was), one that ran too long, or one that a later search replaced. */
export type FindOutcome =
  | { readonly kind: 'found'; readonly result: FindResult }
  | { readonly kind: 'unreadable'; readonly rule: number; readonly reason: string }
  | { readonly kind: 'endless' }
  | { readonly kind: 'replaced' };

/** As much of a Worker as is needed. */
export interface FindThread {
  onmessage: ((event: { data: FindAnswer }) => void) | null;
  onerror: ((event: unknown) => void) | null;
  postMessage(order: FindOrder): void;
  terminate(): void;
}

export class FindRunner {
  readonly #clock: PageClock;
  readonly #start: () => FindThread;
  #thread: FindThread | null = null;
  #replace: (() => void) | null = null;

  constructor(clock: PageClock, start: () => FindThread = startThread) {
    this.#clock = clock;
    this.#start = start;
  }

  /** Searches; a search still running is replaced. */
  async run(order: FindOrder): Promise<FindOutcome> {
    this.#replace?.();
    if (!order.rules.some((rule) => rule.pattern)) return outcomeOf(answerTo(order));
    return this.#runApart(order);
  }

  /** Ends what runs. */
  end(): void {
    this.#replace?.();
    this.#thread?.terminate();
    this.#thread = null;
  }

  #runApart(order: FindOrder): Promise<FindOutcome> {
    const thread = (this.#thread ??= this.#start());
    return new Promise((resolve) => {
      const settle = (outcome: FindOutcome, keep: boolean): void => {
        stop();
        this.#replace = null;
        if (!keep) {
          thread.terminate();
          if (this.#thread === thread) this.#thread = null;
        }
        resolve(outcome);
      };
      const stop = this.#clock.after(LONGEST, () => {
        settle({ kind: 'endless' }, false);
      });
      this.#replace = () => {
        settle({ kind: 'replaced' }, false);
      };
      thread.onmessage = ({ data }) => {
        settle(outcomeOf(data), true);
      };
      // A thread that dies over a pattern (out of memory) is no better than one that never ends.
      thread.onerror = () => {
        settle({ kind: 'endless' }, false);
      };
      thread.postMessage(order);
    });
  }
}

function outcomeOf(answer: FindAnswer): FindOutcome {
  return 'found' in answer ? { kind: 'found', result: answer.found } : { kind: 'unreadable', rule: answer.rule, reason: answer.reason };
}

function startThread(): FindThread {
  const worker = new Worker(new URL('./find-worker.ts', import.meta.url), { type: 'module' });
  const thread: FindThread = {
    onmessage: null,
    onerror: null,
    postMessage: (order) => {
      worker.postMessage(order);
    },
    terminate: () => {
      worker.terminate();
    },
  };
  worker.onmessage = ({ data }: MessageEvent<FindAnswer>) => thread.onmessage?.({ data });
  worker.onerror = (event) => thread.onerror?.(event);
  return thread;
}
