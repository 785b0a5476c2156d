// What must not compile: a handler table that misses, exceeds or mistypes the contract. Checked by `tsc -p test`;
// an expectation below that no longer fails is itself an error.
import { createStudioClient } from '../../src-core/contract/client.ts';
import type { EmitEvent, StudioHandlers } from '../../src-core/contract/studio-api.ts';

declare const whole: StudioHandlers;
declare const emit: EmitEvent;

const { 'jobs.list': _list, ...withoutOne } = whole;
// @ts-expect-error a handler is missing
export const missing: StudioHandlers = withoutOne;

export const surplus = {
  ...whole,
  // @ts-expect-error a handler for no call
  'jobs.dance': () => Promise.resolve({}),
} satisfies StudioHandlers;

export const wrongResult = {
  ...whole,
  // @ts-expect-error a result of another type
  'jobs.list': () => Promise.resolve({}),
} satisfies StudioHandlers;

export const wrongArgs = {
  ...whole,
  // @ts-expect-error arguments of another type
  'library.remove': ({ recording }: { recording: number }) => Promise.reject(new Error(String(recording))),
} satisfies StudioHandlers;

export const notPromised = {
  ...whole,
  // @ts-expect-error a result that is not promised
  'jobs.list': () => [],
} satisfies StudioHandlers;

export function clientTypes(client: ReturnType<typeof createStudioClient>): void {
  // @ts-expect-error no such call
  void client.call('jobs.dance', {});
  // @ts-expect-error a key too many
  void client.call('library.open', { recording: 'a', extra: 1 });
  // @ts-expect-error a key too few
  void client.call('library.open', {});
  // @ts-expect-error no such event
  client.on('jobs.danced', () => undefined);
  // @ts-expect-error the payload has no such field
  client.on('media.peaksGrew', ({ bucket }) => void bucket);
  // @ts-expect-error an event with a payload of another type
  emit('media.peaksGrew', { recording: 'a', buckets: '1', complete: true });
}
