// What people are told: at most one announcement in two seconds, failures at once, no message lost behind its twin.
import { expect, it } from 'vitest';
import { CancelledError, StudioError } from '../../../src-core/contract/errors.ts';
import { NoticesState } from '../../../src-renderer/state/notices.svelte.ts';
import { fault } from '../../faults/fault.ts';
import { ManualPageClock } from '../page-fakes.ts';

function desk() {
  const clock = new ManualPageClock();
  return { clock, notices: new NoticesState(clock) };
}

fault('W6', 'three pieces of news at once, then fifty', async (seen) => {
  const { clock, notices } = desk();
  const heard: string[] = [];
  for (const message of ['one', 'two', 'three']) notices.say(message);
  heard.push(notices.polite);
  for (let step = 0; step < 2; step++) {
    await clock.pass(1999);
    heard.push(notices.polite);
    await clock.pass(1);
    heard.push(notices.polite);
  }
  expect(heard).toEqual(['one', 'one', 'two', 'two', 'three']);
  seen('one in two seconds, in order');
  await clock.pass(2000);
  for (let n = 0; n < 50; n++) notices.say(`message ${n}`);
  await clock.pass(60_000);
  expect(notices.polite).toBe('message 49');
  expect(clock.waiting).toBe(0);
  seen('of a flood the oldest are dropped, the last is heard');
});

it('makes the same words heard twice', async () => {
  const { clock, notices } = desk();
  notices.say('Saved');
  const first = notices.polite;
  await clock.pass(2000);
  notices.say('Saved');
  expect(notices.polite).not.toBe(first);
  expect(notices.polite.trim()).toBe('Saved');
});

fault('W6', 'a failure while something else is being said', (seen) => {
  const { notices } = desk();
  notices.say('Saved');
  notices.fail(new StudioError('disk-full'), 'Saving');
  expect(notices.assertive).toContain('The disk is full');
  expect(notices.toasts[0]).toMatchObject({ tone: 'error' });
  expect(notices.polite).toBe('Saved');
  seen('heard at once, in the assertive region');
});

it('offers to try again only when the caller can', () => {
  const { notices } = desk();
  let tried = 0;
  notices.fail(new StudioError('network'));
  notices.fail(new StudioError('network'), null, () => tried++);
  expect(notices.toasts.map((toast) => toast.action?.label ?? null)).toEqual([null, 'Try again']);
  notices.toasts[1]?.action?.run();
  expect(tried).toBe(1);
});

it('says nothing of what was cancelled', () => {
  const { notices } = desk();
  notices.fail(new CancelledError());
  expect([notices.toasts, notices.assertive]).toEqual([[], '']);
});

it('lets good news go by themselves, and keeps failures until they are dismissed', async () => {
  const { clock, notices } = desk();
  notices.show({ tone: 'good', title: 'Done', text: [], action: null });
  notices.fail(new StudioError('bug'));
  await clock.pass(60_000);
  expect(notices.toasts.map(({ tone }) => tone)).toEqual(['error']);
  notices.dismiss(notices.toasts[0]?.id ?? 0);
  expect(notices.toasts).toEqual([]);
});

it('never piles messages over the whole window', () => {
  const { notices } = desk();
  for (let n = 0; n < 20; n++) notices.fail(new StudioError('bug'), `try ${n}`);
  expect(notices.toasts).toHaveLength(4);
  expect(notices.toasts.at(-1)?.title).toContain('try 19');
});
