// Seeking in the open transcript: soon after the last key, again after every edit, and never for ever.
import { describe, expect, it } from 'vitest';
import type { FindThread } from '../../../src-renderer/state/find-runner.ts';
import { answerTo, type FindOrder } from '../../../src-renderer/state/find-answer.ts';
import { FindState } from '../../../src-renderer/state/find.svelte.ts';
import { transcriptOf } from '../../support/notation.ts';
import { ManualPageClock } from '../page-fakes.ts';

const TEXT = transcriptOf('A: the@0-100 old@200-300 pier@400-500 | B: the@600-700 Pier@800-900');

/** Worker threads that answer when told to, or never. */
class Threads {
  readonly started: (FindThread & { ended: boolean; order: FindOrder | null })[] = [];

  readonly start = (): FindThread => {
    const thread = {
      onmessage: null as FindThread['onmessage'],
      onerror: null as FindThread['onerror'],
      ended: false,
      order: null as FindOrder | null,
      postMessage(order: FindOrder) {
        thread.order = order;
      },
      terminate() {
        thread.ended = true;
      },
    };
    this.started.push(thread);
    return thread;
  };

  answer(index: number): void {
    const thread = this.started[index];
    if (thread?.order) thread.onmessage?.({ data: answerTo(thread.order) });
  }
}

function bench(): { find: FindState; clock: ManualPageClock; threads: Threads } {
  const clock = new ManualPageClock();
  const threads = new Threads();
  const find = new FindState(clock, threads.start);
  find.follow(TEXT);
  return { find, clock, threads };
}

const places = (find: FindState): string[] => find.hits.map(({ turn, from, to }) => `${turn}:${from}-${to}`);

describe('finding', () => {
  it('shows every place a moment after the last key, and again when the text has changed', async () => {
    const { find, clock } = bench();
    find.setFind('pi');
    find.setFind('pier');
    expect([find.searching, places(find)]).toEqual([true, []]);
    await clock.pass(100);
    expect([find.searching, places(find)]).toEqual([false, ['0:8-12', '1:4-8']]);
    find.follow(transcriptOf('A: a@0-100 pier@400-500'));
    await clock.pass(100);
    expect(places(find)).toEqual(['0:2-6']);
    find.setOption('matchCase', true);
    find.setFind('Pier');
    await clock.pass(100);
    expect([places(find), find.trouble]).toEqual([[], null]);
  });

  it('steps round the ends, and finds the place nearest the caret', async () => {
    const { find, clock } = bench();
    find.setFind('the');
    await clock.pass(100);
    expect([find.step(1)?.turn, find.step(1)?.turn, find.step(-1)?.turn]).toEqual([1, 0, 1]);
    expect([
      find.stepFrom({ turn: 0, offset: 1 }, 1)?.turn,
      find.stepFrom({ turn: 1, offset: 3 }, 1)?.turn,
      find.stepFrom({ turn: 1, offset: 0 }, -1)?.turn,
    ]).toEqual([1, 0, 0]);
  });

  it('goes first to the hit nearest the caret, and waits for no key once it is asked to go', async () => {
    const { find } = bench();
    find.setFind('the');
    await find.hurry();
    expect([find.searching, find.step(1, { turn: 0, offset: 5 })?.turn, find.step(1, { turn: 0, offset: 5 })?.turn]).toEqual([false, 1, 0]);
  });

  it('takes out what is left out, as long as the same is sought', async () => {
    const { find, clock } = bench();
    find.setFind('the');
    await clock.pass(100);
    const [first] = find.hits;
    if (first) find.leave(first, true);
    expect(find.chosen).toHaveLength(1);
    find.setReplace('a');
    await clock.pass(100);
    expect(find.chosen).toHaveLength(2);
    find.leaveAll(true);
    expect(find.chosen).toEqual([]);
  });

  it('says in a sentence what is wrong with a pattern', async () => {
    const { find, clock, threads } = bench();
    find.setOption('pattern', true);
    find.setFind('(pier');
    await clock.pass(100);
    threads.answer(0);
    await clock.pass(0);
    expect(find.trouble).toBe('This is not a pattern that can be read: unterminated group.');
    expect(find.hits).toEqual([]);
  });

  it('ends a pattern that runs too long, and the next search runs in another thread', async () => {
    const { find, clock, threads } = bench();
    find.setOption('pattern', true);
    find.setFind('(a+)+$');
    await clock.pass(100);
    expect(threads.started[0]?.ended).toBe(false);
    await clock.pass(2_000);
    expect([threads.started[0]?.ended, find.searching]).toEqual([true, false]);
    expect(find.trouble).toMatch(/takes too long/);
    find.setFind('p.er');
    await clock.pass(100);
    threads.answer(1);
    await clock.pass(0);
    expect([find.trouble, places(find)]).toEqual([null, ['0:8-12', '1:4-8']]);
  });

  it('forgets a search that another replaced', async () => {
    const { find, clock, threads } = bench();
    find.setOption('pattern', true);
    find.setFind('t.e');
    await clock.pass(100);
    find.setFind('o.d');
    await clock.pass(100);
    threads.answer(0);
    threads.answer(1);
    await clock.pass(0);
    expect([places(find), threads.started[0]?.ended]).toEqual([['0:4-7'], true]);
  });

  it('applies a list in place of what is written, and names the row that cannot be read', async () => {
    const { find, clock, threads } = bench();
    const row = { find: 'Pier', replace: 'Jetty', pattern: false, wholeWord: true, matchCase: true };
    find.setList({ id: 'l', name: 'Harbour', rows: [row] });
    await clock.pass(100);
    expect(find.hits.map(({ turn, replacement }) => [turn, replacement])).toEqual([[1, 'Jetty']]);
    find.setList({ id: 'l', name: 'Harbour', rows: [row, { ...row, find: '[', pattern: true }] });
    await clock.pass(100);
    threads.answer(0);
    await clock.pass(0);
    expect(find.trouble).toMatch(/^The list’s pattern “\[” cannot be read: /);
    find.setFind('old');
    expect(find.list).toBeNull();
  });

  it('ends its thread with the panel', async () => {
    const { find, clock, threads } = bench();
    find.setOption('pattern', true);
    find.setFind('t');
    await clock.pass(100);
    find.end();
    expect([threads.started[0]?.ended, clock.waiting]).toEqual([true, 0]);
  });
});
